"""Decisions of people: what stands, what was withdrawn."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tidewaiter.model.decisions import Decision
    from tidewaiter.run.decisions import Numbered


def decisions(case: Path) -> tuple[Numbered, ...]:
    """Return the decisions of a built case with their numbers, withdrawn ones too.

    Raises:
        CaseError: The case was never built.
    """
    from tidewaiter.run.decisions import listed

    return listed(case)


def withdraw_decisions(
    case: Path, numbers: Sequence[int], *, by: str, why: str
) -> tuple[Decision, ...]:
    """Withdraw decisions; they stay on the ledger.

    Args:
        case: A built case.
        numbers: As in :func:`decisions`.
        by: Who decides.
        why: For what reason.

    Raises:
        CaseError: ``by`` or ``why`` is blank, or a number is none of a decision that stands.
    """
    from tidewaiter.run.decisions import withdraw

    return withdraw(case, numbers, by=by, why=why)
