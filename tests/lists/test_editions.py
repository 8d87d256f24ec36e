"""What changed between two editions."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.lists.builders import listing

from tidewaiter.lists.diff import Difference, diff
from tidewaiter.lists.read import ListFile, read
from tidewaiter.model.ids import sha256
from tidewaiter.model.listings import ListedName

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
