from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tidewaiter.model.claims import Claim
from tidewaiter.press import as_contract
from tidewaiter.press.extract import claims
from tidewaiter.press.marked import marked
from tidewaiter.press.normalise import normalise
from tidewaiter.press.read import read

DAY = date(2025, 6, 5)
ARTICLE = """The harbour office said that the Tern Harbour carried up to 40 containers from Alder last year.

Lantern Shipping denied that its ship had called there.
"""


def _claims(text: str, published: date | None = DAY) -> tuple[Claim, ...]:
    document = normalise(read(text.encode("utf-8", "replace"), "a.txt"))
    found = claims(
        document, published=published, publisher=None, title=None, path="a.txt", sha256="0" * 64
    )
    for claim in found:
        for span in (claim.content, claim.sentence, claim.cue):
            assert span is None or document.text[span.start : span.end] == span.text
    return found


def test_who_says_what_how_much_and_when() -> None:
    first, second = _claims(ARTICLE)
    assert first.speaker is not None
    assert first.speaker.name == "harbour office"
    assert [(q.low, q.high, q.unit) for q in first.quantities] == [(0, 40, "containers")]
    assert first.event_time is not None
    assert (first.event_time.start_date, first.event_time.end_date) == (
        date(2024, 1, 1),
        date(2024, 12, 31),
    )
    assert (second.act, second.polarity) == ("deny", "negative")


def test_without_a_day_of_publication_last_year_stays_unknown() -> None:
    assert _claims(ARTICLE, None)[0].event_time is None


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=200))
def test_no_text_makes_it_fail(text: str) -> None:
    if text.strip() and "\0" not in text:
        _claims(text)


@settings(deadline=None, max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(["It rained.", "Officials said that 12 ships sank.", "“Never,” he said.", '"'])
)
def test_a_paragraph_more_changes_no_claim_before_it(more: str) -> None:
    before = _claims(ARTICLE)
    after = _claims(f"{ARTICLE}\n{more}\n")
    assert [(c.content, c.speaker, c.act) for c in after[: len(before)]] == [
        (c.content, c.speaker, c.act) for c in before
    ]


def test_the_same_text_gives_the_same_ids() -> None:
    assert [c.claim_id for c in _claims(ARTICLE)] == [c.claim_id for c in _claims(ARTICLE)]


def test_marks_stand_around_contents() -> None:
    found = _claims(ARTICLE)
    text = marked(ARTICLE, found)
    assert text.count("⟦") == len(found)
    for claim in found:
        assert claim.content.text in text


@pytest.fixture(scope="module")
def seed(shared: Path) -> list[dict[str, object]]:
    text = (shared / "articles/pyongyang-2025-06-05.txt").read_bytes()
    document = normalise(read(text, "a.txt"))
    assert document.text == text.decode()
    found = claims(
        document, published=DAY, publisher="TRT World", title=None, path="a.txt", sha256="0" * 64
    )
    return [as_contract(claim) for claim in found]


def test_the_seed_article_keeps_the_contract(seed: list[dict[str, object]], shared: Path) -> None:
    schema = json.loads((shared / "contracts/claims.schema.json").read_text())
    for claim in seed:
        jsonschema.validate(claim, schema)


def test_the_seed_article_gives_at_least_18_of_its_25_claims(
    seed: list[dict[str, object]], shared: Path, tmp_path: Path
) -> None:
    predicted = tmp_path / "p.jsonl"
    predicted.write_text("".join(json.dumps(claim) + "\n" for claim in seed))
    gold = shared / "articles/pyongyang-2025-06-05.gold.jsonl"
    command = [sys.executable, str(shared / "tools/score_claims.py"), str(gold), str(predicted)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    recall = float(done.stdout.split(" R=")[1].split()[0])
    precision = float(done.stdout.split(" P=")[1].split()[0])
    assert recall >= 18 / 25
    assert precision >= 0.8


def test_the_two_figures_of_the_seed_article_are_right(seed: list[dict[str, object]]) -> None:
    from typing import Any

    by_figure: dict[str, Any] = {q["text"]: c for c in seed for q in c["quantities"]}  # type: ignore[attr-defined]
    nine = next(c for text, c in by_figure.items() if "nine million" in text)
    six = next(c for text, c in by_figure.items() if "600" in text)
    assert [(q["low"], q["high"]) for q in nine["quantities"]] == [(0, 9000000)]
    assert "monitoring group" in nine["speaker"]["name"]
    assert (nine["event_time"]["start_date"], nine["event_time"]["end_date"]) == (
        "2024-01-01",
        "2024-12-31",
    )
    assert six["speaker"]["name"] == "Lee Seong-kweun"
    assert [p["name"] for p in six["cites"]] == ["intelligence sources"]
    assert (six["quantities"][0]["low"], six["quantities"][0]["high"]) == (540, 660)
