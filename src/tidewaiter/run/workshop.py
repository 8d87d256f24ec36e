"""Where one build works: the ledger, the folder of derived parts, and the memory of work done.

An activity on the ledger is also the cache: work whose inputs, version and settings are on the
ledger, and whose parts are intact, is not done again.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from tidewaiter.ledger.store import Draft, Ledger
from tidewaiter.model.ids import Json, canonical_json, content_id
from tidewaiter.run.progress import Progress


@dataclass(frozen=True, slots=True)
class Work:
    """What a piece of work made: records, parts for ``out/parts``, and what to remember of it.

    A part is given as bytes, or as a finished file in that folder, which is then renamed.
    """

    drafts: Sequence[Draft] = ()
    parts: Mapping[str, bytes | Path] | None = None
    notes: Mapping[str, Json] | None = None


@dataclass(frozen=True, slots=True)
class Workshop:
    """One build's surroundings. ``learned`` is the one time of learning of all that it appends."""

    folder: Path
    ledger: Ledger
    learned: datetime
    progress: Progress

    @property
    def out(self) -> Path:
        """Where the build writes."""
        return self.folder / "out"

    def append(self, drafts: Iterable[Draft]) -> int:
        """Append records; see :meth:`tidewaiter.ledger.store.Ledger.append`."""
        return self.ledger.append(drafts, learned=self.learned)

    def replace(self, kind: str, drafts: Sequence[Draft]) -> int:
        """Make ``drafts`` all that stands of a kind: append them and withdraw the others."""
        new = {draft.ref for draft in drafts}
        gone = [Draft(kind, ref, None) for ref in self.ledger.standing(kind) if ref not in new]
        return self.append([*drafts, *gone])

    def once(self, what: str, given: Json, make: Callable[[], Work]) -> Mapping[str, Any]:
        """Do a piece of work, or find that it was done.

        Args:
            what: The work's name and version, such as ``press/1``.
            given: Everything that its result depends on.
            make: Does the work.

        Returns:
            The notes of the work; ``parts`` maps the name of each part to its file name and hash.
        """
        key = content_id("activity", what, canonical_json(given))
        known = self.ledger.current("activity", [key]).get(key)
        if known is not None and all(self._intact(p) for p in known["parts"].values()):
            return dict(known["notes"], parts=known["parts"])
        work = make()
        parts = {
            name: self._write_part(f"{key[:24]}-{name}", data)
            for name, data in (work.parts or {}).items()
        }
        notes = dict(work.notes or {})
        body: Json = {"what": what, "given": given, "parts": parts, "notes": notes}
        self.append([*work.drafts, Draft("activity", key, body)])
        return dict(notes, parts=parts)

    def part(self, notes: Mapping[str, Any], name: str) -> Path | None:
        """Return the file of a part, None where the work made no such part."""
        part = notes["parts"].get(name)
        return None if part is None else self.out / "parts" / part["file"]

    def _write_part(self, name: str, data: bytes | Path) -> dict[str, str]:
        file = self.out / "parts" / name
        if isinstance(data, Path):
            data.replace(file)
        else:
            write_whole(file, data)
        return {"file": name, "sha256": hash_of(file)}

    def _intact(self, part: Mapping[str, str]) -> bool:
        file = self.out / "parts" / part["file"]
        return file.is_file() and hash_of(file) == part["sha256"]


def hash_of(file: Path) -> str:
    """Return the SHA-256 of a file of any size."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def write_whole(file: Path, data: bytes) -> None:
    """Write a file so that a kill at any moment leaves the old one or the new one, never half."""
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f".{file.name}.part")
    with draft.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    draft.replace(file)
