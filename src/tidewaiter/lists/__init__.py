"""Watchlists as published: entries with names, numbers and dates, each with its place in the file."""

#: Changes whenever the same files may give other listings.
VERSION = "lists/4"
