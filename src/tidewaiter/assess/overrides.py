"""Words that a named person sets in place of those that the rules give."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from tidewaiter.assess.confidence import LEVELS
from tidewaiter.assess.likelihood import WORDS
from tidewaiter.errors import CaseError
from tidewaiter.model.decisions import Decision
from tidewaiter.model.findings import Override

Kind = Literal["likelihood", "confidence"]
_BY_RULES = ", by the rules "
#: The words that may be set.
ALLOWED: dict[Kind, tuple[str, ...]] = {"likelihood": tuple(WORDS), "confidence": tuple(LEVELS)}


def word(kind: Kind, text: str) -> str:
    """Return the word that was meant.

    Raises:
        CaseError: It is none of the scale; the message lists them.

    >>> word("likelihood", " Very  Likely")
    'very likely'
    """
    folded = " ".join(text.split()).casefold()
    if folded not in ALLOWED[kind]:
        raise CaseError(f"{text!r} is no {kind}; give one of: {', '.join(ALLOWED[kind])}")
    return folded


def words(finding_id: str, computed: str) -> str:
    """Say what is decided on: the finding, and what the rules gave.

    >>> words("dprk-arms/arms-from-dprk", "likely")
    'dprk-arms/arms-from-dprk, by the rules likely'
    """
    return f"{finding_id}{_BY_RULES}{computed}"


def override(
    kind: Kind, finding_id: str, computed: str, decisions: Sequence[Decision]
) -> tuple[str, Override | None, str]:
    """Apply the decision on a word of a finding, if one stands.

    Args:
        kind: Which word.
        finding_id: Of the finding.
        computed: What the rules give.
        decisions: The last one on each question; withdrawn ones say nothing.

    Returns:
        The word that stands, the override or None, and the id of the decision.
    """
    for decision in decisions:
        if decision.stands and decision.kind == kind and decision.about == (finding_id,):
            made = Override(
                kind=kind,
                computed=computed,
                then=decision.words.rpartition(_BY_RULES)[2],
                stands=decision.verdict,
                by=decision.by,
                why=decision.why,
                day=decision.decided_utc.date(),
            )
            return decision.verdict, made, decision.decision_id
    return computed, None, ""
