from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidewaiter.assess.tally import tally
from tidewaiter.errors import UnitError
from tidewaiter.model.tallies import Operand

VOYAGES = Operand("voyages", "64 voyages", 64, 64, 64, "voyages", "F23")
BOXES = Operand("boxes", "containers in one voyage", 200, 250, 320, "containers/voyage", "a1")
ROUNDS = Operand("rounds", "rounds in one container", 250, None, 375, "rounds/container", "a2")
LONG = (date(2023, 9, 1), date(2025, 3, 31))
YEAR = (date(2024, 1, 1), date(2024, 12, 15))


def _claimed(low: float | None, high: float | None, unit: str = "rounds") -> Operand:
    return Operand("claimed", "a claim", low, None, high, unit, "c")


def test_voyages_times_containers_times_rounds() -> None:
    made = tally("t", "voyages * boxes * rounds", [VOYAGES, BOXES, ROUNDS])
    assert (made.low, made.high, made.unit) == (3_200_000, 7_680_000, "round")


@pytest.mark.parametrize(
    ("claimed", "verdict"),
    [
        (_claimed(4e6, 6e6), "fits"),
        (_claimed(8e6, None), "above"),
        (_claimed(None, 1e6), "below"),
        (_claimed(None, 9e6), "fits"),
    ],
)
def test_a_claim_for_the_same_days_is_compared(claimed: Operand, verdict: str) -> None:
    made = tally(
        "t", "voyages * boxes * rounds", [VOYAGES, BOXES, ROUNDS],
        claimed=claimed, windows={"voyages": LONG}, claimed_window=LONG,
    )  # fmt: skip
    assert made.verdict == verdict


def test_a_ceiling_beyond_the_inputs_is_said() -> None:
    made = tally(
        "t", "voyages * boxes * rounds", [VOYAGES, BOXES, ROUNDS],
        claimed=_claimed(None, 9e6), windows={"voyages": LONG}, claimed_window=LONG,
    )  # fmt: skip
    assert "1.2 times the most" in made.sentence


@pytest.mark.parametrize(
    ("carried", "said"),
    [
        ((["Tern", "Skua"], ["cargo vessels"]), True),
        ((["Tern", "Skua", "Tern"], ["Skua", "Tern"]), False),
        (([], ["Tern"]), False),
        ((["Tern"], []), False),
    ],
)
def test_a_claim_of_other_ships_is_said_to_be(
    carried: tuple[list[str], list[str]], said: bool
) -> None:
    made = tally(
        "t", "voyages * boxes * rounds", [VOYAGES, BOXES, ROUNDS],
        claimed=_claimed(4e6, 6e6), carried=carried,
    )  # fmt: skip
    assert made.verdict == "fits"
    assert ("one may count what the other does not" in made.sentence) is said


def test_a_part_of_the_days_is_bounded_from_above_only() -> None:
    for low, verdict in ((1e6, "fits"), (8e6, "above")):
        made = tally(
            "t", "voyages * boxes * rounds", [VOYAGES, BOXES, ROUNDS],
            claimed=_claimed(low, None), windows={"voyages": LONG}, claimed_window=YEAR,
        )  # fmt: skip
        assert made.verdict == verdict
        assert "a part of" in made.sentence


def test_days_that_only_overlap_are_not_comparable() -> None:
    made = tally(
        "t", "voyages * boxes * rounds", [VOYAGES, BOXES, ROUNDS],
        claimed=_claimed(12e6, None), windows={"voyages": YEAR}, claimed_window=LONG,
    )  # fmt: skip
    assert made.verdict == "not comparable"


def test_a_result_in_another_unit_than_the_claim_is_refused() -> None:
    with pytest.raises(UnitError, match="comes out in container"):
        tally("t", "voyages * boxes", [VOYAGES, BOXES], claimed=_claimed(1, 2))


MIXED = Operand("boxes", "b", 20000, None, None, "containers", "c", of="mixed munitions")
SHELLS = Operand("rounds", "r", 250, None, 375, "rounds/container", "a", of="152 mm")


def test_mixed_cargo_is_not_converted_by_a_factor_for_one_kind() -> None:
    made = tally("t", "boxes * rounds", [MIXED, SHELLS], claimed=_claimed(1e6, 2e6))
    assert made.verdict == "not convertible"
    assert "mixed munitions" in made.sentence
    assert made.band is None


def test_a_factor_for_another_kind_is_refused_and_one_for_voyages_is_not() -> None:
    other = Operand("boxes", "b", 100, 100, 100, "containers", "c", of="122 mm")
    assert tally("t", "boxes * rounds", [other, SHELLS]).verdict == "not convertible"
    ships = Operand("voyages", "v", 9, 9, 9, "voyages", "c", of="Angara and Maria")
    assert tally("t", "voyages * boxes", [ships, BOXES]).verdict == "computed"


def test_an_open_input_gives_an_at_least() -> None:
    opened = Operand("voyages", "at least 9", 9, None, None, "voyages", "c")
    made = tally("t", "voyages * boxes", [opened, BOXES])
    assert (made.kind, made.low, made.high) == ("at least", 1800, None)


def test_a_result_is_shown_in_the_unit_asked_for_and_no_other() -> None:
    mass = Operand("mass", "m", 74000, None, None, "tonnes", "c")
    kilograms = tally("t", "mass / voyages", [mass, VOYAGES])
    tonnes = tally("t", "mass / voyages", [mass, VOYAGES], shown="tonnes/voyage")
    assert kilograms.low == pytest.approx(74_000_000 / 64)
    assert tonnes.low == pytest.approx(74_000 / 64)
    with pytest.raises(UnitError, match="cannot be shown"):
        tally("t", "mass / voyages", [mass, VOYAGES], shown="rounds")


def test_tonnes_are_compared_with_kilograms() -> None:
    mass = Operand("mass", "m", 74, 74, 74, "tonnes", "c")
    claimed = Operand("claimed", "c", 70000, None, 80000, "kg", "d")
    assert tally("t", "mass", [mass], claimed=claimed).verdict == "fits"


def test_inputs_of_different_days_are_said_to_be_and_without_a_common_day_compare_with_nothing() -> (
    None
):
    late = (date(2025, 1, 1), date(2025, 6, 30))
    other = Operand("boxes", "b", 100, 100, 100, "containers", "c")
    for second, verdict in ((LONG, "fits"), (late, "not comparable")):
        made = tally(
            "t", "boxes / voyages", [other, VOYAGES], windows={"voyages": YEAR, "boxes": second},
            claimed=_claimed(1, 2, "containers/voyage"), claimed_window=YEAR,
        )  # fmt: skip
        assert made.verdict == verdict
        assert "speak of different days (boxes: " in made.sentence


@settings(deadline=None)
@given(
    st.sampled_from("+-"),
    st.sampled_from((("rounds", "containers"), ("kg", "hours"), ("rounds/container", "rounds"))),
)
def test_unlike_units_are_refused_in_sums_and_against_claims(
    sign: str, units: tuple[str, str]
) -> None:
    a, b = (Operand(n, n, 1, None, 2, u, n) for n, u in zip("ab", units, strict=True))
    with pytest.raises(UnitError):
        tally("t", f"a {sign} b", [a, b])
    with pytest.raises(UnitError):
        tally("t", "a", [a], claimed=b)
    with pytest.raises(UnitError):
        tally("t", "a / a + b", [a, b])
