"""The command that asks whether somebody stands on a list."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tidewaiter import api
from tidewaiter.cli import show
from tidewaiter.cli.options import GOOD, REFUSED, check_choice

if TYPE_CHECKING:
    from tidewaiter.model.listings import Schema

_KINDS: dict[str, Schema] = {"vessel": "Vessel", "person": "Person", "company": "Company"}


def screen(
    queries: Annotated[
        list[str] | None,
        typer.Argument(metavar="NAME|IMO|MMSI...", help="What to look for, in any script."),
    ] = None,
    case: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Use the lists, thresholds and exceptions of this case."),
    ] = None,
    lists: Annotated[
        list[Path] | None,
        typer.Option("--list", metavar="FILE", help="Use this list file, or folder of them, too."),
    ] = None,
    kind: Annotated[
        str | None, typer.Option(help="vessel, person or company; all, if not given.")
    ] = None,
    sheet: Annotated[
        Path | None, typer.Option("--file", metavar="CSV", help="Screen every row of this sheet.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option(metavar="CSV", help="Where the answers to --file go.")
    ] = None,
    limit: Annotated[int, typer.Option(min=1, help="Most answers for each query.")] = 5,
    alert_at: Annotated[
        float | None,
        typer.Option(min=0.01, max=1.0, help="Score from which a match is worth a look."),
    ] = None,
    workers: Annotated[
        int | None,
        typer.Option(min=1, help="Processes for --file; one for each core, if not given."),
    ] = None,
    output: Annotated[str, typer.Option("--format", help="table or jsonl.")] = "table",
) -> None:
    """Ask whether a ship, a company or a person stands on a list.

    A match says that two records look alike; no match is not a clearance. A sheet is one CSV with a
    header: name, and any of type, imo, mmsi, call_sign, passport, registration_number, country, flag,
    birth_date, built. Killed and run again, it goes on where it was.

    Example: tidewaiter screen "CHONG CHON GANG" "IMO 7937317" --case cases/rajin

    Example: tidewaiter screen --file fleet.csv --out answers.csv --list sdn.csv --list alt.csv
    """
    check_choice(output, ("table", "jsonl"), "--format")
    check_choice(kind, _KINDS, "--kind")
    schema = None if kind is None else _KINDS[kind]
    if bool(queries) == (sheet is not None):
        raise typer.BadParameter("give names or numbers, or a sheet with --file")
    if (sheet is None) != (out is None):
        raise typer.BadParameter("--file and --out go together", param_hint="--out")
    if sheet is not None and out is not None:
        with show.progress() as progress:
            done = api.screen_sheet(
                sheet, out, case=case, lists=lists or (), kind=schema, limit=limit,
                alert_at=alert_at, workers=workers, progress=progress,
            )  # fmt: skip
        show.screened(done, out)
        raise typer.Exit(REFUSED if done.rejects else GOOD)
    with show.progress() as progress:
        found = api.screen(
            queries or (), case=case, lists=lists or (), kind=schema, limit=limit,
            alert_at=alert_at, progress=progress,
        )  # fmt: skip
    for query, matches in found.answers:
        if output == "jsonl":
            show.matches_json(query, matches)
        else:
            show.matches(query, matches)
    show.asked(found.editions, found.not_loaded)
