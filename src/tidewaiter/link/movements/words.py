"""The sentences of an answer, as the analyst reads them."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from tidewaiter.geo.ports import Port
from tidewaiter.link.movements.happenings import Around, Happening
from tidewaiter.link.movements.looks import Looks
from tidewaiter.link.movements.track import NEAR_KM, Account, Calling, Room
from tidewaiter.link.movements.window import Window, moment
from tidewaiter.model.counted import counted
from tidewaiter.model.sightings import Sighting

UNDECIDABLE = (
    "An outage of the receivers cannot be told from a ship that switched off: not decidable."
)
_HEARD = {
    "heard": "Others were heard there meanwhile.",
    "not heard": "Hardly anybody was heard there meanwhile: the silence may be the receivers'.",
    "unknown": "Whether receivers worked there is unknown: too few others were near.",
}
_MOST = 3


def asked(denied: bool, dated: bool, claimed: bool) -> list[str]:
    """Say what is asked where that is not plain."""
    said = []
    if denied:
        said.append("The claim denies the call; this speaks of the call itself.")
    if not dated:
        who = "The claim gives no day" if claimed else "No day was given"
        said.append(f"{who}, so the whole track was asked.")
    return said


def visited(ship: str, port: Port, visits: Sequence[Happening]) -> str:
    """Say that a ship lay there."""
    more = (
        f", and {counted(len(visits) - 1, 'more time')} in the window" if len(visits) > 1 else ""
    )
    return f"{ship} lay at {port.name} from {_span(visits[0].begin, visits[0].end)}{more}."


def heard(ship: str, port: Port, there: tuple[int, int], positions: int) -> str:
    """Say that a ship was heard there."""
    return (
        f"{ship} was heard within {port.radius_km:g} km of {port.name}: "
        f"{counted(positions, 'position')} from {_span(*there)}; no stop that counts as a port visit."
    )


def by_some_clocks(wanted: bool) -> list[str]:
    """Say that the day depends on the clock."""
    return ["That is on the claimed days by some clocks only, not by UTC."] if wanted else []


def sighting(one: Sighting, ship: str, port: Port) -> str:
    """Say that somebody saw it there."""
    what = one.what.rstrip(".")
    return f"{one.source} names {ship} at {port.name}, {_when(one)}: {what}."


def room(ship: str, port: Port, best: Room, found: Account, calling: Calling) -> str:
    """Say that a silence leaves room for a call, and whether others were heard in it."""
    return (
        f"Nobody heard {ship} from {_span(best.begun, best.ended)} ({best.hours:.1f} h). At up to "
        f"{found.known_kn:.1f} kn round the land, with {calling.stay_h:g} h there, it could have been at "
        f"{port.name} from {_span(best.arrive, best.leave)}: a call was possible, which does not "
        f"show one. {reception(best)}"
    )


def reception(best: Room) -> str:
    """Say whether others were heard in a silence."""
    if best.silence is None:
        return "It is too short for a gap event, so reception was not judged."
    return _HEARD.get(best.silence.heard, _HEARD["unknown"])


def more_rooms(count: int) -> list[str]:
    """Say how many other silences leave room."""
    return (
        [f"{counted(count, 'more silence')} in the window leave{'s' if count == 1 else ''} room."]
        if count
        else []
    )


def narrowed(best: Room, empty: Sequence[int]) -> list[str]:
    """Say that looks inside a possible presence narrow it."""
    inside = [t for t in empty if best.arrive < t < best.leave]
    if not inside:
        return []
    return [
        f"A look inside that time found nothing ({_at(inside[0])} UTC), which narrows it and no more."
    ]


def looked_away(hours: float, calling: Calling) -> str:
    """Say that looks leave too little time."""
    return (
        f"Looks that found nothing there leave {hours:.1f} h at a stretch, less than the "
        f"{calling.stay_h:g} h of a call; a berth in the shadow or a ship at anchor they may miss."
    )


def tight(ship: str, port: Port, best: Room, found: Account, calling: Calling) -> str:
    """Say that a silence neither leaves room nor excludes a call."""
    known = f"it is known to make up to {found.known_kn:.1f}"
    if not math.isfinite(best.need_kn):
        why = "it was too short for one"
    elif best.need_kn > found.known_kn:
        why = f"a call of {calling.stay_h:g} h there needs {best.need_kn:.1f} kn, and {known}"
    else:
        why = "the great circle fits, but no way round the land was found that does"
    return (
        f"Nobody heard {ship} from {_span(best.begun, best.ended)} ({best.hours:.1f} h): {why}, so a "
        f"call at {port.name} is neither shown to be possible nor excluded. {reception(best)}"
    )


def near(ship: str, port: Port, found: Account) -> str:
    """Say that a ship passed too near to exclude that it touched the place."""
    return (
        f"{ship} was not heard within {port.radius_km:g} km of {port.name}, but {found.nearest_km:.0f} km from "
        f"it: between its positions it could have touched the harbour or its roads, without time for a call."
    )


def strays(count: int, port: Port) -> str:
    """Say that positions were set aside."""
    return f"{counted(count, 'position')} near {port.name} under its MMSI fit{'s' if count == 1 else ''} no track and {'was' if count == 1 else 'were'} set aside as errors."


def uncovered(ship: str, stamps: NDArray[np.int64], window: Window) -> str:
    """Say which part of the window the track does not cover."""
    if not window.closed:
        return f"The window is open, and {ship} was heard only from {_span(int(stamps[0]), int(stamps[-1]))}: the rest is not covered."
    parts = []
    if stamps[0] > window.begin:
        parts.append(f"before {_at(int(stamps[0]))}")
    if stamps[-1] < window.end:
        parts.append(f"after {_at(int(stamps[-1]))}")
    return f"{ship} was never heard {' and '.join(parts)} UTC: that part of the window is not covered."


def outside(ship: str, stamps: NDArray[np.int64]) -> str:
    """Say that a track lies outside the window."""
    return f"The track of {ship} runs from {_span(int(stamps[0]), int(stamps[-1]))}: not in the window."


def excluded(ship: str, port: Port, found: Account) -> str:
    """Say that a track leaves no room."""
    return f"{ship} was heard before, in and after the window. {against(found, port)}"


def against(found: Account, port: Port) -> str:
    """Say why a track leaves no room."""
    return (
        f"It was never heard nearer than {found.nearest_km:.0f} km to {port.name}, and in none of the "
        f"{found.pairs} times between its positions, the longest {found.longest_h:.1f} h, could it have "
        f"gone within {port.radius_km + NEAR_KM:g} km and come back, not even at {found.fast_kn:.0f} kn."
    )


def spoofed(found: Sequence[Happening]) -> str:
    """Say that positions of that time are false."""
    return f"Some positions under this MMSI cannot be its own ({_span(found[0].begin, found[0].end)}): its track is no firm witness for that time."


def context(events: Around, seen: Looks) -> list[str]:
    """Say what else happened and was seen there, without its deciding anything."""
    said = []
    if events.met:
        others = ", ".join(dict.fromkeys(f"MMSI {h.other_mmsi}" for h in events.met))
        said.append(f"It met {others} near there in the window.")
    if events.shared:
        said.append("Another transmitter used its number or its IMO number at that time.")
    if seen.unnamed:
        what = "; ".join(
            f"{s.source}, {_when(s)}: {s.what.rstrip('.')}" for s in seen.unnamed[:_MOST]
        )
        said.append(f"Seen there, with no ship named: {what}.")
    if seen.rate is not None:
        part, whole = seen.rate
        said.append(
            f"{seen.rate_of} saw something on {part} of {whole} looks: a rate, not an absence."
        )
    if seen.empty_at:
        times = ", ".join(f"{_at(t)} UTC" for t in seen.empty_at[:_MOST])
        more = len(seen.empty_at) - _MOST
        said.append(
            f"Looked at with nothing found: {times}{f' and {more} more' if more > 0 else ''}."
        )
    return said


def _when(one: Sighting) -> str:
    start, end = one.start_utc, one.end_utc
    if start == end:
        return (
            f"{start:%Y-%m-%d}"
            if start.hour == start.minute == 0
            else f"{start:%Y-%m-%d %H:%M} UTC"
        )
    return f"{start:%Y-%m-%d} to {end:%Y-%m-%d}"


def _at(us: int) -> str:
    return f"{moment(us):%Y-%m-%d %H:%M}"


def _span(begin: int, end: int) -> str:
    return f"{_at(begin)} to {_at(end)} UTC"
