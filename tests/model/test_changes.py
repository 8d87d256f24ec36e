from __future__ import annotations

from datetime import date

from tests.lists.builders import listing

from tidewaiter.model.changes import changes, said
from tidewaiter.model.listings import Identifier, ListedName

SHIP = listing("1", "TERN", imo="9179842")


def test_a_change_names_what_went_and_what_came() -> None:
    new = listing(
        "1",
        "GULL",
        imo="9179842",
        listed_on=date(2017, 10, 3),
        remarks="new",
    )
    assert {c.what: (c.before, c.after) for c in changes(SHIP, new)} == {
        "names": (("TERN",), ("GULL",)),
        "measures": ((), ("A list; 2017-10-03",)),
        "remarks": ((), ("new",)),
    }


def test_a_first_name_that_becomes_an_alias_is_a_change() -> None:
    names = (ListedName("GULL", "name"), ListedName("TERN", "alias"))
    (change,) = changes(SHIP, listing("1", "", imo="9179842", names=names))
    assert (change.before, change.after) == (("TERN",), ("GULL", "TERN (alias)"))


def test_the_order_of_values_says_nothing() -> None:
    numbers = (Identifier("imoNumber", "9179842", True), Identifier("mmsi", "445123000"))
    one, two = (listing("1", "TERN", identifiers=n) for n in (numbers, numbers[::-1]))
    assert one.listing_id != two.listing_id
    assert changes(one, two) == ()


def test_a_blank_in_a_name_is_a_change() -> None:
    assert changes(listing("1", "A  B"), listing("1", "A B"))[0].what == "names"


def test_where_an_entry_stands_is_not_what_it_says() -> None:
    assert {s.what for s in said(SHIP)} == {"reference", "kind", "names", "identifiers"}
