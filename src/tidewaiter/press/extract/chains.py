"""Through whom words came (``via``) and where the speaker has them from (``cites``)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tidewaiter.model.claims import Party
from tidewaiter.press.extract.attribution import Attribution
from tidewaiter.press.extract.parties import Parties
from tidewaiter.press.extract.reasons import Reasons
from tidewaiter.press.parse import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

_CARRY = ("report", "carry", "quote", "release", "relay", "publish")


def chain(
    given: Attribution, sentence: Sentence, parties: Parties, reasons: Reasons
) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """Return ``via``, from the speaker outward, and ``cites``, nearest first.

    Both are looked for outside the content.
    """
    via: list[Party] = []
    cites: list[Party] = []
    for token in sentence.tokens():
        if given.holds(token.i) and given.act != "narrate":
            continue
        if token.lower_ in ("citing", "quoting"):
            thing = next((c for c in token.children if c.dep_ == "dobj"), None)
            _add(cites, thing, parties, sentence)
        elif (token.lower_ in ("through", "via") and token.dep_ == "prep") or (
            token.lower_ == "by" and token.head.lemma_ in _CARRY
        ):
            thing = next((c for c in token.children if c.dep_ == "pobj"), None)
            _add(via, thing, parties, sentence)
    return tuple(via), tuple(cites)


def _add(found: list[Party], token: Token | None, parties: Parties, sentence: Sentence) -> None:
    party = parties.of(token, sentence) if token is not None else None
    if party is not None:
        found.append(party)
