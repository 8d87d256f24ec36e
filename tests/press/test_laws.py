"""Laws of the whole press reader: spans, order, style, strange texts, and the same again elsewhere."""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
import sys
import textwrap
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tidewaiter.errors import UnreadableError
from tidewaiter.press import as_contract
from tidewaiter.press.extract import claims
from tidewaiter.press.marks import plain
from tidewaiter.press.normalise import Document, normalise
from tidewaiter.press.parse import sentences
from tidewaiter.press.read import read

Found = list[dict[str, Any]]
ARTICLES = Path(__file__).parent / "articles"
ENTRIES: dict[str, dict[str, str]] = {
    e["name"]: e for e in json.loads((ARTICLES / "index.json").read_text())
}
NAMES = sorted(ENTRIES)
TEXTS = {name: (ARTICLES / f"{name}.txt").read_text() for name in NAMES}
WORDS = sorted({word for text in TEXTS.values() for word in text.split()})
PARTS = [s for t in TEXTS.values() for s in re.split(r"(?<=[.!?”])\s+", t) if s.strip()]
MARKS = list("“”‘’\"'«»‹›„‚()[]—–-,;:.!?…")
ODD = [
    "\u200f", "\u0301", "🚢", "\u202e", "ﬁ", "١٢", "½", "Ⅷ", "\x01", "文", "\ud800", "x" * 300, "1" * 400, "9e999", "0/0",
    "１２３ tonnes", "99/99/9999", "25:61", "30 February 2023", "year 99999", "İstanbul", "ß", "$", "%", "dozen", "between",
]  # fmt: skip
LAWFUL = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def _read(text: str, name: str | None = None) -> tuple[Document, Found]:
    document = normalise(read(text.encode("utf-8", "replace"), "a.txt"))
    entry = ENTRIES[name] if name else None
    found = claims(
        document,
        published=date.fromisoformat(entry["published"]) if entry else date(2025, 6, 5),
        publisher=entry["publisher"] if entry else None,
        title=None,
        path="a.txt",
        sha256="0" * 64,
    )
    return document, [as_contract(claim) for claim in found]


@cache
def _whole(name: str) -> tuple[Document, Found]:
    return _read(TEXTS[name], name)


def _holds(text: str) -> None:
    """Read any text: it may be refused, in words, and what is found stands where it says."""
    try:
        document, found = _read(text)
    except UnreadableError:
        return
    _exact(document, found)
    _parsed_in_place(document)


def _exact(document: Document, found: Found) -> None:
    for claim in found:
        single = [claim[key] for key in ("content", "sentence", "cue", "speaker")]
        many = [one for key in ("via", "cites", "quantities", "places") for one in claim[key]]
        for span in [*single, *many]:
            if span is not None:
                assert document.text[span["start"] : span["end"]] == span["text"]
                assert span["text"] == span["text"].strip() != ""
        for role in claim["event"]["roles"]:
            if role["start"] is not None:
                assert document.text[role["start"] : role["end"]].strip()
        content, sentence = claim["content"], claim["sentence"]
        assert sentence["start"] <= content["start"] < content["end"] <= sentence["end"]


def _parsed_in_place(document: Document) -> None:
    """What the model read is what stands where the sentences are said to stand."""
    for one in sentences(document.text):
        there = document.text[one.offset : one.offset + len(one.doc.text)]
        same = [a == b for a, b in zip(plain(there), one.doc.text, strict=True) if b != " "]
        assert all(same)


def _salad(seed: int) -> str:
    """Words of the articles in disorder: sentences shuffled, cut and joined, marks strewn in."""
    pick = random.Random(seed)
    lines = []
    for _ in range(pick.randint(1, 6)):
        words = pick.choice(PARTS).split()
        kind = pick.random()
        if kind < 0.3:
            words = pick.choices(WORDS, k=pick.randint(1, 60))
        elif kind < 0.5:
            pick.shuffle(words)
        elif kind < 0.8:
            cut = pick.randrange(len(words))
            words = words[cut:] + pick.choice(PARTS).split()[: pick.randint(1, 20)]
        strewn = pick.choice([0.0, 0.1, 0.4])
        words = [
            pick.choice(MARKS + ODD) * (pick.random() < strewn) + word
            + pick.choice(MARKS + ODD) * (pick.random() < strewn)
            for word in words
        ]  # fmt: skip
        lines.append(pick.choice([" ", " ", " ", "  ", ""]).join(words))
    return pick.choice(["\n", "\n\n"]).join(lines)


# 1 and 4: spans are exact and nothing raises, whatever the text


@pytest.mark.parametrize("name", NAMES)
def test_all_that_is_found_in_an_article_stands_where_it_says(name: str) -> None:
    document, found = _whole(name)
    assert document.text == TEXTS[name]
    assert len(found) > 20
    _exact(document, found)


@settings(LAWFUL, max_examples=35)
@given(st.text(st.characters(exclude_categories=()), min_size=1, max_size=300))
def test_no_text_makes_it_fail(text: str) -> None:
    _holds(text)


@settings(LAWFUL, max_examples=35)
@given(st.lists(st.sampled_from([*MARKS, *ODD, *" \n\t\ra", "The ship", "said"]), min_size=1, max_size=80))  # fmt: skip
def test_no_marks_make_it_fail(pieces: list[str]) -> None:
    _holds("".join(pieces))


@settings(LAWFUL, max_examples=50)
@given(st.integers(0, 2**32))
def test_no_disorder_of_words_makes_it_fail(seed: int) -> None:
    _holds(_salad(seed))


@pytest.mark.parametrize(
    "line",
    [
        "File photo: The ship sailed from Oslo on Monday, officials said.",
        "1. “The ship sailed,” said Ann Roe.",
        "14:20 GMT — Officials said that 12 ships sank.",
        "• Officials said that 12 ships sank on Monday.",
        "OSLO, May 2 (Wire) - Officials said that 12 ships sank.",
        "ROE: Officials said that 12 ships sank. Photo: Ann Lee / Wire",
    ],
)
def test_spans_are_exact_behind_what_opens_a_paragraph(line: str) -> None:
    document, found = _read(f"A ship is lost\nIt sailed in May.\n{line}\nIt sank.")
    _exact(document, found)
    _parsed_in_place(document)
    assert any(len(c["content"]["text"]) > 10 for c in found)


@pytest.mark.parametrize(
    "piece",
    ['"', "“", "'", "(", "[(« ", "« a » ", "—", "🚢", "a\u0301", "x", "1", "1,", "A ", "Ann Roe ", "Kim Jong Un ", "said ",
     "Photo ", "of the ", ", who was ", "he said that ", "9 million ", "2 May 2024 ", "‘Oh the owners’ ships ", "a\n", "\t"],
)  # fmt: skip
def test_thousands_of_the_same_are_read_in_bounded_time(piece: str) -> None:
    _holds("It sank. " + piece * (2000 // len(piece)) + " It sank.")


# 2: what comes later changes nothing


@pytest.mark.parametrize("name", NAMES)
def test_the_claims_of_the_first_paragraphs_are_the_first_claims(name: str) -> None:
    _, whole = _whole(name)
    lines = TEXTS[name].splitlines()
    for count in range(1, len(lines)):
        document, first = _read("\n".join(lines[:count]) + "\n", name)
        end = len(document.text.rstrip())
        assert first == [c for c in whole if c["sentence"]["end"] <= end]


@settings(LAWFUL, max_examples=12)
@given(
    st.sampled_from(NAMES),
    st.integers(2, 8),
    st.sampled_from(PARTS) | st.integers(0, 2**32).map(_salad) | st.text(max_size=60),
    st.sampled_from(["\n", "\n\n"]),
)
def test_a_paragraph_more_changes_no_claim(name: str, count: int, more: str, apart: str) -> None:
    lines = TEXTS[name].splitlines()[: count + 4]  # some line is too long to be a wrapped one
    more = more.replace("\0", "")
    first = _read("\n".join(lines) + "\n", name)[1]
    after = _read("\n".join(lines) + apart + more + "\n", name)[1]
    assert after[: len(first)] == first


# 3: white space, quote style and wrap change nothing that is found


def _spaced(text: str) -> str:
    blanks = random.Random(len(text))
    return re.sub(
        r"(?<=\S) (?=\S)",
        lambda _: blanks.choice(["  ", "\t", " \u00a0", "\u00a0", "\u2009", "\u202f"]),
        text,
    )


def _quoted(outer: str, inner: str, apostrophe: str = "’") -> Callable[[str], str]:
    """Write marks anew: the articles have “…” outside, ‘…’ within; ’ is an apostrophe too."""

    def change(text: str) -> str:
        text = re.sub(r"‘([^“”‘\n]*)’(?=[ ,.”])", rf"{inner[0]}\1{inner[-1]}", text)
        text = text.replace("’", apostrophe)
        half = len(outer) // 2
        return text.replace("“", outer[:half]).replace("”", outer[half:])

    return change


def _wrapped(width: int, end: str = "\n") -> Callable[[str], str]:
    def change(text: str) -> str:
        paragraphs = [
            textwrap.fill(p, width, break_long_words=False, break_on_hyphens=False)
            for p in text.splitlines()
        ]
        return ("\n\n".join(paragraphs) + "\n").replace("\n", end)

    return change


STYLES: dict[str, Callable[[str], str]] = {
    "blanks": _spaced,
    "indents": lambda text: re.sub(r"(?m)^|$", "   ", text),
    "straight": _quoted('""', "''", "'"),
    "straight apostrophes": _quoted("“”", "‘’", "'"),
    "German": _quoted("„“", "‚‘"),
    "German books": _quoted("»«", "›‹"),
    "Swiss": _quoted("«»", "‹›"),
    "French": _quoted("«\u00a0\u00a0»", "“”"),
    "British": _quoted("‘’", "“”"),
    "British, straight": _quoted("''", '""', "'"),
    "Windows": lambda text: text.replace("\n", "\r\n"),
    "old Macintosh": lambda text: text.replace("\n", "\r"),
    "empty lines": lambda text: text.replace("\n", "\n\n"),
    **{f"{width} columns": _wrapped(width) for width in (60, 66, 72, 80, 88, 100)},
    "72 columns, Windows": _wrapped(72, "\r\n"),
}


def _same(value: object) -> object:
    """Leave out where it stands, quotation marks, and how blank it is in between."""
    if isinstance(value, dict):
        return {k: _same(v) for k, v in value.items() if k not in ("start", "end", "claim_id")}
    if isinstance(value, list):
        return [_same(one) for one in value]
    if isinstance(value, str):
        return re.sub(r"[\"“”„«»‹›‘’‚']", "", value)
    return value


@pytest.mark.parametrize("style", STYLES)
def test_style_changes_nothing_that_is_found(style: str) -> None:
    for name in NAMES:
        written = STYLES[style](TEXTS[name])
        text = normalise(read(written.encode(), "a.txt")).text
        if re.sub(r"\n+", "\n", text) == TEXTS[name] and name not in NAMES[:2]:
            continue  # the same paragraphs
        document, found = _read(written, name)
        _exact(document, found)
        assert _same(found) == _same(_whole(name)[1])


@settings(LAWFUL, max_examples=200)
@given(st.text(st.sampled_from("'\"‘’“ sa,.\n"), max_size=40))
def test_marks_made_plain_stand_where_they_stood_and_stay(text: str) -> None:
    made = plain(text)
    assert len(made) == len(text)
    assert [c for c in made if c not in "\"'"] == [c for c in text if c not in "\"'‘’“"]


# 5: the same again


def test_another_process_finds_the_same() -> None:
    code = (
        "import json, sys; sys.path.insert(0, 'tests/press'); import test_laws as laws\n"
        "print(json.dumps([laws._read(laws.TEXTS[n], n)[1] for n in laws.NAMES[:2]]))"
    )
    here = [_whole(name)[1] for name in NAMES[:2]]
    for seed in ("1", "2"):
        done = subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=Path(__file__).parents[2],
            check=True,
            capture_output=True,
            text=True,
        )
        assert json.loads(done.stdout) == here
