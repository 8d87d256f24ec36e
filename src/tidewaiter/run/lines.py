"""The independent lines that the claims of a case make, as its findings would count them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from tidewaiter.assess.lines import lines
from tidewaiter.model.claims import Claim
from tidewaiter.model.dossier import LineRow
from tidewaiter.model.stories import Story
from tidewaiter.run.config import Case
from tidewaiter.run.findings import claim_records, graded
from tidewaiter.run.intake import Intake


def lines_of(
    case: Case, intake: Intake, claims: Sequence[Claim], stories: Sequence[Story]
) -> tuple[LineRow, ...]:
    """Gather the origins of claims into lines: a body that speaks twice is one witness.

    Args:
        case: Says for which bodies sources speak.
        intake: What came in.
        claims: All of the case.
        stories: Their origins.

    Returns:
        Lines in the order in which their first story stands among ``stories``; every story is in
        one of them.
    """
    made = lines(graded(r, case, intake) for r in claim_records(intake, claims, stories))
    by_id = {c.claim_id: c for c in claims}
    bodies = {s.name.casefold(): s.bodies for s in case.source}
    place = {story.story_id: i for i, story in enumerate(stories)}
    rows = [
        LineRow(
            _name([by_id[r.ref] for r in line.records], bodies),
            tuple(sorted({r.origins[0] for r in line.records}, key=place.__getitem__)),
        )
        for line in made
    ]
    return tuple(sorted(rows, key=lambda row: place[row.story_ids[0]]))


def _name(claims: Iterable[Claim], bodies: Mapping[str, Sequence[str]]) -> str:
    """Name those who speak, the first one first."""
    voices = dict.fromkeys(name for claim in claims for name in _voices(claim, bodies))
    first, *others = voices
    if not others:
        return first
    return f"{first} and {len(others)} {'other' if len(others) == 1 else 'others'}"


def _voices(claim: Claim, bodies: Mapping[str, Sequence[str]]) -> Sequence[str]:
    if claim.speaker is None:
        return (claim.document.publisher or "a document in its own voice",)
    return bodies.get(claim.speaker.name.casefold()) or (claim.speaker.name,)
