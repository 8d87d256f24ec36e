"""The group of commands by which a person decides: always with a name and a reason."""

from __future__ import annotations

from typing import Annotated

import typer

from tidewaiter import api
from tidewaiter.cli.deciding import By, Why, required, told
from tidewaiter.cli.judge_claims import join, split
from tidewaiter.cli.judge_ships import join_ships, split_ships
from tidewaiter.cli.judge_words import confidence, likelihood
from tidewaiter.cli.options import BuiltCase, Form, format_of
from tidewaiter.cli.sections import group
from tidewaiter.cli.show_json import print_json


def listed(
    case: BuiltCase,
    output: Form = "table",
) -> None:
    """List the decisions of a case with their numbers, withdrawn ones too.

    Example: tidewaiter judge list cases/rajin
    """
    form = format_of(output)
    found = api.decisions(case)
    if form == "json":
        print_json(found)
        return
    if not found:
        typer.echo("no decision is recorded in this case")
    for one in found:
        made = one.decision
        typer.echo(
            f"{one.number}  {made.kind}: {made.words}: {made.verdict}, by {made.by} on "
            f"{made.decided_utc:%Y-%m-%d}: {made.why}"
        )
        if one.gone and made.stands:
            typer.echo(
                f"   not applied: {len(one.gone)} of the records it is about left the case or was "
                "edited since; decide again on what stands now, or withdraw it"
            )


def withdraw(
    case: BuiltCase,
    numbers: Annotated[list[int], typer.Argument(metavar="N...", help="As listed.")],
    by: By = "",
    why: Why = "",
) -> None:
    """Withdraw decisions; they stay on the ledger.

    Example: tidewaiter judge withdraw cases/rajin 2 --by "A. Analyst" --why "The scenes differ after all"
    """
    required(by, why)
    for made in api.withdraw_decisions(case, numbers, by=by, why=why):
        typer.echo(f"withdrawn: {made.kind}: {made.words}")
    told(case)


judge = group(
    {
        "On the origin of claims": {"join": join, "split": split},
        "On ships": {"join-ships": join_ships, "split-ships": split_ships},
        "On findings": {"likelihood": likelihood, "confidence": confidence},
        "On what was decided": {"list": listed, "withdraw": withdraw},
    },
    name="judge",
    about="Decide on what the program proposes: always with who decides, and why.\n\n"
    "A decision is a record of the ledger; the next build applies it.\n\n"
    'Example: tidewaiter judge join cases/rajin F05 F01 --by "A. Analyst" --why "Turns that count into rounds"',
)
