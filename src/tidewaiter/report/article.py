"""An article as one HTML page on which a reader sees at once who says what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tidewaiter.model.claims import Claim, Confidence, Party, Quantity
from tidewaiter.model.marks import Run, Voice, doubts, lanes, lines, voices
from tidewaiter.model.reading import Reading
from tidewaiter.model.words import between, figure
from tidewaiter.report.page import page
from tidewaiter.report.words import published

_HUES, _LANES = 8, 4
_ACTS = {
    "say": "says", "accuse": "accuses", "acknowledge": "acknowledges", "deny": "denies", "pledge": "pledges",
    "agree": "agrees", "demand": "demands", "warn": "warns", "praise": "praises", "condemn": "condemns",
    "expect": "expects", "narrate": "states as a fact",
}  # fmt: skip
_FIELDS = {
    "content": "extent", "event_time": "when", "said_time": "when it was said", "cites": "source cited",
    "via": "carrier", "polarity": "denial", "quantities": "figures",
}  # fmt: skip
_LONGEST_HEADING = 120


@dataclass(frozen=True, slots=True)
class Card:
    """One claim as the margin shows it."""

    number: int
    look: str
    claim: Claim
    doubts: tuple[Confidence, ...]
    sure: tuple[Confidence, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line of the text with the claims that begin in it.

    ``still`` holds the claims that began in an earlier paragraph and go on in this one.
    """

    heading: bool
    runs: tuple[Run, ...]
    cards: tuple[Card, ...]
    still: tuple[int, ...]


def as_article(reading: Reading) -> str:
    """Write the page: the text with each content in its speaker's colour, a card for each claim.

    Fields that are in doubt (:func:`tidewaiter.model.marks.doubts`) say so, with the reason.

    Args:
        reading: The document.
    """
    claims = reading.claims
    speakers = voices(claims)
    looks = _looks(speakers)
    cards = [
        _card(number, claim, looks[number - 1]) for number, claim in enumerate(claims, start=1)
    ]
    return page(
        "article.html.j2",
        ("dossier.css", "article.css"),
        synthetic=reading.synthetic,
        document=reading.document,
        published=published(reading),
        notes=reading.notes,
        captured=reading.captured,
        title=reading.title or reading.document.path or "A document without a title",
        paragraphs=_paragraphs(reading, cards),
        cards=cards,
        voices=[(voice, _look(n, voice)) for n, voice in enumerate(speakers)],
        lanes=[min(lane, _LANES - 1) for lane in lanes(claims)],
        acts=_ACTS,
        fields=_FIELDS,
        doubtful=_doubtful(cards),
        span=span,
        here=here,
        days=between,
    )


def _doubtful(cards: Sequence[Card]) -> list[tuple[Confidence, list[Card]]]:
    """Gather the claims that share a doubt, the least sure first."""
    shared: dict[tuple[str, str], tuple[Confidence, list[Card]]] = {}
    for one in cards:
        for doubt in one.doubts:
            shared.setdefault((doubt.field, doubt.code), (doubt, []))[1].append(one)
    return sorted(shared.values(), key=lambda item: item[0].score)


def _paragraphs(reading: Reading, cards: Sequence[Card]) -> list[Paragraph]:
    found = []
    for number, runs in enumerate(lines(reading.text, reading.claims)):
        words = "".join(run.text for run in runs).strip()
        if not words or (number == 0 and words == (reading.title or "").strip()):
            continue
        opened = tuple(i for run in runs for i in run.opens)
        still = tuple(i for i in runs[0].claims if i not in opened)
        heading = not any(run.claims for run in runs) and _bare(words)
        found.append(Paragraph(heading, tuple(runs), tuple(cards[i] for i in opened), still))
    return found


def _bare(words: str) -> bool:
    ended = words.rstrip("\"'”’)]").endswith((".", "!", "?", "…", ":", ",", ";"))
    return len(words) < _LONGEST_HEADING and not ended and any(map(str.isalpha, words))


def _card(number: int, claim: Claim, look: str) -> Card:
    doubtful = doubts(claim)
    return Card(
        number, look, claim, doubtful, tuple(c for c in claim.confidence if c not in doubtful)
    )


def _looks(speakers: Sequence[Voice]) -> list[str]:
    by_claim = {i: _look(n, voice) for n, voice in enumerate(speakers) for i in voice.claims}
    return [by_claim[i] for i in range(len(by_claim))]


def _look(number: int, voice: Voice) -> str:
    """Return the classes of a speaker: eight hues, then the same ones with other lines."""
    if voice.name is None:
        return "own"
    return f"h{number % _HUES} k{number // _HUES % 3}"


def span(quantity: Quantity) -> str:
    """Write a quantity as an interval.

    >>> span(Quantity("up to 9 million", 0, 15, 0, None, 9e6, "rounds", None))
    '0–9,000,000 rounds'
    >>> span(Quantity("more than 64", 0, 12, 64, None, None, None, "ships"))
    '64 or more (ships)'
    >>> span(Quantity("some 600", 0, 8, 540, 600, 660, "troops", None, alternative_to=0))
    'or 540–660, best 600 troops'
    """
    low, best, high = quantity.low, quantity.best, quantity.high
    if low is None and high is None:
        words = "unknown number" if best is None else figure(best)
    elif high is None:
        words = f"{figure(low or 0)} or more"
    elif low == high:
        words = figure(high)
    else:
        words = f"{figure(low or 0)}–{figure(high)}"
        words += "" if best in (None, low, high) else f", best {figure(best or 0)}"
    words += f" {quantity.unit}" if quantity.unit else ""
    if quantity.of and quantity.of != quantity.unit:
        words += f" of {quantity.of}" if quantity.unit else f" ({quantity.of})"
    return words if quantity.alternative_to is None else f"or {words}"


def here(party: Party) -> str:
    """Return how the text names a party at this place, where that does not hold its name.

    >>> here(Party("Lee Seong-kweun", "he", 0, 2, "person")), here(Party("Lee", "Mr Lee", 0, 6, "person"))
    ('he', '')
    """
    return "" if party.name.casefold() in party.text.casefold() else party.text
