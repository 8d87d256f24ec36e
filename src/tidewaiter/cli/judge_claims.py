"""The commands by which a person decides whether claims go back to one origin or to two."""

from __future__ import annotations

from typing import Annotated

import typer

from tidewaiter import api
from tidewaiter.cli.deciding import By, Why, required, told
from tidewaiter.cli.options import BuiltCase

_CLAIM = "Short id (F09), exhibit (E9), or 8 or more characters of the claim id."


def join(
    case: BuiltCase,
    one: Annotated[str, typer.Argument(metavar="CLAIM", help=_CLAIM)],
    other: Annotated[str, typer.Argument(metavar="CLAIM", help="The other.")],
    by: By = "",
    why: Why = "",
) -> None:
    """Decide that two claims go back to one origin.

    Example: tidewaiter judge join cases/rajin F14 F12 --by "A. Analyst" --why "Both bought the same scenes"
    """
    required(by, why)
    told(
        case,
        f"recorded: {api.judge_joined(case, one, other, by=by, why=why).words} are of one origin",
    )


def split(
    case: BuiltCase,
    one: Annotated[str, typer.Argument(metavar="CLAIM", help=_CLAIM)],
    others: Annotated[
        list[str] | None,
        typer.Argument(metavar="CLAIM...", help="From these; from all, if none is named."),
    ] = None,
    by: By = "",
    why: Why = "",
) -> None:
    """Decide that a claim does not share its origin with others, or with any.

    Example: tidewaiter judge split cases/rajin F12 F14 --by "A. Analyst" --why "Other scenes, other days"

    Example: tidewaiter judge split cases/rajin F15 --by "A. Analyst" --why "Counted on the spot"
    """
    required(by, why)
    made = api.judge_split(case, one, others or (), by=by, why=why)
    for decision in made:
        does = "stands" if len(decision.about) == 1 else "are split"
        typer.echo(f"recorded: {decision.words} {does}")
    told(case, *api.still_joined(case, made))
