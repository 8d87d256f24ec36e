"""Appositions: two phrases side by side that mean the same ("the mayor, Ann Roe,")."""

from __future__ import annotations

from collections.abc import Sequence

from tidewaiter.press.extract.speakers.naming import is_role, office_before
from tidewaiter.press.extract.speakers.phrases import POSSESSIVES, SHIPS, Phrase
from tidewaiter.press.extract.speakers.tellings import Tellings
from tidewaiter.press.extract.speakers.wordlists import clues
from tidewaiter.press.extract.speakers.words import Word

_CLOSES = clues("apposition", "closes")
_OPENS = clues("apposition", "opens")
_NAMING = (["called"], ["named"])
#: Tags of what may stand between an apposition and the comma that closes it.
_AFTER = ("IN", "CD", "NN", "NNP", "DT", "JJ")


def twins(said: Tellings, phrases: Sequence[Phrase]) -> dict[int, int]:
    """Return phrase → the later phrase that means the same, by number.

    Args:
        said: What the phrases of the sentence say.
        phrases: Its phrases, in order.
    """
    line = said.line
    out: dict[int, int] = {}
    for n in range(len(phrases) - 1, -1, -1):
        phrase = phrases[n]
        for m in range(n + 1, len(phrases)):
            near = phrases[m].first == phrase.last + 2
            runs_on = near and _portfolio(said, phrase, phrases[m])
            if phrases[m].first <= phrase.end and not runs_on:
                continue
            between = [w.text for w in line[phrase.end + 1 : phrases[m].first]]
            if between[:1] == ["("] and ")" in between:
                between = between[between.index(")") + 1 :]
            elif between[:1] == ["("]:
                continue
            if runs_on or _apposed(said, phrase, phrases[m], between, m in out):
                out[n] = m
            break
    for n, m in list(out.items()):  # "Through Ann Roe, the ship's owner, Vega Lines, said"
        if m in out and _named(said, phrases[n]) and _named(said, phrases[out[m]]):
            del out[n]
    return out


def _named(said: Tellings, phrase: Phrase) -> bool:
    return said.of(phrase).name is not None


def _portfolio(said: Tellings, first: Phrase, second: Phrase) -> bool:
    """An office that runs on into a name ("Vice Minister of Water Resources | Qiao Baolin")."""
    line = said.line
    if line[first.last + 1].low != "of" or not office_before(line, second.first):
        return False
    name = said.of(second)
    return name.kind == "person" and name.name is not None


def _apposed(
    said: Tellings, first: Phrase, second: Phrase, between: list[str], goes_on: bool
) -> bool:
    """Whether the second phrase means the first; it may go on to a third ("a vet called Ann Roe")."""
    line = said.line
    opens = len(between) == 1 and between[0] in _OPENS
    opens = opens and (goes_on or _closed(line, first, second))
    if between and not opens and between not in _NAMING:
        return False
    a, b = said.of(first), said.of(second)
    if between in _NAMING and a.name is None and b.name is not None:
        return a.head not in SHIPS and first.determiner in ("a", "an")
    if not between and line[first.last].low == "h.e.":
        return True
    if not between:  # "his brother the governor"
        kin = first.determiner in POSSESSIVES and a.name is None and is_role(a.head)
        return kin and second.determiner == "the" and b.name is None and is_role(b.head)
    if not opens:
        return False
    if a.name is None and b.name is not None:
        one = line[first.last].low in ("one", "another", "two")
        return (is_role(a.head) or one) and not (a.plural and not one) and b.kind != "state"
    if a.name is None and b.name is None and second.determiner in ("a", "an"):
        one = line[first.last].low in ("one", "another", "third")
        return not b.plural and ((one and is_role(b.head)) or (goes_on and is_role(a.head)))
    if a.name is not None and b.name is None:
        fits = second.determiner in ("a", "an", "the", *POSSESSIVES) or second.owner >= 0
        bare = not second.determiner and b.kind == "unnamed"
        return is_role(b.head) and not b.plural and (fits or bare)
    return False


def _closed(line: Sequence[Word], first: Phrase, second: Phrase) -> bool:
    """Whether a mark closes the second phrase, and neither is an owner."""
    if line[second.end].genitive or line[first.last].genitive:
        return False
    after = second.end + 1
    while after < len(line) and line[after].tag in _AFTER:
        after += 1  # "Ann Roe, mayor of Pula since last May, said"
    return after >= len(line) or line[after].text in _CLOSES
