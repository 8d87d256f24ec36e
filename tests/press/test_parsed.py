"""The plain copy of a parse and the model's rules give what spaCy's own give."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidewaiter.press.parse import lemmas, model, rules
from tidewaiter.press.parsed import Strings, parsed

ARTICLES = sorted((Path(__file__).parent / "articles").glob("*.txt"))
ANSWERS = (
    "text", "lower_", "lemma_", "tag_", "pos_", "dep_", "ent_type_", "i", "idx", "is_punct",
    "is_quote", "is_space", "like_num", "whitespace_",
)  # fmt: skip
WORDS = st.sampled_from(
    ["He", "said", "it", "ain't", "the", "ship", ",", '"', "40", "let's", "gonna", "is", "  ", "I", "did", "-"]
)  # fmt: skip


def lines(path: Path) -> list[str]:
    return [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


@pytest.mark.parametrize("path", ARTICLES, ids=lambda p: p.stem)
def test_a_copy_answers_as_the_parse_does(path: Path) -> None:
    strings = Strings(model().vocab.strings)
    for doc in model().pipe(lines(path)):
        copy = parsed(doc, strings)
        for theirs, ours in zip(doc, copy, strict=True):
            assert [getattr(ours, a) for a in ANSWERS] == [getattr(theirs, a) for a in ANSWERS]
            assert ours.head.i == theirs.head.i
            for many in ("children", "lefts", "rights", "subtree", "ancestors"):
                assert [t.i for t in getattr(ours, many)] == [t.i for t in getattr(theirs, many)]
        for spans in ("sents", "ents", "noun_chunks"):
            assert [(s.start, s.end, s.root.i, s.text) for s in getattr(copy, spans)] == [
                (s.start, s.end, s.root.i, s.text) for s in getattr(doc, spans)
            ]


@settings(deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=12).map(" ".join))
def test_the_rules_set_what_the_models_own_set(text: str) -> None:
    theirs = model()(text)
    with model().select_pipes(disable=["attribute_ruler", "lemmatizer"]):
        ours = model()(text)
    rules()(ours)
    lemmas()(ours)
    for answer in ("tag_", "pos_", "dep_", "lemma_", "morph"):
        assert [str(getattr(t, answer)) for t in ours] == [str(getattr(t, answer)) for t in theirs]
