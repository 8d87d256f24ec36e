"""Re-read a case's files and its ledger, and name the first thing that was touched."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tidewaiter.errors import CaseError, UnreadableError
from tidewaiter.ledger.store import Ledger
from tidewaiter.run.capture import find
from tidewaiter.run.follow import RECORDS, first_astray
from tidewaiter.run.opened import finished
from tidewaiter.run.proofs import Proof, disproved, proofs
from tidewaiter.run.workshop import hash_of


@dataclass(frozen=True, slots=True)
class Verification:
    """What a verification found. ``broken`` names the first thing that was touched, or is None."""

    broken: str | None
    records: int
    files: int
    head: str
    proofs: tuple[Proof, ...] = ()

    @property
    def faults(self) -> tuple[str, ...]:
        """What is broken, as a tuple: a case is checked up to its first fault."""
        return () if self.broken is None else (self.broken,)


def verify(folder: Path, *, roots: Path | None = None) -> Verification:
    """Check a built case: the chain, files in and out, what findings show of them, proofs.

    Args:
        folder: The case.
        roots: Certificates of time stamp authorities that are trusted, PEM; those of the case, if None.

    Raises:
        CaseError: The folder holds no finished build, or the certificates cannot be read.
    """
    file = folder / "out" / "ledger.sqlite"
    if not file.is_file():
        raise CaseError(
            f"{folder} holds no ledger; build the case first: tidewaiter build {folder}"
        )
    with Ledger.open_file(file) as ledger:
        seq, head, _ = ledger.head()
        broken = ledger.verify()
        items = ledger.current("item")
        outputs = ledger.current("output")
        finished(folder, ledger)
        bodies = ledger.current("finding")
        claims = ledger.current("claim") if bodies else {}
        known = frozenset(ref for kind in RECORDS for ref in ledger.standing(kind))
    if broken is None:
        broken = _first_touched(folder, {path: body["sha256"] for path, body in items.items()})
    if broken is None:
        broken = first_astray(folder, bodies, known, claims)
    if broken is None:
        broken = _first_output(folder, {path: body["sha256"] for path, body in outputs.items()})
    found = proofs({one.path: one.file for one in find(folder)}, roots)
    broken = broken or next(disproved(found), None)
    return Verification(broken, seq, len(items) + len(outputs), head, found)


def _first_touched(folder: Path, known: dict[str, str]) -> str | None:
    present = {found.path: found.file for found in find(folder)}
    for path, sha256 in known.items():
        if path not in present:
            return f"{path} was removed from the case"
        try:
            if hash_of(present[path]) != sha256:
                return f"{path} was altered: its bytes are not those that were captured"
        except OSError as error:
            raise UnreadableError(f"{path} cannot be read: {error.strerror}") from error
    added = next((path for path in present if path not in known), None)
    return None if added is None else f"{added} was added to the case after the last build"


def _first_output(folder: Path, known: dict[str, str]) -> str | None:
    for path, sha256 in known.items():
        file = folder / path
        if not file.is_file():
            return f"{path} was removed; build the case again to have it"
        if hash_of(file) != sha256:
            return f"{path} was altered after it was built"
    return None
