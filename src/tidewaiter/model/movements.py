"""Claims against movements: was the ship there, as far as tracks and sightings tell?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from tidewaiter.model.ids import content_id

#: ``supported``: something puts the ship there, or its silence leaves room for a call.
#: ``contradicted``: what was heard leaves no room. ``undecided``: the material cannot tell.
#: ``untouched``: no track or sighting speaks of that ship and that time.
Answer = Literal["supported", "contradicted", "undecided", "untouched"]
#: On what the answer rests, strongest first.
Basis = Literal["port visit", "heard there", "sighting", "reach", "reception", "track", "nothing"]
#: What an answer on a call does to the denial of that call.
_OF_DENIALS: dict[Answer, str] = {
    "supported": "denial contradicted",
    "contradicted": "denial stands",
    "undecided": "denial not decidable",
    "untouched": "denial not tested",
}


@dataclass(frozen=True, slots=True)
class Meeting:
    """What the movements of one ship say of one claim that it was at a place.

    Attributes:
        claim_id: The claim; empty for a question that somebody asked without one.
        ship: Its name as the claim has it.
        mmsi: Of the track that was asked, None where there is none.
        place: Where the claim puts it.
        port_id: The port that was asked for, None where the place is no known port.
        start: First day of the window, None if open.
        end: Last day, inclusive, None if open.
        answer: See :data:`Answer`. It speaks of the call itself, also where the claim denies it; see
            :attr:`verdict` for what it says of the claim.
        basis: See :data:`Basis`.
        firm: True where the ship was heard or seen there, or heard where it leaves no room for a
            call; a call that reach allows is possible, no more.
        refs: Ids of the events and sightings that it rests on, or that are its context.
        sentence: The answer with its reason, as the analyst reads it.
        looks: Looks of an imagery source at that place in the window with something seen, and all
            its looks ("49 of 109"); None where no search effort was published.
        track_id: Which transmitter under the MMSI; None where there is no track.
        denied: Whether the claim says that the ship was not there.
    """

    claim_id: str
    ship: str
    mmsi: int | None
    place: str
    port_id: str | None
    start: date | None
    end: date | None
    answer: Answer
    basis: Basis
    firm: bool
    refs: tuple[str, ...]
    sentence: str
    looks: tuple[int, int] | None = None
    track_id: str | None = None
    denied: bool = False

    @property
    def verdict(self) -> str:
        """Return what the movements say of what the claim says: of a denial, what becomes of that."""
        if not self.denied:
            return self.answer
        if self.answer == "supported" and not self.firm:
            possible = self.basis == "reach"
            return "denial open (a call was possible)" if possible else "denial in doubt"
        return _OF_DENIALS[self.answer]

    @property
    def meeting_id(self) -> str:
        """Return the id of the question: another answer to it supersedes this one."""
        days = f"{self.start} {self.end}"
        return content_id(
            "meeting",
            self.claim_id,
            self.ship,
            self.port_id or self.place,
            days,
            self.track_id or "",
        )


def alike(meetings: Iterable[Meeting]) -> tuple[tuple[Meeting, ...], ...]:
    """Gather answers to one claim that differ in nothing but the ship, in order of the first.

    Four ships of which no track is held get one answer, said once.
    """
    groups: dict[tuple[object, ...], list[Meeting]] = {}
    for m in meetings:
        key = (m.claim_id, m.port_id or m.place, m.start, m.end, m.answer, m.basis, m.sentence)
        groups.setdefault((*key, m.track_id), []).append(m)
    return tuple(tuple(group) for group in groups.values())
