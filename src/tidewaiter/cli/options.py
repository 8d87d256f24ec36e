"""Options that several commands share: the form of the output, and a moment in the past."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Literal

import typer


def format_of(text: str) -> Literal["table", "json"]:
    """Return the form of the output that was asked for."""
    if text == "table":
        return "table"
    if text == "json":
        return "json"
    raise typer.BadParameter("must be table or json", param_hint="--format")


def moment_of(text: str | None) -> datetime | None:
    """Return the moment of ``--at``: a time in UTC, or the end of a day."""
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(
            "must look like 2026-03-01 or 2026-03-01T12:00", param_hint="--at"
        ) from None
    if len(text) == len("2026-03-01"):
        moment += timedelta(days=1, seconds=-1)
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def print_json(record: object) -> None:
    """Print a record, or several, as JSON."""
    from tidewaiter.model.records import as_json

    typer.echo(json.dumps(as_json(record), ensure_ascii=False, indent=1))
