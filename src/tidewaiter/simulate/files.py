"""A simulated sea as files: positions, ports, and what is true of it."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from typing import Any

from tidewaiter.simulate import nmea
from tidewaiter.simulate.world import START, World

NOTE = """SYNTHETIC: made by tidewaiter simulate. No ship, port or number in here exists.

positions.*   what receivers heard
ports.csv     the invented ports; give them to tidewaiter detect --ports
truth.csv     what truly happened, from the script of each voyage
"""


def files(made: World, form: str) -> dict[str, bytes]:
    """Return the files of a sea by name.

    Args:
        made: The sea.
        form: ``csv`` or ``nmea``.
    """
    positions = _nmea(made) if form == "nmea" else _csv(made)
    return {
        f"positions.{form}": positions.encode("ascii"),
        "ports.csv": _ports(made).encode(),
        "truth.csv": _truth(made).encode(),
        "SYNTHETIC.txt": NOTE.encode(),
    }


def _nmea(made: World) -> str:
    messages = [(_second(row), 1, nmea.position(row)) for row in made.positions.to_pylist()]
    messages += [(_second(row), 0, nmea.static(row)) for row in made.statics.to_pylist()]
    messages.sort(key=lambda m: m[:2])
    lines = nmea.sentences((seconds, bits) for seconds, _, bits in messages)
    return "\n".join(lines) + "\n"


def _second(row: dict[str, Any]) -> int:
    return int(row["timestamp"].timestamp())


_COLUMNS = (
    "mmsi", "timestamp", "lat", "lon", "sog", "cog", "nav_status", "imo", "name", "callsign",
    "ship_type", "length", "width", "draught", "destination",
)  # fmt: skip


def _csv(made: World) -> str:
    """Each position, with what its ship stated last; stated facts stand in rows of their own."""
    rows = [*made.positions.to_pylist(), *made.statics.to_pylist()]
    rows.sort(key=lambda r: r["timestamp"])
    sheet = io.StringIO()
    writer = csv.DictWriter(sheet, _COLUMNS, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    for row in rows:
        for name in ("sog", "cog", "length", "width", "draught"):
            if row.get(name) is not None:
                row[name] = f"{row[name]:.1f}"
        writer.writerow({**row, "timestamp": row["timestamp"].strftime("%Y-%m-%dT%H:%M:%SZ")})
    return sheet.getvalue()


def _ports(made: World) -> str:
    lines = ["port_id,name,country,lat,lon,radius_km"]
    lines += [
        f"{p.port_id},{p.name},{p.country},{p.lat_deg},{p.lon_deg},{p.radius_km:g}"
        for p in made.ports.all
    ]
    return "\n".join(lines) + "\n"


def _truth(made: World) -> str:
    sheet = io.StringIO()
    writer = csv.writer(sheet, lineterminator="\n")
    writer.writerow(["kind", "mmsi", "start", "end", "other_mmsi", "port_id", "what"])
    for true in made.true:
        ends = (START + timedelta(hours=min(h, 1e5)) for h in (true.start_h, true.end_h))
        start, end = (moment.strftime("%Y-%m-%dT%H:%M:%SZ") for moment in ends)
        writer.writerow(
            [
                true.kind,
                true.mmsi,
                start,
                end,
                true.other_mmsi or "",
                true.port_id or "",
                true.what,
            ]
        )
    return sheet.getvalue()
