"""Arguments and options that several commands share: the case, the form of the output, a moment in the past."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, time
from pathlib import Path
from typing import Annotated, Literal

import typer

from tidewaiter.model.moments import in_utc

#: Exit codes: nothing refused, something failed, some input was refused.
GOOD, FAILED, REFUSED = 0, 1, 3

CaseFolder = Annotated[Path, typer.Argument(metavar="DIR", help="The case folder.")]
BuiltCase = Annotated[Path, typer.Argument(metavar="CASE", help="A built case.")]
At = Annotated[
    str | None,
    typer.Option(
        "--at", metavar="TIME", help="What was known then: 2026-03-01, or with a time, UTC."
    ),
]
Form = Annotated[str, typer.Option("--format", help="table or json.")]


def format_of(text: str) -> Literal["table", "json"]:
    """Return the form of the output that was asked for."""
    check_choice(text, ("table", "json"), "--format")
    return "json" if text == "json" else "table"


def check_choice(text: str | None, allowed: Collection[str], option: str) -> None:
    """Refuse what is none of the words that an option takes.

    Args:
        text: What was given; None for nothing.
        allowed: The words.
        option: As it is written.

    Raises:
        typer.BadParameter: It is none of them.
    """
    if text is not None and text not in allowed:
        *first, last = allowed
        raise typer.BadParameter(f"must be {', '.join(first)} or {last}", param_hint=option)


def moment_of(text: str | None) -> datetime | None:
    """Return the moment of ``--at`` in UTC; a day means its end, so that what was learned on it counts.

    >>> moment_of("2025-03-01"), moment_of("2025-03-01T12:00+09:00").hour
    (datetime.datetime(2025, 3, 1, 23, 59, 59, tzinfo=datetime.timezone.utc), 3)
    """
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(
            "must look like 2025-03-01 or 2025-03-01T12:00 (UTC)", param_hint="--at"
        ) from None
    if len(text) <= len("2025-03-01"):
        moment = datetime.combine(moment, time(23, 59, 59))
    return in_utc(moment)
