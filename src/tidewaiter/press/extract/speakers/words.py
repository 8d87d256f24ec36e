"""A sentence as words that read as one: "Seong-kweun", "North Korean", "Turkey's"."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from tidewaiter.press.extract.speakers import states
from tidewaiter.press.extract.speakers.wordlists import fold

if TYPE_CHECKING:
    from spacy.tokens import Token

_HYPHENS = frozenset({"-", "‐", "‑", "–"})
_APOSTROPHES = frozenset({"'", "’"})
_GENITIVE = frozenset({"'s", "’s", "'S", "’S"})
QUOTES = frozenset({'"', "“", "”", "„", "«", "»", "''", "``", "‘", "‹", "›"})


@dataclass(slots=True)  # not frozen: each word of a document is one, and that takes thrice as long
class Word:
    """A word, or a mark, of a sentence; nobody changes it.

    Attributes:
        text: As written, without a genitive ending.
        low: Folded for comparison.
        lemma: Its dictionary form, folded; ``low`` where it has several parts.
        first: Index of its first token in the paragraph's parse.
        last: Index of its last token, the genitive ending included.
        start: Offset in the paragraph, code points.
        end: One past its last code point, without a genitive ending.
        tag: Penn tag of its last part.
        genitive: Whether it ends in 's or s'.
        mark: True for punctuation.
        capital: Whether it is written like a name.
    """

    text: str
    low: str
    lemma: str
    first: int
    last: int
    start: int
    end: int
    tag: str
    genitive: bool
    mark: bool
    capital: bool


def words(tokens: list[Token]) -> list[Word]:
    """Join the tokens of a sentence to words; blanks are left out."""
    if not any(token.text in _HYPHENS for token in tokens):
        made = [_word(token) for token in tokens if not token.is_space]
    else:
        made = [_word(p[0]) if len(p) == 1 else _joined(p) for p in _parts(tokens)]
    return _with_long_names(_with_genitives(made))


def _parts(tokens: list[Token]) -> list[list[Token]]:
    """Return the tokens of each word."""
    parts: list[list[Token]] = []
    before: Token | None = None
    for token in tokens:
        if token.is_space:
            continue
        if before is not None and _joins(before, token):
            parts[-1].append(token)
        else:
            parts.append([token])
        before = token
    return parts


def _joins(before: Token, token: Token) -> bool:
    hyphen = token.text in _HYPHENS
    if not hyphen and before.text not in _HYPHENS:
        return False
    if before.idx + len(before.text) != token.idx:
        return False
    if hyphen:
        return before.text[-1].isalnum() or before.text.endswith(".")
    return token.text[:1].isalnum() and before.i > 0


def _word(token: Token) -> Word:
    text, at, start = token.text, token.i, token.idx
    low, mark, capital = _looks(text)
    end = start + len(text)
    return Word(
        text, low, fold(token.lemma_), at, at, start, end, token.tag_, False, mark, capital
    )


def _joined(part: list[Token]) -> Word:
    """Make one word of several tokens."""
    first = part[0]
    if part[-1].text in _HYPHENS:
        part = part[:-1]  # "mid- and long-term": a hyphen that joins nothing
        if len(part) == 1:
            return _word(first)
    last = part[-1]
    end = last.idx + len(last.text)
    text = first.doc.text[first.idx : end]
    low, mark, capital = _looks(text)
    name = text[:1].isupper() and last.tag_ == "NNP"
    tag = "NNP" if name else last.tag_
    return Word(text, low, low, first.i, last.i, first.idx, end, tag, False, mark, capital)


@lru_cache(maxsize=16384)
def _looks(text: str) -> tuple[str, bool, bool]:
    """Return a word folded, whether it is a mark, and whether it is written like a name."""
    bare = text.removeprefix("al-").removeprefix("el-").removeprefix("d'").removeprefix("d’")
    return fold(text), not any(c.isalnum() for c in text), bare[:1].isupper()


def _with_genitives(found: list[Word]) -> list[Word]:
    out: list[Word] = []
    open_quote = False
    for word in found:
        apostrophe = word.text in _APOSTROPHES
        if (apostrophe or word.text in _GENITIVE) and out and _hangs(word, out[-1], open_quote):
            out[-1] = dataclasses.replace(out[-1], last=word.last, genitive=True)
            continue
        open_quote = open_quote != apostrophe
        out.append(word)
    return out


def _hangs(ending: Word, before: Word, open_quote: bool) -> bool:
    """Whether a genitive ending or an apostrophe makes a genitive of the word before it."""
    if before.mark or before.end != ending.start:
        return False
    plural = before.low.endswith("s") and (ending.tag == "POS" or not open_quote)
    return ending.text in _GENITIVE or plural


def _with_long_names(found: list[Word]) -> list[Word]:
    """Join the words of names of states and seats ("Bosnia and Herzegovina")."""
    out: list[Word] = []
    at = 0
    while at < len(found):
        size = _long_name(found, at) if found[at].capital else 1
        out.append(found[at] if size == 1 else _as_one(found[at : at + size]))
        at += size
    return out


def _long_name(found: list[Word], at: int) -> int:
    """Return how many words from here on are one name of a state, 1 if none is."""
    for size in states.long_sizes(_before_more(found[at])):
        run = found[at : at + size]
        lows = (*map(_before_more, run[:-1]), run[-1].low)
        if lows in states.long_names():
            return size
    return 1


def _before_more(word: Word) -> str:
    """Return a word as it stands before the last word of a name."""
    return word.low + "'s" * word.genitive


def _as_one(run: list[Word]) -> Word:
    text = " ".join([*(w.text + "'s" * w.genitive for w in run[:-1]), run[-1].text])
    known = states.state(text)
    return dataclasses.replace(
        run[0],
        text=text,
        low=fold(text),
        lemma=fold(text),
        last=run[-1].last,
        end=run[-1].end,
        tag="JJ" if known is not None and known.way == "people" else "NNP",
        genitive=run[-1].genitive,
    )
