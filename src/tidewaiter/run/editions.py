"""Read list files into editions: those of a case, and those that somebody names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from tidewaiter.errors import CaseError, UnreadableError
from tidewaiter.lists.editions import day_in, standing
from tidewaiter.model.evidence import Count, Item, Reject
from tidewaiter.model.listings import Edition, Listing
from tidewaiter.run.capture import Found, find, read_whole
from tidewaiter.run.progress import Progress, silent


@dataclass(frozen=True, slots=True)
class Read:
    """Editions with their entries, what was refused, a count for each file, and the files."""

    editions: tuple[tuple[Edition, tuple[Listing, ...]], ...] = ()
    rejects: tuple[Reject, ...] = ()
    counts: tuple[Count, ...] = ()
    items: tuple[Item, ...] = ()


def groups(paths: Iterable[str]) -> list[list[str]]:
    """Group paths by folder: the parts of one edition lie in one folder.

    >>> groups(["a/sdn.csv", "b/sdn.csv", "a/alt.csv"])
    [['a/sdn.csv', 'a/alt.csv'], ['b/sdn.csv']]
    """
    by_folder: dict[PurePosixPath, list[str]] = {}
    for path in paths:
        by_folder.setdefault(PurePosixPath(path).parent, []).append(path)
    return list(by_folder.values())


def parse(captured: Sequence[tuple[Item, bytes]]) -> Read:
    """Read the captured files of one folder.

    An edition whose file gives no day has that of the folder, where that is named by a day.
    """
    from tidewaiter.lists.read import ListFile, read

    result = read([ListFile(item.path, data, item.sha256) for item, data in captured])
    dated = tuple(
        (replace(e, published=e.published or day_in(e.path)), listings)
        for e, listings in result.editions
    )
    return Read(dated, result.rejects, result.counts, tuple(item for item, _ in captured))


def read_files(files: Sequence[Path], progress: Progress = silent) -> Read:
    """Read list files that somebody names; a folder stands for the files in it.

    Raises:
        UnreadableError: A file cannot be read, or changed while it was read.
    """
    return _read({found.path: found for found in named(files)}, progress)


def named(files: Sequence[Path]) -> list[Found]:
    """Return the list files that somebody names; a folder stands for the files in it, hidden ones not."""
    found = []
    for file in files:
        inside = sorted(f for f in file.iterdir() if f.is_file()) if file.is_dir() else [file]
        kept = (one for one in inside if one == file or not one.name.startswith("."))
        found += [Found(one.as_posix(), one, "list") for one in kept]
    return found


def read_case_lists(case: Path, progress: Progress = silent) -> Read:
    """Read all editions of a case, standing and kept.

    Raises:
        UnreadableError: A file cannot be read, or changed while it was read.
    """
    return _read({f.path: f for f in find(case) if f.kind == "list"}, progress)


def whole(read: Read) -> Read:
    """Return what was read, unless a file was refused as a whole.

    Raises:
        UnreadableError: A file is no list that we know.
    """
    if refused := [r for r in read.rejects if r.line == 0]:
        raise UnreadableError(f"{refused[0].path}: {refused[0].reason}")
    return read


def standing_listings(case: Path, progress: Progress = silent) -> list[Listing]:
    """Return the entries of the standing editions of a case, each once.

    Raises:
        CaseError: The case holds no list.
        UnreadableError: One of its files is no list that we know.
    """
    read = whole(read_case_lists(case, progress))
    if not read.editions:
        raise CaseError(f"{case} holds no lists; load one with: tidewaiter lists load {case} FILE")
    return once_each(standing_of(read.editions))


def standing_of(
    editions: Sequence[tuple[Edition, tuple[Listing, ...]]],
) -> list[tuple[Edition, tuple[Listing, ...]]]:
    """Return the editions that stand, with their entries."""
    entries = {edition.path: listings for edition, listings in editions}
    return [(edition, entries[edition.path]) for edition in standing(e for e, _ in editions)]


def once_each(editions: Iterable[tuple[Edition, Iterable[Listing]]]) -> list[Listing]:
    """Return the entries of some editions; what two of them say alike stands once."""
    found: dict[str, Listing] = {}
    for _, listings in editions:
        for listing in listings:
            found.setdefault(listing.listing_id, listing)
    return list(found.values())


def _read(found: dict[str, Found], progress: Progress) -> Read:
    total = Read()
    for done, paths in enumerate(groups(found)):
        progress("reading lists", done, len(groups(found)))
        one = parse([_captured(found[path]) for path in paths])
        total = Read(
            (*total.editions, *one.editions), (*total.rejects, *one.rejects),
            (*total.counts, *one.counts), (*total.items, *one.items),
        )  # fmt: skip
    return total


def _captured(found: Found) -> tuple[Item, bytes]:
    try:
        return read_whole(found, synthetic=False)
    except UnreadableError as error:
        raise UnreadableError(f"{found.path} {error}") from error
