from __future__ import annotations

import time
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from tests.report.pages import HOSTILE, doubted, filled

from tidewaiter.model.dossier import LineRow
from tidewaiter.report.as_html import as_html
from tidewaiter.report.independence import kinds
from tidewaiter.report.places import places


class _Seen(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.hrefs: list[str] = []
        self.ids: list[str] = []
        self.names: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for name, value in attrs:
            self.names.add(name)
            if name in ("href", "xlink:href"):
                self.hrefs.append(value or "")
            if name == "id":
                self.ids.append(value or "")


def test_hostile_words_add_nothing_that_runs_or_leads_away() -> None:
    page = as_html(filled(HOSTILE))
    seen = _Seen(page)
    assert not {"script", "img", "iframe", "object", "form"} & set(seen.tags)
    assert not any(name.startswith("on") for name in seen.names)
    assert {h for h in seen.hrefs if not h.startswith("#")} == {"data:,"}
    assert "\x00" not in page
    assert "\u202e" not in page


def test_a_mark_that_turns_text_is_shown_as_what_it_is() -> None:
    assert "⟨U+202E⟩esrever" in as_html(filled(HOSTILE))


@pytest.mark.parametrize("words", ["plain", HOSTILE, "x" * 10_000])
def test_every_link_has_its_place_and_every_place_one_name(words: str) -> None:
    seen = _Seen(as_html(filled(words)))
    assert len(seen.ids) == len(set(seen.ids))
    assert {h[1:] for h in seen.hrefs if h.startswith("#")} <= set(seen.ids)


def test_headings_go_down_a_step_at_a_time() -> None:
    tags = _Seen(as_html(filled("plain"))).tags
    levels = [int(t[1]) for t in tags if t[0] == "h" and t[1:].isdigit()]
    assert levels[0] == 1
    assert all(b - a <= 1 for a, b in pairwise(levels))


def test_what_rests_on_a_claim_is_named_beside_it() -> None:
    dossier = filled("plain")
    assert places(dossier).ways_back("c0") == (("origin L1", "L1"),)
    assert '<a href="#L1">origin L1</a>' in as_html(dossier)


def test_a_kind_of_figure_counts_its_origins_and_what_is_left_of_them() -> None:
    (containers,) = kinds(filled("plain", claims=12))
    assert (containers.claims, len(containers.lines), containers.fewest) == (12, 3, 3)
    (containers,) = kinds(doubted(filled("plain", claims=12), ("c0", "c4"), ("c1", "c5")))
    assert (len(containers.lines), containers.fewest) == (3, 2)


def test_origins_of_one_voice_are_one_line_of_a_kind_of_figure() -> None:
    spoken = (LineRow("A government", ("st0", "st2")), LineRow("Another", ("st1",)))
    (containers,) = kinds(replace(filled("plain", claims=12), lines=spoken))
    assert (containers.claims, containers.lines, containers.fewest) == (12, spoken, 2)
    (containers,) = kinds(doubted(replace(filled("plain", claims=12), lines=spoken), ("c0", "c4")))
    assert containers.fewest == 1


def test_thousands_of_records_are_written_soon_and_folded() -> None:
    dossier = filled("Some words of a source, as long as a sentence is.", 5_000, 2_000)
    start = time.process_time()
    page = as_html(dossier)
    assert time.process_time() - start < 5
    assert page.count("<summary>Claims ") == 50
    assert page.count("<summary>Events ") == 20
    assert 'href="#claims-50"' in page
