from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tidewaiter.link.screen import Index
from tidewaiter.lists.read import ListFile, read
from tidewaiter.lists.read.files import Result
from tidewaiter.model.ids import sha256
from tidewaiter.model.listings import Identifier, Listing

SDN = (
    '1,"KUM SAN 1","vessel","DPRK",-0- ,"ABCD","Cargo",-0- ,-0- ,"North Korea","Sea Trade Co",'
    "\"Vessel Registration Identification IMO 9179842; MMSI 445123000; f.k.a. 'OLD GULL'.\"\n"
    '2,"DOE, John","individual","SDGT",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"DOB 1960; Passport A1234567"\n'
)
ALT = '1,7,"aka","Kum San I",-0- \n9,8,"aka","Nobody",-0- \n'
UN = """<?xml version="1.0"?><CONSOLIDATED_LIST dateGenerated="2026-02-27T00:00:09Z"><INDIVIDUALS>
<INDIVIDUAL><DATAID>1</DATAID><FIRST_NAME>Jon</FIRST_NAME><SECOND_NAME>Quill</SECOND_NAME><UN_LIST_TYPE>X</UN_LIST_TYPE>
<REFERENCE_NUMBER>Xi.001</REFERENCE_NUMBER><LISTED_ON>2014-06-30</LISTED_ON>
<INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>Quilly</ALIAS_NAME></INDIVIDUAL_ALIAS></INDIVIDUAL>
<INDIVIDUAL><DATAID>2</DATAID><FIRST_NAME>Nameless</FIRST_NAME></INDIVIDUAL>
</INDIVIDUALS><ENTITIES/></CONSOLIDATED_LIST>"""


def _file(name: str, text: str | bytes) -> ListFile:
    data = text.encode() if isinstance(text, str) else text
    return ListFile(name, data, sha256(data))


def _of(folder: Path, *names: str) -> Result:
    return read([_file(name, (folder / name).read_bytes()) for name in names])


def test_the_parts_of_ofacs_set_are_joined_and_orphans_refused() -> None:
    result = read([_file("alt.csv", ALT), _file("sdn.csv", SDN)])
    (_, listings) = result.editions[0]
    ship = listings[0]
    assert {(n.text, n.kind) for n in ship.names} == {
        ("KUM SAN 1", "name"),
        ("Kum San I", "alias"),
        ("OLD GULL", "previousName"),
    }
    assert {(i.scheme, i.value) for i in ship.identifiers} == {
        ("imoNumber", "9179842"),
        ("mmsi", "445123000"),
        ("callSign", "ABCD"),
    }
    assert (ship.locator.start, ship.countries, ship.owners) == (1, ("kp",), ("Sea Trade Co",))
    assert listings[1].schema == "Person"
    assert [(r.path, r.line) for r in result.rejects] == [("alt.csv", 2)]
    assert all(c.rows_in == c.good + c.rejected for c in result.counts)


def test_the_un_list_keeps_kinds_of_names_and_refuses_an_entry_without_reference() -> None:
    result = read([_file("un.xml", UN)])
    edition, listings = result.editions[0]
    assert str(edition.published) == "2026-02-27"
    assert [(n.text, n.kind) for n in listings[0].names] == [
        ("Jon Quill", "name"),
        ("Quilly", "weakAlias"),
    ]
    assert [r.reason for r in result.rejects] == ["the entry has no REFERENCE_NUMBER"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<rss/>", "expected UN"),
        ('{"a": 1}', "expected UN"),
        ("", "expected UN"),
        (b"\0\1\2\3", "expected UN"),
        (b"\x1f\x8bbroken", "damaged"),
        (UN[:300], "broken XML"),
        (
            UN.replace("<CONSOLIDATED_LIST", '<!DOCTYPE x [<!ENTITY a "b">]><CONSOLIDATED_LIST'),
            "DTD",
        ),
        (ALT, "sdn file is not here"),
    ],
)
def test_what_is_no_list_is_refused_with_what_was_expected(text: str | bytes, words: str) -> None:
    result = read([_file("f", text)])
    assert result.editions == ()
    assert words in result.rejects[0].reason


def test_a_cut_list_keeps_what_it_held() -> None:
    result = read([_file("un.xml", UN[: UN.index("<INDIVIDUAL><DATAID>2")])])
    assert len(result.editions[0][1]) == 1
    assert "broken after" in result.rejects[0].reason


@pytest.fixture(scope="module")
def ofac(shared: Path) -> tuple[Listing, ...]:
    names = [f"ofac-2021-07-{part}.csv.gz" for part in ("sdn", "alt", "add", "sdn_comments")]
    result = _of(shared / "data/lists", *names)
    assert result.rejects == ()
    assert {c.path.split("-")[3][:3]: c.good for c in result.counts if "comments" not in c.path} == {
        "sdn": 8976, "alt": 11910, "add": 13837,
    }  # fmt: skip
    return result.editions[0][1]


def test_the_real_ofac_set_has_its_known_counts(ofac: tuple[Listing, ...]) -> None:
    assert Counter(listing.schema for listing in ofac) == {
        "Person": 4620, "LegalEntity": 3673, "Vessel": 406, "Airplane": 277,
    }  # fmt: skip
    ships = [v for v in ofac if v.schema == "Vessel"]
    assert (
        sum(any(i.scheme == "imoNumber" and i.valid for i in v.identifiers) for v in ships) == 400
    )


@pytest.mark.parametrize("day", ["2026-02-27", "2021-01-18"])
def test_the_real_un_list_has_its_known_count(shared: Path, day: str) -> None:
    result = _of(shared / "data/lists", f"un-consolidated-{day}.xml.gz")
    assert len(result.editions[0][1]) == 1003
    assert result.rejects == ()


@pytest.mark.parametrize("query", ["CHONG CHON GANG", "CHONG CHOM GANG", "IMO 7937317", "7937317"])
def test_a_real_ship_is_found_by_name_by_typo_and_by_number(
    ofac: tuple[Listing, ...], query: str
) -> None:
    best = Index.build(ofac).screen(query)[0]
    assert best.alert
    assert best.listing.entry == "17069"
    assert best.reasons


def test_two_valid_imo_numbers_hold_a_match_below_the_line() -> None:
    listings = read([_file("sdn.csv", SDN)]).editions[0][1]
    index = Index.build(listings)
    assert [m.listing.entry for m in index.screen_vessel("Kum San 1")] == ["1"]
    assert [m.listing.entry for m in index.screen_vessel("Other", "9179842")] == ["1"]
    assert index.screen_vessel("Kum San 1", "8517839") == ()


@pytest.mark.parametrize(
    ("query", "alerts"),
    [
        ("M/V Kum San No. 1", True),
        ("KUM SAN 2", False),
        ("Old Gull", True),
        ("Kumsan 1", True),
        ("K", False),
        ("...", False),
    ],
)
def test_names_of_ships_are_compared_as_ships_are_named(query: str, alerts: bool) -> None:
    index = Index.build(read([_file("sdn.csv", SDN)]).editions[0][1])
    assert any(m.alert for m in index.screen(query)) is alerts


def test_two_editions_of_ofacs_set_lie_in_two_folders_that_date_them() -> None:
    files = [
        _file(f"lists/ofac-sdn/{day}/{name}", text)
        for day in ("2021-07-07", "2022-07-07")
        for name, text in (("sdn.csv", SDN), ("alt.csv", ALT.splitlines()[0]))
    ]
    editions = read(files).editions
    assert [(str(e.published), len(found)) for e, found in editions] == [
        ("2021-07-07", 2), ("2022-07-07", 2),
    ]  # fmt: skip
    both = read([_file(f"sdn{i}.csv", SDN) for i in range(2)])
    assert both.editions == ()
    assert all("more than one sdn file" in r.reason for r in both.rejects)


def test_a_stray_quotation_mark_spoils_its_own_line() -> None:
    row = '3,"GULL","vessel"' + ",-0- " * 9
    result = read([_file("sdn.csv", SDN + '4,"OPEN,"x\n' + row)])
    assert [x.entry for x in result.editions[0][1]] == ["1", "2", "3"]
    assert [(r.line, r.text) for r in result.rejects] == [(3, '4,"OPEN,"x\n')]


def test_the_typos_of_ofac_are_kept_and_shown(ofac: tuple[Listing, ...]) -> None:
    found = {x.entry: x.identifiers for x in ofac}
    assert Identifier("imoNumber", "543400", False) in found["23513"]
    assert Identifier("imoNumber", "15411", False) in found["23424"]
    assert Identifier("imoNumber", "5342883", True) in found["17067"]
