"""Read a web archive collection (WACZ 1.1): a zip file of WARC files, a list of pages, and hashes of all.

Specification: https://specs.webrecorder.net/wacz/1.1.1/
"""

from __future__ import annotations

import hashlib
import json
import os
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import PurePosixPath
from typing import IO, BinaryIO

from tidewaiter.errors import UnreadableError
from tidewaiter.model.moments import moment_in
from tidewaiter.press.read.captures import Capture, Page, Survey, page, survey
from tidewaiter.press.read.unpacked import Readable, Window

#: Files of the largest collection that is read.
_MOST = 20_000
#: Bytes of the largest list of pages or of files; a million pages have some 200 MB.
_LARGEST = 200_000_000
#: What grows more than this in unpacking is a bomb; what is gzipped already hardly grows at all.
_DENSEST, _DENSEST_GZIPPED = 400, 4
_LIST = "datapackage.json"
_PIECE = 1 << 20
_REDIRECTIONS = 5


def survey_wacz(file: BinaryIO) -> Survey:
    """Note the pages that a collection lists, each with its capture; every hash is checked.

    Raises:
        UnreadableError: It is damaged or hostile, no WACZ, or a file in it is not the one that was hashed.
    """
    with _opened(file) as archive:
        names = _checked_names(archive)
        packed = sum(entry.compress_size for entry in archive.infolist())
        if packed > file.seek(0, os.SEEK_END):  # entries that share bytes are read as often
            raise UnreadableError("says that it holds more than its own size: it is hostile")
        _check_hashes(archive, names)
        found = Survey()
        warcs = [
            n for n in names if n.startswith("archive/") and n.endswith((".warc", ".warc.gz"))
        ]
        for name in warcs:
            with _member(file, archive, name) as stream:
                survey(stream, found, name)
        if not warcs:
            raise UnreadableError("is a WACZ file without a WARC file in archive/")
        listed = list(_listed(archive, names))
    if not listed:
        found.counted["lists of pages that are missing"] += 1
        return found
    return _of_pages(found, listed)


def wacz_page(file: BinaryIO, capture: Capture) -> Page:
    """Return the bytes of a page.

    Raises:
        UnreadableError: As for :func:`tidewaiter.press.read.captures.page`.
    """
    with (
        _opened(file) as archive,
        _member(file, archive, capture.member, capture.offset) as stream,
    ):
        return page(stream, capture)


# --- the zip file


@contextmanager
def _opened(file: BinaryIO) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(file) as archive:
            yield archive
    except (
        zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError,
        struct.error, KeyError,
    ) as error:  # fmt: skip
        raise UnreadableError("is a damaged WACZ or zip file: copy or save it again") from error


def _checked_names(archive: zipfile.ZipFile) -> list[str]:
    entries = archive.infolist()
    if len(entries) > _MOST:
        raise UnreadableError(f"holds more than {_MOST:,} files: it is damaged or hostile")
    names: list[str] = []
    for entry in entries:
        name = entry.filename
        parts = PurePosixPath(name).parts
        if name.startswith("/") or ".." in parts or "\\" in name or ":" in name or "\0" in name:
            raise UnreadableError(f"holds a file whose name leads out of it: {name[:100]!r}")
        if entry.flag_bits & 1:
            raise UnreadableError("is locked by a password: save it unlocked")
        densest = _DENSEST_GZIPPED if name.endswith(".gz") else _DENSEST
        if entry.file_size > densest * max(entry.compress_size, 10_000):
            raise UnreadableError(f"unpacks to more than an archive can hold: {name[:100]!r}")
        if not entry.is_dir():
            names.append(name)
    if len(set(names)) < len(names):
        raise UnreadableError("holds two files of one name: it is damaged or hostile")
    if _LIST not in names:
        raise UnreadableError(f"is no WACZ file: it holds no {_LIST}")
    return names


@contextmanager
def _member(
    file: BinaryIO, archive: zipfile.ZipFile, name: str, offset: int = 0
) -> Iterator[Readable]:
    """Open a file in the collection at a byte; one that is stored as it is is not read up to there."""
    entry = archive.getinfo(name)
    if entry.compress_type == zipfile.ZIP_STORED and offset:
        file.seek(entry.header_offset)
        fixed = file.read(30)  # APPNOTE.TXT 6.3.10, section 4.3.7
        start = entry.header_offset + 30 + sum(struct.unpack("<HH", fixed[26:30]))
        yield Window(file, start + offset, entry.file_size - offset)
        return
    with archive.open(entry) as stream:
        stream.seek(offset)
        yield stream


def _whole(archive: zipfile.ZipFile, name: str) -> bytes:
    if archive.getinfo(name).file_size > _LARGEST:
        raise UnreadableError(f"holds a list that is too large: {name}")
    return archive.read(name)


# --- hashes


def _check_hashes(archive: zipfile.ZipFile, names: list[str]) -> None:
    """Compare every file with its hash; a WARC or list of pages without one is refused too."""
    given: dict[str, str] = {}
    for entry in _entries(_json(_whole(archive, _LIST), _LIST).get("resources")):
        given[str(entry.get("path", ""))] = str(entry.get("hash", ""))
    if "datapackage-digest.json" in names:
        about = _json(_whole(archive, "datapackage-digest.json"), "datapackage-digest.json")
        given[str(about.get("path", _LIST))] = str(about.get("hash", ""))
    for path, text in given.items():
        if path not in names:
            raise UnreadableError(f"lacks a file that its {_LIST} lists: {path[:200]!r}")
        with archive.open(path) as stream:
            if not _agrees(stream, text):
                raise UnreadableError(f"was altered: {path!r} is not the file that was hashed")
    for name in names:
        if name.startswith(("archive/", "pages/")) and name not in given:
            raise UnreadableError(f"holds a file that its {_LIST} does not list: {name[:200]!r}")


def _agrees(stream: IO[bytes], text: str) -> bool:
    kind, _, value = text.partition(":")
    kind = kind.lower().replace("-", "")
    if kind not in ("sha256", "sha384", "sha512", "sha1", "md5"):
        raise UnreadableError(f"gives a hash of a kind that is not known: {text[:80]!r}")
    found = hashlib.new(kind, usedforsecurity=False)
    while piece := stream.read(_PIECE):
        found.update(piece)
    return found.hexdigest() == value.lower()


def _json(data: bytes, name: str) -> Mapping[str, object]:
    try:
        found = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise UnreadableError(f"holds a damaged {name}") from error
    if not isinstance(found, dict):
        raise UnreadableError(f"holds a damaged {name}")
    return found


def _entries(found: object) -> Iterable[Mapping[str, object]]:
    return [e for e in found if isinstance(e, dict)] if isinstance(found, list) else []


# --- pages


def _listed(archive: zipfile.ZipFile, names: list[str]) -> Iterator[tuple[str, str, str | None]]:
    """Yield address, time and title of each page in ``pages/pages.jsonl``, whose first line is a header."""
    name = "pages/pages.jsonl"
    if name not in names:
        return
    for line in _whole(archive, name).splitlines():
        try:
            entry = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise UnreadableError(f"holds a damaged {name}") from error
        if isinstance(entry, dict) and isinstance(entry.get("url"), str):
            title = entry.get("title")
            yield entry["url"], str(entry.get("ts", "")), title if isinstance(title, str) else None


def _of_pages(found: Survey, listed: list[tuple[str, str, str | None]]) -> Survey:
    """Keep the captures of the pages listed; the others are counted."""
    by_url: dict[str, list[Capture]] = {}
    for capture in found.answers:
        by_url.setdefault(_bare(capture.url), []).append(capture)
    kept: dict[tuple[str, int], Capture] = {}
    for url, when, title in listed:
        arrived = _arrived(by_url, url, when)
        if arrived is None:
            reason = (
                "is listed as a page, but the archive holds no answer of it that is a document"
            )
            found.refused.append((url[:2000], reason))
        else:
            kept.setdefault((arrived.member, arrived.offset), replace(arrived, title=title))
    found.counted["pages that its list of pages does not name"] = sum(
        c.is_page and (c.member, c.offset) not in kept for c in found.answers
    )
    others = [c for c in found.answers if not c.is_page]
    found.answers = [*kept.values(), *others]
    return found


def _arrived(by_url: Mapping[str, list[Capture]], url: str, when: str) -> Capture | None:
    """Return the capture nearest to a time, through redirections."""
    for _ in range(_REDIRECTIONS + 1):
        near = sorted(by_url.get(_bare(url), ()), key=lambda c: (not c.is_page, _apart(c, when)))
        if not near or near[0].is_page:
            return near[0] if near else None
        onward = next((c for c in near if 300 <= c.status < 400 and c.location), None)
        if onward is None:
            return None
        url = _onward(onward.url, onward.location)
    return None


def _onward(url: str, location: str) -> str:
    """Return where a redirection leads (RFC 3986, section 5.2, without dots in paths).

    >>> _onward("https://a.example/b/c?d", "/e"), _onward("https://a.example/b/c?d", "e")
    ('https://a.example/e', 'https://a.example/b/e')
    """
    scheme, _, rest = url.partition("://")
    if "://" in location.partition("?")[0]:
        return location
    if location.startswith("//"):
        return f"{scheme}:{location}"
    host, _, path = rest.partition("?")[0].partition("/")
    if location.startswith("/"):
        return f"{scheme}://{host}{location}"
    return "/".join([f"{scheme}://{host}", *path.split("/")[:-1], location])


def _bare(url: str) -> str:
    return url.partition("#")[0]


def _apart(capture: Capture, when: str) -> float:
    one, other = _moment(capture.captured), _moment(when)
    return 0.0 if one is None or other is None else abs((one - other).total_seconds())


def _moment(text: str) -> datetime | None:
    try:
        return moment_in(text)
    except ValueError:
        return None
