"""List files as they come in, opened to plain bytes, and what reading them gives."""

from __future__ import annotations

import codecs
import io
import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tidewaiter.errors import UnreadableError
from tidewaiter.model.evidence import Count, Reject
from tidewaiter.model.listings import Edition, Listing

#: More than any list holds today (OFAC's advanced XML is about 125 MB).
_MOST_BYTES = 1 << 30
#: Lists shrink to a tenth or a twentieth; a bomb to a thousandth. Small files may do as they like.
_MOST_RATIO = 200
_FREE_BYTES = 32 << 20
_STEP = 1 << 20
_MOST_REFUSED = 10_000
#: Encodings that keep ``<`` and ``>`` where ASCII has them, so that what we check is what is parsed.
_SAFE = re.compile(
    r"(?:utf-?8|us-ascii|ascii|iso-8859-\d{1,2}|latin-?1|windows-125\d|cp125\d)\Z", re.IGNORECASE
)
_DECLARED = re.compile(rb"""<\?xml\s[^>]*?encoding\s*=\s*["']([^"'>]*)["']""")
_SPACE = re.compile(rb"[ \t\r\n]*")
_NAME = re.compile(rb"<(?:[\w.-]+:)?([A-Za-z_][\w.-]*)")


@dataclass(frozen=True, slots=True)
class ListFile:
    """A captured list file: path as shown to the user, bytes as captured, and their SHA-256."""

    path: str
    data: bytes
    sha256: str


@dataclass(frozen=True, slots=True)
class Result:
    """Editions with their entries, what was refused, and a count for each file."""

    editions: tuple[tuple[Edition, tuple[Listing, ...]], ...]
    rejects: tuple[Reject, ...]
    counts: tuple[Count, ...]


@dataclass(frozen=True, slots=True)
class Opened:
    """A list file unpacked, UTF-16 turned into UTF-8, byte order mark off.

    Attributes:
        file: As captured.
        data: The bytes. Line numbers are those of the file unpacked.
        root: Name of the root element without prefix, where the file is XML; else empty.
        head: The first 4 KiB from the root element or, where it is no XML, from the start.
    """

    file: ListFile
    data: bytes
    root: str
    head: bytes

    def text(self) -> str:
        """Return the text, read as UTF-8 or, where it is none, as Windows-1252."""
        try:
            return self.data.decode()
        except UnicodeDecodeError:
            return self.data.decode("cp1252", "replace")


def opened(file: ListFile) -> Opened:
    """Unpack a file and look at its start.

    Raises:
        UnreadableError: The file is damaged, unpacks to more than any list holds, declares XML
            entities or a DTD, or is in an encoding that cannot be checked for them.
    """
    data = _utf8(_unpacked(file.data))
    start = _SPACE.match(data).end()  # type: ignore[union-attr]  # matches nothing too
    if data[start : start + 1] != b"<":
        return Opened(file, data, "", data[:4096])
    start = _after_prolog(data, start)
    found = _NAME.match(data, start)
    root = found.group(1).decode() if found else ""
    return Opened(file, data, root, data[start : start + 4096])


def check_hope(good: int, refused: Sequence[Reject]) -> None:
    """Give a file up when thousands of its rows were refused, and more than were good.

    Raises:
        UnreadableError: With the first reason.
    """
    if len(refused) > _MOST_REFUSED and len(refused) > good:
        raise UnreadableError(
            f"is in another shape than expected: its first {len(refused):,} refused rows are more "
            f"than its good ones; the first: {refused[0].reason}"
        )


def folder_day(path: str) -> date | None:
    """Return the day that the nearest folder of a path is named by, None where none is.

    >>> folder_day("lists/ofac-sdn/2021-07-07/sdn.csv")
    datetime.date(2021, 7, 7)
    """
    for part in reversed(path.split("/")[:-1]):
        if re.fullmatch(r"\d{4}-\d\d-\d\d", part):
            try:
                return date.fromisoformat(part)
            except ValueError:
                continue
    return None


def _unpacked(data: bytes) -> bytes:
    if not data.startswith(b"\x1f\x8b"):
        return data
    out = io.BytesIO()
    size, rest = 0, data
    try:
        while rest:
            if not rest.startswith(b"\x1f\x8b"):
                break  # padding after the last member
            member = zlib.decompressobj(wbits=31)
            while not member.eof:
                piece = member.decompress(rest, _STEP)
                rest = member.unconsumed_tail
                size += out.write(piece)
                if size > _MOST_BYTES or (size > _FREE_BYTES and size > _MOST_RATIO * len(data)):
                    raise UnreadableError(
                        f"unpacks to more than {_MOST_RATIO} times its size or 1 GiB, which no "
                        "list does; it was not read"
                    )
                if not piece and not rest and not member.eof:
                    raise EOFError("the data ends early")
            rest = member.unused_data
    except (EOFError, zlib.error) as error:
        raise UnreadableError(f"the compressed data is damaged or ends early: {error}") from error
    return out.getvalue()


def _utf8(data: bytes) -> bytes:
    if data.startswith(codecs.BOM_UTF8):
        return data[3:]
    known = {
        codecs.BOM_UTF16_LE: "utf-16",
        codecs.BOM_UTF16_BE: "utf-16",
        b"<\0": "utf-16-le",
        b"\0<": "utf-16-be",
    }
    encoding = known.get(data[:2])
    if encoding is None or data[2:4] == b"\0\0":  # UTF-32 is no encoding of lists
        return data
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableError(f"starts as UTF-16, but is damaged at byte {error.start}") from error
    said = re.match(r"\s*<\?xml[^>]*\?>", text)
    if said:  # its words about the encoding are no longer so
        plain = re.sub(r"""\s+encoding\s*=\s*["'][^"']*["']""", "", said.group())
        text = plain + text[said.end() :]
    return text.encode()


def _after_prolog(data: bytes, start: int) -> int:
    """Return where the root element starts; a DTD can stand nowhere but before it."""
    declared = _DECLARED.match(data, start)
    if declared and not _SAFE.match(declared.group(1).decode("ascii", "replace")):
        shown = declared.group(1)[:40].decode("ascii", "replace")
        raise UnreadableError(
            f"says that it is in the encoding {shown!r}; expected UTF-8 or UTF-16"
        )
    while True:
        start = _SPACE.match(data, start).end()  # type: ignore[union-attr]  # matches nothing too
        for opens, closes in ((b"<?", b"?>"), (b"<!--", b"-->")):
            if data.startswith(opens, start):
                end = data.find(closes, start + len(opens))
                if end < 0:
                    raise UnreadableError("is broken XML: it ends before its first element")
                start = end + len(closes)
                break
        else:
            break
    if data.startswith(b"<!", start):
        raise UnreadableError(
            "declares XML entities or a DTD, which this list never does: refused"
        )
    return start
