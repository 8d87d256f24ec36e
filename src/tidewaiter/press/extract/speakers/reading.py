"""A sentence with its phrases and, as far as known, whom each of them means."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tidewaiter.press.extract.speakers.apposition import twins
from tidewaiter.press.extract.speakers.memory import CLAUSE, OTHER, SUBJECT, Entity
from tidewaiter.press.extract.speakers.naming import Described
from tidewaiter.press.extract.speakers.phrases import Phrase, phrases
from tidewaiter.press.extract.speakers.tellings import Tellings
from tidewaiter.press.extract.speakers.wordlists import clues
from tidewaiter.press.extract.speakers.words import QUOTES, Word, words
from tidewaiter.press.parse import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_CREDITS = clues("apposition", "credits")
#: Verbs behind which stands who hears; those of the first list never stand before who speaks.
_ONLY_TOLD = clues("apposition", "told")
_TOLD = _ONLY_TOLD | clues("apposition", "asked")
_SUBJECTS = ("nsubj", "nsubjpass")


@dataclass(slots=True)
class Reading:
    """What one sentence says of people and bodies.

    Attributes:
        doc: Parse of the paragraph.
        source: Its text.
        offset: Code points before the paragraph.
        number: Which sentence of the document it is.
        line: Its words.
        phrases: Its noun phrases.
        entities: Whom each phrase means; None where it means nobody.
        codes: The way in which that was found.
        tellings: What its phrases say.
        owners: Phrase → whom the owner inside it means.
        joint: Phrase → those whom it and the next ones mean together ("Ankara and Kyiv").
        twins: Phrase → the phrase that names whom it describes ("the mayor, | Ann Roe").
        ends: Phrase → last word of what names somebody in it, with its "of …", "in …".
    """

    doc: Doc
    source: str
    offset: int
    number: int
    line: list[Word]
    phrases: list[Phrase]
    entities: list[Entity | None]
    codes: list[str]
    tellings: Tellings
    owners: dict[int, Entity] = field(default_factory=dict)
    joint: dict[int, Entity] = field(default_factory=dict)
    twins: dict[int, int] = field(default_factory=dict)
    ends: dict[int, int] = field(default_factory=dict)

    def start(self, word: int) -> int:
        """Return a word's offset in the document."""
        return self.offset + self.line[word].start

    def end(self, word: int) -> int:
        """Return a word's end in the document, a genitive ending left out."""
        return self.offset + self.line[word].end

    def text(self, first: int, last: int) -> str:
        """Return the words from one to another as written."""
        return " ".join(self.source[self.line[first].start : self.line[last].end].split())

    def label(self, first: int, last: int) -> str:
        """Return the kind of entity that the language model sees in the last of some words."""
        for i in range(self.line[last].first, self.line[first].first - 1, -1):
            if self.doc[i].ent_type_:
                return str(self.doc[i].ent_type_)
        return ""

    def described(self, number: int) -> Described:
        """Return what a phrase says."""
        return self.said(self.phrases[number])

    def said(self, phrase: Phrase) -> Described:
        """Return what a phrase, or an owner inside one, says."""
        bare = self.tellings.of(phrase)
        if bare.name is None:
            return bare  # a label would change nothing
        return self.tellings.of(phrase, self.label(phrase.first, phrase.last))

    def quoted(self, word: int) -> bool:
        """Whether a word stands between quotation marks, by those before it in the sentence."""
        return sum(w.text in QUOTES for w in self.line[:word]) % 2 == 1

    def cut(self, words: int) -> None:
        """Leave out the phrases from a word on."""
        kept = sum(p.last < words for p in self.phrases)
        del self.phrases[kept:], self.entities[kept:], self.codes[kept:]
        self.twins = {n: m for n, m in self.twins.items() if m < kept}

    def word_of(self, token: Token) -> int | None:
        """Return the word that holds a token."""
        return next((n for n, w in enumerate(self.line) if w.first <= token.i <= w.last), None)

    def phrase_at(self, word: int) -> int | None:
        """Return the phrase that holds a word; where none does, one that belongs to it."""
        return next((n for n, p in enumerate(self.phrases) if p.first <= word <= p.last), None)

    def teller(self, number: int) -> int | None:
        """Return who tells, where a phrase is who is told ("Ann Roe, the mayor, told | a paper")."""
        at = self.phrases[number].first - 1
        if at < 1 or self.line[at].low not in _TOLD:
            return None
        told = self.line[at].low in _ONLY_TOLD
        n, comma = self.before(at)
        return n if told or not comma or n in self.twins.values() else None

    def before(self, word: int) -> tuple[int | None, bool]:
        """Return the phrase that ends just before a word, and whether a comma parts the two."""
        at = word - 1
        while at > 0 and self.line[at].tag.startswith("RB"):
            at -= 1
        comma = at > 0 and self.line[at].text == ","
        at -= comma
        # the widest: not "the mission" of "a spokesman for the mission"
        found = (n for n, p in enumerate(self.phrases) if p.last < word and at in (p.end, p.last))
        return next(found, None), comma

    def stress(self, number: int) -> float:
        """Return how much a phrase stands out: subject of the sentence, of a clause, or neither."""
        phrase = self.phrases[number]
        for i in range(self.line[phrase.first].first, self.line[phrase.last].last + 1):
            token = self.doc[i]
            if token.dep_ in _SUBJECTS:
                root = token.head.dep_ == "ROOT" or token.head.head.dep_ == "ROOT"
                return SUBJECT if root else CLAUSE
        opening = phrase.first == 0 or (phrase.first == 1 and self.line[0].mark)
        after = self.line[phrase.end + 1] if phrase.end + 1 < len(self.line) else None
        opens = after is not None and (after.tag.startswith(("VB", "MD")) or after.text == ",")
        return SUBJECT if opening and opens else OTHER


def reading(sentence: Sentence, number: int) -> Reading:
    """Return a sentence's phrases, with nobody known yet."""
    return reading_of(sentence.doc, sentence.tokens(), sentence.offset, number)


def reading_of(doc: Doc, tokens: list[Token], offset: int, number: int) -> Reading:
    """Return the phrases of some tokens of a paragraph."""
    line = words(tokens)
    found = phrases(line)
    nobody: list[Entity | None] = [None] * len(found)
    codes, said = [""] * len(found), Tellings(line)
    made = Reading(doc, doc.text, offset, number, line, found, nobody, codes, said)
    made.twins.update(twins(said, found))
    return made


def titled(given: Reading) -> int:
    """Return the end of the body that a title names as author, 0 if it names none.

    "Committee on Trade: Third Report" is the Committee's own.
    """
    if not given.phrases or given.phrases[0].first != 0:
        return 0
    first = given.phrases[0]
    last = given.line[first.last]
    after = given.line[first.end + 1].text if first.end + 1 < len(given.line) else ""
    named = given.described(0).kind == "organisation" and last.capital
    return first.last + 1 if named and after == ":" else 0


def credit(line: list[Word]) -> int:
    """Return the word at which a caption's credit begins ("Photo: Ann Roe / Wire")."""
    for n, word in enumerate(line):
        following = line[n + 1].text if n + 1 < len(line) else ""
        by = following in (":", "by", "/") and (word.low in _CREDITS or n > 0) and word.capital
        closing = [k for k in range(n, len(line)) if line[k].text == ")"]
        last = word.text == "(" and bool(closing) and closing[0] >= len(line) - 2
        if word.text == "/" or last or by:
            return n
    return len(line)
