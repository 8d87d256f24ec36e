"""OFAC's advanced XML: names out of parts, references by the file's own value sets, bounded memory."""

from __future__ import annotations

import tracemalloc
from datetime import date
from pathlib import Path

import pytest
from tests.lists.advanced import (
    alias,
    big,
    born,
    detail,
    document,
    entry,
    feature,
    head,
    party,
    place,
    relation,
)

from tidewaiter.lists.read import ListFile, read
from tidewaiter.lists.read.files import Result
from tidewaiter.model.ids import sha256
from tidewaiter.model.listings import Identifier, Listing, Ownership, Property, Sanction

SHIP = party(
    "7", "3",
    alias(("KUM SAN 1", "54"), primary=True) + alias(("OLD GULL", "54"), kind="32")
    + alias(("GULL", "54"), kind="31", low=True),
    detail("5", "HMYU5") + detail("6", "General Cargo") + detail("7", "Panama")
    + feature("8", '<VersionLocation LocationID="l2"/>') + detail("9", "7,078")
    + detail("12", "Invented Regulations"),
)  # fmt: skip
MAN = party(
    "8", "1",
    alias(("QUILL", "51"), ("Ivanovich", "55"), ("Jon", "52"), primary=True)
    + alias(("金", "51"), ("正日", "52"), kind="31"),
    born((1951, 1, 1), (1953, 12, 31)) + born((1960, 3, 1), (1960, 3, 31), "true")
    + born((1961, 3, 2), (1961, 3, 2)) + feature("2", '<VersionLocation LocationID="l1"/>')
    + feature("3", '<VersionLocation LocationID="l1"/>')
    + feature("4", '<VersionDetail DetailTypeID="1" DetailReferenceID="41"/>'),
)  # fmt: skip
FIRM = party("9", "2", alias(("SEA TRADE", "53"), primary=True))
TEXT = "".join(
    (head(), "<Locations>", place("l1", "Rajin", "71"), place("l2", "", "72"), "</Locations><IDRegDocuments>",
     document("i7", "22", "IMO 9179842"), document("i7", "23", "445123000"), document("i8", "21", "a 12", "71"),
     document("i9", "24", "IMO 5342883"), "</IDRegDocuments><DistinctParties>", SHIP, MAN, FIRM,
     "</DistinctParties><ProfileRelationships>", relation("7", "9", "81"), relation("8", "9", "82", "true"),
     "</ProfileRelationships><SanctionsEntries>", entry("7", "DPRK"), entry("8"), entry("99"),
     "</SanctionsEntries></Sanctions>")
)  # fmt: skip


def _of(text: str) -> Result:
    data = text.encode()
    result = read([ListFile("advanced.xml", data, sha256(data))])
    assert all(c.rows_in == c.good + c.rejected for c in result.counts)
    return result


@pytest.fixture(scope="module")
def found() -> dict[str, Listing]:
    return {x.entry: x for x in _of(TEXT).editions[0][1]}


def test_a_ship_comes_with_all_that_is_said_of_it_in_other_parts(
    found: dict[str, Listing],
) -> None:
    ship = found["7"]
    assert (ship.schema, ship.flag, ship.countries) == ("Vessel", "Panama", ("pa",))
    assert [(n.text, n.kind) for n in ship.names] == [
        ("KUM SAN 1", "name"), ("OLD GULL", "previousName"), ("GULL", "weakAlias"),
    ]  # fmt: skip
    assert {(i.scheme, i.value, i.valid) for i in ship.identifiers} == {
        ("imoNumber", "9179842", True), ("mmsi", "445123000", True), ("callSign", "HMYU5", True),
    }  # fmt: skip
    assert ship.ownership == (Ownership("SEA TRADE", "owner", "9", "Owned or Controlled By"),)
    assert ship.properties == (
        Property("type", "General Cargo"), Property("pastFlags", "pa"), Property("tonnage", "7,078"),
        Property("notes", "Secondary sanctions risk: Invented Regulations"),
    )  # fmt: skip
    assert ship.sanctions == (
        Sanction("Office of Foreign Assets Control", "DPRK", ("Block",), date(2017, 10, 3),
                 act="Executive Order 13687"),
    )  # fmt: skip


def test_a_name_is_read_in_the_order_of_its_script_and_dates_as_exact_as_given(
    found: dict[str, Listing],
) -> None:
    man = found["8"]
    assert [(n.text, n.script) for n in man.names] == [
        ("Jon Ivanovich QUILL", None),
        ("金正日", "Hani"),
    ]
    assert [(p.value, p.note) for p in man.properties if p.name == "birthDate"] == [
        ("1951", "from"), ("1953", "to"), ("1960-03", "circa"), ("1961-03-02", None),
    ]  # fmt: skip
    assert man.values("birthPlace") == ("Rajin, Korea, North",)
    assert man.values("nationality") == ("kp",)
    assert man.values("gender") == ("male",)
    assert man.identifiers == (Identifier("passportNumber", "A12", None, "kp"),)
    assert man.ownership == (Ownership("SEA TRADE", "linked", "9", "former: Associate Of"),)
    assert found["9"].identifiers == (Identifier("imoNumber", "5342883", True),)
    assert found["9"].schema == "Organization"


def test_an_entry_of_nobody_is_refused_and_the_edition_is_dated() -> None:
    result = _of(TEXT)
    edition = result.editions[0][0]
    assert (edition.list_id, edition.published) == ("ofac-sdn", date(2026, 7, 30))
    assert [r.reason for r in result.rejects] == ["belongs to profile p99, which no party has"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (TEXT.replace('Version="3"', 'Version="4"'), "in version '4'; expected 3"),
        (TEXT.replace("NamePartType", "PartType"), "<NamePartTypeValues>"),
        (TEXT.replace("DistinctParty ", "Party ").replace("DistinctParty>", "Party>"), "no <DistinctParty>"),
        (TEXT[:300], "broken XML"),
    ],
)  # fmt: skip
def test_another_version_or_shape_is_refused(text: str, words: str) -> None:
    result = _of(text)
    assert result.editions == ()
    assert words in result.rejects[0].reason


def test_a_cut_file_keeps_the_parties_it_held() -> None:
    result = _of(TEXT[: TEXT.index("<SanctionsEntries>")])
    assert len(result.editions[0][1]) == 3
    assert "broken after" in result.rejects[-1].reason


def test_the_sample_has_its_known_counts_and_says_what_the_csv_set_says(shared: Path) -> None:
    folder = shared / "data/lists"
    files = ["ofac_sdn_advanced_sample.xml", "ofac-2021-07-sdn.csv.gz", "ofac-2021-07-alt.csv.gz"]
    result = read([ListFile(f, (folder / f).read_bytes(), f) for f in files])
    (advanced, listings), (_, others) = result.editions
    assert (advanced.list_id, advanced.published) == ("ofac-sdn", date(2021, 7, 7))
    ships = [x for x in listings if x.schema == "Vessel" and "DPRK" in str(x.programs)]
    assert (len(listings), len(ships)) == (50, 40)
    known = {x.entry: x for x in others}
    for ship in ships:
        other = known[ship.entry]
        assert {n.text for n in ship.names} == {n.text for n in other.names}
        assert set(ship.identifiers) == set(other.identifiers)
        assert ship.programs == other.programs


def test_memory_does_not_grow_with_what_is_passed_over() -> None:
    def peak(padding: int) -> tuple[int, int]:
        data = "".join(big(300, padding)).encode()
        file = ListFile("advanced.xml", data, "0")
        tracemalloc.start()
        listings = read([file]).editions[0][1]
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert len(listings) == 300
        return len(data), most

    (small, one), (large, other) = peak(0), peak(200)
    assert large > 5 * small
    assert other - one < (large - small) / 10
