"""What an export promises: of the last build, or a clear no."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tidewaiter import api
from tidewaiter.cli.app import app
from tidewaiter.errors import CaseError
from tidewaiter.report.exports import FORMATS


@pytest.fixture
def case(tmp_path: Path) -> Path:
    folder = api.new(tmp_path / "case")
    (folder / "documents").mkdir(exist_ok=True)
    (folder / "documents" / "a.txt").write_text(
        "RAJIN, 1 June 2024. The Harbour Office said that 12 ships carried crates to Vostochny."
    )
    api.build(folder)
    return folder


def test_all_formats_are_written_and_the_case_stays_intact(case: Path) -> None:
    head = api.verify(case).head
    files = api.export(case, ["all"])
    assert {f.relative_to(case / "out" / "exports").parts[0] for f in files} >= {
        "dossier.geojson",
        "csv",
    }
    assert len(files) >= len(FORMATS)
    after = api.verify(case)
    assert (after.broken, after.head) == (None, head)
    before = {f: f.read_bytes() for f in files}
    assert {f: f.read_bytes() for f in api.export(case, ["all"])} == before


def test_an_export_says_which_ledger_it_is_of(case: Path, tmp_path: Path) -> None:
    [file] = api.export(case, ["geojson"], out=tmp_path / "x.geojson")
    assert file == tmp_path / "x.geojson"
    said = json.loads(file.read_text())["tidewaiter"]
    assert (
        said["ledger_head"]
        == json.loads((case / "out" / "dossier.json").read_text())["chain_head"]
    )


def test_what_was_built_before_a_change_is_not_exported(case: Path) -> None:
    (case / "documents" / "b.txt").write_text("More.")
    with pytest.raises(CaseError, match=r"b\.txt was added .* build the case again"):
        api.export(case, ["kml"])
    api.build(case)
    api.export(case, ["kml"])
    (case / "out" / "dossier.json").write_text("{}")
    with pytest.raises(CaseError, match=r"dossier\.json was altered"):
        api.export(case, ["kml"])


def test_records_that_came_after_the_build_are_named(case: Path) -> None:
    from tidewaiter.ledger.store import Draft, Ledger
    from tidewaiter.run.clock import now

    with Ledger.open_file(case / "out" / "ledger.sqlite") as ledger:
        ledger.append([Draft("decision", "x", {"a": 1})], learned=now())
    with pytest.raises(CaseError, match="newer than its dossier"):
        api.export(case, ["kml"])


def test_a_case_never_built_and_a_format_unknown_are_refused(case: Path, tmp_path: Path) -> None:
    run = CliRunner().invoke
    never = run(app, ["export", str(api.new(tmp_path / "new")), "--to", "kml"])
    assert never.exit_code != 0
    assert "build the case first" in str(never.exception)
    with pytest.raises(CaseError, match="no such format: shapefile; there are geojson"):
        api.export(case, ["shapefile"])
    shown = run(app, ["export", str(case), "--to", "kml", "--to", "stix"])
    assert shown.exit_code == 0
    assert shown.output.count("out/exports/") == 2
