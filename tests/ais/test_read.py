from __future__ import annotations

import gzip
import json
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidewaiter.ais.normalise import normalise
from tidewaiter.ais.read import read
from tidewaiter.ais.statics import fold_statics
from tidewaiter.errors import UnreadableError
from tidewaiter.model.tables import EVENTS, POSITIONS, STATICS

HEADER = "mmsi,timestamp,lat,lon,sog,cog,heading,imo,name\n"
GOOD = "273000001,2024-02-26T12:00:00,42.1,130.2,10.1,90.0,91,IMO9179842,ANGARA\n"


def _read(file: Path) -> tuple[list[dict[str, object]], list[dict[str, object]]]:
    good, bad = [], []
    for batch in read(file, name=file.name, source="s"):
        assert batch.positions.schema == POSITIONS
        assert batch.statics.schema == STATICS
        good.extend(batch.positions.to_pylist())
        bad.extend(batch.rejects.to_pylist())
        assert batch.rows_in >= batch.positions.num_rows + batch.rejects.num_rows
    return good, bad


def _said(file: Path) -> list[dict[str, object]]:
    batches = read(file, name=file.name, source="s")
    return list(fold_statics([b.statics for b in batches]).to_pylist())


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "p.csv"


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("273000001,2024-02-26T12:00:00,91.2,130.2,,,,,", "outside -90…90"),
        ("273000001,2024-02-26T12:00:00,91,181,,,,,", "not available"),
        ("273000001,2024-02-26T12:00:00,42,190.5,,,,,", "outside -180…180"),
        ("273000001,soon,42,130,,,,,", "unreadable"),
        ("273000001,2024-02-26,42,130,,,,,", "unreadable"),
        ("0,2024-02-26T12:00:00,42,130,,,,,", "nine digits"),
        ("27300000111,2024-02-26T12:00:00,42,130,,,,,", "nine digits"),
        ("273000001,2024-02-26T12:00:00,,130,,,,,", "outside -90"),
        ("273000001,2024-02-26T12:00:00,,,,,,,", "no position"),
        ("273000001,2024-02-26T12:00:00,42", "columns"),
    ],
)
def test_a_bad_row_is_refused_with_line_and_reason_and_the_others_stay(
    file: Path, row: str, words: str
) -> None:
    file.write_text(HEADER + GOOD + row + "\n" + GOOD)
    good, bad = _read(file)
    assert [r["line"] for r in good] == [2, 4]
    assert [r["line"] for r in bad] == [3]
    assert words in str(bad[0]["reason"])


def test_values_that_mean_not_available_become_null(file: Path) -> None:
    file.write_text(HEADER + "273000001,2024-02-26T12:00:00Z,42.1,130.2,102.3,360,511,0,@@@\n")
    row = _read(file)[0][0]
    assert (row["sog"], row["cog"], row["heading"]) == (None,) * 3
    assert _said(file) == []


def test_a_zone_is_heeded(file: Path) -> None:
    file.write_text(HEADER + GOOD.replace("12:00:00", "21:00:00+09:00") + GOOD)
    assert len({r["timestamp"] for r in _read(file)[0]}) == 1


def test_blank_lines_and_stray_quotes_do_not_shift_line_numbers(file: Path) -> None:
    file.write_text(HEADER + GOOD + "\n" + GOOD + "273000001,bad\n" + GOOD)
    good, bad = _read(file)
    assert [r["line"] for r in good] == [2, 4, 6]
    assert [r["line"] for r in bad] == [5]


def test_gzip_and_marinecadastre_and_parquet_read_alike(tmp_path: Path) -> None:
    plain, packed, zst, other, table = (
        tmp_path / n for n in ("a.csv", "b.csv.gz", "b.csv.zst", "c.csv", "d.parquet")
    )
    plain.write_text(HEADER + GOOD)
    packed.write_bytes(gzip.compress((HEADER + GOOD).encode()))
    other.write_text(
        "MMSI,BaseDateTime,LAT,LON,SOG,COG,Heading,VesselName,IMO\n"
        "273000001,2024-02-26T12:00:00,42.1,130.2,10.1,90.0,91,ANGARA,IMO9179842\n"
    )
    zst.write_bytes(pa.compress((HEADER + GOOD).encode(), "zstd", asbytes=True))
    rows = [_read(f)[0][0] for f in (plain, packed, zst, other)]
    pq.write_table(
        pa.Table.from_pylist(rows[:1], schema=POSITIONS).drop(["source", "line"]), table
    )
    rows.append(_read(table)[0][0] | {"line": 2})
    assert all(row == rows[0] for row in rows)
    for file in (plain, packed, zst, other):
        (said,) = _said(file)
        assert (said["imo"], said["name"], said["reports"]) == ("9179842", "ANGARA", 1)


def test_a_cut_gzip_gives_what_it_holds_and_says_that_it_ends_early(tmp_path: Path) -> None:
    file = tmp_path / "cut.csv.gz"
    file.write_bytes(gzip.compress((HEADER + GOOD * 5000).encode())[:-12])
    good, bad = _read(file)
    assert len(good) > 0
    assert "damaged or ends early" in str(bad[-1]["reason"])


@pytest.mark.parametrize("text", ["", "a,b,c\n1,2,3\n", "\xff\xfe"])
def test_what_is_no_position_table_is_refused_whole(file: Path, text: str) -> None:
    file.write_bytes(text.encode("latin-1"))
    with pytest.raises(UnreadableError):
        _read(file)


@settings(deadline=None, max_examples=40)
@given(
    st.lists(
        st.sampled_from([GOOD, "x\n", "\n", GOOD.replace("42.1", "99"), 'q"uote,1\n']), max_size=30
    )
)
def test_every_row_is_good_or_refused(lines: list[str]) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "p.csv"
        file.write_text(HEADER + "".join(lines))
        good, bad = _read(file)
    assert len(good) + len(bad) == sum(line.strip() != "" for line in lines)
    assert [r["line"] for r in good] == [i for i, line in enumerate(lines, 2) if line == GOOD]


def test_the_real_file_gives_its_known_counts(shared: Path) -> None:
    file = shared / "data/ais/marinecadastre-2022-01-03.csv.gz"
    batches = list(read(file, name="m", source="s"))
    rows, stats = normalise([b.positions for b in batches])
    assert sum(b.rows_in for b in batches) == 99_999
    assert sum(b.rejects.num_rows for b in batches) == 5
    assert (stats.rows_in, stats.folded, stats.ships) == (99_994, 1, 10_630)
    assert rows.num_rows == 99_993
    said = fold_statics([b.statics for b in batches])
    assert (said.num_rows, len(set(said["mmsi"].to_pylist()))) == (10_636, 10_619)


DMA = (
    "# Timestamp,Type of mobile,MMSI,Latitude,Longitude,Navigational status,ROT,SOG,COG,Heading,"
    "IMO,Callsign,Name,Ship type,Cargo type,Width,Length,Type of position fixing device,Draught,"
    "Destination,ETA,Data source type"
)
DMA_ROW = (
    "26/02/2024 12:00:07,Class A,219000001,55.500000,11.500000,Under way using engine,0.0,10.1,"
    "90.0,91,9179842,OXAB,TERN,Cargo,,18,120,GPS,7.1,GDANSK,,AIS"
)


@pytest.mark.parametrize("sizes", ["", ",60,60,9,9"])
def test_the_danish_authoritys_tables_are_read_in_both_widths(file: Path, sizes: str) -> None:
    header = DMA + (",A,B,C,D" if sizes else "")
    station = DMA_ROW.replace("Class A", "Base Station")
    file.write_text(f"{header}\n{DMA_ROW}{sizes}\n{station}{sizes}\n")
    (row,), (refused,) = _read(file)
    assert row["timestamp"] == datetime(2024, 2, 26, 12, 0, 7, tzinfo=UTC)
    assert (row["nav_status"], row["lat"]) == (0, 55.5)
    assert refused["reason"] == "'Base Station' is no ship"
    (said,) = _said(file)
    assert (said["imo"], said["length"], said["width"]) == ("9179842", 120.0, 18.0)
    assert (said["destination"], round(float(str(said["draught"])), 3)) == ("GDANSK", 7.1)


def test_a_vendors_static_message_is_no_position_and_no_refusal(file: Path) -> None:
    file.write_text(
        "MMSI,Message_ID,Repeat_indicator,Time,Vessel_Name,Call_sign,IMO,Dimension_to_Bow,"
        "Dimension_to_stern,Draught,Destination,SOG,Longitude,Latitude,COG,Heading\n"
        "219000001,5,0,20240226_120000,TERN,OXAB,9179842,60,61,7.1,GDANSK,,,,,\n"
        "219000001,1,0,20240226_120010,,,,,,,,10.1,11.5,55.5,90.0,91\n"
    )
    rows, refused = _read(file)
    assert (len(rows), refused) == (1, [])
    (said,) = _said(file)
    assert (said["name"], said["length"], said["callsign"]) == ("TERN", 121.0, "OXAB")


@pytest.mark.parametrize(
    "text",
    ["2024-02-26T12:00:00Z", "2024-02-26 12:00:00", "26/02/2024 12:00:00", "20240226_120000",
     "1708948800", "1708948800000"],
)  # fmt: skip
def test_times_are_read_as_the_field_writes_them(file: Path, text: str) -> None:
    file.write_text(f"mmsi,timestamp,lat,lon\n219000001,{text},55.5,11.5\n")
    (row,), _ = _read(file)
    assert row["timestamp"] == datetime(2024, 2, 26, 12, tzinfo=UTC)


@pytest.mark.parametrize("text", ["30/02/2024 12:00:00", "26/13/2024 12:00:00", "99999999_120000"])
def test_days_that_are_none_are_refused(file: Path, text: str) -> None:
    file.write_text(f"mmsi,timestamp,lat,lon\n219000001,{text},55.5,11.5\n")
    assert len(_read(file)[1]) == 1


def test_json_lines_and_msgpack_are_read(tmp_path: Path) -> None:
    import msgpack

    record = {"ssvid": 219000001, "timestamp": "2024-02-26T12:00:00Z", "lat": 55.5, "lon": 11.5}
    static = {"ssvid": 219000001, "timestamp": "2024-02-26T12:01:00Z", "shipname": "TERN"}
    lines, packed = tmp_path / "a.json.gz", tmp_path / "a.msg"
    text = json.dumps(record) + "\n[1]\n" + json.dumps(static) + "\n"
    lines.write_bytes(gzip.compress(text.encode()))
    packed.write_bytes(msgpack.packb(record) + msgpack.packb(static))
    (row,), (refused,) = _read(lines)
    assert (refused["line"], refused["reason"]) == (2, "the line is no JSON object")
    assert _read(packed) == ([row], [])
    assert [s["name"] for s in _said(packed)] == ["TERN"]


def test_named_columns_stand_before_recognised_ones(file: Path) -> None:
    file.write_text("id,when,y,x\n219000001,2024-02-26T12:00:00,55.5,11.5\n")
    columns = {"mmsi": "id", "timestamp": "when", "lat": "y", "lon": "x"}
    (batch,) = read(file, name="f", source="s", columns=columns)
    assert batch.positions["lon"].to_pylist() == [11.5]
    with pytest.raises(UnreadableError, match="no column of ours"):
        list(read(file, name="f", source="s", columns={**columns, "speed": "x"}))


def test_the_tracks_of_global_fishing_watch_give_their_known_counts(shared: Path) -> None:
    counts = {}
    for file in sorted((shared / "data/ais/gfw-tracks").iterdir()):
        batches = list(read(file, name=file.name, source="s"))
        counts[file.name.split(".")[0]] = (
            sum(b.rows_in for b in batches),
            sum(b.positions.num_rows for b in batches),
            sum(b.rejects.num_rows for b in batches),
        )
    assert counts == {
        "204814000": (847, 847, 0), "205316000": (732, 732, 0), "224051350": (5479, 4690, 4),
        "224108190": (592, 592, 0), "227317360": (223, 162, 0), "230942350": (758, 758, 0),
        "240000000": (3779, 2550, 1), "263576000": (948, 928, 20), "338013000": (1253, 1193, 60),
        "416000000": (1668, 1668, 0), "431704490": (7499, 7345, 0), "538004505": (1566, 1566, 0),
        "600011817": (187, 168, 2), "segmented-416000000": (1668, 1668, 0),
    }  # fmt: skip


def test_every_real_file_goes_through_all_rules_with_its_known_counts(
    shared: Path, tmp_path: Path
) -> None:
    from tidewaiter import api

    found = {}
    for name in ("uscg-nais-2016-07-28.nmea.gz", "aislib-stream-2010-06-11.nmea.gz", "gfw-tracks"):
        result = api.detect([shared / "data/ais" / name], tmp_path / "events.parquet")
        assert result.rows_in == result.good + result.rejected
        noise = sum(result.noise.values())
        found[name] = (result.rows_in, result.rejected, result.folded, noise, result.events)
        assert pq.read_table(tmp_path / "events.parquet").schema.equals(EVENTS)
    assert found == {
        "uscg-nais-2016-07-28.nmea.gz": (59_402, 216, 20_593, 6, {"shared_identity": 2}),
        "aislib-stream-2010-06-11.nmea.gz": (4_500, 25, 0, 1, {}),
        "gfw-tracks": (
            27_199, 87, 5_744, 342,
            {"gap": 91, "identity_change": 15, "loitering": 10, "port_visit": 24,
             "shared_identity": 11, "spoofing": 8},
        ),
    }  # fmt: skip
