"""Pictures as inline SVG, written by our own few primitives."""
