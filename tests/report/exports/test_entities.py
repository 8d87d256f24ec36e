from __future__ import annotations

import csv
import io
import json
import warnings
from typing import Any

import pytest
from tests.report.exports.made import FORMULA, HOSTILE, dossiers, full

from tidewaiter.lists.read import own
from tidewaiter.lists.read.files import ListFile, opened
from tidewaiter.model.cells import from_cell
from tidewaiter.model.ids import sha256
from tidewaiter.report.exports.atlos import COLUMNS, atlos
from tidewaiter.report.exports.citations import bibtex, csl
from tidewaiter.report.exports.followthemoney import ftm
from tidewaiter.report.exports.formats import sound
from tidewaiter.report.exports.ftm_entity import model
from tidewaiter.report.exports.maritime import COLUMNS as SHIPS
from tidewaiter.report.exports.maritime import maritime
from tidewaiter.report.exports.maritime import rows as ships
from tidewaiter.report.exports.prov import prov
from tidewaiter.report.exports.stix import SHIP, stix


def _lines(i: int | str) -> list[dict[str, Any]]:
    return [
        json.loads(line)
        for line in ftm(full(i) if isinstance(i, str) else dossiers()[i]).decode().split("\n")
        if line
    ]


@pytest.mark.parametrize("i", range(3))
def test_ftm_entities_have_known_properties_and_point_at_each_other(i: int) -> None:
    made = _lines(i)
    ids = {one["id"] for one in made}
    assert len(ids) == len(made)
    for one in made:
        types = model()[one["schema"]]
        for name, values in one["properties"].items():
            assert name in types
            assert len(set(values)) == len(values) > 0
            if types[name] == "entity":
                assert set(values) <= ids
    assert {one["ledger_head"] for one in made} == {dossiers()[i].chain_head}


@pytest.mark.parametrize("i", [0, 1, 2, "x" * 10_000])
def test_ftm_is_valid_by_its_own_model(i: int | str) -> None:
    ftm_model = pytest.importorskip(
        "followthemoney", reason="followthemoney is not installed: make interchange"
    ).model
    made = {one["id"]: ftm_model.get_proxy(one, cleaned=False) for one in _lines(i)}
    for one in _lines(i):
        proxy = made[one["id"]]
        proxy.schema.validate(one)
        for name, values in one["properties"].items():
            assert sorted(proxy.get(name)) == sorted(values)
    for proxy in made.values():
        for prop, value in proxy.itervalues():
            if prop.type.name == "entity":
                assert made[value].schema.is_a(prop.range)


def test_what_we_know_of_ftm_is_what_its_model_says() -> None:
    ftm_model = pytest.importorskip(
        "followthemoney", reason="followthemoney is not installed: make interchange"
    ).model
    for name, properties in model().items():
        schema = ftm_model.get(name)
        assert {n: p.type.name for n, p in schema.properties.items() if not p.stub} == properties


def test_ftm_keeps_ships_claims_and_events() -> None:
    d = dossiers()[0]
    by = {
        s: [o["properties"] for o in _lines(0) if o["schema"] == s]
        for s in ("Vessel", "Note", "Document")
    }
    assert {"IMO9179842", "IMO9161003"} <= {
        n for p in by["Vessel"] for n in p.get("imoNumber", ())
    }
    said = {words for p in by["Note"] for words in p.get("description", ())}
    assert {c.content.text.strip() for c in d.claims} <= said
    assert len(by["Document"]) == len(d.sources)
    assert len([o for o in _lines(1) if o["schema"] == "Trip"]) == len(dossiers()[1].events)


@pytest.mark.parametrize("i", range(3))
def test_stix_is_parsed_without_custom_content(i: int) -> None:
    import stix2

    d = dossiers()[i]
    bundle = stix2.parse(stix(d), allow_custom=False)
    ids = {o.id for o in bundle.objects}
    for o in bundle.objects:
        refs = [*o.get("object_refs", []), *(o[k] for k in ("source_ref", "target_ref") if k in o)]
        assert set(refs) <= ids
        assert ("synthetic" in o.get("labels", [])) == d.synthetic
    kinds = [o.type for o in bundle.objects]
    assert kinds.count("report") == 1 + len(d.findings)
    lines = sum(len(e.lines) for f in d.findings for e in f.elements)
    assert kinds.count("opinion") == lines
    grouped = sorted(len(o.object_refs) for o in bundle.objects if o.type == "grouping")
    assert grouped == sorted(len(s.claim_ids) for s in d.stories)
    contents = [o.content for o in bundle.objects if o.type == "note"]
    assert all(
        any(c.startswith(sound(claim.content.text)) for c in contents) for claim in d.claims
    )
    ships = [o["extensions"][SHIP] for o in bundle.objects if SHIP in o.get("extensions", {})]
    assert {v.imo for v in d.vessels} <= {s.get("imo") for s in ships} | {None}


@pytest.mark.parametrize("i", range(3))
def test_prov_is_read_and_leads_from_the_dossier_to_the_sources(i: int) -> None:
    from prov.model import ProvDerivation, ProvDocument, ProvEntity

    d = dossiers()[i]
    read = ProvDocument.deserialize(content=prov(d).decode())
    entities = {str(e.identifier): e for e in read.get_records(ProvEntity)}
    assert len(entities) == 1 + len(d.sources) + len(d.exhibits) + len(d.stories) + len(
        d.tallies
    ) + len(d.findings)
    steps: dict[str, set[str]] = {}
    for record in read.get_records(ProvDerivation):
        made, used = (str(value) for _, value in record.formal_attributes[:2])
        steps.setdefault(made, set()).add(used)
        assert {made, used} <= entities.keys()
    if d.findings:
        reached: set[str] = set()
        todo = [f"tw:dossier-{d.chain_head[:40]}"]
        while todo:
            now = todo.pop()
            todo += steps.get(now, set()) - reached
            reached |= steps.get(now, set())
        assert any(
            key.startswith("tw:tw-") and "tw:sha256" in str(entities[key].attributes)
            for key in reached
        )
    assert ProvDocument.deserialize(content=read.serialize()) == read


@pytest.mark.parametrize("i", range(3))
def test_citations_are_read_by_citeproc_and_bibtexparser(i: int) -> None:
    from bibtexparser.entrypoint import parse_string
    from citeproc.source.json import CiteProcJSON

    d = dossiers()[i]
    items = json.loads(csl(d))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert len(CiteProcJSON(items)) == len(d.sources)
    assert [item["title"] for item in items] == [sound(s.title) for s in d.sources]
    library = parse_string(bibtex(d).decode())
    assert library.failed_blocks == []
    assert [e.key for e in library.entries] == [item["id"] for item in items]
    for entry, source in zip(library.entries, d.sources, strict=True):
        assert source.sha256 in entry["note"]
        if source.published:
            assert entry["date"] == source.published.isoformat()


def test_tex_of_hostile_words_has_no_command_of_theirs() -> None:
    text = bibtex(full(HOSTILE)).decode()
    assert "\\input" not in text
    assert "\\write" not in text
    assert text.count("\n@") == 1


def test_ships_come_back_through_the_reader_of_maritime_csv() -> None:
    d = dossiers()[1]
    _, listings, rejects = own.read(opened(ListFile("maritime.csv", ships(d), "0" * 64)))
    assert rejects == []
    assert {v.name for v in d.vessels} <= {n.text for one in listings for n in one.names}
    numbers = {i.value for one in listings for i in one.identifiers if i.scheme == "imoNumber"}
    assert {v.imo for v in d.vessels if v.imo} <= numbers


@pytest.mark.parametrize("i", range(3))
def test_beside_the_ships_stands_of_which_dossier_they_are(i: int) -> None:
    d = dossiers()[i]
    files = maritime(d)
    assert list(files) == ["maritime.csv", "maritime.csv.about.json"]
    said = json.loads(files["maritime.csv.about.json"])
    assert said["ledger_head"] == d.chain_head
    assert said["made_by"] == f"tidewaiter {d.version}"
    assert ("stamp" in said) is d.synthetic is said["synthetic"]
    assert said["about_sha256"] == sha256(files["maritime.csv"])
    table = list(csv.reader(io.StringIO(files["maritime.csv"].decode(), newline="")))
    assert tuple(table[0]) == SHIPS
    assert all(len(row) == len(SHIPS) for row in table)


@pytest.mark.parametrize("write", [ships, atlos])
@pytest.mark.parametrize("words", [FORMULA, HOSTILE, "x" * 10_000])
def test_cells_are_inert_and_hold_what_was_said(write: Any, words: str) -> None:
    rows = list(csv.reader(io.StringIO(write(full(words)).decode(), newline="")))
    assert len(rows) > 1
    cells = [cell for row in rows[1:] for cell in row]
    assert not any(cell[:1] in "=+-@\t\r\n" for cell in cells if cell)
    assert any(from_cell(cell) == sound(words) for cell in cells)


def test_atlos_holds_seen_sightings_with_place_and_day() -> None:
    d = dossiers()[0]
    rows = list(csv.DictReader(io.StringIO(atlos(d).decode())))
    assert tuple(rows[0]) == COLUMNS
    seen = [s for s in d.sightings if s.seen]
    assert [from_cell(r["attr_description"]) for r in rows[: len(seen)]] == [s.what for s in seen]
    assert [r["attr_geolocation"] for r in rows[: len(seen)]] == [
        f"{s.lat_deg!r}, {s.lon_deg!r}" for s in seen
    ]
