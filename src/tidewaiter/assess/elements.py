"""How far one element of a provision is shown.

* *established*: two or more independent lines support it firmly and nothing disputes it; where the
  pack says that claims alone establish nothing, one of them is an observation.
* *indicated*: anything supports it.
* *not established*: nothing does.

Each step is monotone: repeating a known origin adds no line, an independent supporting line never
lowers, a disputing one never raises the status.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tidewaiter.assess.evidence import Record
from tidewaiter.assess.grades import CONTEXT, RESERVE, credibility
from tidewaiter.assess.lines import Line, lines
from tidewaiter.assess.packs import ElementRule
from tidewaiter.model.counted import counted
from tidewaiter.model.findings import Element, EvidenceLine, Relation, Status

#: Firm independent lines that establish an element.
ENOUGH = 2
#: Kinds of records by which somebody looked or listened, instead of saying so.
OBSERVATIONS = frozenset({"sighting", "event", "movement"})


@dataclass(frozen=True, slots=True)
class Weighed:
    """An element with what the likelihood and the confidence are taken from.

    Attributes:
        element: As it is shown.
        supports: Independent lines that support it.
        disputes: Independent lines that dispute it.
        rule: What was asked.
    """

    element: Element
    supports: tuple[Line, ...]
    disputes: tuple[Line, ...]
    rule: ElementRule

    @property
    def sound(self) -> int:
        """Return the number of firm lines from sources graded C or better."""
        return sum(line.sound for line in self.supports)

    @property
    def contrary(self) -> bool:
        """Say whether somebody looked and found the contrary."""
        disputing = (record for line in self.disputes for record in line.records)
        return any(record.firm and record.kind in OBSERVATIONS for record in disputing)


def weigh_element(rule: ElementRule, spoken: Sequence[tuple[Record, Relation]]) -> Weighed:
    """Weigh the records that speak to an element.

    Args:
        rule: The element.
        spoken: Records with what each does to it; order does not matter.
    """
    sides = {
        side: lines(record for record, found in spoken if found == side)
        for side in ("supports", "disputes")
    }
    supports, disputes = sides["supports"], sides["disputes"]
    firm = sum(line.firm for line in supports)
    claimed = _claimed_alone(rule, supports)
    return Weighed(
        element=Element(
            element_id=rule.element_id,
            question=rule.question,
            status=_status(supports, disputes, firm, claimed),
            independent_lines=len(supports),
            firm_lines=firm,
            lines=_shown(spoken, supports, disputes),
            why=_why(supports, disputes, firm, claimed),
        ),
        supports=supports,
        disputes=disputes,
        rule=rule,
    )


def _claimed_alone(rule: ElementRule, supports: Sequence[Line]) -> bool:
    """Say whether only claims support what claims do not establish."""
    looked = any(r.firm and r.kind in OBSERVATIONS for line in supports for r in line.records)
    return not rule.claims_establish and not looked


def _status(
    supports: Sequence[Line], disputes: Sequence[Line], firm: int, claimed: bool
) -> Status:
    if firm >= ENOUGH and not disputes and not claimed:
        return "established"
    return "indicated" if supports else "not established"


def _why(supports: Sequence[Line], disputes: Sequence[Line], firm: int, claimed: bool) -> str:
    if not supports:
        if disputes:
            return "Nothing in this case supports it, and it is disputed."
        return "Nothing in this case supports it."
    records = sum(len(line.records) for line in supports)
    parts = [
        f"{counted(records, 'record')} in {counted(len(supports), 'independent line')}, {firm} firm"
    ]
    if disputes:
        parts.append(f"{counted(len(disputes), 'line')} in dispute or reserve")
    else:
        parts.append("nothing disputes it")
    if claimed:
        parts.append("it rests on claims alone, which can indicate it and no more")
    return f"{'; '.join(parts)}."


def _shown(
    spoken: Sequence[tuple[Record, Relation]], supports: Sequence[Line], disputes: Sequence[Line]
) -> tuple[EvidenceLine, ...]:
    """Put the evidence in the order in which it is read: for, against, context; line by line."""
    made = (*_side("supports", supports, disputes), *_side("disputes", disputes, supports))
    context = sorted(
        (r for r, side in spoken if side == "context"), key=lambda r: (str(r.start), r.ref)
    )
    return (*made, *(_evidence(record, "context", 0, CONTEXT) for record in context))


def _side(side: Relation, own: Sequence[Line], against: Sequence[Line]) -> Iterator[EvidenceLine]:
    for number, line in enumerate(own, start=1):
        others = [o for o in own if o is not line]
        firm = sum(o.firm for o in others)
        for record in line.records:
            grade = RESERVE
            if side == "supports" or record.firm:
                grade = credibility(
                    firm=record.firm, others=len(others), firm_others=firm, against=len(against)
                )
            yield _evidence(record, side, number, grade)


def _evidence(record: Record, side: Relation, number: int, item: tuple[int, str]) -> EvidenceLine:
    return EvidenceLine(
        ref=record.ref,
        relation=side,
        story_id=record.origins[0],
        sentence=record.sentence,
        kind=record.kind,
        label=record.label or record.ref[:8],
        line=number,
        firm=record.firm,
        grade=f"{record.source.grade}{item[0]}",
        grade_why=f"{record.source.why}; {item[1]}",
        passages=record.passages,
    )
