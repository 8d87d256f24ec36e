"""What the ships of a simulated sea do, and what of it is true: each role is a script."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from tidewaiter.names.numbers import imo_valid
from tidewaiter.simulate.course import Course, Place

#: Reported positions instead of the true ones: hours → latitude, longitude, speed, course.
Report = Callable[[NDArray[np.float64]], NDArray[np.float64]]


@dataclass(frozen=True, slots=True)
class True_:
    """Something that truly happened, by the script.

    ``what`` says more: the hidden port of a gap, the cause of a silence, the kind of spoofing.
    """

    kind: str
    mmsi: int
    start_h: float
    end_h: float
    other_mmsi: int | None = None
    port_id: str | None = None
    what: str = ""


@dataclass
class Actor:
    """A transmitter: what it says of itself, where it truly is, when it is off, what it pretends."""

    mmsi: int
    imo: str
    name: str
    callsign: str
    course: Course
    off: list[tuple[float, float]] = field(default_factory=list)
    pretends: list[tuple[float, float, Report]] = field(default_factory=list)
    renamed: tuple[float, str, str] | None = None
    destinations: list[tuple[float, str]] = field(default_factory=list)
    roads: int | None = None


@dataclass
class Stage:
    """What roles draw on: dice, ports, free places at sea, numbers not given yet."""

    dice: np.random.Generator
    ports: dict[str, Place]
    spots: list[Place]
    hours: float
    made: int = 0
    imos: Iterator[str] = field(default_factory=lambda: _imos())

    def actor(self, start: Place, mid: int = 799) -> Actor:
        """Make a ship that no country and no register knows."""
        self.made += 1
        number = self.made
        return Actor(
            mid * 1_000_000 + number, next(self.imos), f"SIM {_letters(number)}", f"X{number:05d}",
            Course.at(start),
        )  # fmt: skip

    def between(self, low: float, high: float) -> float:
        """Draw a number."""
        return float(self.dice.uniform(low, high))

    def port(self, but: str | None = None, near: Place | None = None) -> tuple[str, Place]:
        """Draw a port other than one, among the four nearest to a place."""
        names = [p for p in self.ports if p != but]
        if near is not None:
            names.sort(key=lambda p: math.dist(self.ports[p], near))
            names = names[:4]
        name = names[int(self.dice.integers(len(names)))]
        return name, self.ports[name]

    def spot(self) -> Place:
        """Take a place at sea that nobody else uses."""
        return self.spots.pop()


Role = Callable[[Stage], tuple[list[Actor], list[True_]]]


def _imos() -> Iterator[str]:
    yield from (str(n) for n in range(9_999_999, 9_000_000, -1) if imo_valid(n))


def _letters(number: int) -> str:
    text = ""
    while number:
        number, digit = divmod(number, 20)
        text = "BCDFGHJKLMNPQRSTVWXZ"[digit] + text
    return text


def _trade(stage: Stage, ship: Actor, until_h: float, port: str | None) -> list[True_]:
    """Sail from port to port until the end."""
    calls = []
    while ship.course.now < until_h:
        name, place = stage.port(but=port, near=ship.course.here)
        ship.destinations.append((ship.course.now, name))
        ship.course.sail(place, stage.between(10, 15))
        begun = ship.course.now
        ship.course.stay(stage.between(6, 20))
        if begun + 3.2 < stage.hours:
            calls.append(True_("port_visit", ship.mmsi, begun, ship.course.now, port_id=name))
        port = name
    return calls


def _begin(stage: Stage) -> tuple[Actor, list[True_], str]:
    port, place = stage.port()
    ship = stage.actor(place)
    ship.course.stay(stage.between(6, 30))
    return ship, [True_("port_visit", ship.mmsi, 0.0, ship.course.now, port_id=port)], port


def trader(stage: Stage) -> tuple[list[Actor], list[True_]]:
    """Sails from port to port."""
    ship, true, port = _begin(stage)
    return [ship], true + _trade(stage, ship, stage.hours, port)


def dark_caller(stage: Stage) -> tuple[list[Actor], list[True_]]:
    """Switches off hours before a port, calls there, and on again hours after."""
    ship, true, port = _begin(stage)
    true += _trade(stage, ship, stage.hours * stage.between(0.2, 0.4), port)
    name, place = stage.port(but=true[-1].port_id, near=ship.course.here)
    ship.destinations.append((ship.course.now, "FOR ORDERS"))
    knots = stage.between(10, 14)
    ship.course.sail(place, knots)
    arrived = ship.course.now
    ship.course.stay(stage.between(5, 14))
    left = ship.course.now
    begun = arrived - stage.between(3, 6)
    back, there = stage.port(but=name, near=place)
    ship.course.sail(there, knots)
    ended = left + stage.between(3, 6)
    ship.off.append((begun, ended))
    true.append(True_("gap", ship.mmsi, begun, ended, port_id=name, what="off"))
    begun = ship.course.now
    ship.course.stay(stage.between(8, 12))
    true.append(True_("port_visit", ship.mmsi, begun, ship.course.now, port_id=back))
    return [ship], true + _trade(stage, ship, stage.hours, back)


def dark_sailor(stage: Stage) -> tuple[list[Actor], list[True_]]:
    """Switches off at sea, calls nowhere."""
    spot = stage.spot()
    ship = stage.actor(spot)
    to = (spot[0] + stage.between(-0.5, 0.5), spot[1] + 2.5 * float(stage.dice.choice([-1, 1])))
    while ship.course.now < stage.hours:
        ship.course.sail(to, 11)
        ship.course.sail(spot, 11)
    begun = stage.between(20, stage.hours - 60)
    ended = begun + stage.between(13, 24)
    ship.off.append((begun, ended))
    return [ship], [True_("gap", ship.mmsi, begun, ended, what="off")]


def meeting(stage: Stage, hole_h: float = 0.0) -> tuple[list[Actor], list[True_]]:
    """Two ships sail to one place, lie 200 m apart for hours, and part."""
    spot = stage.spot()
    begun, long = stage.between(40, stage.hours - 60), stage.between(2.6, 7)
    actors = []
    for side in (-1, 1):
        lat = spot[0] + side * 0.0009
        start = (lat + side * stage.between(1.0, 2.0), spot[1] + stage.between(-2, 2))
        ship = stage.actor(start)
        knots = 11.0
        ship.course.sail((lat, spot[1]), knots)
        waited = begun - ship.course.now
        ship.course.hours = [h + (waited if i else 0) for i, h in enumerate(ship.course.hours)]
        ship.course.hours.insert(1, waited)
        ship.course.places.insert(1, start)
        # it cruised up and down before: no waiting
        ship.course.hours[1:1], ship.course.places[1:1] = _cruise(start, waited)
        ship.course.drift(long, 0.5, 90)
        ship.course.sail((lat + side * 2.0, spot[1] + 1.0), knots)
        while ship.course.now < stage.hours:
            ship.course.sail((lat + side * 2.0, spot[1] - 1.0), knots)
            ship.course.sail((lat + side * 2.0, spot[1] + 1.0), knots)
        actors.append(ship)
    if hole_h:
        at = begun + long / 2 - hole_h / 2
        actors[0].off.append((at, at + hole_h))
    one, two = actors
    true = [
        True_("encounter", a.mmsi, begun, begun + long, other_mmsi=b.mmsi, what="both heard")
        for a, b in ((one, two), (two, one))
    ]
    return actors, true


def _cruise(start: Place, hours: float) -> tuple[list[float], list[Place]]:
    """Go up and down from a place and be back after some hours."""
    legs = max(2, 2 * round(hours / 8))
    ends = [
        start if i % 2 == 0 else (start[0], start[1] + hours / legs * 11 / 60) for i in range(legs)
    ]
    return [hours * i / legs for i in range(1, legs)], ends[1:]


def hole_meeting(stage: Stage) -> tuple[list[Actor], list[True_]]:
    """A meeting of which one side is unheard for an hour."""
    return meeting(stage, hole_h=1.0)


def loiterer(stage: Stage) -> tuple[list[Actor], list[True_]]:
    """Sails to a place at sea, drifts there, sails on."""
    spot = stage.spot()
    ship = stage.actor((spot[0] + 1.5, spot[1] + stage.between(-1, 1)))
    ship.course.sail(spot, 12)
    begun = ship.course.now
    long = stage.between(9.5, 40)
    ship.course.drift(long, stage.between(0.1, 0.9), stage.between(0, 360))
    here = ship.course.here
    while ship.course.now < stage.hours:
        ship.course.sail((here[0] - 1.5, here[1]), 12)
        ship.course.sail((here[0] - 0.6, here[1]), 12)
    return [ship], [True_("loitering", ship.mmsi, begun, begun + long)]


def _witness(stage: Stage, spot: Place) -> Actor:
    """A ship that sails about a place all the time, and is heard."""
    ship = stage.actor((spot[0] + 0.2, spot[1] + 0.15))
    while ship.course.now < stage.hours:
        ship.course.sail((spot[0] - 0.2, spot[1] + 0.15), 8)
        ship.course.sail((spot[0] + 0.2, spot[1] + 0.15), 8)
    return ship


def one_dark(stage: Stage) -> tuple[list[Actor], list[True_]]:
    """A ship drifts; another switches off four kilometres away, comes alongside, and leaves."""
    (waiting,), true = loiterer(stage)
    stay = true[0]
    spot = waiting.course.places[1]
    near = (spot[0], spot[1] - 0.035)
    dark = stage.actor((near[0], near[1] - 1.5))
    dark.course.sail(near, 11)
    waiting.course.hours = [h + (24 if i else 0) for i, h in enumerate(waiting.course.hours)]
    waiting.course.hours[1:1], waiting.course.places[1:1] = _cruise(waiting.course.here, 24)[:2]
    waiting.course.places[0] = waiting.course.places[2]
    begun, ended = stay.start_h + 24, stay.end_h + 24
    wait, start = begun + 1.0 - dark.course.now, dark.course.places[0]
    cruise = _cruise(start, wait)
    dark.course.hours = [0.0, *cruise[0], wait, *(h + wait for h in dark.course.hours[1:])]
    dark.course.places = [start, *cruise[1], start, *dark.course.places[1:]]
    off = dark.course.now
    dark.course.sail(spot, 6)
    dark.course.stay(max(2.5, min(12.2, ended - dark.course.now - 1)))
    dark.course.sail(near, 6)
    dark.off.append((off, max(dark.course.now, off + 12.3)))
    dark.course.stay(max(0.0, off + 12.3 - dark.course.now))
    on = dark.course.now
    while dark.course.now < stage.hours:
        dark.course.sail((near[0] - 1.0, near[1] - 1.5), 11)
        dark.course.sail((near[0] - 1.2, near[1] - 0.5), 11)
    begin, until = max(off, begun), min(on, ended)
    return [waiting, dark, _witness(stage, spot)], [
        True_("loitering", waiting.mmsi, begun, ended),
        True_("gap", dark.mmsi, off, on, what="off"),
        True_("encounter", waiting.mmsi, begin, until, other_mmsi=dark.mmsi, what="one dark"),
        True_("encounter", dark.mmsi, begin, until, other_mmsi=waiting.mmsi, what="one dark"),
    ]


def both_dark(stage: Stage) -> tuple[list[Actor], list[True_]]:
    """Two ships switch off three kilometres apart, meet, and are heard again as near."""
    spot = stage.spot()
    begun = stage.between(40, stage.hours - 60)
    long = stage.between(13, 18)
    actors, true = [], []
    for side in (-1, 1):
        at = (spot[0] + side * 0.014, spot[1])
        far = (at[0] + side * 1.2, at[1] + stage.between(-1, 1))
        ship = stage.actor(far)
        ship.course.hours[1:], ship.course.places[1:] = _cruise(far, begun - 7)
        ship.course.hours += [begun - 7, begun]
        ship.course.places += [far, at]
        ship.course.stay(long)
        while ship.course.now < stage.hours:
            ship.course.sail(far, 11)
            ship.course.sail((far[0], far[1] + 0.9), 11)
        ship.off.append((begun, begun + long))
        actors.append(ship)
        true.append(True_("gap", ship.mmsi, begun, begun + long, what="off"))
    one, two = actors
    actors.append(_witness(stage, spot))
    for a, b in ((one, two), (two, one)):
        true.append(
            True_("encounter", a.mmsi, begun, begun + long, other_mmsi=b.mmsi, what="both dark")
        )
    return actors, true


def _pretender(
    stage: Stage, report: Callable[[Place, float], Report], what: str
) -> tuple[list[Actor], list[True_]]:
    (ship,), _ = dark_sailor(stage)
    begun, ended = ship.off.pop()
    ended = begun + min(10.0, max(5.0, ended - begun - 8))
    here = tuple(ship.course.positions(np.array([begun]))[0, :2])
    ship.pretends.append((begun, ended, report((float(here[0]), float(here[1])), begun)))
    return [ship], [True_("spoofing", ship.mmsi, begun, ended, what=what)]


def frozen(stage: Stage) -> tuple[list[Actor], list[True_]]:
    """Reports one position and a speed for hours."""

    def report(here: Place, begun: float) -> Report:
        return lambda hours: np.column_stack(
            [np.full(len(hours), v) for v in (here[0], here[1], 10.5, 87.0)]
        )

    return _pretender(stage, report, "frozen position")


def circler(stage: Stage) -> tuple[list[Actor], list[True_]]:
    """Reports positions on a circle."""
    radius_nm, turns = stage.between(1.0, 3.0), stage.between(0.5, 0.9)

    def report(here: Place, begun: float) -> Report:
        def circle(hours: NDArray[np.float64]) -> NDArray[np.float64]:
            angle = 2 * np.pi * turns * (hours - begun)
            lat = here[0] + radius_nm / 60 * np.sin(angle)
            lon = here[1] + radius_nm / 60 * np.cos(angle) / math.cos(math.radians(here[0]))
            return np.column_stack(
                [
                    lat,
                    lon,
                    np.full(len(hours), radius_nm * 2 * np.pi * turns),
                    -np.degrees(angle) % 360,
                ]
            )

        return circle

    return _pretender(stage, report, "circle")


def teleporter(stage: Stage) -> tuple[list[Actor], list[True_]]:
    """Reports positions far away for hours."""
    far = float(stage.dice.choice([-1, 1])) * stage.between(1.5, 3)

    def report(here: Place, begun: float) -> Report:
        def there(hours: NDArray[np.float64]) -> NDArray[np.float64]:
            lat = here[0] + far + (hours - begun) * 0.1
            full = np.full(len(hours), here[1] + 1.0)
            return np.column_stack([lat, full, np.full(len(hours), 6.0), np.zeros(len(hours))])

        return there

    return _pretender(stage, report, "impossible jump")


def shared_mmsi(stage: Stage) -> tuple[list[Actor], list[True_]]:
    """Two ships, far apart, send under one MMSI."""
    (one,), _ = dark_sailor(stage)
    (two,), _ = dark_sailor(stage)
    one.off.clear()
    two.off.clear()
    two.mmsi, two.imo, two.name, two.callsign = one.mmsi, one.imo, one.name, one.callsign
    begun = stage.between(10, 60)
    two.off.append((-1.0, begun))
    return [one, two], [
        True_("shared_identity", one.mmsi, begun, stage.hours, other_mmsi=one.mmsi, what="MMSI")
    ]


def shared_imo(stage: Stage) -> tuple[list[Actor], list[True_]]:
    """Two ships send one IMO number."""
    one, two = (dark_sailor(stage)[0][0] for _ in range(2))
    two.imo = one.imo
    for ship in (one, two):
        ship.off.clear()
    return [one, two], [
        True_("shared_identity", a.mmsi, 0.0, stage.hours, other_mmsi=b.mmsi, what="IMO")
        for a, b in ((one, two), (two, one))
    ]


def renamed(stage: Stage) -> tuple[list[Actor], list[True_]]:
    """Takes another name and call sign."""
    (ship,), true = trader(stage)
    at = stage.between(40, stage.hours - 40)
    ship.renamed = (at, f"NEW {ship.name[4:]}", f"Y{ship.callsign[1:]}")
    return [ship], [*true, True_("identity_change", ship.mmsi, at, at, what="name")]


def reflagged(stage: Stage) -> tuple[list[Actor], list[True_]]:
    """Goes on under another MMSI, of another country, with the same IMO number."""
    (old,), _ = dark_sailor(stage)
    old.off.clear()
    at = stage.between(60, stage.hours - 60)
    old.off.append((at, math.inf))
    new = stage.actor((0.0, 0.0), mid=798)
    new.imo, new.name, new.callsign, new.course = old.imo, old.name, new.callsign, old.course
    new.off.append((-1.0, at + 0.2))
    return [old, new], [True_("identity_change", new.mmsi, at, at, what="flag")]


#: One turn of all roles.
ROLES: tuple[Role, ...] = (
    trader, trader, dark_caller, meeting, loiterer, trader, frozen, shared_mmsi, trader, circler,
    dark_sailor, renamed, one_dark, trader, teleporter, hole_meeting, shared_imo, dark_caller,
    reflagged, trader, both_dark, trader,
)  # fmt: skip
