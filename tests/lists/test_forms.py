"""Every form of list: what an entry says is kept in its kind, and real files give their counts."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from tidewaiter.lists.diff import diff, listed_at
from tidewaiter.lists.read import ListFile, read
from tidewaiter.model.ids import sha256
from tidewaiter.model.listings import Listing

EU = """<?xml version="1.0"?><export xmlns="http://eu.europa.ec/fpi/fsd/export" generationDate="2026-08-05T16:47:04">
<sanctionEntity designationDate="2017-10-03" euReferenceNumber="EU.1.1" logicalId="1"><remark>Vessel; IMO 9179842</remark>
<regulation programme="PRK"/><subjectType code="enterprise" classificationCode="E"/>
<nameAlias wholeName="TERN HARBOUR" strong="true"/><nameAlias wholeName="OLD GULL" strong="false"/>
<citizenship countryDescription="NORTH KOREA"/></sanctionEntity>
<sanctionEntity logicalId=""><nameAlias wholeName="NOBODY"/></sanctionEntity></export>"""
UK = """<?xml version="1.0"?><Designations><DateGenerated>07/09/2026</DateGenerated><Designation>
<DateDesignated>03/10/2017</DateDesignated><UniqueID>DPR1</UniqueID>
<Names><Name><Name6>Old Gull</Name6><NameType>Alias</NameType></Name><Name><Name1>Tern</Name1><Name6>Harbour</Name6><NameType>Primary name</NameType></Name></Names>
<RegimeName>DPRK</RegimeName><IndividualEntityShip>Ship</IndividualEntityShip>
<ShipDetails><Ship><IMONumbers><IMONumber>IMO9179842</IMONumber></IMONumbers>
<CurrentOwnerOperators><CurrentOwnerOperator>Sea Trade</CurrentOwnerOperator></CurrentOwnerOperators>
<CurrentBelievedFlagOfShips><CurrentBelievedFlagOfShip>Panama</CurrentBelievedFlagOfShip></CurrentBelievedFlagOfShips></Ship></ShipDetails>
</Designation></Designations>"""
OFAC = """<?xml version="1.0"?><sdnList xmlns="http://tempuri.org/sdnList.xsd"><publshInformation><Publish_Date>12/14/2020</Publish_Date></publshInformation>
<sdnEntry><uid>7</uid><lastName>TERN HARBOUR</lastName><sdnType>Vessel</sdnType><programList><program>DPRK</program></programList>
<idList><id><idType>Vessel Registration Identification</idType><idNumber>IMO 9179842</idNumber></id><id><idType>MMSI</idType><idNumber>445123000</idNumber></id></idList>
<akaList><aka><type>f.k.a.</type><category>strong</category><lastName>OLD GULL</lastName></aka><aka><type>a.k.a.</type><category>weak</category><lastName>GULL</lastName></aka></akaList>
<vesselInfo><callSign>ABCD</callSign><vesselFlag>Panama</vesselFlag><vesselOwner>Sea Trade</vesselOwner></vesselInfo></sdnEntry></sdnList>"""
CSL = (
    "_id,source,entity_number,type,programs,name,title,addresses,call_sign,vessel_flag,vessel_owner,remarks,alt_names,"
    "citizenships,nationalities,start_date,ids\n"
    'a1,SDN,1,Vessel,DPRK; NPWMD,TERN HARBOUR,,,ABCD,Panama,,(Linked To: Sea Trade),OLD GULL,,,2017-10-03,"IMO 9179842, Vessel"\n'
    "a2,EL,2,,,,,,,,,,,,,,\n"
)
FTM = "\n".join(
    [
        '{"id":"v1","schema":"Vessel","properties":{"name":["TERN HARBOUR"],"previousName":["OLD GULL"],"imoNumber":["IMO9179842"],"flag":["pa"]}}',
        '{"id":"o1","schema":"Company","properties":{"name":["Sea Trade"]}}',
        '{"id":"x1","schema":"Ownership","properties":{"owner":["o1"],"asset":["v1"]}}',
        '{"id":"s1","schema":"Sanction","properties":{"entity":["v1"],"program":["DPRK"],"listingDate":["2017-10-03"]}}',
        '{"id":"n1","schema":"Person","properties":{}}',
        "no json",
    ]
)

OWN = (
    "type,caption,imo,flag,owner,aliases,risk,listed_on\n"
    "Vessel,Tern Harbour,IMO9179842,pa,Sea Trade,Old Gull;Gull,mar.detained,2017-10-03\n"
    "Vessel,;,IMO9179842,,,,,\n"
)


def _read(name: str, text: str | bytes) -> tuple[str, date | None, tuple[Listing, ...], list[str]]:
    data = text.encode() if isinstance(text, str) else text
    result = read([ListFile(name, data, sha256(data))])
    ((edition, listings),) = result.editions
    assert all(c.rows_in == c.good + c.rejected for c in result.counts)
    return edition.list_id, edition.published, listings, [r.reason for r in result.rejects]


@pytest.mark.parametrize(
    ("text", "list_id", "published", "refused"),
    [
        (EU, "eu-fsf", date(2026, 8, 5), ["the entry has no euReferenceNumber"]),
        (UK, "uk-sl", date(2026, 9, 7), []),
        (OFAC, "ofac-xml", date(2020, 12, 14), []),
        (CSL, "us-csl", None, ["the row has no name, or no _id"]),
        (OWN, "own", None, ["the row has no name"]),
        (FTM, "ftm", None, ["the line is no FollowTheMoney entity", "n1 has no name"]),
    ],
)
def test_the_same_ship_reads_alike_from_every_form(
    text: str, list_id: str, published: date | None, refused: list[str]
) -> None:
    found, day, listings, reasons = _read("list", text)
    ship = listings[0]
    assert (found, day, reasons) == (list_id, published, refused)
    assert ship.schema == "Vessel"
    assert ship.names[0].kind == "name"
    assert ship.names[0].text.casefold() == "tern harbour"
    assert {n.text.casefold() for n in ship.names[1:]} >= {"old gull"}
    assert ("imoNumber", "9179842", True) in {
        (i.scheme, i.value, i.valid) for i in ship.identifiers
    }
    assert ship.programs
    if list_id != "ofac-xml":
        assert ship.listed_on == date(2017, 10, 3)
    if list_id != "eu-fsf":
        assert ship.owners == ("Sea Trade",)
        assert (ship.flag or "").casefold() in ("panama", "pa")
    assert ship.locator.start >= 1


def test_weak_and_former_names_stay_what_they_are() -> None:
    kinds = {n.text: n.kind for n in _read("ofac.xml", OFAC)[2][0].names}
    assert kinds == {"TERN HARBOUR": "name", "OLD GULL": "previousName", "GULL": "weakAlias"}
    kinds = {n.text: n.kind for n in _read("eu.xml", EU)[2][0].names}
    assert kinds["OLD GULL"] == "weakAlias"


@pytest.mark.parametrize("text", [EU, UK, OFAC])
@pytest.mark.parametrize("keep", [0.3, 0.6, 0.9])
def test_a_cut_file_gives_what_it_holds_and_says_so(text: str, keep: float) -> None:
    data = text[: int(len(text) * keep)].encode()
    result = read([ListFile("cut", data, sha256(data))])
    assert result.rejects
    assert any("broken" in r.reason for r in result.rejects)


@pytest.mark.parametrize("text", [EU, UK, OFAC])
def test_declared_entities_are_refused(text: str) -> None:
    head, rest = text.split("?>", 1)
    bomb = f'{head}?><!DOCTYPE x [<!ENTITY a "b">]>{rest}'.encode()
    result = read([ListFile("bomb", bomb, sha256(bomb))])
    assert result.editions == ()
    assert "entities" in result.rejects[0].reason


def test_real_files_give_the_counts_of_their_readme(shared: Path) -> None:
    folder = shared / "data/lists"
    found = {}
    for name in (
        "eu_fsf_sample.xml", "uk_sanctions_list_sample.xml", "ofac-nonsdn-2020-12-14.xml.gz",
        "us-csl-2022-05.csv.gz", "dprk-vessels.csv",
    ):  # fmt: skip
        list_id, _, listings, reasons = _read(name, (folder / name).read_bytes())
        assert reasons == []
        vessels = Counter(x.schema for x in listings)["Vessel"]
        found[list_id] = (len(listings), vessels)
    assert found == {
        "eu-fsf": (3, 0),
        "uk-sl": (2, 1),
        "ofac-xml": (376, 0),
        "us-csl": (14_160, 433),
        "own": (117, 117),
    }


def test_the_two_editions_of_the_un_list_differ_as_is_known(shared: Path) -> None:
    folder = shared / "data/lists"
    old, new = (
        _read(n, (folder / n).read_bytes())[2]
        for n in ("un-consolidated-2021-01-18.xml.gz", "un-consolidated-2026-02-27.xml.gz")
    )
    found = diff(old, new)
    assert (len(found.added), len(found.removed), found.kept) == (92, 92, 911)
    renamed = [c for c in found.changed if c.renamed]
    assert (len(renamed), sum(c.respaced for c in renamed)) == (13, 4)
    assert diff(new, new).changed == ()
    assert len(diff(new, old).added) == 92
    listed, unknown = listed_at(new, date(2010, 1, 1))
    assert 0 < len(listed) < len(new) - len(unknown)
