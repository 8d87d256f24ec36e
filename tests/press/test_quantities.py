from __future__ import annotations

import math
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tidewaiter.model.claims import Quantity
from tidewaiter.press.extract.quantities.find import quantities, way
from tidewaiter.press.extract.quantities.numbers import value

ONES = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
SIZES = {10**9: "billion", 10**6: "million", 10**3: "thousand"}


def in_words(n: int) -> str:
    """British English: "one hundred and five thousand and two"."""
    if n < 20:
        return ONES[n]
    if n < 100:
        return TENS[n // 10] + (f"-{ONES[n % 10]}" if n % 10 else "")
    if n < 1000:
        rest = f" and {in_words(n % 100)}" if n % 100 else ""
        return f"{ONES[n // 100]} hundred{rest}"
    for size, name in SIZES.items():
        if n >= size:
            left = n % size
            link = " and " if 0 < left < 100 else " "
            return f"{in_words(n // size)} {name}" + (link + in_words(left) if left else "")
    raise AssertionError(n)


def shown(text: str) -> list[tuple[float | None, float | None, str | None]]:
    return [(q.low, q.high, q.unit) for q in quantities(text)]


def checked(text: str) -> tuple[Quantity, ...]:
    """Read a text and hold the laws of every quantity."""
    found = quantities(text, offset=7)
    at = 0
    for index, q in enumerate(found):
        assert text[q.start - 7 : q.end - 7] == q.text != ""
        assert q.start - 7 >= at
        at = q.end - 7
        assert q.low is None or q.high is None or q.low <= q.high
        assert q.best is None or (q.low is not None and q.low <= q.best)
        assert q.best is None or q.high is None or q.best <= q.high
        assert all(math.isfinite(v) for v in (q.low, q.best, q.high) if v is not None)
        assert q.alternative_to is None or 0 <= q.alternative_to < index
    return found


# --- laws -----------------------------------------------------------------------------------


@settings(deadline=None)
@given(st.text(max_size=300))
@example("between 4 and")
@example("12 mm")
@example("half of a")
@example("“40”")
@example("٣ ships")
@example("½")
def test_no_text_makes_it_fail(text: str) -> None:
    checked(text)


PARTS = st.sampled_from(
    [
        "up to", "at least", "between", "from", "to", "and", "or", "a", "half", "third", "of", "the",
        "40", "1.5", "12,000", "million", "m", "$", "€", "%", "per", "cent", "-", "–", "—", ",", ".",
        "twice", "times", "dozens", "hundreds", "thousand", "one", "two", "twenty", "five", "days",
        "ships", "mm", "(", ")", "2017", "May", "Article", "more", "than", "odd", "ago", "tonnes",
        "wounded", "No.", "°", "N", "“", "”", "'", "’", "/", "some", "or so", "a day", "in", "were",
    ]
)  # fmt: skip


@settings(deadline=None, max_examples=400)
@given(st.lists(PARTS, max_size=14), st.sampled_from([" ", "", "  "]))
def test_no_heap_of_number_words_makes_it_fail(parts: list[str], between: str) -> None:
    checked(between.join(parts))


@settings(deadline=None)
@given(st.integers(1, 10**12 - 1))
@example(1_000_000)
@example(100_100)
@example(2_000_005)
def test_words_and_digits_agree(n: int) -> None:
    assert value(in_words(n)) == n
    assert value(f"{n:,}") == n
    assert value(str(n)) == n


@settings(deadline=None)
@given(st.integers(1, 10**12 - 1))
def test_a_thousand_times_as_many_is_a_thousand_times_the_value(n: int) -> None:
    assert value(f"{n} thousand") == 1000 * n
    assert value(f"{n:,} thousand") == 1000 * n
    if n < 1000:
        assert value(f"{in_words(n)} thousand") == 1000 * n


@settings(deadline=None)
@given(st.integers(2, 10**9), st.sampled_from(["about", "at least", "up to", "nearly", "roughly"]))
def test_a_bound_only_widens(n: int, bound: str) -> None:
    (plain,) = quantities(f"it moved {n:,} crates")
    (bounded,) = quantities(f"it moved {bound} {n:,} crates")
    assert plain.low is not None
    assert plain.high is not None
    assert bounded.low is None or bounded.low <= plain.low
    assert bounded.high is None or bounded.high >= plain.high


@settings(deadline=None)
@given(
    st.sampled_from(
        ["nine crates", "up to 40 tonnes of rice", "between 4 and 6 million rounds", "$3m a year"]
    ),
    st.sampled_from(["The port", "Officials, quietly,", "Nobody near Vostochny", ""]),
    st.sampled_from(["at the pier.", "without a word", "by night, witnesses added.", ""]),
)
def test_words_around_change_nothing(figure: str, left: str, right: str) -> None:
    alone = shown(figure)
    assert shown(f"{left} moved {figure}, {right}") == alone


WRITTEN = [
    "up to 40 containers of rice and between two and three hundred crates",
    "at least 12 of the 30 ships, or 900 tonnes",
    "$2-3 billion a year and half a million barrels a day",
    "three weeks after the 14-day voyage, one drone and dozens more",
]


@pytest.mark.parametrize("text", WRITTEN)
def test_white_space_and_quotation_marks_change_nothing(text: str) -> None:
    expected = shown(text)
    assert expected
    assert shown(text.replace(" ", "\n")) == expected
    assert shown(text.replace(" ", "  \t")) == expected
    assert shown(text.replace(" ", "\u00a0")) == expected
    for left, right in ("“”", "‘’", '""', "«»"):
        assert shown(left + text + right) == expected
        assert shown(" ".join(f"{left}{w}{right}" for w in text.split())) == expected


@pytest.mark.parametrize(
    "part",
    ["1", "1,", "1,111", "1.", "9 ", "1/", "1:", "12-", "and ", "1, ", "hundred ", "5 and ", "(1) ",
     "a ", "'", "-", "x", "12 mm, ", "Article 1, ", "1 May, ", "one hundred and ", "$", "°", " "],
)  # fmt: skip
def test_long_monotonous_texts_come_to_an_end(part: str) -> None:
    checked((part * 30_000)[:30_000])


def test_figures_in_other_digits_count_too() -> None:
    assert shown("٤٠ ships")[0][0] == 40
    assert unicodedata.digit("٤") == 4


# --- the contract's table, in our own words --------------------------------------------------

M = 1_000_000
TABLE = [
    # exact
    ("600 crates", 600, 600, "crates"),
    ("nine minehunters", 9, 9, "minehunters"),
    ("a further 200 soldiers", 200, 200, "soldiers"),
    ("another 12 barges", 12, 12, "barges"),
    ("a dozen lighters", 12, 12, "lighters"),
    ("half a dozen tugs", 6, 6, "tugs"),
    ("two dozen skiffs", 24, 24, "skiffs"),
    ("a couple of frigates", 2, 2, "frigates"),
    ("a pair of corvettes", 2, 2, "corvettes"),
    ("two hundred and fifty conscripts", 250, 250, "conscripts"),
    ("one conscript", 1, 1, "conscript"),
    ("half a million barrels of crude", 500_000, 500_000, "barrels"),
    ("a quarter of a million refugees", 250_000, 250_000, "refugees"),
    ("two and a half million tonnes", 2.5 * M, 2.5 * M, "tonnes"),
    ("9 000 tonnes", 9000, 9000, "tonnes"),
    ("9’000 tonnes", 9000, 9000, "tonnes"),
    ("1½ tonnes", 1.5, 1.5, "tonnes"),
    ("1.4m barrels", 1.4 * M, 1.4 * M, "barrels"),
    ("15k rounds", 15_000, 15_000, "rounds"),
    # about
    ("around 600 crates", 540, 660, "crates"),
    ("some 80 trucks", 72, 88, "trucks"),
    ("approximately 40 crates", 36, 44, "crates"),
    ("an estimated $370 million", 333 * M, 407 * M, "dollars"),
    ("in the region of 200 men", 180, 220, "men"),
    ("40-odd trawlers", 36, 44, "trawlers"),
    ("a hundred or so men", 90, 110, "men"),
    ("nearly 900 tonnes", 810, 900, "tonnes"),
    ("just short of 400 crates", 360, 400, "crates"),
    # at most
    ("up to nine million rounds", 0, 9 * M, "rounds"),
    ("as many as 120 prisoners", 0, 120, "prisoners"),
    ("as much as 20 percent", 0, 20, "percent"),
    ("no more than 60 days", 0, 60, "days"),
    ("not exceeding 5 tonnes", 0, 5, "tonnes"),
    ("a maximum of 40 containers", 0, 40, "containers"),
    ("fewer than ten guards", 0, 10, "guards"),
    ("under 12 nautical miles", 0, 12, "nautical miles"),
    ("200 rounds at most", 0, 200, "rounds"),
    ("three crates or fewer", 0, 3, "crates"),
    # at least
    ("at least 64 crates", 64, None, "crates"),
    ("at the very least 300 rounds", 300, None, "rounds"),
    ("in excess of 3,000 tonnes", 3000, None, "tonnes"),
    ("well over 200 people", 200, None, "people"),
    ("upwards of 40 dhows", 40, None, "dhows"),
    ("north of $2bn", 2_000 * M, None, "dollars"),
    ("no fewer than 12 vessels", 12, None, "vessels"),
    ("not less than 90 days", 90, None, "days"),
    ("exceeding €4,000 a day", 4000, None, "euros a day"),
    ("as little as $400 a tonne", 400, None, "dollars a tonne"),
    ("14 ships or more", 14, None, "ships"),
    ("two or more boats", 2, None, "boats"),
    ("40-plus drones", 40, None, "drones"),
    ("at least some 40 crates", 40, None, "crates"),
    # ranges
    ("between 4 and 6 million rounds", 4 * M, 6 * M, "rounds"),
    ("4–6 million rounds", 4 * M, 6 * M, "rounds"),
    ("from 10 to 12 tonnes", 10, 12, "tonnes"),
    ("some 40 to 50 trucks", 40, 50, "trucks"),
    ("two to three dozen men", 24, 36, "men"),
    ("$2m-$3m", 2 * M, 3 * M, "dollars"),
    ("10%-15% of trade", 10, 15, "percent"),
    ("45-50,000 tonnes", 45_000, 50_000, "tonnes"),
    ("between 800 and 1,000 men", 800, 1000, "men"),
    ("between a third and a half of the fleet", 33.33, 50, "percent"),
    ("eight Pakistanis", 8, 8, "Pakistanis"),
    ("40 such transfers", 40, 40, "transfers"),
    ("one more ship", 1, 1, "ship"),
    ("between €110 million and €130 million", 110 * M, 130 * M, "euros"),
    ("between 12,000 and perhaps 15,000 troops", 12_000, 15_000, "troops"),
    # vague words
    ("dozens of photographs", 24, 99, "photographs"),
    ("scores of fighters", 24, 99, "fighters"),
    ("several hundred migrants", 200, 999, "migrants"),
    ("thousands of fuses", 2000, 9999, "fuses"),
    ("tens of thousands of shells", 20_000, 99_999, "shells"),
    ("hundreds of thousands of dollars", 200_000, 999_999, "dollars"),
    ("up to several hundred men", 0, 999, "men"),
    # shares and multiples
    ("a third of the crew", 33.33, 33.33, "percent"),
    ("about half of the shipments", 45, 55, "percent"),
    ("more than two-thirds of the fleet", 66.67, None, "percent"),
    ("one in five tankers", 20, 20, "percent"),
    ("3.2 percentage points", 3.2, 3.2, "percentage points"),
    ("twice as many", 2, 2, "times"),
    ("more than twice the quota", 2, None, "times"),
    ("nearly three times its scrap value", 2.7, 3, "times"),
    ("called there at least 11 times", 11, None, "times"),
    # money
    ("USD 3.2 million", 3.2 * M, 3.2 * M, "dollars"),
    ("Rs 4 crore", 40 * M, 40 * M, "rupees"),
    ("12 lakh rupees", 1.2 * M, 1.2 * M, "rupees"),
    ("A$40m", 40 * M, 40 * M, "Australian dollars"),
    ("70 million yuan", 70 * M, 70 * M, "yuan"),
    # units of several words, and hyphened ones
    ("300,000 barrels per day", 300_000, 300_000, "barrels a day"),
    ("12 flights weekly", 12, 12, "flights a week"),
    ("200 metric tons of coal", 200, 200, "metric tons"),
    ("a 14-day voyage", 14, 14, "days"),
    ("a 90,000-tonne tanker", 90_000, 90_000, "tonnes"),
    ("a three-man crew", 3, 3, "men"),
    ("a 43-year-old captain", 43, 43, "years"),
    ("three customs officers", 3, 3, "customs officers"),
    ("five goods trains", 5, 5, "goods trains"),
    ("three small, rusty dhows", 3, 3, "dhows"),
    ("six Houthi-held ports", 6, 6, "ports"),
    ("40,000 152-millimetre shells", 40_000, 40_000, "shells"),
    ("two US officials", 2, 2, "officials"),
    ("three Su-24s", 3, 3, "Su-24s"),
    ("15 S-300 missiles", 15, 15, "missiles"),
    ("50 AK-47 rifles", 50, 50, "rifles"),
    ("R2.3 billion", 2300 * M, 2300 * M, "rand"),
    ("1.5 million b/d", 1.5 * M, 1.5 * M, "barrels a day"),
    ("1.6 M shells", 1.6 * M, 1.6 * M, "shells"),
    ("the toll climbed past 500", 500, None, None),
    ("half a percentage point", 0.5, 0.5, "percentage points"),
    ("two more bodies", 2, 2, "bodies"),
    ("a dozen or so lighters", 10.8, 13.2, "lighters"),
    ("15 of its crew", 15, 15, "crew"),
    ("“up to 40” containers", 0, 40, "containers"),
    # prepositions that bound nothing
    ("sailed under two flags", 2, 2, "flags"),
    ("talks held over three days", 3, 3, "days"),
    ("lasted over three days", 3, None, "days"),
    ("warned about two tankers", 2, 2, "tankers"),
    ("handed over 15 prisoners", 15, 15, "prisoners"),
]


@pytest.mark.parametrize(("text", "low", "high", "unit"), TABLE)
def test_one_figure(text: str, low: float | None, high: float | None, unit: str | None) -> None:
    (found,) = checked(text)
    assert found.low == pytest.approx(low)
    assert found.high == pytest.approx(high)
    assert found.unit == unit


@pytest.mark.parametrize(
    "text",
    [
        "on 3 and 4 April",
        "from Nov. 29 to Dec. 2, 2021",
        "between 2021 and 2023",
        "in 2021-22",
        "In 2014 soldiers seized the port",
        "the 1990s",
        "the 5th of May",
        "at 10:30, at 6 p.m. and at 0600 GMT",
        "Article 41(2), annex 7, para. 8, No. 3, page 17, Pier 4, berth 12",
        "resolutions 1718 (2006) and 2397 (2017)",
        "paragraphs 5, 8 and 17",
        "IMO 9123456",
        "122 and 152 mm",
        "a 152-millimetre gun, 7.62x39 and 12.7 mm",
        "at 42°13′N, 130°18′E",
        "latitude 42.2331",
        "36.5 N",
        "the Mir Byol 7 and the Sea Star 3",
        "an Il-76, T-72s and an S-300",
        "the Group of Seven and the G7",
        "the Seven Sisters",
        "phase two, Chapter Seven, day one",
        "one of them, no one, one another, one by one",
        "both ships",
        "a ship",
        "several ships, a handful of men, a few days",
        "without one signature",
        "not one container",
        "in the words of one diplomat",
        "if one believes the coastguard",
        "three weeks ago, two days later and a year before",
        "nine days before the strike",
        "two or three weeks later",
        "in the past two weeks",
        "in the next 48 hours",
        "in two weeks’ time",
        "six-party talks, two-way trade and a two-state solution",
        "9/11, 24/7 and 50-50",
        "21 Savushkina Street",
        "a three-to-one majority",
        "at 6.15 the crew left, at six on Friday, at nine sharp",
        "a 9M133 and a 3D chart",
        "2397 ¶13 and § 4",
        "call +44 20 7946 0958 or 555-0123",
    ],
)
def test_what_counts_nothing_is_no_quantity(text: str) -> None:
    assert checked(text) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("two of nine tankers", [(2, 2, "tankers"), (9, 9, "tankers")]),
        ("37 of 41 drones", [(37, 37, "drones"), (41, 41, "drones")]),
        ("killed 14 people, thousands more wounded", [(14, 14, "people"), (2000, 9999, "people")]),
        ("two sailors and at least five others", [(2, 2, "sailors"), (5, None, "sailors")]),
        ("12 dead and 40 wounded", [(12, 12, "dead"), (40, 40, "wounded")]),
        ("rose from 40 to 60 ships", [(40, 40, "ships"), (60, 60, "ships")]),
        ("fell from $60 to $45 a barrel", [(60, 60, "dollars a barrel"), (45, 45, "dollars a barrel")]),
        ("200 20-foot containers", [(200, 200, "containers"), (20, 20, "feet")]),
        ("32 calls, of which 14 concerned tankers", [(32, 32, "calls"), (14, 14, "calls")]),
        ("put the number of prisoners at 40", [(40, 40, "prisoners")]),
        ("five by seven metres", [(5, 5, "metres"), (7, 7, "metres")]),
        ("$1 or $2 a barrel", [(1, 1, "dollars a barrel"), (2, 2, "dollars a barrel")]),
        ("a crew of 41", [(41, 41, "crew")]),
        ("aged 17", [(17, 17, "years")]),
        ("12 x 40-foot boxes", [(12, 12, "boxes"), (40, 40, "feet")]),
        ("jumped $5,000 to $38,500", [(5000, 5000, "dollars"), (38_500, 38_500, "dollars")]),
        ("14 dead, 60 injured", [(14, 14, "dead"), (60, 60, "injured")]),
        (
            "21 civilians, among them seven children, were killed and 34 others hurt",
            [(21, 21, "civilians"), (7, 7, "children"), (34, 34, "civilians")],
        ),
        ("between 60 and 80 were officers", [(60, 80, "officers")]),
    ],
)  # fmt: skip
def test_figures_take_units_from_their_neighbours(
    text: str, expected: list[tuple[float, float | None, str]]
) -> None:
    assert [(q.low, q.high, q.unit) for q in checked(text)] == expected


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("2 million of 152 mm or 400,000 of 122 mm", [2 * M, 400_000]),
        ("11 or 12 prisoners", [11, 12]),
        ("500 or 600 million cubic metres", [500 * M, 600 * M]),
        ("two or three hundred men", [200, 300]),
        ("60 lorries or 110 tractors", [60, 110]),
        ("20 (perhaps 30) ships", [20, 30]),
        ("dozens, if not hundreds, of cattle", [24, 200]),
        ("$58 a barrel, or $66 with freight", [58, 66]),
    ],
)
def test_alternatives_are_two_figures_never_a_sum(text: str, values: list[float]) -> None:
    found = checked(text)
    assert [q.low for q in found] == values
    assert [q.alternative_to for q in found] == [None, 0]
    assert found[0].unit == found[1].unit or "lorries" in text


@pytest.mark.parametrize(
    ("text", "of"),
    [
        (
            "nine million rounds of artillery and rocket ammunition",
            "artillery and rocket ammunition",
        ),
        ("60 tonnes of explosive remain adrift", "explosive"),
        ("2,500 tons of stolen condensate from a barge", "stolen condensate"),
        ("150,000 shells of 152 mm", "152 mm"),
        ("40 crates of the missile components", "missile components"),
        ("40 tonnes of each", None),
        ("40 crates", None),
    ],
)
def test_what_a_unit_consists_of(text: str, of: str | None) -> None:
    assert checked(text)[0].of == of


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("the port was closed", "no number"),
        ("on 4 May", "numbers that count nothing"),
        ("nine crates", "as written"),
        ("up to nine crates", "bounded"),
        ("dozens of crates", "vague word"),
        ("half of the crates", "share or multiple"),
        ("put it at nine", "unit not said"),
        ("nine crates or ten sacks", "alternatives"),
    ],
)
def test_the_way_a_figure_was_read_is_told(text: str, code: str) -> None:
    assert way(text, quantities(text)) == code


def test_the_span_holds_bound_number_and_unit() -> None:
    (found,) = quantities("It took up to 40 crates of rice.", offset=100)
    assert (found.text, found.start) == ("up to 40 crates", 108)
