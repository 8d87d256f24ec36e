"""Open the ledger of a built case to ask it something; know a build that was broken off."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tidewaiter.errors import CaseError

if TYPE_CHECKING:  # the help of a command shall not wait for the ledger's imports
    from tidewaiter.ledger.store import Ledger

#: Stands in ``out/`` from the beginning of a build to its end.
_MARK = ".building"


@contextmanager
def opened(case: Path) -> Iterator[Ledger]:
    """Open the ledger of a case.

    Raises:
        CaseError: The case was never built, or its last build was broken off.
    """
    file = case / "out" / "ledger.sqlite"
    if not file.is_file():
        raise CaseError(f"{case} holds no ledger; build the case first: tidewaiter build {case}")
    from tidewaiter.ledger.store import Ledger

    with Ledger.open_file(file) as ledger:
        finished(case, ledger)
        yield ledger


def finished(case: Path, ledger: Ledger) -> None:
    """Make sure that the last build came to its end.

    Raises:
        CaseError: It did not.
    """
    if not ledger.standing("output"):  # they come last
        raise CaseError(
            f"no build of {case} was finished; build it again: tidewaiter build {case}"
        )
    if _mark(case).exists():
        raise CaseError(
            f"the last build of {case} was broken off, or is running: its ledger is half old and half "
            f"new; build it again: tidewaiter build {case}"
        )


@contextmanager
def building(case: Path) -> Iterator[None]:
    """Mark a case while it is built.

    The mark goes when the build ends well. It stays where the build was killed, and where an error
    ended it: what was appended before is on the ledger. Of two builds at once the later one's stays.

    Args:
        case: Its ``out/`` is there.
    """
    from tidewaiter.run.workshop import write_whole

    mark, own = _mark(case), secrets.token_bytes(16)
    write_whole(mark, own)
    yield
    if mark.is_file() and mark.read_bytes() == own:
        mark.unlink()


def _mark(case: Path) -> Path:
    return case / "out" / _MARK
