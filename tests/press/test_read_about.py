"""Title, publisher and day: what a document says of itself, and where it says so."""

from __future__ import annotations

from datetime import date

import pytest
from tests.press.made import as_docx, as_html, as_pdf

from tidewaiter.press.normalise import normalise
from tidewaiter.press.read import read
from tidewaiter.press.read.dates import stated

BODY = "The harbour office said on Monday that two of the ships had left for the north."
MORE = "The master of the third denied that he had been told to wait for the customs officers."
TITLE = "Ships leave Leeward"


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Constanța, 19 September 2024", date(2024, 9, 19)),
        ("JAKARTA, 16 March 2022", date(2022, 3, 16)),
        ("LAGOS, March 5, 2021 (ACNA) - Gunmen boarded it.", date(2021, 3, 5)),
        ("Published 3 May 2024", date(2024, 5, 3)),
        ("Published: 2024-05-03", date(2024, 5, 3)),
        ("5 June 2025", date(2025, 6, 5)),
        ("By Ann Lee, 3rd of May 2024", date(2024, 5, 3)),
        ("Thursday, 5 June 2025, 14:20 GMT", date(2025, 6, 5)),
        ("Last updated on Sept. 7, 2023", date(2023, 9, 7)),
        ("OSLO, May 2 (Wire) - It sailed.", None),
        ("The ship sailed on 5 June 2025.", None),
        ("OSLO, 31 February 2024 (Wire) - It sailed.", None),
    ],
)
def test_days_are_read_from_datelines_and_bylines(line: str, day: date | None) -> None:
    said = stated(f"{TITLE}\n{line}\n{BODY}")
    assert (said.day if said else None) == day


def test_a_dateline_far_down_is_not_the_documents() -> None:
    text = "\n".join([TITLE, *[BODY] * 8, "LAGOS, March 5, 2021 (ACNA) - Gunmen boarded it."])
    assert stated(text) is None


def test_text_takes_publisher_and_day_from_its_dateline() -> None:
    raw = read(f"{TITLE}\nLAGOS, March 5, 2021 (ACNA) - {BODY}".encode(), "a.txt")
    assert (raw.title, raw.publisher, raw.published) == (TITLE, "ACNA", date(2021, 3, 5))
    assert (raw.title_from, raw.publisher_from, raw.published_from) == ("headline", "dateline", "dateline")  # fmt: skip


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="og:site_name" content="Seabird Wire"><meta property="article:published_time" content="2025-06-05T22:00:00Z">',
        '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2025-06-05T22:00:00+09:00","publisher":{"@type":"Organization","name":"Seabird Wire"}}</script>',
        '<script type="application/ld+json">{"@graph":[{"@type":"WebSite"},{"datePublished":"2025-06-05","publisher":{"name":"Seabird Wire"}}]}</script>',
    ],
)
def test_metadata_of_a_page_stand_before_its_dateline(head: str) -> None:
    raw = read(
        as_html([TITLE, f"LAGOS, March 5, 2021 (ACNA) - {BODY}", MORE], head=head), "a.html"
    )
    assert raw.title == TITLE
    assert (raw.publisher, raw.published) == ("Seabird Wire", date(2025, 6, 5))
    assert raw.published_from == "metadata"


def test_a_page_without_metadata_takes_its_dateline() -> None:
    raw = read(as_html([TITLE, f"LAGOS, March 5, 2021 (ACNA) - {BODY}", MORE]), "a.html")
    assert (raw.publisher, raw.published, raw.published_from) == ("ACNA", date(2021, 3, 5), "dateline")  # fmt: skip


def test_the_day_of_a_file_is_the_last_resort() -> None:
    info = "/CreationDate(D:20250610093000Z)/Title(Ships leave)"
    made = read(as_pdf([TITLE, BODY, MORE], info=info), "a.pdf")
    assert (made.title, made.published, made.published_from) == ("Ships leave", date(2025, 6, 10), "file date")  # fmt: skip
    near = read(as_pdf([TITLE, f"OSLO, May 2 (Wire) - {BODY}", MORE], info=info), "a.pdf")
    assert (near.published, near.published_from) == (date(2025, 5, 2), "dateline")
    whole = read(as_pdf([TITLE, f"OSLO, May 2, 2019 (Wire) - {BODY}", MORE], info=info), "a.pdf")
    assert (whole.published, whole.published_from) == (date(2019, 5, 2), "dateline")


def test_titles_that_programs_make_up_are_none() -> None:
    raw = read(as_pdf([TITLE, BODY, MORE], info="/Title(Microsoft Word - Document1)"), "a.pdf")
    assert (raw.title, raw.title_from) == (TITLE, "headline")


def test_a_word_file_says_title_and_day() -> None:
    core = (
        "<dc:title>Ships leave</dc:title><dcterms:created>2025-06-05T10:00:00Z</dcterms:created>"
    )
    raw = read(as_docx([TITLE, BODY], core=core), "a.docx")
    assert (raw.title, raw.published, raw.published_from) == ("Ships leave", date(2025, 6, 5), "file date")  # fmt: skip


def test_a_word_file_loses_struck_text_and_tables_but_not_frames() -> None:
    def p(words: str) -> str:
        return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"

    extra = (
        "<w:p><w:del><w:r><w:delText>Never said.</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>It was said.</w:t></w:r></w:ins></w:p>"
        f"<w:tbl><w:tr><w:tc>{p('Rounds')}</w:tc><w:tc>{p('600')}</w:tc></w:tr></w:tbl>"
        f"<w:tbl><w:tr><w:tc>{p('Framed words.')}</w:tc></w:tr></w:tbl>"
    )
    raw = read(as_docx([TITLE, BODY], extra=extra), "a.docx")
    assert normalise(raw).text.split("\n")[2:] == ["It was said.", "Framed words."]
    assert raw.notes == ("1 tables were left out",)


def test_a_page_as_sites_make_them_gives_its_article_alone() -> None:
    page = f"""<!doctype html><html><head><title>Ships leave - Post</title></head><body><div id="page">
    <div class="menu"><ul><li><a href=/>News</a><li><a href=/b>Business</a></ul></div>
    <div class="cookie">We use cookies to improve your visit. <button>Accept</button></div>
    <div class="entry"><h1>Ships leave</h1><div class="meta">By <a href=/bo>Bo Ek</a> | 12 comments</div>
    <div class="entry-content"><figure><img src=a.jpg><figcaption>The port in 2014. Photo: Ann Lee / Wire</figcaption></figure>
    <p>{BODY}</p><h2>No papers</h2><p>{MORE}<br>It was late, he added, and nobody in the office had answered.</p>
    <ul><li>Two ships were detained in May.</li></ul></div>
    <div class="related"><h3>Related</h3><ul><li><a href=1>Minister resigns after the vote on the ports of the north</a></li></ul></div>
    <div class="comments"><p>Nice one, but I say that 500 ships sank there.</p></div></div>
    <aside><p>Subscribe to our newsletter for the latest news about ships.</p></aside><footer>&copy; 2025 Post</footer></div></body></html>"""
    assert normalise(read(page.encode(), "a.html")).text.split("\n") == [
        "Ships leave",
        "The port in 2014. Photo: Ann Lee / Wire",
        BODY,
        "No papers",
        MORE,
        "It was late, he added, and nobody in the office had answered.",
        "Two ships were detained in May.",
    ]


def test_a_page_laid_out_in_tables_is_read() -> None:
    page = f"""<html><head><title>Release</title></head><body><table width=600><tr><td colspan=2><b>MINISTRY OF PORTS</b></td></tr>
    <tr><td><a href=/>Home</a><br><a href=/n>News</a></td><td><p><b>Ships leave</b><p>{BODY}<p>{MORE}</td></tr></table></body></html>"""
    text = normalise(read(page.encode(), "a.html")).text
    assert BODY in text
    assert MORE in text
    assert "Home" not in text
