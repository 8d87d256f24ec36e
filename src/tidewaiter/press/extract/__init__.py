"""Find the attributed claims of a document."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from tidewaiter.model.claims import Claim, DocumentRef, Event, Party, Period, Span
from tidewaiter.model.ids import content_id
from tidewaiter.press import VERSION
from tidewaiter.press.extract.attributions import Attribution, attributions
from tidewaiter.press.extract.events import certainty, event_type, polarity, roles
from tidewaiter.press.extract.narrated import narrated
from tidewaiter.press.extract.parties import Parties
from tidewaiter.press.extract.quantities import quantities
from tidewaiter.press.extract.times import Anchor, periods
from tidewaiter.press.normalise import Document
from tidewaiter.press.parse import Sentence, sentences

if TYPE_CHECKING:
    from spacy.tokens import Token


def claims(
    document: Document,
    *,
    published: date | None,
    publisher: str | None,
    title: str | None,
    path: str | None,
    sha256: str,
    url: str | None = None,
) -> tuple[Claim, ...]:
    """Return the claims of a document, in the order of its text.

    Args:
        document: Normalised text.
        published: Day of publication, against which "last year" counts; None leaves such unknown.
        publisher: Who published it.
        title: Its title.
        path: Its path in the case.
        sha256: Hash of the captured bytes.
        url: Where it was published.
    """
    ref = DocumentRef(sha256, title, publisher, published, path, url)
    parsed = sentences(document.text)
    parties = Parties(parsed, document.text)
    found: dict[tuple[int, int], Claim] = {}
    for sentence in parsed:
        if sentence.heading:
            continue
        spoken = list(attributions(sentence))
        for attribution in [*spoken, *narrated(sentence, bool(spoken))]:
            claim = _claim(attribution, sentence, parties, document, ref, published)
            if claim is not None:
                found.setdefault((claim.content.start, claim.content.end), claim)
    return tuple(found[span] for span in sorted(found))


def _claim(
    given: Attribution,
    sentence: Sentence,
    parties: Parties,
    document: Document,
    ref: DocumentRef,
    published: date | None,
) -> Claim | None:
    content = _span(document.text, sentence, given.first, given.last)
    whole = _span(document.text, sentence, sentence.first, sentence.last - 1)
    if content is None or whole is None:
        return None
    speaker = parties.of(given.speaker, sentence) if given.speaker is not None else None
    kind = event_type(given.head, given.first, given.last)
    own = given.act == "narrate"
    future = bool(re.search(r"\b(?:will|next)\b", content.text))
    via, cites = _chain(given, sentence, parties)
    outside = (
        f"{whole.text[: content.start - whole.start]} {whole.text[content.end - whole.start :]}"
    )
    cue = None if own else _span(document.text, sentence, given.cue.i, given.cue.i)
    return Claim(
        claim_id=content_id(VERSION, ref.id, str(content.start), str(content.end)),
        document=ref,
        content=content,
        sentence=whole,
        cue=cue,
        speaker=speaker,
        via=via,
        cites=cites,
        act=given.act,
        certainty=certainty(content.text),
        polarity=polarity(given.head, given.act),
        event=Event(
            kind, tuple(dict.fromkeys(roles(given.head, kind, parties, sentence, given.target)))
        ),
        quantities=quantities(content.text, offset=content.start),
        event_time=_first_period(content.text, published, future),
        said_time=None if own else _first_period(outside, published),
    )


def _first_period(text: str, published: date | None, future: bool = False) -> Period | None:
    return next((p for _, _, p in periods(text, Anchor(published), future=future)), None)


def _chain(
    given: Attribution, sentence: Sentence, parties: Parties
) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """Who carried the words, and whom the speaker cites; looked for outside the content."""
    via: list[Party] = []
    cites: list[Party] = []
    for token in sentence.tokens():
        if given.first <= token.i <= given.last and given.act != "narrate":
            continue
        if token.lower_ in ("citing", "quoting"):
            thing = next((c for c in token.children if c.dep_ == "dobj"), None)
            _add(cites, thing, parties, sentence)
        elif (token.lower_ in ("through", "via") and token.dep_ == "prep") or (
            token.lower_ == "by"
            and token.head.lemma_
            in (
                "report",
                "carry",
                "quote",
                "release",
                "relay",
                "publish",
            )
        ):
            _add(
                via, next((c for c in token.children if c.dep_ == "pobj"), None), parties, sentence
            )
    return tuple(via), tuple(cites)


def _add(found: list[Party], token: Token | None, parties: Parties, sentence: Sentence) -> None:
    party = parties.of(token, sentence) if token is not None else None
    if party is not None:
        found.append(party)


def _span(text: str, sentence: Sentence, first: int, last: int) -> Span | None:
    start = sentence.offset + sentence.doc[first].idx
    end = sentence.offset + sentence.doc[last].idx + len(sentence.doc[last])
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    words = words.strip()
    return Span(words, start, start + len(words)) if words else None
