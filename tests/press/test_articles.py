"""Whole articles of eight kinds, invented for this, with gold claims beside them."""

from __future__ import annotations

import json

import pytest
from tests.press.scoring import ARTICLES, Score, read_article, score

ENTRIES = json.loads((ARTICLES / "index.json").read_text())


@pytest.fixture(scope="module")
def figures() -> Score:
    return score()


def test_claims_are_found(figures: Score) -> None:
    assert figures.gold == 230
    assert figures.f1 >= 0.95


@pytest.mark.parametrize(
    ("name", "least"),
    [("speaker", 0.88), ("act", 0.96), ("event", 0.66), ("certainty", 0.98), ("polarity", 0.97), ("quantities", 0.93), ("event_time", 0.94)],
)  # fmt: skip
def test_fields_are_right(figures: Score, name: str, least: float) -> None:
    assert figures.share(name) >= least


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda e: e["name"])
def test_spans_are_exact_and_ids_stable(entry: dict[str, str]) -> None:
    text, found = read_article(entry)
    for claim in found:
        spans = [claim.content, claim.sentence, claim.cue, claim.speaker, *claim.via, *claim.cites]
        for span in [s for s in spans if s is not None]:
            assert text[span.start : span.end] == span.text
        for quantity in claim.quantities:
            assert text[quantity.start : quantity.end] == quantity.text
        for place in claim.places:
            assert text[place.start : place.end] == place.text
        for role in claim.event.roles:
            assert role.start is None or role.end is None or text[role.start : role.end]
        assert {c.field for c in claim.confidence} >= {"content", "certainty", "polarity", "event"}
        assert all(0 < c.score < 1 and c.why for c in claim.confidence)
    again = read_article(entry)[1]
    assert [c.claim_id for c in again] == [c.claim_id for c in found]
    assert again == found
