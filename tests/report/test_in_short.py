from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.report.pages import doubted, filled

from tidewaiter.model.dossier import LineRow
from tidewaiter.report.in_short import in_short, latest
from tidewaiter.report.places import places


def _said(dossier: object) -> list[str]:
    sentences = in_short(dossier, places(dossier).label)  # type: ignore[arg-type]
    return ["".join(part.words for part in sentence) for sentence in sentences]


def test_voices_and_doubts_are_counted_apart_from_origins() -> None:
    spoken = (LineRow("A government", ("st0", "st2")), LineRow("Another", ("st1",)))
    dossier = doubted(replace(filled("plain", claims=12), lines=spoken), ("c0", "c4"))
    assert (
        "12 claims go back to 3 origins, which make 2 independent lines, at least 1 line if every "
        "doubt holds."
    ) in _said(dossier)


def test_claims_out_of_one_document_are_said_to_be() -> None:
    (said,) = [s for s in _said(filled("plain", claims=12)) if s.startswith("All of them")]
    assert said.startswith("All of them were read in S1")


def test_a_case_without_claims_says_nothing_of_them() -> None:
    empty = replace(filled("plain", claims=0, events=0), meetings=(), tallies=())
    assert not [s for s in _said(empty) if "claim" in s and "origin" in s]


def test_every_place_that_a_sentence_leads_to_is_on_the_page() -> None:
    from tidewaiter.report.as_html import as_html

    dossier = filled("plain", claims=12)
    page = as_html(dossier)
    parts = [p for s in in_short(dossier, places(dossier).label) for p in s if p.label]
    assert parts
    for part in parts:
        assert f'id="{part.label}"' in page


def test_the_latest_day_is_of_what_was_said_or_happened() -> None:
    assert (latest(filled("plain", claims=12)) or date.min) >= date(2024, 1, 12)
