"""What claims say of the world, against tracks and against each other."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tidewaiter.model.figures import Figures
    from tidewaiter.model.tallies import Tally
    from tidewaiter.run.ask_movements import Met


def movements(
    case: Path, *, claim: str | None = None, at: datetime | None = None
) -> tuple[Met, ...]:
    """Return what the claims of a built case met: could those ships have been there?

    Args:
        case: A built case.
        claim: One claim, as in :func:`judge_joined`; None for all that put a named ship at a place.
        at: As was known at this moment, UTC; None for now.

    Raises:
        CaseError: The case was never built, or the claim is unknown or puts no ship at a place.
    """
    from tidewaiter.run.ask_movements import met

    return met(case, claim, at)


def could_have_called(
    case: Path, ship: str, port: str, *, start: str | None = None, end: str | None = None
) -> Met:
    """Ask the tracks and sightings of a built case whether a ship could have called at a port.

    Args:
        case: A built case.
        ship: Name, IMO number or MMSI.
        port: Port id, or a name that means one port.
        start: First day ("2031-03-01") or moment (ISO 8601, UTC where it has no zone); None: open.
        end: Last day, inclusive, or moment; None: open.

    Raises:
        CaseError: The case was never built or was changed since, the ship or the port is unknown
            or may be several, or a time cannot be read.
    """
    from tidewaiter.run.ask_movements import ask

    return ask(case, ship, port, start, end)


def tallies(case: Path, *, at: datetime | None = None) -> tuple[Tally, ...]:
    """Return the tallies of a built case: interval, band, sensitivity and verdict of each.

    Args:
        case: A built case.
        at: What was known at this moment (UTC); None for now.

    Raises:
        CaseError: The case was never built.
    """
    from tidewaiter.run.figures import tallies_of

    return tallies_of(case, at)


def figures(case: Path, *, at: datetime | None = None, of: str | None = None) -> Figures:
    """Return what was found between the figures of a built case, each kind by importance.

    Args:
        case: A built case.
        at: What was known at this moment (UTC); None for now.
        of: Only what is found of the figures of this claim, and of that every pair, however many;
            its short id or the beginning of its id.

    Raises:
        CaseError: The case was never built, or no claim is called so.
    """
    from tidewaiter.run.figures import figures_of

    return figures_of(case, at, of)
