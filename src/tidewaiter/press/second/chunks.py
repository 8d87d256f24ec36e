"""Parts of a document that are short enough to ask about, cut between paragraphs."""

from __future__ import annotations

import re
from dataclasses import dataclass

LONGEST = 4000  # code points: 1,000 tokens to read, some 8,000 to answer with

_STOP = re.compile(r"[.!?…][\"'”’)\]]*\s+")


@dataclass(frozen=True, slots=True)
class Chunk:
    """A stretch of a document's normalised text, ``text == document[start:start + len(text)]``."""

    text: str
    start: int

    @property
    def end(self) -> int:
        """Return where it ends in the document, exclusive."""
        return self.start + len(self.text)


def chunks(text: str, *, longest: int = LONGEST) -> tuple[Chunk, ...]:
    r"""Cut a text into parts that together hold every word of it, in order.

    A paragraph longer than a part is cut after a sentence, else at a blank, else where it must be.

    Args:
        text: Normalised text.
        longest: Most code points of a part, at least 1.

    >>> [(c.start, c.text) for c in chunks("One.\nTwo.\nThree.", longest=10)]
    [(0, 'One.\nTwo.\n'), (10, 'Three.')]
    """
    out, start = [], 0
    while start < len(text):
        end = _end(text, start, longest)
        if text[start:end].strip():
            out.append(Chunk(text[start:end], start))
        start = end
    return tuple(out)


def _end(text: str, start: int, longest: int) -> int:
    limit = start + longest
    if limit >= len(text):
        return len(text)
    border = text.rfind("\n", start, limit)
    if border >= start:
        return border + 1
    stops = [stop.end() for stop in _STOP.finditer(text, start, limit)]
    if stops:
        return stops[-1]
    blank = text.rfind(" ", start, limit)
    return blank + 1 if blank >= start else limit
