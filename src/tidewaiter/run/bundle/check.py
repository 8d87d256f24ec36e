"""Check a bundle with nothing but itself: every byte, every record, every place that a finding shows."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO

from tidewaiter.errors import CaseError, LedgerError
from tidewaiter.run.archives import is_archive
from tidewaiter.run.bundle.bag import MANIFEST, read_manifest
from tidewaiter.run.bundle.contents import BAG, altered, out_of_order
from tidewaiter.run.bundle.kept import Kept, against, kept
from tidewaiter.run.bundle.opened import Opened, opened
from tidewaiter.run.bundle.places import LEDGER, place, unplace
from tidewaiter.run.bundle.zipped import CHUNK
from tidewaiter.run.config import Case, read_case
from tidewaiter.run.explain import SAME, look_up, read_back
from tidewaiter.run.follow import first_astray
from tidewaiter.run.proofs import ROOTS, Proof, disproved, proofs


@dataclass(frozen=True, slots=True)
class Checked:
    """What the check of a bundle found.

    Attributes:
        faults: All that is wrong, each with the file or the place of the zip; empty where it is intact.
        records: Records of the ledger; 0 where it could not be followed to its end.
        files: How many files it holds, without those that make it a bag.
        head: Hash of the last record, as the bundle names it; empty where that cannot be read.
        proofs: Proofs of time in it, as for a case.
    """

    faults: tuple[str, ...]
    records: int
    files: int
    head: str
    proofs: tuple[Proof, ...] = ()

    @property
    def broken(self) -> str | None:
        """The first fault, None where there is none."""
        return next(iter(self.faults), None)


def check(file: Path, roots: Path | None = None) -> Checked:
    """Check a bundle, and go on after a fault for as long as there is something to check.

    Args:
        file: A zip that ``tidewaiter pack`` wrote.
        roots: Certificates of time stamp authorities that are trusted, PEM; those in the bundle, if None.

    Raises:
        CaseError: There is no such file, or the certificates cannot be read.
    """
    if not file.is_file():
        raise CaseError(f"{file} does not exist")
    try:
        with file.open("rb") as stream:
            return _checked(stream, roots)
    except OSError as error:
        return Checked((f"{file.name} cannot be read: {error.strerror}",), 0, 0, "")
    except ValueError as error:
        return Checked((f"{file.name} is damaged, or is no zip: {error}",), 0, 0, "")


def _checked(stream: IO[bytes], roots: Path | None) -> Checked:
    bundle = opened(stream)
    faults: dict[str, str] = {}  # what is wrong with a file is told once
    _tell(faults, bundle.refused)
    _tell(faults, bundle.cut)
    tags = {name: bundle.read(name) for name in BAG if name in bundle.files}
    _tell(faults, altered(bundle.digests, tags))
    info = _info(tags.get("bag-info.txt", b""))
    records, head = info.get("Tidewaiter-Records", ""), info.get("Tidewaiter-Head", "")
    said = {name: d.sha256 for name, d in bundle.digests.items() if name not in BAG}
    ledger = None
    if LEDGER not in bundle.files:
        _tell(faults, [(LEDGER, f"{LEDGER} is missing: this is no bundle of tidewaiter, or it was removed")])  # fmt: skip
    elif not records.isdecimal() or not head:
        name = "bag-info.txt"
        _tell(faults, [(name, f"{name} does not name the end of the ledger's chain")])
    elif "bag-info.txt" not in faults:  # else the end that it names is not believed
        try:
            with bundle.stream(LEDGER) as lines:
                ledger = kept(lines, int(records), head)
        except LedgerError as error:
            faults[f"{LEDGER} record"] = f"{LEDGER}: {error}"
    if ledger is not None:
        full = info.get("Tidewaiter-Profile", "full") == "full"
        _tell(faults, against(ledger, said, full=full))
    found: tuple[Proof, ...] = ()
    if not bundle.refused:
        with tempfile.TemporaryDirectory(prefix="tidewaiter-") as unpacked:
            files = _unpacked(bundle, Path(unpacked), frozenset(faults))
            if ledger is not None:
                _tell(faults, _places(Path(unpacked), files, ledger))
            items = {} if ledger is None else ledger.items
            hashes = {path: body["sha256"] for path, body in items.items()}
            try:
                found = _proofs(files, roots, hashes)
            except CaseError:
                if roots is not None:
                    raise
                _tell(faults, [(ROOTS, f"{place(ROOTS)} holds no certificates")])
            faults |= {fault: fault for fault in disproved(found)}
    payload = read_manifest(tags.get(MANIFEST, b""))[0]
    moved = None if faults else out_of_order(bundle.names, payload)
    seams = [*bundle.seams, *([moved] if moved else [])]
    number = int(records) if ledger is not None else 0
    return Checked((*faults.values(), *seams), number, len(said), head, found)


def _tell(
    faults: dict[str, str], found: Iterator[tuple[str, str]] | list[tuple[str, str]]
) -> None:
    for name, fault in found:
        faults.setdefault(name, fault)


def _info(data: bytes) -> dict[str, str]:
    pairs = (text.partition(": ") for text in data.decode("utf-8", "replace").splitlines())
    return {key: value for key, _, value in pairs}


def _unpacked(bundle: Opened, folder: Path, bad: frozenset[str]) -> dict[str, Path]:
    """Unpack the sources that are sound, as the files of a case: path in the case → file."""
    files: dict[str, Path] = {}
    for name in bundle.files:
        path = unplace(name)
        if path is None or path.startswith("out/") or name in bad:
            continue
        files[path] = folder / path
        files[path].parent.mkdir(parents=True, exist_ok=True)
        with bundle.stream(name) as stream, files[path].open("xb") as out:
            shutil.copyfileobj(stream, out, CHUNK)
    return files


def _proofs(
    files: Mapping[str, Path], roots: Path | None, hashes: Mapping[str, str]
) -> tuple[Proof, ...]:
    """Check proofs; whoever brings the certificates with the proof proves it to himself alone."""
    why = "trusted by the certificates in the bundle; give --roots FILE with your own"
    return tuple(
        replace(p, why=why) if p.state == "verified" and roots is None else p
        for p in proofs(files, roots, hashes)
    )


def _places(folder: Path, files: Mapping[str, Path], ledger: Kept) -> Iterator[tuple[str, str]]:
    """Follow the places that findings show, in those sources that are there."""
    if not ledger.findings:
        return
    if ledger.whole and all(path in files for path in ledger.items):
        fault = first_astray(folder, ledger.findings, ledger.known)
        yield from [("finding", fault)] if fault else []
        return
    found = [read_back(body) for body in ledger.findings.values()]
    lines = [line for f in found for e in f.elements for line in e.lines]
    shown = [p for line in lines for p in line.passages if _file_of(p.path) in files]
    settings = read_case(folder) if "case.toml" in files else Case(title="")
    for passage, state in look_up(folder, settings, shown).items():
        if state != SAME:
            at, name = passage.locator, place(_file_of(passage.path))
            yield name, f"{name}, {at.unit} {at.start} to {at.end}: {state}"


def _file_of(path: str) -> str:
    """Return the file in which a document lies: a page of a web archive has the archive's."""
    archive, _, page = path.rpartition("/")
    return archive if page and is_archive(archive) else path
