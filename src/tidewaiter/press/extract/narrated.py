"""Events that a document states in its own voice."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tidewaiter.press.extract.attribution import Attribution
from tidewaiter.press.extract.lexicon import event_types
from tidewaiter.press.parse import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

_PAST = frozenset({"VBD", "VBN"})


def narrated(sentence: Sentence, attributed: bool) -> Iterator[Attribution]:
    """Yield completed acts: of main clauses where nobody speaks, of relative clauses anywhere.

    Args:
        sentence: Where to look.
        attributed: Whether somebody speaks in it.
    """
    if sentence.heading or sentence.doc[sentence.last - 1].text == "?":
        return
    root = next((t for t in sentence.tokens() if t.dep_ == "ROOT"), None)
    if root is None:
        return
    if not attributed and (sentence.caption or _completed(root)):
        yield Attribution(root, "narrate", None, sentence.first, _end(sentence), root)
        return
    for token in sentence.tokens():
        if token.dep_ == "relcl" and _completed(token) and _dated(token):
            noun = token.head
            first = min((t.i for t in noun.lefts), default=noun.i)
            last = max(t.i for t in token.subtree)
            yield Attribution(token, "narrate", None, first, last, token)
        elif token.dep_ == "acl" and token.tag_ == "VBN" and _dated(token) and not attributed:
            noun = token.head
            first = min((t.i for t in noun.lefts), default=noun.i)
            yield Attribution(
                token, "narrate", None, first, max(t.i for t in token.subtree), token
            )


def _completed(verb: Token) -> bool:
    known = verb.lemma_.lower() in event_types("verbs")
    past = verb.tag_ in _PAST or any(
        c.tag_ in _PAST and c.dep_ in ("aux", "auxpass") for c in verb.children
    )
    past = past or verb.lemma_.lower() in ("include", "contain")
    return (known or verb.lemma_.lower() == "include") and past


def _dated(verb: Token) -> bool:
    return any(t.ent_type_ == "DATE" for t in verb.subtree)


def _end(sentence: Sentence) -> int:
    last = sentence.last - 1
    while last > sentence.first and (
        sentence.doc[last].is_space or sentence.doc[last].text == "."
    ):
        last -= 1
    return last
