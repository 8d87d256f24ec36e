"""Which column of a file is which of ours, by the names that the field uses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tidewaiter.errors import UnreadableError

REQUIRED = ("mmsi", "timestamp", "lat", "lon")
#: Our column → names seen in the wild, lower case, without blanks and underscores.
_SYNONYMS = {
    "mmsi": ("mmsi", "ssvid", "sourcemmsi"),
    "timestamp": ("timestamp", "basedatetime", "time", "datetime", "dateutc", "timestamputc"),
    "lat": ("lat", "latitude", "latdeg"),
    "lon": ("lon", "lng", "long", "longitude", "londeg"),
    "sog": ("sog", "speed", "speedoverground", "speedkn"),
    "cog": ("cog", "course", "courseoverground"),
    "heading": ("heading", "trueheading"),
    "nav_status": ("navstatus", "status", "navigationalstatus"),
    "imo": ("imo", "imonumber"),
    "name": ("name", "vesselname", "shipname"),
    "callsign": ("callsign",),
    "draught": ("draught", "draft"),
    "destination": ("destination",),
}


def match(header: Sequence[str], given: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return our column name → the file's.

    Args:
        header: Column names of the file.
        given: What the user said; it stands before what is recognised.

    Raises:
        UnreadableError: A needed column is missing, or a given one is not there.
    """
    plain = {name.lower().replace("_", "").replace(" ", "").strip(): name for name in header}
    found = {
        ours: plain[synonym]
        for ours, synonyms in _SYNONYMS.items()
        for synonym in reversed(synonyms)
        if synonym in plain
    }
    for ours, theirs in (given or {}).items():
        if theirs not in header:
            raise UnreadableError(f"has no column {theirs!r}; its columns are {list(header)}")
        found[ours] = theirs
    if missing := [c for c in REQUIRED if c not in found]:
        raise UnreadableError(
            f"no position table: found no column for {', '.join(missing)} among "
            f"{[h[:40] for h in header[:30]]}; name them with columns (--column lat=…)"
        )
    return found
