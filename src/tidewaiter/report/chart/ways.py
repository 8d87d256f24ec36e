"""How the parties and origins of a case are told apart: a colour, a dash and a letter each."""

from __future__ import annotations

from collections.abc import Iterable

from tidewaiter.model.dossier import Dossier
from tidewaiter.report.chart.svg import BLUE, GREEN, ORANGE, PURPLE, SOFT, VERMILION

COLOURS = (BLUE, ORANGE, GREEN, PURPLE, VERMILION)
_SHAPES = ("circle", "square", "diamond", "triangle", "cross")


def colours(parties: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Give the parties that speak most a colour and a shape; the rest share the last.

    Args:
        parties: One for each time it speaks.
    """
    times: dict[str, int] = {}
    for party in parties:
        times[party] = times.get(party, 0) + 1
    order = sorted(times, key=lambda p: (-times[p], p))
    most = len(COLOURS)
    return {
        p: (COLOURS[i], _SHAPES[i]) if i < most else (SOFT, "circle") for i, p in enumerate(order)
    }


def lines_of(dossier: Dossier) -> dict[str, str]:
    """Return for each claim the number of its origin: "L1", "L2", … as the stories are listed."""
    return {ref: f"L{i}" for i, s in enumerate(dossier.stories, 1) for ref in s.claim_ids}


def numbers_of(dossier: Dossier) -> dict[str, str]:
    """Return the exhibit number of each record."""
    return {e.ref: e.number for e in dossier.exhibits}


def tallies_of(dossier: Dossier) -> dict[str, str]:
    """Return the number of each tally, which is its place on the page: "T1" and so on."""
    numbers = numbers_of(dossier)
    ids = dict.fromkeys(t.tally_id for t in dossier.tallies)
    return {ref: numbers.get(ref, f"T{i}") for i, ref in enumerate(ids, 1)}
