"""How likely a finding is, in the words of ICD 203, from how far its elements are shown.

The weakest element decides. Of one element:

* nothing supports it: *cannot be judged yet*;
* somebody looked and found the contrary, and no supporting line is firm: *unlikely*;
* somebody looked and found the contrary, or it is disputed and one line alone supports it:
  *roughly even chance*;
* established: *very likely*;
* any other: *likely*.

The rules give no word above *very likely* and none below *unlikely*: what is certain, or as good as
excluded, a named person says (:mod:`tidewaiter.assess.overrides`).
"""

from __future__ import annotations

from collections.abc import Sequence

from tidewaiter.assess.elements import Weighed

#: Words of ICD 203 (US Intelligence Community Directive, 2015), section D.6.e.(2), with their
#: ranges, from the lowest; before them the word for what has no evidence.
WORDS = {
    "cannot be judged yet": "",
    "almost no chance": "1–5 %",
    "very unlikely": "5–20 %",
    "unlikely": "20–45 %",
    "roughly even chance": "45–55 %",
    "likely": "55–80 %",
    "very likely": "80–95 %",
    "almost certain": "95–99 %",
}
RANK = {word: rank for rank, word in enumerate(WORDS)}


def likelihood(elements: Sequence[Weighed]) -> str:
    """Return the word of the weakest element.

    Args:
        elements: Of one finding; none: nothing can be judged.
    """
    words = [_of_element(one) for one in elements] or ["cannot be judged yet"]
    return min(words, key=RANK.__getitem__)


def _of_element(one: Weighed) -> str:
    if not one.supports:
        return "cannot be judged yet"
    if one.contrary:
        return "roughly even chance" if one.element.firm_lines else "unlikely"
    if one.disputes and len(one.supports) == 1:
        return "roughly even chance"
    return "very likely" if one.element.status == "established" else "likely"
