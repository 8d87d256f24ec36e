from __future__ import annotations

from tidewaiter.model.tallies import Operand, Tally
from tidewaiter.report.side_by_side import own_origin


def _tally(claimed: str | None) -> Tally:
    def figure(ref: str) -> Operand:
        return Operand("x", "x", 1, 1, 1, "rounds", ref)

    return Tally(
        "t", "t", "x", (figure("a"), figure("assumed")), 1, 1, "round",
        figure(claimed) if claimed else None, "fits" if claimed else "computed", "",
    )  # fmt: skip


def test_a_claim_with_the_origin_of_an_input_is_found() -> None:
    story_of = {"a": "one", "b": "one", "c": "two"}
    assert own_origin(_tally("b"), story_of) == "one"
    assert own_origin(_tally("c"), story_of) is None
    assert own_origin(_tally(None), story_of) is None


def test_two_assumptions_have_no_origin_in_common() -> None:
    assert own_origin(_tally("assumed"), {"a": "one"}) is None
