"""The commands by which a person decides whether two ships are one."""

from __future__ import annotations

from typing import Annotated

import typer

from tidewaiter import api
from tidewaiter.cli.deciding import By, Why, required, told
from tidewaiter.cli.options import BuiltCase

_SHIP = "Name, IMO number or MMSI."


def join_ships(
    case: BuiltCase,
    one: Annotated[str, typer.Argument(metavar="SHIP", help=_SHIP)],
    other: Annotated[str, typer.Argument(metavar="SHIP", help="The other.")],
    by: By = "",
    why: Why = "",
) -> None:
    """Decide that two ships are one hull. Two IMO numbers never are.

    Example: tidewaiter judge join-ships cases/rajin Angara 273123450 --by "A. Analyst" --why "Same photograph, same day"
    """
    required(by, why)
    made = api.judge_ships(case, "joined", one, other, by=by, why=why)
    told(case, f"recorded: {made.words} are one ship")


def split_ships(
    case: BuiltCase,
    one: Annotated[str, typer.Argument(metavar="SHIP", help=_SHIP)],
    other: Annotated[str, typer.Argument(metavar="SHIP", help="The other.")],
    by: By = "",
    why: Why = "",
) -> None:
    """Decide that two are not one ship, or that the IMO number which an MMSI sends is not its own.

    Example: tidewaiter judge split-ships cases/rajin 273123450 9179842 --by "A. Analyst" --why "That hull was scrapped"
    """
    required(by, why)
    made = api.judge_ships(case, "split", one, other, by=by, why=why)
    told(case, f"recorded: {made.words} are not one ship")
