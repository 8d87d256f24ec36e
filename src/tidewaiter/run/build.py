"""Build a case: everything in, everything found, everything written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import tidewaiter
from tidewaiter.errors import UnreadableError
from tidewaiter.ledger.store import Draft, Ledger
from tidewaiter.model.dossier import Dossier
from tidewaiter.model.evidence import Count, Item, Reject
from tidewaiter.model.records import as_json
from tidewaiter.run import archive_sheets, documents, sheets, tracks, watchlists
from tidewaiter.run.analyse import Analysis, analyse
from tidewaiter.run.capture import Found, find, hash_file
from tidewaiter.run.clock import now
from tidewaiter.run.compose import compose
from tidewaiter.run.config import Assumptions, Case, read_assumptions, read_case
from tidewaiter.run.intake import Intake
from tidewaiter.run.opened import building
from tidewaiter.run.packs import packs_of
from tidewaiter.run.ports import case_ports
from tidewaiter.run.progress import Progress, silent
from tidewaiter.run.workshop import Workshop, hash_of
from tidewaiter.run.write import write_outputs


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did. ``added`` counts the records that were new to the ledger."""

    folder: Path
    title: str
    synthetic: bool
    dossier: Path
    counts: Sequence[Count]
    rejects: Sequence[Reject]
    folded: int
    added: int
    records: int
    head: str
    made: dict[str, int]


def build(folder: Path, *, progress: Progress = silent) -> Built:
    """Build a case. What was done before with the same input is not done again.

    Args:
        folder: The case.
        progress: Is told where the work is.

    Raises:
        CaseError: A setting of the case is wrong.
        LedgerError: The ledger cannot be opened, or was altered behind its back.
    """
    case, given = read_case(folder), read_assumptions(folder)
    packs_of(folder, case)  # a mistake in a pack shall not show after an hour of reading
    (folder / "out").mkdir(exist_ok=True)
    with Ledger.open_file(folder / "out" / "ledger.sqlite") as ledger, building(folder):
        shop = Workshop(folder, ledger, now(), progress)
        before = ledger.head()[0]
        files = find(folder)
        intake, made, dossier = _composed(shop, case, given, files)
        outputs = write_outputs(shop, intake, dossier)
        shop.replace(
            "output", [Draft("output", p, {"sha256": hash_of(folder / p)}) for p in outputs]
        )
        records, head, _ = ledger.head()
    return Built(
        folder=folder,
        title=case.title,
        synthetic=case.synthetic,
        dossier=folder / "out" / "dossier.html",
        counts=tuple(intake.counts),
        rejects=tuple(intake.rejects),
        folded=intake.folded,
        added=records - before,
        records=records,
        head=head,
        made=_made(intake, made),
    )


def composed(
    folder: Path, ledger: Ledger, *, progress: Progress = silent
) -> tuple[Intake, Dossier]:
    """Compose the dossier of a built case again, from its ledger and what was kept; write no file."""
    case, given = read_case(folder), read_assumptions(folder)
    shop = Workshop(folder, ledger, now(), progress)
    intake, _, dossier = _composed(shop, case, given, find(folder))
    return intake, dossier


def _composed(
    shop: Workshop, case: Case, given: Assumptions, files: Sequence[Found]
) -> tuple[Intake, Analysis, Dossier]:
    _capture(shop, case, files)
    intake = Intake()
    by_kind = {k: [f for f in files if f.kind == k] for k in ("document", "list", "positions")}
    case = archive_sheets.take_in(shop, case, files, intake)
    documents.take_in(shop, case, by_kind["document"], intake)
    watchlists.take_in(shop, case, by_kind["list"], intake)
    ports = case_ports(shop.folder, case, intake)
    tracks.take_in(shop, case, by_kind["positions"], ports, intake)
    sheets.take_in(case, [f for f in files if f.kind == "sheet"], intake)
    typed = [documents.claim_draft(claim) for claim in intake.typed.values()]
    shop.append([*sheets.sighting_drafts(intake), *typed])
    made = analyse(shop, case, given, ports, intake)
    _refuse(shop, intake)
    evidence, head, learned = shop.ledger.head(before_kind="output")
    dossier = compose(case, ports.ports, intake, made, head, evidence, learned or shop.learned)
    return intake, made, dossier


def _capture(shop: Workshop, case: Case, files: Sequence[Found]) -> None:
    """Record every file of the case under its path, readable by a stream or not."""
    drafts = []
    for done, found in enumerate(files):
        shop.progress("hashing files", done, len(files))
        try:
            item: Item = hash_file(found, synthetic=case.synthetic)
        except UnreadableError:
            continue  # the stream that reads it will refuse it with the reason
        drafts.append(Draft("item", found.path, as_json(item)))
    shop.replace("item", drafts)
    shop.replace("version", [Draft("version", "tidewaiter", tidewaiter.__version__)])


def _refuse(shop: Workshop, intake: Intake) -> None:
    """Put the refusals on the ledger: what was left out is part of the record."""
    by_path: dict[str, list[Reject]] = {}
    for reject in intake.rejects:
        by_path.setdefault(reject.path, []).append(reject)
    drafts = [Draft("reject", path, [as_json(r) for r in rs]) for path, rs in by_path.items()]
    shop.replace("reject", drafts)


def _made(intake: Intake, made: Analysis) -> dict[str, int]:
    aside = len({p.ref for f in made.findings for p in f.put_aside})
    return {
        "claims": len(made.claims),
        "stories": len(made.stories),
        "listings": len(intake.listings),
        "vessel events": len(intake.events),
        "sightings": len(intake.sightings),
        "hulls": len(made.hulls),
        "list matches": sum(m.alert for found in made.matches.values() for m in found),
        "tallies": len(made.tallies),
        "findings": len(made.findings),
        **({"records put aside": aside} if aside else {}),
    }
