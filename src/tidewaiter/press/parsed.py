"""A parse as plain objects: what the extractors ask of a token, several times faster than spaCy's own.

Each question to a spaCy token makes objects and looks strings up; the extractors put hundreds to each
token. So the answers are taken once. Names and meanings are those of spaCy; only what is used is here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from spacy.tokens import Doc


def parsed(doc: Doc) -> Doc:
    """Return a parse that answers as ``doc`` does, and does not change with it any more.

    Its tokens are equal only to themselves; ``doc`` must live as long.
    """
    return cast("Doc", _Doc(doc))


class _Token:
    """See :class:`spacy.tokens.Token`; children and subtrees are lists."""

    __slots__ = (
        "_subtree", "children", "dep_", "doc", "ent_type_", "head", "i", "idx", "is_punct", "is_quote",
        "is_sent_start", "is_space", "lefts", "lemma_", "like_num", "lower_", "pos_", "rights", "tag_",
        "text", "text_with_ws", "whitespace_",
    )  # fmt: skip

    def __init__(self, doc: _Doc, token: Any) -> None:
        self.doc = doc
        self.i: int = token.i
        self.idx: int = token.idx
        self.text: str = token.text
        self.whitespace_: str = token.whitespace_
        self.text_with_ws = self.text + self.whitespace_
        self.lower_: str = token.lower_
        self.lemma_: str = token.lemma_
        self.tag_: str = token.tag_
        self.pos_: str = token.pos_
        self.dep_: str = token.dep_
        self.ent_type_: str = token.ent_type_
        self.is_punct: bool = token.is_punct
        self.is_quote: bool = token.is_quote
        self.is_space: bool = token.is_space
        self.is_sent_start: bool = token.is_sent_start
        self.like_num: bool = token.like_num
        self.head = self
        self.children: list[_Token] = []
        self.lefts: list[_Token] = []
        self.rights: list[_Token] = []
        self._subtree: list[_Token] | None = None

    def __len__(self) -> int:
        return len(self.text)

    def __str__(self) -> str:
        return self.text

    def __lt__(self, other: _Token) -> bool:
        return self.i < other.i

    def nbor(self, step: int = 1) -> _Token:
        if self.i + step < 0:
            raise IndexError("no token there")
        return self.doc.tokens[self.i + step]

    @property
    def subtree(self) -> list[_Token]:
        if self._subtree is None:
            found: list[_Token] = []
            ahead = [(self, False)]
            while ahead:  # no recursion: a hostile text hangs a thousand words on each other
                token, opened = ahead.pop()
                if opened:
                    found.append(token)
                    continue
                ahead += [(child, False) for child in reversed(token.rights)]
                ahead.append((token, True))
                ahead += [(child, False) for child in reversed(token.lefts)]
            self._subtree = found
        return self._subtree

    @property
    def ancestors(self) -> Iterator[_Token]:
        at = self
        while at.head is not at:
            at = at.head
            yield at

    @property
    def sent(self) -> _Span:
        return next(s for s in self.doc.sents if s.start <= self.i < s.end)


class _Span:
    """See :class:`spacy.tokens.Span`."""

    __slots__ = ("doc", "end", "label_", "start")

    def __init__(self, doc: _Doc, start: int, end: int, label: str = "") -> None:
        self.doc, self.start, self.end, self.label_ = doc, start, max(start, end), label

    def __len__(self) -> int:
        return self.end - self.start

    def __iter__(self) -> Iterator[_Token]:
        return iter(self.doc.tokens[self.start : self.end])

    def __getitem__(self, at: int) -> _Token:
        return self.doc.tokens[self.start : self.end][at]

    @property
    def text(self) -> str:
        return self.doc.text[self.start_char : self.end_char] if self.end > self.start else ""

    @property
    def start_char(self) -> int:
        return self.doc.tokens[self.start].idx

    @property
    def end_char(self) -> int:
        last = self.doc.tokens[self.end - 1]
        return last.idx + len(last.text)

    @property
    def root(self) -> _Token:
        at: int = self.doc.source[self.start : self.end].root.i
        return self.doc.tokens[at]


class _Doc:
    """See :class:`spacy.tokens.Doc`."""

    __slots__ = ("ents", "sents", "source", "text", "tokens", "user_data")

    def __init__(self, doc: Any) -> None:
        self.source = doc
        self.text: str = doc.text
        self.user_data: dict[object, object] = {}
        self.tokens = [_Token(self, token) for token in doc]
        for ours, theirs in zip(self.tokens, doc, strict=True):
            head = self.tokens[theirs.head.i]
            ours.head = head
            if head is not ours:
                (head.lefts if ours.i < head.i else head.rights).append(ours)
        for ours in self.tokens:
            ours.children = [*ours.lefts, *ours.rights]
        self.ents = [_Span(self, e.start, e.end, e.label_) for e in doc.ents]
        self.sents = [_Span(self, s.start, s.end) for s in doc.sents]

    def __len__(self) -> int:
        return len(self.tokens)

    def __iter__(self) -> Iterator[_Token]:
        return iter(self.tokens)

    def __getitem__(self, at: int | slice) -> _Token | _Span:
        if isinstance(at, slice):
            start, end, _ = at.indices(len(self.tokens))
            return _Span(self, start, end)
        return self.tokens[at]

    @property
    def noun_chunks(self) -> list[_Span]:
        return [_Span(self, c.start, c.end) for c in self.source.noun_chunks]
