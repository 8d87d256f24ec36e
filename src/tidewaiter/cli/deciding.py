"""What the commands share by which a person decides: who, why, and what follows."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

By = Annotated[str, typer.Option(metavar="NAME", help="Who decides; required.")]
Why = Annotated[str, typer.Option(metavar="TEXT", help="For what reason; required.")]


def required(by: str, why: str) -> None:
    """Refuse a decision without a name or a reason."""
    for text, option in ((by, "--by"), (why, "--why")):
        if not text.strip():
            raise typer.BadParameter("is required and may not be blank", param_hint=option)


def told(case: Path, *lines: str) -> None:
    """Print what was recorded, and that the next build applies it."""
    for line in lines:
        typer.echo(line)
    typer.echo(f"The next build applies it: tidewaiter build {case}")
