"""What each paragraph of a document is: headline, caption, list item, notice, body and so on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from tidewaiter.press.marks import plain
from tidewaiter.press.read.dates import DATELINE, is_date_line

Kind = Literal[
    "headline", "byline", "dateline", "caption", "credit", "head", "pull", "item", "table", "notice",
    "body",
]  # fmt: skip
#: Of these kinds no sentence is a claim.
SILENT: frozenset[Kind] = frozenset(
    {"headline", "byline", "dateline", "credit", "head", "pull", "table", "notice"}
)
LONGEST = 20_000  # code points of one paragraph; beyond this it is cut, memory grows with length
_LONGEST_HEAD = 250

_NUMBER = re.compile(
    r"(?:\d{1,3}(?:\.\d{1,2})?[.)]|\((?:[a-z]{1,2}|[ivx]{1,5}|\d{1,3})\)|\[\d{1,3}\]|[a-h]\))\s+(?=\S)"
)
_BULLET = re.compile(r"[-–—*•·‣◦▪●►»]\s+(?=[^\W_]|[\"“„«»‘'‚‹›(])")
#: The hour before an entry of a live blog: "14:20 GMT — ", "[09.15] ", "2:30pm: ".
_HOUR = re.compile(
    r"(?:\[\s*\d{1,2}[:.h]\d{2}(?:\s?[A-Za-z.]{2,5})?\s*\]|"
    r"\d{1,2}[:.h]\d{2}\s?(?:[ap]\.?m\.?|[A-Z]{3,4}T?)(?:\s\(?[A-Z]{3,4}\)?)?|"
    r"\d{2}[:.]\d{2}(?=\s+[\"“„«»‘'‚‹›]?[A-ZÀ-Þ])|"
    r"\d{1,2}[:.h]\d{2}(?=\s*[-–—:|]\s))\s*[-–—:|]?\s+(?=[\"“„«»‘'‚‹›]?[^\Wa-zà-þ_])"
)
_CREDIT = re.compile(
    r"(?:^|(?<=[\s(\[|]))(?:(?i:file )?(?:Photo(?:graph)?s?|Pictures?|Images?|Credits?|PHOTO|IMAGE|CREDIT)"
    r"(?:\s?(?i:credits?))?(?::|/|\s?©|\s(?i:by|courtesy of)\s(?=[A-ZÀ-Þ]))|(?:Handout|HANDOUT)\s?[/:]|©\s?(?=[A-ZÀ-Þ]))"
)
_CREDIT_IN_BRACKETS = re.compile(
    r"[(\[][^()\[\]]{0,80}?(?:/|\b(?:via|Photo|Handout|Getty)\b)\s?[A-ZÀ-Þ][^()\[\]]{0,60}[)\]]\.?\s*$"
)
_CREDIT_BARE = re.compile(
    r"(?:^|(?<=[\w.!?”\"]\s))[A-ZÀ-Þ][\w.-]*(?: [A-ZÀ-Þ][\w.-]*){0,2}/"
    r"[A-ZÀ-Þ][\w'’.-]*(?: (?:(?:de|van|von|al|el|bin)\s)?[A-ZÀ-Þ][\w'’.-]*){0,3}\.?\s*$"
)
_CAPTIONED = re.compile(
    r"(?i:file (?:photo|picture|image)|photo|picture|image|caption)\s?[:–—-]\s+"
)
_BYLINE = re.compile(
    r"(?:By|Words by|Text by|From our)\s(?:our\s)?[A-ZÀ-Þ]|Our [A-Z]?\w+ correspondent"
)
_NOTICE = re.compile(
    r"(?:read (?:more|also|next|the full)|also read|see also|related(?: (?:articles?|stories|news))?|"
    r"more on this|watch|listen|recommended)\s?:|(?:read more|read also|related articles|advertisement|"
    r"sponsored|share this|most read|editors?['’]s? picks?)\b.{0,40}$|"
    r"(?:subscribe|sign up|click here|follow us|like us|join us|log in|register now|download our|"
    r"support our|become a member|get the latest|get our|don['’]t miss)\b.{0,160}$|"
    r"©|\(c\) \d{4}|copyright\b.{0,80}(?:\d{4}|reserved)|all rights reserved|"
    r"(?:this (?:article|story|report|piece) (?:was|has been|is|first|originally)\b.{0,40}"
    r"(?:publish|appear|updat|correct|translat|republish))|"
    r"\(?(?:additional |further )?(?:reporting|writing|editing|edited|translated|compiled|written)\s"
    r"(?:and (?:writing|editing) )?by\s|our standards:|(?:tags|topics|keywords|filed under|categories)\s?:|"
    r"(?:the )?(?:views|opinions) expressed\b|(?:press|media) (?:contact|enquir|inquir)|"
    r"notes? to editors\b|for (?:more|further) information,? (?:please )?(?:contact|visit)|"
    r"-?\s?(?:ends|30)\s?-$|#{2,}$|ends$",
    re.IGNORECASE,
)
_QUOTED = re.compile(
    r"[\"“„«‘'](?P<words>[^\"“”„«»]{12,400})[\"”“»’']\W{0,3}(?:[-–—]\s?[^.!?]{2,80})?$"
)
_STOPS = (".", "!", "?", "…", ":", ",", ";")
_AFTER_STOP = re.compile(
    r"(?<=[.!?…\"”’'])\s?(?:\[\d{1,3}\]|[¹²³⁰-⁹]+|(?<=[a-z]{3}[.;])\d{1,3}|\([A-ZÀ-Þ][^()]{1,40}\))+\s*$"
)
#: A speaker's label, which the document keeps and the grammar of the sentence does not need.
_LABEL = re.compile(
    r"(?!(?:IMO|MMSI|ISBN)\b)[A-ZÀ-Þ][A-ZÀ-Þ'’.-]{2,}(?: [A-ZÀ-Þ][A-ZÀ-Þ.'’-]*){0,5}"
    r"(?:\s?\([^()\n]{2,60}\)){0,2}\s*:\s+(?=\S)"
)
#: Somebody who speaks for himself stands before this colon, and no place.
_IN_PERSON = re.compile(r"\b(?:I|[Ww]e|[Yy]ou|[Mm]y|[Oo]ur|[Yy]our|[Tt]hanks?|[Mm]e|us)\b(?!\.)")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph without its number, bullet, hour, dateline and credit.

    Attributes:
        kind: What it is.
        start: Code points before its text in the document.
        text: Its text as it stands there.
        placed: Whether a dateline stood before it.
    """

    kind: Kind
    start: int
    text: str
    placed: bool = False


def blocks(text: str) -> Iterator[Block]:
    r"""Yield the paragraphs of a text, in order; each is judged by what stands before it alone.

    >>> [b.kind for b in blocks("Port closed\nBy Ann Lee\nOSLO, May 2 (Wire) - It sailed.")]
    ['headline', 'byline', 'body']
    """
    reader = _Reader()
    for line in re.finditer(r"[^\n]+", text):
        for cut in range(line.start(), line.end(), LONGEST):
            part = text[cut : min(cut + LONGEST, line.end())]
            if part.strip():
                yield from reader.block(cut, part)


class _Reader:
    """Judges paragraphs in order, and remembers what was said."""

    def __init__(self) -> None:
        self._lines = 0
        self._body = 0
        self._said = ""

    def block(self, start: int, part: str) -> Iterator[Block]:
        self._lines += 1
        words, item, placed = self._opened(part)
        begin = len(part) - len(words)
        if not words.strip():
            return
        kind, first, last = self._kind(words, item, placed)
        words = part[begin + first : begin + last]
        if kind == "body" or kind == "item":
            self._body += 1
            self._said += _squeezed(words) + "\n"
        yield Block(kind, start + begin + first, words, placed)

    def _opened(self, part: str) -> tuple[str, bool, bool]:
        """Return a plain paragraph without what opens it; whether it is an item, placed."""
        item = placed = False
        for opening in (_NUMBER, _BULLET, _HOUR):
            if match := opening.match(part):
                part = part[match.end() :]
                item = item or opening is _BULLET
        part = plain(part)  # not before: a bullet looks like a quotation mark
        match = DATELINE.match(part)
        if match and not (match["colon"] and self._speaks(match, part)):
            part, placed = part[match.end() :], True
        elif (match := _LABEL.match(part)) and not any(
            other.match(part) for other in (_CAPTIONED, _CREDIT, _NOTICE)
        ):
            part = part[match.end() :]
        return part, item, placed

    def _speaks(self, match: re.Match[str], part: str) -> bool:
        """Say whether the words before a colon are a speaker's label and no place."""
        if "," in match.group():
            return False
        inner = match["agency"] or ""
        if " " in inner and inner.isupper():  # "PRESENTER (JOE TAMATA):"
            return True
        return self._body > 0 or _IN_PERSON.search(part[match.end() :]) is not None

    def _kind(self, part: str, item: bool, placed: bool) -> tuple[Kind, int, int]:
        """Return what a paragraph is, and from where to where its words are."""
        if placed:
            return "body", 0, len(part)
        caption, credited = _without_credit(part)
        if credited:
            return ("caption", 0, len(caption)) if caption.strip() else ("credit", 0, len(part))
        if match := _CAPTIONED.match(part):
            return "caption", match.end() % len(part), len(part)
        return self._uncaptioned(part, item), 0, len(part)

    def _uncaptioned(self, part: str, item: bool) -> Kind:
        if _NOTICE.match(part.strip()):
            return "notice"
        quoted = _QUOTED.match(part.strip())
        if quoted and _squeezed(quoted["words"]) in self._said:
            return "pull"
        if not _is_bare(part):
            return "item" if item else "body"
        return self._bare(part, item)

    def _bare(self, part: str, item: bool) -> Kind:
        """What a line without a stop is."""
        words = part.split()
        if _BYLINE.match(part) and len(words) <= 14:
            return "byline"
        if is_date_line(part.strip()):
            return "dateline"
        if part.count("|") >= 2 or sum(w[:1].isdigit() for w in words) * 5 > len(words) * 2:
            return "table"
        if item and len(words) >= 4:
            return "item"
        if len(part) > _LONGEST_HEAD:
            return "body"
        return "head" if self._body or self._lines > 1 else "headline"


def _is_bare(part: str) -> bool:
    """Say whether a line ends without a stop, foot note and agency left aside."""
    bare = _AFTER_STOP.sub("", part.rstrip()).rstrip("\"'”’)]")
    return not bare.endswith(_STOPS)


def _without_credit(part: str) -> tuple[str, bool]:
    """Return a caption without the credit of its picture, and whether it had one."""
    found = [
        m.start() for p in (_CREDIT, _CREDIT_IN_BRACKETS, _CREDIT_BARE) if (m := p.search(part))
    ]
    if not found:
        return part, False
    at = min(found)
    label = _CAPTIONED.match(part)
    if label and at == 0 and not (_is_bare(part) and len(part[label.end() :].split()) <= 8):
        return part, False
    if len(part) - at > 120 or (at and len(part) > 600):
        return part, False
    return part[:at].rstrip(" ([|–—-"), True


def _squeezed(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text).strip().lower()
