"""What the commands about lists print."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

import typer

from tidewaiter.cli.show_json import print_line

if TYPE_CHECKING:
    from tidewaiter.lists.diff import Difference
    from tidewaiter.lists.history import OnDay
    from tidewaiter.lists.stays import Stay
    from tidewaiter.model.changes import FieldChange
    from tidewaiter.model.evidence import Reject
    from tidewaiter.model.listings import Edition, Listing
    from tidewaiter.run.again import Again
    from tidewaiter.run.listed import Compared
    from tidewaiter.run.load import Loaded

MOST = 20
_WIDEST = 90


def edition(edition: Edition, listings: Sequence[Listing], *, stands: bool | None) -> None:
    """Print one edition in a line."""
    state = "" if stands is None else "standing  " if stands else "kept  "
    typer.echo(
        f"{edition.list_id}  {_day(edition)}  {_entries(listings)}  {state}"
        f"{edition.sha256[:12]}  {edition.path}"
    )


def refused(rejects: Sequence[Reject]) -> None:
    """Print what was refused."""
    for reject in rejects:
        where = f"{reject.path} line {reject.line}" if reject.line else reject.path
        typer.echo(f"refused: {where}: {reject.reason}", err=True)


def between(compared: Compared) -> str:
    """Say which editions are compared."""
    return f"{compared.old.list_id}: {_day(compared.old)} → {_day(compared.new)}"


def difference(found: Difference, between: str, *, most: int | None) -> None:
    """Print what came, went and changed."""
    if between:
        typer.echo(between)
    for word, entries in (("added", found.added), ("removed", found.removed)):
        typer.echo(f"{word}: {len(entries):,}")
        for listing in entries[:most]:
            typer.echo(f"  {listing.entry}  {listing.names[0].line}  ({listing.schema})")
        _more(len(entries), most)
    typer.echo(f"kept: {found.kept:,}, of these changed: {_changed(found)}")
    for change in found.changed[:most]:
        typer.echo(f"  {change.new.entry}  {change.new.names[0].line}")
        _fields(change.fields)
    _more(len(found.changed), most)
    renamed = [c for c in found.changed if c.renamed]
    spaces = sum(c.respaced for c in renamed)
    typer.echo(f"changed names: {len(renamed):,}, {spaces:,} of them in white space alone")
    for change in renamed[:most]:
        old, new = change.old.names[0].text, change.new.names[0].text
        blanks = " (white space alone)" if change.respaced else ""
        typer.echo(f"  {change.new.entry}  {_visible(old)} → {_visible(new)}{blanks}")
    _more(len(renamed), most)


def difference_json(found: Difference) -> None:
    """Print each entry that came, went or changed as a JSON object a line."""
    for word, entries in (("added", found.added), ("removed", found.removed)):
        for listing in entries:
            print_line({"change": word, "entry": listing.entry, "listing": listing})
    for change in found.changed:
        what = {"change": "changed", "entry": change.new.entry, "name": change.new.names[0].line}
        print_line({**what, "what": change.what, "fields": change.fields})


def loaded(done: Loaded) -> None:
    """Print what became of an edition loaded, and what to look at again."""
    came = {
        "new": "loaded",
        "completed": "completed with parts that were missing",
        "dated": "was undated, has its day now",
        "already": "is in the case already; nothing was changed",
    }[done.outcome]
    one = done.edition
    typer.echo(f"{one.list_id}  {_day(one)}  {_entries(done.listings)}: {came}  {one.path}")
    if one.published is None:
        typer.echo(
            "  No day of publication is known: no later edition can replace it. Load it again with "
            "--published DATE."
        )
    if done.outcome == "already":
        return
    stands = ", ".join(_day(e) for e in done.stands)
    if one.path not in {e.path for e in done.stands}:
        typer.echo(f"  It is kept; the edition that stands is of {stands}.")
    elif len(done.stands) > 1:
        typer.echo(f"  These stand beside each other: {stands}; which is the later is not known.")
    if done.difference is None:
        typer.echo("  No edition of this list stood before.")
    else:
        stood = ", ".join(_day(e) for e in done.before)
        typer.echo(
            f"  Against what stood before ({stood}): {len(done.difference.added):,} added, "
            f"{len(done.difference.removed):,} removed, {_changed(done.difference)} changed."
        )
    if done.again is not None:
        _again(done.again)


def _again(again: Again) -> None:
    if not again.built:
        typer.echo("  This case was never built: nothing was matched before.")
        return
    if not (again.earlier or again.hits or again.loud):
        typer.echo("  No earlier match of this case is touched, no known ship matches anew.")
        return
    typer.echo("  Look again:")
    for was in again.earlier:
        typer.echo(f"    {was.query} ~ {was.listed}, {was.list_id}:{was.entry}: {was.became}")
        _fields(was.fields, "      ")
    for match in again.hits:
        at = f"{match.listing.list_id}:{match.listing.entry}"
        why = " ".join(reason.sentence for reason in match.reasons)
        typer.echo(
            f"    {match.query} now matches {match.listed}, {at} ({match.score:.2f}): {why}"
        )
    for loud in again.loud:
        one = loud.judgement
        what = "the entry was removed" if loud.became == "removed" else "the entry changed"
        typer.echo(
            f"    no longer silent: {one.asked.words} / {one.list_id}:{one.entry} {one.listed}, "
            f"judged not the same by {one.by} on {one.judged_utc:%Y-%m-%d}: {what}"
        )
        _fields(loud.fields, "      ")
    typer.echo("  Build the case to have these in its dossier.")


def day(found: OnDay, day: date) -> None:
    """Print who was listed on a day."""
    rests = ", ".join(_day(e) for e in found.rests_on)
    typer.echo(
        f"{found.line}  {rests}: {len(found.listed):,} listed on {day}; {len(found.unsure):,} not known"
    )
    for sentence in found.sentences:
        typer.echo(f"  {sentence}")
    for word, entries in (("listed", found.listed), ("not known", found.unsure)):
        for listing in entries:
            since = listing.listed_on or "day unknown"
            typer.echo(f"  {word}: {since}  {listing.entry}  {listing.names[0].line}")


def stays(found: Sequence[Stay], day: date) -> None:
    """Print from when to when parties were listed."""
    if not found:
        typer.echo("no such party on the lists given; that is not a clearance.")
    for stay in found:
        listing = stay.listing
        typer.echo(f"{stay.line}:{listing.entry}  {listing.names[0].line}  ({listing.schema})")
        typer.echo(f"  on {day}: {stay.on(day)}")
        typer.echo(f"  {stay.sentence}")


def _entries(listings: Sequence[Listing]) -> str:
    kinds = Counter(listing.schema for listing in listings)
    what = ", ".join(f"{n:,} {kind}" for kind, n in sorted(kinds.items()))
    return f"{len(listings):,} entries ({what})"


def _day(edition: Edition) -> str:
    return "undated" if edition.published is None else edition.published.isoformat()


def _changed(found: Difference) -> str:
    counts = Counter(what for change in found.changed for what in change.what)
    what = ", ".join(f"{n:,} {word}" for word, n in counts.most_common())
    return f"{len(found.changed):,}{f' ({what})' if what else ''}"


def _fields(fields: Sequence[FieldChange], indent: str = "    ") -> None:
    for field in fields:
        before, after = ("; ".join(_shown(f)) or "nothing" for f in (field.before, field.after))
        if max(len(before), len(after)) > _WIDEST:
            before, after = _apart(before, after)
        typer.echo(f"{indent}{field.what}: {before} → {after}")


def _shown(values: Sequence[str]) -> list[str]:
    return [_visible(value) for value in values]


def _visible(text: str) -> str:
    """Show line breaks that a name or remark has, on one line."""
    return text.replace("\r", "").replace("\n", "⏎").replace("\t", " ")


def _apart(old: str, new: str) -> tuple[str, str]:
    """Cut two long texts to where they part."""
    alike = (i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b)
    common = next(alike, min(len(old), len(new)))
    start = max(0, common - _WIDEST // 3)
    return _cut(old, start), _cut(new, start)


def _cut(text: str, start: int) -> str:
    lead = "…" if start else ""
    tail = "…" if len(text) > start + _WIDEST else ""
    return f"{lead}{text[start : start + _WIDEST]}{tail}"


def _more(count: int, most: int | None) -> None:
    if most is not None and count > most:
        typer.echo(f"  … and {count - most:,} more; --all names them")
