"""What was found between figures, as lines for a page or a table."""

from __future__ import annotations

from collections.abc import Iterator

from tidewaiter.model.figures import Figures, Standing

#: A standing against a ceiling, as a kind by itself.
_AGAINST: dict[Standing, str] = {
    "breaks it": "breaks the ceiling",
    "at the ceiling": "at the ceiling",
    "fits": "below the ceiling",
}


def compared(found: Figures) -> list[tuple[str, str]]:
    """Return kind and sentence of all that was found, the most telling kind first."""
    return list(_lines(found))


def _lines(found: Figures) -> Iterator[tuple[str, str]]:
    yield from ((c.kind, c.sentence) for c in found.counted)
    for relation in found.relations:
        if relation.kind == "cannot both be true":
            yield relation.kind, relation.sentence
    yield from (("rates disagree", d.sentence) for d in found.disagreements)
    yield from ((_AGAINST[c.standing], c.sentence) for c in found.ceilings)
    yield from (("one or the other", a.sentence) for a in found.alternatives)
    for relation in found.relations:
        if relation.kind != "cannot both be true":
            yield relation.kind, relation.sentence
    yield from (("alleged, denied, acknowledged", s.sentence) for s in found.stances)
    yield from (("rate", f"{r.party}, {r.sentence}") for r in found.rates)
    yield from (("over time", s.sentence) for s in found.series)
