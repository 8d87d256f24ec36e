"""One typed function per user action; the command line, and notebooks, call only this.

Importing it is cheap: each function imports what it needs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tidewaiter.model.claims import Claim
    from tidewaiter.model.listings import Match
    from tidewaiter.run.ask import Detection
    from tidewaiter.run.build import Built
    from tidewaiter.run.progress import Progress
    from tidewaiter.run.verify import Verification


@dataclass(frozen=True, slots=True)
class Reading:
    """A document read: its normalised text and the claims in it."""

    text: str
    title: str | None
    claims: tuple[Claim, ...]


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


def demo(folder: Path, *, progress: Progress | None = None) -> tuple[Built, ...]:
    """Lay out the bundled cases under a folder and build them.

    Args:
        folder: Where; made if need be. What lies there from an earlier run is used again.
        progress: Is told where the work is.
    """
    from tidewaiter.run.demo import lay_out

    return tuple(build(case, progress=progress) for case in lay_out(folder))


def verify(folder: Path) -> Verification:
    """Re-read a case's files and its ledger, and name the first thing that was touched.

    Raises:
        CaseError: The folder holds no ledger.
    """
    from tidewaiter.run.verify import verify as run

    return run(folder)


def read(file: Path, *, published: date | None = None, publisher: str | None = None) -> Reading:
    """Read one document and find the claims in it.

    Args:
        file: Text, HTML or PDF.
        published: Day of publication; what the document itself says, if None.
        publisher: Who published it; what the document itself says, if None.

    Raises:
        UnreadableError: It cannot be read.
    """
    from tidewaiter.run.ask import read_file

    ref, text, claims = read_file(file, published=published, publisher=publisher)
    return Reading(text, ref.title, claims)


def screen(
    queries: Sequence[str],
    *,
    case: Path | None = None,
    lists: Sequence[Path] = (),
    limit: int = 5,
) -> list[tuple[str, tuple[Match, ...]]]:
    """Ask whether names, IMO numbers or MMSIs stand on a list.

    Args:
        queries: Names or numbers.
        case: Use the lists of this case.
        lists: Use these list files too.
        limit: Most answers for each query.

    Raises:
        CaseError: No list was given, or the case holds none.
        UnreadableError: A file is no list that we know.
    """
    from tidewaiter.run.ask import screen as ask

    return ask(queries, case=case, lists=lists, limit=limit)


def detect(
    positions: Sequence[Path],
    out: Path,
    *,
    ports: Path | None = None,
    watch: Sequence[str] = (),
    longer_than_h: float = 12.0,
    columns: dict[str, str] | None = None,
    progress: Progress | None = None,
) -> Detection:
    """Find vessel events in position files.

    Args:
        positions: Files or folders: MarineCadastre or generic CSV, Parquet; gzipped or plain.
        out: ``.parquet``, ``.csv`` or ``.geojson``.
        ports: Ports to use instead of the bundled ones.
        watch: Ids of watched ports: shorter gaps count when they allow a call there.
        longer_than_h: Gaps of this length or more always count.
        columns: Our column name → the file's, for a generic CSV.
        progress: Is told where the work is.

    Raises:
        UnreadableError: A file is no position file that we know.
        CaseError: The ending of ``out`` is unknown, or a watched port is.
    """
    from tidewaiter.run.ask import detect as run
    from tidewaiter.run.progress import silent

    return run(
        positions,
        out,
        ports_file=ports,
        watch=watch,
        longer_than_h=longer_than_h,
        columns=columns,
        progress=progress or silent,
    )


def packs() -> list[tuple[str, str, int]]:
    """List the bundled provision packs: id, title, number of provisions."""
    from tidewaiter.assess.packs import bundled, load

    return [(p.pack_id, p.title, len(p.provisions)) for p in map(load, bundled())]


def claim_json(claim: Claim) -> dict[str, Any]:
    """Return a claim as the claim contract writes it."""
    from tidewaiter.press import as_contract

    return as_contract(claim)
