from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest
from tests.builders import claim, sighting

from tidewaiter.model.claims import Claim
from tidewaiter.model.evidence import Reject
from tidewaiter.model.records import as_json, from_json
from tidewaiter.model.sightings import Sighting


@pytest.mark.parametrize(
    ("kind", "record"),
    [
        (Claim, claim("a", figure=(0, None, 9e6), window=(date(2024, 1, 1), None))),
        (Sighting, sighting("Rajin", datetime(2023, 9, 7, tzinfo=UTC))),
        (Reject, Reject("a.csv", 3, "latitude 91 is outside -90…90")),
    ],
)
def test_a_record_comes_back_from_json_as_it_was(kind: type, record: object) -> None:
    assert from_json(kind, json.loads(json.dumps(as_json(record)))) == record


def test_what_a_record_cannot_hold_is_refused() -> None:
    with pytest.raises(TypeError, match="set"):
        as_json({1, 2})
