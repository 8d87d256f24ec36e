"""Who was listed when: nothing is said that the editions cannot know."""

from __future__ import annotations

from datetime import date

import pytest
from tests.lists.builders import edition, listing

from tidewaiter.lists.history import Held, on_day
from tidewaiter.lists.stays import stays

#: TERN goes between the editions, KITE comes on a day that it gives, WREN on one that it does not.
OLD = [listing("1", "TERN", listed_on=date(2015, 1, 1)), listing("2", "GULL")]
NEW = [
    listing("2", "GULL"),
    listing("3", "KITE", listed_on=date(2022, 6, 1)),
    listing("4", "WREN"),
]
HELD: list[Held] = [(edition("2021-01-18"), OLD), (edition("2026-02-27"), NEW)]


@pytest.mark.parametrize(
    ("day", "listed", "unsure"),
    [
        ("2014-01-01", "", "2"),  # before any edition: by own dates alone
        ("2016-01-01", "1", "2"),
        ("2021-01-18", "12", ""),  # on the day of an edition nothing is unsure
        ("2022-01-01", "2", "14"),
        ("2023-01-01", "23", "14"),
        ("2026-02-27", "234", ""),
        ("2030-01-01", "234", ""),
    ],
)
def test_who_was_listed_on_a_day(day: str, listed: str, unsure: str) -> None:
    for held in (HELD, HELD[::-1]):
        (found,) = on_day(held, date.fromisoformat(day))
        assert "".join(x.entry for x in found.listed) == listed
        assert "".join(x.entry for x in found.unsure) == unsure
        assert found.sentences


def test_what_cannot_be_known_is_said() -> None:
    def said(day: str) -> str:
        return " ".join(on_day(HELD, date.fromisoformat(day))[0].sentences)

    assert "who was taken off between 2014-01-01 and 2021-01-18 is not in it" in said("2014-01-01")
    assert "between 2021-01-18 and 2026-02-27" in said("2022-01-01")
    assert "what changed between 2026-02-27 and 2030-01-01 is not known" in said("2030-01-01")
    assert len(on_day(HELD, date(2026, 2, 27))[0].sentences) == 1


def test_an_entry_whose_own_date_is_later_is_left_out() -> None:
    (found,) = on_day([(edition("2021-01-18"), OLD)], date(2021, 1, 18))
    assert [x.entry for x in found.listed] == ["1", "2"]
    ahead = [listing("5", "IBIS", listed_on=date(2021, 2, 1))]
    (found,) = on_day([(edition("2021-01-18"), ahead)], date(2021, 1, 18))
    assert found.listed == ()


def test_undated_editions_take_no_part_where_a_dated_one_is() -> None:
    (found,) = on_day([*HELD, (edition(None), [listing("9", "AUK")])], date(2026, 2, 27))
    assert "9" not in [x.entry for x in found.listed]
    assert "1 undated edition of this list could not be placed" in found.sentences[-1]
    (alone,) = on_day([(edition(None), OLD)], date(2021, 1, 18))
    assert [x.entry for x in alone.listed] == ["1"]
    assert "No edition of this list here has a day" in alone.sentences[0]


@pytest.mark.parametrize(
    ("entry", "sentence"),
    [
        ("1", "listed from 2015-01-01 by its own date; delisted between 2021-01-18 and 2026-02-27."),
        ("2", "listed on 2021-01-18, the first edition here, which does not say since when; "
              "still on the edition of 2026-02-27, the last one here."),
        ("3", "listed from 2022-06-01 by its own date; still on the edition of 2026-02-27, the last one here."),
        ("4", "put on between 2021-01-18 and 2026-02-27; still on the edition of 2026-02-27, the last one here."),
    ],
)  # fmt: skip
def test_a_stay_says_from_when_to_when(entry: str, sentence: str) -> None:
    (stay,) = stays(HELD, [("un-sc", entry)])
    assert stay.sentence == sentence


@pytest.mark.parametrize(
    ("entry", "day", "answer"),
    [
        ("1", "2014-12-31", "not listed"),
        ("1", "2015-01-01", "listed"),
        ("1", "2023-01-01", "not known"),
        ("1", "2026-02-27", "not listed"),
        ("2", "2020-01-01", "not known"),
        ("2", "2023-01-01", "listed"),
        ("2", "2030-01-01", "not known"),
        ("3", "2022-05-31", "not listed"),
        ("3", "2022-06-01", "listed"),
        ("4", "2021-01-18", "not listed"),
        ("4", "2023-01-01", "not known"),
        ("4", "2026-02-27", "listed"),
    ],
)
def test_a_stay_answers_for_a_day(entry: str, day: str, answer: str) -> None:
    (stay,) = stays(HELD, [("un-sc", entry)])
    assert stay.on(date.fromisoformat(day)) == answer


def test_who_comes_back_has_two_stays() -> None:
    held = [
        (edition("2021-01-01"), [listing("1", "TERN", listed_on=date(2015, 1, 1))]),
        (edition("2022-01-01"), []),
        (edition("2023-01-01"), [listing("1", "TERN", listed_on=date(2015, 1, 1))]),
    ]
    first, second = stays(held, [("un-sc", "1")])
    assert first.gone == date(2022, 1, 1)
    assert "put on between 2022-01-01 and 2023-01-01" in second.sentence
    assert "its own date says 2015-01-01" in second.sentence
    assert [first.on(date(2022, 6, 1)), second.on(date(2022, 6, 1))] == ["not listed", "not known"]
