"""Editions that lie in a case: those that stand are screened against, the others kept."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from tests.lists.builders import lay, un_xml

from tidewaiter import api

TERN = (1, "TERN HARBOUR", "2015-01-01", "vessel IMO 9179842")
GREBE = (2, "GREBE BAY", "2022-06-01", "vessel IMO 8517839")
ARTICLE = (
    "The ship Tern Harbour (IMO 9179842) left Alder. The ship Grebe Bay (IMO 8517839) came.\n"
)


@pytest.fixture
def case(tmp_path: Path) -> Path:
    folder = api.new(tmp_path / "case")
    (folder / "documents" / "a.txt").write_text(ARTICLE)
    lay(folder / "lists", "old.xml", un_xml("2021-01-18", [TERN]))
    return folder


def _matched(case: Path) -> list[str]:
    with (case / "out/tables/vessels.csv").open() as stream:
        return [row["entry"] for row in csv.DictReader(stream) if row["entry"]]


def test_files_laid_by_hand_are_editions_too(case: Path) -> None:
    api.build(case)
    assert _matched(case) == ["X.1"]
    lay(case / "lists" / "any" / "folder", "new.xml", un_xml("2026-02-27", [GREBE]))
    built = api.build(case)
    assert _matched(case) == ["X.2"]
    assert built.made["listings"] == 1
    assert "alone: United Nations Security Council Consolidated List, 2026-02-27. No" in (
        built.dossier.read_text()
    )
    ((_, found),) = api.screen(["Tern Harbour"], case=case).answers
    assert all(match.listing.entry != "X.1" for match in found)
    assert api.build(case).added == 0
    assert api.verify(case).broken is None


def test_a_folder_named_by_a_day_dates_what_gives_none(case: Path) -> None:
    for day, name in (("2024-01-01", "TERN"), ("2025-01-01", "GULL")):
        lay(case / "lists" / day, "own.csv", f"name,id\n{name},a\n")
    shelf = api.lists_of_case(case)
    found = {
        str(e.published): e.path in shelf.standing for e, _ in shelf.editions if e.list_id == "own"
    }
    assert found == {"2024-01-01": False, "2025-01-01": True}


def test_the_parts_of_two_editions_in_two_folders_are_not_mixed(case: Path) -> None:
    for day, name in (("2024-01-01", "TERN"), ("2025-01-01", "GULL")):
        sdn = f'1,"{name}","vessel","DPRK",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \n'
        lay(case / "lists" / day, "sdn.csv", sdn)
        lay(case / "lists" / day, "alt.csv", f'1,7,"aka","{name} TWO",-0- \n')
    assert api.build(case).rejects == ()
    found = api.lists_diff_in_case(case, "ofac-sdn").difference
    ((change,),) = (found.changed,)
    assert change.fields[0].before == ("TERN", "TERN TWO (alias)")
    assert change.fields[0].after == ("GULL", "GULL TWO (alias)")
