"""Sentences of ours with the names of claims turned into the numbers of the page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain

from tidewaiter.model.dossier import Dossier

_WORD = re.compile(r"\w+")
#: What stands before a name of a claim wherever a sentence of ours gives one, or between two.
_BEFORE = ("(", "/", " of ")
_BETWEEN = (", ", " and ")


@dataclass(frozen=True, slots=True)
class Part:
    """Words of a sentence; with a label they are a link to it, and ``words`` is how the case says it."""

    words: str
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Telling:
    """Turns what an analyst calls a claim, such as F16b, into its number, such as E20.

    Attributes:
        label: Name or first eight characters of a claim's id → its number on the page.
    """

    label: Mapping[str, str]

    def parts(self, sentence: str, known: Iterable[str] = ()) -> tuple[Part, ...]:
        """Cut a sentence at the claims that it names.

        A word counts as a name where it stands as the sentences of this program set one (after a
        bracket, a slash, "of", or another name), or where it names a claim that the sentence is known to rest on.
        Otherwise an F16 stays an aircraft.

        Args:
            sentence: Of this program, not of a source.
            known: Labels of the claims that it rests on.
        """
        if not self.label:
            return (Part(sentence),)
        rests_on, at = frozenset(known), 0
        made: list[Part] = []
        for found in _WORD.finditer(sentence):
            label = self.label.get(found[0])
            before = sentence[at : found.start()]
            follows = bool(made) and made[-1].label is not None and before in _BETWEEN
            if label is None or not (label in rests_on or follows or before.endswith(_BEFORE)):
                continue
            if found.start() > at:
                made.append(Part(sentence[at : found.start()]))
            made.append(Part(found[0], label))
            at = found.end()
        if at < len(sentence) or not made:
            made.append(Part(sentence[at:]))
        return tuple(made)


def unnamed(parts: Iterable[Part], known: Iterable[str]) -> tuple[str, ...]:
    """Return those labels of what a sentence rests on that its parts do not name."""
    told = {part.label for part in parts}
    return tuple(label for label in known if label not in told)


def telling(dossier: Dossier, label: Mapping[str, str]) -> Telling:
    """Collect the names of claims that have a number on the page.

    A name that could be a number or a plain word, or that two claims share, stays as it is.

    Args:
        dossier: Whose sentences are told.
        label: Id of a record → its number on the page.
    """
    named: dict[str, str | None] = {}
    by_id = ((c.claim_id[:8], c.claim_id) for c in dossier.claims)
    typed = ((c.name, c.claim_id) for c in dossier.called)
    for name, claim_id in chain(typed, by_id):
        number = label.get(claim_id)
        if number is None or not _tells(name):
            continue
        named[name] = number if named.get(name, number) == number else None
    return Telling({name: number for name, number in named.items() if number is not None})


def _tells(name: str) -> bool:
    return (
        _WORD.fullmatch(name) is not None
        and any(c.isdigit() for c in name)
        and any(c.isalpha() for c in name)
    )
