"""One speaker under several names is one line of evidence, whoever counts."""

from __future__ import annotations

import pytest
from tests.builders import claim

from tidewaiter.assess.lines import independent
from tidewaiter.geo.ports import bundled
from tidewaiter.model.claims import Claim
from tidewaiter.model.stories import Story
from tidewaiter.run.findings import Evidence, records
from tidewaiter.run.intake import Intake


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


def test_initials_of_two_bodies_stand_for_neither() -> None:
    told = [
        claim("a", speaker="KCNA"),
        claim("b", speaker="Korean Central News Agency", document="d2"),
        claim("c", speaker="Korean Coal News Association", document="d3"),
    ]
    assert _lines(*told) == 3
