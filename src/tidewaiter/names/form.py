"""A name made ready for comparison, as names of its kind are: person, organisation or vessel."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from tidewaiter.names import arabic, hangul
from tidewaiter.names.clean import fold
from tidewaiter.names.hangul import Syllable
from tidewaiter.names.marks import (
    glossed,
    trade_words,
    without_legal_form,
    without_ship_marks,
    without_titles,
)
from tidewaiter.names.scripts import script
from tidewaiter.names.tables import column
from tidewaiter.names.words import Word

Kind = Literal["person", "organisation", "vessel"]

_SERVANT = frozenset(column("names", "servant"))
_SERVED = frozenset(column("names", "served"))
_ROMAN = re.compile(r"x{0,3}(?:ix|iv|v?i{0,3})")
_VALUES = {"i": 1, "v": 5, "x": 10}
_BRACKETED = re.compile(r"\s*[(\[][^)\]]*[)\]]")
#: Words that join the parts of a person's name, and are none of them.
_JOINING = frozenset(column("names", "joining"))


@dataclass(frozen=True, slots=True)
class Form:
    """A name ready to be compared.

    Attributes:
        text: The words folded, marks of the kind off, joined by blanks.
        whole: The folded name with its marks, joined by blanks.
        words: The words.
        numbers: Its numbers as digits, rising.
        korean: The ways to read it as Korean syllables; empty where it cannot be Korean.
    """

    text: str
    whole: str
    words: tuple[Word, ...]
    numbers: tuple[str, ...]
    korean: tuple[tuple[Syllable, ...], ...]


def variants(name: str) -> tuple[str, ...]:
    """Return the names that one printed name holds: parted by " / ", and without what is bracketed.

    >>> variants("Sergei NAUMETS / Serhii NAUMETS"), variants("KOGEN (General Corporation)")
    (('Sergei NAUMETS', 'Serhii NAUMETS'), ('KOGEN (General Corporation)', 'KOGEN'))
    """
    found: list[str] = []
    for part in re.split(r"\s+/\s+|\s*;\s+", name):
        bare = _BRACKETED.sub("", part).strip()
        found += [part.strip(), bare]
    return tuple(dict.fromkeys(f for f in found if f)) or (name,)


@lru_cache(maxsize=65_536)
def form(name: str, kind: Kind) -> Form:
    """Make a name ready to be compared with names of a kind.

    >>> form("M/V Kum San No. I", "vessel").text, form("ООО «Морион»", "organisation").text
    ('kum san 1', 'morion')
    """
    lower = name.casefold()
    written = script(lower)
    if kind == "organisation":
        lower = glossed(lower)
    if written == "Arab":
        words = [w for part in arabic.words(lower) for w in _arabic(part)]
        if kind == "organisation":  # legal forms were put into English before
            words = [w for w in words if without_legal_form(f"x {w.written}") != "x"] or words
        folded = " ".join(w.text for w in words)
    else:
        folded = fold(lower)
        bare = without_legal_form(folded) if kind == "organisation" else folded
        words = [
            Word(t, t, written if written in ("Cyrl", "Hang", "Hani") else None)
            for t in bare.split()
        ]
    words = _of_kind(words, kind)
    texts = [w.text for w in words]
    korean: tuple[tuple[Syllable, ...], ...] = ()
    if written == "Hang":
        said = hangul.syllables(lower)
        korean = tuple(dict.fromkeys((said, hangul.assimilated(said))))
    elif written is None and kind == "person":
        korean = hangul.person(tuple(texts))
    return Form(" ".join(texts), folded, tuple(words), _numbers(texts), korean)


def of_plain(text: str, whole: str) -> Form:
    """Make a form of a name in Latin letters that is not Korean, from its two texts alone."""
    words = text.split()
    return Form(text, whole, tuple([Word(w, w, None) for w in words]), _numbers(words), ())


def _numbers(texts: list[str]) -> tuple[str, ...]:
    return tuple(sorted(t.lstrip("0") or "0" for t in texts if t.isdigit()))


def _arabic(part: str) -> list[Word]:
    return [Word(t, part, "Arab") for t in [fold(part).replace(" ", "")] if t]


def _of_kind(words: list[Word], kind: Kind) -> list[Word]:
    by_text = {w.text: w for w in words}
    texts = [w.text for w in words]
    if kind == "person":
        texts = without_titles(texts)
        kept = [t for t in texts if t not in _JOINING]
        texts = kept or texts
        if all(w.script is None for w in words):
            texts = _compounds(texts)
    elif kind == "vessel":
        texts = [_digits(t) if i else t for i, t in enumerate(without_ship_marks(texts))]
    else:
        known = trade_words()
        kept = [known.get(t, t) for t in texts]
        texts = [t for t in kept if t] or texts
    return [by_text[t] if t in by_text else Word(t, t, None) for t in texts]


def _compounds(texts: list[str]) -> list[str]:
    """Join the halves of compound names out of Arabic: Abd al-Rahman, Habib Ullah, Salah ed-Din.

    >>> _compounds(["abd", "rahman"]) == _compounds(["abdulrahman"])
    True
    """
    found: list[str] = []
    for text in texts:
        if found and (found[-1] in _SERVANT or (text in _SERVED and len(found[-1]) > 2)):
            found[-1] = arabic.joined_latin(found[-1] + text)
        else:
            found.append(arabic.joined_latin(text) if text not in _SERVANT else text)
    return found


def _digits(word: str) -> str:
    """Return a Roman number up to 39 as digits, any other word as it is.

    >>> _digits("xvi"), _digits("ix"), _digits("mix"), _digits("007")
    ('16', '9', 'mix', '7')
    """
    if word.isdigit():
        return word.lstrip("0") or "0"
    if not word or not _ROMAN.fullmatch(word):
        return word
    values = [_VALUES[c] for c in word]
    total = sum(-v if v < after else v for v, after in zip(values, [*values[1:], 0], strict=True))
    return str(total)
