"""The id of an entry covers all that it says, and nothing else."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tidewaiter.lists.read.made import listing, named
from tidewaiter.model.evidence import Locator
from tidewaiter.model.listings import Identifier, Listing, Ownership, Property, Sanction

AT = Locator("ab", "rows", 1, 1)


def _made(**said: Any) -> Listing:
    base: dict[str, Any] = {"names": [named("Tern", "name")], "locator": AT}
    return listing("own", "1", "Vessel", **{**base, **said})


@pytest.mark.parametrize(
    "said",
    [
        {"names": [named("Tern", "alias")]},
        {"identifiers": [Identifier("mmsi", "445123000")]},
        {"identifiers": [Identifier("mmsi", "445123000", True)]},
        {"countries": ["kp"]},
        {"flag": "Panama"},
        {"sanctions": [Sanction("UN")]},
        {"sanctions": [Sanction("UN", listed_on=date(2017, 10, 3))]},
        {"ownership": [Ownership("Sea Trade", "owner")]},
        {"properties": [Property("buildDate", "1998")]},
        {"properties": [Property("buildDate", "1998", "circa")]},
        {"remarks": "x"},
        {"record": "7"},
    ],
)
def test_whatever_an_entry_says_changes_its_id(said: dict[str, Any]) -> None:
    assert _made(**said).listing_id != _made().listing_id


def test_the_place_in_the_file_and_repetition_do_not() -> None:
    twice = _made(names=[named(" Tern ", "name")] * 2, locator=Locator("cd", "rows", 9, 9))
    assert twice.listing_id == _made().listing_id


def test_a_nameless_entry_is_refused() -> None:
    with pytest.raises(ValueError, match="1 has no name"):
        _made(names=[])


def test_a_name_keeps_its_blanks_and_says_its_script() -> None:
    assert named(" KUM\n SAN ", "name").text == "KUM\n SAN"
    assert [named(t, "name").script for t in ("Šime", "금산", "金山")] == [None, "Hang", "Hani"]
