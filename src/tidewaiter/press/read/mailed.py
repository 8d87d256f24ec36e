"""What of an e-mail's text its sender wrote, and what comes from other messages."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from tidewaiter.press.read.raw import Piece

_QUOTE = re.compile(r"\s*>")
_WROTE = re.compile(
    r"\s*(?:On\b.{4,200}\bwrote:|Am\b.{4,200}\bschrieb.{0,80}:|Le\b.{4,200}a écrit\s?:|.{2,80}<\S+@\S+>\s+wrote:)\s*$"
)
_ORIGINAL = re.compile(
    r"\s*-{2,}\s*(?:Original (?:Message|Appointment)|Reply message)\s*-{2,}", re.IGNORECASE
)
_FORWARDED = re.compile(
    r"\s*(?:-{2,}\s*(?:Forwarded (?:message|by)|Weitergeleitete)[^-]{0,80}-{2,}|Begin forwarded message:)",
    re.IGNORECASE,
)
_HEADER = re.compile(r"\s*\*?(From|Date|Sent|To|Cc|Subject|Reply-To)\s*:\*?\s*(.*)", re.IGNORECASE)
_SIGNATURE = re.compile(r"-- ?$")
_RULE = re.compile(r"\s*_{10,}\s*$")


@dataclass(frozen=True, slots=True)
class Message:
    """The text of a message, with the headers of one that was forwarded.

    Attributes:
        pieces: Its text.
        subject: Subject of the forwarded message; empty where none was forwarded.
        sender: Who sent that.
        date: When, as written.
        notes: What was left out.
    """

    pieces: tuple[Piece, ...]
    subject: str = ""
    sender: str = ""
    date: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    piece: int
    start: int


def split(pieces: tuple[Piece, ...]) -> Message:
    """Return the sender's own text, or the forwarded message where there is one.

    Args:
        pieces: Text of the e-mail; lines are parted within the pieces or by them.
    """
    lines = [
        _Line(line, number, at)
        for number, piece in enumerate(pieces)
        for at, line in _lines(piece.text)
    ]
    forward = next((n for n, line in enumerate(lines) if _FORWARDED.match(line.text)), None)
    if forward is not None:
        return _forwarded(lines[:forward], lines[forward + 1 :], pieces)
    kept, quoted = _own(lines)
    notes = (f"{quoted} lines of earlier messages that it quotes were left out",) if quoted else ()
    return Message(_cut(kept, pieces), notes=notes)


def without_quoted(blocks: tuple[tuple[Piece, bool], ...]) -> list[Piece]:
    """Leave out the block quotations of an HTML reply that "On Monday X wrote:" introduces.

    Args:
        blocks: Blocks of the page, and of each whether it stands in a block quotation.
    """
    kept: list[Piece] = []
    reply = False
    for piece, quoted in blocks:
        if not quoted:
            reply = _WROTE.match(piece.text) is not None
        if not (quoted and reply):
            kept.append(piece)
    return kept


def _lines(text: str) -> list[tuple[int, str]]:
    return [(m.start(), m.group()) for m in re.finditer(r"[^\n]*(?:\n|$)", text) if m.group()]


def _forwarded(before: list[_Line], lines: list[_Line], pieces: tuple[Piece, ...]) -> Message:
    headers, used = _headers(lines)
    kept, _ = _own(lines[used:])
    covering = sum(len(line.text.split()) for line in before)
    note = f"is read as the message that it forwards; {covering} words of the sender's before it were left out"
    return Message(
        _cut(kept, pieces),
        headers.get("subject", ""),
        headers.get("from", ""),
        headers.get("date") or headers.get("sent", ""),
        (note,) if covering else ("is read as the message that it forwards",),
    )


def _headers(lines: list[_Line]) -> tuple[dict[str, str], int]:
    headers: dict[str, str] = {}
    used = 0
    for number, line in enumerate(lines):
        match = _HEADER.match(line.text)
        if match:
            headers.setdefault(match[1].lower(), match[2].strip())
            used = number + 1
        elif line.text.strip():
            break
    return headers, used


def _own(lines: list[_Line]) -> tuple[list[_Line], int]:
    """Return the lines that are the sender's own, and how many of others there are."""
    kept: list[_Line] = []
    quoted = 0
    for number, line in enumerate(lines):
        text = line.text.rstrip("\r\n")
        if _SIGNATURE.match(text):
            break
        if _is_earlier(lines, number):
            quoted += sum(1 for rest in lines[number:] if rest.text.strip())
            break
        if _QUOTE.match(text) or _introduces(lines, number):
            quoted += 1
        else:
            kept.append(line)
    return kept, quoted


def _introduces(lines: list[_Line], number: int) -> bool:
    """Say whether "On Monday X wrote:" stands here, over two lines too, before quoted lines."""
    text = lines[number].text
    following = lines[number + 1].text if number + 1 < len(lines) else ""
    if _WROTE.match(text):
        return True
    before = lines[number - 1].text if number else ""
    return bool(
        (text.lstrip().startswith("On ") and _WROTE.match(text.rstrip() + " " + following.strip()))
        or (
            before.lstrip().startswith("On ")
            and _WROTE.match(before.rstrip() + " " + text.strip())
        )
    )


def _is_earlier(lines: list[_Line], number: int) -> bool:
    """Say whether an earlier message begins here, with nothing of the sender's after it."""
    text = lines[number].text
    if _ORIGINAL.match(text):
        return True
    names = [
        m[1].lower() for line in lines[number : number + 6] if (m := _HEADER.match(line.text))
    ]
    if (
        _HEADER.match(text)
        and "from" in names
        and len(names) >= 3
        and {"sent", "date"} & set(names)
    ):
        return True
    if _RULE.match(text) and number + 1 < len(lines):
        return _is_earlier(lines, number + 1)
    wrote = _WROTE.match(text)
    rest = [line.text for line in lines[number + 1 :] if line.text.strip()]
    return bool(wrote and rest and not any(_QUOTE.match(line) for line in rest))


def _cut(kept: list[_Line], pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """Return the pieces made of the kept lines; each run of lines keeps its trail."""
    out: list[Piece] = []
    runs: list[tuple[int, int, int]] = []
    for line in kept:
        end = line.start + len(line.text)
        if runs and runs[-1][0] == line.piece and runs[-1][2] == line.start:
            runs[-1] = (line.piece, runs[-1][1], end)
        else:
            runs.append((line.piece, line.start, end))
    for number, start, end in runs:
        piece = pieces[number]
        text = piece.text[start:end]
        if not text.strip():
            continue
        end = start + len(text.rstrip("\r\n"))
        trail = None if piece.trail is None else piece.trail.part(start, end)
        byte = piece.byte if trail is None or not len(trail.starts) else int(trail.starts[0])
        out.append(replace(piece, text=piece.text[start:end], byte=byte, trail=trail))
    return tuple(out)
