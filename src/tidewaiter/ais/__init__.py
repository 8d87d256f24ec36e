"""Ship tracks: position files in, vessel events out.

``read`` → ``normalise`` → ``tracks`` → ``detect``; each takes and gives Arrow tables.
"""

#: Changes whenever the same positions may give other rows or events.
VERSION = "ais/2"
