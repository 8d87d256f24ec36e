from __future__ import annotations

import math
import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.builders import claim
from tests.report.drawn import about, held, links, rows_of, words
from tests.report.test_charts import case, check, tally

from tidewaiter.model.claims import Claim, Period
from tidewaiter.model.dossier import Dossier
from tidewaiter.report.chart.layout import NARROW, WIDE
from tidewaiter.report.chart.quantities import quantities_rows, quantities_svg, quantity_units
from tidewaiter.report.chart.quantity_figures import ACTS, act, between, same, told
from tidewaiter.report.chart.quantity_panel import MOST

Figure = tuple[float | None, float | None, float | None]
value = st.floats(0, 1e12).map(lambda v: float(f"{v:.3g}"))
FIGURE = st.one_of(
    value.map(lambda v: (v, v, v)),
    value.map(lambda v: (v, None, None)),
    value.map(lambda v: (None, None, v)),
    value.map(lambda v: (None, v, None)),
    st.tuples(value, value).map(lambda p: (min(p), None, max(p))),
    st.tuples(value, value, value).map(lambda t: (min(t), sorted(t)[1], max(t))),
    st.sampled_from([(None, None, None), (math.inf, None, None), (-3.0, None, None)]),
)


def saying(figures: list[Figure], unit: str = "containers", speakers: int = 12) -> Dossier:
    acts = ("say", "deny", "acknowledge", "pledge", "accuse")
    made = [
        replace(
            claim(
                f"c{i}", speaker=f"Speaker number {i % speakers}", figure=f, unit=unit, act=acts[i % 5],
                certainty=("certain", "possible")[i % 2], cites=["A wire"] if i % 3 == 0 else [],
            ),
            said_time=Period("then", date(2024, 1, 1) + timedelta(days=i % 700), None) if i % 4 else None,
        )
        for i, f in enumerate(figures)
    ]  # fmt: skip
    base = case(len(made))
    return replace(base, claims=tuple(made))


@settings(deadline=None, max_examples=60)
@given(st.lists(FIGURE, min_size=1, max_size=30), st.sampled_from([WIDE, NARROW]))
def test_any_figures_are_drawn_inside_and_legibly(figures: list[Figure], width: float) -> None:
    svg = quantities_svg(saying(figures), width)
    if svg is not None:
        check(svg)


@settings(deadline=None, max_examples=40)
@given(st.lists(FIGURE, min_size=2, max_size=30), st.sampled_from([WIDE, NARROW]))
def test_what_a_mark_says_stands_in_its_row_of_the_table(
    figures: list[Figure], width: float
) -> None:
    one = saying(figures)
    svg, table = quantities_svg(one, width), quantities_rows(one)
    for number, said in links(svg) if svg else ():
        rows = rows_of(table, number)
        assert rows
        for piece in said:
            assert held(piece, [c for row in rows for c in row]), (piece, rows)


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_every_figure_is_drawn_while_they_are_few(width: float) -> None:
    one = saying([(float(i + 1), None, None) for i in range(MOST)])
    drawn = {number for number, _ in links(quantities_svg(one, width) or "")}
    assert drawn >= {row[0] for row in quantities_rows(one).rows}


def test_many_figures_stand_together_and_none_is_lost() -> None:
    svg = quantities_svg(saying([(float(i + 1), None, None) for i in range(200)])) or ""
    counted = [w for w in words(svg) if " figures, " in w]
    assert sum(int(w.split()[0]) for w in counted) == 200


def test_panels_alone_say_what_the_whole_says() -> None:
    one = case(30)
    for width in (WIDE, NARROW):
        alone = [quantities_svg(one, width, u) or "" for u in quantity_units(one)]
        assert len(alone) == 3
        for svg in alone:
            check(svg)
        assert len({re.findall(r'id="(\S+)-title"', svg)[0] for svg in alone}) == 3
        whole = {n for n, _ in links(quantities_svg(one, width) or "")}
        assert {n for svg in alone for n, _ in links(svg)} == whole
    assert quantities_svg(one, unit="no such unit") is None


def test_what_is_left_out_is_counted() -> None:
    made = [claim(f"c{i}", figure=(1.0, 1.0, 1.0), unit=f"kind{i // 2}x") for i in range(40)]
    one = replace(case(40), claims=tuple(made))
    svg = quantities_svg(one) or ""
    drawn = {n for n, _ in links(svg)} & {row[0] for row in quantities_rows(one).rows}
    assert f"{40 - len(drawn)} figures in 14 more units" in " ".join(words(svg))


def test_figures_alone_in_their_unit_are_words() -> None:
    made = [
        claim(f"c{i}", figure=(2.0, 2.0, 2.0), unit=u) for i, u in enumerate(("kg", "box", "box"))
    ]
    svg = quantities_svg(replace(case(3), claims=tuple(made))) or ""
    assert any(w.endswith("2 kg") for w in words(svg))


def test_a_speaker_beyond_the_fifth_is_named_beside_the_mark() -> None:
    one = saying([(float(i + 1), None, None) for i in range(24)])
    for width in (WIDE, NARROW):
        said = words(quantities_svg(one, width) or "")
        assert all(any(held(f"Speaker number {i}", [w]) for w in said) for i in range(12))


def test_a_span_over_two_orders_is_said_in_words() -> None:
    for high, told_so in ((99.0, False), (101.0, True)):
        said = " ".join(words(quantities_svg(saying([(1.0, 1.0, 1.0), (high, high, high)])) or ""))
        assert ("ten times" in said) is told_so


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "asserts"),
        ({"certainty": "possible"}, "estimates"),
        ({"cites": ["A wire"]}, "relays"),
        ({"cites": ["A wire"], "act": "deny"}, "denies"),
        ({"act": "acknowledge"}, "acknowledges"),
        ({"act": "expect"}, "foresees"),
    ],
)
def test_an_act_has_a_shape_of_its_own(changes: dict[str, object], expected: str) -> None:
    one: Claim = claim("c", figure=(1.0, 1.0, 1.0), **changes)  # type: ignore[arg-type]
    assert act(one) == expected
    assert len(set(ACTS.values())) == len(ACTS)


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (date(2024, 3, 5), date(2024, 3, 5), "2024-03-05"),
        (date(2024, 1, 1), date(2024, 12, 31), "2024"),
        (date(2024, 2, 1), date(2024, 2, 29), "2024-02"),
        (date(2024, 2, 1), date(2024, 2, 28), "2024-02-01 to 2024-02-28"),
        (date(2023, 1, 1), date(2024, 12, 31), "2023–2024"),
        (date(9999, 12, 1), date.max, "9999-12"),
    ],
)
def test_a_day_is_no_more_precise_than_known(first: date, last: date, expected: str) -> None:
    assert told(replace(claim("c"), said_time=Period("then", first, last)))[0] == expected


def test_a_tally_bounds_its_unit_and_leads_to_its_place() -> None:
    one = replace(saying([(8.0, 8.0, 8.0), (40.0, 40.0, 40.0)]), tallies=(tally(),))
    for width in (WIDE, NARROW):
        svg = quantities_svg(one, width) or ""
        check(svg)
        assert "allows 4 to 35" in words(svg)
        assert "T1" in {n for n, _ in links(svg)}
    assert any(row[0] == "T1" and "4 to 35" in row[5] for row in quantities_rows(one).rows)


def test_the_answer_stands_in_the_description() -> None:
    svg = quantities_svg(saying([(8.0, 8.0, 8.0), (40.0, 40.0, 40.0)])) or ""
    assert "Containers: 2 figures of 2 speakers from 1 origin, 8 to 40" in about(svg)


@given(st.floats(0, 1e14).map(lambda v: float(f"{v:.4g}")))
def test_a_number_written_shortly_is_the_same_number(number: float) -> None:
    size = {"million": 1e6, "billion": 1e9, "trillion": 1e12}
    first, _, word = between(number, number).removeprefix("up to ").partition(" ")
    assert float(first.replace(",", "")) * size.get(word, 1) == pytest.approx(number, rel=1e-3)


def test_units_of_one_name_stand_together() -> None:
    assert same("containers") == same("boxes") == "container"
    assert same("<b>!") == "<b>!"
    assert same(None) == ""
