"""The day on which a document says that it was published."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

_MONTHS = {
    name[:3]: number
    for number, name in enumerate(
        ("january", "february", "march", "april", "may", "june", "july", "august", "september",
         "october", "november", "december"), start=1)
}  # fmt: skip
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|"
    r"Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DAY = re.compile(
    rf"\b(?:(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?[ -](?P<m>{_MONTH}),?[ -](?P<y>\d{{4}})"
    rf"|(?P<m2>{_MONTH})\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?:,\s*|\s+)(?P<y2>\d{{4}})"
    r"|(?P<y3>\d{4})-(?P<m3>\d{2})-(?P<d3>\d{2}))(?!\d)",
    re.IGNORECASE,
)
#: "Feb 6" without a year; what the year is, another source must say.
_NO_YEAR = re.compile(
    rf"\b(?:(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<m>{_MONTH})|(?P<m2>{_MONTH})\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?)\b",
    re.IGNORECASE,
)
_PLACES = r"[A-ZÀ-Þ][\w'’.]*(?:[ /-](?:(?:of|the|de|la|al|el)[ -])?[A-ZÀ-Þ][\w'’.]*){0,4}"
#: "OSLO, May 2 (Wire) -", "Muscat, 14 May --", "ISLAMABAD:": place, day and agency before a text.
DATELINE = re.compile(
    r"(?:(?P<capitals>(?=[^a-z\n]{0,40}[A-ZÀ-Þ]{4}|[^a-z\n]{0,6}[A-ZÀ-Þ]{3}(?:[ /,-]|$))"
    r"[A-ZÀ-Þ'’./ -]{3,50}(?:,[^\n!?\"“”:;()]{1,60}?)??)"
    rf"|(?P<small>(?!The ){_PLACES}(?:,[ ]{_PLACES})?(?=,?[ ][^\n(]{{0,24}}(?:\d|\()))"
    rf"(?:,?[ ](?:\w+day,?[ ])?(?:\d{{1,2}}[ ]{_MONTH}|{_MONTH}[ ]\d{{1,2}})(?:,?[ ]\d{{4}})?)?)"
    r"(?:[ ]?\((?P<agency>(?!IMO|MMSI)[A-ZÀ-Þ][^)\n\d]{1,60})\))?[ ]*(?:--|[-—–]|(?P<colon>:))[ ]+"
    r"(?=[^\sa-zà-þ])"
)
_LINE = re.compile(
    r"^(?:(?:First |Last )?(?:Published|Posted|Updated|Issued|Released|Date|Dated|Filed|Modified)\b"
    r"(?: on| at)?:?\s|By [A-Z]|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )",
    re.IGNORECASE,
)
_FIRST_LINES = 8


def agency(text: str) -> str | None:
    """Return the news agency that a dateline at the head of a text names in brackets.

    >>> agency("OSLO, May 2 (Seabird Wire) - It sailed.")
    'Seabird Wire'
    """
    for line in text[:6000].split("\n")[:_FIRST_LINES]:
        if (match := DATELINE.match(line.strip())) and match["agency"]:
            return match["agency"].strip()
    return None


@dataclass(frozen=True, slots=True)
class Said:
    """A day that a text names as its own; ``year`` says whether the year is named too."""

    day: date
    year: bool
    way: str


def stated(text: str, *, near: date | None = None) -> Said | None:
    r"""Return the day in the dateline, byline or date line at the head of a text.

    Args:
        text: Normalised text; only its first lines are looked at.
        near: A day, such as a file's, that gives the year to a dateline without one.

    >>> stated("Tanker held\nLAGOS, March 5, 2021 (ACNA) - Gunmen boarded it.").day
    datetime.date(2021, 3, 5)
    """
    lines = [line.strip() for line in text[:6000].split("\n") if line.strip()][:_FIRST_LINES]
    for line in lines:
        head, way = None, "byline"
        if match := DATELINE.match(line):
            head, way = match.group(), "dateline"
        elif is_date_line(line):
            head, way = line, "dateline"
        elif len(line) <= 120 and _LINE.match(line):
            head = line
        if head is None:
            continue
        if found := _DAY.search(head):
            day = _date(found)
            if day is not None:
                return Said(day, True, way)
        elif near and way == "dateline" and (found := _NO_YEAR.search(head)):
            day = _nearest(found, near)
            if day is not None:
                return Said(day, False, way)
    return None


def is_date_line(line: str) -> bool:
    """Say whether a line is a day with at most a place and an hour.

    >>> is_date_line("Constanța, 19 September 2024")
    True
    """
    if len(line) > 80:
        return False
    rest = _DAY.sub("", line, count=1)
    return rest != line and len(rest) <= 45 and not rest.rstrip().endswith((".", "!", "?"))


def day_in(text: str) -> date | None:
    """Return the first whole date in some words, None where there is none.

    >>> day_in("Thursday, June 5, 2025 10:14 AM")
    datetime.date(2025, 6, 5)
    """
    match = _DAY.search(text)
    return _date(match) if match else None


def _date(match: re.Match[str]) -> date | None:
    groups = match.groupdict()
    year, month, day = (
        next((v for k in (key, key + "2", key + "3") if (v := groups.get(k))), None)
        for key in "ymd"
    )
    if year is None or month is None or day is None:
        return None
    try:
        return date(int(year), _number(month), int(day))
    except ValueError:
        return None


def _nearest(match: re.Match[str], near: date) -> date | None:
    """The last such day on or before another, if that is at most two months back."""
    month, day = match["m"] or match["m2"], match["d"] or match["d2"]
    for year in (near.year, near.year - 1):
        try:
            found = date(year, _number(month), int(day))
        except ValueError:
            continue
        if 0 <= (near - found).days <= 60:
            return found
    return None


def _number(month: str) -> int:
    return int(month) if month.isdigit() else _MONTHS[month[:3].lower()]
