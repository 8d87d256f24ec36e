from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest
from tests.builders import claim, sighting

from tidewaiter.model.claims import Claim
from tidewaiter.model.evidence import Locator, Reject
from tidewaiter.model.listings import (
    Identifier,
    ListedName,
    Listing,
    Ownership,
    Property,
    Sanction,
)
from tidewaiter.model.records import as_json, from_json
from tidewaiter.model.sightings import Sighting

LISTING = Listing(
    "id", "un-sc", "KPi.033", "Vessel", (ListedName("금산", "alias", "Hang"),),
    (Identifier("imoNumber", "9179842", True, "kp"),), ("kp",), "Korea",
    (Sanction("UN", "DPRK", ("port ban",), date(2017, 10, 3), None, "KPi.033"),),
    (Ownership("Sea Trade", "owner", "12"),), (Property("buildDate", "1998", "circa"),),
    None, Locator("ab", "rows", 2, 3), "77",
)  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "record"),
    [
        (Claim, claim("a", figure=(0, None, 9e6), window=(date(2024, 1, 1), None))),
        (Sighting, sighting("Rajin", datetime(2023, 9, 7, tzinfo=UTC))),
        (Listing, LISTING),
        (Reject, Reject("a.csv", 3, "latitude 91 is outside -90…90")),
    ],
)
def test_a_record_comes_back_from_json_as_it_was(kind: type, record: object) -> None:
    assert from_json(kind, json.loads(json.dumps(as_json(record)))) == record


def test_programmes_days_and_owners_follow_from_what_is_stored() -> None:
    assert LISTING.programs == ("DPRK",)
    assert LISTING.listed_on == date(2017, 10, 3)
    assert LISTING.owners == ("Sea Trade",)
    assert LISTING.values("buildDate") == ("1998",)


def test_what_a_record_cannot_hold_is_refused() -> None:
    with pytest.raises(TypeError, match="set"):
        as_json({1, 2})
