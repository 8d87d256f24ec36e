"""Pack a built case into one zip that can be checked on another machine."""

from __future__ import annotations

import hashlib
import tempfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import tidewaiter
from tidewaiter.errors import CaseError
from tidewaiter.ledger.store import Ledger
from tidewaiter.run.bundle.bag import tag_files
from tidewaiter.run.bundle.places import LEDGER, place
from tidewaiter.run.bundle.redact import Redaction, redaction
from tidewaiter.run.bundle.rows import line
from tidewaiter.run.bundle.zipped import CHUNK, Content, Entry, write_zip
from tidewaiter.run.config import read_case
from tidewaiter.run.progress import Progress, silent
from tidewaiter.run.verify import verify

Profile = Literal["public", "partner", "full"]


@dataclass(frozen=True, slots=True)
class Packed:
    """A bundle that was written.

    Attributes:
        file: Where.
        profile: For whom.
        files: How many files it holds, without those that make it a bag.
        size: Bytes of the zip.
        records: Records of the ledger.
        head: Hash of the last of them.
        taken_out: Records of which only the hash is in it.
        withheld: Sources of which only the hash is in it.
    """

    file: Path
    profile: Profile
    files: int
    size: int
    records: int
    head: str
    taken_out: int
    withheld: tuple[str, ...]


def pack(case: Path, out: Path | None, profile: Profile, *, progress: Progress = silent) -> Packed:
    """Pack a case; see :func:`tidewaiter.api.pack_case`."""
    state = verify(case)
    if state.broken is not None:
        raise CaseError(
            f"{case} is not intact ({state.broken}); build it again before it is packed"
        )
    settings = read_case(case)
    target = out or case / "out" / f"{case.resolve().name}-{profile}.zip"
    with (
        Ledger.open_file(case / "out" / "ledger.sqlite") as ledger,
        tempfile.TemporaryDirectory(prefix="tidewaiter-") as draft,
    ):
        taken = redaction(case, settings, ledger, profile, progress)
        records = Path(draft) / "records.jsonl"
        gone = _write_rows(ledger, taken, records)
        files: dict[str, Path | bytes] = {LEDGER: records}
        for path in [*ledger.current("item"), *ledger.current("output")]:
            if path in taken.replaced:
                files[place(path)] = taken.replaced[path]
            elif path not in taken.withheld:
                files[place(path)] = case / path
        seq, head, learned = ledger.head()
        info = {
            "Bagging-Date": (learned.date().isoformat() if learned else "1970-01-01"),
            "Bag-Software-Agent": f"tidewaiter {tidewaiter.__version__}",
            "External-Description": taken.mask(settings.title),
            "Tidewaiter-Profile": profile,
            "Tidewaiter-Records": str(seq),
            "Tidewaiter-Head": head,
            **({"Tidewaiter-Synthetic": "SYNTHETIC"} if settings.synthetic else {}),
        }
        _write(target, files, info)
    return Packed(
        target, profile, len(files), target.stat().st_size, seq, head, gone, tuple(taken.withheld)
    )


def _write_rows(ledger: Ledger, taken: Redaction, file: Path) -> int:
    gone = 0
    with file.open("wb") as stream, closing(ledger.rows()) as rows:
        for row in rows:
            marker = taken.marker(row)
            gone += marker is not None
            stream.write(line(row, marker))
    return gone


def _write(target: Path, files: Mapping[str, Path | bytes], info: Mapping[str, str]) -> None:
    measured = {name: _measure(name, files[name]) for name in sorted(files)}
    tags = tag_files({n: (digest, e.size) for n, (e, digest) in measured.items()}, info)
    every: dict[str, tuple[Entry, Content]] = {
        name: (_measure(name, data)[0], _content(data)) for name, data in tags.items()
    }
    every |= {name: (measured[name][0], _content(files[name])) for name in measured}
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(f".{target.name}.part")
    try:
        with draft.open("wb") as stream:
            write_zip(stream, every.values())
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)


def _content(source: Path | bytes) -> Content:
    def pieces() -> Iterator[bytes]:
        if isinstance(source, bytes):
            yield source
            return
        with source.open("rb") as stream:
            while piece := stream.read(CHUNK):
                yield piece

    return pieces


def _measure(name: str, source: Path | bytes) -> tuple[Entry, str]:
    crc = size = 0
    digest = hashlib.sha256()
    for piece in _content(source)():
        crc, size = zlib.crc32(piece, crc), size + len(piece)
        digest.update(piece)
    return Entry(name, crc, size), digest.hexdigest()
