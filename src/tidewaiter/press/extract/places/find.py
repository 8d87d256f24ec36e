"""Places that a content names, each with its position or with the reason why there is none."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from tidewaiter.model.claims import Place
from tidewaiter.names.countries import country
from tidewaiter.press.extract.places.names import Named, Text, words_of
from tidewaiter.press.parse import Sentence

_ACTORS = frozenset(["nsubj", "agent", "poss", "compound", "dobj", "dative", "appos", "conj"])
_AREA_KM = 150.0  # a province about its town
Span = tuple[int, int]


def places(
    content: str,
    *,
    offset: int = 0,
    sentence: str = "",
    entities: Collection[Span] = (),
    persons: Collection[Span] = (),
) -> tuple[Place, ...]:
    """Return the places that a content names in a context where a place stands.

    A name counts after a preposition of place, after "port of", before a country set off by a
    comma, or where the parse calls it a place. Names of ships, firms and persons that are also
    places do not.

    Args:
        content: The content of a claim.
        offset: Code points before it in the document.
        sentence: The sentence around it; a country named there may tell places of one name apart.
        entities: Spans of the document that the parse calls places.
        persons: Spans of the document that the parse calls persons.

    >>> [(p.id, p.kind) for p in places("It sailed from Rajin to the Sea of Azov")]
    [('KPNJN', 'port'), ('sea:sea-of-azov', 'sea')]
    >>> p, = places("It called at Tripoli"); p.id, p.candidates
    (None, ('city:tripoli', 'LBKYE'))
    """
    text = Text(content, words_of(content))
    kept: list[Named] = []
    for named in text.names():
        span = (offset + named.start, offset + named.end)
        person = any(a <= span[0] and span[1] <= b for a, b in persons)
        tagged = any(a <= span[0] and span[1] <= b for a, b in entities)
        if text.placed(named, kept, person=person, tagged=tagged):
            kept.append(named)
    return tuple(_place(text, named, offset, sentence or content) for named in kept)


def parsed(sentence: Sentence) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Return what the parse calls places, and persons, as spans of the document.

    A state that acts ("Oslo urged", "Iran's navy") is no place, so subjects, owners and objects
    are left out of the first. They are found once for each paragraph.
    """
    kept: tuple[tuple[Span, ...], tuple[Span, ...]] | None
    kept = sentence.doc.user_data.get("places and persons")
    if kept is None:
        kept = sentence.doc.user_data["places and persons"] = _parsed(sentence)
    return kept


def _parsed(sentence: Sentence) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    where: list[Span] = []
    persons: list[Span] = []
    for entity in sentence.doc.ents:
        span = (sentence.offset + entity.start_char, sentence.offset + entity.end_char)
        if entity.label_ in ("GPE", "LOC", "FAC") and entity.root.dep_ not in _ACTORS:
            where.append(span)
        elif entity.label_ == "PERSON":
            persons.append(span)
    return tuple(where), tuple(persons)


def way(found: Sequence[Place]) -> str:
    """Return the code of how the places of a content were found, that of the most doubtful."""
    if not found:
        return "no place named"
    order = (
        "several places of this name",
        "the words call it a port",
        "the sentence names its country",
    )
    return next(
        (code for code in order if any(p.reason == code for p in found)), "one of this name"
    )


def _countries(sentence: str) -> frozenset[str]:
    """Return the codes of the countries and peoples that a sentence names."""
    found: set[str] = set()
    parts = words_of(sentence)
    for i in (i for i, word in enumerate(parts) if word.capital):
        for last in range(min(i + 5, len(parts)), i, -1):
            name = re.sub(r"['’]s?$", "", sentence[parts[i].start : parts[last - 1].end])
            code = country(" ".join(name.split()))
            if code:
                found.add(code)
                break
    return frozenset(found)


def _place(text: Text, named: Named, offset: int, sentence: str) -> Place:
    """Decide which of the places of a name it is, or say that nothing decides."""
    found, reason = named.found, "one of this name"
    shown = text.content[named.start : named.end]
    if len(found) > 1:
        countries = _countries(sentence.replace(shown, " "))
        beside = _beside(text, named) & countries
        fits = tuple(c for c in found if c.country in (beside or countries))
        found, reason = fits or found, "the sentence names its country"
    called = tuple(c for c in found if c.kind == "port")
    if len(found) > 1 and len(called) == 1 and text.harbour(named):
        found, reason = called, "the words call it a port"
    start = offset + named.start
    span = (shown, start, start + len(shown))
    if len(found) == 1:
        c = found[0]
        if text.area(named) and c.precision_km is not None:
            c = replace(c, kind="region", precision_km=max(c.precision_km, _AREA_KM))
        return Place(
            c.name, *span, c.kind, c.id, c.country, c.lat, c.lon, c.precision_km, (), reason
        )
    owners = {c.country for c in found}
    owner = next(iter(owners)) if len(owners) == 1 else None
    ids = tuple(c.id for c in found)
    return Place(
        shown, *span, "unknown", None, owner, None, None, None, ids, "several places of this name"
    )


def _beside(text: Text, named: Named) -> frozenset[str]:
    """Return the countries named directly before or after: "Alexandria in Egypt", "Libyan port of"."""
    after = text.content[named.end : named.end + 50]
    match = re.match(r"(?:,|\s+in|\s+on the coast of)\s+(?:the\s+)?(.{0,40})", after, re.DOTALL)
    before = text.content[max(0, named.start - 50) : named.start]
    near = re.search(r"[^,.;:]*$", before)
    return (_countries(match[1]) if match else frozenset()) or _countries(near[0] if near else "")
