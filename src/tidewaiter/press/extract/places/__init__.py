"""Places of a content, with position and precision."""
