"""Names of ships and aircraft: "the tanker Tern Harbour", "the Tern Harbour", "an Ilyushin Il-76"."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from tidewaiter.names.countries import country
from tidewaiter.press.extract.events import ontology

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_PART = re.compile(r"[^\W\d_a-z][\w'’.-]*|al|el|ul|-|\d{1,3}")
_MODEL = re.compile(r"[A-Z][A-Za-z]{0,2}-\d{2,3}[A-Z]{0,3}")
_LONGEST = 16  # words on either side; a longer run of capitals is no name
_PLACES = frozenset({"GPE", "NORP", "LOC"})
_LINKS = frozenset({"-", "al", "el", "ul"})


def vessel_names(doc: Doc) -> dict[int, tuple[int, int]]:
    """Return token → first and last token of the ship's name that it belongs to.

    A name is a run of capitalised words behind a word such as "tanker", or of two and more behind
    "the" where it is no country, body, sea or people. They are found once for each paragraph.
    """
    kept: dict[int, tuple[int, int]] | None = doc.user_data.get("vessel names")
    if kept is None:
        tokens = list(doc)
        parts = [_may_be_part(token.text) for token in tokens]
        found = ((i, _name_at(tokens, parts, i)) for i, part in enumerate(parts) if part)
        kept = doc.user_data["vessel names"] = {i: name for i, name in found if name is not None}
    return kept


@lru_cache(maxsize=16384)
def _may_be_part(word: str) -> bool:
    return _PART.fullmatch(word) is not None


def _name_at(tokens: list[Token], parts: list[bool], at: int) -> tuple[int, int] | None:
    first = last = at
    lowest, highest = max(0, at - _LONGEST - 1), min(len(tokens) - 1, at + _LONGEST + 1)
    while first > lowest and parts[first - 1] and not is_craft(tokens[first - 1]):
        first -= 1
    while last < highest and parts[last + 1]:
        last += 1
    while first <= last and tokens[first].lower_ == "the":
        first += 1
    while last > first and tokens[last].text in _LINKS:
        last -= 1
    if last - first > _LONGEST or not first <= at <= last or not tokens[first].text[0].isupper():
        return None
    made = next((i for i in range(first, last + 1) if _made(tokens[i])), None)
    if made is not None:
        return made, last
    if first == 0:
        return None
    before = tokens[first - 1]
    if is_craft(before) and not before.text.istitle() and before.tag_ != "NNS":
        return first, last
    if before.lower_ == "the" and last > first and _shaped(tokens, first, last):
        return first, last
    return None


def _made(token: Token) -> bool:
    """Whether an aircraft's name begins with a word ("Ilyushin", "An-26")."""
    return token.lower_ in ontology.listed("makers") or _MODEL.fullmatch(token.text) is not None


def is_craft(token: Token) -> bool:
    """Whether a word is a ship or an aircraft ("freighter", but "carrier" only in "bulk carrier")."""
    lemma = token.lemma_.lower()
    if lemma == "carrier":
        return token.i > 0 and token.doc[token.i - 1].lower_ in ontology.listed("carriers")
    kinds = ontology.classes(lemma)
    return "ship" in kinds or "aircraft" in kinds


def flies(token: Token) -> bool:
    """Whether the name at a token is that of an aircraft, by the words before it."""
    if _made(token):
        return True
    before = [t.lemma_.lower() for t in token.doc[max(0, token.i - 4) : token.i + 1]]
    return any(
        "aircraft" in ontology.classes(w) and "ship" not in ontology.classes(w) for w in before
    )


def _shaped(tokens: list[Token], first: int, last: int) -> bool:
    words = tokens[first : last + 1]
    following = tokens[last + 1] if last + 1 < len(tokens) else None
    written = words[0].doc[first : last + 1].text
    barred = ontology.listed("no_ship")
    if country(written) or any(w.lower_ in barred or w.lemma_.lower() in barred for w in words):
        return False
    if country(words[0].text) or words[-1].ent_type_ in _PLACES or words[-1].tag_ == "NNPS":
        return False
    return following is None or following.pos_ not in ("NOUN", "PROPN") or following.is_punct
