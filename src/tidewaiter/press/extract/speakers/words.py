"""A sentence as words that read as one: "Seong-kweun", "North Korean", "Turkey's"."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tidewaiter.press.extract.speakers import states
from tidewaiter.press.extract.speakers.wordlists import fold

if TYPE_CHECKING:
    from spacy.tokens import Token

_HYPHENS = ("-", "‐", "‑", "–")
_APOSTROPHES = ("'", "’")
_GENITIVE = frozenset({"'s", "’s", "'S", "’S"})
QUOTES = frozenset({'"', "“", "”", "„", "«", "»", "''", "``", "‘", "‹", "›"})


@dataclass(frozen=True, slots=True)
class Word:
    """A word, or a mark, of a sentence.

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
    solid = [t for t in tokens if not t.is_space]
    text = tokens[0].doc.text if tokens else ""
    parts: list[list[Token]] = []
    for token in solid:
        if parts and _joins(parts[-1][-1], token):
            parts[-1].append(token)
        else:
            parts.append([token])
    return _with_long_names(_with_genitives([_word(part, text) for part in parts]))


def _joins(before: Token, token: Token) -> bool:
    if before.idx + len(before) != token.idx:
        return False
    if token.text in _HYPHENS:
        return before.text[-1].isalnum() or before.text.endswith(".")
    return before.text in _HYPHENS and token.text[:1].isalnum() and before.i > 0


def _word(part: list[Token], line: str) -> Word:
    first, last = part[0], part[-1]
    if len(part) > 1 and last.text in _HYPHENS:
        part = part[:-1]  # "mid- and long-term": a hyphen that joins nothing
        last = part[-1]
    text = line[first.idx : last.idx + len(last)]
    bare = text.removeprefix("al-").removeprefix("el-").removeprefix("d'").removeprefix("d’")
    return Word(
        text,
        fold(text),
        fold(last.lemma_) if len(part) == 1 else fold(text),
        first.i,
        last.i,
        first.idx,
        first.idx + len(text),
        "NNP" if len(part) > 1 and text[:1].isupper() and last.tag_ == "NNP" else last.tag_,
        False,
        not any(c.isalnum() for c in text),
        bare[:1].isupper(),
    )


def _with_genitives(found: list[Word]) -> list[Word]:
    out: list[Word] = []
    open_quote = False
    for word in found:
        if out and not out[-1].mark and out[-1].end == word.start:
            plural = (
                word.text in _APOSTROPHES
                and out[-1].low.endswith("s")
                and (word.tag == "POS" or not open_quote)
            )
            if word.text in _GENITIVE or plural:
                out[-1] = dataclasses.replace(out[-1], last=word.last, genitive=True)
                continue
        open_quote = open_quote != (word.text in _APOSTROPHES)
        out.append(word)
    return out


def _with_long_names(found: list[Word]) -> list[Word]:
    """Join the words of names of states and seats ("Bosnia and Herzegovina")."""
    out: list[Word] = []
    at = 0
    while at < len(found):
        size = _long_name(found, at)
        out.append(found[at] if size == 1 else _as_one(found[at : at + size]))
        at += size
    return out


def _long_name(found: list[Word], at: int) -> int:
    """Return how many words from here on are one name of a state, 1 if none is."""
    if found[at].capital:
        for size in range(min(states.longest_name(), len(found) - at), 1, -1):
            run = found[at : at + size]
            lows = [w.low + "'s" * w.genitive for w in run[:-1]] + [run[-1].low]
            if tuple(lows) in states.long_names():
                return size
    return 1


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
