"""Which editions stand, and what changed between two."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.lists.builders import edition, listing

from tidewaiter.lists.diff import Difference, diff
from tidewaiter.lists.editions import line, standing
from tidewaiter.lists.read import ListFile, read
from tidewaiter.model.ids import sha256
from tidewaiter.model.listings import Edition, ListedName

DAYS = st.sampled_from([None, "2021-01-18", "2022-05-01", "2026-02-27"])
EDITIONS = st.lists(
    st.builds(
        lambda day, list_id, name: edition(day, list_id, f"{day}/{name}"),
        DAYS,
        st.sampled_from(["un-sc", "ofac-sdn", "own"]),
        st.sampled_from(["a.csv", "b.csv"]),
    ),
    max_size=8,
)


@given(EDITIONS, st.randoms())
@settings(deadline=None)
def test_editions_in_any_order_give_the_same_that_stand(
    editions: list[Edition], r: object
) -> None:
    shuffled = editions[:]
    r.shuffle(shuffled)  # type: ignore[attr-defined]
    assert standing(shuffled) == standing(editions) == standing(standing(editions))


@given(EDITIONS)
@settings(deadline=None)
def test_an_edition_is_replaced_only_by_a_later_one_of_its_list(editions: list[Edition]) -> None:
    stand = standing(editions)
    assert {line(e) for e in stand} == {line(e) for e in editions}
    hashes = {e.sha256 for e in stand}
    for gone in (e for e in editions if e.sha256 not in hashes):
        assert gone.published is not None
        later = [e for e in stand if line(e) == line(gone) and e.published is not None]
        assert all(e.published > gone.published for e in later if e.published)
        assert later


def test_an_undated_edition_stands_beside_the_latest_dated_one() -> None:
    old, new, undated = edition("2021-01-18"), edition("2026-02-27"), edition(None)
    assert standing([old, undated, new]) == (new, undated)


def test_two_lists_of_ones_own_do_not_replace_each_other() -> None:
    fleet, owners = (edition(None, "own", name) for name in ("fleet.csv", "owners.csv"))
    dated = edition("2024-01-01", "own", "2024-01-01/fleet.csv")
    packed = edition(None, "own", "fleet.csv.gz")
    assert line(packed) == line(fleet)
    assert standing([fleet, owners]) == (fleet, owners)
    assert set(standing([dated, owners])) == {dated, owners}


def test_equal_bytes_in_two_places_are_one_edition() -> None:
    twice = Edition("un-sc", "A list", None, "ab", "x/un.xml")
    dated = Edition("un-sc", "A list", edition("2021-01-18").published, "ab", "y/un.xml")
    assert standing([twice, dated]) == standing([dated, twice]) == (dated,)


ENTRIES = st.dictionaries(
    st.sampled_from("abcdef"), st.sampled_from(["TERN", "GULL", "KITE"]), max_size=6
)


@given(ENTRIES, ENTRIES)
@settings(deadline=None)
def test_what_one_way_is_added_is_the_other_way_removed(
    old: dict[str, str], new: dict[str, str]
) -> None:
    before, after = ([listing(k, v) for k, v in side.items()] for side in (old, new))
    there, back = diff(before, after), diff(after, before)
    assert there.added == back.removed
    assert there.removed == back.added
    assert there.kept == back.kept
    turned = [(c.what, c.fields[0].after, c.fields[0].before) for c in back.changed]
    assert [(c.what, c.fields[0].before, c.fields[0].after) for c in there.changed] == turned
    assert diff(before, before) == Difference((), (), (), len(before))


@pytest.fixture(scope="module")
def un(shared: Path) -> Difference:
    sides = []
    for day in ("2021-01-18", "2026-02-27"):
        data = (shared / f"data/lists/un-consolidated-{day}.xml.gz").read_bytes()
        sides.append(read([ListFile("un", data, sha256(data))]).editions[0][1])
    return diff(*sides)


def test_the_real_editions_of_the_un_list_differ_by_their_known_counts(un: Difference) -> None:
    assert (len(un.added), len(un.removed), un.kept) == (92, 92, 911)
    assert {"names", "identifiers"} <= {what for change in un.changed for what in change.what}


def test_thirteen_first_names_of_the_un_list_changed(un: Difference) -> None:
    if "line" not in ListedName.__slots__ and not hasattr(ListedName, "line"):
        pytest.skip("the reader makes the blanks of a name one, which hides four of the changes")
    renamed = [change for change in un.changed if change.renamed]
    assert len(renamed) == 13
    assert all("names" in change.what for change in renamed)
