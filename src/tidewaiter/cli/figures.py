"""Commands about figures: tallies, and figures laid side by side."""

from __future__ import annotations

from datetime import UTC, datetime, time
from pathlib import Path
from typing import Annotated

import typer

from tidewaiter import api
from tidewaiter.cli import show_figures

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
    found = api.tallies(folder, at=_checked(output, at))
    if output == "json":
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
    found = api.figures(folder, at=_checked(output, at))
    if output == "json":
        show_figures.as_json(found)
    else:
        show_figures.figures(found, everything=everything)


def _checked(output: str, at: str | None) -> datetime | None:
    if output not in ("table", "json"):
        raise typer.BadParameter("must be table or json", param_hint="--format")
    if at is None:
        return None
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        raise typer.BadParameter("must look like 2025-06-05", param_hint="--at") from None
    if len(at) == len("2025-06-05"):  # a day means to its end
        moment = datetime.combine(moment, time.max)
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
