"""The answer of a web server in an archive: what it says of itself, and its body unpacked.

Message format: RFC 9112 (HTTP/1.1), sections 2 and 7.1; codings: RFC 9110, section 8.4.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable
from dataclasses import dataclass

from tidewaiter.errors import UnreadableError
from tidewaiter.press.read.warc import fields, named

_STATUS = re.compile(rb"HTTP/[0-9.]{1,4}\s+([0-9]{3})\b")
_SIZE = re.compile(rb"([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]*)?\r?\n")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
#: Kinds of pages that are documents → the ending that says so.
PAGES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/pdf": ".pdf",
    "text/plain": ".txt",
}


@dataclass(frozen=True, slots=True)
class Head:
    """Status and headers of an answer."""

    status: int
    headers: tuple[tuple[str, str], ...]

    def get(self, name: str) -> str:
        """Return the value of a header, empty without it."""
        return named(self.headers).get(name, "")

    @property
    def mime(self) -> str:
        """Return what the body is said to be, such as ``text/html``; empty if nothing is said."""
        return self.get("content-type").partition(";")[0].strip().lower()

    @property
    def charset(self) -> str | None:
        """Return the encoding that the server names."""
        found = _CHARSET.search(self.get("content-type"))
        return found[1] if found else None


@dataclass(frozen=True, slots=True)
class Body:
    """A body as it was sent, with chunks joined, and unpacked; ``undone`` says what was undone."""

    sent: bytes
    joined: bytes
    data: bytes
    undone: tuple[str, ...]


def head(line: Callable[[], bytes]) -> Head | None:
    """Read the head of an answer; None where none stands there.

    Raises:
        UnreadableError: It is longer than any is, or the archive ends in it.
    """
    found = _STATUS.match(line())
    return None if found is None else Head(int(found[1]), fields(line))


def body(sent: bytes, about: Head, largest: int) -> Body:
    """Undo the codings in which a body was sent.

    Archives differ in whether they keep a body as it was sent or unpacked under the old headers; what is
    no chunk and no gzip is taken as it is.

    Args:
        sent: The bytes in the archive.
        about: What is said of them.
        largest: Most bytes that may come out.

    Raises:
        UnreadableError: It is damaged, a bomb, or packed in a way that is not unpacked here.
    """
    joined = sent
    undone: list[str] = []
    if "chunked" in about.get("transfer-encoding").lower() and _SIZE.match(sent):
        joined = _joined(sent)
        undone.append("chunks joined")
    data = joined
    codings = [c.strip() for c in about.get("content-encoding").lower().split(",")]
    for coding in reversed(codings):
        before, data = data, _unpacked(data, coding, largest)
        if data is not before:
            undone.append(f"{coding} unpacked")
    if len(data) > largest:
        raise UnreadableError(f"is a page larger than {largest // 1_000_000} MB")
    return Body(sent, joined, data, tuple(undone))


def _joined(sent: bytes) -> bytes:
    found: list[bytes] = []
    at = 0
    while size := _SIZE.match(sent, at):
        length = int(size[1], 16)
        if length == 0:
            return b"".join(found)
        end = size.end() + length
        if end > len(sent):
            break
        found.append(sent[size.end() : end])
        at = end + (2 if sent[end : end + 2] == b"\r\n" else 1)
    raise UnreadableError("was captured in part: its last chunks are missing")


def _unpacked(data: bytes, coding: str, largest: int) -> bytes:
    if coding in ("", "identity") or not data:
        return data
    if coding in ("gzip", "x-gzip"):
        return _inflated(data, 31, largest) if data.startswith(b"\x1f\x8b") else data
    if coding == "deflate":
        zlibbed = data[0] & 0x0F == 8 and int.from_bytes(data[:2], "big") % 31 == 0
        if not zlibbed and data.lstrip()[:1] in (b"<", b"%"):
            return data
        return _inflated(data, 15 if zlibbed else -15, largest)
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"<", b"%"):
        return data  # the archive keeps it unpacked under the old header
    raise UnreadableError(f"is packed with {coding[:20]}, which is not unpacked here")


def _inflated(data: bytes, form: int, largest: int) -> bytes:
    decoder = zlib.decompressobj(form)
    try:
        found = decoder.decompress(data, largest + 1)
    except zlib.error as error:
        raise UnreadableError("is a page that cannot be unpacked: it is damaged") from error
    if len(found) > largest:
        raise UnreadableError(f"unpacks to a page larger than {largest // 1_000_000} MB")
    if not decoder.eof:
        raise UnreadableError("was captured in part: it ends before it is unpacked")
    return found
