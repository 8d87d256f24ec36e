"""Independence: which claims go back to one origin."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tidewaiter.model.decisions import Decision
    from tidewaiter.run.stories import Told


def stories(case: Path, *, at: datetime | None = None) -> Told:
    """Return which claims of a built case go back to one origin, by what, and what else may.

    Args:
        case: A built case.
        at: What was known at this moment (UTC); None for now.

    Raises:
        CaseError: The case was never built, or held nothing then.
    """
    from tidewaiter.run.stories import told

    return told(case, at)


def stories_json(told: Told) -> dict[str, Any]:
    """Return stories as plain JSON, with the names and words by which a reader knows the claims."""
    from tidewaiter.run.stories import as_rows

    return as_rows(told)


def judge_joined(case: Path, one: str, other: str, *, by: str, why: str) -> Decision:
    """Record that two claims go back to one origin; the next build applies it.

    Args:
        case: A built case.
        one: A claim: its short id, its exhibit's number, or eight or more characters of its id.
        other: Another.
        by: Who decides.
        why: For what reason.

    Raises:
        CaseError: ``by`` or ``why`` is blank, a claim is not known, or the case was never built.
    """
    from tidewaiter.run.origins import join

    return join(case, one, other, by=by, why=why)


def judge_split(
    case: Path, one: str, others: Sequence[str] = (), *, by: str, why: str
) -> tuple[Decision, ...]:
    """Record that a claim shares its origin with none of some others; the next build applies it.

    Args:
        case: A built case.
        one: A claim, as in :func:`judge_joined`.
        others: Claims that it is split from; from all, if none is named.
        by: Who decides.
        why: For what reason.

    Raises:
        CaseError: ``by`` or ``why`` is blank, a claim is not known, or the case was never built.
    """
    from tidewaiter.run.origins import split

    return split(case, one, others, by=by, why=why)


def still_joined(case: Path, decisions: Sequence[Decision]) -> list[str]:
    """Say which of some splits do not part their claims, because another way still joins them.

    Args:
        case: A built case.
        decisions: Splits of two claims each.

    Raises:
        CaseError: The case was never built.
    """
    from tidewaiter.run.origins import still_joined as say

    return say(case, decisions)
