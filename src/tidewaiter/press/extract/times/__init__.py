"""When it happened and when it was said."""
