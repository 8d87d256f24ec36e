"""The commands about ships: who is she over time, and which deceptive practices are indicated."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from tidewaiter import api
from tidewaiter.cli import show_ships
from tidewaiter.cli.options import At, BuiltCase, Form, format_of, moment_of
from tidewaiter.cli.show_json import print_json

if TYPE_CHECKING:
    from tidewaiter.run.ships import Known

_SHIP = "Name, IMO number or MMSI."


def vessels(
    case: BuiltCase,
    ship: Annotated[str | None, typer.Argument(metavar="[NAME|IMO|MMSI]", help=_SHIP)] = None,
    at: At = None,
    output: Form = "table",
) -> None:
    """List the ships of a case, or show the identity of one over time and what contradicts it.

    A hull is a proposal: each join has its reason, and conflicts are shown, not settled.

    Example: tidewaiter vessels cases/rajin

    Example: tidewaiter vessels cases/rajin 9179842 --at 2025-01-31T12:00
    """
    form, moment = format_of(output), moment_of(at)
    if ship is not None:
        known = api.vessel(case, ship, at=moment)
        if form == "json":
            _json([known])
        else:
            show_ships.one(known)
        return
    found = api.vessels(case, at=moment)
    if form == "json":
        _json(found.known)
    else:
        show_ships.overview(found)


def practices(
    case: BuiltCase,
    ship: Annotated[str | None, typer.Option(metavar="NAME|IMO|MMSI", help=_SHIP)] = None,
    at: At = None,
    output: Form = "table",
) -> None:
    """Say which of the seven deceptive shipping practices are indicated for each ship, and by what.

    An indicator is not a breach, and a silence is not a sin: what speaks against, the lawful
    explanation and what was not checked stand beside. Weights are not added up.

    Example: tidewaiter practices cases/rajin --ship Angara
    """
    form, moment = format_of(output), moment_of(at)
    if ship is not None:
        known = [api.vessel(case, ship, at=moment)]
        heard = 0
    else:
        found = api.vessels(case, at=moment)
        known, heard = [*found.known, *found.besides], found.heard - len(found.besides)
    if form == "json":
        _json(known)
    else:
        show_ships.practices(known, heard, in_full=ship is not None)


def _json(known: list[Known] | tuple[Known, ...]) -> None:
    print_json([api.vessel_json(k) for k in known])
