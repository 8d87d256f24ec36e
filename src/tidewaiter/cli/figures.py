"""Commands about figures: tallies, and figures laid side by side."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tidewaiter import api
from tidewaiter.cli import show_figures
from tidewaiter.cli.options import format_of, moment_of

CaseFolder = Annotated[Path, typer.Argument(metavar="DIR", help="A built case.")]
Output = Annotated[str, typer.Option("--format", help="table or json.")]
Moment = Annotated[
    str | None,
    typer.Option("--at", metavar="TIME", help="What was known then: a day, or a time in UTC."),
]


def tallies(folder: CaseFolder, output: Output = "table", at: Moment = None) -> None:
    """Work out each tally of a case: interval, band, what moves it most, and the verdict.

    Example: tidewaiter tallies cases/rajin
    """
    form, moment = format_of(output), moment_of(at)
    found = api.tallies(folder, at=moment)
    if form == "json":
        show_figures.as_json(found)
    else:
        show_figures.tallies(found)


def figures(
    folder: CaseFolder,
    everything: Annotated[
        bool, typer.Option("--all", help="Show everything, not the most telling alone.")
    ] = False,
    output: Output = "table",
    at: Moment = None,
) -> None:
    """Lay the figures of a case side by side: what cannot both be true, rates, ceilings, series.

    Nothing is decided here: two figures that do not fit are both shown, and neither is called right.

    Example: tidewaiter figures cases/rajin --all
    """
    form, moment = format_of(output), moment_of(at)
    found = api.figures(folder, at=moment)
    if form == "json":
        show_figures.as_json(found)
    else:
        show_figures.figures(found, everything=everything)
