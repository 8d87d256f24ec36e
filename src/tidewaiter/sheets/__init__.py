"""Sheets that a person filled in: imagery sightings, and claims quoted from documents."""
