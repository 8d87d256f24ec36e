"""How the parties and origins of a case are told apart: a colour, and a letter with a number."""

from __future__ import annotations

from tidewaiter.model.dossier import Dossier
from tidewaiter.report.chart.svg import BLUE, GREEN, ORANGE, PURPLE, VERMILION

COLOURS = (BLUE, ORANGE, GREEN, PURPLE, VERMILION)


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
