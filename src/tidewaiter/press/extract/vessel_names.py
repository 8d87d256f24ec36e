"""Names of ships and aircraft: "the tanker Tern Harbour", "the Tern Harbour", "an Ilyushin Il-76"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tidewaiter.names.countries import country
from tidewaiter.press.extract import ontology

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_PART = re.compile(r"[^\W\d_a-z][\w'’.-]*|al|el|ul|-|\d{1,3}")
_PLACES = frozenset({"GPE", "NORP", "LOC"})


def vessel_name(token: Token) -> tuple[int, int] | None:
    """Return first and last token of the ship's name that a token belongs to, None if none.

    A name is a run of capitalised words behind a word such as "tanker", or of two and more behind
    "the" where it is no country, body, sea or people.
    """
    if not _PART.fullmatch(token.text) or token.is_sent_start:
        return None
    doc = token.doc
    first = last = token.i
    while first > 0 and _PART.fullmatch(doc[first - 1].text) and not is_craft(doc[first - 1]):
        first -= 1
    while last + 1 < len(doc) and _PART.fullmatch(doc[last + 1].text):
        last += 1
    while first <= last and doc[first].lower_ == "the":
        first += 1
    while last > first and doc[last].text in ("-", "al", "el", "ul"):
        last -= 1
    if not 0 < first <= token.i <= last or not doc[first].text[0].isupper():
        return None
    before = doc[first - 1]
    if is_craft(before) and not before.text.istitle() and before.tag_ != "NNS":
        return first, last
    if before.lower_ == "the" and last > first and _shaped(doc, first, last):
        return first, last
    return None


def is_craft(token: Token) -> bool:
    """Whether a word is a ship or an aircraft ("freighter")."""
    kinds = ontology.classes(token.lemma_.lower())
    return "ship" in kinds or "aircraft" in kinds


def flies(token: Token) -> bool:
    """Whether the name at a token is that of an aircraft, by the words before it."""
    before = [t.lemma_.lower() for t in token.doc[max(0, token.i - 4) : token.i + 1]]
    return any(
        "aircraft" in ontology.classes(w) and "ship" not in ontology.classes(w) for w in before
    )


def _shaped(doc: Doc, first: int, last: int) -> bool:
    words = [doc[i] for i in range(first, last + 1)]
    following = doc[last + 1] if last + 1 < len(doc) else None
    if country(doc[first : last + 1].text) or any(
        w.lower_ in ontology.listed("no_ship") or w.lemma_.lower() in ontology.listed("no_ship")
        for w in words
    ):
        return False
    if country(words[0].text) or words[-1].ent_type_ in _PLACES or words[-1].tag_ == "NNPS":
        return False
    return following is None or following.pos_ not in ("NOUN", "PROPN") or following.is_punct
