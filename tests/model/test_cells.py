"""Cells that no spreadsheet takes for formulas, and that give back what was said."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidewaiter.model.cells import cell, from_cell, rows_text, sheet_text

LEADS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
WORDS = st.text() | st.builds("".join, st.tuples(st.sampled_from((*LEADS, "'")), st.text()))


@given(WORDS)
def test_a_cell_gives_back_what_was_said_and_is_no_formula(words: str) -> None:
    made = str(cell(words))
    assert from_cell(made) == words
    assert not made.startswith(LEADS)


@given(WORDS)
def test_the_way_back_does_nothing_to_text_that_no_cell_needed(words: str) -> None:
    if cell(words) == words:
        assert from_cell(words) == words


@pytest.mark.parametrize("words", ["'tis", "'", "", "'Abd al-Karim", "quay"])
def test_text_of_other_sheets_stays_as_it_is(words: str) -> None:
    assert from_cell(words) == words


@given(st.lists(st.lists(WORDS, min_size=2, max_size=2), max_size=4))
def test_rows_come_back_from_a_sheet(rows: list[list[str]]) -> None:
    text = sheet_text(("a", "b"), rows)
    read = list(csv.reader(io.StringIO(text, newline="")))
    assert read[0] == ["a", "b"]
    assert [[from_cell(c) for c in row] for row in read[1:]] == rows
    assert text == rows_text([("a", "b")]) + rows_text(rows)


def test_numbers_stay_numbers() -> None:
    assert rows_text([(-3, None, 1.5)]) == "-3,,1.5\n"
