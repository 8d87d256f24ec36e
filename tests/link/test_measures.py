"""The rulers of ``benchmarks/`` against slow, plain ones; mistakes and inventions keep their promise."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

import pytest
from benchmarks import invented, mangled, measures, retrieval
from benchmarks.screening import listing
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

LABELLED = st.lists(st.tuples(st.booleans(), st.sampled_from([0.0, 0.2, 0.5, 0.9])), max_size=30)
NAMES = st.lists(st.text("abcdeéжщ", min_size=2, max_size=6), min_size=1, max_size=4).map(" ".join)


def _rows(labelled: list[tuple[bool, float]]) -> list[measures.Judged]:
    return [measures.Judged("", "", "", same, score, score >= 0.5) for same, score in labelled]


@given(LABELLED)
def test_the_area_is_the_share_of_pairs_in_order(labelled: list[tuple[bool, float]]) -> None:
    right = [score for same, score in labelled if same]
    wrong = [score for same, score in labelled if not same]
    won = [(a > b) + (a == b) / 2 for a in right for b in wrong]
    area = measures.auc(_rows(labelled))
    assert area == pytest.approx(sum(won) / len(won)) if won else area != area


@given(LABELLED)
def test_the_best_f1_is_the_best_of_all_lines(labelled: list[tuple[bool, float]]) -> None:
    rows = _rows(labelled)
    slow = max(measures.rates(rows, line).f1 for line in (0.2, 0.5, 0.9))
    best, line = measures.best_f1(rows)
    if any(same for same, _ in labelled):
        assert best == pytest.approx(slow)
        assert best == 0 or measures.rates(rows, line).f1 == pytest.approx(best)


def test_rates_count_what_alerts_and_what_does_not() -> None:
    rows = _rows([(True, 0.9), (True, 0.9), (True, 0.2), (False, 0.9), (False, 0.0)])
    assert measures.rates(rows) == measures.Rates(right=2, false=1, missed=1)
    assert measures.rates(rows, 0.1) == measures.Rates(right=3, false=1, missed=0)


@given(NAMES, st.integers())
def test_a_typo_is_one_letter_and_leaves_digits(name: str, seed: int) -> None:
    made = mangled.typo(f"{name} 12", random.Random(seed))
    if made is not None:
        assert OSA.distance(f"{name} 12", made) == 1
        assert [c for c in made if c.isdigit()] == ["1", "2"]
        assert mangled.bare(made) != mangled.bare(f"{name} 12")


@given(NAMES, st.integers())
@pytest.mark.parametrize(("make", "blanks"), [(mangled.joined, -1), (mangled.split, 1)])
def test_joining_and_splitting_move_one_blank(
    make: Callable[[str, random.Random], str | None], blanks: int, name: str, seed: int
) -> None:
    made = make(name, random.Random(seed))
    if made is not None:
        assert made.replace(" ", "") == name.replace(" ", "")
        assert made.count(" ") - name.count(" ") == blanks


def test_every_name_is_asked_once_a_way_and_what_is_left_out_is_counted() -> None:
    entries = (listing("KUM SAN 1", "Vessel", entry="a"), listing("LI", "Person", entry="b"))
    asked, left_out = retrieval.queries((*entries, listing("P4-ABC", "Airplane", entry="c")))
    assert [(one.way, one.kind) for one in asked] == [
        (way, "vessel") for way in ("typo", "joined", "split")
    ]
    assert left_out == {"names of fewer than 4 letters": 1, "names of aircraft": 1}


def test_names_of_nobody_are_the_same_for_one_seed_and_never_twice() -> None:
    one, other = invented.names(500, seed=1), invented.names(500, seed=2)
    assert one == invented.names(500, seed=1)
    assert one != other
    assert len(set(one)) == 500
    assert {kind for kind, _ in one} == {"person", "company", "vessel"}


def test_names_like_those_on_lists_leave_no_mark_of_their_pattern() -> None:
    near = invented.near(500, seed=1)
    assert near == invented.near(500, seed=1)
    assert len(set(near)) == 500
    for language, name in near:
        families, givens, _ = invented.NEAR[language]
        assert any(f in name for f in families.split()) or any(g in name for g in givens.split())
        assert not {"F", "G"} & set(re.split(r"[\W_]+", name))
