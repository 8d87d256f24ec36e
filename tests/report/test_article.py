from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.builders import claim, party

from tidewaiter.model.claims import Claim, Confidence, DocumentRef, Party, Period, Place, Span
from tidewaiter.model.evidence import Reject
from tidewaiter.model.reading import Reading
from tidewaiter.report.article import as_article
from tidewaiter.report.article_index import as_index, entry

HOSTILE = (
    "</style><script>alert(1)</script><img src=x onerror=alert(1)>\u202e\" ' & {{ 7*7 }} \x00"
)
TEXT = (
    "A heading\n"
    "The crew told the guard they had been paid, Commander Vasseur told reporters.\n"
    "“We were not,” he said. “It was\n"
    "a gift.”\n"
)


def at(text: str, words: str, **fields: Any) -> Claim:
    start = text.index(words)
    made = claim(words, **fields)
    who = made.speaker and replace(made.speaker, start=len(TEXT), end=len(TEXT))
    return replace(made, speaker=who, content=Span(words, start, start + len(words)))


def reading(*claims: Claim, text: str = TEXT, synthetic: bool = False) -> Reading:
    return Reading(
        DocumentRef("0" * 64, "A title", "A paper", None, "a.txt"), text, claims, synthetic
    )


class _Page(HTMLParser):
    """Tags, attributes, ids, links to ids, and the words of the paragraphs of the article."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.ids: list[str] = []
        self.links: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes.update(name for name, _ in attrs)
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            if name == "href" and value and value.startswith("#"):
                self.links.add(value[1:])


def parsed(page: str) -> _Page:
    parser = _Page()
    parser.feed(page)
    return parser


def words_of(page: str) -> list[str]:
    """The article's paragraphs as they stand on the page, numbers of claims left out."""
    found = re.findall(r'<p class="words">(.*?)</p>', page, re.DOTALL)
    bare = [re.sub(r'<a class="n.*?</a>', "", one) for one in found]
    return [unescape(re.sub(r"<[^>]+>", "", one)) for one in bare]


INNER = at(TEXT, "they had been paid", speaker="crew")
OUTER = at(TEXT, "The crew told the guard they had been paid", speaker="Vasseur")
ACROSS = at(TEXT, "It was\na gift", speaker="Vasseur")


def test_the_words_of_the_article_stand_unchanged_between_the_marks() -> None:
    page = as_article(reading(OUTER, INNER, ACROSS))
    assert words_of(page) == [line for line in TEXT.split("\n")[1:] if line]
    assert "<h3>A heading</h3>" in page


def test_a_content_inside_another_keeps_both_lines_and_both_numbers() -> None:
    page = as_article(reading(OUTER, INNER))
    inner = re.search(
        r'<span class="c h0 k0 l1"><span class="c h1 k0 l0">they had been paid', page
    )
    assert inner is not None
    assert 'id="m1"' in page
    assert 'id="m2"' in page


def test_a_content_over_two_paragraphs_is_numbered_again_where_it_goes_on() -> None:
    page = as_article(reading(ACROSS))
    assert page.count('href="#c1"') == 3  # in the legend, where it begins, where it goes on
    assert "…1</a>" in page
    assert page.count('id="m1"') == 1


def test_every_number_leads_to_a_card_and_back() -> None:
    page = parsed(as_article(reading(OUTER, INNER, ACROSS)))
    assert page.links <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))


def test_a_card_says_who_through_whom_from_where_and_how() -> None:
    made = at(
        TEXT, "a gift", speaker=None, via=["A Wire"], cites=["two spies"], act="accuse",
        certainty="probable", figure=(0, None, 9e6), unit="rounds", roles=[("agent", "Ruritania")],
    )  # fmt: skip
    he = Party("Aurelie Vasseur", "he", TEXT.index("he said"), TEXT.index("he said") + 2, "person")
    page = as_article(
        reading(
            replace(made, speaker=he, polarity="negative", event_time=Period("then", None, None))
        )
    )
    for words in (
        "<strong>Aurelie Vasseur</strong>", "here “he”", "accuses", "probable", "in the negative",
        "← through A Wire", "← citing two spies", "0–9,000,000 rounds", "<i>agent</i> Ruritania", "time unknown",
        '<b class="who h0 k0">he</b>',
    ):  # fmt: skip
        assert words in page


def test_a_card_says_where_and_that_it_cannot_tell() -> None:
    port = Place("Rajin", "Rajin", 0, 5, "port", "KPRJN", "kp", 42.2, 130.3, 10.0)
    both = Place(
        "Alder", "Alder", 0, 5, "unknown", None, None, None, None, None, ("city:1", "city:2")
    )
    page = as_article(reading(replace(INNER, places=(port, both))))
    for words in ("port, within 10 km", "not told which: city:1, city:2"):
        assert words in page


def test_doubts_come_first_with_their_reason() -> None:
    sure = Confidence("act", 0.98, "a", "a verb of saying")
    unsure = Confidence("speaker", 0.6, "p", "the only person named")
    page = as_article(reading(replace(INNER, confidence=(sure, unsure))))
    for words in ("Look at these first", "Speaker in doubt:", "the only person named", "60 times in 100", "1?</a>", "How the rest was found"):  # fmt: skip
        assert words in page
    page = as_article(reading(replace(INNER, confidence=(sure,))))
    assert "in doubt" not in re.sub("<style>.*</style>", "", page, flags=re.DOTALL)


def test_a_doubt_that_claims_share_is_said_once_at_the_top() -> None:
    unsure = Confidence("speaker", 0.6, "p", "the only person named")
    worse = Confidence("event", 0.2, "e", "no verb known")
    first = replace(INNER, confidence=(unsure,))
    page = as_article(reading(first, replace(first, confidence=(unsure, worse))))
    top = page[page.index("Look at these first") : page.index('id="text"')]
    assert top.count("the only person named") == 1
    assert re.findall(r'href="#(c\d)"', top) == ["c2", "c1", "c2"]


def test_the_head_says_what_the_day_rests_on_and_what_was_not_read() -> None:
    made = reading(INNER)
    assert "day of publication unknown" in as_article(made)
    dated = replace(made, document=replace(made.document, published=date(2025, 6, 5)))
    page = as_article(replace(dated, published_from="dateline", notes=("<b> was not read",)))
    assert "published 2025-06-05, from the dateline" in page
    assert "&lt;b&gt; was not read" in page
    assert "check it" in as_article(replace(dated, published_from="file date"))


def test_an_invented_document_says_so_on_the_screen_and_on_paper() -> None:
    assert "SYNTHETIC" in as_article(reading(INNER, synthetic=True))
    assert "SYNTHETIC" not in as_article(reading(INNER))


def test_a_text_without_claims_says_so() -> None:
    assert "No claim was found" in as_article(reading())


def test_hostile_words_stay_words() -> None:
    made = replace(
        at(HOSTILE, "alert(1)"),
        speaker=party(HOSTILE),
        confidence=(Confidence("via", 0.1, "x", HOSTILE),),
    )
    document = DocumentRef(HOSTILE, HOSTILE, HOSTILE, None, HOSTILE, HOSTILE)
    page = as_article(Reading(document, HOSTILE, (made,)))
    tags = parsed(page)
    assert not tags.tags & {"script", "img", "iframe", "object"}
    assert not any(name.startswith("on") for name in tags.attributes)
    assert "49" not in page
    assert "\u202e" not in page
    assert "\x00" not in page


@settings(deadline=None, max_examples=40)
@given(st.text(max_size=80), st.data())
def test_any_text_with_any_spans_gives_a_page_of_the_same_words(
    text: str, data: st.DataObject
) -> None:
    places = st.integers(0, len(text))
    made = []
    for number in range(data.draw(st.integers(0, 4))):
        start, end = sorted((data.draw(places), data.draw(places)))
        made.append(replace(claim(str(number)), content=Span(text[start:end], start, end)))
    page = as_article(reading(*made, text=text))
    assert parsed(page).tags <= parsed(as_article(reading(OUTER, INNER, ACROSS))).tags | {"ul"}


def test_the_index_leads_to_each_page_and_names_what_was_refused() -> None:
    page = as_index(
        [entry("a b/c#.html", reading(OUTER, INNER))],
        [Reject("x.pdf", 0, "is a PDF without text")],
    )
    assert 'href="a%20b/c%23.html"' in page
    assert "1 document, 2 claims" in page
    assert "Vasseur; crew" in page
    assert "is a PDF without text" in page


@pytest.mark.browser
def test_the_page_fits_phones_loads_nothing_and_is_legible(browser: Any, tmp_path: Path) -> None:
    file = tmp_path / "a.html"
    wide = at(TEXT, "It was\na gift", speaker="x" * 300, via=["y" * 300])
    unsure = Confidence("speaker", 0.6, "p", "the only person named")
    file.write_text(
        as_article(reading(replace(OUTER, confidence=(unsure,)), INNER, wide)), encoding="utf-8"
    )
    for width, scheme in ((1280, "light"), (390, "dark")):
        page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
        said: list[str] = []
        asked: list[str] = []
        page.on("console", lambda message, said=said: said.append(message.text))
        page.on("request", lambda request, asked=asked: asked.append(request.url))
        page.goto(file.as_uri())
        assert said == []
        assert asked == [file.as_uri()]
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate(_CONTRAST) >= 4.5
        page.close()


#: The least contrast of any text on the page with the colours that lie behind it.
_CONTRAST = """() => {
  const canvas = document.createElement("canvas"); canvas.width = canvas.height = 1;
  const pen = canvas.getContext("2d", {willReadFrequently: true});
  const behind = (node) => {
    const layers = [];
    for (let n = node; n; n = n.parentElement) layers.unshift(getComputedStyle(n).backgroundColor);
    pen.fillStyle = "#fff"; pen.fillRect(0, 0, 1, 1);
    for (const layer of layers) { pen.fillStyle = layer; pen.fillRect(0, 0, 1, 1); }
  };
  const light = () => {
    const part = (v) => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
    const [r, g, b] = pen.getImageData(0, 0, 1, 1).data;
    return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
  };
  let least = 99;
  for (const node of document.querySelectorAll("body *")) {
    if (![...node.childNodes].some(n => n.nodeType === 3 && n.data.trim())) continue;
    behind(node); const back = light();
    pen.fillStyle = getComputedStyle(node).color; pen.fillRect(0, 0, 1, 1); const front = light();
    least = Math.min(least, (Math.max(back, front) + 0.05) / (Math.min(back, front) + 0.05));
  }
  return least;
}"""
