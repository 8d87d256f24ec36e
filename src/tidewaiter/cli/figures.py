"""Commands about figures: tallies, and figures laid side by side."""

from __future__ import annotations

from typing import Annotated

import typer

from tidewaiter import api
from tidewaiter.cli import show_figures
from tidewaiter.cli.options import At, BuiltCase, Form, format_of, moment_of
from tidewaiter.cli.show_json import print_json


def tallies(case: BuiltCase, output: Form = "table", at: At = None) -> None:
    """Work out each tally of a case: interval, band, what moves it most, and the verdict.

    Example: tidewaiter tallies cases/rajin
    """
    form, moment = format_of(output), moment_of(at)
    found = api.tallies(case, at=moment)
    if form == "json":
        print_json(found)
    else:
        show_figures.tallies(found)


def figures(
    case: BuiltCase,
    everything: Annotated[
        bool, typer.Option("--all", help="Show everything, not the most telling alone.")
    ] = False,
    of: Annotated[
        str | None,
        typer.Option("--of", metavar="ID", help="Every pair in which a figure of this claim is."),
    ] = None,
    output: Form = "table",
    at: At = None,
) -> None:
    """Lay the figures of a case side by side: what cannot both be true, rates, ceilings, series.

    Nothing is decided here: two figures that do not fit are both shown, and neither is called right.

    Example: tidewaiter figures cases/rajin --all

    Example: tidewaiter figures cases/rajin --of F09
    """
    form, moment = format_of(output), moment_of(at)
    found = api.figures(case, at=moment, of=of)
    if form == "json":
        print_json(found)
    else:
        show_figures.figures(found, everything=everything or of is not None)
