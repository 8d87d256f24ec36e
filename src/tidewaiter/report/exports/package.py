"""All tables as CSV with a data dictionary (Frictionless Data Package 1, Table Schema 1)."""

from __future__ import annotations

from typing import Any

from tidewaiter.model.cells import sheet_text
from tidewaiter.model.dossier import Dossier
from tidewaiter.model.ids import sha256
from tidewaiter.report.as_csv import Grid
from tidewaiter.report.exports.dictionary import TABLES, Column, column
from tidewaiter.report.exports.formats import about, about_line, as_bytes, sound
from tidewaiter.report.exports.more_tables import all_grids


def package(dossier: Dossier) -> dict[str, bytes]:
    """Write ``csv/*.csv``, ``csv/datapackage.json`` and ``csv/DICTIONARY.md``.

    Text that begins like a formula, or with an apostrophe, has one apostrophe before it; take the
    first apostrophe of a cell away to have the text again.
    """
    grids = all_grids(dossier)
    texts = {n: sound(sheet_text(*grid)).encode("utf-8") for n, grid in grids.items()}
    described = {
        "name": "tidewaiter-dossier",
        "title": sound(dossier.title),
        "profile": "tabular-data-package",
        "created": dossier.built_utc.isoformat(),
        "tidewaiter": about(dossier),
        "resources": [_resource(n, grid, texts[n]) for n, grid in grids.items()],
    }
    return {
        **{f"csv/{name}.csv": text for name, text in texts.items()},
        "csv/datapackage.json": as_bytes(described),
        "csv/DICTIONARY.md": _dictionary(dossier, grids).encode("utf-8"),
    }


def described(table: str, name: str) -> Column:
    """Return type and meaning of a column; text of an unknown meaning where nobody said."""
    return column(table, name) or Column("string", "")


def _resource(name: str, grid: Grid, text: bytes) -> dict[str, Any]:
    return {
        "name": name.replace("_", "-"),
        "path": f"{name}.csv",
        "profile": "tabular-data-resource",
        "title": TABLES.get(name, name),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(text),
        "hash": f"sha256:{sha256(text)}",
        "dialect": {"delimiter": ",", "lineTerminator": "\n", "quoteChar": '"', "doubleQuote": True},
        "schema": {"fields": [_field(name, one) for one in grid[0]], "missingValues": [""]},
    }  # fmt: skip


def _field(table: str, name: str) -> dict[str, Any]:
    known = described(table, name)
    field: dict[str, Any] = {"name": name, "type": known.type, "description": known.what}
    if known.type == "boolean":
        field |= {"trueValues": ["True"], "falseValues": ["False"]}
    if known.type == "datetime":
        field["format"] = "any"  # ISO 8601 with the offset
    return field


def _dictionary(dossier: Dossier, grids: dict[str, Grid]) -> str:
    lines = [
        "# Data dictionary", "",
        f"`{about_line(dossier).replace('`', chr(39))}`", "",
        "UTF-8, commas, a heading. Times are UTC, ISO 8601. An empty cell is unknown or no bound.",
        "Text that begins like a formula, or with an apostrophe, has one apostrophe before it: take the",
        "first apostrophe of a cell away to have the text again.",
    ]  # fmt: skip
    for name, (header, rows) in grids.items():
        lines += ["", f"## {name}.csv", "", f"{TABLES.get(name, name)}; {len(rows)} rows", ""]
        lines += ["| column | type | meaning |", "|---|---|---|"]
        lines += [
            f"| {one} | {described(name, one).type} | {described(name, one).what} |"
            for one in header
        ]
    return "\n".join(lines) + "\n"
