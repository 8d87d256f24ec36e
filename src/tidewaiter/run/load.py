"""Put editions of lists into a case, and say what they change there."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Literal

from tidewaiter.errors import CaseError, UnreadableError
from tidewaiter.lists.diff import Difference, diff
from tidewaiter.lists.editions import day_in, label, line, standing
from tidewaiter.model.evidence import Item, Reject
from tidewaiter.model.ids import content_id
from tidewaiter.model.listings import Edition, Listing
from tidewaiter.run.again import Again, look_again
from tidewaiter.run.capture import Found, find, read_whole
from tidewaiter.run.config import read_case
from tidewaiter.run.editions import groups, once_each, parse, read_case_lists, standing_of
from tidewaiter.run.progress import Progress, silent
from tidewaiter.run.workshop import hash_of, write_whole

Outcome = Literal["new", "completed", "dated", "already"]
Pair = tuple[Edition, tuple[Listing, ...]]


@dataclass(frozen=True, slots=True)
class Incoming:
    """An edition to be loaded: its files as captured, its entries, and the day that it gets.

    ``given`` is the path that the user gave; ``sure`` is False where the day is only that of a
    folder in which the files lay.
    """

    given: str
    edition: Edition
    listings: tuple[Listing, ...]
    files: tuple[tuple[Item, bytes], ...]
    sure: bool


@dataclass(frozen=True, slots=True)
class Loaded:
    """One edition loaded: what became of it, and what it changes.

    Attributes:
        edition: As the case has it now.
        listings: Its entries.
        outcome: ``new``; ``completed`` (parts that were missing); ``dated`` (an undated edition of
            the case got its day); ``already`` (nothing was changed).
        before: The editions that stood before.
        stands: The editions of this list that stand now.
        difference: From what stood before to what stands now; None where nothing stood.
        again: What to look at again; None where nothing was changed.
    """

    edition: Edition
    listings: tuple[Listing, ...]
    outcome: Outcome
    before: tuple[Edition, ...]
    stands: tuple[Edition, ...]
    difference: Difference | None
    again: Again | None


@dataclass(frozen=True, slots=True)
class Loading:
    """What a load did: editions, and what was refused."""

    loaded: tuple[Loaded, ...]
    rejects: tuple[Reject, ...]


def load(
    case: Path, files: Sequence[Path], *, published: date | None, progress: Progress = silent
) -> Loading:
    """Load editions into a case; see :func:`tidewaiter.api.lists_load`."""
    read_case(case)
    incoming, rejects = _incoming(files, published, progress)
    kept: list[Pair] = list(read_case_lists(case, progress).editions)
    loaded = []
    for one in sorted(incoming, key=lambda i: (line(i.edition), label(i.edition))):
        before = list(kept)
        try:
            outcome, pair = _shelve(case, one, kept)
        except UnreadableError as error:
            rejects.append(Reject(one.given, 0, str(error)))
            continue
        except OSError as error:
            raise CaseError(f"cannot write into {case / 'lists'}: {error}") from error
        if outcome != "already":
            kept = [*((e, x) for e, x in kept if e.sha256 != pair[0].sha256), pair]
        loaded.append(_effect(case, outcome, pair, before, kept, progress))
    return Loading(tuple(loaded), tuple(rejects))


def _incoming(
    files: Sequence[Path], published: date | None, progress: Progress
) -> tuple[list[Incoming], list[Reject]]:
    """Read the files folder by folder, by their bare names: a path shall not lend them a day."""
    given = {file.as_posix(): file for file in _unfolded(files)}
    found: list[Incoming] = []
    rejects: list[Reject] = []
    for done, paths in enumerate(groups(given)):
        progress("reading lists", done, len(groups(given)))
        captured: dict[str, tuple[Item, bytes]] = {}
        for path in paths:
            name = given[path].name
            try:
                captured[name] = read_whole(Found(name, given[path], "list"), synthetic=False)
            except UnreadableError as error:
                rejects.append(Reject(path, 0, str(error)))
        where = {given[path].name: path for path in paths}
        read = parse(list(captured.values()))
        rejects += [replace(r, path=where.get(r.path, r.path)) for r in read.rejects]
        refused = {r.path for r in read.rejects if r.line == 0}
        good = {name: pair for name, pair in captured.items() if name not in refused}
        for edition, listings in read.editions:
            parts = _parts(edition, [e for e, _ in read.editions], good)
            day, sure = _day(edition, published, where[edition.path])
            dated = replace(edition, published=day)
            found.append(Incoming(where[edition.path], dated, listings, parts, sure))
    return found, rejects


def _unfolded(files: Iterable[Path]) -> list[Path]:
    found: list[Path] = []
    for file in files:
        inside = sorted(f for f in file.iterdir() if f.is_file()) if file.is_dir() else [file]
        found += [f for f in inside if f == file or not f.name.startswith(".")]
    return found


def _parts(
    edition: Edition, all_of_folder: Sequence[Edition], good: Mapping[str, tuple[Item, bytes]]
) -> tuple[tuple[Item, bytes], ...]:
    """Return the files of an edition, its own first; several files may make one."""
    own = good[edition.path]
    rest = [good[n] for n in good if n not in {e.path for e in all_of_folder}]
    if rest and len(all_of_folder) > 1:
        refused = {r.path for r in parse([own, *rest]).rejects if r.line == 0}
        rest = [(item, data) for item, data in rest if item.path not in refused]
    return (own, *rest)


def _day(edition: Edition, published: date | None, path: str) -> tuple[date | None, bool]:
    own = edition.published
    if own is not None and published is not None and own != published:
        raise CaseError(
            f"{path} says itself that it was published on {own}, not {published}: leave --published out"
        )
    day = own or published
    return (day, True) if day is not None else (day_in(path), False)


def _shelve(case: Path, one: Incoming, kept: Sequence[Pair]) -> tuple[Outcome, Pair]:
    """Put an edition where it belongs, unless the case has it."""
    for pair in kept:
        if pair[0].sha256 == one.edition.sha256:
            return _meet(case, one, pair)
    alike = {listing.listing_id for listing in one.listings}
    for edition, listings in kept:
        if (
            line(edition) == line(one.edition)
            and one.edition.published in (None, edition.published)
            and {listing.listing_id for listing in listings} == alike
        ):
            return "already", (edition, listings)
    return "new", (_write(case, one, kept), one.listings)


def _meet(case: Path, one: Incoming, pair: Pair) -> tuple[Outcome, Pair]:
    """Load what the case has already: parts that are missing, and a day where it has none."""
    same = pair[0]
    day = one.edition.published
    if same.published is not None and day is not None and day != same.published and one.sure:
        raise UnreadableError(
            f"is in the case already, as the edition of {same.published} ({same.path}), not of "
            f"{day}; to correct the day, rename its folder"
        )
    outcome: Outcome = "already"
    folder = (case / same.path).parent
    missing = [(item, data) for item, data in one.files if not _lies_in(folder, item, data)]
    for item, data in missing:
        write_whole(folder / item.path, data)
        outcome = "completed"
    if same.published is None and day is not None:
        laid = case / "lists" / _folder_name(same.list_id)
        if folder != laid / label(same):
            raise UnreadableError(
                f"is in the case already, undated ({same.path}); to give it a day, move its files "
                f"to {(laid / day.isoformat()).relative_to(case).as_posix()}/"
            )
        target = laid / day.isoformat()
        if target.exists():
            raise UnreadableError(_taken(target.relative_to(case).as_posix()))
        folder = folder.rename(target)
        outcome = "dated"
    return outcome, pair if outcome == "already" else _reread(case, folder, same.sha256)


def _lies_in(folder: Path, item: Item, data: bytes) -> bool:
    """Say whether a folder holds a file, under its name or another; other bytes are no answer."""
    present = folder / item.path
    if present.is_file() and present.read_bytes() == data:
        return True
    if any(hash_of(file) == item.sha256 for file in folder.iterdir() if file.is_file()):
        return True
    if present.exists():
        raise UnreadableError(_taken(present.as_posix()))
    return False


def _reread(case: Path, folder: Path, sha256: str) -> Pair:
    found = [f for f in find(case) if f.kind == "list" and f.file.parent == folder]
    read = parse([read_whole(file, synthetic=False) for file in found])
    return next(pair for pair in read.editions if pair[0].sha256 == sha256)


def _write(case: Path, one: Incoming, kept: Sequence[Pair]) -> Edition:
    edition = one.edition
    for other, _ in kept:
        if line(other) == line(edition) and label(other) == label(edition):
            raise UnreadableError(_taken(other.path))
    target = case / "lists" / _folder_name(edition.list_id) / label(edition)
    for item, data in one.files:
        if item.path.startswith("."):
            raise UnreadableError("is a hidden file, which no build would read: rename it first")
        present = target / item.path
        if present.exists() and (not present.is_file() or present.read_bytes() != data):
            raise UnreadableError(_taken(present.relative_to(case).as_posix()))
    if target.exists():
        for item, data in one.files:
            write_whole(target / item.path, data)
    else:
        draft = target.with_name(f".{target.name}.part")
        shutil.rmtree(draft, ignore_errors=True)
        for item, data in one.files:
            write_whole(draft / item.path, data)
        draft.rename(target)
    return replace(edition, path=(target / edition.path).relative_to(case).as_posix())


def _taken(path: str) -> str:
    return (
        f"was not loaded: other bytes of that list and day are in the case ({path}), and nothing is "
        "overwritten; take those away first, if this edition shall stand"
    )


def _folder_name(list_id: str) -> str:
    """Return the folder of a list; an id that is no plain file name gets a part of its hash.

    >>> _folder_name("un-sc"), _folder_name("a/b")
    ('un-sc', 'a-b-c9d2a281')
    """
    plain = re.sub(r"[^\w.-]|^\.", "-", list_id, flags=re.ASCII)
    return plain if plain == list_id else f"{plain}-{content_id(list_id)[:8]}"


def _effect(
    case: Path,
    outcome: Outcome,
    pair: Pair,
    before: Sequence[Pair],
    after: Sequence[Pair],
    progress: Progress,
) -> Loaded:
    """Say what an edition changes among those of its list."""
    edition, listings = pair
    old = [(e, x) for e, x in before if line(e) == line(edition)]
    new = [(e, x) for e, x in after if line(e) == line(edition)]
    stood, stands = standing_of(old), standing_of(new)
    difference = again = None
    if outcome != "already":
        now = once_each(stands)
        found = diff(once_each(stood), now)
        held = [x for _, xs in old for x in xs]
        again = look_again(case, edition.list_id, held, now, found, progress)
        difference = found if stood else None
    return Loaded(
        edition, listings, outcome,
        standing(e for e, _ in stood), standing(e for e, _ in stands), difference, again,
    )  # fmt: skip
