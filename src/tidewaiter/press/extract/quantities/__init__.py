"""Figures as intervals, with their units."""
