"""Turns ship tracks, watchlists and press reports into findings that an analyst can defend."""

__version__ = "0.1.0"
