"""Arrow schemas of the tables that flow between stages."""

from __future__ import annotations

import pyarrow as pa

UTC = pa.timestamp("us", tz="UTC")

_SOURCE = pa.dictionary(pa.int32(), pa.string())

#: Ship positions, sorted by ``mmsi``, ``timestamp``. Degrees WGS 84, knots; null = not broadcast
#: (the AIS "not available" values become null). ``nav_status`` is the code of ITU-R M.1371.
#: ``source`` is the SHA-256 of the file, ``line`` the line in it, counted from 1 as an editor does
#: (Parquet: row number from 1; NMEA: the line of the last part of the message).
POSITIONS = pa.schema(
    [
        pa.field("mmsi", pa.int32(), nullable=False),
        pa.field("timestamp", UTC, nullable=False),
        pa.field("lat", pa.float64(), nullable=False),
        pa.field("lon", pa.float64(), nullable=False),
        pa.field("sog", pa.float32()),
        pa.field("cog", pa.float32()),
        pa.field("heading", pa.float32()),
        pa.field("nav_status", pa.int8()),
        pa.field("source", _SOURCE, nullable=False),
        pa.field("line", pa.int64(), nullable=False),
    ]
)

#: Positions with ``track``, which transmitter under the MMSI (from 1; 0 for noise), and ``noise``,
#: why a position belongs to none (:data:`tidewaiter.ais.tracks.NOISE`; 0: it does).
TRACKED = pa.schema(
    [
        *POSITIONS,
        pa.field("track", pa.int16(), nullable=False),
        pa.field("noise", pa.int8(), nullable=False),
    ]
)

#: What transmitters say of themselves, sorted by ``mmsi``, ``timestamp``: from ``timestamp`` to
#: ``until`` the same, heard ``reports`` times. Null = never said. Metres; ``imo`` is seven digits
#: without letters. ``source`` and ``line`` locate the first report.
STATICS = pa.schema(
    [
        pa.field("mmsi", pa.int32(), nullable=False),
        pa.field("timestamp", UTC, nullable=False),
        pa.field("until", UTC, nullable=False),
        pa.field("reports", pa.int32(), nullable=False),
        pa.field("imo", pa.string()),
        pa.field("name", pa.string()),
        pa.field("callsign", pa.string()),
        pa.field("ship_type", pa.int16()),
        pa.field("length", pa.float32()),
        pa.field("width", pa.float32()),
        pa.field("draught", pa.float32()),
        pa.field("destination", pa.string()),
        pa.field("source", _SOURCE, nullable=False),
        pa.field("line", pa.int64(), nullable=False),
    ]
)

#: Vessel events; columns and meanings are those of ``docs/reference/events.md``.
EVENTS = pa.schema(
    [
        pa.field("event_id", pa.string(), nullable=False),
        pa.field("kind", pa.string(), nullable=False),
        pa.field("mmsi", pa.int64(), nullable=False),
        pa.field("track_id", pa.string()),
        pa.field("imo", pa.string()),
        pa.field("name", pa.string()),
        pa.field("flag", pa.string()),
        pa.field("start", UTC, nullable=False),
        pa.field("end", UTC, nullable=False),
        pa.field("start_lat", pa.float64()),
        pa.field("start_lon", pa.float64()),
        pa.field("end_lat", pa.float64()),
        pa.field("end_lon", pa.float64()),
        pa.field("duration_h", pa.float64()),
        pa.field("distance_km", pa.float64()),
        pa.field("median_speed_kn", pa.float64()),
        pa.field("port_id", pa.string()),
        pa.field("other_mmsi", pa.int64()),
        pa.field("candidate_ports", pa.string()),
        pa.field("details", pa.string()),
        pa.field("rule", pa.string(), nullable=False),
    ]
)

#: Refused rows and files: the columns of :class:`tidewaiter.model.evidence.Reject`.
REJECTS = pa.schema(
    [
        pa.field("path", pa.string(), nullable=False),
        pa.field("line", pa.int64(), nullable=False),
        pa.field("reason", pa.string(), nullable=False),
        pa.field("text", pa.string(), nullable=False),
    ]
)
