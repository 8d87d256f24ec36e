"""Which reports are independent, as the ledger of a case knew it at a moment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from tidewaiter.errors import CaseError
from tidewaiter.model.claims import Claim
from tidewaiter.model.ids import Json
from tidewaiter.model.records import from_json
from tidewaiter.model.stories import Edge, Origins, Story, story_of
from tidewaiter.run import names as naming
from tidewaiter.run.config import read_case
from tidewaiter.run.members import members_of
from tidewaiter.run.names import Names
from tidewaiter.run.opened import opened

if TYPE_CHECKING:
    from tidewaiter.ledger.store import Ledger


@dataclass(frozen=True, slots=True)
class Told:
    """Stories with what a reader needs to follow them.

    Attributes:
        origins: The stories and the doubts between them.
        claims: Claim id → claim.
        names: What the claims are called.
        at: The moment that was asked for; None for now.
    """

    origins: Origins
    claims: Mapping[str, Claim]
    names: Names
    at: datetime | None

    def said_on(self, claim_id: str) -> date | None:
        """Return the day on which a claim was said, else printed, None if unknown."""
        return self.claims[claim_id].said_on

    def first(self, story: Story) -> Claim:
        """Return the claim that was said first."""
        return self.claims[story.claim_ids[0]]

    def outlets(self, story: Story) -> tuple[str, ...]:
        """Return who published the claims of a story, in order of the claims."""
        of = (self.claims[ref].document.publisher for ref in story.claim_ids)
        return tuple(dict.fromkeys(name for name in of if name))

    def carriers(self, story: Story) -> tuple[str, ...]:
        """Return through whom the claims of a story came, in order of the claims."""
        of = (party.name for ref in story.claim_ids for party in self.claims[ref].via)
        return tuple(dict.fromkeys(of))


def told(case: Path, at: datetime | None = None) -> Told:
    """Return the stories of a built case; see :func:`tidewaiter.api.stories`."""
    with opened(case) as ledger:
        names, claims = _claims(ledger, at)
        try:
            kept = [from_json(Story, body) for body in ledger.at("story", at).values()]
        except (TypeError, KeyError) as error:
            raise CaseError(
                f"{case} was built by a version that kept no reasons; build it again: "
                f"tidewaiter build {case}"
            ) from error
    if at is not None and not claims:
        raise CaseError(f"{case} held no claim yet at {at:%Y-%m-%d %H:%M} UTC")
    kept.sort(key=lambda s: (-len(s.claim_ids), claims[s.claim_ids[0]].order))
    return Told(_origins(kept), claims, names, at)


def judged(case: Path) -> Origins:
    """Return the origins of a built case as its next build will find them.

    The claims are those of the last build, the decisions those that stand now.
    """
    from tidewaiter.link.stories import origins
    from tidewaiter.run.decisions import of_ledger

    with opened(case) as ledger:
        names, claims = _claims(ledger, None)
        known = tuple(claims.values())
        return origins(known, names.typed, of_ledger(ledger), members_of(read_case(case)))


def _claims(ledger: Ledger, at: datetime | None) -> tuple[Names, dict[str, Claim]]:
    names = naming.of_ledger(ledger, at)
    bodies = ledger.at("claim", at, names.claims)
    return names, {ref: from_json(Claim, body) for ref, body in bodies.items()}


def _origins(stories: Sequence[Story]) -> Origins:
    from tidewaiter.link.stories import fewest

    doubtful = tuple(dict.fromkeys(edge for s in stories for edge in s.doubtful))
    return Origins(tuple(stories), doubtful, fewest(story_of(stories), doubtful))


def as_rows(told: Told) -> dict[str, Json]:
    """Return stories as plain JSON, with the names and words by which a reader knows the claims."""
    made = told.origins
    return {
        "at": None if told.at is None else told.at.isoformat(),
        "claims": len(told.claims),
        "origins": len(made.stories),
        "fewest": made.fewest,
        "stories": [_story_row(told, story) for story in made.stories],
        "doubtful": [_edge_row(told, edge) for edge in made.doubtful],
    }


def _story_row(told: Told, story: Story) -> Json:
    return {
        "story_id": story.story_id,
        "label": story.label,
        "outlets": told.outlets(story),
        "carriers": told.carriers(story),
        "claims": [_claim_row(told, ref) for ref in story.claim_ids],
        "edges": [_edge_row(told, edge) for edge in story.edges],
    }


def _claim_row(told: Told, ref: str) -> Json:
    claim, said = told.claims[ref], told.said_on(ref)
    return {
        "claim_id": ref,
        "name": told.names.shown(ref),
        "speaker": claim.speaker.name if claim.speaker else None,
        "said": None if said is None else said.isoformat(),
        "publisher": claim.document.publisher,
        "text": claim.content.text,
    }


def _edge_row(told: Told, edge: Edge) -> Json:
    return {
        "claims": [edge.a, edge.b],
        "names": [told.names.shown(edge.a), told.names.shown(edge.b)],
        "kind": edge.kind,
        "reason": edge.reason,
        "by": edge.by,
    }
