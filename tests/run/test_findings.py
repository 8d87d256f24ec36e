"""Findings of real cases: what they show leads back to files, and verify follows it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.assess.evidence_builders import PACK
from typer.testing import CliRunner

from tidewaiter import api
from tidewaiter.cli.app import app
from tidewaiter.errors import CaseError
from tidewaiter.ledger.store import Draft, Ledger
from tidewaiter.model.findings import Element, Finding
from tidewaiter.model.provisions import Scope
from tidewaiter.run.clock import now
from tidewaiter.run.doubts import fewest_lines
from tidewaiter.run.follow import RECORDS, first_astray

RAJIN = "dprk-arms/arms-from-dprk"
ARTICLE = """A ship at Alder

The harbour office said that the Tern Harbour carried up to 40 containers from Alder last year.

Lantern Shipping denied that its ship had called there.
"""


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    api.demo(folder)
    return folder


@pytest.fixture
def case(tmp_path: Path) -> Path:
    folder = api.new(tmp_path / "case")
    (folder / "documents" / "a.txt").write_text(ARTICLE)
    (folder / "case.toml").write_text('title = "A case"\n[assess]\npacks = ["./own.toml"]\n')
    (folder / "own.toml").write_text(PACK)
    return folder


def _one(folder: Path, finding_id: str) -> Finding:
    return next(f for f in api.findings(folder).findings if f.finding_id == finding_id)


def _elements(finding: Finding) -> dict[str, Element]:
    return {e.element_id: e for e in finding.elements}


def _scopes(finding: Finding) -> dict[str, Scope]:
    return {s.provision_id: s for s in finding.scope}


def test_rajin_reads_as_an_analyst_would_write_it(demo: Path) -> None:
    made = _one(demo / "rajin", RAJIN)
    elements = _elements(made)
    assert {i: e.status for i, e in elements.items()} == {
        "departure": "established",
        "nature": "indicated",
        "carriage": "established",
        "receipt": "established",
    }
    assert made.likelihood == "likely"
    assert made.confidence == "moderate"


def test_no_paragraph_on_ships_of_the_dprk_or_on_designated_ships_is_applied_to_rajin(
    demo: Path,
) -> None:
    scopes = _scopes(_one(demo / "rajin", RAJIN))
    applied = {i for i, s in scopes.items() if s.answer == "applies"}
    assert applied == {"unsc-1718-8b", "unsc-1874-9", "unsc-2270-8"}
    for trap in ("unsc-2397-13", "unsc-1874-17", "unsc-2375-11", "unsc-2321-12"):
        assert scopes[trap].answer == "does not apply"
        assert not scopes[trap].breach
    aside = {n.finding_id for n in api.findings(demo / "rajin").not_applied}
    assert {"dprk-arms/silence", "dprk-arms/designated-ship", "eu-833-2014/port-call"} <= aside


def test_what_is_in_a_container_rests_on_claims_alone_and_stays_disputed(demo: Path) -> None:
    nature = _elements(_one(demo / "rajin", RAJIN))["nature"]
    supports = [line for line in nature.lines if line.relation == "supports"]
    assert {line.kind for line in supports} == {"claim"}
    assert {line.label for line in supports} == {"F01", "F09", "F26", "F27"}
    assert [line.label for line in nature.lines if line.relation == "disputes"] == ["F25c"]
    assert "claims alone" in nature.why
    # what containers could hold if they held shells is no evidence of what they held
    assert {"F08", "F25", "F28b"} <= {li.label for li in nature.lines if li.relation == "context"}


def test_offices_of_one_government_are_one_line(demo: Path) -> None:
    departure = _elements(_one(demo / "rajin", RAJIN))["departure"]
    line_of = {line.label: line.line for line in departure.lines if line.relation == "supports"}
    assert line_of["F01"] == line_of["F09"]  # the White House and the State Department
    assert line_of["F10"] == line_of["F28"]  # the minister and his agency
    assert line_of["F03"] == line_of["F12"] == line_of["F23"]  # one series of images
    assert len({line_of[label] for label in ("F01", "F10", "F03", "F26")}) == 4


def test_the_visit_of_another_ship_does_not_speak_of_this_one(demo: Path) -> None:
    call = _elements(_one(demo / "exercise", "exercise/loaded-at-birch"))["call"]
    assert not any("GREBE" in line.sentence for line in call.lines)
    assert {"claim", "sighting", "event"} <= {line.kind for line in call.lines}
    assert call.status == "indicated"
    denial = next(line for line in call.lines if line.relation == "disputes")
    assert (
        denial.sentence == "Lantern Meridian Shipping denied: the Tern Harbour had called at Birch"
    )


@pytest.mark.parametrize("name", ["rajin", "exercise"])
def test_each_figure_of_a_finding_has_a_place_where_it_stands(demo: Path, name: str) -> None:
    folder = demo / name
    for finding in api.findings(folder).findings:
        assert finding.put_aside == ()
        explained = api.explain(folder, finding.finding_id)
        assert all(one.cited for one in explained.evidence)
        assert {c.now for one in explained.evidence for c in one.cited} == {"as recorded"}
        known = {line.ref for e in finding.elements for line in e.lines}
        known |= {r for s in finding.scope for r in s.refs}
        assert all(set(s.refs) <= known for s in finding.statements)
    assert api.verify(folder).broken is None


def _tampered(demo: Path, tmp_path: Path, change: Callable[[dict[str, Any]], None]) -> str | None:
    """Put a false finding on the ledger by its own means, so that the chain holds, and verify."""
    folder = tmp_path / "rajin"
    shutil.copytree(demo / "rajin", folder)
    with Ledger.open_file(folder / "out" / "ledger.sqlite") as ledger:
        body = ledger.current("finding")[RAJIN]
        change(body)
        ledger.append([Draft("finding", RAJIN, body)], learned=now())
        assert ledger.verify() is None
    return api.verify(folder).broken


def _line(body: dict[str, Any]) -> dict[str, Any]:
    line: dict[str, Any] = next(x for x in body["elements"][0]["lines"] if x["label"] == "F01")
    return line


def _move(body: dict[str, Any]) -> None:
    _line(body)["passages"][0]["locator"]["start"] -= 1


def _beyond(body: dict[str, Any]) -> None:
    _line(body)["passages"][0]["locator"]["end"] = 10_000_000


def _other_words(body: dict[str, Any]) -> None:
    passage = _line(body)["passages"][0]
    passage["text"] = passage["text"].replace("1,000", "9,000")


def _other_words_everywhere(body: dict[str, Any]) -> None:
    _other_words(body)
    _other_sentence(body)


def _other_sentence(body: dict[str, Any]) -> None:
    line = _line(body)
    line["sentence"] = line["sentence"].replace("1,000", "9,000")


def _other_digest(body: dict[str, Any]) -> None:
    _line(body)["passages"][0]["digest"] = "0" * 64


def _other_file(body: dict[str, Any]) -> None:
    _line(body)["passages"][0]["path"] = "claims.csv"


def _no_such_record(body: dict[str, Any]) -> None:
    _line(body)["ref"] = "nobody"


def _rests_on_nothing(body: dict[str, Any]) -> None:
    body["statements"][0]["refs"].append("nothing")


def _no_place(body: dict[str, Any]) -> None:
    _line(body)["passages"] = []


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (_move, "what stands there is not what the finding shows"),
        (_beyond, "has no characters"),
        (_other_words, "its sentence is not what its passage says"),
        (_other_sentence, "its sentence is not what its passage says"),
        (_other_words_everywhere, "what stands there is not what the finding shows"),
        (_other_digest, "what stands there is not what the finding shows"),
        (_other_file, "was altered"),
        (_no_such_record, "no such claim is on the ledger"),
        (_rests_on_nothing, "rests on nothing, which is not on the ledger"),
        (_no_place, "it leads to no place in a file"),
    ],
)
def test_verify_names_a_finding_that_shows_what_does_not_stand_there(
    demo: Path, tmp_path: Path, change: Callable[[dict[str, Any]], None], named: str
) -> None:
    broken = _tampered(demo, tmp_path, change)
    assert broken is not None
    assert broken.startswith(f"finding {RAJIN}")
    assert named in broken


def test_a_source_that_was_altered_or_moved_leads_astray(demo: Path, tmp_path: Path) -> None:
    folder = tmp_path / "rajin"
    shutil.copytree(demo / "rajin", folder)
    with Ledger.open_file(folder / "out" / "ledger.sqlite") as ledger:
        bodies = ledger.current("finding")
        known = frozenset(ref for kind in RECORDS for ref in ledger.standing(kind))
    assert first_astray(folder, bodies, known) is None
    file = folder / "documents" / "public-record.txt"
    file.write_text(file.read_text().replace("more than 1,000", "more than 9,000"))
    assert "was altered" in str(first_astray(folder, bodies, known))
    shown = {c.now for one in api.explain(folder, "1").evidence for c in one.cited}
    assert "documents/public-record.txt was altered: its bytes are not those captured" in shown
    file.rename(folder / "documents" / "moved.txt")
    assert "was removed or moved" in str(first_astray(folder, bodies, known))
    assert api.verify(folder).broken == "documents/public-record.txt was removed from the case"


def test_verify_follows_the_claims_that_stand_beside_the_evidence(
    demo: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "rajin"
    shutil.copytree(demo / "rajin", folder)
    ref = api.explain(folder, "1").beside[0].ref
    with Ledger.open_file(folder / "out" / "ledger.sqlite") as ledger:
        claim = dict(ledger.current("claim")[ref])
        span = {**claim["content"], "start": claim["content"]["start"] + 1}
        ledger.append([Draft("claim", ref, {**claim, "content": span})], learned=now())
    broken = api.verify(folder).broken
    assert broken is not None
    assert broken.startswith(f"finding {RAJIN}, claim {ref[:12]}: documents/public-record.txt")
    assert "not what the finding shows" in broken


def test_a_pack_that_is_a_file_of_the_case_is_applied_and_captured(case: Path) -> None:
    built = api.build(case)
    assert [f.finding_id for f in api.findings(case).findings] == ["own/f1"]
    (case / "own.toml").write_text(PACK.replace("Were crates moved?", "Did crates move?"))
    assert (
        api.verify(case).broken
        == "own.toml was altered: its bytes are not those that were captured"
    )
    assert api.build(case).head != built.head
    assert api.findings(case).findings[0].elements[0].question == "Did crates move?"


@pytest.mark.parametrize("name", ["../own.toml", "documents/own.toml", "missing.toml"])
def test_a_pack_outside_of_the_case_is_refused(case: Path, name: str) -> None:
    (case.parent / "own.toml").write_text(PACK)
    (case / "documents" / "own.toml").write_text(PACK)
    (case / "case.toml").write_text(f'title = "A case"\n[assess]\npacks = ["{name}"]\n')
    with pytest.raises(CaseError, match="is no file of the case"):
        api.build(case)


def test_a_malformed_pack_stops_the_build_with_file_and_entry(case: Path) -> None:
    (case / "own.toml").write_text(PACK.replace("binds = true", 'binds = "perhaps"'))
    with pytest.raises(CaseError, match=r"./own.toml: provision 'p1', binds: Input should be"):
        api.build(case)


def test_two_packs_of_one_name_are_refused(case: Path) -> None:
    (case / "packs").mkdir()
    (case / "packs" / "own.toml").write_text(PACK)
    (case / "case.toml").write_text(
        'title = "A case"\n[assess]\npacks = ["./own.toml", "packs/own.toml"]\n'
    )
    with pytest.raises(CaseError, match="two packs are called own"):
        api.build(case)


def test_a_word_set_by_a_person_stands_after_the_next_build_with_both_words(
    case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = now() - timedelta(days=1)
    with monkeypatch.context() as earlier:
        earlier.setattr("tidewaiter.run.build.now", lambda: before)
        api.build(case)
    who = {"by": "A. Analyst", "why": "A crate was opened."}
    computed = api.findings(case).findings[0].likelihood
    api.judge_finding(case, "likelihood", "f1", "Almost  Certain", **who)
    assert api.findings(case).findings[0].likelihood == computed
    api.build(case)
    made = api.findings(case).findings[0]
    assert (made.likelihood, made.likelihood_range) == ("almost certain", "95–99 %")
    [override] = made.overrides
    assert (override.computed, override.then, override.by) == (computed, computed, "A. Analyst")
    assert api.findings(case, before).findings[0].likelihood == computed
    assert api.verify(case).broken is None
    api.withdraw_decisions(case, [1], by="A. Analyst", why="The crate was another.")
    api.build(case)
    assert api.findings(case).findings[0].overrides == ()


@pytest.mark.parametrize(
    ("kind", "finding", "word", "by", "message"),
    [
        ("likelihood", "f1", "certain", "A", "'certain' is no likelihood; give one of: cannot be"),
        (
            "confidence",
            "f1",
            "likely",
            "A",
            "'likely' is no confidence; give one of: low, moderate",
        ),
        ("confidence", "f9", "low", "A", "'f9' is no finding of this case; there are: own/f1"),
        ("confidence", "f1", "low", " ", "--by is blank"),
    ],
)
def test_a_word_that_is_none_or_has_no_name_behind_it_is_refused(
    case: Path, kind: Any, finding: str, word: str, by: str, message: str
) -> None:
    api.build(case)
    with pytest.raises(CaseError, match=message):
        api.judge_finding(case, kind, finding, word, by=by, why="w")


def test_sources_and_bodies_of_a_case_count(case: Path) -> None:
    api.build(case)
    [first] = api.findings(case).findings
    assert first.elements[0].lines[0].grade == "F4"
    with (case / "case.toml").open("a") as stream:
        stream.write('[[document]]\npath = "documents/a.txt"\ngrade = "D"\n')
    api.build(case)
    [again] = api.findings(case).findings
    assert again.elements[0].lines[0].grade.startswith("D")
    assert again.elements[0].firm_lines < first.elements[0].firm_lines


def _run(*arguments: object) -> tuple[int, str]:
    done = CliRunner().invoke(app, list(map(str, arguments)))
    return done.exit_code, " ".join(done.output.split())


def test_findings_and_their_reasons_are_printed(demo: Path) -> None:
    code, shown = _run("findings", demo / "rajin")
    assert code == 0
    assert "not applied: Ships linked to the DPRK that were silent" in shown
    code, shown = _run("explain", demo / "rajin", "arms-from-dprk")
    assert code == 0
    for words in (
        "It is likely (55–80 %) that arms or related materiel left the DPRK by sea.",
        "documents/public-record.txt sha256",
        "S/RES/2397 (2017), paragraph 13 does not apply",
        "It rests on 21 records of evidence in independent lines, fewer if doubts",
        "● departure: established, 4 lines (2 if every doubt holds)",
        "What is not established: - Was the cargo arms or related materiel? indicated;",
    ):
        assert words in shown
    order = (
        "Confidence in this",
        "What is not",
        "What would change",
        "What each",
        "[1]",
        "Files,",
    )
    assert sorted(order, key=shown.index) == list(order)
    brief = _run("explain", demo / "rajin", "arms-from-dprk", "--brief")[1]
    assert shown.startswith(brief)
    assert "What each sentence rests on" not in brief


def test_provisions_of_one_answer_and_reason_are_one_sentence(demo: Path) -> None:
    _, shown = _run("explain", demo / "rajin", "arms-from-dprk")
    assert (
        "S/RES/1874 (2009), paragraph 17; S/RES/2397 (2017), paragraph 13 does not apply" in shown
    )
    finding = _one(demo / "rajin", RAJIN)
    assert all(scope.name in shown for scope in finding.scope)


def test_lines_that_are_left_if_doubts_hold_never_outnumber_the_lines(demo: Path) -> None:
    for name in ("rajin", "exercise"):
        made = api.explain(demo / name, "1")
        for element, least in zip(made.finding.elements, made.fewest, strict=True):
            assert (least > 0) is (element.independent_lines > 0)
            assert least <= element.independent_lines
        assert fewest_lines(made.finding.elements, ()) == tuple(
            e.independent_lines for e in made.finding.elements
        )


def test_a_claim_beside_the_evidence_is_shown_where_it_stands(demo: Path) -> None:
    made = api.explain(demo / "rajin", RAJIN)
    numbered = {one.line.ref for one in made.evidence}
    others = {ref for s in made.said for ref in s.others}
    assert others
    assert not others & numbered
    assert {one.ref for one in made.beside} == others
    assert {one.cited.now for one in made.beside} == {"as recorded"}
    code, shown = _run("explain", demo / "rajin", RAJIN)
    assert code == 0
    for one in made.beside:
        assert one.ref[:12] in shown
        at = one.cited.passage.locator
        assert f"sha256 {at.sha256[:16]}… chars {at.start}–{at.end}" in shown


def test_findings_are_given_as_json_and_as_of_a_day(demo: Path) -> None:
    done = CliRunner().invoke(app, ["findings", str(demo / "rajin"), "--format", "json"])
    assert json.loads(done.output)["findings"][0]["finding_id"] == RAJIN
    early = CliRunner().invoke(
        app, ["findings", str(demo / "rajin"), "--at", "2001-01-01", "--format", "json"]
    )
    assert json.loads(early.output) == {"findings": [], "not_applied": []}
    explained = CliRunner().invoke(app, ["explain", str(demo / "rajin"), "1", "--format", "json"])
    assert json.loads(explained.output)["evidence"][0]["cited"][0]["now"] == "as recorded"
    assert _run("findings", demo / "rajin", "--at", "soon")[0] == 2
    assert _run("findings", demo / "rajin", "--format", "xml")[0] == 2


def test_what_was_not_applied_is_said_instead_of_explained(demo: Path) -> None:
    with pytest.raises(
        CaseError, match="dprk-arms/silence was not applied: None of its provisions"
    ):
        api.explain(demo / "rajin", "silence")


def test_findings_of_another_version_say_what_to_do(demo: Path, tmp_path: Path) -> None:
    folder = tmp_path / "rajin"
    shutil.copytree(demo / "rajin", folder)
    with Ledger.open_file(folder / "out" / "ledger.sqlite") as ledger:
        ledger.append([Draft("finding", RAJIN, {"finding_id": RAJIN})], learned=now())
    for ask in (api.findings, api.verify):
        with pytest.raises(
            CaseError, match="made by another version of tidewaiter; build it again"
        ):
            ask(folder)


def test_a_case_that_was_never_built_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="build the case first: tidewaiter build"):
        api.findings(tmp_path)


def test_packs_are_listed_and_shown(case: Path) -> None:
    assert "dprk-arms 46 provisions (17 unchecked), 6 findings" in _run("packs")[1]
    shown = _run("packs", "dprk-arms")[1]
    assert "S/RES/2397 (2017), paragraph 13 [unchecked]" in shown
    assert "calls upon (and expresses concern) (binds nobody)" in shown
    assert (
        "nature: Was the cargo arms or related materiel? (claims alone can only indicate it)"
        in shown
    )
    assert "own 1 provisions" in _run("packs", "--case", case)[1]
    assert "own: A test" in _run("packs", case / "own.toml")[1]
    as_json = CliRunner().invoke(app, ["packs", "exercise", "--format", "json"])
    assert json.loads(as_json.output)["pack_id"] == "exercise"
    with pytest.raises(CaseError, match="no provision pack 'nothing'"):
        api.pack("nothing")


def test_words_are_set_at_the_terminal(case: Path) -> None:
    api.build(case)
    who = ("--by", "A. Analyst", "--why", "One paper.")
    assert _run("judge", "confidence", case, "1", "low")[0] == 2
    code, shown = _run("judge", "confidence", case, "1", "low", *who)
    assert code == 0
    assert "recorded: confidence of own/f1, by the rules low, now low" in shown
    assert _run("judge", "likelihood", case, "own/f1", "unlikely", *who)[0] == 0
    api.build(case)
    shown = CliRunner().invoke(app, ["findings", str(case)], env={"COLUMNS": "200"}).output
    assert "(set by A. Analyst; rules: roughly even chance)" in shown
    assert "unlikely" in shown
