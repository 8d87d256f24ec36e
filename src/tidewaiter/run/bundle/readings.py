"""The ways in which one text may be read: formats write the same words in several."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator

_ESCAPED = re.compile(r"\\(?:u[0-9a-fA-F]{4}|[nrt/])")
_PERCENT = re.compile(r"(?:%[0-9a-fA-F]{2})+")
_TAG = re.compile(r"<[^<>]*>")


def readings(text: str) -> Iterator[str]:
    """Yield a text: as it is, and without what HTML, JSON and addresses do to words."""
    yield text
    if "\\" in text:
        yield _ESCAPED.sub(" ", text)
        yield _unescaped(text)
    if "&" in text:
        yield html.unescape(text)
    if "%" in text:
        yield _PERCENT.sub(_octets, text)


def bare(text: str) -> Iterator[str]:
    """Yield a text of HTML or XML without its tags, which may stand within words or between them."""
    if "<" in text:
        yield html.unescape(_TAG.sub(" ", text))
        yield html.unescape(_TAG.sub("", text))


def _octets(match: re.Match[str]) -> str:
    return bytes.fromhex(match[0].replace("%", "")).decode("utf-8", "replace")


def _unescaped(text: str) -> str:
    """Undo the escapes of JSON; halves of surrogate pairs stay what they are."""

    def one(match: re.Match[str]) -> str:
        said = json.loads(f'"{match[0]}"')
        return str(said)

    return re.sub(r"(?:\\u[0-9a-fA-F]{4})+|\\[nrt/]", one, text)
