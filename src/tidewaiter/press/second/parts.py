"""Figures, times and participants of a proposed claim; one that does not hold is left out."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any, get_args

from tidewaiter.model.claims import Period, Quantity, Role, RoleName, Span
from tidewaiter.press.extract.quantities.find import quantities as our_reading
from tidewaiter.press.extract.times.expressions import expressions
from tidewaiter.press.extract.times.setting import Setting
from tidewaiter.press.second.place import Notes, Place
from tidewaiter.press.second.shown import shown
from tidewaiter.press.second.spans import Refused, places, settle, words

_LARGEST = 1e18  # no article counts further, and floats are whole up to about here


def quantities(value: object, where: Place, notes: Notes) -> tuple[Quantity, ...]:
    """Return the figures whose words stand in the content.

    Bounds are the model's; where our own reading of the same words differs, that is noted.
    """
    given = _list(value, "quantities", notes)
    asked, kept = [], []
    for one in given:
        try:
            asked.append(words(one, where.chunk.start))
            kept.append(one)
        except Refused as why:
            notes.drop("quantities", str(why))
    content, ours = where.content, our_reading(where.content.text, offset=where.content.start)
    out: list[tuple[Quantity, int | None]] = []
    for one, span in zip(kept, settle(asked, where.text, content.start, content.end), strict=True):
        try:
            if isinstance(span, Refused):
                raise Refused(f"{span}; only the content was looked at")
            own = _own(ours, span)
            mine = None if own is None else ours[own]
            out.append(
                (_quantity(one if isinstance(one, dict) else {}, span, mine, where, notes), own)
            )
        except Refused as why:
            notes.drop("quantities", str(why))
    return _alternatives(out, ours)


def _own(ours: tuple[Quantity, ...], span: Span) -> int | None:
    return next((i for i, q in enumerate(ours) if q.start < span.end and span.start < q.end), None)


def _quantity(
    one: Mapping[str, Any], span: Span, own: Quantity | None, where: Place, notes: Notes
) -> Quantity:
    low, best, high = (_number(one, key) for key in ("low", "best", "high"))
    known = [n for n in (low, best, high) if n is not None]
    if not known or known != sorted(known):
        raise Refused(f"“{shown(span.text)}”: its bounds are no interval")
    if own is None:
        notes.doubt(f"quantities: our own reading finds no figure in “{shown(span.text)}”")
    elif not all(_same(a, b) for a, b in ((low, own.low), (best, own.best), (high, own.high))):
        notes.doubt(
            f"quantities: “{shown(span.text)}” is {_interval(low, best, high)} to the model and "
            f"{_interval(own.low, own.best, own.high)} to our own reading"
        )
    return Quantity(
        span.text, span.start, span.end, low, best, high,
        unit=_noun(one.get("unit"), own.unit if own else None, "unit", where, notes),
        of=_noun(one.get("of"), own.of if own else None, "of", where, notes),
    )  # fmt: skip


def _number(one: Mapping[str, Any], key: str) -> float | None:
    value = one.get(key)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise Refused(f"{key}: {shown(value)} is no number")
    if not -_LARGEST <= value <= _LARGEST:
        raise Refused(f"{key}: the number is too large to be meant")
    return float(value)


def _same(a: float | None, b: float | None) -> bool:
    if a is None or b is None:
        return a is b
    return math.isclose(a, b, rel_tol=1e-6)


def _interval(low: float | None, best: float | None, high: float | None) -> str:
    return "/".join("none" if n is None else f"{n:g}" for n in (low, best, high))


def _noun(value: object, own: str | None, key: str, where: Place, notes: Notes) -> str | None:
    """What is counted, if its words stand in the content or are what we read ("$": dollars)."""
    if value is None or value == "" or value == own:
        return own if value == own else None
    content = where.content
    if isinstance(value, str) and (found := places(value, where.text, content.start, content.end)):
        return found[0].text
    notes.drop("quantities", f"{key} “{shown(value)}” is not in the content")
    return None


def _alternatives(
    found: list[tuple[Quantity, int | None]], ours: tuple[Quantity, ...]
) -> tuple[Quantity, ...]:
    """Mark what we read as an alternative as one, so that nobody adds both."""
    at = {own: index for index, (_, own) in enumerate(found) if own is not None}
    out = []
    for index, (quantity, own) in enumerate(found):
        other = None if own is None else ours[own].alternative_to
        target = None if other is None else at.get(other)
        same = target is None or target == index
        out.append(quantity if same else replace(quantity, alternative_to=target))
    return tuple(out)


def period(
    key: str, one: Mapping[str, Any], where: Place, published: date | None, notes: Notes
) -> Period | None:
    """Return a time whose words stand in the part of the document that was sent."""
    value = one.get(key)
    if value is None:
        return None
    try:
        asked = words(value, where.chunk.start)
        here = where.in_sentence(asked.text)
        found = here[0] if here else where.before(asked.text)
        if found is None:
            raise Refused(f"“{shown(asked.text)}” is not in the text up to this sentence")
        if not here:
            notes.doubt(f"{key}: “{shown(asked.text)}” stands outside the sentence")
        return _dated(key, value if isinstance(value, dict) else {}, found.text, published, notes)
    except Refused as why:
        notes.drop(key, str(why))
        return None


def _dated(
    key: str, given: Mapping[str, Any], said: str, published: date | None, notes: Notes
) -> Period:
    start, end = _day(given, "start_date"), _day(given, "end_date")
    if start is None and end is None:
        raise Refused(f"“{shown(said)}” is given without a date")
    if start is not None and end is not None and start > end:
        raise Refused(f"“{shown(said)}” ends before it begins")
    found = Period(said, start, end)
    ours = _our_periods(said, published)
    if ours and not any((o.start_date, o.end_date) == (start, end) for o in ours):
        notes.doubt(
            f"{key}: “{shown(said)}” is {_days(found)} to the model and "
            f"{_days(ours[0])} to our own reading"
        )
    return found


def _our_periods(text: str, published: date | None) -> list[Period]:
    """What the words alone may mean, looking back and looking ahead."""
    back = Setting(published, published)
    settings = (back, replace(back, tense="future"))
    found = [said.period(at) for said in expressions(text) for at in settings]
    return [period for period in found if period is not None]


def _days(period: Period) -> str:
    return f"{period.start_date or 'open'} to {period.end_date or 'open'}"


def _day(given: Mapping[str, Any], key: str) -> date | None:
    value = given.get(key)
    if value is None:
        return None
    try:
        if not isinstance(value, str) or len(value) != len("2025-06-05"):
            raise ValueError(value)
        return date.fromisoformat(value)
    except ValueError:
        raise Refused(f"{key}: {shown(value)} is no date such as 2025-06-05") from None


def roles(value: object, where: Place, notes: Notes) -> tuple[Role, ...]:
    """Return the participants whose names stand in the document."""
    out: list[Role] = []
    for one in _list(value, "roles", notes):
        given: dict[str, Any] = one if isinstance(one, dict) else {}
        role: Any = given.get("role")
        name = where.known(given.get("name"))
        if role not in get_args(RoleName):
            notes.drop("roles", f"{shown(role)} is no role that the contract knows")
        elif name is None:
            notes.drop("roles", f"{role}: “{shown(given.get('name'))}” is nowhere in the text")
        else:
            found = places(name, where.text, where.sentence.start, where.sentence.end)
            place = found[0] if len(found) == 1 else None
            start, end = (place.start, place.end) if place else (None, None)
            if Role(role, place.text if place else name, start, end) not in out:
                out.append(Role(role, place.text if place else name, start, end))
    return tuple(out)


def _list(value: object, part: str, notes: Notes) -> list[Any]:
    if value is None:
        return []
    if not isinstance(value, list):
        notes.drop(part, f"{shown(value)} is no list")
        return []
    return value
