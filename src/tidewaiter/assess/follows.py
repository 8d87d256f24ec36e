"""Figures that a later one of the same party overtakes, and those that follow from another's."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import numpy as np

from tidewaiter.assess.columns import columns
from tidewaiter.assess.covers import carriers, one_subject, part_of
from tidewaiter.assess.figures import document, same_party
from tidewaiter.assess.mixed import same_kind
from tidewaiter.assess.related import related, time
from tidewaiter.assess.windows import apart, known
from tidewaiter.model.figures import Figure, Relation


def superseded(sets: Sequence[Sequence[Figure]]) -> list[Relation]:
    """Find the figures that a party's own next one overtakes.

    Args:
        sets: Figures of one unit, alternatives together.
    """
    chains: dict[tuple[object, ...], list[Figure]] = {}
    for figures in sets:
        f = figures[0]
        if f.said is not None and known(f.window):
            who = f.party if f.named else (f.party, document(f))
            chains.setdefault((who, carriers(f)), []).append(f)
    made = []
    for chain in chains.values():
        for earlier, later in itertools.pairwise(sorted(chain, key=time)):
            if earlier.said == later.said or not _goes_on(earlier, later):
                continue
            fell = later.bound.said_high < earlier.bound.said_low
            tail = f"{later.party}'s own later figure" + (", which is lower." if fell else ".")
            made.append(related("superseded", earlier, later, f"The second is {tail}"))
    return made


def _goes_on(earlier: Figure, later: Figure) -> bool:
    ends = earlier.window[1], later.window[1]
    if ends[0] is None or ends[1] is None or ends[1] < ends[0]:
        return False
    fits = same_kind(earlier.of, later.of) and one_subject(earlier, later)
    return fits and not apart(earlier.window, later.window)


def implied(alone: Sequence[Figure]) -> list[Relation]:
    """Find for each "at least" the strongest figure of another party from which it follows.

    Args:
        alone: Figures of one unit without alternatives.
    """
    strong = sorted(alone, key=lambda f: (-f.bound.low, f.figure_id))
    known_of = columns(strong)
    at = {f.figure_id: n for n, f in enumerate(strong)}
    made = []
    for whole in alone:
        if whole.bound.kind != "at least":
            continue
        mine = np.array([at[whole.figure_id]])
        some = np.nonzero(known_of.no_less(np.arange(len(strong)), mine))[0]
        part = next((strong[n] for n in some if _gives(strong[n], whole)), None)
        if part is not None:
            why = f"{whole.name} follows from {part.name}, which counts no less for a part of it."
            made.append(related("implied by", whole, part, why, keep=True))
    return made


def _gives(part: Figure, whole: Figure) -> bool:
    if part.bound.low < whole.bound.low or same_party(part, whole) or not part_of(part, whole):
        return False
    alike = part.window == whole.window and part.bound == whole.bound
    return not alike or part.figure_id < whole.figure_id  # of two alike one follows, not both
