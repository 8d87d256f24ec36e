"""The commands by which a person decides: one origin or two, with a name and a reason."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tidewaiter import api
from tidewaiter.cli.options import BuiltCase, Form, format_of, print_json, required

judge = typer.Typer(
    name="judge",
    no_args_is_help=True,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 99},
    help="Decide on what the program proposes: always with who decides, and why.\n\n"
    "A decision is a record of the ledger; the next build applies it.\n\n"
    'Example: tidewaiter judge join cases/rajin F05 F01 --by "A. Analyst" --why "Turns that count into rounds"',
)

By = Annotated[str, typer.Option(metavar="NAME", help="Who decides; required.")]
Why = Annotated[str, typer.Option(metavar="TEXT", help="For what reason; required.")]
_CLAIM = "Short id (F09), exhibit (E9), or 8 or more characters of the claim id."


@judge.command()
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


@judge.command()
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


@judge.command("list")
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


@judge.command()
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


def told(case: Path, *lines: str) -> None:
    """Print what was recorded, and that the next build applies it."""
    for line in lines:
        typer.echo(line)
    typer.echo(f"The next build applies it: tidewaiter build {case}")
