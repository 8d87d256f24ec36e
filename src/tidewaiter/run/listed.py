"""Questions about editions: which there are, what changed between two, who was listed when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tidewaiter.errors import CaseError, UnreadableError
from tidewaiter.lists.diff import Difference, diff
from tidewaiter.lists.editions import in_order, label, line, standing
from tidewaiter.lists.history import OnDay, on_day
from tidewaiter.lists.stays import Stay, stays
from tidewaiter.model.evidence import Reject
from tidewaiter.model.listings import Edition, Listing
from tidewaiter.run.editions import Read, read_case_lists, read_files, whole
from tidewaiter.run.progress import Progress, silent


@dataclass(frozen=True, slots=True)
class Shelf:
    """Editions in order of list and day; ``standing`` are the paths of those that stand."""

    editions: tuple[tuple[Edition, tuple[Listing, ...]], ...]
    standing: frozenset[str]
    rejects: tuple[Reject, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """Two editions of a list and what changed between them."""

    old: Edition
    new: Edition
    difference: Difference


def shelf(case: Path, progress: Progress = silent) -> Shelf:
    """Return the editions of a case; see :func:`tidewaiter.api.lists_of_case`."""
    read = read_case_lists(case, progress)
    if not (read.editions or read.rejects):
        raise CaseError(f"{case} holds no lists; load one with: tidewaiter lists load {case} FILE")
    kept = tuple(sorted(read.editions, key=lambda pair: in_order(pair[0])))
    stand = frozenset(edition.path for edition in standing(e for e, _ in kept))
    return Shelf(kept, stand, read.rejects)


def compare_files(old: Path, new: Path, progress: Progress = silent) -> Compared:
    """Compare two editions, each a file or a folder; see :func:`tidewaiter.api.lists_diff`."""
    (one, before), (two, after) = _edition(old, progress), _edition(new, progress)
    if one.list_id != two.list_id:
        raise CaseError(f"{old.name} is an edition of {one.list_id}, {new.name} of {two.list_id}")
    return Compared(one, two, diff(before, after))


def _edition(file: Path, progress: Progress) -> tuple[Edition, tuple[Listing, ...]]:
    read = read_files([file], progress)
    if len(read.editions) == 1:
        return read.editions[0]
    if not read.editions:
        reason = read.rejects[0].reason if read.rejects else "is an empty folder"
        raise UnreadableError(f"{file.name} {reason}")
    raise UnreadableError(
        f"{file.name} holds {len(read.editions)} editions; name one of its files"
    )


def compare_in_case(
    case: Path, name: str, old: str | None, new: str | None, progress: Progress = silent
) -> Compared:
    """Compare two editions of a case; see :func:`tidewaiter.api.lists_diff_in_case`."""
    kept = shelf(case, progress).editions
    lines = list(dict.fromkeys(line(edition) for edition, _ in kept))
    chosen = [x for x in lines if name in (x, x.partition("/")[0])]
    if len(chosen) != 1:
        raise CaseError(f"name one list of this case, not {name!r}: {', '.join(lines)}")
    of_list = [(e, x) for e, x in kept if line(e) == chosen[0]]
    if old is not None and new is not None:
        one, two = _labelled(of_list, old), _labelled(of_list, new)
    elif old is not None or new is not None:
        raise CaseError(f"name two editions, or none for the last two: {_labels(of_list)}")
    elif len(of_list) < 2:
        raise CaseError(f"this case holds one edition of {chosen[0]}; two are compared")
    elif of_list[-1][0].published is None:
        raise CaseError(f"which is the later? name two of: {_labels(of_list)}")
    else:
        one, two = of_list[-2:]
    return Compared(one[0], two[0], diff(one[1], two[1]))


def _labelled(
    of_list: Sequence[tuple[Edition, tuple[Listing, ...]]], name: str
) -> tuple[Edition, tuple[Listing, ...]]:
    found = next((pair for pair in of_list if label(pair[0]) == name), None)
    if found is None:
        raise CaseError(f"this case holds no edition {name} of that list: {_labels(of_list)}")
    return found


def _labels(of_list: Sequence[tuple[Edition, tuple[Listing, ...]]]) -> str:
    return ", ".join(label(edition) for edition, _ in of_list)


def listed_on(
    day: date, files: Sequence[Path], case: Path | None, progress: Progress = silent
) -> tuple[OnDay, ...]:
    """Say who was listed on a day; see :func:`tidewaiter.api.lists_at`."""
    return on_day(_held(files, case, progress), day)


def stays_of(
    files: Sequence[Path],
    case: Path | None,
    *,
    name: str | None,
    entry: str | None,
    progress: Progress = silent,
) -> tuple[Stay, ...]:
    """Say from when to when a party was listed; see :func:`tidewaiter.api.lists_stays`."""
    held = _held(files, case, progress)
    if entry is not None:
        asked = entry.strip().casefold()
        keys = [
            (line(edition), listing.key)
            for edition, listings in held
            for listing in listings
            if asked in (listing.entry.casefold(), (listing.record or "").casefold())
        ]
    else:
        keys = _named(held, name or "", progress)
    return stays(held, keys)


def _named(
    held: Sequence[tuple[Edition, tuple[Listing, ...]]], name: str, progress: Progress
) -> list[tuple[str, str]]:
    from tidewaiter.link.screen import Index

    progress("looking for the name", 0, 0)
    lines: dict[str, list[str]] = {}
    unique: dict[str, Listing] = {}
    for edition, listings in held:
        for listing in listings:
            unique[listing.listing_id] = listing
            lines.setdefault(listing.listing_id, []).append(line(edition))
    found = [m.listing for m in Index.build(unique.values()).screen(name, limit=20) if m.alert]
    return [(one, x.key) for x in found for one in lines[x.listing_id]]


def _held(
    files: Sequence[Path], case: Path | None, progress: Progress
) -> tuple[tuple[Edition, tuple[Listing, ...]], ...]:
    if not files and case is None:
        raise CaseError("no list to ask; name list files, or a case with lists (--case)")
    kept = Read() if case is None else whole(read_case_lists(case, progress))
    held = (*kept.editions, *whole(read_files(files, progress)).editions)
    if not held:
        raise CaseError(f"{case} holds no lists; load one with: tidewaiter lists load {case} FILE")
    return held
