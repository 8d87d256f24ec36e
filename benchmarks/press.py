"""What reading the press costs beside the bare parse, and beside textacy; prints JSON.

A user reads each text once, so each way is timed over texts that its process has not met, after other
texts have warmed it: a process for each way and round, the ways by turns. Both have their model's own
caches; ours lets go of a document's words after it, so that memory stays flat. The same texts once more
in the same process are timed too ("again"): there the bare parse finds all words in its caches, as no
reader of news does.

Run by ``test_press_bench.py`` in a process of its own, so that numpy starts as it does for the command.
"""

from __future__ import annotations

import gc
import json
import os
import subprocess
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


def measured(folders: Sequence[str], *, peer: bool) -> Rows:
    """Time the parse alone, our reading, and the peer, one after the other in each round.

    Args:
        folders: Articles that warm, and folders of those that are timed; none for invented ones.
        peer: Whether textacy is measured too.

    Returns:
        Processor seconds for all texts, medians; shares are medians of the shares of each round.
    """
    spent: dict[str, list[Rows]] = {name: [] for name in WAYS if peer or name != "textacy"}
    for _ in range(ROUNDS):
        for name, rounds in spent.items():
            command = [sys.executable, "-W", "ignore", "-m", "benchmarks.press", "--way", name]
            run = subprocess.run([*command, *folders], capture_output=True, text=True, check=True)
            rounds.append(json.loads(run.stdout))
    out = {name: median(r["first"] for r in rounds) for name, rounds in spent.items()}
    pairs = list(zip(spent["nlp.pipe alone"], spent["read"], strict=True))
    out["share of nlp.pipe"] = median(a["first"] / b["first"] for a, b in pairs)
    out["share again"] = median(a["again"] / b["again"] for a, b in pairs)
    out["extraction per parse"] = median(r["extraction"] for r in spent["read"])
    return out


def timed(name: str, warm: Sequence[str], texts: Sequence[str]) -> Rows:
    """Return the processor seconds of one way: other work on the machine does not count."""
    way = WAYS[name]
    way(warm)
    gc.collect()
    gc.freeze()  # as the processes of the command do
    parse = _parse_timed() if name == "read" else [1.0]
    begun = time.process_time()
    way(texts)
    first = time.process_time() - begun
    extraction = first / sum(parse) - 1
    way(texts)
    return {
        "first": first,
        "again": time.process_time() - begun - first,
        "extraction": extraction,
    }


def _bare(texts: Sequence[str]) -> None:
    """Parse all paragraphs at once, as spaCy advises, with the model as it comes."""
    from tidewaiter.press.blocks import blocks
    from tidewaiter.press.parse import model

    for _ in model().pipe([block.text for text in texts for block in blocks(text)]):
        pass


def _reads(texts: Sequence[str]) -> None:
    for text in texts:
        _read(text)


def _all_quotes(texts: Sequence[str]) -> None:
    for text in texts:
        _quotes(text)


#: The ways, each run in processes of its own.
WAYS: dict[str, Callable[[Sequence[str]], None]] = {
    "nlp.pipe alone": _bare,
    "read": _reads,
    "textacy": _all_quotes,
}


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


def _parse_timed() -> list[float]:
    """Return a list to which each further parse of a document adds its seconds."""
    from tidewaiter.press import extract

    sentences, spent = extract.sentences, list[float]()

    def timed_sentences(text: str) -> Any:
        begun = time.process_time()
        found = sentences(text)
        spent.append(time.process_time() - begun)
        return found

    vars(extract)["sentences"] = timed_sentences
    return spent


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
    """Measure the articles of the folders named, the first of which warms, or invented ones."""
    way = sys.argv[2] if sys.argv[1:2] == ["--way"] else ""
    folders = [a for a in sys.argv[3 if way else 1 :] if not a.startswith("--")]
    warm, texts = _texts(folders)
    if way:
        print(json.dumps(timed(way, warm, texts)))
        return
    rows: dict[str, float] = {
        "documents": len(texts),
        "words": sum(len(text.split()) for text in texts),
        **measured(folders, peer="--peer" in sys.argv),
    }
    many = list(texts) * (1 + 300 // len(texts))
    for workers in (1, 2):
        rows[f"folder, {workers}"] = len(many) / in_processes(many, workers)
    print(json.dumps(rows))


def _texts(folders: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the texts that warm and those that are timed."""
    from benchmarks.articles import articles

    if not folders:
        return list(articles(5, seed=2)), list(articles(40))
    each = [[f.read_text("utf-8") for f in sorted(Path(a).glob("*.txt"))] for a in folders]
    return each[0], [text for texts in each[1:] for text in texts]


if __name__ == "__main__":
    main()
