"""Check a bundle with nothing but itself: every byte, every record, every place that a finding shows."""

from __future__ import annotations

import hashlib
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from tidewaiter.errors import CaseError, LedgerError
from tidewaiter.run.bundle.bag import DECLARATION, MANIFEST, TAGS, read_manifest
from tidewaiter.run.bundle.places import LEDGER, is_safe, place, unplace
from tidewaiter.run.bundle.rows import checked, read_lines
from tidewaiter.run.bundle.zipped import CHUNK, Entry, first_foreign
from tidewaiter.run.config import Case, read_case
from tidewaiter.run.explain import SAME, look_up, read_back
from tidewaiter.run.follow import RECORDS, first_astray
from tidewaiter.run.proofs import Proof

_TAGS_LONGEST = 64 << 20
_BAG = ("bagit.txt", "bag-info.txt", MANIFEST, TAGS)


class _BrokenError(Exception):
    """The first thing that is wrong."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What the check of a bundle found; ``broken`` names the first fault, or is None.

    Proofs of time in it are not looked at: unpack it, and verify the case.
    """

    broken: str | None
    records: int
    files: int
    head: str
    proofs: tuple[Proof, ...] = ()


def check(file: Path) -> Checked:
    """Check a bundle.

    Args:
        file: A zip that ``tidewaiter pack`` wrote.

    Raises:
        CaseError: There is no such file.
    """
    if not file.is_file():
        raise CaseError(f"{file} does not exist")
    try:
        with zipfile.ZipFile(file) as zipped:
            return _checked(file, zipped)
    except _BrokenError as error:
        return Checked(str(error), 0, 0, "")
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError) as error:
        return Checked(f"{file.name} is damaged, or is no zip: {error}", 0, 0, "")


def _checked(file: Path, zipped: zipfile.ZipFile) -> Checked:
    entries = _entries(file, zipped)
    hashes = {name: _hash(zipped, name) for name in entries}
    said = _manifests(zipped, entries, hashes)
    fault = first_foreign(file, list(entries.values()))
    if fault:
        raise _BrokenError(fault)
    info = _info(zipped.read("bag-info.txt"))
    with zipped.open(LEDGER) as stream:
        kept = _ledger(stream, info)
    _files(kept, said, info.get("Tidewaiter-Profile", "full") == "full")
    _places(zipped, kept)
    return Checked(None, int(info["Tidewaiter-Records"]), len(said), info["Tidewaiter-Head"])


def _entries(file: Path, zipped: zipfile.ZipFile) -> dict[str, Entry]:
    """Return the files of a zip in the order of their bytes; refuse what could do harm."""
    found: dict[str, Entry] = {}
    folded: set[str] = set()
    for info in sorted(zipped.infolist(), key=lambda i: i.header_offset):
        if not is_safe(info.orig_filename):
            raise _BrokenError(f"the zip names a place outside itself: {info.orig_filename!r}")
        if info.filename in found or info.filename.casefold() in folded:
            raise _BrokenError(f"{info.filename} stands twice in the zip")
        if info.compress_type != zipfile.ZIP_STORED or info.file_size != info.compress_size:
            raise _BrokenError(
                f"{info.filename} was packed anew: tidewaiter stores, as a guard against zips that swell"
            )
        found[info.filename] = Entry(info.filename, info.CRC, info.file_size)
        folded.add(info.filename.casefold())
    if sum(entry.size for entry in found.values()) > file.stat().st_size:
        raise _BrokenError(f"{file.name} says that it holds more than its own size")
    missing = next((name for name in (*_BAG, LEDGER) if name not in found), None)
    if missing:
        raise _BrokenError(
            f"{missing} is missing: this is no bundle of tidewaiter, or it was removed"
        )
    for name in _BAG:
        if found[name].size > _TAGS_LONGEST:
            raise _BrokenError(f"{name} is too large to be read")
    return found


def _hash(zipped: zipfile.ZipFile, name: str) -> str:
    digest = hashlib.sha256()
    try:
        with zipped.open(name) as stream:
            while piece := stream.read(CHUNK):
                digest.update(piece)
    except (zipfile.BadZipFile, EOFError, zlib.error) as error:
        raise _BrokenError(f"{name} was altered: {error}") from error
    return digest.hexdigest()


def _manifests(
    zipped: zipfile.ZipFile, entries: dict[str, Entry], hashes: dict[str, str]
) -> dict[str, str]:
    tags, payload = (_manifest(zipped, name) for name in (TAGS, MANIFEST))
    if zipped.read("bagit.txt") != DECLARATION:
        raise _BrokenError("bagit.txt was altered, or is of another version of BagIt")
    if set(tags) != set(_BAG) - {TAGS}:
        raise _BrokenError(f"{TAGS} was altered: it does not name the files of a bundle")
    for name, digest in {**tags, **payload}.items():
        if name not in hashes:
            raise _BrokenError(f"{name} was removed from the bundle")
        if hashes[name] != digest:
            raise _BrokenError(f"{name} was altered: its bytes are not those that were packed")
    added = next((n for n in entries if n not in tags and n not in payload and n != TAGS), None)
    if added:
        raise _BrokenError(f"{added} was added to the bundle")
    return payload


def _manifest(zipped: zipfile.ZipFile, name: str) -> dict[str, str]:
    try:
        return read_manifest(zipped.read(name))
    except ValueError as error:
        raise _BrokenError(f"{name} was altered: {error}") from error


def _info(data: bytes) -> dict[str, str]:
    pairs = (text.partition(": ") for text in data.decode().splitlines())
    info = {key: value for key, _, value in pairs}
    if not info.get("Tidewaiter-Records", "").isdigit() or "Tidewaiter-Head" not in info:
        raise _BrokenError("bag-info.txt does not name the end of the ledger's chain")
    return info


@dataclass(frozen=True, slots=True)
class _Kept:
    """What stands on the ledger of a bundle, and whether any record was taken out."""

    items: dict[str, Any]
    outputs: dict[str, Any]
    findings: dict[str, Any]
    known: frozenset[str]
    whole: bool


def _ledger(stream: IO[bytes], info: dict[str, str]) -> _Kept:
    import json

    bodies: dict[str, dict[str, Any]] = {kind: {} for kind in ("item", "output", "finding")}
    standing: dict[tuple[str, str], bool] = {}
    ids: dict[str, tuple[str, str]] = {}
    whole = True
    try:
        end = int(info["Tidewaiter-Records"]), info["Tidewaiter-Head"]
        for row, out in checked(read_lines(stream), *end):
            if row.supersedes in ids:
                kind, ref = ids.pop(row.supersedes)
                bodies.get(kind, {}).pop(ref, None)
                standing.pop((kind, ref), None)
            if out:
                whole = False
                continue
            if row.kind in (*bodies, *RECORDS):
                ids[row.id] = row.kind, row.ref
            if row.body == "null":
                continue
            if row.kind in bodies:
                bodies[row.kind][row.ref] = json.loads(row.body)
            elif row.kind in RECORDS:
                standing[row.kind, row.ref] = True
    except LedgerError as error:
        raise _BrokenError(f"{LEDGER}: {error}") from error
    known = frozenset(ref for _, ref in standing)
    return _Kept(bodies["item"], bodies["output"], bodies["finding"], known, whole)


def _files(kept: _Kept, said: dict[str, str], full: bool) -> None:
    """Compare the files of the bundle with the hashes on its ledger."""
    for path, body in {**kept.items, **(kept.outputs if full else {})}.items():
        digest = said.get(place(path))
        if digest is None and full:
            raise _BrokenError(f"{place(path)} was removed: the ledger names it")
        if digest is not None and digest != body["sha256"]:
            raise _BrokenError(f"{place(path)} was altered: its bytes are not those on the ledger")
    named = {LEDGER, *map(place, kept.items), *map(place, kept.outputs)}
    added = next((name for name in said if name not in named), None)
    if added and kept.whole:
        raise _BrokenError(f"{added} was added: the ledger does not name it")


def _places(zipped: zipfile.ZipFile, kept: _Kept) -> None:
    """Follow the places that findings show, in those sources that the bundle holds."""
    if not kept.findings:
        return
    with tempfile.TemporaryDirectory(prefix="tidewaiter-") as unpacked:
        folder = Path(unpacked)
        for name in zipped.namelist():
            path = unplace(name)
            if path is not None and not path.startswith("out/"):
                _unpack(zipped, name, folder / path)
        held = all((folder / path).is_file() for path in kept.items)
        if held and kept.whole:
            fault = first_astray(folder, kept.findings, kept.known)
        else:
            fault = next(_astray(folder, kept), None)
    if fault:
        raise _BrokenError(fault)


def _unpack(zipped: zipfile.ZipFile, name: str, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    with zipped.open(name) as stream, target.open("xb") as out:
        while piece := stream.read(CHUNK):
            out.write(piece)


def _astray(folder: Path, kept: _Kept) -> Iterator[str]:
    found = [read_back(body) for body in kept.findings.values()]
    lines = [line for f in found for e in f.elements for line in e.lines]
    shown = [p for line in lines for p in line.passages if (folder / p.path).is_file()]
    settings = read_case(folder) if (folder / "case.toml").is_file() else Case(title="")
    for passage, state in look_up(folder, settings, shown).items():
        if state != SAME:
            at = passage.locator
            yield f"{place(passage.path)}, {at.unit} {at.start} to {at.end}: {state}"
