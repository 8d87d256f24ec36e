"""What the commands about ships print."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

import typer

from tidewaiter.model.counted import counted
from tidewaiter.model.words import between, minute

if TYPE_CHECKING:
    from tidewaiter.model.typology import Indicator, Sign
    from tidewaiter.model.vessels import Held, Hull
    from tidewaiter.run.ships import Known, Ships

_FIELDS = {
    "imo": "IMO number", "mmsi": "MMSI", "callsign": "call sign", "name": "name", "flag": "flag",
}  # fmt: skip
_MOST_SIGNS, _MOST_HELD = 5, 12


def overview(found: Ships) -> None:
    """Print a line for each ship of a case, and how many were heard besides."""
    for known in found.known:
        hull = known.hull
        typer.echo(_head(hull))
        counts = [counted(n, kind.replace("_", " ")) for kind, n in known.events.items()]
        counts += [counted(len(hull.mentions), "mention")] if hull.mentions else []
        counts += [counted(len(hull.conflicts), "conflict of identity")] if hull.conflicts else []
        counts += [f"listed: {entry.list_id} {entry.entry}" for entry in hull.listed]
        if counts:
            typer.echo(f"   {'; '.join(counts)}")
        indicated = [i.practice for i in known.indicators if i.status == "indicated"]
        if indicated:
            typer.echo(f"   indicated: {'; '.join(indicated)}")
    if not found.known:
        typer.echo("no claim, document, list or watched place of this case speaks of a ship")
    if found.heard:
        typer.echo(
            f"{_other(found.heard)} heard, {len(found.besides):,} of them with an indicator: "
            "see tidewaiter practices; ask for any by its MMSI"
        )


def one(known: Known) -> None:
    """Print one ship: identity over time, conflicts, listings, events, mentions, and why it is one."""
    hull = known.hull
    typer.echo(_head(hull))
    typer.echo(f"Why: {hull.why}.\n")
    typer.echo("Identity over time")
    for row in _rows(hull.held):
        typer.echo(row)
    _section("Conflicts", [c.sentence for c in hull.conflicts], "none was found")
    _section("Kept apart", list(hull.apart), None)
    listed = [
        f"{x.list_id} {x.entry}, {x.name}: {' '.join(x.stays) or 'since when is not known'}"
        + (f" Named behind it: {', '.join(x.owners)}." if x.owners else "")
        for x in hull.listed
    ]
    _section("On lists", listed, "no entry names it by a number, or by name and flag")
    events = [f"{kind.replace('_', ' ')}: {n}" for kind, n in known.events.items()]
    _section("Vessel events", events, "none")
    mentions = ", ".join(known.shown(ref) for ref in hull.mentions)
    _section("Mentions", [mentions] if mentions else [], "none")
    _section("Joined because", list(dict.fromkeys(j.sentence for j in hull.joins)), None)
    decided = [
        f"{d.words}: {d.verdict}, by {d.by} on {d.decided_utc:%Y-%m-%d}: {d.why}"
        for d in known.decisions
    ]
    _section("Decisions", decided, None)
    practices = [f"{i.practice}: {i.status}" + _weight(i) for i in known.indicators]
    _section("Practices (tidewaiter practices tells by what)", practices, None)


def practices(known: Sequence[Known], others: int, *, in_full: bool) -> None:
    """Print which practices are indicated, ship by ship; all seven where one ship is asked for."""
    for ship in known:
        typer.echo(_head(ship.hull))
        for one_of in ship.indicators:
            if in_full or one_of.supports or one_of.disputes:
                for line in _indicator(ship, one_of, in_full=in_full):
                    typer.echo(line)
        if not in_full:
            for status in ("nothing found", "not checked"):
                names = [
                    i.practice for i in ship.indicators if i.status == status and not i.disputes
                ]
                if names:
                    typer.echo(f"   {status}: {'; '.join(names)}")
        if not ship.indicators:
            typer.echo(
                "   nothing is indicated, and no claim, document or list speaks of this ship"
            )
    if not known:
        typer.echo("no ship of this case has an indicator")
    if not in_full:
        lawful = {i.practice: i.innocent for k in known for i in k.indicators if i.supports}
        _section("Lawful explanations", [f"{p}: {text}" for p, text in lawful.items()], None)
        typer.echo("")
    if others:
        typer.echo(f"{_other(others)} heard, of which nothing is indicated.")
    typer.echo("An indicator is not a breach. Weights tell signs apart; they are not added up.")


def _indicator(ship: Known, one_of: Indicator, *, in_full: bool) -> Iterator[str]:
    yield f"   {one_of.practice}: {one_of.status}{_weight(one_of)}"
    if in_full:
        yield f"      {one_of.sentence}"
    yield from _signs(ship, "for", one_of.supports)
    yield from _signs(ship, "against", one_of.disputes)
    if in_full:
        yield f"      lawful: {one_of.innocent}"
    for missing in one_of.not_checked:
        yield f"      not checked: {missing}"


def _signs(ship: Known, which: str, signs: Sequence[Sign]) -> Iterator[str]:
    for one_of in signs[:_MOST_SIGNS]:
        yield f"      {which} [{one_of.weight:.2f}] {one_of.sentence} ({ship.shown(one_of.ref)})"
    if len(signs) > _MOST_SIGNS:
        yield f"      … and {len(signs) - _MOST_SIGNS} more {which}; --format json has all"


def _weight(one_of: Indicator) -> str:
    return f" (weightiest sign {one_of.weight:.2f})" if one_of.weight else ""


def _rows(held: Sequence[Held]) -> Iterator[str]:
    """Yield a line for each value and source; what claims say alike is one line."""
    groups: dict[tuple[str, str, str, str], list[Held]] = {}
    for h in held:
        groups.setdefault((h.field, h.value, h.source, h.note), []).append(h)
    shown: dict[str, int] = {}
    for (field, value, source, note), group in groups.items():
        shown[field] = shown.get(field, 0) + 1
        if shown[field] > _MOST_HELD:
            continue
        first = min((h.first for h in group if h.first), default=None)
        last = max((h.last for h in group if h.last), default=None)
        times = sum(h.times for h in group)
        heard = f", {times:,} reports" if group[0].by == "broadcast" else ""
        where = next((f", {h.rows.unit} {h.rows.start}" for h in group if h.rows), "")
        limits = f" ({note})" if note else ""
        yield (
            f"   {_FIELDS[field]:<11} {value:<24} {_days(first, last, exact=bool(heard)):<36} "
            f"{group[0].by}: {source}{heard}{where}{limits}"
        )
    for field, count in shown.items():
        if count > _MOST_HELD:
            yield f"   {_FIELDS[field]}: {count - _MOST_HELD} more; --format json has all"


def _days(first: datetime | None, last: datetime | None, *, exact: bool) -> str:
    if first is None or last is None:
        return "no day given"
    if exact:
        return between(first, last, write=minute)
    return between(first.date(), last.date())


def _section(title: str, lines: Sequence[str], none: str | None) -> None:
    if not lines and none is None:
        return
    typer.echo(f"\n{title}")
    for line in lines or (none or "",):
        typer.echo(f"   {line}")


def _head(hull: Hull) -> str:
    """Name a hull with all MMSIs and flags that it is heard with: none of them is preferred."""
    sent = list(
        dict.fromkeys(h.value for h in hull.held if h.field == "mmsi" and h.by == "broadcast")
    )
    heard = dict.fromkeys(h.value for h in hull.held if h.field == "flag" and h.by == "broadcast")
    mmsis = sent or ([f"{hull.mmsi:09d}"] if hull.mmsi else ["unknown"])
    flags = list(heard) or [hull.flag or "unknown"]
    return (
        f"{hull.name}  IMO {hull.imo or 'unknown'}, MMSI {' and '.join(mmsis)}, "
        f"flag {' and '.join(flags)}"
    )


def _other(number: int) -> str:
    return "1 other ship was" if number == 1 else f"{number:,} other ships were"
