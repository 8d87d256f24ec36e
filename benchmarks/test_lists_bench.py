"""How long lists take from bytes to listings, beside what a bare parse of the same bytes takes."""

from __future__ import annotations

import csv
import gzip
import io
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from tests.lists.advanced import big

from tidewaiter.lists.read import ListFile, read

UN = ("un-consolidated-2026-02-27.xml.gz",)
OFAC = tuple(f"ofac-2021-07-{part}.csv.gz" for part in ("sdn", "alt", "add", "sdn_comments"))
CSL = ("us-csl-2022-05.csv.gz",)


def _files(shared: Path, names: tuple[str, ...]) -> list[ListFile]:
    return [
        ListFile(name, gzip.decompress((shared / "data/lists" / name).read_bytes()), name)
        for name in names
    ]


def _timed(benchmark: Any, work: Any, rounds: int = 9) -> Any:
    return benchmark.pedantic(work, rounds=rounds, warmup_rounds=2)


def _listings(files: list[ListFile]) -> int:
    return sum(len(found) for _, found in read(files).editions)


def _rows(files: list[ListFile]) -> int:
    texts = (file.data.decode("utf-8", "replace") for file in files)
    return sum(len(list(csv.reader(io.StringIO(text, newline="")))) for text in texts)


def _elements(files: list[ListFile]) -> int:
    return sum(1 for file in files for _ in etree.fromstring(file.data).iter())


def _streamed(files: list[ListFile]) -> int:
    count = 0
    for _, element in etree.iterparse(io.BytesIO(files[0].data), tag="{*}DistinctParty"):
        count += 1
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]
    return count


@pytest.fixture(scope="module")
def advanced() -> list[ListFile]:
    return [ListFile("advanced.xml", "".join(big(3_800, 55)).encode(), "0")]


@pytest.mark.benchmark(group="UN list, 2 MB, 1,003 entries")
@pytest.mark.parametrize("work", [_listings, _elements])
def test_un(benchmark: Any, shared: Path, work: Any) -> None:
    files = _files(shared, UN)
    assert _timed(benchmark, lambda: work(files)) >= 1003


@pytest.mark.benchmark(group="OFAC CSV set, 8,976 parties")
@pytest.mark.parametrize("work", [_listings, _rows])
def test_ofac(benchmark: Any, shared: Path, work: Any) -> None:
    files = _files(shared, OFAC)
    assert _timed(benchmark, lambda: work(files)) >= 8976


@pytest.mark.benchmark(group="US CSL, 14,160 rows")
@pytest.mark.parametrize("work", [_listings, _rows])
def test_csl(benchmark: Any, shared: Path, work: Any) -> None:
    files = _files(shared, CSL)
    assert _timed(benchmark, lambda: work(files)) >= 14_160


@pytest.mark.benchmark(group="OFAC advanced XML, 24 MB, 3,800 parties, invented")
@pytest.mark.parametrize("work", [_listings, _streamed])
def test_advanced(benchmark: Any, advanced: list[ListFile], work: Any) -> None:
    assert _timed(benchmark, lambda: work(advanced), 3) == 3800
