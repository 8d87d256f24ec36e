"""Where quotation marks open and close; marks of every style were made plain by the parse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tidewaiter.press.marks import doubles

if TYPE_CHECKING:
    from spacy.tokens import Doc


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
    if '"' not in text:
        return ()
    at = {t.idx: t.i for t in doc}
    out = []
    for a, b in doubles(text):
        first, last = at.get(a), at.get(b, len(doc) if b >= len(text) else None)
        if first is not None and last is not None and last > first + 1:
            out.append((first, last))
    return tuple(out)
