"""Take in the sheets of a case: typed claims and sightings."""

from __future__ import annotations

from tidewaiter.errors import UnreadableError
from tidewaiter.ledger.store import Draft
from tidewaiter.model.evidence import Count
from tidewaiter.model.records import as_json
from tidewaiter.run.capture import Found, read_whole
from tidewaiter.run.config import Case
from tidewaiter.run.intake import Intake
from tidewaiter.sheets import archiver, atlos
from tidewaiter.sheets.claims import Text, claims
from tidewaiter.sheets.loose import renamed
from tidewaiter.sheets.sightings import sightings


def take_in(case: Case, files: list[Found], intake: Intake) -> None:
    """Read ``claims.csv``, ``observations.csv`` and exports of Atlos in ``sheets/``.

    Other sheets are read where they are used.
    """
    for found in files:
        try:
            item, data = read_whole(found, synthetic=case.synthetic)
            intake.items.append(item)
            if found.path == "claims.csv":
                texts = {d.item.path: Text(d.ref, d.text) for d in intake.documents}
                intake.typed, rejects = claims(data, found.path, texts)
                good = len(intake.typed)
            elif found.path == "observations.csv":
                seen, rejects = sightings(data, found.path, item.sha256)
                intake.sightings += seen
                good = len(seen)
            elif found.path.startswith("sheets/"):
                columns = renamed(atlos.COLUMNS, case.sheets.atlos)
                if archiver.is_archiver(data, renamed(archiver.COLUMNS, case.sheets.archiver)):
                    continue  # its facts were taken in before the documents were
                if not atlos.is_atlos(data, columns):
                    raise UnreadableError(
                        "is no sheet that is known: those of the auto-archiver and of Atlos are, as CSV "
                        "with their columns' names; see docs/reference/case.md"
                    )
                seen, rejects = atlos.incidents(data, found.path, item.sha256, columns)
                intake.sightings += seen
                good = len(seen)
            else:
                continue
        except UnreadableError as error:
            intake.refuse(found.path, str(error))
            intake.counts.append(Count(found.path, "sheet", 1, 0, 1))
            continue
        intake.rejects.extend(rejects)
        refused = len(rejects)
        intake.counts.append(Count(found.path, "rows", good + refused, good, refused))


def sighting_drafts(intake: Intake) -> list[Draft]:
    """Return the ledger records of the sightings."""
    return [
        Draft("sighting", s.sighting_id, as_json(s), s.start_utc.date(), s.end_utc.date())
        for s in intake.sightings
    ]
