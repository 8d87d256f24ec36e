"""Read an e-mail (.eml) or a saved web page (.mht): what its sender wrote."""

from __future__ import annotations

import re
from datetime import date
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime

import numpy as np

from tidewaiter.errors import UnreadableError
from tidewaiter.press.read.encoding import decode
from tidewaiter.press.read.html import all_words, read_html
from tidewaiter.press.read.mailed import Message, split, without_quoted
from tidewaiter.press.read.raw import Piece, RawDocument
from tidewaiter.press.read.trail import Trail
from tidewaiter.press.read.transfer import untransferred

_PREFIX = re.compile(r"^(?:\s*(?:re|fwd?|aw|wg|tr|sv)\s*(?:\[\d+\])?\s*:\s*)+", re.IGNORECASE)
_KNOWN = (".txt", ".html", ".htm", ".pdf", ".docx", ".eml")


def read_eml(data: bytes) -> RawDocument:
    """Read an e-mail: its own text, or the message that it forwards.

    What a reply quotes of earlier messages is left out, for its sender does not say it; of a
    forwarded message the sender's covering lines are. Attachments are named in the notes.

    Raises:
        UnreadableError: It is damaged, encrypted, or has no text.
    """
    mail = _parsed(data)
    notes = list(_attachments(mail))
    part = _body(mail)
    if part is None:
        raise UnreadableError("; ".join(["is an e-mail without text", *notes]))
    if part.get_content_type() == "text/html" and _is_page(mail):
        return _page(data, part)
    pieces = _pieces(data, part)
    message = split(pieces)
    if not message.pieces:
        raise UnreadableError("; ".join(["is an e-mail without text of its own", *notes]))
    return _document(mail, message, [*message.notes, *notes])


def _document(mail: EmailMessage, message: Message, notes: list[str]) -> RawDocument:
    subject = message.subject or _header(mail, "Subject")
    sender = message.sender or _header(mail, "From")
    title = _PREFIX.sub("", subject).strip() or None
    publisher = _name(sender)
    published = _day(message.date or _header(mail, "Date"), forwarded=bool(message.date))
    return RawDocument(
        "email",
        message.pieces,
        title,
        publisher,
        published,
        "metadata" if title else None,
        "metadata" if publisher else None,
        "metadata" if published else None,
        tuple(notes),
    )


def _parsed(data: bytes) -> EmailMessage:
    try:
        mail = message_from_bytes(data.lstrip(b"\xef\xbb\xbf\r\n"), policy=policy.default)
    except (
        MessageError,
        ValueError,
        LookupError,
        TypeError,
        IndexError,
        AttributeError,
        RecursionError,
    ) as error:
        raise UnreadableError("is a damaged e-mail: save it again") from error
    if not isinstance(mail, EmailMessage):
        raise UnreadableError("is a damaged e-mail: save it again")
    kind = mail.get_content_type()
    if kind in ("multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"):
        raise UnreadableError("is an encrypted e-mail: save its text")
    return mail


def _body(mail: EmailMessage) -> EmailMessage | None:
    """The first part with plain text, or else with HTML, that is no attachment."""
    found: dict[str, EmailMessage] = {}
    for part in mail.walk():
        kind = part.get_content_type()
        if isinstance(part, EmailMessage) and not _is_attached(part) and kind not in found:
            found[kind] = part
    plain, page = found.get("text/plain"), found.get("text/html")
    if plain is not None and (page is None or len(str(plain.get_payload()).split()) > 3):
        return plain
    return page or plain


def _is_attached(part: EmailMessage) -> bool:
    disposition = _header(part, "Content-Disposition").lower()
    return disposition.startswith("attachment") or bool(_file(part))


def _file(part: EmailMessage) -> str:
    try:
        return part.get_filename() or ""
    except (ValueError, TypeError, LookupError, IndexError, AttributeError):
        return ""


def _attachments(mail: EmailMessage) -> list[str]:
    names = [_file(part) for part in mail.walk() if isinstance(part, EmailMessage)]
    return [
        f"its attachment {name} was not read: save it beside the e-mail"
        for name in names
        if name.lower().endswith(_KNOWN)
    ]


def _is_page(mail: EmailMessage) -> bool:
    """Browsers save a page with its pictures as an e-mail that nobody sent."""
    return "Snapshot-Content-Location" in mail or "saved by" in _header(mail, "From").lower()


def _page(data: bytes, part: EmailMessage) -> RawDocument:
    body, way = untransferred(data, part)
    raw = read_html(body, _charset(part))
    pieces = tuple(_outward(piece, way) for piece in raw.pieces)
    return RawDocument(
        raw.kind,
        pieces,
        raw.title,
        raw.publisher,
        raw.published,
        raw.title_from,
        raw.publisher_from,
        raw.published_from,
    )


def _pieces(data: bytes, part: EmailMessage) -> tuple[Piece, ...]:
    body, way = untransferred(data, part)
    if part.get_content_type() == "text/html":
        blocks = without_quoted(all_words(body, _charset(part)))
        return tuple(_outward(piece, way) for piece in blocks)
    found = decode(body, _charset(part))
    return (_outward(Piece(found.text, trail=found.trail), way),)


def _outward(piece: Piece, way: Trail | None) -> Piece:
    """Lead a piece of a decoded part back to the bytes of the file."""
    if way is None or piece.trail is None or not len(piece.trail.starts):
        return Piece(piece.text)
    first = piece.trail.starts
    last = np.maximum(piece.trail.ends - 1, first)
    trail = Trail(way.starts[first], way.ends[last])
    return Piece(piece.text, byte=int(trail.starts[0]), trail=trail)


def _charset(part: EmailMessage) -> str | None:
    try:
        return part.get_content_charset()
    except (ValueError, TypeError, LookupError, AttributeError):
        return None


def _header(mail: EmailMessage, name: str) -> str:
    """A header's words; headers that the standard library cannot parse count as absent."""
    try:
        return str(mail.get(name, "")).strip()
    except (ValueError, TypeError, LookupError, IndexError, AttributeError, MessageError):
        return ""


def _name(sender: str) -> str | None:
    try:
        name, address = parseaddr(sender)
    except (ValueError, TypeError, IndexError):
        return None
    name = re.sub(r"\s*[<\[].*", "", name or "").strip("\"' ")
    return name or address or None


def _day(text: str, *, forwarded: bool) -> date | None:
    try:
        return parsedate_to_datetime(text).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        from tidewaiter.press.read.dates import day_in

        return day_in(text) if forwarded else None
