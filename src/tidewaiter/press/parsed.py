"""A parse as plain objects: what the extractors ask of a token, several times faster than spaCy's own.

Each question to a spaCy token makes objects and looks strings up; the extractors put hundreds to each
token. So the answers are taken once, all of a paragraph's in one array. Names and meanings are those
of spaCy; only what is used is here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from spacy.strings import StringStore
    from spacy.tokens import Doc, Token

_NAMES = ("ORTH", "LOWER", "LEMMA", "TAG", "POS", "DEP", "ENT_TYPE")
_NUMBERS = ("IDX", "HEAD", "SPACY", "SENT_START", "IS_PUNCT", "IS_QUOTE", "IS_SPACE", "LIKE_NUM")
_HEADS_OF_CHUNKS = frozenset(
    ["oprd", "nsubj", "dobj", "nsubjpass", "pcomp", "pobj", "dative", "appos", "attr", "ROOT"]
)


def parsed(doc: Doc, strings: Strings) -> Doc:
    """Return a parse that answers as ``doc`` does, and does not change with it any more.

    Its tokens are equal only to themselves; ``doc`` must live as long.

    Args:
        doc: What spaCy made.
        strings: Its model's; one object for all paragraphs of a document.
    """
    return cast("Doc", _Doc(doc, strings))


def tokens(doc: Doc) -> list[Token]:
    """Return a parse's tokens as a list, which gives a token faster than the parse does."""
    return cast("list[Token]", cast("_Doc", doc).tokens)


def source(token: Token) -> Token:
    """Return spaCy's own token, for what only spaCy can do with it."""
    ours = cast("_Token", token)
    return cast("Token", ours.doc.source[ours.i])


class Strings(dict[int, str]):
    """Number of a string → the string; it must live no longer than the model's store keeps them."""

    def __init__(self, store: StringStore) -> None:
        super().__init__()
        self._store = store

    def __missing__(self, key: int) -> str:
        found = self[key] = self._store[key]
        return found


class _Token:
    """See :class:`spacy.tokens.Token`; children and subtrees are sequences."""

    __slots__ = (
        "_subtree", "children", "dep_", "doc", "ent_type_", "head", "i", "idx", "is_punct", "is_quote",
        "is_sent_start", "is_space", "lefts", "lemma_", "like_num", "lower_", "pos_", "rights", "tag_",
        "text", "whitespace_",
    )  # fmt: skip

    def __init__(self, doc: _Doc, i: int, names: Sequence[str], numbers: Sequence[int]) -> None:
        self.doc, self.i = doc, i
        (
            self.text, self.lower_, self.lemma_, self.tag_, self.pos_, self.dep_, self.ent_type_,
        ) = names  # fmt: skip
        self.idx, _, spaced, started, punctuation, quote, space, number = numbers
        self.whitespace_ = " " if spaced else ""
        self.is_sent_start = started == 1
        self.is_punct, self.is_quote = punctuation == 1, quote == 1
        self.is_space, self.like_num = space == 1, number == 1
        self.head = self
        self.children: Sequence[_Token] = ()
        self.lefts: Sequence[_Token] = ()
        self.rights: Sequence[_Token] = ()
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
        """The token nearest to the sentence's root, the first of several."""
        inside = self.doc.tokens[self.start : self.end]
        for token in inside:
            if token.head is token:
                return token
        tops = [t for t in inside if not self.start <= t.head.i < self.end]
        if len(tops) == 1:
            return tops[0]
        return min(tops, key=_depth, default=inside[0])


def _depth(token: _Token) -> int:
    """Steps to the root; marks and white space without children count as the farthest."""
    if (token.is_space or token.is_punct) and not token.children:
        return len(token.doc.tokens) - 1
    return sum(1 for _ in token.ancestors)


class _Doc:
    """See :class:`spacy.tokens.Doc`."""

    __slots__ = ("ents", "sents", "source", "text", "tokens", "user_data")

    def __init__(self, doc: Any, strings: Strings) -> None:
        self.source = doc
        self.text: str = doc.text
        self.user_data: dict[object, object] = {}
        words = [[strings[key] for key in row] for row in doc.to_array(_NAMES).tolist()]
        numbers = doc.to_array(_NUMBERS).astype("int64").tolist()
        self.tokens = [
            _Token(self, i, *answers) for i, answers in enumerate(zip(words, numbers, strict=True))
        ]
        self._hang([row[1] for row in numbers])
        self.ents = [_Span(self, e.start, e.end, e.label_) for e in doc.ents]
        starts = [t.i for t in self.tokens if t.is_sent_start or t.i == 0]
        ends = [*starts[1:], len(self.tokens)]
        self.sents = [_Span(self, a, b) for a, b in zip(starts, ends, strict=False)]

    def _hang(self, steps: list[int]) -> None:
        """Hang each token on its head, so many tokens on."""
        lefts: dict[int, list[_Token]] = {}
        rights: dict[int, list[_Token]] = {}
        for token, step in zip(self.tokens, steps, strict=True):
            if step:
                head = token.i + step
                token.head = self.tokens[head]
                (lefts if step > 0 else rights).setdefault(head, []).append(token)
        for head in lefts.keys() | rights.keys():  # most words have nothing below them
            token, left, right = self.tokens[head], lefts.get(head, []), rights.get(head, [])
            token.lefts, token.rights, token.children = left, right, left + right

    def __len__(self) -> int:
        return len(self.tokens)

    def __iter__(self) -> Iterator[_Token]:
        return iter(self.tokens)

    def __getitem__(self, at: int | slice) -> _Token | _Span:
        if isinstance(at, int):
            return self.tokens[at]
        start, end, _ = at.indices(len(self.tokens))
        return _Span(self, start, end)

    @property
    def noun_chunks(self) -> Iterator[_Span]:
        """Flat noun phrases, by the tags as they are now."""
        edges, end = self._left_edges(), -1
        for token in self.tokens:
            named = token.pos_ in ("NOUN", "PROPN", "PRON")
            if named and edges[token.i] > end and _heads_chunk(token):
                end = token.i
                yield _Span(self, edges[token.i], end + 1)

    def _left_edges(self) -> list[int]:
        """Index of the first token below each token, itself included."""
        edges = list(range(len(self.tokens)))
        for token in self.tokens:
            at = token.head
            while edges[at.i] > token.i:
                edges[at.i] = token.i
                at = at.head
        return edges


def _heads_chunk(token: _Token) -> bool:
    if token.dep_ == "conj":
        token = token.head
        while token.dep_ == "conj" and token.head.i < token.i:
            token = token.head
    return token.dep_ in _HEADS_OF_CHUNKS
