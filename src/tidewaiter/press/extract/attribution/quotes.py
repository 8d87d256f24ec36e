"""Where quotation marks open and close; marks of every style were made plain by the parse."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

_OPENS = re.compile(r"""(?:^|(?<=[\s(\[—–:/-]))"(?=\S)|(?<=[\s"'])"(?=[\w.'])""")
_SINGLE_OPENS = re.compile(r"(?:^|(?<=[\s(\[—–\"]))'(?=[A-Za-z])")
_SINGLE_CLOSES = re.compile(r"(?<=[\w.,!?…])'(?=[\s.,;:!?)\]—–\"]|$)")


def quotations(doc: Doc) -> tuple[tuple[int, int], ...]:
    """Return ``(opening, closing)`` token indices of a paragraph's quotations, outermost only.

    A quotation that never closes ends with the paragraph: its closing index is ``len(doc)``.
    """
    kept: tuple[tuple[int, int], ...] | None = doc.user_data.get("quotations")
    if kept is None:
        kept = doc.user_data["quotations"] = _found(doc)
    return kept


def _found(doc: Doc) -> tuple[tuple[int, int], ...]:
    text = doc.text
    if '"' not in text and "'" not in text:
        return ()
    at = {t.idx: t.i for t in doc}
    spans = _double(text)
    spans += [s for s in _single(text) if not any(a < s[0] < b for a, b in spans)]
    out = []
    for a, b in sorted(spans):
        first, last = at.get(a), at.get(b, len(doc) if b >= len(text) else None)
        if first is not None and last is not None and last > first + 1:
            out.append((first, last))
    return tuple(out)


def _double(text: str) -> list[tuple[int, int]]:
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


def _single(text: str) -> list[tuple[int, int]]:
    spans, end = [], 0
    for mark in _SINGLE_OPENS.finditer(text):
        if mark.start() < end:
            continue
        closes = [c.start() for c in _SINGLE_CLOSES.finditer(text, mark.end())]
        # "the owners' ships" closes nothing while a later mark may
        firm = [c for c in closes if text[c - 1] != "s" or c == closes[-1]]
        if firm:
            end = firm[0]
            spans.append((mark.start(), end))
    return spans
