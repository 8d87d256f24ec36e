"""Proofs of time that lie beside the files of a case: what each proves, checked offline."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Literal

from tidewaiter.errors import CaseError, UnreadableError

#: Endings of proofs: time stamps and the questions that they answer (RFC 3161), OpenTimestamps.
_ENDINGS = (".tsr", ".tsq", ".ots")
_LARGEST = 1_000_000
ROOTS = "proofs/roots.pem"
State = Literal["verified", "not verified", "other bytes", "stored"]


@dataclass(frozen=True, slots=True)
class Proof:
    """A proof of time.

    Attributes:
        path: The proof, relative to the case.
        of: The file that it is about; empty where there is none.
        state: ``verified``: these bytes were there at that time, says a trusted authority.
            ``not verified``: ``why`` says what is missing. ``other bytes``: it proves something of
            other bytes than the file's. ``stored``: it is of a kind that is kept and not verified.
        why: In words for the analyst; empty where it is verified, but for a bundle that brings the
            certificates that are trusted.
        time: When, ISO 8601, UTC; empty where it is not known.
        authority: Who says so; empty where it is not known. Before it is verified, it is only claimed.
    """

    path: str
    of: str
    state: State
    why: str = ""
    time: str = ""
    authority: str = ""

    def __str__(self) -> str:
        """Say it in a line."""
        said = ", ".join(part for part in (self.time, self.authority) if part)
        of = f" of {self.of}" if self.of else ""
        why = f": {self.why}" if self.why else ""
        return f"{self.path}{of}: {self.state}{f' ({said})' if said else ''}{why}"


def is_proof(path: str) -> bool:
    """Say whether a file of a case is a proof or belongs to proofs.

    >>> is_proof("documents/a.pdf.tsr"), is_proof("proofs/roots.pem"), is_proof("documents/a.pdf")
    (True, True, False)
    """
    return path.lower().endswith(_ENDINGS) or path.startswith("proofs/")


@dataclass(frozen=True, slots=True)
class _Files:
    """The files of a case: those that are there, and SHA-256 of those of which no more is left."""

    there: Mapping[str, Path]
    hashes: Mapping[str, str]

    @property
    def paths(self) -> frozenset[str]:
        return frozenset((*self.there, *self.hashes))


def proofs(
    files: Mapping[str, Path],
    given_roots: Path | None = None,
    hashes: Mapping[str, str] | None = None,
) -> tuple[Proof, ...]:
    """Check every proof of a case.

    Args:
        files: Path in the case → file, of all files of the case.
        given_roots: PEM file of the authorities' certificates that are trusted; ``proofs/roots.pem`` of
            the case, if None.
        hashes: Path in the case → SHA-256 of files that were left out of a copy: a proof over that
            hash is as good for them.

    Raises:
        CaseError: The certificates cannot be read.
    """
    every = _Files(files, hashes or {})
    found = [path for path in files if path.lower().endswith(_ENDINGS)]
    return tuple(_proof(path, every, given_roots) for path in found)


def disproved(found: Iterable[Proof]) -> Iterator[str]:
    """Name each proof that is about other bytes."""
    for proof in found:
        if proof.state == "other bytes":
            yield f"{proof.path} proves nothing of {proof.of}: {proof.why}"


def _proof(path: str, files: _Files, given_roots: Path | None) -> Proof:
    of = _of(path, files.paths)
    ending = path[-4:].lower()
    if ending == ".ots":
        return Proof(path, of, "stored", "OpenTimestamps proofs are kept, not verified")
    if ending == ".tsq":
        return Proof(path, of, "stored", "a question to an authority proves nothing by itself")
    if not of:
        return Proof(path, of, "not verified", "the file that it is about is not in the case")
    try:
        return _stamp(path, of, files, given_roots)
    except UnreadableError as error:
        return Proof(path, of, "not verified", str(error))


def _stamp(path: str, of: str, files: _Files, given_roots: Path | None) -> Proof:
    from tidewaiter.run import timestamps

    if not timestamps.installed():
        return Proof(path, of, "not verified", timestamps.INSTALL)
    found = timestamps.stamp(_bytes(files.there[path]))
    when = found.time.isoformat().replace("+00:00", "Z")

    def made(state: State, why: str = "") -> Proof:
        return Proof(path, of, state, why, when, found.authority)

    if not found.hash_name:
        return made("not verified", "it rests on a hash function that is not known")
    if of not in files.there and found.hash_name != "sha256":
        name = found.hash_name.upper()
        return made(
            "not verified", f"it is over {name}, and of the file SHA-256 alone is in the bundle"
        )
    if _hash(of, files, found.hash_name) != found.imprint:
        name = found.hash_name.upper()
        return made("other bytes", f"the {name} that was stamped is {found.imprint.hex()}")
    if found.hash_name in timestamps.WEAK:
        return made("not verified", f"it rests on {found.hash_name.upper()}, which can be forged")
    trusted = given_roots or files.there.get(ROOTS)
    if trusted is None:
        return made(
            "not verified",
            f"no certificate is trusted: put the authority's into {ROOTS}, or give --roots FILE",
        )
    try:
        pem = _bytes(trusted)
    except UnreadableError as error:
        raise CaseError(f"{trusted} {error}") from error
    why = timestamps.why_not(found, timestamps.roots(pem, str(trusted)))
    return made("verified") if why is None else made("not verified", why)


def _of(path: str, files: frozenset[str]) -> str:
    """Find what a proof is about: ``a.pdf`` for ``a.pdf.tsr``, else the only ``a.*`` for ``a.tsr``.

    A proof in ``proofs/`` is about the file that has its place in the case: ``proofs/claims.csv.tsr``.
    """
    stem = path[:-4]
    if stem.startswith("proofs/") and stem not in files:
        stem = stem.removeprefix("proofs/")
    if stem in files:
        return stem
    named = [
        p for p in files if not is_proof(p) and PurePosixPath(p).with_suffix("").as_posix() == stem
    ]
    return named[0] if len(named) == 1 else ""


def _bytes(file: Path) -> bytes:
    try:
        with file.open("rb") as stream:
            data = stream.read(_LARGEST + 1)
    except OSError as error:
        raise UnreadableError(f"cannot be read: {error.strerror}") from error
    if len(data) > _LARGEST:
        raise UnreadableError("is larger than any proof or file of certificates")
    return data


def _hash(path: str, files: _Files, name: str) -> bytes:
    file = files.there.get(path)
    if file is None:
        return bytes.fromhex(files.hashes[path])
    try:
        with file.open("rb") as stream:
            return hashlib.file_digest(stream, name).digest()
    except OSError as error:
        raise UnreadableError(f"{file.name} cannot be read: {error.strerror}") from error
