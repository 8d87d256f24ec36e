"""Open the ledger of a built case to ask it something."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tidewaiter.errors import CaseError

if TYPE_CHECKING:  # the help of a command shall not wait for the ledger's imports
    from tidewaiter.ledger.store import Ledger


@contextmanager
def opened(case: Path) -> Iterator[Ledger]:
    """Open the ledger of a case.

    Raises:
        CaseError: The case was never built, or its first build was broken off.
    """
    file = case / "out" / "ledger.sqlite"
    if not file.is_file():
        raise CaseError(f"{case} holds no ledger; build the case first: tidewaiter build {case}")
    from tidewaiter.ledger.store import Ledger

    with Ledger.open_file(file) as ledger:
        if not ledger.standing("output"):
            raise CaseError(unfinished(case))
        yield ledger


def unfinished(case: Path) -> str:
    """Say that a ledger holds no finished build: its outputs come last."""
    return f"no build of {case} was finished; build it again: tidewaiter build {case}"
