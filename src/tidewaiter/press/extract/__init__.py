"""Find the attributed claims of a document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from tidewaiter.model.claims import Claim, DocumentRef, Party, Span
from tidewaiter.model.ids import content_id
from tidewaiter.press import VERSION
from tidewaiter.press.extract.attribution import Attribution
from tidewaiter.press.extract.attribution.find import attributions
from tidewaiter.press.extract.attribution.labels import Label, label, turn
from tidewaiter.press.extract.attribution.narrated import narrated
from tidewaiter.press.extract.events.find import event
from tidewaiter.press.extract.events.mentions import Mentions
from tidewaiter.press.extract.modality import certainty, polarity
from tidewaiter.press.extract.places.find import parsed
from tidewaiter.press.extract.places.find import places as places_of
from tidewaiter.press.extract.places.find import way as places_way
from tidewaiter.press.extract.quantities.find import quantities as quantities_of
from tidewaiter.press.extract.quantities.find import way as quantities_way
from tidewaiter.press.extract.reasons import Reasons
from tidewaiter.press.extract.speakers.chains import chain
from tidewaiter.press.extract.speakers.parties import Parties
from tidewaiter.press.extract.times.timeline import Timeline
from tidewaiter.press.normalise import Document
from tidewaiter.press.parse import Sentence, sentences


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
    reader = _Reader(document.text, ref, Parties(document.text, publisher), Timeline(published))
    found: dict[tuple[int, int], Claim] = {}
    for sentence in sentences(document.text):
        for claim in reader.claims(sentence):
            found.setdefault((claim.content.start, claim.content.end), claim)
    return tuple(found[span] for span in sorted(found))


@dataclass(frozen=True, slots=True)
class _Reader:
    """What one document has said so far; sentences come in the order of the text."""

    text: str
    ref: DocumentRef
    parties: Parties
    timeline: Timeline
    mentions: Mentions = field(default_factory=Mentions)

    def claims(self, sentence: Sentence) -> Iterator[Claim]:
        self.parties.see(sentence)
        self.mentions.see(sentence)
        self.timeline.see(sentence)
        if sentence.heading:
            return
        spoken = attributions(sentence)
        told = narrated(sentence, spoken)
        turned = label(self.text, sentence)
        here = [*spoken, *told] if turned is None else list(turn(sentence, spoken, told))
        for given in here:
            claim = self._claim(given, here, sentence, turned)
            if claim is not None:
                yield claim

    def _claim(
        self,
        given: Attribution,
        here: Sequence[Attribution],
        sentence: Sentence,
        turned: Label | None,
    ) -> Claim | None:
        content = self._span(sentence, given.first, given.last)
        whole = self._span(sentence, sentence.first, sentence.last - 1)
        if content is None or whole is None:
            return None
        reasons = Reasons()
        reasons.say("content", given.way)
        own = given.act == "narrate"
        speaker: Party | None
        if given.labelled and turned is not None:
            speaker = self.parties.labelled(turned.name, turned.start, turned.end, reasons)
        else:
            speaker = self.parties.speaker(given, sentence, reasons)
        via, cites = chain(given, sentence, self.parties, reasons)
        event_time, said_time = self.timeline.of(given, here, sentence, reasons)
        certain, positive = certainty(given, reasons), polarity(given, reasons)
        happened = event(given, sentence, self.parties, reasons, self.mentions)
        figures = quantities_of(content.text, offset=content.start)
        reasons.say("quantities", quantities_way(content.text, figures))
        where, persons = parsed(sentence)
        named = places_of(
            content.text,
            offset=content.start,
            sentence=whole.text,
            entities=where,
            persons=persons,
        )
        reasons.say("places", places_way(named))
        return Claim(
            claim_id=content_id(VERSION, self.ref.id, str(content.start), str(content.end)),
            document=self.ref,
            content=content,
            sentence=whole,
            cue=None if own else self._span(sentence, *(given.cue_span or (given.cue.i,) * 2)),
            speaker=speaker,
            via=via,
            cites=cites,
            act=given.act,
            certainty=certain,
            polarity=positive,
            event=happened,
            quantities=figures,
            event_time=event_time,
            said_time=said_time,
            confidence=reasons.confidence(),
            places=named,
        )

    def _span(self, sentence: Sentence, first: int, last: int) -> Span | None:
        start = sentence.offset + sentence.doc[first].idx
        end = sentence.offset + sentence.doc[last].idx + len(sentence.doc[last])
        words = self.text[start:end]
        start += len(words) - len(words.lstrip())
        words = words.strip()
        return Span(words, start, start + len(words)) if words else None
