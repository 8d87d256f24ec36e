"""Read ``claims.csv``: claims that an analyst typed in, each found again in its document."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import cast, get_args

from tidewaiter.model.claims import (
    Act,
    Certainty,
    Claim,
    DocumentRef,
    Event,
    EventType,
    Party,
    PartyKind,
    Period,
    Polarity,
    Quantity,
    Role,
    RoleName,
    Span,
)
from tidewaiter.model.evidence import Reject
from tidewaiter.model.ids import canonical_json, content_id
from tidewaiter.sheets.rows import made, names, number, rows

_ROLES = get_args(RoleName)
COLUMNS = (
    "id", "document", "quote", "cue", "speaker", "speaker_kind", "via", "cites", "act",
    "certainty", "polarity", "event", *_ROLES, "quantity", "low", "best", "high", "unit", "of",
    "or_quantity", "or_low", "or_best", "or_high", "or_unit", "or_of", "event_start", "event_end",
    "said_start", "said_end", "rests_on",
)  # fmt: skip
VERSION = "typed/1"


@dataclass(frozen=True, slots=True)
class Text:
    """A document as the sheet's quotes are looked up in it: reference and normalised text."""

    ref: DocumentRef
    text: str


def claims(
    data: bytes, path: str, documents: Mapping[str, Text]
) -> tuple[dict[str, Claim], list[Reject]]:
    """Read a sheet of claims.

    Args:
        data: The sheet, UTF-8.
        path: As shown in a refusal.
        documents: Path in the case → its text.

    Returns:
        The analyst's short id → claim, and the refused rows.

    Raises:
        UnreadableError: The sheet as a whole is not of this shape.
    """
    good: dict[str, Claim] = {}

    def make(_: int, given: dict[str, str]) -> None:
        cells = {column: given.get(column, "") for column in COLUMNS}
        if cells["id"] in good:
            raise ValueError(f"the id {cells['id']!r} was given before")
        good[cells["id"]] = _claim(cells, documents)

    found = rows(data, path, required=("id", "document", "quote"), known=COLUMNS)
    _, rejects = made(found, path, make, lambda cells: cells["quote"])
    return good, rejects


def _claim(cells: dict[str, str], documents: Mapping[str, Text]) -> Claim:
    if not cells["id"]:
        raise ValueError("id is empty")
    document = documents.get(cells["document"])
    if document is None:
        raise ValueError(f"the case has no readable document {cells['document']!r}")
    content = _find(document.text, cells["quote"], 0, len(document.text))
    if content is None:
        raise ValueError(f"the quote does not stand in {cells['document']}")
    sentence = _paragraph(document.text, content)
    cue = _find(document.text, cells["cue"], sentence.start, sentence.end)
    if cells["cue"] and cue is None:
        raise ValueError(f"the cue {cells['cue']!r} does not stand beside the quote")
    return Claim(
        claim_id=content_id(VERSION, document.ref.id, canonical_json(cells)),
        document=document.ref,
        content=content,
        sentence=sentence,
        cue=cue,
        speaker=_speaker(cells, sentence),
        via=tuple(_party(n, "organisation", sentence) for n in names(cells["via"])),
        cites=tuple(_party(n, "organisation", sentence) for n in names(cells["cites"])),
        act=cast("Act", _one_of(cells["act"] or "say", get_args(Act), "act")),
        certainty=cast(
            "Certainty",
            _one_of(cells["certainty"] or "certain", get_args(Certainty), "certainty"),
        ),
        polarity=cast(
            "Polarity", _one_of(cells["polarity"] or "positive", get_args(Polarity), "polarity")
        ),
        event=Event(
            cast(
                "EventType", _one_of(cells["event"] or "statement", get_args(EventType), "event")
            ),
            tuple(Role(role, name) for role in _ROLES for name in names(cells[role])),
        ),
        quantities=_quantities(cells, content),
        event_time=_period(cells, "event"),
        said_time=_period(cells, "said"),
        rests_on=names(cells["rests_on"]),
    )


def _find(text: str, wanted: str, start: int, end: int) -> Span | None:
    """Find words in a text, any white space standing for any other."""
    if not wanted:
        return None
    pattern = r"\s+".join(re.escape(word) for word in wanted.split())
    found = re.compile(pattern).search(text, start, end)
    return None if found is None else Span(found.group(), found.start(), found.end())


def _paragraph(text: str, content: Span) -> Span:
    start = text.rfind("\n", 0, content.start) + 1
    end = text.find("\n", content.end)
    end = len(text) if end < 0 else end
    return Span(text[start:end], start, end)


def _speaker(cells: dict[str, str], sentence: Span) -> Party | None:
    if not cells["speaker"]:
        return None
    kind = _one_of(cells["speaker_kind"] or "organisation", get_args(PartyKind), "speaker_kind")
    return _party(cells["speaker"], cast("PartyKind", kind), sentence)


def _party(name: str, kind: PartyKind, sentence: Span) -> Party:
    """A party under its full name, at the place where the sentence has it, else at its start."""
    at = sentence.text.find(name)
    if at < 0:
        return Party(name, "", sentence.start, sentence.start, kind)
    return Party(name, name, sentence.start + at, sentence.start + at + len(name), kind)


def _quantities(cells: dict[str, str], content: Span) -> tuple[Quantity, ...]:
    first = _quantity(cells, "", content, None)
    if first is None:
        return ()
    second = _quantity(cells, "or_", content, 0)
    return (first,) if second is None else (first, second)


def _quantity(
    cells: dict[str, str], prefix: str, content: Span, alternative_to: int | None
) -> Quantity | None:
    low, best, high = (number(cells[prefix + c], prefix + c) for c in ("low", "best", "high"))
    words = cells[f"{prefix}quantity"]
    if low is None and best is None and high is None:
        if words:
            raise ValueError(f"{prefix}quantity has words but no low, best or high")
        return None
    found = _find(content.text, words, 0, len(content.text))
    if found is None:
        raise ValueError(f"{prefix}quantity: the words {words!r} do not stand in the quote")
    bounds = [bound for bound in (low, best, high) if bound is not None]
    if bounds != sorted(bounds):
        raise ValueError(f"{prefix}low, {prefix}best and {prefix}high are not in rising order")
    return Quantity(
        text=found.text,
        start=content.start + found.start,
        end=content.start + found.end,
        low=low,
        best=best,
        high=high,
        unit=cells[f"{prefix}unit"] or None,
        of=cells[f"{prefix}of"] or None,
        alternative_to=alternative_to,
    )


def _period(cells: dict[str, str], which: str) -> Period | None:
    start, end = (_day(cells[f"{which}_{side}"], f"{which}_{side}") for side in ("start", "end"))
    if start is None and end is None:
        return None
    if start is not None and end is not None and end < start:
        raise ValueError(f"{which}_end lies before {which}_start")
    return Period(" to ".join(d.isoformat() for d in (start, end) if d), start, end)


def _day(text: str, column: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{column}: {text!r} is not a date such as 2024-02-26") from None


def _one_of(value: str, allowed: tuple[str, ...], column: str) -> str:
    if value not in allowed:
        raise ValueError(f"{column}: {value!r} is none of {', '.join(allowed)}")
    return value
