"""Numbers in words or figures as intervals, by the table of the claim contract."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from tidewaiter.model.claims import Quantity
from tidewaiter.press.extract.quantities.amount import Number
from tidewaiter.press.extract.quantities.bounds import Prefix, after, before, holds, interval
from tidewaiter.press.extract.quantities.neighbours import Figure, joined, with_neighbours
from tidewaiter.press.extract.quantities.nouns import Unit, substance
from tidewaiter.press.extract.quantities.numbers import number
from tidewaiter.press.extract.quantities.plain import Tokens, hyphen, lower, plain
from tidewaiter.press.extract.quantities.uncounted import uncounted
from tidewaiter.press.extract.quantities.units import hyphened_away, money, unit, with_rate
from tidewaiter.press.extract.quantities.words import intervals, values, words


def quantities(text: str, *, offset: int = 0) -> tuple[Quantity, ...]:
    """Return the counted and measured numbers of a text, in order.

    Args:
        text: The content of a claim.
        offset: Code points before it in the document; spans are counted from the document.

    >>> q, = quantities("up to nine million rounds of ammunition")
    >>> q.low, q.best, q.high, q.unit, q.of
    (0.0, None, 9000000.0, 'rounds', 'ammunition')
    """
    if not _any_number(text):
        return ()
    read = uncounted(plain(text))
    found = with_neighbours(read.tokens, _figures(read.tokens))
    out: list[Quantity] = []
    for figure in found:
        start, end = read.span(figure.first, figure.end - 1)
        low, best, high = interval(figure.low, figure.high, figure.bound, vague=figure.vague)
        out.append(
            Quantity(
                text[start:end], offset + start, offset + end, low, best, high,
                figure.unit.name, figure.unit.of, figure.joined,
            )
        )  # fmt: skip
    return tuple(out)


_DIGIT = re.compile(r"[\d¼½¾⅐-⅞]")
_LETTERS = re.compile(r"[^\W\d_]+")


def _any_number(text: str) -> bool:
    """Say whether a text can hold a number at all."""
    if _DIGIT.search(text):
        return True
    low = text.lower()
    return "fold" in low or not _number_words().isdisjoint(_LETTERS.findall(low))


@cache
def _number_words() -> frozenset[str]:
    tables = (values("numbers"), values("scales"), values("fractions"), values("groups"))
    return frozenset().union(*tables, values("times"), intervals("plurals"))


def way(text: str, found: tuple[Quantity, ...]) -> str:
    """Return the code of how the figures of a text were read, that of the most doubtful one.

    >>> way("up to nine crates", quantities("up to nine crates"))
    'bounded'
    """
    if not found:
        any_digit = any(character.isdigit() for character in text)
        return "numbers that count nothing" if any_digit else "no number"
    if any(q.unit is None for q in found):
        return "unit not said"
    if any(q.alternative_to is not None for q in found):
        return "alternatives"
    if any(q.unit in ("percent", "times") and "%" not in q.text for q in found):
        return "share or multiple"
    if any(word in q.text.lower() for q in found for word in intervals("plurals")):
        return "vague word"
    return "bounded" if any(q.low != q.high for q in found) else "as written"


def _figures(tokens: Tokens) -> list[Figure]:
    found: list[Figure] = []
    i = 0
    while i < len(tokens):
        figure = _figure(tokens, i)
        if figure is not None and found and figure.first < found[-1].end:
            figure = replace(figure, first=found[-1].end)  # a word bounds one figure only
        if figure is None:
            i += 1
        elif _in_time(tokens, figure):
            if found and figure.unit.name and joined(tokens, found[-1], figure):
                found.pop()  # "two or three weeks later"
            i = max(figure.end, i + 1)
        else:
            found.append(figure)
            i = max(figure.end, i + 1)
    return found


def _figure(tokens: Tokens, i: int) -> Figure | None:
    """Read the figure whose number begins at a token."""
    one = number(tokens, i)
    if one is None or hyphened_away(tokens, one.end):
        return None
    currency = money(tokens, i)
    prefix = before(tokens, currency[1] if currency else i)
    ends = _range(tokens, prefix, one) or (one.low, one.high, one.end)
    spread = ends[2] != one.end
    low, high, end = ends if spread else _shared_scale(tokens, one)
    suffix = after(tokens, end)
    counted = _unit(
        tokens, suffix[1] if suffix else end, one, currency, single=high == 1 and suffix is None
    )
    if suffix is None or counted.end > suffix[1]:
        suffix = after(tokens, counted.end) or suffix
    bounded = prefix.bound != "exact" and holds(
        tokens, prefix, one, counted.name, measured=counted.measured
    )
    bound = prefix.bound if bounded else suffix[0] if suffix else "exact"
    if _is_pronoun(tokens, i, one, counted, bounded=bound != "exact", spread=spread):
        return None
    first = prefix.start if bounded else currency[1] if currency else i
    if spread and lower(tokens, prefix.start - 1) in ("between", "from"):
        first = prefix.start - 1
    last = max(counted.end, suffix[1] if suffix else 0, end)
    return Figure(first, last, low, high, bound, counted, one.kind == "vague")


def _unit(
    tokens: Tokens, at: int, found: Number, currency: tuple[str, int] | None, *, single: bool
) -> Unit:
    """Read what a number counts; a share is in percent, "twice" in times."""
    if found.kind == "times":
        return with_rate(tokens, Unit("times", None, at, measured=True))
    if found.kind == "share":
        return Unit("percent", substance(tokens, at, bare=True), at, measured=True)
    if currency is not None:
        return with_rate(tokens, Unit(currency[0], None, at, measured=True))
    counted = unit(tokens, at, single=single)
    if counted.name == "times":
        counted = replace(counted, measured=True)
    return with_rate(tokens, counted)


def _range(tokens: Tokens, prefix: Prefix, one: Number) -> tuple[float, float, int] | None:
    """Read "40 to 50", "between 4 and 6 million", "15-18": both ends and where it stops."""
    opening = lower(tokens, prefix.start - 1)
    at = one.end
    if lower(tokens, at) not in (*_DASHES, "to", "and"):
        at = _same_measure(tokens, at)
    joint = lower(tokens, at)
    if joint == "—" and (tokens[at].space or at + 1 >= len(tokens) or tokens[at + 1].space):
        return None
    if joint not in (*_DASHES, "to") and not (joint == "and" and opening == "between"):
        return None
    start = _second(tokens, at + 1)
    two = number(tokens, start) if start is not None else None
    if two is None or (one.kind, two.kind) not in _PAIRS:
        return None
    if joint == "to" and not _is_range(tokens, prefix.start, opening, two.end):
        return None
    if opening in words("guards", "changes") and two.high > _LEAP * one.low:
        return None  # "jumped $5,000 to $38,500"
    low = one.low * (two.scale if _shares(one, two) else 1.0)
    if tokens[start or 0].text.endswith(",000") and one.end == at and low * 1000 < two.high:
        low *= 1000 if one.scale == 1 and low < 1000 and not one.words else 1  # "45-50,000"
    return (low, two.high, two.end) if low < two.high else None


_LEAP = 3
_DASHES = ("-", "–", "—")


_PAIRS = frozenset(
    [("count", "count"), ("vague", "vague"), ("count", "vague"), ("vague", "count"), ("share", "share"),
     ("times", "times"), ("times", "count")]
)  # fmt: skip


def _same_measure(tokens: Tokens, at: int) -> int:
    """Skip the unit of the first end where the second repeats it: "10% to 20%", "4 km to 6 km"."""
    counted = unit(tokens, at)
    if counted.name is None or not counted.measured or counted.end == at:
        return at
    start = _second(tokens, counted.end + 1)
    two = number(tokens, start) if start is not None else None
    if two is None or unit(tokens, two.end).name != counted.name:
        return at
    return counted.end


def _is_range(tokens: Tokens, start: int, opening: str, end: int) -> bool:
    """Tell "from 10 to 12 tonnes" from "rose from 10 to 12" and "by 10 to 12": two figures."""
    if opening == "by":
        return unit(tokens, end).name is not None
    if opening != "from":
        return True
    return not any(lower(tokens, n) in words("guards", "changes") for n in range(start - 9, start))


def _second(tokens: Tokens, at: int) -> int | None:
    """Return where the second end of a range begins, beyond currency signs and "perhaps"."""
    for i in range(at, min(at + 4, len(tokens))):
        if number(tokens, i) is not None:
            return i
        hedge = tokens[i].lower in words("between", "hedges") or tokens[i].lower in (
            "up",
            "to",
            ",",
        )
        sign = not tokens[i].text.isalnum() or tokens[i].text.isupper()
        if not (hedge or (sign and money(tokens, i + 1))) and tokens[i].text not in ("US", "Rs"):
            return None
    return None


def _shares(one: Number, two: Number) -> bool:
    """Say whether the scale of the second number is the first's too ("4 to 6 million")."""
    if one.scale != 1 or two.scale == 1 or one.kind != "count" or two.kind != "count":
        return False
    return one.low < two.high / two.scale


def _shared_scale(tokens: Tokens, one: Number) -> tuple[float, float, int]:
    """Return a number, scaled by that of its alternative: "500 or 600 million"."""
    if lower(tokens, one.end) == "or":
        two = number(tokens, one.end + 1)
        if two is not None and _shares(one, two):
            return one.low * two.scale, one.high * two.scale, one.end
    return one.low, one.high, one.end


def _is_pronoun(
    tokens: Tokens, i: int, found: Number, counted: Unit, *, bounded: bool, spread: bool
) -> bool:
    """Say whether "one" counts nothing: "one of them", "not one", "one official", "if one believes"."""
    if lower(tokens, i) != "one" or found.end != i + 1 or found.kind != "count" or spread:
        return False
    if bounded or (lower(tokens, i + 1) == "or" and number(tokens, i + 2)):
        return False
    if counted.name is None or lower(tokens, i + 1) == "of":
        return True
    if lower(tokens, i - 1) in words("guards", "before_one"):
        return True
    if hyphen(tokens, i + 1):
        return not counted.measured
    named = any(lower(tokens, n) in words("guards", "someone") for n in (i + 1, counted.end - 1))
    lasting = lower(tokens, i - 1) in words("guards", "lasting") | {"only", "just", "in"}
    return named and not (counted.measured and lasting)


def _in_time(tokens: Tokens, figure: Figure) -> bool:
    """Say whether a figure places an event in time: "two days later", "in the past three weeks"."""
    if figure.unit.name not in words("units", "times"):
        return False
    opening, follows = lower(tokens, figure.first - 1), lower(tokens, figure.end)
    if follows == "time" or (follows == "from" and lower(tokens, figure.end + 1) == "now"):
        return True
    if opening in words("guards", "windows") and lower(tokens, figure.first - 2) in _DETERMINED:
        return True
    if follows not in words("guards", "offsets"):
        return False
    if follows == "on":
        return not lower(tokens, figure.end + 1).isalnum()
    return opening not in words("guards", "lasting")


_DETERMINED = frozenset(
    ["the", "its", "their", "his", "her", "our", "my", "your", "these", "those", "this"]
)
