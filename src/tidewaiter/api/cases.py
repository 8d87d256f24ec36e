"""Cases: make one, build it, check it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tidewaiter.run.build import Built
    from tidewaiter.run.bundle.check import Checked
    from tidewaiter.run.progress import Progress
    from tidewaiter.run.verify import Verification


def new(folder: Path) -> Path:
    """Make an empty case that explains itself.

    Args:
        folder: Where; it must not exist, or be empty.

    Returns:
        The folder.

    Raises:
        CaseError: The folder holds something already.
    """
    from tidewaiter.run.new import new as make

    return make(folder)


def demo(folder: Path, *, progress: Progress | None = None) -> tuple[Built, ...]:
    """Lay out the bundled cases under a folder and build them.

    Args:
        folder: Where; made if need be. What lies there from an earlier run is used again.
        progress: Is told where the work is.
    """
    from tidewaiter.run.demo import lay_out

    return tuple(build(case, progress=progress) for case in lay_out(folder))


def build(folder: Path, *, progress: Progress | None = None) -> Built:
    """Build a case: read what is new, link, assess, and write ``out/``.

    Args:
        folder: The case.
        progress: Is told where the work is; see :class:`tidewaiter.run.progress.Progress`.

    Raises:
        CaseError: A setting of the case is wrong.
        UnitError: A tally mixes units.
        LedgerError: The ledger cannot be opened.
    """
    from tidewaiter.run.build import build as run
    from tidewaiter.run.progress import silent

    return run(folder, progress=progress or silent)


def verify(folder: Path, *, roots: Path | None = None) -> Verification | Checked:
    """Re-read a case's files and its ledger, and name the first thing that was touched, all in a bundle.

    Args:
        folder: A built case, or a bundle that :func:`pack_case` wrote.
        roots: PEM file of certificates of time stamp authorities that are trusted; ``proofs/roots.pem``
            of the case or bundle, if None.

    Raises:
        CaseError: The folder holds no ledger, or the certificates cannot be read.
    """
    if folder.suffix.casefold() == ".zip" and not folder.is_dir():
        from tidewaiter.run.bundle.check import check

        return check(folder, roots)
    from tidewaiter.run.verify import verify as run

    return run(folder, roots=roots)
