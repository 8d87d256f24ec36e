from __future__ import annotations

import csv
import io
from datetime import UTC, datetime
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.builders import claim, sighting

from tidewaiter.model.dossier import Dossier, Exhibit, PlaceMark, Source, TrackLine
from tidewaiter.model.evidence import Locator
from tidewaiter.model.stories import Edge, Story
from tidewaiter.report.as_csv import tables
from tidewaiter.report.as_html import as_html

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)>\u202e\" ' & javascript:alert(1) 😀 \x00\x07"


def dossier(words: str, claims: int = 3) -> Dossier:
    made = [
        claim(
            str(i),
            speaker=words,
            text=words,
            figure=(None, None, i + 1.0),
            unit=words[:20] or None,
        )
        for i in range(claims)
    ]
    seen = [sighting(words or "nowhere", datetime(2024, 1, 2, tzinfo=UTC))]
    locator = Locator("s", "chars", 0, 3)
    exhibits = [
        Exhibit(
            f"E{i}",
            c.claim_id,
            "claim",
            words,
            words,
            words,
            words,
            "S1",
            locator,
            "st",
            None,
            None,
        )
        for i, c in enumerate(made, 1)
    ]
    exhibits.append(
        Exhibit(
            "E0",
            seen[0].sighting_id,
            "sighting",
            words,
            "",
            words,
            "",
            "S1",
            locator,
            None,
            seen[0].start_utc.date(),
            None,
        )
    )
    return Dossier(
        title=words, question=words, answer=words, synthetic=True, version="0", chain_head="0" * 64,
        built_utc=datetime(2026, 1, 1, tzinfo=UTC), records=1,
        sources=(Source("S1", words, "document", words, words, None, "0" * 64, 3, "F", 1, 1, 0, True),),
        exhibits=tuple(exhibits), findings=(), tallies=(), claims=tuple(made), sightings=tuple(seen),
        stories=(Story("st", words, tuple(c.claim_id for c in made), (Edge("0", "1", "figure", words),)),),
        events=(), reach=(), parties=(),
        vessels=(),
        places=(PlaceMark("P", words, 42.0, 179.9, 3.0, "watched"),),
        tracks=(TrackLine(1, words, ((42.0, 179.5), (42.1, -179.5)), True),),
        not_checked=(words,), method=(words,),
    )  # fmt: skip


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        self.attributes.update(name for name, _ in attrs)


def _tags(page: str) -> _Tags:
    parser = _Tags()
    parser.feed(page)
    return parser


def test_hostile_words_stay_words() -> None:
    page = as_html(dossier(HOSTILE))
    tags = _tags(page)
    assert not tags.seen & {"script", "img", "iframe", "object"}
    assert not any(name.startswith("on") for name in tags.attributes)
    assert "\u202e" not in page
    assert "\x00" not in page


@settings(deadline=None, max_examples=30)
@given(st.text(max_size=60))
def test_no_words_add_a_tag(words: str) -> None:
    assert _tags(as_html(dossier(words))).seen <= _tags(as_html(dossier("plain"))).seen


def test_long_names_do_not_break_the_page() -> None:
    assert "x" * 10_000 in as_html(dossier("x" * 10_000))


def test_many_claims_are_folded_into_groups() -> None:
    assert as_html(dossier("words", claims=250)).count("<summary>Claims") == 3


def test_an_empty_dossier_says_what_is_absent() -> None:
    from dataclasses import replace

    empty = replace(
        dossier("x", claims=0),
        sightings=(),
        exhibits=(),
        stories=(),
        places=(),
        tracks=(),
        sources=(),
    )
    page = as_html(empty)
    assert "No claim was found" in page
    assert "Nothing in this case has a place" in page


@pytest.mark.parametrize("words", ["=cmd()", "+1", "-1+1", "@x", "\tx"])
def test_a_formula_is_defused_in_every_table(words: str) -> None:
    for text in tables(dossier(words)).values():
        for row in csv.reader(io.StringIO(text)):
            assert not any(cell.startswith(("=", "+", "@", "\t")) for cell in row)


@pytest.mark.browser
def test_the_page_fits_phones_and_says_nothing_to_the_console(
    browser: object, tmp_path: object
) -> None:
    from pathlib import Path

    file = Path(str(tmp_path)) / "d.html"
    file.write_text(as_html(dossier(HOSTILE * 20)), encoding="utf-8")
    for width in (1280, 390):
        page = browser.new_page(viewport={"width": width, "height": 800})  # type: ignore[attr-defined]
        said: list[str] = []
        page.on("console", lambda message, said=said: said.append(message.text))
        page.goto(file.as_uri())
        assert said == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.close()
