"""Take in the files of a case: read once, hash, and notice when one changes meanwhile."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from tidewaiter.errors import UnreadableError
from tidewaiter.model.evidence import Item, ItemKind
from tidewaiter.model.ids import sha256
from tidewaiter.run.proofs import is_proof

#: Folder of a case → what its files are.
FOLDERS: tuple[tuple[str, ItemKind], ...] = (
    ("documents", "document"),
    ("lists", "list"),
    ("positions", "positions"),
    ("sheets", "sheet"),
    ("proofs", "proof"),
    ("packs", "settings"),
)
#: Single files of a case.
FILES: tuple[tuple[str, ItemKind], ...] = (
    ("case.toml", "settings"),
    ("assumptions.toml", "settings"),
    ("ports.csv", "sheet"),
    ("observations.csv", "sheet"),
    ("claims.csv", "sheet"),
)


@dataclass(frozen=True, slots=True)
class Found:
    """A file of the case, not read yet. ``path`` is relative to the case, with forward slashes."""

    path: str
    file: Path
    kind: ItemKind


def find(folder: Path) -> tuple[Found, ...]:
    """List the files of a case in a fixed order; hidden files are left alone.

    TOML files beside ``case.toml`` are packs of provisions, as those in ``packs/``.
    """
    found = [Found(name, folder / name, kind) for name, kind in FILES if (folder / name).is_file()]
    known = {name for name, _ in FILES}
    own = [f for f in sorted(folder.glob("*.toml")) if f.name not in known and f.is_file()]
    found += [Found(f.name, f, "settings") for f in own if not f.name.startswith(".")]
    for name, kind in FOLDERS:
        for file in sorted((folder / name).rglob("*")):
            relative = file.relative_to(folder)
            hidden = any(part.startswith(".") for part in relative.parts)
            if file.is_file() and not hidden:
                path = relative.as_posix()
                found.append(Found(path, file, "proof" if is_proof(path) else kind))
    return tuple(found)


def read_whole(found: Found, *, synthetic: bool) -> tuple[Item, bytes]:
    """Read a file into memory once: what is hashed is what is parsed.

    Raises:
        UnreadableError: It cannot be read, or changed while it was read.
    """
    before = _state(found.file)
    try:
        data = found.file.read_bytes()
    except OSError as error:
        raise UnreadableError(f"cannot be read: {error.strerror}") from error
    if _state(found.file) != before or len(data) != before[0]:
        raise UnreadableError("the file changed while it was read; run the build again")
    return Item(sha256(data), found.path, len(data), found.kind, synthetic), data


def hash_file(found: Found, *, synthetic: bool) -> Item:
    """Hash a file of any size.

    Raises:
        UnreadableError: It cannot be read, or changed while it was read.
    """
    before = _state(found.file)
    try:
        with found.file.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise UnreadableError(f"cannot be read: {error.strerror}") from error
    if _state(found.file) != before:
        raise UnreadableError("the file changed while it was read; run the build again")
    return Item(digest, found.path, before[0], found.kind, synthetic)


def _state(file: Path) -> tuple[int, int]:
    try:
        stat = file.stat()
    except OSError as error:
        raise UnreadableError(f"cannot be read: {error.strerror}") from error
    return stat.st_size, stat.st_mtime_ns
