"""The laws of weighing, over random sets of records: what may never happen, whatever the evidence."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.assess.evidence_builders import judged, look, say

from tidewaiter.assess.confidence import LEVELS
from tidewaiter.assess.evidence import Record
from tidewaiter.assess.likelihood import RANK
from tidewaiter.assess.lines import lines
from tidewaiter.model.findings import Finding, NotApplied

STATUS = ("not established", "indicated", "established")


def _rank(records: list[Record]) -> tuple[int, int, int, int, int]:
    """Likelihood, confidence, status, independent and firm lines; all lowest where nothing speaks."""
    made = judged(records)
    if isinstance(made, NotApplied):
        return 0, 0, 0, 0, 0
    element = made.elements[0]
    return (
        RANK[made.likelihood],
        LEVELS.index(made.confidence),
        STATUS.index(element.status),
        element.independent_lines,
        element.firm_lines,
    )


def _record(
    who: str, story: str, act: str, event: str, certainty: str, grade: str, day: int | None
) -> Record:
    said = None if day is None else date(2024, 1, day)
    made = say(who, story, grade=grade, said=said, act=act, event=event, certainty=certainty)
    return replace(made, said=said)


claims = st.builds(
    _record,
    st.sampled_from("ABCD"),
    st.sampled_from("stuv"),
    st.sampled_from(["say", "accuse", "deny"]),
    st.sampled_from(["transfer", "visit"]),
    st.sampled_from(["certain", "possible"]),
    st.sampled_from("ABCDEF"),
    st.sampled_from([None, 1, 2, 3]),
)
denials = st.builds(
    lambda who, story, grade: say(who, story, grade=grade, act="deny", event="statement"),
    st.sampled_from("ABCD"),
    st.sampled_from("stuv"),
    st.sampled_from("ABCDEF"),
)
looks = st.builds(
    lambda seen, source: look("Birch", seen=seen, source=source),
    st.booleans(),
    st.sampled_from(["Image Co", "A", "Other Co"]),
)
records = st.lists(st.one_of(claims, looks), max_size=9, unique_by=lambda r: r.ref)


@settings(deadline=None)
@given(records, st.randoms(use_true_random=False))
def test_the_order_of_evidence_does_not_matter(made: list[Record], mixed: random.Random) -> None:
    shuffled = list(made)
    mixed.shuffle(shuffled)
    assert judged(shuffled) == judged(made)


@settings(deadline=None, max_examples=300)
@given(records, st.data())
def test_a_report_that_repeats_a_known_origin_changes_nothing(
    made: list[Record], data: st.DataObject
) -> None:
    """It may be firmer, and of a better source: what it repeats is not.

    Where nobody knows who told it first, the less firm of the two counts.
    """
    told = [r for r in made if r.kind == "claim"]
    if not told:
        return
    known = data.draw(st.sampled_from(told))
    later = date(2024, 1, 3) + timedelta(days=data.draw(st.integers(1, 9)))
    repeat = replace(
        known,
        ref="a repeat",
        firm=data.draw(st.booleans()),
        source=replace(known.source, grade=data.draw(st.sampled_from("ABCDEF"))),
        said=later,
        derived=data.draw(st.booleans()),
    )
    before, after = _rank(made), _rank([*made, repeat])
    assert after[3] == before[3]
    assert all(a <= b for a, b in zip(after, before, strict=True))
    if known.said is not None and not known.derived:
        assert after == before


@settings(deadline=None, max_examples=300)
@given(records, st.sampled_from("ABCD"), st.sampled_from("stuv"), st.booleans())
def test_no_record_that_shares_an_origin_adds_a_line(
    made: list[Record], who: str, story: str, firm: bool
) -> None:
    """Not even one that joins two lines: they are one from then on."""
    joining = replace(say(who, story), ref="joins", firm=firm, said=date(2024, 2, 1))
    shared = [r for r in made if r.kind == "claim" and set(r.origins) & set(joining.origins)]
    if not any(r.record.event.type == "transfer" for r in shared):  # type: ignore[union-attr]
        return
    if any(r.record.act == "deny" for r in shared):  # type: ignore[union-attr]
        return  # what it shares may stand against, and it for
    assert _rank([*made, joining])[3] <= _rank(made)[3]


@settings(deadline=None, max_examples=300)
@given(records, st.sampled_from(["certain", "possible"]), st.sampled_from("ABCDEF"))
def test_an_independent_supporting_line_never_lowers(
    made: list[Record], certainty: str, grade: str
) -> None:
    new = say("Z", "z", certainty=certainty, grade=grade)
    before, after = _rank(made), _rank([*made, new])
    assert all(a >= b for a, b in zip(after, before, strict=True))
    assert after[3] == before[3] + 1


@settings(deadline=None, max_examples=300)
@given(
    records,
    st.one_of(
        denials,
        st.just(look("Elsewhere", seen=False, source="Z")),
        st.just(look("Elsewhere", seen=False, source="A")),
    ),
)
def test_a_disputing_line_never_raises(made: list[Record], dispute: Record) -> None:
    """Whoever it comes from, also from somebody who supports, or disputes already."""
    before = judged(made)
    after = judged([*made, replace(dispute, ref="a dispute")])
    if isinstance(before, Finding) and isinstance(after, Finding):
        assert RANK[after.likelihood] <= RANK[before.likelihood]
        assert LEVELS.index(after.confidence) <= LEVELS.index(before.confidence)
        assert STATUS.index(after.elements[0].status) <= STATUS.index(before.elements[0].status)
    if isinstance(before, NotApplied) and isinstance(after, Finding):
        assert after.likelihood == "cannot be judged yet"


@settings(deadline=None)
@given(records)
def test_lines_part_the_records(made: list[Record]) -> None:
    parts = lines(made)
    assert sorted(r.ref for line in parts for r in line.records) == sorted(r.ref for r in made)
    labels = [{o for r in line.records for o in r.origins} for line in parts]
    assert all(not a & b for i, a in enumerate(labels) for b in labels[i + 1 :])


def _dumb(records: list[Record]) -> set[frozenset[str]]:
    """Gather what shares a label by comparing each with each, until nothing moves."""
    groups = [({*r.origins}, {r.ref}) for r in records]
    for _ in records:
        for a in range(len(groups)):
            for b in range(len(groups)):
                if groups[a][0] & groups[b][0]:
                    both = (groups[a][0] | groups[b][0], groups[a][1] | groups[b][1])
                    groups[a] = groups[b] = both
    return {frozenset(refs) for _, refs in groups}


@settings(deadline=None)
@given(st.lists(st.sets(st.sampled_from("abcdefgh"), min_size=1, max_size=3), max_size=9))
def test_lines_are_what_shares_a_label_however_far_away(labels: list[set[str]]) -> None:
    records = [
        replace(say("A", "s"), ref=str(n), origins=tuple(sorted(some)))
        for n, some in enumerate(labels)
    ]
    found = {frozenset(r.ref for r in line.records) for line in lines(records)}
    assert found == _dumb(records)
