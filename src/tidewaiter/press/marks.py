"""Quotation marks of every style, made plain one for one, so that style changes nothing that is found."""

from __future__ import annotations

import re

_PLAIN = str.maketrans(dict.fromkeys("“”„‟«»", '"') | dict.fromkeys("‘’‚‛‹›", "'"))
_OPENS = re.compile(r"""(?:^|(?<=[\s(\[—–:/-]))"(?=\S)|(?<=[\s"'])"(?=[\w.'])""")
#: No word that drops its first letters, such as "'em" and "'twas", opens a quotation.
_SINGLE_OPENS = re.compile(
    r"(?:^|(?<=[\s(\[—–\"]))'(?!(?:em|til|tis|twas|cause|bout|round|n)\b)(?=[\w.\"])",
    re.IGNORECASE,
)
_SINGLE_CLOSES = re.compile(r"(?<=[\w.,!?…)\"])'(?=[\s.,;:!?)\]—–\"]|$)")
#: A quotation that is closed in a later paragraph.
_GOES_ON = re.compile(r"^'|(?<=[:,] )'(?=[A-ZÀ-Þ])")
#: Behind "the owners'" stands what they own, and none of these.
_NO_OWNED = re.compile(
    r"\s+(?:a|an|and|are|as|at|because|but|by|for|from|had|has|have|he|if|in|is|it|of|on|or|said|says|she|"
    r"that|the|they|to|told|was|were|when|where|which|while|who|with|would)\b|[^\w\s]|\s*$|\s+[^\w\s]"
)


def plain(text: str) -> str:
    r"""Return a paragraph with ``"`` for every outer quotation mark, character for character.

    Single marks become double ones where they are the outer ones, and what they hold the inner
    ones; an apostrophe stays.

    >>> plain("‘It’s “over”,’ he said")
    '"It\'s \'over\'," he said'
    >>> plain("«The owners’ ships»")
    '"The owners\' ships"'
    """
    text = text.translate(_PLAIN)
    if "'" not in text:
        return text
    letters = list(text)
    for opened, closed in _singles(text, doubles(text)):
        for at in range(opened + 1, min(closed, len(text))):
            if text[at] == '"':
                letters[at] = "'"
        letters[opened] = '"'
        if closed < len(text):
            letters[closed] = '"'
    return "".join(letters)


def doubles(text: str) -> list[tuple[int, int]]:
    """Return ``(opening, closing)`` offsets of the double quotations of a plain paragraph.

    One that never closes ends with the paragraph.
    """
    spans, opened = [], None
    for mark in re.finditer('"', text):
        opening = _OPENS.match(text, mark.start()) is not None
        if opened is None and opening:
            opened = mark.start()
        elif opened is not None and (not opening or mark.start() == len(text) - 1):
            spans.append((opened, mark.start()))
            opened = None
        elif opened is not None:
            opened = mark.start()  # the earlier one was never closed
    if opened is not None:
        spans.append((opened, len(text)))
    return spans


def _singles(text: str, inner: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Single quotations that stand in no double one."""
    closes = [c.start() for c in _SINGLE_CLOSES.finditer(text)]
    spans, end, at = [], -1, 0
    for mark in _SINGLE_OPENS.finditer(text):
        first = mark.start()
        if first <= end or any(a < first < b for a, b in inner):
            continue
        while at < len(closes) and closes[at] <= first:
            at += 1
        close = _close(text, closes[at:])
        if close is None and _GOES_ON.match(text, first):
            close = len(text)
        if close is not None:
            end = close
            spans.append((first, end))
    return spans


def _close(text: str, closes: list[int]) -> int | None:
    """Which mark closes: "the owners' ships" closes nothing while a later mark may."""
    firm = (c for c in closes if text[c - 1] not in "sS" or _NO_OWNED.match(text, c + 1))
    return next(firm, closes[-1] if closes else None)
