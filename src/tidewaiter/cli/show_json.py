"""JSON as the commands write it: a document, indented by one, or an object a line."""

from __future__ import annotations

import json

import typer


def print_json(value: object) -> None:
    """Print records, or what is plain JSON already, as one document."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=1, default=_plain))


def print_line(value: object) -> None:
    """Print a record, or what is plain JSON already, on a line of its own."""
    typer.echo(line(value))


def line(value: object, *, ascii_only: bool = False) -> str:
    """Return a record, or what is plain JSON already, as one line without its end."""
    return json.dumps(value, ensure_ascii=ascii_only, default=_plain)


def _plain(record: object) -> object:
    from tidewaiter.model.records import as_json

    return as_json(record)
