"""Which column of a file is which of ours, by the names that the field uses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tidewaiter.errors import UnreadableError

REQUIRED = ("mmsi", "timestamp", "lat", "lon")
#: Our column → names seen in the wild, lower case, letters and digits only.
_SYNONYMS = {
    "mmsi": ("mmsi", "ssvid", "sourcemmsi", "userid"),
    "timestamp": (
        "timestamp", "basedatetime", "time", "datetime", "dateutc", "timestamputc", "dtposutc",
        "postime", "tstamp", "updatetime", "createdat",
    ),
    "lat": ("lat", "latitude", "latdeg"),
    "lon": ("lon", "lng", "long", "longitude", "londeg"),
    "sog": ("sog", "speed", "speedoverground", "speedkn"),
    "cog": ("cog", "course", "courseoverground"),
    "heading": ("heading", "trueheading", "hdg"),
    "nav_status": ("navstatus", "status", "navigationalstatus"),
    "imo": ("imo", "imonumber"),
    "name": ("name", "vesselname", "shipname"),
    "callsign": ("callsign",),
    "ship_type": ("shiptype", "vesseltype", "shipandcargotype"),
    "length": ("length",),
    "width": ("width", "beam"),
    "to_bow": ("a", "tobow", "dimensiontobow", "dimbow"),
    "to_stern": ("b", "tostern", "dimensiontostern", "dimstern"),
    "to_port": ("c", "toport", "dimensiontoport", "dimport"),
    "to_starboard": ("d", "tostarboard", "dimensiontostarboard", "dimstarboard"),
    "draught": ("draught", "draft"),
    "destination": ("destination",),
    "message": ("messageid", "msgtype", "messagetype"),
    "mobile": ("typeofmobile",),
}  # fmt: skip


def plain(name: str) -> str:
    """Return a column name without case, blanks and signs.

    >>> plain("# Timestamp"), plain("Call_sign")
    ('timestamp', 'callsign')
    """
    return "".join(c for c in name.lower() if c.isalnum())


def match(header: Sequence[str], given: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return our column name → the file's.

    Args:
        header: Column names of the file.
        given: What the user said; it stands before what is recognised.

    Raises:
        UnreadableError: A needed column is missing, or a given one is not there.
    """
    theirs = {plain(name): name for name in reversed(header)}
    found = {
        ours: theirs[synonym]
        for ours, synonyms in _SYNONYMS.items()
        for synonym in reversed(synonyms)
        if synonym in theirs
    }
    for ours, column in (given or {}).items():
        if ours not in _SYNONYMS:
            raise UnreadableError(f"{ours!r} is no column of ours; they are {list(_SYNONYMS)}")
        if column not in header:
            raise UnreadableError(f"has no column {column!r}; its columns are {list(header)}")
        found[ours] = column
    if missing := [c for c in REQUIRED if c not in found]:
        raise UnreadableError(
            f"no position table: found no column for {', '.join(missing)} among "
            f"{[h[:40] for h in header[:30]]}; name them with columns (--column lat=…)"
        )
    return found
