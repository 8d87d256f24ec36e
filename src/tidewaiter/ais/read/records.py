"""Positions from logs of records: JSON lines, and msgpack as Global Fishing Watch's tools write."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import IO, Any

import msgpack
import numpy as np
import pyarrow as pa

from tidewaiter.ais.read.batch import Batch
from tidewaiter.ais.read.checks import checked, rejects
from tidewaiter.ais.read.columns import REQUIRED, match
from tidewaiter.ais.read.unpack import DAMAGE
from tidewaiter.errors import UnreadableError

_RECORDS = 50_000
#: (number of the record, the record, or what is wrong with it and its text)
_Record = tuple[int, dict[str, Any] | None, str, str]


def read_json_lines(
    stream: IO[bytes], *, name: str, source: str, columns: Mapping[str, str] | None
) -> Iterator[Batch]:
    """Yield the records of a file with one JSON object a line; see :func:`tidewaiter.ais.read.read`."""
    return _batches(_json_lines(stream), name, source, columns)


def read_msgpack(
    stream: IO[bytes], *, name: str, source: str, columns: Mapping[str, str] | None
) -> Iterator[Batch]:
    """Yield the records of a file of msgpack maps; ``line`` is the number of the record."""
    return _batches(_msgpack(stream), name, source, columns)


def _json_lines(stream: IO[bytes]) -> Iterator[_Record]:
    number = 0
    try:
        for number, line in enumerate(stream, start=1):
            if not line.strip():
                continue
            text = line.decode("utf-8", "replace").strip()
            try:
                record = json.loads(text)
            except ValueError:
                record = None
            good = isinstance(record, dict)
            yield number, record if good else None, "the line is no JSON object", text[:200]
    except DAMAGE as error:
        yield number + 1, None, f"the compressed data is damaged or ends early: {error}", ""


def _msgpack(stream: IO[bytes]) -> Iterator[_Record]:
    number = 0
    try:
        for number, record in enumerate(msgpack.Unpacker(stream, raw=False), start=1):
            good = isinstance(record, dict)
            yield number, record if good else None, "the record is no map", str(record)[:200]
    except (*DAMAGE, msgpack.UnpackException, ValueError) as error:
        yield number + 1, None, f"the data is damaged or ends early: {error}", ""


def _batches(
    records: Iterator[_Record], name: str, source: str, columns: Mapping[str, str] | None
) -> Iterator[Batch]:
    held: list[tuple[int, dict[str, Any]]] = []
    refused: list[tuple[int, str, str]] = []
    names: dict[str, None] = {}
    any_good = False
    for number, record, wrong, text in records:
        if record is None:
            refused.append((number, wrong, text))
        else:
            held.append((number, record))
            names.update(dict.fromkeys(record))
        if len(held) + len(refused) >= _RECORDS:
            any_good = any_good or bool(held)
            yield _batch(held, refused, names, name, source, columns)
            held, refused = [], []
    if not held and not any_good:
        raise UnreadableError("holds no record that can be read")
    if held or refused:
        yield _batch(held, refused, names, name, source, columns)


def _batch(
    held: list[tuple[int, dict[str, Any]]],
    refused: list[tuple[int, str, str]],
    names: Mapping[str, None],
    name: str,
    source: str,
    columns: Mapping[str, str] | None,
) -> Batch:
    wanted = match(list(names), columns)
    raw = {
        ours: pa.array([_text(record.get(theirs)) for _, record in held], pa.string())
        for ours, theirs in wanted.items()
        if ours in REQUIRED or any(record.get(theirs) is not None for _, record in held)
    }
    lines = np.array([number for number, _ in held], dtype=np.int64)
    found = checked(raw, lines, name=name, source=source)
    table = pa.concat_tables([found.rejects, rejects(name, refused)])
    return Batch(found.positions, found.statics, table, len(held) + len(refused))


def _text(value: Any) -> str | None:
    return None if value is None else str(value)
