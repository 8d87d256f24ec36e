"""One hull from tracks, list entries, mentions and sightings: proposals with a reason for each join."""

from tidewaiter.link.vessels.compose import hulls
from tidewaiter.link.vessels.heard import Report
from tidewaiter.link.vessels.named import Text, Typed

__all__ = ["Report", "Text", "Typed", "hulls"]
