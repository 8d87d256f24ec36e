"""How much a finding's evidence bears: number and quality of sources, apart from the likelihood.

* *high*: every element is established, by three or more independent firm lines from sources graded
  C or better;
* *moderate*: every element is supported by two or more such lines;
* *low*: any other. What nobody graded bears no more than that.
"""

from __future__ import annotations

from collections.abc import Sequence

from tidewaiter.assess.elements import Weighed
from tidewaiter.model.counted import counted
from tidewaiter.model.findings import Confidence

#: From the lowest.
LEVELS: tuple[Confidence, ...] = ("low", "moderate", "high")
_HIGH, _MODERATE = 3, 2


def confidence(elements: Sequence[Weighed]) -> Confidence:
    """Return the level.

    Args:
        elements: Of one finding.
    """
    fewest = min((one.sound for one in elements), default=0)
    if fewest >= _HIGH and all(one.element.status == "established" for one in elements):
        return "high"
    return "moderate" if fewest >= _MODERATE else "low"


def reason(elements: Sequence[Weighed]) -> str:
    """Name the elements with the least behind them, and what is behind them."""
    fewest = min((one.sound for one in elements), default=0)
    weakest = [one for one in elements if one.sound == fewest]
    lines = counted(fewest, "independent firm line")
    questions = (", " if len(weakest) > 2 else " and ").join(
        f"“{one.element.question}”" for one in weakest[:2]
    )
    more = f" and {len(weakest) - 2} more" if len(weakest) > 2 else ""
    return (
        f"The least is behind {questions}{more}: {lines} from sources graded C or better."
        f"{_held(elements, fewest)}"
    )


def _held(elements: Sequence[Weighed], fewest: int) -> str:
    """Say what else keeps it from being high."""
    open_ = [one for one in elements if one.element.status != "established"]
    if fewest < _HIGH or not open_:
        return ""
    return f" It is not high, since {len(open_)} of {len(elements)} elements are not established."
