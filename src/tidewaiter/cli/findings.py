"""The commands about findings: an overview, and each sentence with all that it rests on."""

from __future__ import annotations

from typing import Annotated

import typer

from tidewaiter import api
from tidewaiter.cli import show_findings
from tidewaiter.cli.options import At, BuiltCase, Form, format_of, moment_of
from tidewaiter.cli.show_json import print_json


def findings(case: BuiltCase, at: At = None, output: Form = "table") -> None:
    """List the findings of a case: how likely, how sure, and how far each element is shown.

    Rules of its packs for which the case gives no ground follow, with the reason.

    Example: tidewaiter findings cases/rajin

    Example: tidewaiter findings cases/rajin --at 2026-03-01 --format json
    """
    form, moment = format_of(output), moment_of(at)
    found = api.findings(case, moment)
    if form == "json":
        print_json(found)
    else:
        show_findings.overview(found)


def explain(
    case: BuiltCase,
    finding: Annotated[
        str,
        typer.Argument(metavar="FINDING", help="Its id, the end of it, or its number as listed."),
    ],
    brief: Annotated[
        bool,
        typer.Option(
            "--brief", help="Only what it says, how sure it is, and what would change it."
        ),
    ] = False,
    at: At = None,
    output: Form = "table",
) -> None:
    """Print what a finding says, then sentence by sentence what that rests on, in which file and place.

    First comes how likely and how sure it is, what is not established and what would change it.
    Every passage is cut from its source anew; where something else stands there, that is said.

    Example: tidewaiter explain cases/rajin arms-from-dprk --brief
    """
    form, moment = format_of(output), moment_of(at)
    made = api.explain(case, finding, moment)
    if form == "json":
        print_json(made)
    else:
        show_findings.explained(made, brief=brief)
