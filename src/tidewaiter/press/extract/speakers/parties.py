"""Who is meant: titles off, full names, and what "it", "Lee" or "the group" stand for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tidewaiter.model.claims import Party, PartyKind
from tidewaiter.press.extract.attribution import Attribution
from tidewaiter.press.extract.attribution.labels import label
from tidewaiter.press.extract.reasons import Reasons
from tidewaiter.press.extract.speakers import records
from tidewaiter.press.extract.speakers.coref import read
from tidewaiter.press.extract.speakers.descriptions import take
from tidewaiter.press.extract.speakers.discourse import Discourse
from tidewaiter.press.extract.speakers.memory import SPEAKS, Entity
from tidewaiter.press.extract.speakers.phrases import POSSESSIVES
from tidewaiter.press.extract.speakers.pronouns import thing
from tidewaiter.press.extract.speakers.reading import Reading, credit, reading, reading_of, titled
from tidewaiter.press.extract.speakers.wordlists import clues, fold
from tidewaiter.press.parse import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

_STAFF = clues("turns", "staff")
_RELATIVES = frozenset({"who", "which", "that", "whom"})
_OWN = frozenset({"we", "i", "us", "me", "our", "my"})


class Parties:
    """The people and bodies that a document has named so far.

    Args:
        text: The document's normalised text.
        publisher: Who published it: the document's own publisher never carries words.
    """

    def __init__(self, text: str, publisher: str | None = None) -> None:
        self.publisher = publisher
        self.guest: Party | None = None
        self._turns: set[int] = set()
        self.channel: tuple[int, Entity, tuple[Party, ...]] | None = None
        self._text = text
        self._past = Discourse()
        self._readings: dict[int, list[Reading]] = {}
        self._seen = 0
        self._last: Party | None = None

    def see(self, sentence: Sentence) -> None:
        """Take note of whom a sentence names; what later sentences say changes nothing."""
        self._seen += 1
        given = reading(sentence, self._seen)
        self._turn(sentence)
        if sentence.heading:
            given.cut(titled(given) if sentence.paragraph == 0 else 0)
        elif sentence.caption:
            given.cut(credit(given.line))
        self._keep(sentence, given)
        read(self._past, given)
        if sentence.heading and given.phrases:
            self._past.author = given.entities[0]

    def _turn(self, sentence: Sentence) -> None:
        """Note whose turn it is, and whether he is a guest of the programme."""
        turned = label(self._text, sentence)
        self.guest, self._past.memory.turn = None, None
        if turned is None:
            return
        entity = self._labelled(turned.name)
        self._turns.add(turned.start)
        line = self._text.rfind("\n", 0, turned.start) + 1
        roles = set(fold(self._text[line : turned.end]).replace("(", " ").split())
        entity.nouns |= roles & _STAFF
        self._past.memory.turn = entity
        first = len(self._turns) == 1  # "MADRAS: Two boats sank": a place, for all we know
        if not first and not entity.nouns & _STAFF:
            words = self._text[turned.start : turned.end]
            self.guest = Party(entity.name, words, turned.start, turned.end, "person")

    def speaker(self, given: Attribution, sentence: Sentence, reasons: Reasons) -> Party | None:
        """Return who speaks; None in the document's own voice or where nobody is named."""
        if given.act == "narrate":
            return None
        token = given.speaker
        if token is None or token.lower_ in _OWN:
            if token is not None and self._past.author is not None:
                here = self.reading(token, sentence)
                if not here.quoted(here.word_of(token) or 0):  # "We find that …"
                    reasons.say("speaker", "author")
                    return self._written_by(token, here)
            if given.same or token is not None:
                reasons.say("speaker", "same speaker")
                return self._last
            reasons.say("speaker", "nobody named")
            return None
        here, n, entity, code = self._meant(token, sentence)
        if n < 0 and token.pos_ not in ("NOUN", "PROPN", "PRON"):
            nearest, _ = here.before(here.word_of(given.cue) or 0)
            if nearest is not None:
                n, entity, code = nearest, here.entities[nearest], here.codes[nearest]
        if entity is None and n >= 0:
            entity = take(self._past, here, n)
        if entity is None:
            party = self.of(token, sentence)
            reasons.say("speaker", "description")
            self._last = party or self._last
            return party
        reasons.say("speaker", code)
        party = self._party(here, n, entity)
        self._spoke(here, n, entity, party)
        return party

    def labelled(self, name: str, start: int, end: int, reasons: Reasons) -> Party:
        """Return whom the label of a turn names: "DIZON" is the Dizon named so far.

        Args:
            name: The label's name, no longer in capitals.
            start: Where its words begin in the document.
            end: Where they end.
            reasons: Is told how.
        """
        entity = self._labelled(name)
        self._past.memory.mention(entity, self._seen, start, SPEAKS)
        self._past.last = entity
        reasons.say("speaker", "label of a turn")
        self._last = Party(entity.name, self._text[start:end], start, end, "person")
        return self._last

    def _labelled(self, name: str) -> Entity:
        words = tuple(fold(name).split())
        known = [e for e in self._past.memory.named(words) if e.kind == "person"]
        known = known or [e for e in self._past.memory.named(words[-1:]) if e.kind == "person"]
        return known[-1] if known else self._past.memory.add(Entity(name, "person", words))

    def _written_by(self, token: Token, here: Reading) -> Party:
        assert self._past.author is not None
        start = here.offset + token.idx
        end = start + len(token)
        written = self._text[start:end]
        return Party(self._past.author.name, written, start, end, "organisation")

    def of(self, token: Token, sentence: Sentence) -> Party | None:
        """Return the party that a noun or pronoun stands for, resolved; None if there is none."""
        here = self.reading(token, sentence)
        n = self._phrase(here, token)
        if n is None:
            return None if token.pos_ == "PRON" else self._plain(here, token)
        entity = self._entity(here, n, token)
        low = here.line[here.phrases[n].first].low
        if low in ("it", "its") and here.phrases[n].first == here.phrases[n].last:
            offset = here.start(here.phrases[n].first)
            entity = thing(self._past.memory, here.number, offset, speaks=False)
        if entity is None:
            return None if token.pos_ == "PRON" else self._words(here, n)
        return self._party(here, n, entity)

    def entity(self, token: Token, sentence: Sentence) -> Entity | None:
        """Return whom a speaker's token means, an author in the place of a record."""
        return self._meant(token, sentence)[2]

    def bearer(self, token: Token, sentence: Sentence) -> Party | None:
        """Return the party that bears the words of another."""
        here, n, entity, _ = self._meant(token, sentence)
        return self._party(here, n, entity) if entity is not None else self.of(token, sentence)

    def phrase_party(self, here: Reading, n: int) -> Party:
        """Return the party that a phrase means, or its own words."""
        entity = here.entities[n]
        if entity is not None and not records.is_record(here, n):
            return self._party(here, n, entity)
        return self._words(here, n)

    def written(self, start: int, end: int) -> str:
        """Return a stretch of the document."""
        return self._text[start:end]

    def reading(self, token: Token, sentence: Sentence) -> Reading:
        """Return the reading of the sentence that holds a token."""
        for given in reversed(self._readings.get(sentence.offset, [])):
            if given.line and given.line[0].first <= token.i <= given.line[-1].last:
                return given
        given = reading_of(sentence.doc, list(token.sent), sentence.offset, self._seen)
        read(self._past, given)
        self._keep(sentence, given)
        return given

    def _keep(self, sentence: Sentence, given: Reading) -> None:
        if sentence.offset not in self._readings:
            self._readings.clear()  # only the paragraph at hand is asked about
        self._readings.setdefault(sentence.offset, []).append(given)

    def _meant(self, token: Token, sentence: Sentence) -> tuple[Reading, int, Entity | None, str]:
        here = self.reading(token, sentence)
        n = self._phrase(here, token)
        if n is None:
            return here, -1, None, "description"
        teller = here.teller(n)
        if teller is not None:
            n, token = teller, here.doc[here.line[here.phrases[teller].last].first]
        entity, code = self._entity(here, n, token), here.codes[n]
        if records.is_record(here, n) and here.line[here.phrases[n].last].last >= token.i:
            author, found = records.author(self._past, here, n)
            if author is not None:
                return here, n, author, found
        return here, n, entity, code or "description"

    def _phrase(self, here: Reading, token: Token) -> int | None:
        word = here.word_of(token)
        if word is None:
            return None
        if token.lower_ in _RELATIVES:
            before = [n for n, p in enumerate(here.phrases) if p.last < word]
            close = [n for n in before if here.phrases[n].end >= word - 2]
            return (close or before)[0 if close else -1] if before else None
        return here.phrase_at(word)

    def _entity(self, here: Reading, n: int, token: Token) -> Entity | None:
        phrase = here.phrases[n]
        word = here.word_of(token)
        if word is not None and (
            word <= phrase.owner or (here.line[word].low in POSSESSIVES and word == phrase.first)
        ):
            meant = here.entities[n]  # "her office", where the parse takes "her" for the speaker
            speaks = meant is not None and meant is not here.owners.get(n) and meant.speaks
            if phrase.first < phrase.last and n in here.owners and not speaks:
                return here.owners[n]
        joint = here.joint.get(n)
        if joint is not None and _together(here, n):
            return joint
        return here.entities[n]

    def _party(self, here: Reading, n: int, entity: Entity) -> Party:
        phrase = here.phrases[n]
        start = here.start(phrase.first)
        end = here.end(max(phrase.last, here.ends.get(n, phrase.last)))
        kind = entity.kind
        if kind is None:
            label = here.label(phrase.first, phrase.last)
            kind = "person" if label == "PERSON" and not entity.plural else "organisation"
        plain: PartyKind = "organisation" if kind == "thing" else kind
        return Party(entity.name, self._text[start:end], start, end, plain)

    def _words(self, here: Reading, n: int) -> Party:
        phrase = here.phrases[n]
        article = here.line[phrase.first].low in ("the", "a", "an", *POSSESSIVES)
        first = phrase.first + (article and phrase.first < phrase.last)
        start, end = here.start(phrase.first), here.end(phrase.last)
        record = records.is_record(here, n)
        kind: PartyKind = "unnamed" if record else "organisation"
        return Party(here.text(first, phrase.last), self._text[start:end], start, end, kind)

    def _plain(self, here: Reading, token: Token) -> Party:
        start = here.offset + token.idx
        end = start + len(token)
        return Party(token.text, self._text[start:end], start, end, "organisation")

    def _spoke(self, here: Reading, n: int, entity: Entity, party: Party) -> None:
        place = here.start(here.phrases[n].first)
        self._past.memory.mention(entity, here.number, place, SPEAKS)
        unsure = entity.kind is None and 2 <= len(entity.words) <= 3  # "Imogen Strand"
        if entity.kind in (None, "thing") and party.kind == "organisation" and not unsure:
            entity.kind = "organisation"
        self._past.last = entity
        self._last = party
        records.note(self._past, here, entity)


def _together(here: Reading, n: int) -> bool:
    """Whether a phrase joined by "and" to another is one speaker with it."""
    phrase = here.phrases[n]
    if here.entities[n] is None:
        return False
    second = n if n - 1 in here.joint and here.joint.get(n - 1) is here.joint.get(n) else n + 1
    if here.joint.get(n + 1) is here.joint.get(n):
        second = n + 1
    if second >= len(here.phrases):
        return False
    after = here.phrases[second].end + 1
    if here.line[phrase.first - 1].low == "both" if phrase.first else False:
        return True
    if after >= len(here.line):
        return False
    return here.line[after].tag.startswith(("VB", "MD", "RB")) or here.line[after].low in _AFTER


_AFTER = frozenset({"on", "in", "also", "both", "have", "had", "said"})
