"""The sea of the exercise case: six invented ships, four invented ports in open water.

What is true comes from the script of each voyage, never from a detector.
"""

from __future__ import annotations

import csv
import io
import random
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tidewaiter.simulate.voyage import Call, Leg, Moment, Place, Stay, sail

ALDER: Place = (-12.0, -22.0)
BIRCH: Place = (-12.6, -19.8)
CEDAR: Place = (-10.2, -21.0)
HAZEL: Place = (-8.0, -23.0)
PORTS = (
    ("XX-ALDER", "Alder", ALDER), ("XX-BIRCH", "Birch", BIRCH), ("XX-CEDAR", "Cedar", CEDAR),
    ("XX-HAZEL", "Hazel", HAZEL),
)  # fmt: skip
START = datetime(2031, 3, 1, tzinfo=UTC)
_EVERY = timedelta(minutes=10)
_AT_SEA: Place = (-12.8, -21.0)
_BACK: Place = (-13.2, -20.6)


@dataclass(frozen=True, slots=True)
class Ship:
    """An invented ship: its MMSI begins with digits that no country has."""

    mmsi: int
    imo: str
    name: str
    callsign: str


@dataclass(frozen=True, slots=True)
class Silence:
    """A true silence. ``port_id`` is where the ship called meanwhile, None if nowhere."""

    mmsi: int
    start: datetime
    end: datetime
    port_id: str | None


@dataclass(frozen=True, slots=True)
class Sea:
    """Ships, what they sent, and what they truly did."""

    ships: tuple[Ship, ...]
    sent: tuple[tuple[Ship, Moment], ...]
    calls: dict[int, tuple[Call, ...]]
    silences: tuple[Silence, ...]

    def write(self, folder: Path) -> None:
        """Write ``positions/exercise.csv`` and ``ports.csv``; what is the same stays untouched."""
        _write(folder / "positions" / "exercise.csv", self._positions())
        _write(folder / "ports.csv", _ports())

    def _positions(self) -> str:
        sheet = io.StringIO()
        writer = csv.writer(sheet, lineterminator="\n")
        writer.writerow(
            ("mmsi", "timestamp", "lat", "lon", "sog", "imo", "name", "callsign", "destination")
        )
        for ship, m in self.sent:
            writer.writerow(
                (
                    ship.mmsi, m.at.strftime("%Y-%m-%dT%H:%M:%SZ"), f"{m.lat_deg:.5f}",
                    f"{m.lon_deg:.5f}", f"{m.sog_kn:.1f}", f"IMO{ship.imo}", ship.name,
                    ship.callsign, "FOR ORDERS",
                )
            )  # fmt: skip
        return sheet.getvalue()


_TERN = Ship(799000001, "9999993", "TERN HARBOUR", "XXT1")
_GREBE = Ship(799000002, "9999981", "GREBE SOUND", "XXG2")
_PLOVER = Ship(799000003, "9999979", "PLOVER BANK", "XXP3")
_DUNLIN = Ship(799000004, "9999967", "DUNLIN REACH", "XXD4")
_CURLEW = Ship(799000005, "9999955", "CURLEW POINT", "XXC5")
_SISKIN = Ship(799000006, "9999943", "SISKIN LEDGE", "XXS6")

_SCRIPTS: tuple[tuple[Ship, Place, tuple[Stay | Leg, ...]], ...] = (
    (
        _TERN, ALDER,
        (
            Stay(ALDER, 30, "XX-ALDER"), Leg(_AT_SEA, 12), Leg(BIRCH, 12.5), Stay(BIRCH, 5, "XX-BIRCH"),
            Leg(_BACK, 12.5), Leg(CEDAR, 12), Stay(CEDAR, 24, "XX-CEDAR"),
        ),
    ),
    (
        _GREBE, ALDER,
        (
            Stay(ALDER, 10, "XX-ALDER"), Leg(BIRCH, 11), Stay(BIRCH, 18, "XX-BIRCH"), Leg(ALDER, 11),
            Stay(ALDER, 30, "XX-ALDER"),
        ),
    ),
    (_PLOVER, (-7.0, -27.0), (Leg((-9.0, -17.0), 13), Leg((-7.0, -27.0), 13))),
    (_DUNLIN, CEDAR, (Stay(CEDAR, 20, "XX-CEDAR"), Leg(ALDER, 10), Stay(ALDER, 40, "XX-ALDER"))),
    (_CURLEW, (-15.0, -24.0), (Leg((-14.0, -18.0), 14), Leg((-10.5, -18.0), 14))),
    (_SISKIN, (-6.7, -27.0), (Leg((-8.7, -17.0), 13), Leg((-6.7, -27.0), 13))),
)  # fmt: skip


def simulate(seed: int) -> Sea:
    """Simulate six days of the sea; one seed always gives the same bytes.

    The Tern Harbour falls silent at sea, calls at Birch unheard, and is heard again at sea. The
    Plover Bank and the Siskin Ledge, abreast on a steady course past Hazel, fall silent together:
    a receiver fails, and neither has the time to have called at the speed that it is known to make.

    Args:
        seed: Of the small errors of position and speed.
    """
    dice = random.Random(seed)
    sent: list[tuple[Ship, Moment]] = []
    calls: dict[int, tuple[Call, ...]] = {}
    silences: list[Silence] = []
    for ship, place, steps in _SCRIPTS:
        moments, made = sail(START, place, steps, _EVERY)
        calls[ship.mmsi] = tuple(made)
        silent = _silence(ship, made)
        if silent is not None:
            silences.append(silent)
        for moment in moments:
            noisy = _noisy(moment, dice)
            if silent is None or not silent.start <= moment.at < silent.end:
                sent.append((ship, noisy))
    sent.sort(key=lambda pair: (pair[1].at, pair[0].mmsi))
    return Sea(tuple(s for s, _, _ in _SCRIPTS), tuple(sent), calls, tuple(silences))


def _silence(ship: Ship, made: list[Call]) -> Silence | None:
    if ship is _TERN:
        call = next(c for c in made if c.port_id == "XX-BIRCH")
        before, after = timedelta(hours=5.5), timedelta(hours=4.5)
        return Silence(ship.mmsi, call.arrived - before, call.left + after, call.port_id)
    if ship in (_PLOVER, _SISKIN):
        begun = START + timedelta(hours=12)
        return Silence(ship.mmsi, begun, begun + timedelta(hours=14), None)
    return None


def _noisy(moment: Moment, dice: random.Random) -> Moment:
    lat = moment.lat_deg + dice.gauss(0, 0.0002)
    lon = moment.lon_deg + dice.gauss(0, 0.0002)
    speed = max(0.0, moment.sog_kn + dice.gauss(0, 0.15 if moment.sog_kn else 0.02))
    return Moment(moment.at, lat, lon, speed)


def _ports() -> str:
    lines = ["port_id,name,country,lat,lon,radius_km"]
    lines += [f"{i},{name},XX,{lat},{lon},4" for i, name, (lat, lon) in PORTS]
    return "\n".join(lines) + "\n"


def _write(file: Path, text: str) -> None:
    data = text.encode()
    if not file.is_file() or file.read_bytes() != data:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
