"""Write the dossier of a built case in formats of other tools.

What a build composed is kept as ``out/dossier.json``; nothing is found again and the ledger is
not written.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import tidewaiter
from tidewaiter.errors import CaseError, UnreadableError
from tidewaiter.model.dossier import Dossier
from tidewaiter.model.records import from_json
from tidewaiter.report.exports import FORMATS
from tidewaiter.report.exports.formats import ABOUT
from tidewaiter.run.opened import opened
from tidewaiter.run.verify import verify
from tidewaiter.run.workshop import write_whole


def export(folder: Path, formats: Sequence[str], *, out: Path | None = None) -> list[Path]:
    """Write formats of a case's dossier; each file is replaced whole.

    Args:
        folder: The case.
        formats: Names of :data:`FORMATS`; ``all`` is every one.
        out: A folder, or the file to write where the one format has one file; what only says of which
            dossier that is stands beside it.

    Returns:
        The files written.

    Raises:
        CaseError: The case was never built or has changed since, or a format is unknown.
        UnreadableError: The place cannot be written.
    """
    names = list(dict.fromkeys(formats))
    if unknown := [name for name in names if name not in (*FORMATS, "all")]:
        raise CaseError(f"no such format: {unknown[0]}; there are {', '.join(FORMATS)}, and all")
    dossier = standing(folder)
    chosen = list(FORMATS) if "all" in names else names
    files = {path: data for name in chosen for path, data in FORMATS[name].write(dossier).items()}
    place = folder / "out" / "exports" if out is None else out
    mains = [path for path in files if not path.endswith(ABOUT)]
    if len(mains) == 1 and out is not None and out.suffix and not out.is_dir():
        named = out.name
        targets = {
            out.with_name(named if path in mains else f"{named}{ABOUT}"): data
            for path, data in files.items()
        }
    else:
        targets = {place / path: data for path, data in files.items()}
    for file, data in targets.items():
        try:
            write_whole(file, data)
        except OSError as error:
            raise UnreadableError(f"{file} cannot be written: {error.strerror}") from error
    return sorted(targets)


def standing(folder: Path) -> Dossier:
    """Return the dossier of the last build.

    Raises:
        CaseError: The case was never built, or its files, its ledger or this program have changed
            since: what would be written is not what the case says now.
    """
    again = f"; build the case again: tidewaiter build {folder}"
    if (found := verify(folder)).broken is not None:
        raise CaseError(found.broken + again)
    file = folder / "out" / "dossier.json"
    if not file.is_file():
        raise CaseError(f"{file} is missing{again}")
    with opened(folder) as ledger:
        records, head, _ = ledger.head(before_kind="output")
    data = json.loads(file.read_text("ascii"))
    if data.get("version") != tidewaiter.__version__:
        raise CaseError(f"{folder} was built by another version, {data.get('version')}{again}")
    if (data["records"], data["chain_head"]) != (records, head):
        raise CaseError(f"{folder} holds records that are newer than its dossier{again}")
    try:
        return from_json(Dossier, data)
    except (KeyError, TypeError, ValueError) as error:
        raise CaseError(f"{file} is not of this version{again}") from error
