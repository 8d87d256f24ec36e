"""What a person decided of a proposal: one origin or two, one ship or two, another likelihood."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from tidewaiter.model.ids import content_id

#: What a decision is about: the origin of two claims, the hull of two records, a word of a finding.
DecisionKind = Literal["origin", "hull", "likelihood", "confidence"]
#: What was decided; for a likelihood or a confidence, the word that stands instead.
WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision, with who, when and why.

    Attributes:
        kind: What it is about.
        verdict: ``joined`` or ``split`` for an origin and a hull; the word that stands instead for
            a likelihood and a confidence; ``withdrawn`` lifts what was decided before.
        about: Ids of the records, sorted: two claims, or one claim that stands alone (``origin``);
            two hulls by their names for it, such as ``imo:9179842`` (``hull``); a finding.
        words: What was decided on, as a reader knows it.
        by: Who decided.
        why: The reason given.
        decided_utc: When.
    """

    kind: DecisionKind
    verdict: str
    about: tuple[str, ...]
    words: str
    by: str
    why: str
    decided_utc: datetime

    @property
    def decision_id(self) -> str:
        """Return the id of the question: a later decision on it supersedes this one."""
        return content_id("decision", self.kind, *self.about)

    @property
    def stands(self) -> bool:
        """Say whether it was not withdrawn."""
        return self.verdict != WITHDRAWN
