"""Cut passages out of captured files by their locators, so that a reader can see what stands there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import IO

from tidewaiter.errors import UnreadableError
from tidewaiter.model.evidence import Locator
from tidewaiter.model.findings import Passage
from tidewaiter.run.archives import page_at
from tidewaiter.run.workshop import hash_of

#: Characters of a passage that a reader is shown; the hash beside it is that of the whole.
SHOWN = 1200
#: What is shown where a file has rows but no text, such as Parquet.
BINARY = "(a row of a file that is not text)"
#: Returns the normalised text of the document at a path of the case.
Normalised = Callable[[str], str]


class NotThereError(UnreadableError):
    """A locator leads to nothing: the file is gone or altered, or too short."""


def cut(
    folder: Path, path: str, locators: Iterable[Locator], normalised: Normalised
) -> dict[Locator, Passage | NotThereError]:
    """Cut passages out of one file, in one pass over it.

    Args:
        folder: The case.
        path: The file, relative to it.
        locators: Places in it; those whose hash is another file's are not there.
        normalised: Gives the text of documents, whose places are counted in characters.
    """
    wanted = list(dict.fromkeys(locators))
    file = folder / path
    if not file.is_file() and (page := _page(folder, path)) is not None:
        return _of_page(path, page, wanted, normalised)
    if not file.is_file():
        return dict.fromkeys(wanted, NotThereError(f"{path} was removed or moved"))
    digest = hash_of(file)
    found: dict[Locator, Passage | NotThereError] = {}
    here = []
    for locator in wanted:
        if locator.sha256 == digest:
            here.append(locator)
        else:
            found[locator] = NotThereError(f"{path} was altered: its bytes are not those captured")
    rows = [locator for locator in here if locator.unit == "rows"]
    found.update(_rows(file, path, rows))
    for locator in here:
        if locator.unit == "chars":
            found[locator] = _slice(path, locator, normalised(path))
        elif locator.unit == "bytes":
            found[locator] = _bytes(file, path, locator)
    return found


def _page(folder: Path, path: str) -> str | None:
    """Return the hash of a page in a web archive."""
    try:
        found = page_at(folder, path, synthetic=False)
    except UnreadableError:
        return None
    return None if found is None else found[0].sha256


def _of_page(
    path: str, digest: str, wanted: Sequence[Locator], normalised: Normalised
) -> dict[Locator, Passage | NotThereError]:
    found: dict[Locator, Passage | NotThereError] = {}
    for locator in wanted:
        if locator.sha256 != digest or locator.unit != "chars":
            found[locator] = NotThereError(f"{path} was altered: its bytes are not those captured")
        else:
            found[locator] = _slice(path, locator, normalised(path))
    return found


def passage(path: str, locator: Locator, text: str) -> Passage:
    """Make a passage of what stands at a locator.

    >>> passage("a.txt", Locator("ab", "chars", 0, 2), "ab").text
    'ab'
    """
    whole = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    shown = text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
    return Passage(path, locator, shown, whole)


def _slice(path: str, locator: Locator, text: str) -> Passage | NotThereError:
    if not 0 <= locator.start <= locator.end <= len(text):
        return NotThereError(f"{path} has no characters {locator.start} to {locator.end}")
    return passage(path, locator, text[locator.start : locator.end])


def _bytes(file: Path, path: str, locator: Locator) -> Passage | NotThereError:
    with file.open("rb") as stream:
        stream.seek(locator.start)
        data = stream.read(locator.end - locator.start)
    if len(data) < locator.end - locator.start:
        return NotThereError(f"{path} has no bytes {locator.start} to {locator.end}")
    return passage(path, locator, data.decode("utf-8", "replace"))


def _rows(
    file: Path, path: str, locators: Sequence[Locator]
) -> Mapping[Locator, Passage | NotThereError]:
    from tidewaiter.ais.read.unpack import DAMAGE, unpacked

    if not locators:
        return {}
    numbers = {n for locator in locators for n in range(locator.start, locator.end + 1)}
    try:
        with unpacked(file) as stream:
            if _is_binary(file):
                return {at: Passage(path, at, BINARY, "") for at in locators}
            kept = {n: line for n, line in _lines(stream, max(numbers)) if n in numbers}
    except DAMAGE as error:
        return dict.fromkeys(locators, NotThereError(f"{path} cannot be unpacked: {error}"))
    found: dict[Locator, Passage | NotThereError] = {}
    for at in locators:
        lines = [kept.get(n) for n in range(at.start, at.end + 1)]
        if at.start < 1 or any(line is None for line in lines):
            found[at] = NotThereError(f"{path} has no rows {at.start} to {at.end}")
        else:
            found[at] = passage(path, at, "\n".join(line for line in lines if line is not None))
    return found


def _lines(stream: IO[bytes], last: int) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(stream, start=1):
        yield number, line.rstrip(b"\r\n").decode("utf-8", "replace")
        if number >= last:
            return


def _is_binary(file: Path) -> bool:
    """Say whether the unpacked content is no text, by its first bytes."""
    from tidewaiter.ais.read.unpack import unpacked

    with unpacked(file) as stream:
        head = stream.read(4096)
    return head.startswith(b"PAR1") or b"\0" in head
