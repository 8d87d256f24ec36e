"""Editions kept in a case: nothing twice, nothing overwritten, nothing of an earlier match lost."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from datetime import date
from itertools import permutations
from pathlib import Path

import pytest
from tests.lists.builders import lay, un_xml

from tidewaiter import api
from tidewaiter.errors import CaseError, UnreadableError
from tidewaiter.run.load import Loaded

ARTICLE = (
    "The ship Tern Harbour (IMO 9179842) left Alder. The ship Grebe Bay (IMO 8517839) came.\n"
)
TERN = (1, "TERN HARBOUR", "2015-01-01", "vessel IMO 9179842")
GULL = (2, "GULL POINT", "2016-01-01", "")
GREBE = (3, "GREBE BAY", "2022-06-01", "vessel IMO 8517839")
OWN = "name,imo,id\nTern Harbour,9179842,a\n"


@pytest.fixture
def case(tmp_path: Path) -> Path:
    folder = api.new(tmp_path / "case")
    (folder / "documents" / "a.txt").write_text(ARTICLE)
    return folder


def _un(folder: Path, day: str, *entries: tuple[int, str, str, str]) -> Path:
    return lay(folder / "in", f"un-{day}.xml", un_xml(day, entries))


def _load(case: Path, *files: Path, published: date | None = None) -> Loaded:
    (loaded,) = api.lists_load(case, files, published=published).loaded
    return loaded


def _files(case: Path) -> dict[str, bytes]:
    return {
        f.relative_to(case).as_posix(): f.read_bytes()
        for f in sorted((case / "lists").rglob("*"))
        if f.is_file()
    }


def _standing(case: Path) -> list[tuple[str, str]]:
    shelf = api.lists_of_case(case)
    return [(e.sha256, str(e.published)) for e, _ in shelf.editions if e.path in shelf.standing]


def test_loading_in_any_order_gives_the_same_editions_that_stand(tmp_path: Path) -> None:
    files = [_un(tmp_path, f"202{n}-01-01", TERN, (9, f"KITE {n}", "2015-01-01", "")) for n in (1, 2, 3)]  # fmt: skip
    files.append(lay(tmp_path / "in", "own.csv", OWN))
    seen = set()
    for n, order in enumerate(permutations(files)):
        folder = api.new(tmp_path / f"case{n}")
        for file in order:
            _load(folder, file)
        assert len(_files(folder)) == 4
        seen.add(tuple(_standing(folder)))
    assert len(seen) == 1
    assert [day for _, day in seen.pop()] == ["None", "2023-01-01"]


def test_loading_twice_changes_nothing_and_says_so(case: Path) -> None:
    file = _un(case, "2021-01-18", TERN, GULL)
    first = _load(case, file)
    assert (first.outcome, first.edition.path) == (
        "new",
        "lists/un-sc/2021-01-18/un-2021-01-18.xml",
    )
    before = _files(case)
    again = _load(case, file)
    assert (again.outcome, again.edition, again.again) == ("already", first.edition, None)
    assert _files(case) == before


def test_the_captured_bytes_are_kept_as_they_are(case: Path) -> None:
    file = _un(case, "2021-01-18", TERN)
    _load(case, file)
    assert list(_files(case).values()) == [file.read_bytes()]


def test_what_lies_in_the_case_already_by_hand_is_not_loaded_again(case: Path) -> None:
    file = _un(case, "2021-01-18", TERN)
    shutil.copy(file, case / "lists" / "by-hand.xml")
    done = _load(case, file)
    assert (done.outcome, done.edition.path) == ("already", "lists/by-hand.xml")
    assert list(_files(case)) == ["lists/by-hand.xml"]


def test_the_same_entries_packed_otherwise_are_there_already(case: Path) -> None:
    import gzip

    file = _un(case, "2021-01-18", TERN)
    _load(case, file)
    packed = lay(case / "in", "un.xml.gz", gzip.compress(file.read_bytes()))
    assert _load(case, packed).outcome == "already"
    assert len(_files(case)) == 1


def test_what_is_no_list_is_refused_and_the_rest_loaded(case: Path) -> None:
    good, bad = _un(case, "2021-01-18", TERN), lay(case / "in", "a.txt", "no list\n")
    done = api.lists_load(case, [bad, good])
    assert [x.outcome for x in done.loaded] == ["new"]
    assert [(r.path, r.line) for r in done.rejects] == [(bad.as_posix(), 0)]
    assert "no list that we know" in done.rejects[0].reason


def test_other_bytes_of_one_day_are_never_overwritten(case: Path) -> None:
    _load(case, _un(case, "2021-01-18", TERN))
    before = _files(case)
    done = api.lists_load(case, [_un(case, "2021-01-18", GULL)])
    assert done.loaded == ()
    assert "nothing is overwritten" in done.rejects[0].reason
    assert _files(case) == before


def test_a_day_that_contradicts_the_file_is_refused_before_anything_is_written(case: Path) -> None:
    with pytest.raises(CaseError, match="says itself that it was published on 2021-01-18"):
        api.lists_load(case, [_un(case, "2021-01-18", TERN)], published=date(2021, 1, 19))
    assert _files(case) == {}
    assert _load(case, _un(case, "2021-01-18", TERN), published=date(2021, 1, 18)).outcome == "new"


def test_a_list_without_a_day_gets_the_one_that_is_given(case: Path) -> None:
    file = lay(case / "in", "own.csv", OWN)
    undated = _load(case, file)
    assert undated.edition.published is None
    assert undated.edition.path == f"lists/own/undated-{undated.edition.sha256[:8]}/own.csv"
    dated = _load(case, file, published=date(2024, 1, 1))
    assert (dated.outcome, list(_files(case))) == ("dated", ["lists/own/2024-01-01/own.csv"])
    assert _load(case, file).outcome == "already"
    done = api.lists_load(case, [file], published=date(2024, 1, 2))
    assert "not of 2024-01-02" in done.rejects[0].reason
    assert list(_files(case)) == ["lists/own/2024-01-01/own.csv"]


def test_a_folder_named_by_a_day_gives_it(case: Path) -> None:
    done = _load(case, lay(case / "in" / "2024-05-06", "own.csv", OWN))
    assert done.edition.published == date(2024, 5, 6)


def test_parts_go_with_their_own_edition_where_several_lie_in_one_folder(case: Path) -> None:
    files = [lay(case / "in", "sdn.csv", SDN), lay(case / "in", "alt.csv", ALT)]
    _un(case, "2021-01-18", TERN)
    done = api.lists_load(case, [case / "in"])
    assert [(x.edition.list_id, x.outcome) for x in done.loaded] == [
        ("ofac-sdn", "new"),
        ("un-sc", "new"),
    ]
    assert len(_files(case)) == len(files) + 1
    assert len(done.loaded[0].listings[0].names) == 2


def test_what_cannot_be_written_is_one_error_of_ours(case: Path) -> None:
    lay(case / "lists", "un-sc", "a file where a folder should be\n")
    with pytest.raises(CaseError, match="cannot write into"):
        api.lists_load(case, [_un(case, "2021-01-18", TERN)])


def test_a_file_that_is_not_there_is_named(case: Path) -> None:
    done = api.lists_load(case, [case / "none.xml"])
    assert (done.loaded, done.rejects[0].path) == ((), (case / "none.xml").as_posix())
    with pytest.raises(UnreadableError, match=r"none\.xml cannot be read"):
        api.lists_diff(case / "none.xml", case / "none.xml")


SDN = '1,"KUM SAN 1","vessel","DPRK",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \n'
ALT = '1,7,"aka","GULL",-0- \n'


def test_the_parts_of_an_edition_go_into_one_folder_and_missing_ones_follow(case: Path) -> None:
    files = [lay(case / "in", "sdn.csv", SDN), lay(case / "in", "alt.csv", ALT)]
    other = _un(case, "2021-01-18", TERN)
    alone = _load(case, files[0], published=date(2021, 7, 1))
    assert len(alone.listings[0].names) == 1
    done = api.lists_load(case, [*files, other])
    assert [x.outcome for x in done.loaded] == ["completed", "new"]
    assert done.rejects == ()
    assert len(done.loaded[0].listings[0].names) == 2
    assert done.loaded[0].difference is not None
    assert [c.what for c in done.loaded[0].difference.changed] == [("names",)]
    assert list(_files(case)) == [
        "lists/ofac-sdn/2021-07-01/alt.csv",
        "lists/ofac-sdn/2021-07-01/sdn.csv",
        "lists/un-sc/2021-01-18/un-2021-01-18.xml",
    ]
    next_one = lay(case / "in2", "sdn.csv", SDN.replace("KUM SAN 1", "KUM SAN 2"))
    later = _load(case, next_one, published=date(2021, 8, 1))
    assert later.difference is not None
    assert [c.what for c in later.difference.changed] == [("names",)]
    assert api.build(case).rejects == ()


def test_a_case_that_was_never_built_was_never_matched(case: Path) -> None:
    done = _load(case, _un(case, "2021-01-18", TERN))
    assert done.again is not None
    assert not done.again.built
    assert not (case / "out").exists()


def _entries(case: Path) -> Sequence[str]:
    import csv

    with (case / "out/tables/vessels.csv").open() as stream:
        return [row["entry"] for row in csv.DictReader(stream) if row["alert"] == "True"]


def test_a_build_screens_the_standing_edition_alone_and_keeps_the_others(case: Path) -> None:
    _load(case, _un(case, "2021-01-18", TERN, GULL))
    api.build(case)
    assert _entries(case) == ["X.1"]
    _load(case, _un(case, "2026-02-27", GULL, GREBE))
    built = api.build(case)
    assert _entries(case) == ["X.3"]
    assert built.made["listings"] == 2
    page = built.dossier.read_text()
    assert "Screened against these editions alone: " in page
    alone = page.split("Screened against these editions alone: ")[1].split(".")[0]
    assert "2026-02-27" in alone
    assert "2021-01-18" not in alone
    assert api.verify(case).broken is None
    assert api.build(case).added == 0
    _load(case, _un(case, "2024-01-01", TERN))
    api.build(case)
    assert _entries(case) == ["X.3"]


def test_undated_editions_stand_beside_and_the_dossier_says_so(case: Path) -> None:
    _load(case, lay(case / "in", "sdn.csv", SDN))
    _load(case, lay(case / "in2", "sdn.csv", SDN.replace("SAN 1", "SAN 2")))
    built = api.build(case)
    assert built.made["listings"] == 2
    assert "Undated editions stand beside others" in built.dossier.read_text()


def test_after_a_load_the_matches_to_look_at_again_are_named(case: Path) -> None:
    _load(case, _un(case, "2021-01-18", TERN, GULL))
    api.build(case)
    changed = (1, "TERN HARBOR", "2015-01-01", "vessel IMO 9179842")
    again = _load(case, _un(case, "2022-01-01", changed, GULL, GREBE)).again
    assert again is not None
    ((was),) = again.earlier
    assert (was.entry, was.became) == ("X.1", "changed")
    assert [(f.what, f.before, f.after) for f in was.fields] == [
        ("names", ("TERN HARBOUR",), ("TERN HARBOR",))
    ]
    assert [(m.query, m.listing.entry) for m in again.hits] == [("Grebe Bay, IMO 8517839", "X.3")]
    gone = _load(case, _un(case, "2023-01-01", GULL)).again
    assert gone is not None
    assert [(w.entry, w.became) for w in gone.earlier] == [("X.1", "removed")]
    older = _load(case, _un(case, "2020-01-01", GULL, GREBE)).again
    assert older is not None
    assert older.hits == ()


def test_exceptions_that_are_no_longer_silent_are_named(case: Path) -> None:
    _load(case, _un(case, "2021-01-18", TERN, GULL))
    api.build(case)
    for entry in ("un-sc:X.1", "un-sc:X.2"):
        api.make_exception(case, "Tern Harbour", entry, by="A. Analyst", why="Another builder.")
    api.build(case)
    changed = (1, "TERN HARBOUR", "2015-01-01", "vessel IMO 9179842, renamed")
    again = _load(case, _un(case, "2022-01-01", changed, GULL)).again
    assert again is not None
    ((loud),) = again.loud
    assert (loud.judgement.entry, loud.became) == ("X.1", "changed")
    assert [f.what for f in loud.fields] == ["remarks"]
    assert [m.listing.entry for m in again.hits] == ["X.1"]
    assert "not silent any more" in again.hits[0].reasons[-1].sentence
    gone = _load(case, _un(case, "2023-01-01", changed)).again
    assert gone is not None
    assert [(x.judgement.entry, x.became) for x in gone.loud] == [
        ("X.1", "changed"),
        ("X.2", "removed"),
    ]


def test_a_match_stays_in_mind_when_the_old_file_was_taken_away(case: Path) -> None:
    _load(case, _un(case, "2021-01-18", TERN))
    api.build(case)
    shutil.rmtree(case / "lists" / "un-sc")
    again = _load(case, _un(case, "2022-01-01", GULL)).again
    assert again is not None
    assert [w.became for w in again.earlier] == ["removed"]


def test_a_load_that_was_killed_leaves_nothing_that_a_build_would_read(case: Path) -> None:
    lay(case / "lists" / "un-sc" / ".2021-01-18.part", "un-2021-01-18.xml", "<CONSOL")
    assert _load(case, _un(case, "2021-01-18", TERN)).outcome == "new"
    assert list(_files(case)) == ["lists/un-sc/2021-01-18/un-2021-01-18.xml"]


def test_only_a_case_is_loaded(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match=r"holds no case\.toml"):
        api.lists_load(tmp_path, [_un(tmp_path, "2021-01-18", TERN)])


def test_the_real_editions_of_the_un_list_load_and_compare(case: Path, shared: Path) -> None:
    folder = shared / "data/lists"
    for day in ("2021-01-18", "2026-02-27"):
        _load(case, folder / f"un-consolidated-{day}.xml.gz")
    found = api.lists_diff_in_case(case, "un-sc").difference
    assert (len(found.added), len(found.removed), found.kept) == (92, 92, 911)
    ((then),) = api.lists_at(date(2021, 1, 18), case=case)
    assert len(then.listed) == 1003
    ((now),) = api.lists_at(date(2026, 2, 27), case=case)
    assert len(now.listed) == 1003
    ((between),) = api.lists_at(date(2023, 1, 1), case=case)
    assert len(between.unsure) == 92
    ((stay),) = api.lists_stays(case=case, entry="KPe.001")
    assert "still on the edition of 2026-02-27" in stay.sentence
