from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.report.exports.made import FORMULA, HOSTILE, dossiers, full

from tidewaiter.report.as_csv import cell, plain, sheet_text
from tidewaiter.report.exports.dictionary import TABLES, column
from tidewaiter.report.exports.formats import sound
from tidewaiter.report.exports.more_tables import all_grids
from tidewaiter.report.exports.package import package
from tidewaiter.report.exports.xlsx import TEXT, xlsx


@given(st.text())
def test_an_apostrophe_against_formulas_loses_nothing(words: str) -> None:
    assert plain(str(cell(words))) == words


@given(st.lists(st.tuples(st.text(), st.text()), max_size=5))
def test_rows_come_back_whatever_ends_a_line_within_them(rows: list[tuple[str, str]]) -> None:
    text = sheet_text(("a", "b"), rows)
    read = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert [tuple(plain(c) for c in row) for row in read[1:]] == rows


@pytest.mark.parametrize("lead", ["=", "+", "-", "@", "\t", "\r", "\n", "＝"])
def test_no_cell_begins_like_a_formula(lead: str) -> None:
    assert str(cell(lead + "x"))[0] == "'"


def test_every_column_has_a_type_and_a_meaning() -> None:
    grids = all_grids(full("x"))
    assert [n for n in grids if n not in TABLES] == []
    assert [
        (n, c) for n, (header, _) in grids.items() for c in header if column(n, c) is None
    ] == []


@pytest.mark.parametrize("i", range(3))
def test_the_package_is_valid_for_frictionless(i: int, tmp_path: Path) -> None:
    from frictionless import Package

    for path, data in package(dossiers()[i]).items():
        file = tmp_path / path
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(data)
    report = Package(str(tmp_path / "csv" / "datapackage.json")).validate()
    assert report.flatten(["title", "message"]) == []


@pytest.mark.parametrize("i", range(3))
def test_every_value_comes_back_from_csv(i: int) -> None:
    d = dossiers()[i]
    files = package(d)
    for name, (header, rows) in all_grids(d).items():
        read = list(csv.reader(io.StringIO(files[f"csv/{name}.csv"].decode(), newline="")))
        assert tuple(read[0]) == header
        assert len(read) - 1 == len(rows)
        for line, row in zip(read[1:], rows, strict=True):
            for text, value in zip(line, row, strict=True):
                if isinstance(value, str):
                    assert plain(text) == sound(value)
                else:
                    assert text == ("" if value is None else str(value))
    described = json.loads(files["csv/datapackage.json"])
    assert described["tidewaiter"]["ledger_head"] == d.chain_head


@pytest.mark.parametrize("i", range(3))
def test_every_value_comes_back_typed_from_the_workbook(i: int) -> None:
    from openpyxl import load_workbook

    d = dossiers()[i]
    book = load_workbook(io.BytesIO(xlsx(d)))
    grids = all_grids(d)
    assert book.sheetnames == list(grids)
    for name, (header, rows) in grids.items():
        found = book[name].iter_rows(values_only=False)
        assert tuple(c.value for c in next(found)) == header
        for cells, row in zip(found, rows, strict=True):
            for one, value in zip(cells, row, strict=True):
                assert one.data_type != "f"
                assert one.hyperlink is None
                if isinstance(value, bool | int | float):
                    assert one.value == float(f"{value:.16g}")  # as many as a workbook holds
                elif isinstance(value, date):
                    assert isinstance(one.value, datetime)
                    assert one.value.date() == value
                elif (
                    i < 2
                    and isinstance(value, str)
                    and value
                    and not isinstance(one.value, datetime)
                ):
                    assert one.value == value.replace("\r\n", "\n")


def test_text_too_long_for_a_cell_is_cut_and_shows_it() -> None:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(xlsx(full("😀" * 40_000))))
    title = book["stories"]["B2"].value
    assert title.endswith("…")
    assert len(title.encode("utf-16-le")) // 2 <= TEXT


@pytest.mark.parametrize("words", [FORMULA, HOSTILE])
def test_a_synthetic_dossier_says_so_in_each_row(words: str) -> None:
    for path, data in package(full(words)).items():
        if path.endswith(".csv"):
            assert set(_last(data.decode())) <= {"SYNTHETIC"}


def _last(text: str) -> Iterator[str]:
    for row in list(csv.reader(io.StringIO(text, newline="")))[1:]:
        yield row[-1]
