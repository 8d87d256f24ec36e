"""The answers to a sheet while they grow, so that a killed run goes on where it was."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tidewaiter.model.cells import rows_text
from tidewaiter.model.evidence import Reject


@dataclass(frozen=True, slots=True)
class State:
    """How far a draft goes."""

    done: int = 0
    alerts: int = 0
    rejects: tuple[tuple[str, int, str], ...] = ()


class Draft:
    """The output as far as it goes, beside a note of where that is; whole only under its own name."""

    def __init__(self, out: Path, key: str, header: Sequence[str]) -> None:
        self._out, self._key, self._header = out, key, header
        self._part = out.with_name(f".{out.name}.part")
        self._note = out.with_name(f".{out.name}.part.json")

    def open(self) -> State:
        """Go on with a draft of the same question, or begin anew."""
        try:
            said = json.loads(self._note.read_bytes())
            if said["key"] == self._key and self._part.stat().st_size >= said["bytes"]:
                with self._part.open("r+b") as stream:
                    stream.truncate(said["bytes"])
                return State(said["done"], said["alerts"], tuple(map(tuple, said["rejects"])))
        except (OSError, ValueError, KeyError, TypeError):
            pass
        self._out.parent.mkdir(parents=True, exist_ok=True)
        self._part.write_text(rows_text([self._header]), encoding="utf-8")
        return State()

    def add(self, text: str, done: int, alerts: int, rejects: Sequence[Reject]) -> None:
        """Add lines, then note how far they go: a kill between the two loses nothing."""
        with self._part.open("ab") as stream:
            stream.write(text.encode("utf-8", "replace"))
            stream.flush()
            size = stream.tell()
        note = {
            "key": self._key, "bytes": size, "done": done, "alerts": alerts,
            "rejects": [[r.path, r.line, r.reason] for r in rejects],
        }  # fmt: skip
        draft = self._note.with_suffix(".new")
        draft.write_text(json.dumps(note), encoding="utf-8")
        draft.replace(self._note)

    def finish(self) -> None:
        """Give the output its name."""
        self._part.replace(self._out)
        self._note.unlink(missing_ok=True)
