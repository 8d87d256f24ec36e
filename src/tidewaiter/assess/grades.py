"""Admiralty grades: how reliable a source is, and how credible what it says.

The scale is that of NATO's STANAG 2511 (AJP-2.1): source and content are graded apart, since a good
source can be wrong and a bad one right.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tidewaiter.model.counted import counted

#: From completely reliable to unreliable.
GRADES = "ABCDE"
#: Sources whose word counts towards confidence, and those whose word never counts as firm.
USUALLY_RELIABLE = frozenset("ABC")
NOT_RELIABLE = frozenset("DE")


@dataclass(frozen=True, slots=True)
class Reliability:
    """Grade A to E of a source, or F where it cannot be judged; ``why`` names whose grade it is."""

    grade: str
    why: str


NOT_GRADED = Reliability("F", "nobody graded the source")


def reliability(chain: Iterable[str], grades: Mapping[str, str]) -> Reliability:
    """Grade a source by those through whose hands the words came: the worst of them decides.

    Those whom nobody graded are passed over; where nobody of the chain is graded, it cannot be
    judged.

    Args:
        chain: Speaker, carriers, publisher, file; empty names are left out.
        grades: Name, folded → A to F.

    >>> reliability(["Harbour Office", "Observer"], {"observer": "B", "harbour office": "C"})
    Reliability(grade='C', why='Harbour Office is graded C')
    """
    known = [(grades[n.casefold()], n) for n in chain if n and n.casefold() in grades]
    judged = [(grade, name) for grade, name in known if grade in GRADES]
    if not judged:
        return NOT_GRADED
    grade, name = max(judged, key=lambda pair: pair[0])
    return Reliability(grade, f"{name} is graded {grade}")


def credibility(*, firm: bool, others: int, firm_others: int, against: int) -> tuple[int, str]:
    """Grade what a piece of evidence says, 1 (confirmed) to 5 (improbable).

    Args:
        firm: Whether its source puts it forward as known.
        others: Independent lines beside its own that say the same of the element.
        firm_others: Those of them that are firm.
        against: Independent lines that say the contrary.

    >>> credibility(firm=True, others=1, firm_others=1, against=0)[0]
    1
    """
    if against:
        if others:
            return 3, f"{_lines(others)} beside it, {_lines(against)} against it"
        if against > 1:
            return 5, f"alone against {_lines(against)}"
        return 4, f"alone, and {_lines(against)} against it"
    if not firm:
        return 3, "put forward as possible, probable or alleged"
    if firm_others:
        return 1, f"confirmed by {_lines(firm_others)} beside it"
    if others:
        return 2, f"in agreement with {_lines(others)} beside it"
    return 3, "stands alone, and nothing disputes it"


#: What cannot be judged: context says neither yes nor no; a reserve or a bare denial is what the
#: other evidence is set against.
CONTEXT = (6, "context, which says neither yes nor no")
RESERVE = (6, "a reserve or a denial, which the others are set against")


def _lines(count: int) -> str:
    return counted(count, "independent line")
