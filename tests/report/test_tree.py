from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.report.drawn import about, held, links, words
from tests.report.test_charts import case, check
from tests.report.test_report import HOSTILE

from tidewaiter.assess import tally as assessed
from tidewaiter.errors import UnitError
from tidewaiter.model.tallies import Operand, Tally
from tidewaiter.report.chart.formula import Step, steps
from tidewaiter.report.chart.layout import NARROW, WIDE
from tidewaiter.report.chart.tree import tally_rows, tally_svg

NAMES = ("a", "b", "c", "d")
value = st.integers(1, 10**6).map(float)
ends = st.tuples(value, value).map(lambda p: (min(p), max(p)))
formula = st.recursive(
    st.sampled_from([*NAMES, "2"]),
    lambda inner: st.tuples(inner, st.sampled_from("+-*/"), inner).map(lambda t: f"({t[0]} {t[1]} {t[2]})"),
    max_leaves=9,
)  # fmt: skip


def reckoned(
    expression: str, given_ends: tuple[tuple[float, float], ...], title: str = "An input"
) -> Tally:
    """A tally as the case's own rules make it, its first input a claim."""
    operands = [
        Operand(n, f"{title} {n}", low, None, high, "1", f"c{i}" if i == 0 else n, shape="uniform")
        for i, (n, (low, high)) in enumerate(zip(NAMES, given_ends, strict=False))
    ]
    claimed = Operand("claimed", title, 3.0, None, 9.0, "1", "c1")
    return assessed.tally("A tally", expression, operands, claimed=claimed)


def by_hand(step: Step, values: dict[str, float]) -> float:
    if not step.parts:
        return values.get(step.words, math.nan) if step.words in values else float(step.words)
    result = by_hand(step.parts[0], values)
    for part in step.parts[1:]:
        other = by_hand(part, values)
        result = {
            "+": result + other, "−": result - other, "×": result * other,
            "÷": result / other if other else math.nan,
        }[part.sign]  # fmt: skip
    return result


def tally_of(expression: str) -> Tally:
    operands = tuple(Operand(n, n, 1.0, None, 2.0, "1", n) for n in NAMES)
    return Tally("t", "T", expression, operands, 1.0, 2.0, "1", None, "computed", "S.")


@settings(deadline=None)
@given(formula, st.fixed_dictionaries(dict.fromkeys(NAMES, value)))
def test_the_tree_reckons_what_the_formula_says(expression: str, values: dict[str, float]) -> None:
    root = steps(tally_of(expression))
    assert root is not None
    try:
        plain = eval(expression, {}, dict(values))
    except ZeroDivisionError:
        return
    assert by_hand(root, values) == pytest.approx(plain, nan_ok=True)


@settings(deadline=None, max_examples=60)
@given(st.permutations(NAMES), st.lists(st.sampled_from("+*/"), min_size=3, max_size=3), st.tuples(ends, ends, ends, ends))  # fmt: skip
def test_the_root_gives_what_the_tally_gives(order: list[str], signs: list[str], given_ends: tuple[tuple[float, float], ...]) -> None:  # fmt: skip
    expression = (
        f"({order[0]} {signs[0]} {order[1]}) {signs[1]} ({order[2]} {signs[2]} {order[3]})"
    )
    tally = reckoned(expression, given_ends)
    root = steps(tally)
    assert root is not None
    assert root.gives is not None
    assert (root.gives.low, root.gives.high) == pytest.approx((tally.low, tally.high))


@settings(deadline=None, max_examples=60)
@given(formula, st.tuples(ends, ends, ends, ends), st.sampled_from([WIDE, NARROW]))
def test_any_formula_is_drawn_inside_and_stands_in_the_table(
    expression: str, given_ends: tuple[tuple[float, float], ...], width: float
) -> None:
    one = case(3)
    try:
        tally = reckoned(expression, given_ends)
    except UnitError:
        return
    svg, table = tally_svg(one, tally, 1, width) or "", tally_rows(one, tally)
    check(svg)
    assert {n for n, _ in links(svg)} <= {row[0] for row in table.rows if row[0]}
    names = {row[3] for row in table.rows}
    assert names >= {f"An input {n}" for n in NAMES}
    cells = [c for row in table.rows for c in row]
    for number, said in links(svg):
        assert number in cells
        for piece in said:
            plain = piece.removeprefix("claimed: ").removesuffix(" (as above)")
            assert plain.endswith("%") or held(plain, cells), piece


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_every_step_has_its_sign_and_its_interval(width: float) -> None:
    tally = reckoned("a * b / (c + d)", ((2.0, 3.0), (4.0, 5.0), (1.0, 1.0), (1.0, 3.0)))
    said = words(tally_svg(case(2), tally, 1, width) or "")
    assert [w for w in said if w in ("×", "÷", "+", "=")].count("=") == 3
    assert {"×", "÷", "+"} <= set(said)
    assert "8 to 15" in said
    assert "2 to 4" in said
    assert "2 to 7.5" in said
    assert any("of the width" in w or w.endswith("%") for w in said)


@pytest.mark.parametrize(
    ("claimed", "expected"),
    [
        ((30.0, 40.0), "The claim is too high: at least 3 times the most that the inputs give"),
        ((1.0, 2.0), "The claim is too low: at most 33% of the least that the inputs give"),
        ((7.0, 9.0), "The claim fits what the inputs give"),
    ],
)
def test_the_answer_stands_first_with_its_factor(
    claimed: tuple[float, float], expected: str
) -> None:
    operands = [Operand("a", "A", 6.0, None, 10.0, "boxes", "x")]
    told = Operand("claimed", "C", claimed[0], None, claimed[1], "boxes", "c0")
    tally = assessed.tally("T", "a", operands, claimed=told)
    svg = tally_svg(case(2), tally, 1) or ""
    assert expected in " ".join(words(svg))
    assert about(svg).startswith(expected)


def test_an_origin_held_against_itself_is_named() -> None:
    one = case(13)
    tally = reckoned("a", ((6.0, 10.0),))
    apart = replace(tally, claimed=replace(tally.claimed, ref="c12")) if tally.claimed else tally
    told = "The claim and an input are of one origin, L1: the origin is held against itself."
    assert told in " ".join(words(tally_svg(one, tally, 1) or ""))
    assert told in about(tally_svg(one, tally, 1) or "")
    assert "of one origin" not in (tally_svg(one, apart, 1) or "")


def test_forty_inputs_are_cut_and_counted() -> None:
    operands = tuple(
        Operand(f"x{i}", f"Part {i}", 1.0, None, 2.0, "1", f"q{i}") for i in range(40)
    )
    for sign in "+*":
        tally = replace(tally_of(f" {sign} ".join(o.name for o in operands)), operands=operands)
        for width in (WIDE, NARROW):
            svg = tally_svg(case(2), tally, 1, width) or ""
            check(svg)
            drawn = sum(any(held(f"Part {i}", [w]) for w in words(svg)) for i in range(40))
            assert f"{41 - 1 - drawn} more rows stand in the table" in words(svg)
        assert len(tally_rows(case(2), tally).rows) == 41


def test_an_input_that_the_formula_does_not_use_is_in_the_table() -> None:
    tally = tally_of("a + b")
    assert {row[3] for row in tally_rows(case(2), tally).rows} >= set(NAMES)
    assert any(
        "2 inputs that the formula does not use" in w
        for w in words(tally_svg(case(2), tally, 1) or "")
    )


@pytest.mark.parametrize(
    "expression", ["a ** b", "f(a)", "(", "", "a if b else c", "__import__('os')"]
)
def test_what_is_no_formula_still_shows_its_inputs(expression: str) -> None:
    tally = tally_of(expression)
    assert steps(tally) is None
    check(tally_svg(case(2), tally, 1) or "")


def test_hostile_and_long_words_stay_inside() -> None:
    for title in (HOSTILE, "x" * 10_000, "국가정보원 " * 20, "مرفأ " * 20):
        tally = reckoned("a * b", ((1.0, 2.0), (1.0, 2.0)), title)
        for width in (WIDE, NARROW):
            check(tally_svg(case(2), tally, 1, width) or "")
