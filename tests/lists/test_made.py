"""The id of an entry covers all that it says, and nothing else."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tidewaiter.lists.read.made import Draft
from tidewaiter.model.evidence import Locator
from tidewaiter.model.listings import (
    Identifier,
    ListedName,
    Listing,
    Ownership,
    Property,
    Sanction,
)

AT = Locator("ab", "rows", 1, 1)


def _made(**said: Any) -> Listing:
    draft = Draft("own", "1", "Vessel", **said)
    draft.names = draft.names or [ListedName("Tern", "name")]
    return draft.made(AT)


@pytest.mark.parametrize(
    "said",
    [
        {"names": [ListedName("Tern", "alias")]},
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
    draft = Draft("own", "1", "Vessel")
    draft.name(" Tern ", "name")
    draft.name("Tern", "name")
    assert draft.made(Locator("cd", "rows", 9, 9)).listing_id == _made().listing_id


def test_a_nameless_entry_is_refused() -> None:
    with pytest.raises(ValueError, match="1 has no name"):
        Draft("own", "1", "Vessel").made(AT)


def test_a_name_keeps_its_blanks_and_says_its_script() -> None:
    draft = Draft("own", "1", "Vessel")
    for text in ("KUM\n SAN ", "Šime", "금산", "金山"):
        draft.name(text, "alias")
    assert [(n.text, n.script) for n in draft.names] == [
        ("KUM\n SAN", None), ("Šime", None), ("금산", "Hang"), ("金山", "Hani"),
    ]  # fmt: skip


def test_values_go_where_they_belong() -> None:
    draft = Draft("own", "1", "Organization")
    draft.name("Tern Shipping", "name")
    for name, value in (
        ("imoNumber", "IMO 5342883"), ("imoNumber", "IMO 543400"), ("nationality", "Korea, North"),
        ("citizenship", "Atlantis"), ("birthDate", "circa 1951"), ("birthDate", "spring"),
        ("gender", "M"), ("owner", "Sea Trade"), ("flag", "pa"), ("website", " "),
    ):  # fmt: skip
        draft.say(name, value)
    made = draft.made(AT)
    assert [(i.value, i.valid) for i in made.identifiers] == [("5342883", True), ("543400", False)]
    assert made.countries == ("kp", "pa")
    assert made.ownership == (Ownership("Sea Trade", "owner"),)
    assert made.properties == (
        Property("nationality", "kp"), Property("citizenship", "Atlantis"),
        Property("birthDate", "1951", "circa"), Property("notes", "birthDate spring"),
        Property("gender", "male"),
    )  # fmt: skip
