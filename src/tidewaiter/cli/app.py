"""The command line, composed: which commands there are, by what a user is at."""

from __future__ import annotations

from typing import Annotated

import typer

from tidewaiter import __version__
from tidewaiter.cli.cases import build, demo, new, verify
from tidewaiter.cli.detect import detect, presets, simulate
from tidewaiter.cli.exceptions import exceptions
from tidewaiter.cli.figures import figures, tallies
from tidewaiter.cli.findings import explain, findings
from tidewaiter.cli.judge import judge
from tidewaiter.cli.lists import lists
from tidewaiter.cli.movements import movements
from tidewaiter.cli.packs import packs
from tidewaiter.cli.publish import export, pack, pdf
from tidewaiter.cli.read import read
from tidewaiter.cli.screen import screen
from tidewaiter.cli.sections import group
from tidewaiter.cli.ships import practices, vessels
from tidewaiter.cli.stories import stories

app = group(
    {
        "Make a case": {"demo": demo, "new": new, "build": build, "verify": verify},
        "Gather evidence": {
            "read": read,
            "detect": detect,
            "presets": presets,
            "simulate": simulate,
            "lists": lists,
            "screen": screen,
        },
        "Ask a case": {
            "stories": stories,
            "movements": movements,
            "tallies": tallies,
            "figures": figures,
            "vessels": vessels,
            "practices": practices,
            "findings": findings,
            "explain": explain,
            "packs": packs,
        },
        "Decide": {"judge": judge, "except": exceptions},
        "Publish": {"pdf": pdf, "export": export, "pack": pack},
    },
    name="tidewaiter",
    about="Turn ship tracks, watchlists and press reports into findings that an analyst can defend.\n\n"
    "Example: tidewaiter demo, then open the dossiers that it names.",
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"tidewaiter {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    pass
