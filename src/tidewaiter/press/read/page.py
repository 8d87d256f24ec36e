"""The blocks of words in an HTML page, with the bytes of each character.

A scan of our own, for no parser at hand says where in the file a character stood. It takes time
in proportion to the page whatever the page holds, and knows no depth.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from tidewaiter.press.read.trail import Trail

#: Elements that part blocks of words, with HTML's own list at its core.
_BLOCK = frozenset(
    ("address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "details", "dialog",
     "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4",
     "h5", "h6", "head", "header", "hgroup", "hr", "html", "iframe", "legend", "li", "main", "menu", "nav",
     "ol", "option", "p", "pre", "section", "select", "summary", "table", "tbody", "td", "tfoot", "th",
     "thead", "title", "tr", "ul", "video", "audio", "picture", "img", "button", "textarea")
)  # fmt: skip
#: Elements of which nothing is shown, up to their closing tag.
_UNSEEN = (
    "script",
    "style",
    "noscript",
    "template",
    "svg",
    "math",
    "title",
    "textarea",
    "iframe",
    "object",
    "xmp",
)
#: Elements that hold no elements, whatever their text looks like.
_FLAT = frozenset({"script", "style", "title", "textarea", "xmp"})
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*'|<)*?)>")
_TAG_HEAD = re.compile(r"</?[a-zA-Z]")
_REFERENCE = re.compile(r"&(?:#\d{1,7};?|#[xX][0-9a-fA-F]{1,6};?|[a-zA-Z][a-zA-Z0-9]{1,31};?)")
_HIDDEN = re.compile(r"\shidden(?=[\s=/>]|$)|aria-hidden\s*=\s*[\"']?true", re.IGNORECASE)


@dataclass(frozen=True, slots=True, eq=False)
class PageBlock:
    """A run of words between two tags that part blocks.

    Attributes:
        text: The words, blanks folded.
        trail: Source of each character, in the page's text.
        tag: The innermost element of a block kind in which it stands.
        inside: Names of the elements that were open, outermost first.
    """

    text: str
    trail: Trail
    tag: str
    inside: tuple[str, ...]


def page_blocks(page: str) -> Iterator[PageBlock]:
    """Yield the blocks of a page, in the order of the page.

    Args:
        page: The page's text, decoded.
    """
    open_: list[str] = []
    letters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for kind, name, words, start, end in _tokens(page):
        if kind == "text":
            letters.append(words)
            many = len(words) == end - start
            starts += range(start, end) if many else [start] * len(words)
            ends += range(start + 1, end + 1) if many else [end] * len(words)
            continue
        if name not in _BLOCK:
            continue
        if made := _made("".join(letters), starts, ends, open_):
            yield made
        letters, starts, ends = [], [], []
        _step(open_, kind, name)
    if made := _made("".join(letters), starts, ends, open_):
        yield made


def _step(open_: list[str], kind: str, name: str) -> None:
    if kind == "close":
        if name in open_[-64:]:
            while open_.pop() != name:
                pass
    elif name not in ("br", "hr", "img"):
        if name == "p" and open_ and open_[-1] == "p":
            open_.pop()
        open_.append(name)


def _made(text: str, starts: list[int], ends: list[int], open_: list[str]) -> PageBlock | None:
    if not text.strip():
        return None
    kept: list[int] = []
    blank = True
    for at, letter in enumerate(text):
        if letter.isspace() and letter != "\xa0":
            if not blank:
                kept.append(at)
            blank = True
        else:
            kept.append(at)
            blank = False
    while kept and text[kept[-1]].isspace():
        kept.pop()
    words = "".join(" " if text[at].isspace() else text[at] for at in kept)
    trail = Trail(
        np.array([starts[at] for at in kept], np.int64),
        np.array([ends[at] for at in kept], np.int64),
    )
    tag = open_[-1] if open_ else "body"
    return PageBlock(words, trail, tag, tuple(open_[-24:])) if words else None


def _tokens(page: str) -> Iterator[tuple[str, str, str, int, int]]:
    """Yield ``(kind, tag name, words, start, end)``; kinds are text, open and close."""
    at, size = 0, len(page)
    never_closed: set[str] = set()
    while at < size:
        stop = page.find("<", at)
        stop = size if stop < 0 else stop
        yield from _words(page, at, stop)
        if stop == size:
            return
        if page.startswith(("<!", "<?"), stop):
            end = page.find("-->" if page.startswith("<!--", stop) else ">", stop + 2)
            if end < 0:
                return
            at = end + (3 if page.startswith("<!--", stop) else 1)
        elif _TAG_HEAD.match(page, stop):
            match = _TAG.match(page, stop)
            if match is None:
                return  # a tag that never closes: a browser shows nothing after it either
            at = match.end()
            name = match[2].lower()
            hidden = not match[1] and (name in _UNSEEN or _HIDDEN.search(match[3]))
            if hidden and name not in never_closed:
                behind = _behind(page, name, at, match[3])
                if behind is None:  # looking again from each of them would take for ever
                    never_closed.add(name)
                else:
                    at = behind
                if name in _BLOCK:
                    yield "open", "br", "", stop, at
            else:
                yield ("close" if match[1] else "open"), name, "", stop, at
        else:
            yield "text", "", "<", stop, stop + 1
            at = stop + 1


def _behind(page: str, name: str, at: int, attributes: str) -> int | None:
    """Where an element of which nothing is shown ends; None if it never does."""
    if attributes.rstrip().endswith("/") or name in ("br", "hr", "img", "input", "link", "meta"):
        return at
    flat = name in _FLAT
    depth = 1
    for match in re.compile(rf"<(/?){re.escape(name)}\b", re.IGNORECASE).finditer(page, at):
        depth += -1 if match[1] else int(not flat)
        if depth == 0:
            end = page.find(">", match.end())
            return len(page) if end < 0 else end + 1
    return len(page) if name in ("script", "style") else None


def _words(page: str, start: int, stop: int) -> Iterator[tuple[str, str, str, int, int]]:
    done = start
    for match in _REFERENCE.finditer(page, start, stop):
        words = html.unescape(match.group())
        if words == match.group():
            continue
        if match.start() > done:
            yield "text", "", page[done : match.start()], done, match.start()
        yield "text", "", words, match.start(), match.end()
        done = match.end()
    if stop > done:
        yield "text", "", page[done:stop], done, stop
