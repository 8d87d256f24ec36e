"""Deceptive shipping practices, as far as the material indicates them. Never a verdict."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

#: In the order of the US advisory of 14 May 2020 (Treasury, State, Coast Guard).
Practice = Literal[
    "AIS off or manipulated",
    "identity altered",
    "papers falsified",
    "ship-to-ship transfer",
    "voyage irregularities",
    "false flag or flag hopping",
    "complex ownership",
]
PRACTICES: tuple[Practice, ...] = (
    "AIS off or manipulated", "identity altered", "papers falsified", "ship-to-ship transfer",
    "voyage irregularities", "false flag or flag hopping", "complex ownership",
)  # fmt: skip
Status = Literal["indicated", "weak signs only", "nothing found", "not checked"]


@dataclass(frozen=True, slots=True)
class Sign:
    """One record that speaks for or against a practice.

    Attributes:
        ref: Id of the record: event, claim, listing; the hull's own id for a conflict of identity.
        weight: 0…1, how much it tells by itself. Shown, never added up.
        sentence: What it shows.
    """

    ref: str
    weight: float
    sentence: str


@dataclass(frozen=True, slots=True)
class Indicator:
    """What the material says of one practice and one ship.

    Attributes:
        indicator_id: Of ship and practice.
        practice: Which.
        ship: The hull's name.
        hull_id: The hull.
        status: ``indicated`` where one sign at least reaches the threshold; weaker ones are shown and
            indicate nothing by themselves; ``not checked`` where the material cannot tell.
        weight: Of the weightiest sign; 0 without any.
        supports: Signs for it, weightiest first.
        disputes: What speaks against reading them so.
        sentence: What the practice is and what was looked at, as the analyst reads it.
        innocent: The lawful explanation.
        not_checked: What was not, or could not be, looked at.
    """

    indicator_id: str
    practice: Practice
    ship: str
    hull_id: str
    status: Status
    weight: float
    supports: tuple[Sign, ...]
    disputes: tuple[Sign, ...]
    sentence: str
    innocent: str
    not_checked: tuple[str, ...]
