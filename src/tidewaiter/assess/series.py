"""A quantity as each party gave it over time, and figures that stand in place of each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from tidewaiter.assess.covers import carriers, group
from tidewaiter.assess.figures import as_told, by_alternative, once_an_origin
from tidewaiter.assess.mixed import single
from tidewaiter.assess.rates import as_said
from tidewaiter.model.figures import Alternatives, Figure, Rate, Series
from tidewaiter.model.ids import content_id
from tidewaiter.model.words import day, name


def series(figures: Iterable[Figure]) -> tuple[Series, ...]:
    """Put the figures of one party, unit, kind and set of carriers in the order of their saying.

    Only those said on two days or more make a series. Alternatives are of different kinds and stand
    in a series each, marked as such.

    Args:
        figures: In any order.
    """
    groups: dict[tuple[object, ...], list[Figure]] = {}
    for f in once_an_origin(figures):
        if f.said and group(f) and not single(f.of) and f.named:
            key = (f.party, f.unit, group(f), tuple(sorted(carriers(f))), f.of or "")
            groups.setdefault(key, []).append(f)
    either = {f.alternative_to for g in groups.values() for f in g if f.alternative_to}
    made = [_series(g, either) for g in groups.values() if len({f.said for f in g}) > 1]
    return tuple(sorted(made, key=order))


def order(found: Series) -> tuple[object, ...]:
    """Sort longest first."""
    return -len(found.figures), found.party, found.unit, found.series_id


def _series(figures: Sequence[Figure], either: set[str]) -> Series:
    ordered = tuple(sorted(figures, key=lambda f: (f.said or date.max, f.figure_id)))
    first = ordered[0]
    told = " → ".join(f"{as_told(f, kind=False)}{_how(f, either)} ({day(f.said)}, {f.name})" for f in ordered)  # fmt: skip
    return Series(
        series_id=content_id("series", *(f.figure_id for f in ordered)),
        party=first.party,
        unit=first.unit,
        of=first.of,
        figures=ordered,
        sentence=f"{first.party}, {name(first.stated or first.unit, of=first.of)}: {told}",
    )


def _how(figure: Figure, either: set[str]) -> str:
    parts: list[str] = [] if figure.act in ("say", "narrate") else [figure.act]
    if figure.certainty != "certain":
        parts.append(figure.certainty)
    if figure.alternative_to or figure.figure_id in either:
        parts.append("one of two readings")
    return f", {', '.join(parts)}" if parts else ""


def alternatives(figures: Iterable[Figure], rates: Iterable[Rate]) -> tuple[Alternatives, ...]:
    """List the figures that one claim gives in place of each other, with the rates of each.

    Args:
        figures: In any order.
        rates: Of the same figures.
    """
    of_figure: dict[str, list[Rate]] = {}
    for rate in sorted(rates, key=lambda r: r.rate_id):
        if not rate.composed:
            of_figure.setdefault(rate.over.figure_id, []).append(rate)
            of_figure.setdefault(rate.under.figure_id, []).append(rate)
    sets = by_alternative(sorted(figures, key=lambda f: f.figure_id)).values()
    made = [_alternatives(alike, of_figure) for alike in sets if len(alike) > 1]
    return tuple(sorted(made, key=order_of_alternatives))


def order_of_alternatives(found: Alternatives) -> tuple[object, ...]:
    """Sort earliest said first."""
    return found.figures[0].said or date.max, found.alternatives_id


def _alternatives(alike: Sequence[Figure], rates: dict[str, list[Rate]]) -> Alternatives:
    first = alike[0]
    told = " or ".join(as_told(f) for f in alike)
    each = [rates.get(f.figure_id, []) for f in alike]
    shown = " or ".join(as_said(r[0].bound, r[0].unit, r[0].of) for r in each if r)
    tail = f" (with {_other(each[0][0], first)}: {shown})" if all(each) else ""
    return Alternatives(
        alternatives_id=content_id("alternatives", *(f.figure_id for f in alike)),
        figures=tuple(alike),
        sentence=(
            f"{first.speaker} ({first.name}, {day(first.said)}): {told}{tail}. One or the other, "
            "never the sum."
        ),
    )


def _other(rate: Rate, figure: Figure) -> str:
    return rate.under.name if rate.over.figure_id == figure.figure_id else rate.over.name
