"""Watchlists: their editions, and what changed between them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tidewaiter.lists.diff import Difference
    from tidewaiter.lists.history import OnDay
    from tidewaiter.lists.stays import Stay
    from tidewaiter.model.evidence import Reject
    from tidewaiter.model.listings import Edition, Listing
    from tidewaiter.run.listed import Compared, Shelf
    from tidewaiter.run.load import Loading
    from tidewaiter.run.progress import Progress


def lists(
    files: Sequence[Path], *, progress: Progress | None = None
) -> tuple[list[tuple[Edition, tuple[Listing, ...]]], list[Reject]]:
    """Read list files.

    Args:
        files: In any order; the parts of OFAC's CSV set that lie in one folder are joined. A folder
            stands for the files in it.
        progress: Is told where the work is.

    Returns:
        Editions with their entries; what was refused.
    """
    from tidewaiter.run.editions import read_files
    from tidewaiter.run.progress import silent

    read = read_files(files, progress or silent)
    return list(read.editions), list(read.rejects)


def lists_of_case(case: Path, *, progress: Progress | None = None) -> Shelf:
    """Return the editions that a case holds, and which of them stand.

    Raises:
        CaseError: It holds none.
    """
    from tidewaiter.run.listed import shelf
    from tidewaiter.run.progress import silent

    return shelf(case, progress or silent)


def lists_load(
    case: Path,
    files: Sequence[Path],
    *,
    published: date | None = None,
    progress: Progress | None = None,
) -> Loading:
    """Put editions of lists into a case; nothing is overwritten, and loading twice changes nothing.

    Args:
        case: The case.
        files: List files; a folder stands for the files in it.
        published: Day of publication of lists whose files do not give it.
        progress: Is told where the work is.

    Returns:
        What became of each edition, what it changes, what to look at again; what was refused.

    Raises:
        CaseError: The folder is no case, or ``published`` is not what a file says itself.
    """
    from tidewaiter.run.load import load
    from tidewaiter.run.progress import silent

    return load(case, files, published=published, progress=progress or silent)


def lists_diff(old: Path, new: Path, *, progress: Progress | None = None) -> Difference:
    """Compare two editions of one list.

    Args:
        old: The earlier one: a file, or a folder with the parts of one edition.
        new: The later one.
        progress: Is told where the work is.

    Raises:
        UnreadableError: One of them is no list that we know.
        CaseError: They are editions of different lists.
    """
    from tidewaiter.run.listed import compare_files
    from tidewaiter.run.progress import silent

    return compare_files(old, new, progress or silent).difference


def lists_diff_in_case(
    case: Path,
    list_id: str,
    old: str | None = None,
    new: str | None = None,
    *,
    progress: Progress | None = None,
) -> Compared:
    """Compare two editions of a list that a case holds.

    Args:
        case: The case.
        list_id: Such as ``un-sc``; for a list of one's own with its file's name, ``own/fleet.csv``.
        old: Day of the earlier edition, or ``undated-`` and the start of its hash.
        new: The same of the later one; the last two editions are compared if both are None.
        progress: Is told where the work is.

    Raises:
        CaseError: The case holds no such list, or no two editions of it.
    """
    from tidewaiter.run.listed import compare_in_case
    from tidewaiter.run.progress import silent

    return compare_in_case(case, list_id, old, new, progress or silent)


def lists_at(
    day: date,
    files: Sequence[Path] = (),
    *,
    case: Path | None = None,
    progress: Progress | None = None,
) -> tuple[OnDay, ...]:
    """Return, for each list, who was listed on a day, and what the answer rests on.

    Args:
        day: The day.
        files: List files, several editions of a list or one.
        case: Ask the editions of this case too.
        progress: Is told where the work is.

    Raises:
        CaseError: Neither files nor a case with lists were given.
        UnreadableError: A file is no list that we know.
    """
    from tidewaiter.run.listed import listed_on
    from tidewaiter.run.progress import silent

    return listed_on(day, files, case, progress or silent)


def lists_stays(
    files: Sequence[Path] = (),
    *,
    case: Path | None = None,
    name: str | None = None,
    entry: str | None = None,
    progress: Progress | None = None,
) -> tuple[Stay, ...]:
    """Return from when to when a party stood on the lists.

    Args:
        files: List files, several editions of a list or one.
        case: Ask the editions of this case too.
        name: Parties whose name looks like this one.
        entry: The party of this reference, or number of the record.
        progress: Is told where the work is.

    Raises:
        CaseError: Neither files nor a case with lists were given.
        UnreadableError: A file is no list that we know.
    """
    from tidewaiter.run.listed import stays_of
    from tidewaiter.run.progress import silent

    return stays_of(files, case, name=name, entry=entry, progress=progress or silent)
