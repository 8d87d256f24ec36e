"""The answer to "could that ship have been there?", from what track, events and sightings say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from tidewaiter.geo.ports import Port
from tidewaiter.link.movements import words
from tidewaiter.link.movements.happenings import Around, Happening, around
from tidewaiter.link.movements.looks import Looks
from tidewaiter.link.movements.reasons import Case, reason_of
from tidewaiter.link.movements.track import Calling, Track, account
from tidewaiter.link.movements.window import Window
from tidewaiter.model.movements import Answer, Basis, Meeting


@dataclass(frozen=True, slots=True)
class Question:
    """Was this ship at this place in this time?

    Attributes:
        claim_id: The claim that says so; empty where somebody just asks.
        ship: Name, as it was put.
        place: As it was put.
        start: First day; None: open.
        end: Last day, inclusive; None: open.
        denied: Whether the claim says that it was not.
    """

    claim_id: str
    ship: str
    place: str
    start: date | None
    end: date | None
    denied: bool = False


def meet(
    question: Question,
    port: Port,
    window: Window,
    track: Track,
    events: Sequence[Happening],
    seen: Looks,
    calling: Calling,
) -> Meeting:
    """Answer a question from one track.

    Strongest first: a port visit; positions inside the port's radius; a sighting that names the
    ship; a silence with room for a call; else what keeps a call from being excluded; else nothing
    does, and the claim is contradicted.

    Args:
        question: What is asked.
        port: The place.
        window: The time, in moments.
        track: The transmitter.
        events: Events of the case.
        seen: Sightings at that place and time.
        calling: What a call takes.
    """
    heard = account(track, port, window, calling)
    case = Case(
        question.ship,
        port,
        window,
        track,
        heard,
        around(events, track, port, window),
        seen,
        calling,
    )
    reason = reason_of(case)
    said = [
        *words.asked(question.denied, window.dated, bool(question.claim_id)),
        *reason.said,
        *words.context(case.events, seen),
        *track.notes,
    ]
    refs = [*reason.refs, *(h.event_id for h in case.events.met), *seen.refs]
    return Meeting(
        question.claim_id, question.ship, track.mmsi, question.place, port.port_id,
        question.start, question.end, reason.answer, reason.basis, reason.firm,
        tuple(dict.fromkeys(refs)), " ".join(said), seen.rate, track.track_id, question.denied,
    )  # fmt: skip


def untracked(question: Question, port: Port, window: Window, seen: Looks, why: str) -> Meeting:
    """Answer a question about a ship of which there is no track: sightings alone can speak.

    Args:
        question: What is asked.
        port: The place.
        window: The time.
        seen: Sightings at that place and time.
        why: Why there is no track.
    """
    said = [*words.asked(question.denied, True, True), why]
    if seen.named:
        answer: Answer = "supported"
        said.append(words.sighting(seen.named[0], question.ship, port))
    else:
        answer = "untouched"
    said += words.context(Around(), replace(seen, named=()))
    basis: Basis = "sighting" if seen.refs else "nothing"
    return Meeting(
        question.claim_id, question.ship, None, question.place, port.port_id, question.start,
        question.end, answer, basis, bool(seen.named) and window.dated, seen.refs, " ".join(said),
        seen.rate, None, question.denied,
    )  # fmt: skip


def unplaced(question: Question, why: str) -> Meeting:
    """Answer a question about a place that is no known port: it cannot be asked."""
    return Meeting(
        question.claim_id, question.ship, None, question.place, None, question.start, question.end,
        "untouched", "nothing", False, (), why, None, None, question.denied,
    )  # fmt: skip


def settle(meetings: Sequence[Meeting]) -> tuple[Meeting, ...]:
    """Set the answers of several tracks to one question beside one another; none is averaged.

    One transmitter that was elsewhere contradicts nothing while another that may be the same ship
    is not excluded.
    """
    if len(meetings) < 2:
        return tuple(meetings)
    note = (
        f"{len(meetings)} tracks may be this ship's ({', '.join(str(m.track_id) for m in meetings)}); "
        "each is asked by itself."
    )
    all_out = all(m.answer == "contradicted" for m in meetings)
    made = []
    for one in meetings:
        if one.answer == "contradicted" and not all_out:
            out = "This one was not there, which excludes nothing while another is not excluded."
            one = replace(one, answer="undecided", firm=False, sentence=f"{one.sentence} {out}")
        elif one.answer == "supported":
            one = replace(one, firm=False)
        made.append(replace(one, sentence=f"{one.sentence} {note}"))
    return tuple(made)
