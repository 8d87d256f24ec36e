"""One speaker under several names is one line of evidence, whoever counts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.builders import claim

from tidewaiter.assess.lines import independent
from tidewaiter.geo.ports import bundled
from tidewaiter.model.claims import Claim, Period
from tidewaiter.model.stories import Story
from tidewaiter.run.config import Case
from tidewaiter.run.figures import side_by_side
from tidewaiter.run.findings import Evidence, records
from tidewaiter.run.intake import Intake

WINDOW = (date(2024, 1, 1), date(2024, 1, 31))


def _lines(*claims: Claim) -> int:
    stories = tuple(Story(f"s{c.claim_id}", "", (c.claim_id,)) for c in claims)
    given = Evidence(claims, stories, {}, {}, ())
    return independent(records(bundled(), Intake(), given))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("KCNA", "Korean Central News Agency", 1),
        ("the DPRK", "North Korea", 1),
        ("Harbour Office", "the Harbour Office", 1),
        ("Harbour Office", "Customs Office", 2),
    ],
)
def test_one_voice_under_two_names_is_one_line(one: str, other: str, expected: int) -> None:
    assert _lines(claim("a", speaker=one), claim("b", speaker=other, document="d2")) == expected


@pytest.mark.parametrize(("other", "parties"), [("KCNA", 1), ("Customs Office", 2)])
def test_figures_of_one_voice_under_two_names_are_one_series(other: str, parties: int) -> None:
    said = [
        replace(
            claim(i, speaker=who, figure=(n, n, n), window=WINDOW, document=i),
            said_time=Period("", day, day),
        )
        for i, who, n, day in (
            ("a", "Korean Central News Agency", 1000, date(2024, 2, 1)),
            ("b", other, 3000, date(2024, 3, 1)),
        )
    ]
    found = side_by_side(Case(title="x"), said, (), {}, {"a": "s1", "b": "s2"})
    assert len(found.series) == (parties == 1)
    told = next((one.party for one in found.series), None)
    assert told in (None, "Korean Central News Agency")


def test_initials_of_two_bodies_stand_for_neither() -> None:
    told = [
        claim("a", speaker="KCNA"),
        claim("b", speaker="Korean Central News Agency", document="d2"),
        claim("c", speaker="Korean Coal News Association", document="d3"),
    ]
    assert _lines(*told) == 3
