"""Days and periods that words stand for, resolved against the day of publication."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from tidewaiter.model.claims import Period

_MONTHS = {m.lower(): i for i, m in enumerate(calendar.month_name) if m}
_MONTHS |= {m.lower()[:3]: i for m, i in list(_MONTHS.items())} | {"sept": 9}
_DAYS = {d.lower(): i for i, d in enumerate(calendar.day_name)}
_COUNT = {
    w: i
    for i, w in enumerate(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"], 1
    )
}
_COUNT |= {"a": 1, "an": 1}
_MONTH = "(?:" + "|".join(sorted((m.title() for m in _MONTHS), key=len, reverse=True)) + r")\b\.?"
_DAY = "(?:" + "|".join(d.title() for d in _DAYS) + ")"
_DATE = (
    rf"(?:(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<m1>{_MONTH})(?:,?\s+(?P<y1>(?:19|20)\d\d))?"
    rf"|(?P<m2>{_MONTH})\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\b(?!,?\d)(?:,?\s+(?P<y2>(?:19|20)\d\d))?"
    rf"|(?P<m3>{_MONTH})(?:,?\s+(?:of\s+)?(?:(?P<y3>(?:19|20)\d\d)|(?P<rel>last|this|next) year))?"
    rf"|(?P<half>first|second) half of (?P<y4>(?:19|20)\d\d|last year|this year)"
    rf"|(?P<same>(?i:the same day|that (?:same )?day))"
    rf"|(?P<n>(?i:{'|'.join(_COUNT)})|\d+)\s+(?P<unit>day|week|month|year)s?\s+(?P<dir>earlier|later|ago|before|after)"
    rf"|(?P<dayrel>(?i:yesterday|today|tonight|tomorrow))"
    rf"|(?:(?P<wrel>(?i:last|next|this))\s+)?(?P<wd>{_DAY})"
    rf"|(?P<edge>the (?:end|start|beginning) of\s+)?(?P<prel>(?i:last|this|next))\s+(?P<punit>year|month|week)"
    rf"|the end of (?P<y6>(?:19|20)\d\d)"
    rf"|(?P<y5>(?:19|20)\d\d)\b(?!\s+(?:tonnes?|tons|rounds|shells|barrels|troops|soldiers|people|men|ships)))"
)
_PLAIN = re.sub(r"\?P<\w+>", "?:", _DATE)
_EXPRESSION = re.compile(
    rf"\b(?:(?P<lead>(?i:between|from|since|by|until|before|after|so far))\s+)?(?P<first>{_PLAIN})"
    rf"(?:\s+(?P<joint>and|to|until|through)\s+(?P<second>{_PLAIN}))?"
)
_DAYS_JOINED = re.compile(
    rf"\bbetween (\d{{1,2}}) and (\d{{1,2}}) ({_MONTH})(?:,? ((?:19|20)\d\d))?"
)
_ONE = re.compile(_DATE)


@dataclass(slots=True)
class Anchor:
    """The day that relative words count from; ``named`` moves as the text names days."""

    published: date | None
    named: date | None = None


def _days_in(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]


def _safe(year: int, month: int, day: int) -> date | None:
    if not 1 <= month <= 12 or not 1 <= day <= _days_in(year, month):
        return None
    return date(year, month, day)


def _month(words: str) -> int:
    return _MONTHS[words.rstrip(".").lower()]


def _year(words: str, base: date) -> int:
    named = re.search(r"(?:19|20)\d\d", words)
    return int(named[0]) if named else base.year + {"last": -1, "next": 1}.get(words[:4], 0)


_Range = tuple[date, date]


def _calendar(m: re.Match[str], base: date, future: bool) -> _Range | None:
    """A date or a month, with or without its year."""
    if m["d1"] or m["d2"]:
        month, day = _month(m["m1"] or m["m2"]), int(m["d1"] or m["d2"])
        year = m["y1"] or m["y2"]
        guess = _safe(int(year) if year else base.year, month, day)
        if guess is not None and not year:
            if future and guess < base:
                guess = _safe(base.year + 1, month, day)
            elif not future and guess > base:
                guess = _safe(base.year - 1, month, day)
        return (guess, guess) if guess else None
    month = _month(m["m3"])
    if m["y3"]:
        year_number = int(m["y3"])
    elif m["rel"]:
        year_number = _year(m["rel"], base)
    else:
        year_number = base.year
        if future and month < base.month:
            year_number += 1
        elif not future and month > base.month:
            year_number -= 1
    return date(year_number, month, 1), date(year_number, month, _days_in(year_number, month))


def _counted(m: re.Match[str], anchor: Anchor, base: date) -> _Range | None:
    count = int(m["n"]) if m["n"].isdigit() else _COUNT[m["n"].lower()]
    origin = base if m["dir"] == "ago" else (anchor.named or base)
    sign = 1 if m["dir"] in {"later", "after"} else -1
    if m["unit"] in {"day", "week"}:
        days = count * (7 if m["unit"] == "week" else 1)
        if days > 40_000:
            return None
        day = origin + timedelta(days=sign * days)
        return day, day
    months = (
        origin.year * 12 + origin.month - 1 + sign * count * (12 if m["unit"] == "year" else 1)
    )
    year, month = divmod(months, 12)
    if not 1 < year < 9999:
        return None
    if m["unit"] == "year":
        return date(year, 1, 1), date(year, 12, 31)
    return date(year, month + 1, 1), date(year, month + 1, _days_in(year, month + 1))


def _period(m: re.Match[str], base: date, past: bool) -> _Range:
    """This, last or next year, month or week."""
    shift = {"last": -1, "this": 0, "next": 1}[m["prel"].lower()]
    if m["punit"] == "year":
        start, end = date(base.year + shift, 1, 1), date(base.year + shift, 12, 31)
    elif m["punit"] == "month":
        year, month = divmod(base.year * 12 + base.month - 1 + shift, 12)
        start, end = date(year, month + 1, 1), date(year, month + 1, _days_in(year, month + 1))
    else:
        start = base - timedelta(days=base.weekday()) + timedelta(weeks=shift)
        end = start + timedelta(days=6)
    if shift == 0 and past:
        end = base
    if m["edge"]:
        return (end, end) if "end" in m["edge"] else (start, start)
    return start, end


def _one(words: str, anchor: Anchor, future: bool) -> _Range | None:
    """Resolve one expression without its preposition."""
    m = _ONE.fullmatch(words) or _ONE.match(words)
    if m is None:
        return None
    if m["y6"]:
        return date(int(m["y6"]), 12, 31), date(int(m["y6"]), 12, 31)
    if m["y5"]:
        return date(int(m["y5"]), 1, 1), date(int(m["y5"]), 12, 31)
    base = anchor.published
    explicit = m["y1"] or m["y2"] or m["y3"] or (m["half"] and m["y4"].isdigit())
    if m["same"]:
        return (anchor.named, anchor.named) if anchor.named else None
    if base is None:
        if not explicit:
            return None
        base = date(2000, 1, 1)  # never used: the year is given
    if m["d1"] or m["d2"] or m["m3"]:
        return _calendar(m, base, future)
    if m["half"]:
        year = _year(m["y4"], base)
        first = m["half"] == "first"
        return date(year, 1 if first else 7, 1), date(year, 6, 30) if first else date(year, 12, 31)
    if m["n"]:
        return _counted(m, anchor, base)
    if m["dayrel"]:
        day = base + timedelta(days={"yesterday": -1, "tomorrow": 1}.get(m["dayrel"].lower(), 0))
        return day, day
    if m["wd"]:
        back = (base.weekday() - _DAYS[m["wd"].lower()]) % 7
        if m["wrel"] == "last":
            back = back or 7
        ahead = future or m["wrel"] == "next"
        day = base + timedelta(days=(-back) % 7) if ahead else base - timedelta(days=back)
        return day, day
    return _period(m, base, not future)


def periods(text: str, anchor: Anchor, *, future: bool = False) -> list[tuple[int, int, Period]]:
    """Return ``(start, end, period)`` for every expression of time, in order.

    Args:
        text: Part of a document, usually one sentence or content.
        anchor: Day of publication and day last named; the latter moves on.
        future: The sentence speaks of what is to come.

    >>> [p.start_date.isoformat() for _, _, p in periods("left last year", Anchor(date(2025, 6, 5)))]
    ['2024-01-01']
    """
    out: list[tuple[int, int, Period]] = []
    taken = 0
    for joined in _DAYS_JOINED.finditer(text):
        first = _one(f"{joined[1]} {joined[3]} {joined[4] or ''}".strip(), anchor, future)
        last = _one(f"{joined[2]} {joined[3]} {joined[4] or ''}".strip(), anchor, future)
        if first and last:
            out.append((joined.start(), joined.end(), Period(joined[0], first[0], last[1])))
    for m in _EXPRESSION.finditer(text):
        if m.start() < taken or any(a <= m.start() < b for a, b, _ in out):
            continue
        if (
            m["first"] == "May"
            and text[m.end() : m.end() + 1] == " "
            and not re.match(r"\s(?:and|to|by|last|this|\d)", text[m.end() :])
            and not re.search(
                r"(?:in|since|by|until|last|of|from|between)\s+$", text[: m.start("first")]
            )
        ):
            continue
        if (
            m["first"][0].isdigit()
            and len(m["first"]) == 4
            and not re.search(
                r"(?:in|since|by|of|from|between|until|during|before|after|to|and|late|early|mid)[ -]$",
                text[: m.start("first")],
                re.IGNORECASE,
            )
        ):
            continue
        period = _resolve(m, anchor, future)
        if period is None:
            continue
        taken = m.end()
        out.append((m.start(), m.end(), period))
        if period.start_date is not None and period.start_date == period.end_date:
            anchor.named = period.start_date
    return sorted(out, key=lambda item: item[0])


def _resolve(m: re.Match[str], anchor: Anchor, future: bool) -> Period | None:
    lead = (m["lead"] or "").lower()
    ahead = future or lead in {"by", "until"}
    first = _one(m["first"], anchor, ahead)
    if m["second"] and lead in {"between", "from"}:
        second = _one(m["second"], anchor, ahead)
        if second is None:
            return None
        if first is None or not re.search(r"(?:19|20)\d\d|last|this", m["first"]):
            first = _one(m["first"], Anchor(second[0]), future=False) or first
        return Period(m[0], first[0], second[1]) if first and first[0] <= second[1] else None
    if first is None:
        return None
    words = m[0] if not m["second"] else m[0][: m.end("first") - m.start()]
    if lead == "since":
        return Period(words, first[0], anchor.published)
    if lead in {"by", "until", "before"}:
        return Period(words, None, first[1] if lead != "before" else first[0] - timedelta(days=1))
    if lead == "from":
        return Period(words, first[0], None)
    return Period(words, first[0], first[1])
