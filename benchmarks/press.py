"""What reading the press costs beside the bare parse, and beside textacy, in one run; prints JSON.

Run by ``test_press_bench.py`` in a process of its own, so that numpy starts as it does for the command.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from typing import Any

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # for all alike: as the command does

ROUNDS = 5
Rows = dict[str, float]


def measured(texts: Sequence[str], *, peer: bool) -> Rows:
    """Time the parse alone, our reading, and the peer, one after the other in each round.

    Args:
        texts: Documents.
        peer: Whether textacy is measured too.

    Returns:
        Processor seconds for all texts, medians; shares are medians of the shares of each round.
    """
    from tidewaiter.press.blocks import blocks
    from tidewaiter.press.parse import model

    nlp = model()
    parts = [block.text for text in texts for block in blocks(text)]
    ways: dict[str, Callable[[], object]] = {
        "nlp.pipe alone": lambda: [None for _ in nlp.pipe(parts)],
        "read": lambda: [_read(text) for text in texts],
    }
    if peer:
        ways["textacy"] = lambda: [_quotes(text) for text in texts]
    _read(texts[0])
    spent: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(ROUNDS):
        for name, way in ways.items():
            begun = time.process_time()  # other work on the machine does not count
            way()
            spent[name].append(time.process_time() - begun)
    out = {name: median(times) for name, times in spent.items()}
    bare = spent["nlp.pipe alone"]
    out["share of nlp.pipe"] = median(a / b for a, b in zip(bare, spent["read"], strict=True))
    out["extraction per parse"] = _extraction(texts)
    return out


def _read(text: str) -> object:
    from tidewaiter.press.extract import claims
    from tidewaiter.press.normalise import normalise
    from tidewaiter.press.parse import forgetting
    from tidewaiter.press.read import read

    with forgetting():
        return claims(
            normalise(read(text.encode(), "a.txt")),
            published=None, publisher=None, title=None, path=None, sha256="0",
        )  # fmt: skip


def _quotes(text: str) -> int:
    """Take the direct quotations as textacy's own guide does: the whole document at once."""
    from textacy.extract.triples import direct_quotations

    from tidewaiter.press.parse import model

    try:
        return sum(1 for _ in direct_quotations(model()(text)))
    except ValueError:  # an odd number of quotation marks
        return 0


def _extraction(texts: Sequence[str]) -> float:
    """Return the time beside the parser as a share of the time in it."""
    from tidewaiter.press import extract

    sentences, spent = extract.sentences, 0.0

    def timed(text: str) -> Any:
        nonlocal spent
        begun = time.process_time()
        found = sentences(text)
        spent += time.process_time() - begun
        return found

    vars(extract)["sentences"] = timed
    begun = time.process_time()
    try:
        for text in texts:
            _read(text)
    finally:
        vars(extract)["sentences"] = sentences
    return (time.process_time() - begun - spent) / spent


def in_processes(texts: Sequence[str], workers: int) -> float:
    """Return the seconds in which a folder of the texts is read, the start of the processes included."""
    from tidewaiter import api

    with tempfile.TemporaryDirectory() as name:
        for number, text in enumerate(texts):
            (Path(name) / f"{number:05}.txt").write_text(text, encoding="utf-8")
        begun = time.perf_counter()
        done = sum(1 for _ in api.read_many([Path(name)], workers=workers))
        assert done == len(texts)
        return time.perf_counter() - begun


def main() -> None:
    """Measure the texts of the folder named, or invented ones."""
    from benchmarks.articles import articles

    folders = [Path(a) for a in sys.argv[1:] if not a.startswith("--")]
    files = [f for folder in folders for f in sorted(folder.glob("*.txt"))]
    texts = [f.read_text(encoding="utf-8") for f in files] or list(articles(40))
    rows: dict[str, float] = {
        "documents": len(texts),
        "words": sum(len(text.split()) for text in texts),
        **measured(texts, peer="--peer" in sys.argv),
    }
    many = list(texts) * (1 + 300 // len(texts))
    for workers in (1, 2):
        rows[f"folder, {workers}"] = len(many) / in_processes(many, workers)
    print(json.dumps(rows))


if __name__ == "__main__":
    main()
