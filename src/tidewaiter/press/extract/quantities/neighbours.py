"""What figures of one text take from each other: alternatives, and units left out."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tidewaiter.press.extract.quantities.bounds import Bound
from tidewaiter.press.extract.quantities.nouns import Unit, plural
from tidewaiter.press.extract.quantities.plain import Tokens, lower
from tidewaiter.press.extract.quantities.units import unit
from tidewaiter.press.extract.quantities.words import words


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its bound and unit, before it is compared with its neighbours.

    Attributes:
        first: Index of its first token, that of the bound or the currency.
        end: Index of the token after its last.
        low: Lower end.
        high: Upper end.
        bound: How it is bounded.
        unit: What it counts.
        vague: Whether the words name a range of their own ("dozens").
        joined: Index of the figure that this one is an alternative of.
    """

    first: int
    end: int
    low: float
    high: float
    bound: Bound
    unit: Unit
    vague: bool = False
    joined: int | None = None


def with_neighbours(tokens: Tokens, found: list[Figure]) -> list[Figure]:
    """Fill in what figures take from each other: alternatives, and units left out."""
    out: list[Figure] = []
    for index, figure in enumerate(found):
        if index and joined(tokens, found[index - 1], figure):
            figure = replace(figure, joined=index - 1)
        out.append(figure)
    for index in range(len(out) - 2, -1, -1):
        out[index] = _from_next(tokens, out[index], out[index + 1])
    counted: str | None = None
    for index, figure in enumerate(out):
        out[index] = _from_earlier(tokens, figure, out[index - 1] if index else None, counted)
        within = lower(tokens, figure.first - 1)
        if within not in ("including", "them"):  # "21 civilians, among them seven children"
            counted = _counted(out[index]) or counted
    return out


def joined(tokens: Tokens, left: Figure, right: Figure) -> bool:
    """Say whether two figures are alternatives: "A or B", "dozens, if not hundreds"."""
    between = [lower(tokens, n) for n in range(left.end, right.first)]
    if len(between) > 10 or any(word in (".", ";", "!", "?") for word in between):
        return False
    if between[-1:] in (["possibly"], ["perhaps"], ["maybe"]) or between[-2:] == ["if", "not"]:
        aside = [word for word in between if word not in _ASIDE]
        if not aside and len(between) > 1:
            return True
    return "or" in between[-3:] and (
        between[-1] == "or" or between[-2:-1] == ["or"] or len(between) > 2
    )


_ASIDE = frozenset(
    [",", "(", "–", "—", "-", "and", "or", "possibly", "perhaps", "maybe", "if", "not"]
)


def _from_next(tokens: Tokens, figure: Figure, right: Figure) -> Figure:
    """Take the unit of the figure after it: "11 or 12 ships", "two of nine tankers"."""
    between = [lower(tokens, n) for n in range(figure.end, right.first)]
    if between in ([], ["x"], ["×"]) and figure.unit.name is None:  # "200 20-foot containers"
        return replace(figure, unit=replace(figure.unit, name=unit(tokens, right.end).name))
    if right.joined is not None and right.unit.name is None and between:
        # "20, perhaps 30, ships"
        closed = lower(tokens, right.end) in (",", ")", "–", "—")
        name = unit(tokens, right.end + 1).name if closed and between[0] in _ASIDE else None
        if name and figure.unit.name is None:
            return replace(figure, unit=replace(figure.unit, name=name))
    taken = replace(right.unit, end=figure.unit.end)
    paired = between == ["to"] or (right.joined is not None and between == ["or"])
    if figure.unit.measured and paired and right.unit.rate:
        same = right.unit.name == f"{figure.unit.name} {right.unit.rate}"
        return replace(figure, unit=taken) if same else figure
    if figure.unit.name is not None:
        return figure
    part = between and between[0] in ("of", "out") and len(between) < 4
    next_to = between == [","] or (right.joined is not None and between[:1] in (["or"], [","]))
    range_to = between in (["to"], ["by"]) and taken.name is not None
    return replace(figure, unit=taken) if part or next_to or range_to else figure


def _from_earlier(
    tokens: Tokens, figure: Figure, left: Figure | None, counted: str | None
) -> Figure:
    """Take the unit from the words before: an alternative's, "others", "the number of ships at".

    Args:
        tokens: The tokens of the text.
        figure: The figure.
        left: The one before it.
        counted: What was last counted, in the plural and without its rate.
    """
    own = figure.unit
    if own.measured or left is None:
        to = lower(tokens, figure.first - 1) == "to" and left is not None
        near = to and left is not None and left.end == figure.first - 1
        return (
            _with_rate_of(figure, left, near=near)
            if left
            else replace(figure, unit=_own(tokens, figure))
        )
    if own.name in words("units", "fates"):
        return replace(figure, unit=replace(own, name=counted)) if _people(counted) else figure
    of_which = lower(tokens, figure.first - 1) in ("which", "whom")
    if of_which and lower(tokens, figure.first - 2) == "of" and counted:
        return replace(figure, unit=replace(own, name=counted))
    if own.name not in (None, "others"):
        return figure
    continues = figure.joined is not None or lower(tokens, figure.first - 1) == "to"
    if continues and left.unit.name:
        return replace(figure, unit=_rated(own, left.unit.name))
    return replace(figure, unit=_rated(own, _around(tokens, figure) or counted))


def _own(tokens: Tokens, figure: Figure) -> Unit:
    return figure.unit if figure.unit.name else _rated(figure.unit, _around(tokens, figure))


def _with_rate_of(figure: Figure, left: Figure, *, near: bool) -> Figure:
    """Give "$66" in "$58 a barrel, or $66" and "$58 a barrel to $66" the rate of the first."""
    paired = figure.joined is not None or near
    rate = left.unit.rate if paired and figure.unit.rate is None else None
    same = rate is not None and left.unit.name == f"{figure.unit.name} {rate}"
    return replace(figure, unit=left.unit) if same else figure


def _rated(own: Unit, name: str | None) -> Unit:
    """Return a unit under another name, with its own rate."""
    if name and own.rate and not name.endswith(own.rate):
        name = f"{name} {own.rate}"
    return replace(own, name=name or own.name)


def _counted(figure: Figure) -> str | None:
    """Return what a figure counts, in the plural and without its rate; None for a measure."""
    if figure.unit.measured or not figure.unit.name:
        return None
    return plural(figure.unit.name.removesuffix(f" {figure.unit.rate}"))


def _people(name: str | None) -> bool:
    head = (name or "").rsplit(" ", 1)[-1]
    return head in words("units", "people") and head not in words("units", "fates")


def _around(tokens: Tokens, figure: Figure) -> str | None:
    """Return what "the number of ships at 40", "a crew of 41", "12 were officers" count."""
    if figure.unit.carries:
        return None
    if lower(tokens, figure.end) in ("were", "are"):
        counted = unit(tokens, figure.end + 1)
        if counted.name and counted.name not in words("units", "fates"):
            return counted.name
    start = figure.first
    if lower(tokens, start - 1) == "aged":
        return "years"
    if lower(tokens, start - 1) == "of" and lower(tokens, start - 2) in ("crew", "staff"):
        return lower(tokens, start - 2)
    for at in range(start - 2, max(-1, start - 16), -1):
        if lower(tokens, at) in (".", ";"):
            return None
        if (
            lower(tokens, at) in ("number", "total", "tally", "count")
            and lower(tokens, at + 1) == "of"
        ):
            return unit(tokens, at + 1).name
    return None
