"""From evidence to findings: tallies as intervals, elements of provisions, independence."""
