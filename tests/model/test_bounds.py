from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidewaiter.model.bounds import bound

values = st.none() | st.floats(0, 1e9)


@pytest.mark.parametrize(
    ("figure", "kind", "said"),
    [
        ((600, 600, 600), "exactly", (600, 600)),
        ((540, 600, 660), "approximately", (600, 600)),
        ((14400, 16000, 16000), "approximately", (16000, 16000)),
        ((0, None, 9e6), "at most", (9e6, 9e6)),
        ((64, None, None), "at least", (64, 64)),
        ((9, 9, None), "at least", (9, 9)),
        ((4e6, None, 6e6), "between", (4e6, 6e6)),
        ((24, None, 99), "between", (24, 99)),
        ((None, None, None), "unknown", (0, 0)),
    ],
)
def test_a_figure_is_typed_by_what_the_contract_gives(
    figure: tuple[float | None, float | None, float | None], kind: str, said: tuple[float, float]
) -> None:
    made = bound(*figure)
    assert made.kind == kind
    assert (made.said_low, made.said_high) == said


@settings(deadline=None)
@given(st.tuples(values, values, values))
def test_what_was_said_lies_within_what_it_allows(
    given_: tuple[float | None, float | None, float | None],
) -> None:
    rising = iter(sorted(v for v in given_ if v is not None))
    low, best, high = (None if v is None else next(rising) for v in given_)
    made = bound(low, best, high)
    assert made.low <= made.said_low <= made.said_high
    assert made.high is None or made.said_high <= made.high
    assert made.low <= made.middle
    assert made.times(1000).middle == pytest.approx(made.middle * 1000)
