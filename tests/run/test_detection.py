"""Finding events without a case: what is written can be opened by anybody."""

from __future__ import annotations

import csv
from pathlib import Path

from tidewaiter import api
from tidewaiter.model.cells import from_cell

POSITIONS = (
    "mmsi,timestamp,lat,lon,name\n"
    "273123450,2031-03-01T00:00:00Z,40.0,135.0,=CMD()\n"
    "273123450,2031-03-01T01:00:00Z,40.1,135.1,=CMD()\n"
    "273123450,2031-03-04T00:00:00Z,41.0,136.0,=CMD()\n"
    "=CMD(),2031-03-04T00:00:00Z,41.0,136.0,x\n"
)


def test_names_that_ships_send_and_refused_rows_are_no_formulas(tmp_path: Path) -> None:
    file, out, refused = tmp_path / "p.csv", tmp_path / "e.csv", tmp_path / "r.csv"
    file.write_text(POSITIONS)
    found = api.detect([file], out, rejects_out=refused)
    assert found.rejected == 1
    with out.open(newline="") as stream:
        (event,) = csv.DictReader(stream)
    assert (event["name"], from_cell(event["name"])) == ("'=CMD()", "=CMD()")
    assert event["kind"] == "gap"
    (row,) = csv.DictReader(refused.read_text().splitlines())
    assert (row["file"], row["line"]) == ("p.csv", "5")
    assert from_cell(row["text"]).startswith("=CMD()")
