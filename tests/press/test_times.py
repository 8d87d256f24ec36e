from __future__ import annotations

import calendar
import time
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidewaiter.press.extract.times.expressions import expressions
from tidewaiter.press.extract.times.setting import Setting, Tense, around, moved

TODAY = date(2025, 6, 5)  # a Thursday
NAMED = date(2025, 5, 20)
WEEKDAYS = list(calendar.day_name)
MONTHS = list(calendar.month_name)[1:]
Dates = tuple[date | None, date | None]
dates = st.dates(date(1990, 1, 1), date(2090, 12, 31))


def _event(word: str) -> date | None:
    return date(2025, 5, 30) if word == "strike" else None


def _found(text: str, today: date | None = TODAY, tense: Tense = "past") -> list[Dates | None]:
    at = Setting(today, today, NAMED, (NAMED, NAMED), tense, _event)
    found: list[Dates | None] = []
    for expression in expressions(text):
        assert text[expression.start : expression.end] == expression.text
        period = expression.period(at)
        found.append(None if period is None else (period.start_date, period.end_date))
    return found


def _read(words: str | None) -> Dates | None:
    """Read "2024", "2025-05", "2025-05-02", "2025-05-02..2025-05-09" or "..2025-06-30"."""
    if words is None:
        return None
    first, _, last = words.partition("..")
    start = date.fromisoformat((first + "-01-01")[:10]) if first else None
    if ".." not in words:
        last = first
    if not last:
        return start, None
    year, month = int(last[:4]), int(last[5:7] or 12)
    return start, date(year, month, int(last[8:] or calendar.monthrange(year, month)[1]))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        # days
        ("on 3 May 2024", "2024-05-03"),
        ("on the 3rd of May 2024", "2024-05-03"),
        ("on May 3rd, 2024,", "2024-05-03"),
        ("Feb. 5, 2025", "2025-02-05"),
        ("on 2024-05-03", "2024-05-03"),
        ("on 25/6/2024", "2024-06-25"),
        ("on 5/6/2024", None),
        ("on 30 February 2024", None),
        ("on 3 May last year", "2024-05-03"),
        ("on 3 July", "2024-07-03"),
        ("Friday, May 3, 2024", "2024-05-03"),
        ("on New Year's Day", "2025-01-01"),
        ("on Thursday", "2025-06-05"),
        ("on Friday", "2025-05-30"),
        ("late on Tuesday", "2025-06-03"),
        ("on Monday morning", "2025-06-02"),
        ("Tuesday's strike", "2025-06-03"),
        ("last Thursday", "2025-05-29"),
        ("next Thursday", "2025-06-12"),
        ("this Tuesday", "2025-06-03"),
        ("on Friday last week", "2025-05-30"),
        ("every Friday", None),
        ("on a Friday", None),
        ("in a Friday statement", "2025-05-30"),
        ("yesterday", "2025-06-04"),
        ("last night", "2025-06-04"),
        ("the day before yesterday", "2025-06-03"),
        ("on the night of 3–4 May", "2025-05-03..2025-05-04"),
        ("in the early hours of Tuesday", "2025-06-03"),
        ("on the eve of 9 May", "2025-05-08"),
        # several days
        ("3 to 5 June", "2025-06-03..2025-06-05"),
        ("on 12 and 14 May", "2025-05-12..2025-05-14"),
        ("May 12-14, 2024", "2024-05-12..2024-05-14"),
        ("between 3 and 9 May", "2025-05-03..2025-05-09"),
        ("between 20 December and 3 January", "2024-12-20..2025-01-03"),
        ("between 4 May and 19 September 2024", "2024-05-04..2024-09-19"),
        ("from Nov. 29 to Dec. 2", "2024-11-29..2024-12-02"),
        ("Monday and Tuesday", "2025-06-02..2025-06-03"),
        ("the week of 5 May", "2025-05-05..2025-05-11"),
        ("over the weekend", "2025-05-31..2025-06-01"),
        ("last weekend", "2025-05-31..2025-06-01"),
        ("this week", "2025-06-02..2025-06-05"),
        ("last week", "2025-05-26..2025-06-01"),
        ("over the past two weeks", "2025-05-22..2025-06-05"),
        ("in the second week of May", "2025-05-08..2025-05-14"),
        # months
        ("in May", "2025-05"),
        ("in June", "2025-06"),
        ("in July", "2024-07"),
        ("last June", "2024-06"),
        ("in May of last year", "2024-05"),
        ("early in March", "2025-03"),
        ("last month", "2025-05"),
        ("earlier this month", "2025-06-01..2025-06-05"),
        ("later this month", "2025-06-05..2025-06-30"),
        ("between March and September", "2024-03..2024-09"),
        ("from March to June 2024", "2024-03..2024-06"),
        ("in January alone", "2025-01"),
        ("three months ago", "2025-03"),
        # parts of years, years
        ("in the first half of 2023", "2023-01..2023-06"),
        ("in the first half of last year", "2024-01..2024-06"),
        ("in the third quarter", "2024-07..2024-09"),
        ("in Q3 2023", "2023-07..2023-09"),
        ("the first nine months of 2024", "2024-01..2024-09"),
        ("the last three months of 2023", "2023-10..2023-12"),
        ("in mid-2024", "2024"),
        ("in 2018", "2018"),
        ("last year", "2024"),
        ("this year", "2025-01-01..2025-06-05"),
        ("so far this year", "2025-01-01..2025-06-05"),
        ("so far in 2025", "2025-01-01..2025-06-05"),
        ("a year ago", "2024"),
        ("over the past year", "2024-06-05..2025-06-05"),
        ("in the year to June 2024", "2023-07..2024-06"),
        ("in the two years to March", "2023-04..2025-03"),
        ("in 2015-17", "2015..2017"),
        ("in the 1990s", "1990..1999"),
        ("between 2021 and the end of last year", "2021..2024"),
        # open on one side
        ("since March", "2025-03-01..2025-06-05"),
        ("since at least 2019", "2019-01-01..2025-06-05"),
        ("since last October", "2024-10-01..2025-06-05"),
        ("by June", "..2025-06-30"),
        ("by the end of next year", "..2026-12-31"),
        ("until Monday", "..2025-06-02"),
        ("before 3 May", "..2025-05-02"),
        ("from 1 February 2025", "2025-02-01.."),
        ("from next year", "2026-01-01.."),
        ("no later than 1 October 2025", "..2025-10-01"),
        # counted from the day last named, 20 May
        ("two weeks later", "2025-06-03"),
        ("a day earlier", "2025-05-19"),
        ("the day before", "2025-05-19"),
        ("the next day", "2025-05-21"),
        ("the following month", "2025-06"),
        ("the previous week", "2025-05-12..2025-05-18"),
        ("the following Friday", "2025-05-23"),
        ("the following March", "2026-03"),
        ("the previous December", "2024-12"),
        ("the previous Tuesday", "2025-05-13"),
        ("the same day", "2025-05-20"),
        ("that same month", "2025-05"),
        ("on that date", "2025-05-20"),
        ("nine days before the strike", "2025-05-21"),
        ("two days before the wedding", None),
        ("two days after 3 May 2024", "2024-05-05"),
        # times of no known day
        ("in recent months", None),
        ("a few days ago", None),
        ("hours later", None),
        ("two hours later", None),
        ("in the winter of 2022-23", None),
        ("last winter", None),
        ("in fiscal 2023", None),
        ("since then", None),
        ("two days after being seized", None),
    ],
)  # fmt: skip
def test_words_and_their_days(text: str, words: str | None) -> None:
    assert _found(text) == [_read(words)]


@pytest.mark.parametrize(
    "text",
    [
        "for three months",
        "within days",
        "five hours",
        "a 30-day truce",
        "It may sail.",
        "May said so.",
        "June Adeyemi said so.",
        "They march at dawn.",
        "2,000 men and 2000 tonnes",
        "600 rounds a day",
        "under the 1982 convention",
        "resolution 1970",
        "demand may fall",
        "a second ship",
        "recently, now and then",
        "IMO 9241061 of 10.5 metres",
    ],
)
def test_what_is_no_time(text: str) -> None:
    assert _found(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("on Saturday", "2025-06-07"),
        ("on Thursday", "2025-06-05"),
        ("on 3 May", "2026-05-03"),
        ("in June", "2025-06"),
        ("in May", "2026-05"),
        ("by March", "..2026-03-31"),
        ("next month", "2025-07"),
        ("by the end of the year", "..2025-12-31"),
        ("this year", "2025"),
        ("from 10 to 12 June", "2025-06-10..2025-06-12"),
        ("from Monday to Friday", "2025-06-09..2025-06-13"),
        ("in the next three months", "2025-06-05..2025-09-05"),
    ],
)
def test_words_in_a_future_sentence(text: str, words: str) -> None:
    assert _found(text, tense="future") == [_read(words)]


FORMATS = [
    "{d} {month} {y}", "{d} {month}, {y}", "{month} {d}, {y}", "{month} {d} {y}", "the {th} of {month} {y}",
    "{month} {th}, {y}", "{iso}", "{weekday}, {d} {month} {y}", "{weekday}, {month} {d}, {y}", "{d} {mon} {y}",
    "{mon}. {d}, {y}", "{d} {MONTH} {y}",
]  # fmt: skip


def _written(day: date, form: str) -> str:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(
        day.day % 10 if day.day not in (11, 12, 13) else 0, "th"
    )
    month = MONTHS[day.month - 1]
    mon = month if len(month) <= 4 else month[:3]
    form = form.replace("{mon}.", "{mon}") if mon == month else form
    return form.format(
        d=day.day, th=f"{day.day}{ending}", month=month, MONTH=month.upper(), mon=mon, y=day.year,
        iso=day.isoformat(), weekday=WEEKDAYS[day.weekday()],
    )  # fmt: skip


@settings(deadline=None)
@given(dates, st.sampled_from(FORMATS), dates | st.none())
def test_every_way_to_write_a_date_gives_that_day_whenever_published(
    day: date, form: str, today: date | None
) -> None:
    text = f"It sailed on {_written(day, form)}."
    for tense in ("past", "present", "future"):
        assert _found(text, today, tense) == [(day, day)]


@settings(deadline=None)
@given(
    dates, st.sampled_from(WEEKDAYS), st.integers(-50, 50), st.sampled_from(["", "last ", "next "])
)
def test_weekdays_move_with_the_week_of_publication(
    today: date, weekday: str, weeks: int, which: str
) -> None:
    move = timedelta(weeks=weeks)
    for tense in ("past", "future"):
        [first] = _found(f"on {which}{weekday}", today, tense)
        [second] = _found(f"on {which}{weekday}", today + move, tense)
        assert first is not None
        assert first[0] is not None
        assert WEEKDAYS[first[0].weekday()] == weekday
        assert second == (first[0] + move, first[0] + move)
        assert abs(first[0] - today) <= timedelta(days=7)
        assert first[0] <= today if tense == "past" and which != "next " else True


@settings(deadline=None)
@given(dates, st.sampled_from(MONTHS))
def test_a_month_is_the_last_that_began_or_the_next_that_has_not_ended(
    today: date, month: str
) -> None:
    [past] = _found(f"in {month}", today)
    [ahead] = _found(f"in {month}", today, "future")
    assert past is not None
    assert ahead is not None
    assert past[0] is not None
    assert ahead[1] is not None
    assert past[0] <= today < past[0] + timedelta(days=366)
    assert ahead[1] >= today > ahead[1] - timedelta(days=397)
    assert past[0].month == ahead[1].month == MONTHS.index(month) + 1


PIECES = [
    "since", "by", "from", "to", "between", "and", "until", "before", "after", "the", "last", "next", "this", "first",
    "half", "of", "quarter", "year", "month", "week", "days", "two", "a", "ago", "later", "earlier", "same", "day", "end",
    "3", "31", "2024", "1999", "May", "March", "Feb.", "Friday", "Sat.", "early", "mid", "-", "–", ",", ".", "yesterday",
    "eve", "night", "so", "far", "in", "past", "three", "strike", "winter", "fiscal", "Q3", "2024-02-30", "29", "'s",
    "'", "decade", "fortnight", "0", "9999", "9999999999999", "²", "٣", "１２", "weekend",
]  # fmt: skip


@settings(deadline=None, max_examples=400)
@given(
    st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join) | st.text(max_size=60),
    st.dates() | st.none(),
    st.sampled_from(["past", "present", "future"]),
)
def test_no_words_make_it_fail_and_no_period_ends_before_its_start(
    text: str, today: date | None, tense: Tense
) -> None:
    for found in _found(text, today, tense):
        if found is not None:
            first, last = found
            assert first is not None or last is not None
            assert first is None or last is None or first <= last


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=14))
def test_white_space_changes_no_time(pieces: list[str]) -> None:
    text = " ".join(pieces)
    assert _found(text) == _found(text.replace(" ", "\n  "))


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=14))
def test_expressions_stand_in_order_and_do_not_overlap(pieces: list[str]) -> None:
    end = 0
    for expression in expressions(" ".join(pieces)):
        assert end <= expression.start < expression.end
        end = expression.end


@pytest.mark.parametrize(
    "piece", ["2 ", "the first ", "May 3, ", "from ", "between 3 and ", "-", "two days after the "]
)
def test_time_grows_with_the_length_of_the_text_only(piece: str) -> None:
    started = time.perf_counter()
    expressions(piece * 2_000)
    assert time.perf_counter() - started < 10  # a second or less; what goes back never ends


@settings(deadline=None)
@given(
    st.dates(), st.sampled_from(["day", "week", "month", "quarter", "year"]), st.integers(-9, 9)
)
def test_a_day_lies_in_its_period_and_moves_there_and_back(
    day: date, unit: str, number: int
) -> None:
    found = around(day, unit)
    assert found is None or found[0] <= day <= found[1]
    there = moved(day, unit, number)
    back = moved(there, unit, -number) if there is not None else day
    assert back is not None
    assert abs(back - day) <= timedelta(days=3)  # 31 May, a month back and on: 30 May


def test_since_never_ends_after_the_publication() -> None:
    at = Setting(TODAY, date(2025, 6, 1))
    [expression] = expressions("since May")
    for base in (date(2025, 6, 1), date(2024, 8, 1), None):
        period = expression.period(replace(at, base=base))
        assert period is None or period.end_date == TODAY
