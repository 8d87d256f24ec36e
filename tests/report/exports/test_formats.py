from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.report.exports.made import HOSTILE, dossiers, full

from tidewaiter.model.dossier import Dossier
from tidewaiter.model.records import as_json, from_json
from tidewaiter.report.exports import FORMATS
from tidewaiter.report.exports.markdown import markdown


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("i", range(3))
def test_the_same_dossier_gives_the_same_bytes(name: str, i: int) -> None:
    d = dossiers()[i]
    assert FORMATS[name].write(d) == FORMATS[name].write(from_json(Dossier, as_json(d)))


@pytest.mark.parametrize("name", FORMATS)
def test_a_synthetic_dossier_is_stamped_in_every_file(name: str) -> None:
    for path, data in FORMATS[name].write(full("words")).items():
        if name == "xlsx":
            import io

            from openpyxl import load_workbook

            assert "SYNTHETIC" in str(load_workbook(io.BytesIO(data)).properties.description)
        elif not (path.endswith(".csv") and data.count(b"\n") == 1):
            assert b"SYNTHETIC" in data


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("words", ["x" * 10_000, ""])
def test_long_and_empty_words_are_written(name: str, words: str) -> None:
    assert all(FORMATS[name].write(full(words)).values())


def test_markdown_shows_hostile_words_as_words() -> None:
    text = markdown(full(HOSTILE)).decode()
    assert not re.search(r"(?<!\\)<", text)
    assert not re.search(r"(?<!\\)\]\(", text)
    assert "www." not in text
    assert "\u202e" not in text
    assert not re.search("(?<!\\\\)javascript:", text)


@settings(deadline=None, max_examples=30)
@given(st.text(max_size=40))
def test_no_words_change_the_shape_of_the_report(words: str) -> None:
    shape = [line[:2] for line in markdown(full(words)).decode().split("\n")]
    assert len(shape) == len(markdown(full("words")).decode().split("\n"))


def test_markdown_holds_answer_findings_tallies_and_sources() -> None:
    d = dossiers()[0]
    text = markdown(d).decode().replace("\\", "")
    assert d.answer in text
    for words in (
        *(f.title for f in d.findings),
        *(t.sentence for t in d.tallies),
        *(s.sha256 for s in d.sources),
        d.chain_head,
    ):
        assert words in text
