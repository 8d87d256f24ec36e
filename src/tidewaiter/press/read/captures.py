"""Which records of a web archive are pages, and the bytes of each."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from tidewaiter.errors import UnreadableError
from tidewaiter.press.read import LARGEST
from tidewaiter.press.read.answer import PAGES, Head, body, head
from tidewaiter.press.read.digests import agrees
from tidewaiter.press.read.unpacked import Readable
from tidewaiter.press.read.warc import Record, records

#: Answers of the largest archive that is read; a day's crawl of a large site has a tenth.
_MOST = 1_000_000


@dataclass(frozen=True, slots=True)
class Capture:
    """An answer that an archive holds.

    Attributes:
        url: What was asked for.
        captured: When, as the archive writes it (``WARC-Date``, UTC).
        offset: Where its record begins in the WARC file, in bytes.
        status: Status of the answer.
        mime: What its body is said to be.
        location: Where a redirection leads; empty else.
        member: Path of the WARC file in a WACZ; empty for a WARC file itself.
        title: Title that the WACZ's list of pages gives.
    """

    url: str
    captured: str
    offset: int
    status: int
    mime: str
    location: str = ""
    member: str = ""
    title: str | None = None

    @property
    def is_page(self) -> bool:
        """Whether it is a page that can be a document; a site's word to robots is none."""
        return self.status == 200 and self.mime in PAGES and not self.url.endswith("/robots.txt")


@dataclass(slots=True)
class Survey:
    """What an archive holds.

    Attributes:
        answers: The answers of servers.
        refused: What cannot be used: its URL or place, and the reason.
        counted: Records of other kinds → their number.
    """

    answers: list[Capture] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)
    counted: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Page:
    """The bytes of a page.

    Attributes:
        data: The body, unpacked.
        head: What the server said of it.
        undone: What was undone to have the body: chunks joined, gzip unpacked.
        digest: The digest that the archive gives of it; empty without one.
        proved: Whether the digest agrees; None where there is none that can be checked.
    """

    data: bytes
    head: Head
    undone: tuple[str, ...]
    digest: str
    proved: bool | None


def survey(stream: Readable, found: Survey, member: str = "") -> None:
    """Note what a WARC file holds; what stands before damage is noted, and the damage.

    Args:
        stream: The file.
        found: Is added to.
        member: Path of the file in a WACZ.

    Raises:
        UnreadableError: It is no WARC file.
    """
    at = 0
    try:
        for record in records(stream):
            at = record.offset
            if len(found.answers) >= _MOST:
                raise UnreadableError(f"holds more than {_MOST:,} answers; split it")
            capture = _answer(record, member)
            try:
                record.block.pass_over()
            except UnreadableError as error:
                if record.block.left:
                    raise
                url = record.headers.get("warc-target-uri", "")[:2000]
                found.refused.append((url or f"record at byte {at}", str(error)))
                continue
            if capture is None:
                found.counted[f"{record.kind or 'nameless'} records"] += 1
            else:
                found.answers.append(capture)
    except UnreadableError as error:
        if not found.answers and not found.counted:
            raise
        found.refused.append((f"after byte {at}", f"{error}; the records before it were read"))


def page(stream: Readable, capture: Capture) -> Page:
    """Return the bytes of a page.

    Args:
        stream: The WARC file, standing at the page's record.
        capture: The page.

    Raises:
        UnreadableError: It is damaged, too large, not unpacked here, or its digest does not agree.
    """
    record = next(records(stream, capture.offset), None)
    about = None if record is None else _head(record)
    if record is None or about is None:
        raise UnreadableError("is no longer where it was: the archive changed while it was read")
    if record.block.left > LARGEST:
        raise UnreadableError(f"is a page larger than {LARGEST // 1_000_000} MB")
    sent = b"".join(record.block.rest())
    made = body(sent, about, LARGEST)
    given = record.headers.get("warc-payload-digest", "")
    proved = agrees(given, made.sent, made.joined, made.data) if given else None
    if proved is False:
        raise UnreadableError(
            "was altered: its bytes are not those of the digest that the archive gives"
        )
    return Page(made.data, about, made.undone, given, proved)


def _head(record: Record) -> Head | None:
    web = record.headers.get("warc-target-uri", "").strip("<>").lower().startswith("http")
    if record.kind != "response" or not web:
        return None
    return head(record.block.line)


def _answer(record: Record, member: str) -> Capture | None:
    about = _head(record)
    if about is None:
        return None
    return Capture(
        url=record.headers["warc-target-uri"].strip("<>"),
        captured=record.headers.get("warc-date", ""),
        offset=record.offset,
        status=about.status,
        mime=about.mime,
        location=about.get("location"),
        member=member,
    )
