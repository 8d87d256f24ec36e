"""The figures of the public record, as the bundled case has them, and how they are kept."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

import tidewaiter
from tidewaiter import api
from tidewaiter.cli.app import app
from tidewaiter.errors import CaseError
from tidewaiter.model.claims import DocumentRef
from tidewaiter.model.figures import Figures, Relation
from tidewaiter.run.config import Case, read_assumptions, read_case
from tidewaiter.run.counts import count
from tidewaiter.run.figures import side_by_side
from tidewaiter.run.tallies import assumptions_of, tallies
from tidewaiter.sheets.claims import Text, claims

RAJIN = Path(tidewaiter.__file__).parent / "cases" / "rajin"
DOCUMENT = "documents/public-record.txt"
Change = Callable[[dict[str, str]], None]


def _figures(change: Change | None = None, case: Case | None = None) -> Figures:
    """The figures of the case's sheet, its rows changed beforehand; words change with figures."""
    rows = list(csv.DictReader(io.StringIO((RAJIN / "claims.csv").read_text(encoding="utf-8"))))
    for row in rows if change else ():
        assert change is not None
        change(row)
    sheet = io.StringIO()
    writer = csv.DictWriter(sheet, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    text = (RAJIN / DOCUMENT).read_text(encoding="utf-8")
    known = {DOCUMENT: Text(DocumentRef("d", None, None, None), text)}
    typed, rejects = claims(sheet.getvalue().encode(), "claims.csv", known)
    assert rejects == []
    given = assumptions_of(read_assumptions(RAJIN))
    return side_by_side(case or read_case(RAJIN), typed.values(), given, typed, {})


def _set(short_id: str, **values: object) -> Change:
    def change(row: dict[str, str]) -> None:
        if row["id"] == short_id:
            row.update({column: "" if v is None else str(v) for column, v in values.items()})

    return change


def _rates(found: Figures) -> dict[str, tuple[float, float]]:
    return {
        f"{r.over.name}/{r.under.name}": (r.bound.said_low, r.bound.said_high)
        for r in found.rates
        if not r.alternative
    }


def _relation(found: Figures, kind: str, *names: str) -> Relation | None:
    wanted = [r for r in found.relations if r.kind == kind]
    return next((r for r in wanted if {r.first.name, r.second.name} == set(names)), None)


def _standings(found: Figures) -> Mapping[str, str]:
    names = {r.rate_id: f"{r.over.name}/{r.under.name}" for r in found.rates}
    return {names[c.rate_id]: c.standing for c in found.ceilings if c.used == ("kg_per_round",)}


@pytest.fixture(scope="module")
def found() -> Figures:
    return _figures()


def test_containers_a_voyage_come_out_and_follow_the_sheet(found: Figures) -> None:
    assert _rates(found)["F24/F23"] == (250, 250)
    assert round(_rates(found)["F22/F21"][0]) == 222
    changed = _figures(_set("F23", low=80, best=80, high=80))
    assert _rates(changed)["F24/F23"] == (200, 200)


def test_rounds_a_container_disagree_and_follow_the_sheet(found: Figures) -> None:
    pairs = {(d.lower, d.higher): d for d in found.disagreements}
    ours = pairs["Open Source Centre", "South Korea"]
    assert ours.lower_range == (250, 375)
    assert ours.higher_range == (400, 500)
    changed = _figures(_set("F25", high=7_000_000))
    assert ("Open Source Centre", "South Korea") not in {
        (d.lower, d.higher) for d in changed.disagreements
    }


def test_south_korea_is_two_speakers_where_the_case_does_not_say_otherwise() -> None:
    apart = _figures(case=Case(title="t"))
    higher = {d.higher for d in apart.disagreements if d.lower == "Open Source Centre"}
    assert higher == {"Shin Won-sik", "South Korean Defence Intelligence Agency"}


def test_the_mass_ceiling_is_reached_and_follows_the_sheet(found: Figures) -> None:
    standings = _standings(found)
    assert standings["F25/F24"] == "fits"
    assert standings["F11/F10"] == "at the ceiling"
    assert standings["F16b/F16"] == "breaks it"
    changed = _figures(_set("F16b", low=3_000_000, high=3_100_000))
    assert _standings(changed)["F16b/F16"] == "fits"


def test_152_or_122_mm_are_alternatives(found: Figures) -> None:
    told = {a.figures[0].name: [f.of for f in a.figures] for a in found.alternatives}
    assert told == {"F08": ["152 mm", "122 mm"], "F11": ["152 mm", "122 mm"]}
    single = _figures(
        _set(
            "F08",
            or_quantity=None,
            or_low=None,
            or_best=None,
            or_high=None,
            or_unit=None,
            or_of=None,
        )
    )
    assert {a.figures[0].name for a in single.alternatives} == {"F11"}


def test_nine_and_twelve_million_are_not_comparable_as_they_stand(found: Figures) -> None:
    kind = "not comparable as they stand"
    relation = _relation(found, kind, "F27", "F28b")
    assert relation is not None
    assert "1 Jan 2024 to 15 Dec 2024" in relation.sentence
    assert "1 Aug 2023 to 13 Jul 2025" in relation.sentence
    assert _relation(_figures(_set("F28b", low=8_000_000)), kind, "F27", "F28b") is None


def test_the_same_two_contradict_each_other_once_their_days_are_the_same() -> None:
    def same_days(row: dict[str, str]) -> None:
        if row["id"] in ("F27", "F28b"):
            row.update(event_start="2024-01-01", event_end="2024-12-15", of="")

    assert _relation(_figures(same_days), "cannot both be true", "F27", "F28b") is not None

    def of_no_known_route(row: dict[str, str]) -> None:
        same_days(row)
        if row["id"] == "F28b":
            row.update(rests_on="")

    unknown = _figures(of_no_known_route)
    assert _relation(unknown, "cannot both be true", "F27", "F28b") is None
    relation = _relation(unknown, "not comparable as they stand", "F27", "F28b")
    assert relation is not None
    assert "It is not said that they cover the same" in relation.sentence


def test_two_governments_three_days_apart_cannot_both_be_right(found: Figures) -> None:
    relation = _relation(found, "cannot both be true", "F09", "F10")
    assert relation is not None
    assert "Said 3 days apart, the second figure is 33 % lower" in relation.sentence
    assert [r for r in found.relations if r.kind == "cannot both be true"] == [relation]
    changed = _figures(_set("F10", low=9_900, best=11_000, high=12_100))
    assert _relation(changed, "cannot both be true", "F09", "F10") is None


def test_tonnes_a_voyage_and_a_container_come_out(found: Figures) -> None:
    assert _rates(found)["F17/F19"][0] == pytest.approx(2_740_740, rel=1e-3)
    (box,) = [c for c in found.ceilings if c.used == ("containers_per_voyage",)]
    assert (round(box.low / 1000, 1), round(box.high / 1000, 1)) == (8.6, 13.7)
    assert box.standing == "fits"


def test_a_tally_over_alternatives_gives_a_result_for_each() -> None:
    text = (RAJIN / DOCUMENT).read_text(encoding="utf-8")
    known = {DOCUMENT: Text(DocumentRef("d", None, None, None), text)}
    typed, _ = claims((RAJIN / "claims.csv").read_bytes(), "claims.csv", known)
    given = read_assumptions(RAJIN).model_validate(
        {
            "tally": {
                "t": {
                    "title": "t", "expression": "rounds / boxes", "claims": {"rounds": "F08", "boxes": "F07"},
                    "unit": "rounds/container", "shapes": {"boxes": "triangular"},
                },
                "second": {"title": "s", "expression": "rounds", "claims": {"rounds": "F08#2"}},
            }
        }
    )  # fmt: skip
    first, second, third = tallies(given, typed)
    assert [t.alternative for t in (first, second)] == ["rounds: 152 mm", "rounds: 122 mm"]
    assert (first.kind, round(first.low or 0), first.high) == ("at least", 364, None)
    assert (round(second.low or 0), round(second.high or 0)) == (73, 89)
    assert third.low == 400_000
    assert first.tally_id != second.tally_id
    assert second.band is not None


def test_calls_heard_are_at_least_and_silences_with_room_an_upper_bound() -> None:
    def event(kind: str, day: int, **more: object) -> dict[str, object]:
        when = datetime(2031, 3, day, tzinfo=UTC)
        base = {
            "event_id": f"{kind}{day}", "kind": kind, "mmsi": 1, "name": "Tern", "start": when,
            "end": when, "port_id": None, "candidate_ports": None,
        }  # fmt: skip
        return {**base, **more}

    events = [
        event("port_visit", 2, port_id="XX-BIRCH"),
        event("port_visit", 20, port_id="XX-BIRCH"),
        event("port_visit", 3, port_id="XX-CEDAR"),
        event("port_visit", 4, port_id="XX-BIRCH", name="Gull", mmsi=2),
        event("gap", 6, candidate_ports=json.dumps([{"port_id": "XX-BIRCH"}])),
        event("gap", 7, candidate_ports=json.dumps([{"port_id": "XX-ALDER"}])),
    ]
    given = read_assumptions(RAJIN).model_validate(
        {
            "tally": {
                "t": {
                    "title": "t", "expression": "heard + called",
                    "counts": {
                        "heard": {"kind": "port_visit", "port": "XX-BIRCH", "ship": "tern", "to": "2031-03-10"},
                        "called": {"kind": "call", "port": "XX-BIRCH", "ship": "1"},
                    },
                }
            }
        }
    )  # fmt: skip
    asked = given.tally["t"].counts
    heard, called = (count(name, asked[name], events) for name in ("heard", "called"))
    assert (heard.low, heard.high, heard.unit) == (1, None, "voyages")
    assert (called.low, called.high) == (2, 3)
    assert count("heard", asked["heard"], events[::-1]) == heard
    (made,) = tallies(given, {}, events)
    assert (made.low, made.high) == (3, None)


@pytest.mark.parametrize(
    "text",
    [
        "low = 3\nhigh = 2",
        "low = -1",
        "",
        "low = 1\nshape = 'uniform'",
        "low = 1\nhigh = 2\nshape = 'pert'",
    ],
)
def test_an_assumption_whose_numbers_make_no_sense_is_refused(tmp_path: Path, text: str) -> None:
    head = "[assumption.a]\ntitle = 't'\nunit = 'kg'\nsource = 's'\n"
    (tmp_path / "assumptions.toml").write_text(f"{head}{text}\n")
    with pytest.raises(CaseError, match=r"assumption\.a"):
        read_assumptions(tmp_path)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("rajin") / "rajin"
    shutil.copytree(RAJIN, folder)
    api.build(folder)
    return folder


def test_what_was_found_comes_back_from_the_ledger_in_its_order(
    built: Path, found: Figures
) -> None:
    kept = api.figures(built)
    assert [r.sentence for r in kept.relations[:2]] == [r.sentence for r in found.relations[:2]]
    assert {d.sentence for d in found.disagreements} <= {d.sentence for d in kept.disagreements}
    assert api.figures(built, at=datetime(2000, 1, 1, tzinfo=UTC)) == Figures()
    assert any(t.band for t in api.tallies(built))


def test_the_commands_show_the_results_of_the_public_record(built: Path) -> None:
    run = CliRunner().invoke
    shown = " ".join(run(app, ["figures", str(built)]).output.split())
    for words in (
        "16,000 / 64 = 250 (F24/F23)",
        "2,000 / 9 = 222 (F22/F21)",
        "Open Source Centre: 250 to 375 rounds a container (F25/F24); South Korea: 400 to 500",
        "Breaks it: F16b/F16",
        "152 mm or 400,000 rounds of 122 mm",
        "at most 9,000,000 rounds, 1 Jan 2024 to 15 Dec 2024",
        "the second figure is 33 % lower",
    ):
        assert words in shown
    longer = run(app, ["figures", str(built), "--all"]).output
    assert "Superseded by the speaker's own later figure" in longer
    assert len(longer) > len(shown)
    worked = " ".join(run(app, ["tallies", str(built)]).output.split())
    assert "3,200,000 to 7,680,000 rounds, 5,000,000 by the figures as said" in worked
    assert "Most of the width, 55 %, comes from “Containers in one voyage”" in worked


def test_the_commands_write_json_ask_about_a_day_and_say_what_to_do(
    built: Path, tmp_path: Path
) -> None:
    run = CliRunner().invoke
    assert json.loads(run(app, ["figures", str(built), "--format", "json"]).output)["rates"]
    assert json.loads(run(app, ["tallies", str(built), "--format", "json"]).output)[0]["swings"]
    early = run(app, ["figures", str(built), "--at", "2001-01-01"])
    assert "no two figures" in early.output
    assert run(app, ["figures", str(built), "--at", "soon"]).exit_code == 2
    assert run(app, ["tallies", str(built), "--format", "xml"]).exit_code == 2
    with pytest.raises(CaseError, match="build the case first"):
        api.figures(api.new(tmp_path / "empty"))


def test_all_that_is_found_of_one_claim_is_every_pair_in_which_it_is(built: Path) -> None:
    everything, one = api.figures(built), api.figures(built, of="F09")
    ref = next(r.first.claim_id for r in everything.relations if r.first.name == "F09")
    mine = [r for r in everything.relations if ref in (r.first.claim_id, r.second.claim_id)]
    assert list(one.relations) == mine
    assert mine
    assert all(ref in (r.over.claim_id, r.under.claim_id) for r in one.rates)
    run = CliRunner().invoke
    assert "33 % lower" in " ".join(
        run(app, ["figures", str(built), "--of", "F09"]).output.split()
    )
    with pytest.raises(CaseError, match="no claim of this case is called 'F99'"):
        api.figures(built, of="F99")


def test_pairs_too_many_to_record_are_counted_on_the_ledger_the_page_and_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tidewaiter.assess.consistency.MOST", 0)
    folder = tmp_path / "rajin"
    shutil.copytree(RAJIN, folder)
    api.build(folder)
    kept = api.figures(folder)
    (count,) = [c for c in kept.counted if c.kind == "cannot both be true"]
    assert (count.figures, count.pairs, count.recorded) == (2, 1, 1)
    lead = "2 figures of goods and ships moved, in containers, make 1 pair"
    assert lead in " ".join(CliRunner().invoke(app, ["figures", str(folder)]).output.split())
    assert lead in (folder / "out" / "dossier.html").read_text(encoding="utf-8")
    assert lead in (folder / "out" / "tables" / "compared.csv").read_text(encoding="utf-8")
