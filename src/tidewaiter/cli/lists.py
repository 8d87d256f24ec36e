"""Commands about watchlists as published."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from tidewaiter import api

lists = typer.Typer(
    name="lists",
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Look into watchlist files: what they hold, what changed, who was listed when.\n\n"
    "Example: tidewaiter lists diff un-2021.xml un-2026.xml",
)
_MOST = 20


@lists.command()
def show(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="List files.")],
) -> None:
    """Say which list and edition each file is, and what it holds.

    Example: tidewaiter lists show consolidated.xml sdn.csv alt.csv add.csv
    """
    editions, rejects = api.lists(files)
    for edition, listings in editions:
        kinds: dict[str, int] = {}
        for listing in listings:
            kinds[listing.schema] = kinds.get(listing.schema, 0) + 1
        what = ", ".join(f"{n:,} {kind}" for kind, n in sorted(kinds.items()))
        day = edition.published or "undated"
        typer.echo(f"{edition.list_id}  {day}  {len(listings):,} entries ({what})  {edition.path}")
    for reject in rejects:
        typer.echo(f"refused: {reject.path} line {reject.line}: {reject.reason}", err=True)
    raise typer.Exit(3 if rejects else 0)


@lists.command()
def diff(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="The earlier edition.")],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="The later edition.")],
    whole: Annotated[
        bool, typer.Option("--all", help="Name every entry, not the first 20.")
    ] = False,
) -> None:
    """Say what came, went and changed between two editions of one list.

    Example: tidewaiter lists diff un-2021.xml.gz un-2026.xml.gz
    """
    found = api.lists_diff(old, new)
    most = None if whole else _MOST
    for word, entries in (("added", found.added), ("removed", found.removed)):
        typer.echo(f"{word}: {len(entries):,}")
        for listing in entries[:most]:
            typer.echo(f"  {listing.entry}  {listing.names[0].text}  ({listing.schema})")
    typer.echo(f"kept: {found.kept:,}, of these changed: {len(found.changed):,}")
    counts: dict[str, int] = {}
    for change in found.changed:
        for what in change.what:
            counts[what] = counts.get(what, 0) + 1
    for what, count in sorted(counts.items(), key=lambda pair: -pair[1]):
        typer.echo(f"  {count:,} {what}")
    for change in found.changed[:most]:
        for field in change.fields:
            before, after = ("; ".join(values) for values in (field.before, field.after))
            typer.echo(f"  {change.new.entry}  {field.what}: {before} → {after}")
    renamed = [c for c in found.changed if c.renamed]
    typer.echo(f"first name changed: {len(renamed):,}")
    for change in renamed[:most]:
        typer.echo(
            f"  {change.new.entry}  {change.old.names[0].text} → {change.new.names[0].text}"
        )


@lists.command()
def at(
    day: Annotated[str, typer.Argument(metavar="DATE", help="The day, such as 2017-10-03.")],
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="List files.")],
) -> None:
    """Say who of some editions was listed on a day already.

    An edition says who stands on it; who was taken off before stands in earlier editions alone.

    Example: tidewaiter lists at 2017-10-03 consolidated.xml
    """
    try:
        moment = date.fromisoformat(day)
    except ValueError:
        raise typer.BadParameter("must look like 2017-10-03", param_hint="DATE") from None
    for edition, listed, unknown in api.lists_at(moment, files):
        typer.echo(
            f"{edition.list_id}  {edition.published or 'undated'}: {len(listed):,} listed on or "
            f"before {moment}; of {len(unknown):,} the list does not say since when"
        )
        for listing in listed:
            typer.echo(f"  {listing.listed_on}  {listing.entry}  {listing.names[0].text}")
