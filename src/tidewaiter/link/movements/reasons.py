"""What an answer rests on, strongest first: visit, position, sighting, room, and what is not excluded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tidewaiter.geo.ports import Port
from tidewaiter.link.movements import words
from tidewaiter.link.movements.happenings import Around
from tidewaiter.link.movements.looks import Looks
from tidewaiter.link.movements.track import Account, Calling, Room, Track, free_h
from tidewaiter.link.movements.window import Window
from tidewaiter.model.movements import Answer, Basis


@dataclass(frozen=True, slots=True)
class Reason:
    """An answer with what it rests on."""

    answer: Answer
    basis: Basis
    firm: bool
    refs: tuple[str, ...]
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """Everything that bears on one question and one track."""

    ship: str
    port: Port
    window: Window
    track: Track
    heard: Account
    events: Around
    seen: Looks
    calling: Calling


def reason_of(case: Case) -> Reason:
    """Return the strongest reason, less firm where the track may be another ship's or false."""
    return _doubted(case, _strongest(case))


def _strongest(case: Case) -> Reason:
    return (
        _visited(case) or _heard(case) or _sighted(case) or _untouched(case) or _roomy(case)
        or _open(case) or _excluded(case)
    )  # fmt: skip


def _visited(case: Case) -> Reason | None:
    visits = case.events.visits
    if not visits:
        return None
    sure = [v for v in visits if case.window.surely_meets(v.begin, v.end)]
    said = (words.visited(case.ship, case.port, sure or visits), *words.by_some_clocks(not sure))
    refs = tuple(v.event_id for v in visits)
    return Reason("supported", "port visit", bool(sure) and case.window.dated, refs, said)


def _heard(case: Case) -> Reason | None:
    heard = case.heard
    if heard.there is None:
        return None
    said = (
        words.heard(case.ship, case.port, heard.there, heard.positions),
        *words.by_some_clocks(not heard.sure),
    )
    return Reason("supported", "heard there", heard.sure and case.window.dated, (), said)


def _sighted(case: Case) -> Reason | None:
    if not case.seen.named:
        return None
    first = case.seen.named[0]
    said = [words.sighting(first, case.ship, case.port)]
    if case.heard.pairs and case.heard.covered and not (case.heard.rooms or case.heard.brief):
        said.append(words.against(case.heard, case.port))
        return Reason("undecided", "sighting", False, (first.sighting_id,), tuple(said))
    rooms = [r for r in case.heard.rooms if r.call]
    if rooms:
        said.append(words.room(case.ship, case.port, rooms[0], case.heard, case.calling))
    refs = (first.sighting_id, *_events(rooms))
    return Reason("supported", "sighting", case.window.dated, refs, tuple(said))


def _untouched(case: Case) -> Reason | None:
    if case.heard.pairs:
        return None
    said = words.outside(case.ship, case.track.stamps)
    basis: Basis = "sighting" if case.seen.refs else "nothing"
    return Reason("untouched", basis, False, (), (said,))


def _roomy(case: Case) -> Reason | None:
    rooms = [room for room in case.heard.rooms if room.call]
    if not rooms:
        return None
    empty = case.seen.empty_at
    free = [r for r in rooms if free_h(r, case.window, empty) >= case.calling.stay_h]
    if not free:
        best = max(rooms, key=lambda r: free_h(r, case.window, empty))
        return Reason(
            "undecided", "reach", False, _events(rooms),
            (
                words.room(case.ship, case.port, best, case.heard, case.calling),
                words.looked_away(free_h(best, case.window, empty), case.calling),
            ),
        )  # fmt: skip
    received = [room for room in free if _received(room)]
    first = max(received or free, key=lambda room: _inside(room, case.window))
    said = (
        words.room(case.ship, case.port, first, case.heard, case.calling),
        *words.more_rooms(len(free) - 1),
        *words.narrowed(first, empty),
    )
    refs = _events([first, *free])
    if received:
        return Reason("supported", "reach", False, refs, said)
    return Reason("undecided", "reception", False, refs, (*said, words.UNDECIDABLE))


def _inside(room: Room, window: Window) -> int:
    return min(room.leave, window.end) - max(room.arrive, window.begin)


def _open(case: Case) -> Reason | None:
    """Return what keeps a call from being excluded, None where nothing does."""
    heard, window = case.heard, case.window
    said: list[str] = []
    basis: Basis = "track"
    if heard.rooms:
        first = min(heard.rooms, key=lambda room: (room.need_kn, room.begun))
        said.append(words.tight(case.ship, case.port, first, heard, case.calling))
        if any(_received(room) for room in heard.rooms):
            basis = "reach"
        else:
            basis = "reception"
            said.append(words.UNDECIDABLE)
    elif heard.brief:
        said.append(words.near(case.ship, case.port, heard))
    if heard.strays:
        said.append(words.strays(heard.strays, case.port))
    if not heard.covered:
        if not said:
            said.append(f"Where it was heard in the window: {words.against(heard, case.port)}")
        said.append(words.uncovered(case.ship, case.track.stamps, window))
    if not said:
        return None
    return Reason("undecided", basis, False, _events(heard.rooms), tuple(said))


def _excluded(case: Case) -> Reason:
    return Reason(
        "contradicted", "track", True, (), (words.excluded(case.ship, case.port, case.heard),)
    )


def _doubted(case: Case, reason: Reason) -> Reason:
    """Take the firmness from an answer whose track may be another ship's, or false."""
    said = list(case.track.doubts)
    refs = reason.refs
    if case.events.spoofed:
        said.append(words.spoofed(case.events.spoofed))
        refs = (*refs, *(h.event_id for h in case.events.spoofed))
    if not said or reason.answer == "untouched":
        return replace(reason, said=(*reason.said, *case.track.doubts))
    answer: Answer = "undecided" if reason.answer == "contradicted" else reason.answer
    firm = reason.firm and reason.basis == "sighting"
    return Reason(answer, reason.basis, firm, refs, (*reason.said, *said))


def _received(room: Room) -> bool:
    return room.silence is None or room.silence.heard != "not heard"


def _events(rooms: Sequence[Room]) -> tuple[str, ...]:
    found = (room.silence.event_id for room in rooms if room.silence is not None)
    return tuple(dict.fromkeys(found))
