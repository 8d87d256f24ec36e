"""What the commands about figures print."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import typer

from tidewaiter.model.units import unit
from tidewaiter.model.words import amount, bare, figure, interval, name

if TYPE_CHECKING:
    from tidewaiter.model.figures import CeilingCheck, Figures, PairCount, Rate, Relation
    from tidewaiter.model.tallies import Operand, Tally

_WIDTH = 99
#: How many of each kind are shown without --all.
_SHORT = 3
_LONGER = 20


def tallies(found: Sequence[Tally]) -> None:
    """Print each tally: title, inputs, what comes out, and what moves it."""
    if not found:
        typer.echo("no tally was asked for in assumptions.toml")
    for tally in found:
        verdict = tally.verdict.upper() if tally.claimed else "computed"
        typer.echo(f"\n{tally.title}")
        if tally.alternative:
            _line(f"taking {tally.alternative}")
        _line(f"{tally.expression} = {_result(tally)}")
        for operand in tally.operands:
            _line(f"{operand.name} = {_figure(operand)}: {operand.title}", 4)
        _line(f"{verdict}: {tally.sentence}")
        _line(tally.band_note)
        _line(tally.sensitivity)


def _result(tally: Tally) -> str:
    said = "" if tally.said is None else f", {figure(tally.said)} by the figures as said"
    return f"{_measured(tally.low, tally.high, tally.unit)}{said}"


def _figure(operand: Operand) -> str:
    of = f" of {operand.of}" if operand.of else ""
    shape = f", {operand.shape}" if operand.shape else ""
    return f"{_measured(operand.low, operand.high, str(unit(operand.unit)))}{of}{shape}"


def _measured(low: float | None, high: float | None, measure: str) -> str:
    one = high == 1 and (not low or low == 1)
    return interval(low, high, name(measure, 1.0 if one else 2.0))


def figures(found: Figures, *, everything: bool) -> None:
    """Print what was found between figures, the most telling first."""
    kinds: dict[str, list[PairCount | Relation]] = {}
    for count in found.counted:
        kinds.setdefault(count.kind, []).append(count)
    for relation in found.relations:
        kinds.setdefault(relation.kind, []).append(relation)
    told = [
        _section(
            "Cannot both be true",
            _said(kinds.get("cannot both be true")),
            0 if everything else _LONGER,
        ),
        _section(
            "Rates that disagree",
            _said([*kinds.get("rates disagree", ()), *found.disagreements]),
            0 if everything else _SHORT,
        ),
        _section("Rates that the figures imply", _rates(found.rates, everything), 0),
        _section("Against the ceiling", _ceilings(found, everything), 0),
        _section("One or the other", _said(found.alternatives), 0 if everything else _SHORT),
        _section(
            "Not comparable as they stand",
            _said(kinds.get("not comparable as they stand")),
            0 if everything else _SHORT,
        ),
        _section("Alleged, denied, acknowledged", _said(found.stances), 0),
        _section("Over time", _said(found.series), 0 if everything else _SHORT),
    ]
    rest = {kind: _said(kinds.get(kind)) for kind in ("superseded", "implied by")}
    if everything:
        told += [
            _section("Superseded by the speaker's own later figure", rest["superseded"], 0),
            _section("Implied by another", rest["implied by"], 0),
        ]
    elif any(rest.values()):
        kept = ", ".join(f"{len(lines)} {kind}" for kind, lines in rest.items() if lines)
        typer.echo(f"\nNot shown: {kept}; see them with --all.")
    if not any(told) and not any(rest.values()):
        typer.echo("no two figures of this case speak of one thing")


def _said(records: Iterable[object] | None) -> list[str]:
    return [getattr(r, "sentence") for r in records or ()]  # noqa: B009


def _section(title: str, lines: Sequence[str], most: int) -> bool:
    if not lines:
        return False
    typer.echo(f"\n{title}")
    shown = lines[:most] if most else lines
    for line in shown:
        _line(line, mark="- ")
    if len(shown) < len(lines):
        _line(f"… {len(lines) - len(shown)} more with --all")
    return True


def _rates(rates: Sequence[Rate], everything: bool) -> list[str]:
    """In full a line a rate; in short a line a unit and party.

    In short, rates that join two others and those of later alternatives are left out.
    """
    if everything:
        return [f"{r.party}, {r.sentence}" for r in rates]
    groups: dict[tuple[str, str], list[Rate]] = {}
    for rate in rates:
        if not rate.composed and not rate.alternative:
            groups.setdefault((rate.unit, rate.party), []).append(rate)
    return [
        f"{name(measure).replace('kg', 'mass')}, {party}: {'; '.join(_divided(r) for r in of_party)}"
        for (measure, party), of_party in groups.items()
    ]


def _divided(rate: Rate) -> str:
    over, under = (bare(f.bound.said_low, f.bound.said_high, f.unit) for f in (rate.over, rate.under))  # fmt: skip
    result = bare(rate.bound.said_low, rate.bound.said_high, rate.unit.partition("/")[0])
    of = f", {rate.of}" if rate.of else ""
    return f"{over} / {under} = {result} ({rate.over.name}/{rate.under.name}{of})"


def _ceilings(found: Figures, everything: bool) -> list[str]:
    """In full a line a check; in short a line for a party's checks made with the same factors."""
    if everything:
        return [c.sentence for c in found.ceilings]
    rates = {r.rate_id: r for r in found.rates}
    groups: dict[tuple[str, str, tuple[str, ...]], list[CeilingCheck]] = {}
    for check in found.ceilings:
        groups.setdefault((check.ceiling, check.party, check.used), []).append(check)
    lines, quiet = [], []
    for (key, party, used), checks in groups.items():
        reach = amount(min(c.low for c in checks), max(c.high for c in checks), checks[0].unit)
        limit = amount(checks[0].limit_low, checks[0].limit_high, checks[0].unit.partition("/")[0])
        each: dict[str, list[str]] = {}
        for check in checks:
            rate = rates[check.rate_id]
            each.setdefault(check.standing, []).append(f"{rate.over.name}/{rate.under.name}")
        if set(each) == {"fits"}:
            quiet.append(f"{party} ({', '.join(each['fits'])}), {reach}")
            continue
        told = "; ".join(f"{standing}: {', '.join(pairs)}" for standing, pairs in each.items())
        how = f", with {' and '.join(used)}" if used else ""
        lines.append(f"{party}: {reach} against {limit} ({key}{how}). {_capital(told)}")
    return [*lines, f"Fits: {'; '.join(quiet)}"] if quiet else lines


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _line(text: str, indent: int = 2, mark: str = "") -> None:
    if text:
        lead = " " * indent
        typer.echo(
            textwrap.fill(
                text, _WIDTH, initial_indent=lead + mark, subsequent_indent=lead + " " * len(mark)
            )
        )
