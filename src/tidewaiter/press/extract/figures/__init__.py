"""Figures of a text: numbers, their bounds, what they count."""
