"""Write what a build gives out: the page, the tables, the positions, and what was refused."""

from __future__ import annotations

import json
import shutil

from tidewaiter.model.dossier import Dossier
from tidewaiter.model.records import as_json
from tidewaiter.report.as_csv import sheet_text, tables
from tidewaiter.report.as_html import as_html
from tidewaiter.run.archives import captures_csv
from tidewaiter.run.intake import Intake
from tidewaiter.run.workshop import Workshop, write_whole


def write_outputs(shop: Workshop, intake: Intake, dossier: Dossier) -> list[str]:
    """Write all outputs of a build; each file is replaced whole.

    Returns:
        Their paths relative to the case.
    """
    shop.progress("writing the dossier", 0, 0)
    files = rendered(intake, dossier)
    if not intake.captures:
        (shop.out / "tables" / "captures.csv").unlink(missing_ok=True)
    for path, data in files.items():
        write_whole(shop.folder / path, data)
    if intake.positions is not None:
        draft = shop.out / ".positions.parquet.part"
        shutil.copyfile(intake.positions, draft)
        draft.replace(shop.out / "positions.parquet")
        files["out/positions.parquet"] = b""
    else:
        (shop.out / "positions.parquet").unlink(missing_ok=True)
    return sorted(files)


def rendered(intake: Intake, dossier: Dossier) -> dict[str, bytes]:
    """Return the page, all that it shows as JSON, and the tables by their paths relative to the case."""
    texts = tables(dossier)
    if intake.captures:
        texts["captures.csv"] = captures_csv(intake.captures, synthetic=dossier.synthetic)
    return {
        "out/dossier.html": as_html(dossier).encode("utf-8", "replace"),
        "out/dossier.json": json.dumps(as_json(dossier), indent=1).encode("ascii"),
        "out/rejects.csv": _rejects(intake).encode("utf-8", "replace"),
        **{f"out/tables/{n}": t.encode("utf-8", "replace") for n, t in texts.items()},
    }


def _rejects(intake: Intake) -> str:
    rows = (
        (reject.path, reject.line or "", reject.reason, reject.text)
        for reject in sorted(intake.rejects, key=lambda r: (r.path, r.line, r.reason))
    )
    return sheet_text(("file", "line", "reason", "text"), rows)


def inert(text: str) -> str:
    """Keep a spreadsheet from taking refused text for a formula."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
