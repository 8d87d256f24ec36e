"""What a user waits for when screening, with nomenklatura's logic-v2 beside it in the same run."""

from __future__ import annotations

import json
import multiprocessing
import os
import shutil
import subprocess
import sys
import time
import warnings
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

import pytest

from benchmarks.conftest import TABLES
from benchmarks.measures import table
from benchmarks.mixture import KINDS, WAYS, Wanted, mixture, recall
from benchmarks.screening import OFAC, UN, ask, load, un_and_ofac
from tidewaiter.link.screen import Index
from tidewaiter.model.listings import Listing

#: Names screened in bulk, and the part of them that the peer gets too.
NAMES, PEERS = 3_000, 1_200
_ROOT = Path(__file__).parents[1]


@dataclass
class Lists:
    """Lists, their index, and what was measured of them."""

    title: str
    listings: tuple[Listing, ...]
    index: Index
    build_s: float
    rows: list[tuple[str, object, object]] = field(default_factory=list)

    def note(self, what: str, ours: object, peers: object = "") -> None:
        """Keep a figure for the table."""
        self.rows.append((what, ours, peers))


@pytest.fixture(scope="module", params=[False, True], ids=["UN and OFAC", "and other US lists"])
def lists(request: pytest.FixtureRequest, shared: Path) -> Any:
    assert shared.is_dir()
    listings = un_and_ofac(csl=request.param)
    begun = time.perf_counter()
    index = Index.build(listings)
    took = time.perf_counter() - begun
    names = sum(len(one.names) for one in listings)
    made = Lists(f"{len(listings):,} entries, {names:,} names", listings, index, took)
    made.note("index built, s", took)
    yield made
    shown = [(what, _text(ours), _text(peers), _ratio(ours, peers)) for what, ours, peers in made.rows]  # fmt: skip
    head = (made.title, "tidewaiter", "nomenklatura", "ratio")
    request.config.stash[TABLES].append((f"screening: {made.title}", table(head, shown)))


@pytest.mark.benchmark(group="reading lists")
@pytest.mark.parametrize("files", [UN, OFAC], ids=["UN 2026 XML", "OFAC 2021 CSV set"])
def test_lists_are_read(benchmark: Any, shared: Path, files: tuple[str, ...]) -> None:
    assert shared.is_dir()
    assert len(benchmark.pedantic(lambda: load(files), rounds=5, warmup_rounds=1)) > 1000


def test_names_in_bulk(lists: Lists) -> None:
    """One process: each kind by itself, then two processes with half of the names each."""
    asked = mixture(lists.listings, NAMES)
    _screen(lists.index, mixture(lists.listings, 120, seed=2))
    spent = 0.0
    for kind in KINDS:
        part = [one for one in asked if one.kind == kind]
        took = _seconds(lists.index, part)
        spent += took
        lists.note(f"{kind} names a second, one process, n {len(part):,}", len(part) / took)
    lists.note(f"names a second, one process, n {NAMES:,}", NAMES / spent)
    took = _two_processes(lists.index, asked)
    lists.note(f"names a second, two processes, n {NAMES:,}", NAMES / took)


def test_beside_the_peer(lists: Lists) -> None:
    """The same beginning of the same names: how fast, and how many first answers are right."""
    asked = mixture(lists.listings, PEERS)
    command = [sys.executable, "-W", "ignore", "-m", "benchmarks.peer", str(PEERS)]
    command += ["--csl"] if len(lists.listings) > 12_000 else []
    run = subprocess.run(command, cwd=_ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr[-2000:]
    theirs = json.loads(run.stdout)
    rates, firsts = _by_kind(lists.index, asked)
    ours = recall(asked, firsts)
    lists.note("peer: store and blocker built, s", lists.build_s, theirs["build_s"])
    lists.note("peer: most memory of its process, MiB", "", theirs["peak_mib"])
    for way, words in (
        ("blocker", "blocker + logic-v2"),
        ("reranked", "our candidates + logic-v2"),
    ):
        for kind in (*KINDS, "all"):
            what = f"{kind} names a second, {words}, n {PEERS if kind == 'all' else PEERS // 3:,}"
            lists.note(what, rates[kind], theirs[way]["rates"][kind])
        for i, mistake in enumerate(WAYS):
            what = "alerts" if mistake == "nobody" else "right first and alert"
            lists.note(f"{mistake}: {what}, {words}", _Share(ours[i]), _Share(theirs[way]["recall"][i]))  # fmt: skip
    found = [ours[i] >= theirs["blocker"]["recall"][i] for i in range(3)]
    lists.note("faster than the peer and finds as many", rates["all"] > theirs["blocker"]["rates"]["all"] and all(found))  # fmt: skip


def test_a_cold_command(lists: Lists, shared: Path, tmp_path: Path) -> None:
    """First answer of the command, without and with what an earlier one kept; memory; disk."""
    case = tmp_path / "case"
    names = [*UN, *OFAC] + (["us-csl-2022-05.csv.gz"] if len(lists.listings) > 12_000 else [])
    (case / "lists").mkdir(parents=True)
    (case / "case.toml").write_text("title = 'A case'\n")
    for name in names:
        shutil.copyfile(shared / "data" / "lists" / name, case / "lists" / name)
    before = _bytes(tmp_path)
    runs = [_command(case, tmp_path / "home") for _ in range(6)]
    lists.note("cold command, nothing kept yet, s", runs[0][0])
    lists.note("cold command, median of 5 after that, s", median(s for s, _ in runs[1:]))
    lists.note("most memory of the first command, MiB", runs[0][1])
    lists.note("most memory of a later command, MiB", max(mib for _, mib in runs[1:]))
    lists.note("kept on disk, MiB", (_bytes(tmp_path) - before) / 1024**2)


def _screen(index: Index, asked: Sequence[Wanted]) -> list[tuple[Listing, bool] | None]:
    """Answer each name with its reasons; return the first answers."""
    firsts: list[tuple[Listing, bool] | None] = []
    for one in asked:
        answers = ask(index, one.text, schema=one.schema)
        assert all(match.reasons for match in answers)
        firsts.append((answers[0].listing, answers[0].alert) if answers else None)
    return firsts


def _seconds(index: Index, asked: Sequence[Wanted]) -> float:
    begun = time.perf_counter()
    _screen(index, asked)
    return time.perf_counter() - begun


def _by_kind(
    index: Index, asked: Sequence[Wanted]
) -> tuple[dict[str, float], list[tuple[Listing, bool] | None]]:
    rates: dict[str, float] = {}
    answers: dict[int, tuple[Listing, bool] | None] = {}
    spent = 0.0
    for kind in KINDS:
        part = [(i, one) for i, one in enumerate(asked) if one.kind == kind]
        begun = time.perf_counter()
        found = _screen(index, [one for _, one in part])
        took = time.perf_counter() - begun
        spent += took
        rates[kind] = len(part) / took
        answers.update(zip((i for i, _ in part), found, strict=True))
    rates["all"] = len(asked) / spent
    return rates, [answers[i] for i in range(len(asked))]


def _two_processes(index: Index, asked: Sequence[Wanted]) -> float:
    """Fork twice, half of the names each: what a second core brings."""
    fork = multiprocessing.get_context("fork")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # threads of numpy sleep; nothing of theirs is used
        workers = [fork.Process(target=_screen, args=(index, asked[i::2])) for i in range(2)]
        begun = time.perf_counter()
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
    assert [worker.exitcode for worker in workers] == [0, 0]
    return time.perf_counter() - begun


#: A small process that starts the command: a child of a large one counts that one's memory as its own.
_LAUNCHER = """
import json, resource, subprocess, sys, time
begun = time.perf_counter()
done = subprocess.run(sys.argv[1:], capture_output=True, text=True)
took = time.perf_counter() - begun
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
print(json.dumps([took, peak, done.stdout + done.stderr]))
"""


def _command(case: Path, home: Path) -> tuple[float, float]:
    """Run the command anew; return seconds, and MiB at the worst moment."""
    home.mkdir(exist_ok=True)
    command = [
        sys.executable,
        "-m",
        "tidewaiter",
        "screen",
        "CHONG CHON GANG",
        "--case",
        str(case),
    ]
    environment = {**os.environ, "HOME": str(home), "XDG_CACHE_HOME": str(home / "cache")}
    run = subprocess.run(
        [sys.executable, "-c", _LAUNCHER, *command],
        env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    took, peak, text = json.loads(run.stdout)
    assert "CHONG CHON GANG" in text, text
    return took, peak


def _bytes(folder: Path) -> int:
    return sum(f.stat().st_size for f in folder.rglob("*") if f.is_file())


class _Share(float):
    """A share, not a speed: no ratio is made of it."""


def _text(value: object) -> str:
    if isinstance(value, _Share):
        return f"{value:.3f}"
    if isinstance(value, float):
        return f"{value:,.2f}" if value < 100 else f"{value:,.0f}"
    return str(value)


def _ratio(ours: object, peers: object) -> str:
    if not (isinstance(ours, float) and isinstance(peers, float)) or isinstance(ours, _Share):
        return ""
    return f"{ours / peers:.2f}"
