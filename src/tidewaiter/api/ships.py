"""Ships of a case: who they are, over time."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from tidewaiter.model.decisions import Decision
    from tidewaiter.run.ships import Known, Ships


def vessels(case: Path, *, at: datetime | None = None) -> Ships:
    """Return the ships of a built case with their identity over time and their indicators.

    Args:
        case: A built case.
        at: What was known at this moment, UTC; now, if None.

    Raises:
        CaseError: The case was never built.
    """
    from tidewaiter.run.ships import ships

    return ships(case, at)


def vessel(case: Path, ship: str, *, at: datetime | None = None) -> Known:
    """Return one ship of a built case, also one that was heard and of which nothing speaks.

    Args:
        case: A built case.
        ship: Name, IMO number or MMSI; names as anybody gives them.
        at: What was known at this moment, UTC; now, if None.

    Raises:
        CaseError: The case was never built, or no ship, or several, are called so.
    """
    from tidewaiter.run.ships import ship as one

    return one(case, ship, at)


def vessel_json(known: Known) -> dict[str, Any]:
    """Return what is known of a ship as plain JSON."""
    from tidewaiter.run.ships import as_record

    return as_record(known)


def judge_ships(
    case: Path, verdict: Literal["joined", "split"], one: str, other: str, *, by: str, why: str
) -> Decision:
    """Record that two ships are one, or that they are two; the next build applies it.

    Splitting an MMSI and the IMO number that it sends says that the number is not its own.

    Args:
        case: A built case.
        verdict: What was decided.
        one: Name, IMO number, MMSI, or a handle (``imo:9179842``, ``mmsi:273123450``, ``name:tern``).
        other: The other.
        by: Who decides.
        why: For what reason.

    Raises:
        CaseError: A ship is not known or is several, two IMO numbers would be joined, ``by`` or
            ``why`` is blank, or the case was never built.
    """
    from tidewaiter.run.ships import judge

    return judge(case, verdict, one, other, by=by, why=why)
