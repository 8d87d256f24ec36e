from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.report.drawn import about, held, links, rows_of, words
from tests.report.test_charts import case, check
from tests.report.test_report import HOSTILE

from tidewaiter.model.bounds import bound
from tidewaiter.model.dossier import Dossier
from tidewaiter.model.figures import CeilingCheck, Figure, Figures, Rate, Standing
from tidewaiter.report.chart.ceilings import ceilings_rows, ceilings_svg
from tidewaiter.report.chart.layout import NARROW, WIDE

Ends = tuple[float, float]
ends = st.tuples(st.floats(0.001, 1e9), st.floats(0.001, 1e9)).map(lambda p: (min(p), max(p)))


def against(rates: list[Ends], limit: Ends = (90.0, 100.0), name: str = "A party") -> Dossier:
    """Rates of a case whose claims divide one another, against one limit."""
    one = case(2 * len(rates) or 2, words=name)
    ids = [c.claim_id for c in one.claims]
    made, checks = [], []
    for i, (low, high) in enumerate(rates):
        over, under = (
            Figure(f"f{i}{j}", ids[2 * i + j], "x", name, name, True, "", bound(1, 1, 1), "kg", None, None,
                   (None, None), date(2024, 1, 1), "say", "certain", "transfer", (), (), (), None, "d")
            for j in (0, 1)
        )  # fmt: skip
        made.append(
            Rate(
                f"r{i}",
                over,
                under,
                name,
                "kg/box",
                None,
                bound(low, None, high),
                "",
                False,
                False,
                "",
            )
        )
        standing: Standing = (
            "breaks it"
            if low > limit[1]
            else "fits"
            if high < 0.95 * limit[0]
            else "at the ceiling"
        )
        checks.append(
            CeilingCheck(f"k{i}", "box_limit", f"r{i}", name, ("kg_each",), low, high, "kg/box", *limit, standing, "why")
        )  # fmt: skip
    return replace(one, figures=Figures(rates=tuple(made), ceilings=tuple(checks)))


@pytest.mark.parametrize(
    ("rate", "expected"),
    [
        ((10.0, 45.0), "fits: at most 50% of it"),
        ((10.0, 90.0), "fits: at most 100% of it"),
        ((85.0, 95.0), "cannot be told: 0.85 to 1.06 times"),
        ((150.0, 180.0), "exceeds it: 1.5 to 2 times"),
        ((0.001, 0.002), "fits: at most less than 1% of it"),
    ],
)
def test_the_answer_and_its_factor_are_words(rate: Ends, expected: str) -> None:
    for width in (WIDE, NARROW):
        assert expected in words(ceilings_svg(against([rate]), width) or "")
    assert ceilings_rows(against([rate])).rows[0][6] == expected


@settings(deadline=None, max_examples=60)
@given(st.lists(ends, min_size=1, max_size=12), ends, st.sampled_from([WIDE, NARROW]))
def test_any_rates_are_drawn_inside_and_stand_in_the_table(
    rates: list[Ends], limit: Ends, width: float
) -> None:
    one = against(rates, limit)
    svg, table = ceilings_svg(one, width) or "", ceilings_rows(one)
    check(svg)
    assert {n for n, _ in links(svg)} == {n for row in table.rows for n in row[:2] if n}
    cells = [c for row in table.rows for c in row]
    said = [w for w in words(svg) if w.startswith(("fits:", "exceeds it:", "cannot be told:"))]
    assert len(said) == len(rates)
    assert all(held(w, cells) for w in said)


@settings(deadline=None)
@given(ends, ends)
def test_the_answer_agrees_with_the_standing(rate: Ends, limit: Ends) -> None:
    row = ceilings_rows(against([rate], limit)).rows[0]
    assert (row[7] == "breaks it") == row[6].startswith("exceeds")
    assert row[7] != "fits" or row[6].startswith("fits")


def test_what_exceeds_only_as_said_says_so() -> None:
    one = against([(150.0, 180.0)])
    rate = replace(
        one.figures.rates[0], bound=replace(one.figures.rates[0].bound, low=80.0, said_low=150.0)
    )
    loose = replace(one, figures=replace(one.figures, rates=(rate,)))
    assert ceilings_rows(one).rows[0][6] == "exceeds it: 1.5 to 2 times"
    assert ceilings_rows(loose).rows[0][6] == "exceeds it, as said: 1.5 to 2 times"
    for width in (WIDE, NARROW):
        assert "exceeds it, as said: 1.5 to 2 times" in words(ceilings_svg(loose, width) or "")


def test_what_is_left_out_is_counted() -> None:
    svg = ceilings_svg(against([(float(i + 1), float(i + 2)) for i in range(50)])) or ""
    assert "20 lower rates against box limit" in " ".join(words(svg))


def test_the_description_answers() -> None:
    svg = ceilings_svg(against([(10.0, 20.0), (150.0, 180.0)])) or ""
    assert about(svg).endswith("of 2 rates 1 exceeds it, 1 fits.")
    assert rows_of(ceilings_rows(against([(10.0, 20.0)])), "E1")


def test_hostile_and_long_words_stay_inside() -> None:
    for name in (HOSTILE, "x" * 10_000, "국가정보원 " * 20, "مرفأ " * 20):
        for width in (WIDE, NARROW):
            check(ceilings_svg(against([(1.0, 2.0)], name=name), width) or "")


def test_nothing_held_against_a_limit_is_none() -> None:
    assert ceilings_svg(case(3)) is None
    assert ceilings_rows(case(3)).rows == ()
