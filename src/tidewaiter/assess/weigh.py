"""Make the findings that a pack asks for, each from the records that speak to its elements."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import cast

from tidewaiter.assess import confidence, likelihood, statements
from tidewaiter.assess.elements import Weighed, weigh_element
from tidewaiter.assess.evidence import Record
from tidewaiter.assess.guards import People, withheld, without_names
from tidewaiter.assess.overrides import override
from tidewaiter.assess.packs import ElementRule, FindingRule, Pack
from tidewaiter.assess.patterns import Window, relation
from tidewaiter.assess.replies import replies
from tidewaiter.assess.scope import scope
from tidewaiter.assess.ships import Facts
from tidewaiter.model.decisions import Decision
from tidewaiter.model.findings import Confidence, Finding, NotApplied, PutAside, Relation
from tidewaiter.model.provisions import Scope
from tidewaiter.names.ships import ship_name

Spoken = tuple[tuple[Record, Relation], ...]


def weigh(
    pack: Pack,
    rule: FindingRule,
    records: Sequence[Record],
    *,
    facts: Facts | None = None,
    decisions: Sequence[Decision] = (),
    put_aside: Sequence[PutAside] = (),
) -> Finding | NotApplied:
    """Make the finding that a rule of a pack asks for, or say why there is no ground for it.

    Args:
        pack: Where the rule stands.
        rule: What to assess.
        records: All evidence of the case; order does not matter.
        facts: What the case knows of ships and lists.
        decisions: Of people on likelihoods and confidences.
        put_aside: Records that could not be used.
    """
    finding_id = f"{pack.pack_id}/{rule.finding_id}"
    people = People.of(records).unnamed
    spoken = _spoken(rule, records)
    if _has_acts(rule) and not any(
        side != "context" for e, said in spoken if e.act for _, side in said
    ):
        asked = "; ".join(e.question for e, _ in spoken if e.act)
        why = f"Nothing in this case answers: {asked}"
        return NotApplied(finding_id, withheld(rule.title, people), withheld(why, people), ())
    acts = _supporting(said for e, said in spoken if e.act or not _has_acts(rule))
    asked_of = [
        scope(pack.provision(p), pack.regime, acts, facts or Facts()) for p in rule.provisions
    ]
    reach = tuple(one for one, _ in asked_of)
    if not any(may for _, may in asked_of):
        why = "None of its provisions applies."
        return NotApplied(finding_id, withheld(rule.title, people), why, reach)
    weighed = [weigh_element(e, said) for e, said in spoken]
    made = _finding(pack, rule, weighed, reach, _all(spoken), records, decisions, put_aside)
    return without_names(made, people)


def _spoken(rule: FindingRule, records: Sequence[Record]) -> list[tuple[ElementRule, Spoken]]:
    """Ask every record what it does to each element; list entries come last, since the days count."""
    ordered = sorted(records, key=lambda r: r.ref)
    named = frozenset(ship_name(s) for r in records if r.kind == "claim" for s in r.ships)
    others = [r for r in ordered if r.kind != "match"]
    first = [(e, _about(_of(e, others, named, ()))) for e in rule.elements]
    acts = [(r.start, r.end) for r in _supporting(said for e, said in first if e.act)]
    matches = [r for r in ordered if r.kind == "match"]
    return [(e, (*said, *_of(e, matches, named, acts))) for e, said in first]


def _of(
    element: ElementRule, records: Sequence[Record], named: frozenset[str], acts: Sequence[Window]
) -> Spoken:
    found = ((r, relation(r, element.patterns, named=named, acts=acts)) for r in records)
    return tuple((r, side) for r, side in found if side is not None)


def _about(spoken: Spoken) -> Spoken:
    """Leave out movements of claims that neither support nor dispute it: they are of another."""
    claimed = {r.ref for r, side in spoken if side != "context" and r.kind == "claim"}
    return tuple(
        (r, side) for r, side in spoken if r.kind != "movement" or claimed.intersection(r.about)
    )


def _has_acts(rule: FindingRule) -> bool:
    return any(e.act for e in rule.elements)


def _supporting(said: Iterable[Spoken]) -> list[Record]:
    found = {r.ref: r for one in said for r, side in one if side == "supports"}
    return [found[ref] for ref in sorted(found)]


def _all(spoken: Sequence[tuple[ElementRule, Spoken]]) -> Spoken:
    return tuple(pair for _, said in spoken for pair in said)


def _finding(
    pack: Pack,
    rule: FindingRule,
    weighed: Sequence[Weighed],
    reach: tuple[Scope, ...],
    spoken: Spoken,
    records: Sequence[Record],
    decisions: Sequence[Decision],
    put_aside: Sequence[PutAside],
) -> Finding:
    finding_id = f"{pack.pack_id}/{rule.finding_id}"
    word, of_word, word_ref = override(
        "likelihood", finding_id, likelihood.likelihood(weighed), decisions
    )
    level, of_level, level_ref = override(
        "confidence", finding_id, confidence.confidence(weighed), decisions
    )
    elements = tuple(one.element for one in weighed)
    because = confidence.reason(weighed)
    answered = replies(spoken, records)
    said = [
        statements.of_likelihood(rule, word, elements),
        statements.of_confidence(cast("Confidence", level), because, elements),
        *(
            statements.of_override(o, r)
            for o, r in ((of_word, word_ref), (of_level, level_ref))
            if o
        ),
        *(statements.of_element(one) for one in weighed),
        *(statements.of_scope(one) for one in reach),
        *answered,
    ]
    return Finding(
        finding_id=finding_id,
        title=rule.title,
        provisions=tuple(pack.provision(p) for p in rule.provisions),
        elements=elements,
        likelihood=word,
        likelihood_range=likelihood.WORDS[word],
        confidence=cast("Confidence", level),
        confidence_sentence=because,
        alternatives=rule.alternatives,
        replies=tuple(s.sentence for s in answered),
        would_change=rule.would_change,
        not_checked=(*rule.not_checked, *_unread(pack, rule)),
        scope=reach,
        statements=tuple(said),
        overrides=tuple(o for o in (of_word, of_level) if o),
        put_aside=tuple(put_aside),
    )


def _unread(pack: Pack, rule: FindingRule) -> tuple[str, ...]:
    unread = [p for p in map(pack.provision, rule.provisions) if not p.checked]
    return tuple(f"{p.name}: {p.checked_what}" for p in unread)
