"""The command about recorded exceptions: "not the same", with who, when and why."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tidewaiter import api
from tidewaiter.cli.deciding import By, Why, required
from tidewaiter.cli.show import progress


def exceptions(
    case: Annotated[Path, typer.Argument(metavar="CASE", help="The case folder.")],
    query: Annotated[
        str | None, typer.Argument(metavar="QUERY", help="Name, IMO number or MMSI as screened.")
    ] = None,
    entry: Annotated[
        str | None,
        typer.Argument(metavar="LIST_ID:ENTRY", help="The entry, such as un-sc:KPi.033."),
    ] = None,
    by: By = "",
    why: Why = "",
    lift: Annotated[
        int | None, typer.Option(metavar="N", help="Withdraw the exception of this number.")
    ] = None,
) -> None:
    """Record that a query and a list entry are not the same, list these exceptions, or lift one.

    Their match is silent until either side changes: what is known of the query, or the entry.
    Without QUERY, the exceptions of the case are listed with their numbers.

    Example: tidewaiter except cases/rajin "KUM SAN 1" ofac-sdn:12345 --by "A. Analyst" --why "Other tonnage and builder"

    Example: tidewaiter except cases/rajin --lift 2 --by "A. Analyst" --why "The builder was mistaken"
    """
    if lift is not None:
        if query is not None:
            raise typer.BadParameter("is given without a query", param_hint="--lift")
        required(by, why)
        done = api.lift_exception(case, lift, by=by, why=why)
        typer.echo(f"withdrawn: {done.asked.words} / {done.list_id}:{done.entry} {done.listed}")
        return
    if query is None:
        _listed(case)
        return
    if entry is None:
        raise typer.BadParameter("name the entry, such as un-sc:KPi.033", param_hint="ENTRY")
    required(by, why)
    with progress() as told:
        made = api.make_exception(case, query, entry, by=by, why=why, progress=told)
    typer.echo(
        f"recorded: {made.asked.words} is not {made.list_id}:{made.entry} {made.listed}; silent "
        "until either changes"
    )


def _listed(case: Path) -> None:
    found = api.exceptions(case)
    if not found:
        typer.echo("no exception is recorded in this case")
    for number, one in enumerate(found, start=1):
        typer.echo(
            f"{number}  {one.asked.words} / {one.list_id}:{one.entry} {one.listed}: {one.verdict}, "
            f"by {one.by} on {one.judged_utc:%Y-%m-%d}: {one.why}"
        )
