"""Independent lines of evidence: records that share an origin are one, however many they are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from tidewaiter.assess.evidence import Record
from tidewaiter.assess.grades import NOT_RELIABLE, USUALLY_RELIABLE


@dataclass(frozen=True, slots=True)
class Line:
    """Records that go back to one origin.

    Attributes:
        records: In a fixed order.
        firm: Whether some story of it was put forward as known by a source not graded D or E.
        sound: Whether such a source is graded C or better.
    """

    records: tuple[Record, ...]
    firm: bool
    sound: bool


def lines(records: Iterable[Record]) -> tuple[Line, ...]:
    """Gather records into independent lines: those joined by any shared origin are one.

    A line is as firm as the firmest of its stories, a story only as firm as those who told it
    first: who repeats a thing with more certainty, or in a better paper, adds nothing to it.

    Args:
        records: In any order.
    """
    made = [_line(members) for members in _joined(sorted(records, key=lambda r: r.ref))]
    return tuple(sorted(made, key=lambda line: _order(line.records[0])))


def _joined(records: Iterable[Record]) -> list[list[Record]]:
    """Gather records that share labels, directly or by way of others.

    Labels and records move to the larger group, so that each moves seldom.
    """
    of_label: dict[str, tuple[set[str], list[Record]]] = {}
    for record in records:
        met = {id(g): g for g in map(of_label.get, record.origins) if g is not None}
        group, *smaller = sorted(met.values(), key=lambda g: -len(g[0])) or [(set(), [])]
        for labels, members in smaller:
            group[0].update(labels)
            group[1].extend(members)
            of_label.update(dict.fromkeys(labels, group))
        group[0].update(record.origins)
        group[1].append(record)
        of_label.update(dict.fromkeys(record.origins, group))
    return [members for _, members in {id(g): g for g in of_label.values()}.values()]


def independent(records: Iterable[Record]) -> int:
    """Count lines of evidence."""
    return len(lines(records))


def _line(members: Sequence[Record]) -> Line:
    stories: dict[str, list[Record]] = {}
    for record in members:
        stories.setdefault(record.origins[0], []).append(record)
    first = [_first_told(story) for story in stories.values()]
    return Line(
        records=tuple(sorted(members, key=_order)),
        firm=any(all(_is_firm(r) for r in told) for told in first),
        sound=any(all(_is_firm(r) and _is_sound(r) for r in told) for told in first),
    )


def _first_told(story: Sequence[Record]) -> list[Record]:
    """Return the records that a story goes back to: not derived, and earliest or undated."""
    own = [r for r in story if not r.derived] or list(story)
    earliest = min((r.said for r in own if r.said is not None), default=None)
    return [r for r in own if r.said in (None, earliest)]


def _is_firm(record: Record) -> bool:
    return record.firm and record.source.grade not in NOT_RELIABLE


def _is_sound(record: Record) -> bool:
    return record.source.grade in USUALLY_RELIABLE


def _order(record: Record) -> tuple[date, date, str]:
    return record.said or record.start or date.min, record.start or date.min, record.ref
