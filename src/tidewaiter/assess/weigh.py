"""How far each element of a provision is shown, by how many independent lines.

The rules are short so that they can be read out:

* An element is *established* when two or more independent lines support it firmly and none
  disputes it; *indicated* when anything supports it; otherwise *not established*.
* A line is firm when its speaker puts it forward as known; allegations, expectations and "may have"
  are not, and neither is a ship's silence.
* Lines that share an origin, or a speaker, are one line.
* The likelihood follows the weakest element, the confidence the smallest count of lines.

Each is monotone: repeating a known origin changes nothing, an independent supporting line never
lowers, a disputing line never raises a result.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from tidewaiter.assess.evidence import Record, speaks_to
from tidewaiter.assess.packs import ElementRule, FindingRule, Pack
from tidewaiter.model.claims import Claim
from tidewaiter.model.findings import Confidence, Element, EvidenceLine, Finding, Status

#: Words of ICD 203 (US Intelligence Community Directive, 2015), section D.6.e.(2), with their ranges.
_LIKELIHOOD = {
    "unknown": ("cannot be judged yet", ""),
    "even": ("roughly even chance", "45–55 %"),
    "likely": ("likely", "55–80 %"),
    "very likely": ("very likely", "80–95 %"),
}


def independent(records: Iterable[Record]) -> int:
    """Count lines of evidence: records joined by any shared origin are one.

    Args:
        records: In any order.
    """
    lines: list[set[str]] = []
    for record in records:
        merged = set(record.origins)
        apart = []
        for line in lines:
            if line & merged:
                merged |= line
            else:
                apart.append(line)
        lines = [*apart, merged]
    return len(lines)


def weigh(pack: Pack, rule: FindingRule, records: Sequence[Record]) -> Finding:
    """Make the finding that a rule of a pack asks for.

    Args:
        pack: Where the rule stands.
        rule: What to assess.
        records: All evidence of the case; order does not matter.
    """
    ordered = sorted(records, key=lambda r: (r.day or date.min, r.ref))
    elements = tuple(_element(e, ordered) for e in rule.elements)
    word, span = _LIKELIHOOD[_likelihood(elements)]
    fewest = min((e.independent_lines for e in elements), default=0)
    return Finding(
        finding_id=f"{pack.pack_id}/{rule.finding_id}",
        title=rule.title,
        provisions=tuple(p for p in pack.provisions if p.provision_id in rule.provisions),
        elements=elements,
        likelihood=word,
        likelihood_range=span,
        confidence=_confidence(elements, fewest),
        confidence_sentence=_confidence_sentence(elements, fewest),
        alternatives=rule.alternatives,
        replies=_replies(ordered),
        would_change=rule.would_change,
        not_checked=(*rule.not_checked, *pack.scope),
    )


def _element(rule: ElementRule, records: Sequence[Record]) -> Element:
    found: dict[str, tuple[Record, str]] = {}
    for pattern in rule.patterns:
        for record in records:
            if speaks_to(record, pattern):
                _, standing = found.get(record.ref, (record, "context"))
                relation = min(standing, pattern.relation, key=_PRECEDENCE.index)
                found[record.ref] = (record, relation)
    supports = [r for r, relation in found.values() if relation == "supports"]
    disputes = [r for r, relation in found.values() if relation == "disputes"]
    firm = independent(r for r in supports if r.firm)
    status = _status(len(supports), firm, len(disputes))
    return Element(
        element_id=rule.element_id,
        question=rule.question,
        status=status,
        independent_lines=independent(supports),
        lines=tuple(
            EvidenceLine(r.ref, relation, r.origins[0], r.sentence)  # type: ignore[arg-type]
            for r, relation in found.values()
        ),
        why=_why(supports, firm, len(disputes)),
    )


#: Where two patterns give one record two relations, the more cautious one stands.
_PRECEDENCE = ("disputes", "supports", "context")


def _status(supports: int, firm: int, disputes: int) -> Status:
    if firm >= 2 and not disputes:
        return "established"
    return "indicated" if supports else "not established"


def _why(supports: Sequence[Record], firm: int, disputes: int) -> str:
    if not supports:
        return "Nothing in this case supports it."
    lines = independent(supports)
    records = f"{len(supports)} record{'s' * (len(supports) > 1)}"
    text = f"{records} in {lines} independent line{'s' * (lines > 1)}, {firm} of them firm"
    return (
        f"{text}; {disputes} in dispute or reserve." if disputes else f"{text}; none disputes it."
    )


def _likelihood(elements: Sequence[Element]) -> str:
    if not elements or any(e.status == "not established" for e in elements):
        return "unknown"
    if any(_count(e, "disputes") >= _count(e, "supports") for e in elements):
        return "even"
    return "very likely" if all(e.status == "established" for e in elements) else "likely"


def _count(element: Element, relation: str) -> int:
    return len({line.story_id for line in element.lines if line.relation == relation})


def _confidence(elements: Sequence[Element], fewest: int) -> Confidence:
    if fewest >= 3 and all(e.status == "established" for e in elements):
        return "high"
    return "moderate" if fewest >= 2 else "low"


def _confidence_sentence(elements: Sequence[Element], fewest: int) -> str:
    weakest = [e.question for e in elements if e.independent_lines == fewest]
    lines = f"{fewest} independent line{'s' * (fewest != 1)}"
    return f"The element with the least behind it rests on {lines}: {' '.join(weakest[:2])}"


def _replies(records: Sequence[Record]) -> tuple[str, ...]:
    denials = [r.record for r in records if isinstance(r.record, Claim) and r.record.act == "deny"]
    return tuple(
        f"{c.speaker.name if c.speaker else 'Somebody'} denies: {c.content.text}" for c in denials
    )
