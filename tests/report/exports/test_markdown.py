"""The Markdown export, read back by a parser of CommonMark: structure survives and words stay words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from tests.report.exports.made import HOSTILE, dossiers, full

from tidewaiter.model.dossier import Dossier
from tidewaiter.report.chart.svg import clean
from tidewaiter.report.exports.formats import sound
from tidewaiter.report.exports.markdown import inert, markdown

PARSER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
#: What no word of a source may become.
ACTIVE = frozenset(
    {"html_inline", "html_block", "link_open", "image", "code_inline", "code_block", "fence", "em_open", "s_open", "hr", "blockquote_open", "hardbreak", "softbreak"}
)  # fmt: skip


def _flat(text: str) -> str:
    return " ".join(clean(sound(text)).split())


def _words(inline: Token) -> str:
    return "".join(t.content for t in inline.children or [] if t.type in ("text", "text_special"))


def _all(tokens: Sequence[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from _all(token.children or [])


def _headings(tokens: Sequence[Token]) -> list[tuple[str, str]]:
    return [
        (token.tag, _words(tokens[n + 1]))
        for n, token in enumerate(tokens)
        if token.type == "heading_open"
    ]


def _tables(tokens: Sequence[Token]) -> list[list[list[str]]]:
    found: list[list[list[str]]] = []
    for n, token in enumerate(tokens):
        if token.type == "table_open":
            found.append([])
        elif token.type == "tr_open":
            found[-1].append([])
        elif token.type in ("td_open", "th_open"):
            found[-1][-1].append(_words(tokens[n + 1]))
    return found


def _lists(tokens: Sequence[Token]) -> list[str]:
    return [
        _words(tokens[n + 2]) for n, token in enumerate(tokens) if token.type == "list_item_open"
    ]


@pytest.mark.parametrize("i", range(3))
def test_headings_tables_and_lists_come_back(i: int) -> None:
    d = dossiers()[i]
    tokens = PARSER.parse(markdown(d).decode())
    assert _headings(tokens) == _expected_headings(d)
    *elements, evidence, sources = _tables(tokens)
    assert [len(t) - 1 for t in elements] == [len(f.elements) for f in d.findings]
    for table, finding in zip(elements, d.findings, strict=True):
        assert [row[0] for row in table[1:]] == [_flat(e.question) for e in finding.elements]
        assert [row[2] for row in table[1:]] == [
            str(e.independent_lines) for e in finding.elements
        ]
    assert [row[0] for row in evidence[1:]] == [e.number for e in d.exhibits]
    assert [row[2] for row in evidence[1:]] == [_flat(e.passage) for e in d.exhibits]
    assert [row[1] for row in sources[1:]] == [_flat(s.title) for s in d.sources]
    assert [row[5] for row in sources[1:]] == [s.sha256 for s in d.sources]
    assert all(len(row) == len(t[0]) for t in (*elements, evidence, sources) for row in t)
    items = _lists(tokens)
    for text in (*d.not_checked, *d.method):
        assert _flat(text) in items


def _expected_headings(d: Dossier) -> list[tuple[str, str]]:
    return [
        ("h1", _flat(d.title)),
        ("h2", "Answer"),
        *(("h2", f"Finding: {_flat(f.title)}".strip()) for f in d.findings),
        *([("h2", "Tallies")] if d.tallies else []),
        *(
            ("h2", name)
            for name in ("Independence", "Evidence", "Sources", "Not checked", "Method")
        ),
    ]


@pytest.mark.parametrize("i", range(3))
def test_no_word_of_a_source_becomes_a_link_or_a_tag(i: int) -> None:
    tokens = list(_all(PARSER.parse(markdown(dossiers()[i]).decode())))
    assert ACTIVE.isdisjoint(t.type for t in tokens)


@settings(deadline=None, max_examples=300)
@given(
    st.text(max_size=80) | st.text("\\`*_{}[]()<>#+-.!|~$&:@=\"'0123456789 ax\n\t;/w", max_size=40)
)
@example("10. of March")
@example("2024) was")
@example("=== or ---")
@example("&lt;b&gt; &#60;")
@example("a\u2028b    c")
def test_words_are_read_as_they_were_written(text: str) -> None:
    flat = _flat(text)
    for lead, find in (
        ("", lambda t: [_words(x) for x in t if x.type == "inline"]),
        ("- ", _lists),
        ("# ", lambda t: [w for _, w in _headings(t)]),
        (
            "| a |\n|---|\n| ",
            lambda t: [w for table in _tables(t) for row in table[1:] for w in row],
        ),
    ):
        end = " |" if lead.startswith("|") else ""
        tokens = PARSER.parse(f"{lead}{inert(text)}{end}\n")
        assert ACTIVE.isdisjoint(x.type for x in _all(tokens))
        assert find(tokens) == ([flat] if flat or lead else []), lead


@settings(deadline=None, max_examples=30)
@given(st.text(max_size=40))
def test_any_words_leave_the_structure_as_it_is(words: str) -> None:
    made = full(words or "x")
    tokens = PARSER.parse(markdown(made).decode())
    assert _headings(tokens) == _expected_headings(made)
    assert len(_tables(tokens)) == len(made.findings) + 2
    assert ACTIVE.isdisjoint(t.type for t in _all(tokens))


def test_a_hostile_title_stays_one_heading() -> None:
    made = full(HOSTILE + "\n# other\n\n---\n<b>")
    assert _headings(PARSER.parse(markdown(made).decode()))[0] == ("h1", _flat(made.title))
