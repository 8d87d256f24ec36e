"""What kind of thing a noun names: a ship, goods, troops, a state."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from tidewaiter.names.countries import country
from tidewaiter.press.extract.events import ontology
from tidewaiter.press.extract.events.vessel_names import is_craft

if TYPE_CHECKING:
    from spacy.tokens import Token

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "X", "SYM"})
_PERSONAL = frozenset({"he", "she", "him", "her", "i", "me", "who", "we", "us"})
_CURRENCIES = frozenset({"$", "€", "£", "¥", "₹", "₽", "US$"})
_PARTS = frozenset({"all", "most", "some", "many", "much", "none", "half", "part", "rest", "any", "first", "last"})  # fmt: skip
_ENTITIES = {
    "PERSON": ("person", "people"),
    "GPE": ("state", "place"),
    "LOC": ("place", "water"),
    "FAC": ("place",),
    "MONEY": ("money",),
    "NORP": ("state",),
}


def joined(token: Token) -> Iterator[Token]:
    """Yield a noun and those joined to it ("shells, rockets and fuel")."""
    yield token
    for child in token.children:
        if child.pos_ in _NOMINAL and child.i > token.i and _listed(child):
            yield from joined(child)
        elif (
            child.dep_ == "prep"
            and child.lower_ == "including"
            and (inner := _after(child)) is not None
        ):
            yield from joined(inner)


def _listed(child: Token) -> bool:
    """Whether a noun goes on a list: "tubes, *fuses* and shells", where the parse may see apposition."""
    more = any(c.dep_ in ("cc", "conj") for c in child.children)
    return child.dep_ == "conj" or (child.dep_ == "appos" and more)


def inner(token: Token) -> Token:
    """Return what a measure or a part is of: "barrels of *crude*", "three of its *crew*".

    Returns the noun itself where it is no measure.
    """
    while (thing := _of_what(token)) is not None and _measures(token):
        token = thing
    return token


def _of_what(token: Token) -> Token | None:
    for child in token.children:
        if child.lower_ == "of" and child.dep_ == "prep":
            return _after(child)
    return None


def _measures(token: Token) -> bool:
    lemma = token.lemma_.lower()
    return (
        lemma in ontology.listed("measures")
        or token.like_num
        or token.pos_ == "NUM"
        or token.ent_type_ in ("QUANTITY", "CARDINAL", "MONEY", "PERCENT")
        or lemma in _PARTS
    )


def _after(preposition: Token) -> Token | None:
    found = [c for c in preposition.children if c.dep_ in ("pobj", "pcomp")]
    return found[0] if found else None


def classes(token: Token) -> frozenset[str]:
    """Return the classes of a noun by its words and its entity, measures seen through.

    They are worked out once for each word of a paragraph.
    """
    kept: dict[int, frozenset[str]] = token.doc.user_data.setdefault("classes", {})
    found = kept.get(token.i)
    if found is None:
        found = kept[token.i] = _classes(token)
    return found


def _classes(token: Token) -> frozenset[str]:
    found: set[str] = set()
    thing = inner(token)
    for at in (token,) if thing.i == token.i else (token, thing):
        found |= _of_word(at)
        if at.pos_ in ("NUM", "SYM") and at.head.pos_ == "NOUN" and at.dep_ == "nummod":
            found |= _of_word(at.head)
    return frozenset(found)


def _of_word(token: Token) -> set[str]:
    lemma, lower = token.lemma_.lower(), token.lower_
    found = set(_of_noun(lemma, lower))
    found |= ontology.classes(compound(token))
    joint = hyphenated(token)
    if joint != lower:
        found |= ontology.classes(joint)
    if lemma == "carrier" and is_craft(token):
        found.add("ship")
    found.update(_ENTITIES.get(token.ent_type_, ()))
    if token.ent_type_ == "NORP" and token.tag_ in ("NNPS", "NNS"):
        found.add("people")
    if token.pos_ == "PROPN" and (country(token.text) or country(_entity(token))):
        found |= {"state", "place"}
    if lower in _PERSONAL or "envoy" in found or "minister" in found:
        found |= {"person", "people"}
    if token.text in _CURRENCIES or any(t.text in _CURRENCIES for t in token.lefts):
        found.add("money")
    return found


@lru_cache(maxsize=8192)
def _of_noun(lemma: str, lower: str) -> frozenset[str]:
    return ontology.classes(lemma) | ontology.classes(lower) | {lemma, lower}


def compound(token: Token) -> str:
    """Return a noun with the word before it ("harbour master"), lower case."""
    before = token.doc[token.i - 1].lower_ if token.i else ""
    return f"{before} {token.lemma_.lower()}"


def hyphenated(token: Token) -> str:
    """Return a word with the hyphens and words that hang on it: "build-up", lower case."""
    doc, first, last = token.doc, token.i, token.i
    while last + 2 < len(doc) and doc[last + 1].text == "-" and not doc[last].whitespace_:
        last += 2
    while first > 1 and doc[first - 1].text == "-" and not doc[first - 2].whitespace_:
        first -= 2
    return token.lower_ if first == last else str(doc[first : last + 1].text).lower()


def _entity(token: Token) -> str:
    for entity in token.doc.ents:
        if entity.start <= token.i < entity.end:
            return str(entity.text)
    return token.text


def extent(token: Token) -> tuple[int, int]:
    """Return first and last token of a noun phrase without article, number and what follows "of".

    "around 40 *armoured vehicles* from the north"
    """
    head = inner(token)
    first = head.i
    for child in head.lefts:
        if child.dep_ in ("compound", "amod", "nmod") and not child.like_num:
            first = min(
                first, min((t.i for t in child.subtree if t.i <= child.i), default=child.i)
            )
            break
    while first < head.i and (head.doc[first].like_num or head.doc[first].is_punct):
        first += 1
    return first, head.i
