from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.assess.evidence_builders import found, say

from tidewaiter.assess.grades import credibility, reliability
from tidewaiter.model.findings import EvidenceLine

counts = st.integers(0, 5)


def _line(*told: object) -> dict[str, EvidenceLine]:
    return {line.label: line for line in found(list(told)).elements[0].lines}  # type: ignore[arg-type]


@given(st.booleans(), counts, counts, counts)
def test_confirmed_needs_two_firm_groups_and_no_dispute(
    firm: bool, others: int, firm_others: int, against: int
) -> None:
    grade, why = credibility(
        firm=firm, others=max(others, firm_others), firm_others=firm_others, against=against
    )
    assert (grade == 1) == (firm and firm_others >= 1 and against == 0)
    assert 1 <= grade <= 5
    assert why


@given(st.booleans(), counts, counts, counts)
def test_more_agreement_never_worsens_and_more_dispute_never_betters(
    firm: bool, others: int, firm_others: int, against: int
) -> None:
    base = {
        "firm": firm,
        "others": others + firm_others,
        "firm_others": firm_others,
        "against": against,
    }
    grade = credibility(**base)[0]  # type: ignore[arg-type]
    more = {**base, "others": base["others"] + 1, "firm_others": firm_others + 1}
    assert credibility(**more)[0] <= grade  # type: ignore[arg-type]
    assert credibility(**{**base, "against": against + 1})[0] >= grade  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("chain", "grade"),
    [
        (["A. Person", "Paper"], "F"),
        (["A. Person", "Wire"], "D"),
        (["Office", "Wire"], "D"),
        (["Office"], "B"),
        ([], "F"),
    ],
)
def test_the_worst_of_those_who_are_graded_decides(chain: list[str], grade: str) -> None:
    grades = {"office": "B", "wire": "D", "paper": "F"}
    assert reliability(chain, grades).grade == grade


def test_source_and_content_are_graded_apart_and_shown_together() -> None:
    made = _line(
        replace(say("A", "s1", grade="E"), label="a"),
        replace(say("B", "s2", grade="A"), label="b"),
    )
    assert (made["a"].grade, made["b"].grade) == ("E1", "A2")
    assert made["b"].grade_why == "test; in agreement with 1 independent line beside it"


def test_what_one_agency_says_in_two_papers_confirms_nothing() -> None:
    made = _line(replace(say("A", "s1"), label="a"), replace(say("B", "s1"), label="b"))
    assert {line.grade for line in made.values()} == {"B3"}


def test_context_and_denials_cannot_be_judged() -> None:
    made = _line(say("A", "s1"), replace(say("C", "s3", act="deny", event="statement"), label="c"))
    assert made["c"].grade == "B6"
