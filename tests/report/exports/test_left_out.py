"""What each format leaves out, field by field: docs/reference/exports.md says it in words.

A change of an export shows here; then the column "what it cannot hold" needs a look.
"""

from __future__ import annotations

import io
import json
import os
import zipfile
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from tests.report.exports.made import full

from tidewaiter.report.exports import FORMATS

KNOWN = Path(__file__).with_name("left_out.json")
_WORD = "WORDQ"


def _marked(value: Any, path: str, marks: dict[str, str]) -> Any:
    """Give each text its own word, and note of which field it is."""
    if isinstance(value, str):
        if path.endswith(("_id", "ref", "_ids", "refs")):
            return value.replace(_WORD, "w")
        if _WORD not in value:
            return value
        mark = f"wq{len(marks)}z"
        marks[mark] = path
        return value.replace(_WORD, mark)
    if is_dataclass(value) and not isinstance(value, type):
        changed = {
            f.name: _marked(getattr(value, f.name), f"{path}.{f.name}".lstrip("."), marks)
            for f in fields(value)
            if f.init
        }
        return replace(value, **changed)
    if isinstance(value, tuple):
        return tuple(_marked(x, path, marks) for x in value)
    return value


def _text(files: Mapping[str, bytes]) -> str:
    out = []
    for name, data in files.items():
        if name.endswith(".parquet"):
            table = pq.read_table(io.BytesIO(data))
            out.append(json.dumps(table.to_pylist(), default=str))
            out.append(str(table.schema.metadata))
        elif name.endswith(".xlsx"):
            with zipfile.ZipFile(io.BytesIO(data)) as book:
                out += [book.read(part).decode() for part in book.namelist()]
        else:
            out.append(data.decode())
    return "\n".join(out).casefold()


@pytest.mark.parametrize("name", list(FORMATS))
def test_what_a_format_leaves_out_is_known(name: str) -> None:
    marks: dict[str, str] = {}
    made = _marked(full(_WORD), "", marks)
    text = _text(FORMATS[name].write(made))
    held = {path for mark, path in marks.items() if mark in text}
    left = sorted(set(marks.values()) - held)
    known = json.loads(KNOWN.read_text()) if KNOWN.exists() else {}
    if os.environ.get("TIDEWAITER_RENEW"):
        KNOWN.write_text(json.dumps({**known, name: left}, indent=1, sort_keys=True) + "\n")
    assert left == json.loads(KNOWN.read_text())[name]
    assert held, "or nothing was looked at"
