"""The lists to screen against, indexed once and kept beside the case, or in the user's cache."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tidewaiter.errors import CaseError
from tidewaiter.link.catalogue import VERSION as INDEX_VERSION
from tidewaiter.link.grade import Settings
from tidewaiter.link.screen import Index
from tidewaiter.lists import VERSION
from tidewaiter.model.ids import content_id
from tidewaiter.model.listings import Edition, Listing
from tidewaiter.run import editions
from tidewaiter.run.capture import find, hash_file
from tidewaiter.run.progress import Progress, silent

#: The official lists that a reader might think were asked.
_OFFICIAL = {
    "un-sc": "United Nations Security Council",
    "ofac-sdn": "US OFAC",
    "eu-fsf": "European Union",
    "uk-sl": "United Kingdom",
    "us-csl": "US Consolidated Screening List",
}
#: The same list in another form.
_ALSO = {"ofac-xml": "ofac-sdn", "ofac-sdn-advanced": "ofac-sdn"}
_MOST_KEPT = 3


@dataclass(frozen=True, slots=True)
class Opened:
    """An index ready to be asked, and where it lies.

    Attributes:
        index: Of all entries of the editions.
        editions: What was asked, in the order of lists.
        not_loaded: Official lists that were not.
        folder: Where the index is kept; None where nothing may be written.
    """

    index: Index
    editions: tuple[Edition, ...]
    not_loaded: tuple[str, ...]
    folder: Path | None


def opened(
    case: Path | None,
    files: Sequence[Path],
    settings: Settings | None = None,
    progress: Progress = silent,
) -> Opened:
    """Open the index of the standing lists of a case, and of other list files.

    What was read and indexed before, byte for byte, is not read again.

    Args:
        case: A case with lists; None for none.
        files: List files or folders of them.
        settings: Thresholds.
        progress: Is told where the work is.

    Raises:
        CaseError: No list was given, or the case holds none.
        UnreadableError: A file is no list that we know.
    """
    of_case = [] if case is None else [f for f in find(case) if f.kind == "list"]
    given = [*of_case, *editions.named(files)]
    if not given:
        if case is not None and not files:
            raise CaseError(
                f"{case} holds no lists; load one with: tidewaiter lists load {case} FILE"
            )
        raise CaseError(
            "no list to screen against; name a case with lists (--case), or list files (--list)"
        )
    home = _cache() if case is None else case / "out" / "parts"
    key = index_key((found.path, hash_file(found, synthetic=False).sha256) for found in given)

    def read() -> tuple[list[Listing], list[Edition]]:
        parts = []
        if case is not None and of_case:
            parts += editions.standing_of(
                editions.whole(editions.read_case_lists(case, progress)).editions
            )
        if files:
            parts += editions.whole(editions.read_files(files, progress)).editions
        return editions.once_each(parts), [edition for edition, _ in parts]

    index, folder = kept(home, key, read, settings, progress)
    found = sorted(
        index.catalogue.editions.values(), key=lambda e: (e.list_id, str(e.published), e.path)
    )
    return Opened(index, tuple(found), not_loaded(found), folder)


def not_loaded(editions: Iterable[Edition]) -> tuple[str, ...]:
    """Return the official lists that are not among some editions."""
    there = {_ALSO.get(e.list_id, e.list_id) for e in editions}
    return tuple(title for list_id, title in _OFFICIAL.items() if list_id not in there)


def index_key(files: Iterable[tuple[str, str]]) -> str:
    """Return the key of the index of some list files: paths and hashes, and how they are read."""
    said = [part for file in sorted(files) for part in file]
    return content_id("index", VERSION, INDEX_VERSION, *said)


def kept(
    home: Path | None,
    key: str,
    read: Callable[[], tuple[list[Listing], list[Edition]]],
    settings: Settings | None = None,
    progress: Progress = silent,
) -> tuple[Index, Path | None]:
    """Open a kept index, or make it and keep it.

    Args:
        home: Where indexes are kept; None keeps none.
        key: See :func:`index_key`.
        read: Reads the entries and their editions.
        settings: Thresholds.
        progress: Is told where the work is.

    Returns:
        The index, and its folder.
    """
    folder = None if home is None else home / f"lists-{key[:24]}"
    if folder is not None and (known := Index.load(folder, settings)) is not None:
        return known, folder
    listings, found = read()
    progress("indexing names", 0, 0)
    index = Index.build(listings, found, settings)
    if home is None or folder is None:
        return index, None
    try:
        home.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(prefix=".lists-", dir=home))
        index.catalogue.save(draft)
        if folder.exists():  # of an older version, or torn
            shutil.rmtree(folder)
        draft.rename(folder)
        _forget(home, folder)
    except OSError:
        return index, None  # a full or read-only disk costs time alone
    return index, folder


def _forget(home: Path, newest: Path) -> None:
    """Remove all but the last few kept indexes."""
    folders = sorted(home.glob("lists-*"), key=lambda f: f.stat().st_mtime)
    for folder in [f for f in folders if f != newest][: -(_MOST_KEPT - 1)]:
        shutil.rmtree(folder, ignore_errors=True)


def _cache() -> Path | None:
    """Return the user's folder for indexes; TIDEWAITER_CACHE names another, or none if empty."""
    said = os.environ.get("TIDEWAITER_CACHE")
    if said is not None:
        return Path(said) if said else None
    root = os.environ.get("XDG_CACHE_HOME")
    try:
        return (Path(root) if root else Path.home() / ".cache") / "tidewaiter"
    except RuntimeError:  # nobody's home
        return None
