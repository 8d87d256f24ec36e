"""Hold a model's claims to the document: what is not there letter by letter is refused.

Whatever the answer holds, what comes out are claims of the contract whose every span is exact.
Content, cue, speaker, via and cites stand or fall together: a claim with an invented link in its
chain says something that nobody said. Figures, times and roles fall alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, get_args

from tidewaiter.model.claims import (
    Act,
    Certainty,
    Claim,
    DocumentRef,
    Event,
    EventType,
    Polarity,
    Span,
)
from tidewaiter.model.ids import content_id
from tidewaiter.press.second import VERSION, parts
from tidewaiter.press.second.addressed import addressed
from tidewaiter.press.second.answer import MOST
from tidewaiter.press.second.chains import chain
from tidewaiter.press.second.chunks import Chunk
from tidewaiter.press.second.place import Notes, Place
from tidewaiter.press.second.proposal import Exchange, Proposal, Refusal
from tidewaiter.press.second.shown import shown
from tidewaiter.press.second.spans import Refused, Words, settle, words


@dataclass(frozen=True, slots=True)
class Source:
    """The document that claims are held to.

    Attributes:
        ref: Its reference.
        text: Its normalised text.
        sentences: ``(start, end)`` of its sentences, in order.
    """

    ref: DocumentRef
    text: str
    sentences: tuple[tuple[int, int], ...]


def grounded(
    given: Sequence[Any], source: Source, chunk: Chunk, exchange: Exchange
) -> tuple[tuple[Proposal, ...], tuple[Refusal, ...]]:
    """Return the claims of an answer that the text bears out, and what it does not, with reasons.

    Args:
        given: What the answer proposes, unchecked.
        source: The document.
        chunk: The part of it that was sent; nothing outside it can be proposed.
        exchange: The question and answer.
    """
    refused: list[Refusal] = []
    if len(given) > MOST:
        refused.append(Refusal(0, "answer", f"holds {len(given)} claims; {MOST} are looked at"))
    suspect = addressed(source.text)
    proposals: dict[tuple[int, int], Proposal] = {}
    contents = _contents(given[:MOST], source.text, chunk)
    for number, (one, content) in enumerate(zip(given, contents, strict=False), start=1):
        try:
            if isinstance(content, Refused):
                raise content
            span = (content.start, content.end)
            if span in proposals:
                raise Refused("repeats the content of a claim before it")
            notes = Notes(number)
            where = Place(source.text, chunk, content, _sentence(source, chunk, content))
            claim = _claim(one, where, source.ref, exchange.model, notes)
        except Refused as why:
            refused.append(Refusal(number, "claim", str(why)))
            continue
        if any(a < where.sentence.end and where.sentence.start < b for a, b in suspect):
            notes.doubt("stands in a paragraph that speaks to a language model")
        proposals[span] = Proposal(claim, tuple(notes.doubts), exchange)
        refused += notes.dropped
    return tuple(proposals[span] for span in sorted(proposals)), tuple(refused)


def _contents(given: Sequence[Any], text: str, chunk: Chunk) -> list[Span | Refused]:
    asked: list[Words | Refused] = []
    for one in given:
        try:
            asked.append(_content(one, chunk))
        except Refused as why:
            asked.append(why)
    found = settle([a for a in asked if isinstance(a, Words)], text, chunk.start, chunk.end)
    spans = iter(found)
    return [next(spans) if isinstance(a, Words) else a for a in asked]


def _content(one: Any, chunk: Chunk) -> Words:
    if not isinstance(one, dict):
        raise Refused("is no object with keys")
    try:
        found = words(one.get("content"), chunk.start)
    except Refused as why:
        raise Refused(f"content: {why}") from None
    if "\n" in found.text:
        raise Refused("content: runs over the end of a paragraph")
    return found


def _sentence(source: Source, chunk: Chunk, content: Span) -> Span:
    """Return the sentence or sentences that hold a content, the content itself at least."""
    near = [(a, b) for a, b in source.sentences if a < content.end and content.start < b]
    start = max(chunk.start, min([content.start, *(a for a, _ in near)]))
    end = min(chunk.end, max([content.end, *(b for _, b in near)]))
    return Span(source.text[start:end], start, end)


def _claim(one: dict[str, Any], where: Place, ref: DocumentRef, model: str, notes: Notes) -> Claim:
    content = where.content
    act: Act = _one_of(Act, one.get("act"), "act")
    links = chain(one, where, notes)
    event = one.get("event")
    event = event if isinstance(event, dict) else {}
    kind: EventType = _one_of(EventType, event.get("type"), "type of event")
    if act == "narrate" and links.speaker is not None:
        notes.doubt("names a speaker for what it takes as the document's own voice")
    if act != "narrate" and links.speaker is None and links.cue is None:
        notes.doubt("names neither a speaker nor a cue")
    return Claim(
        claim_id=content_id(VERSION, ref.id, model, str(content.start), str(content.end)),
        document=ref,
        content=content,
        sentence=where.sentence,
        cue=links.cue,
        speaker=links.speaker,
        via=links.via,
        cites=links.cites,
        act=act,
        certainty=_one_of(Certainty, one.get("certainty"), "certainty"),
        polarity=_one_of(Polarity, one.get("polarity"), "polarity"),
        event=Event(kind, parts.roles(event.get("roles"), where, notes)),
        quantities=parts.quantities(one.get("quantities"), where, notes),
        event_time=parts.period("event_time", one, where, ref.published, notes),
        said_time=parts.period("said_time", one, where, ref.published, notes),
    )


def _one_of(kind: Any, value: object, what: str) -> Any:
    if value not in get_args(kind):
        raise Refused(f"{what}: {shown(value)} is none that the contract knows")
    return value
