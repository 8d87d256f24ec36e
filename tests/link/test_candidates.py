"""Every name that is a slip away is found, whatever the slip."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tidewaiter.link.candidates import Grams, weight

letters = st.text("abcdefghiklmnoprstu", min_size=4, max_size=13)
CROWD = [
    f"{a}{b}{c}"
    for a in ("mar", "sel", "kon", "tir")
    for b in ("i", "o", "ana", "uli")
    for c in ("na", "ko", "rent", "s")
]


@settings(deadline=None)
@given(letters, st.integers(0, 12), st.sampled_from("abcdefghiklmnoprstu"), st.integers(0, 3))
def test_one_slip_of_a_short_name_is_always_found(
    name: str, at: int, letter: str, slip: int
) -> None:
    at %= len(name) - 1
    wrong = (
        name[:at] + letter + name[at + 1 :],
        name[:at] + letter + name[at:],
        name[:at] + name[at + 1 :],
        name[:at] + name[at + 1] + name[at] + name[at + 2 :],
    )[slip]
    keys = [*CROWD, name]
    index = Grams.build(keys, keys)
    assert len(keys) - 1 in {number for number, _ in index.one_letter_away(wrong)}


def test_words_joined_and_divided_share_their_letters() -> None:
    index = Grams.build([*CROWD, "sea star harbour"])
    for asked in ("seastar harbour", "sea starharbour", "harbour sea star"):
        assert index.nearest(asked, 3)[0][0] == len(CROWD)


def test_a_name_within_another_is_found() -> None:
    index = Grams.build([*CROWD, "svetlana nikolaevna zakharova"])
    assert index.nearest("zakharova", 3)[0][0] == len(CROWD)


def test_nothing_shared_is_nothing_found() -> None:
    assert Grams.build(CROWD).nearest("zzzz", 3) == []
    assert Grams.build([]).nearest("tern", 3) == []
    assert Grams.build(CROWD).nearest("", 3) == []


@given(st.integers(1, 40_000), st.integers(1, 40_000))
def test_rarer_words_weigh_no_less(one: int, other: int) -> None:
    few, many = sorted((one, other))
    assert 0.25 <= weight(many, 40_000) <= weight(few, 40_000) <= 1
