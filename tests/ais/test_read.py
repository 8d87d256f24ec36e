from __future__ import annotations

import gzip
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidewaiter.ais.normalise import normalise
from tidewaiter.ais.read import read
from tidewaiter.errors import UnreadableError
from tidewaiter.model.tables import POSITIONS

HEADER = "mmsi,timestamp,lat,lon,sog,cog,heading,imo,name\n"
GOOD = "273000001,2024-02-26T12:00:00,42.1,130.2,10.1,90.0,91,IMO9179842,ANGARA\n"


def _read(file: Path) -> tuple[list[dict[str, object]], list[dict[str, object]]]:
    good, bad = [], []
    for rows, rejects in read(file, name=file.name, source="s"):
        assert rows.schema == POSITIONS
        good.extend(rows.to_pylist())
        bad.extend(rejects.to_pylist())
    return good, bad


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
    assert (row["sog"], row["cog"], row["heading"], row["imo"], row["name"]) == (None,) * 5


def test_a_zone_is_heeded(file: Path) -> None:
    file.write_text(HEADER + GOOD.replace("12:00:00", "21:00:00+09:00") + GOOD)
    assert len({r["timestamp"] for r in _read(file)[0]}) == 1


def test_blank_lines_and_stray_quotes_do_not_shift_line_numbers(file: Path) -> None:
    file.write_text(HEADER + GOOD + "\n" + GOOD + "273000001,bad\n" + GOOD)
    good, bad = _read(file)
    assert [r["line"] for r in good] == [2, 4, 6]
    assert [r["line"] for r in bad] == [5]


def test_gzip_and_marinecadastre_and_parquet_read_alike(tmp_path: Path) -> None:
    plain, packed, other, table = (
        tmp_path / n for n in ("a.csv", "b.csv.gz", "c.csv", "d.parquet")
    )
    plain.write_text(HEADER + GOOD)
    packed.write_bytes(gzip.compress((HEADER + GOOD).encode()))
    other.write_text(
        "MMSI,BaseDateTime,LAT,LON,SOG,COG,Heading,VesselName,IMO\n"
        "273000001,2024-02-26T12:00:00,42.1,130.2,10.1,90.0,91,ANGARA,IMO9179842\n"
    )
    rows = [_read(f)[0][0] for f in (plain, packed, other)]
    pq.write_table(
        pa.Table.from_pylist(rows[:1], schema=POSITIONS).drop(["source", "line"]), table
    )
    rows.append(_read(table)[0][0] | {"line": 2})
    assert all(row == rows[0] for row in rows)
    assert rows[0]["imo"] == "9179842"


def test_a_cut_gzip_gives_what_it_holds_and_says_that_it_ends_early(tmp_path: Path) -> None:
    file = tmp_path / "cut.csv.gz"
    file.write_bytes(gzip.compress((HEADER + GOOD * 50).encode())[:-12])
    _, bad = _read(file)
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
    tables, refused = [], 0
    for good, bad in read(
        shared / "data/ais/marinecadastre-2022-01-03.csv.gz", name="m", source="s"
    ):
        tables.append(good)
        refused += bad.num_rows
    rows, stats = normalise(tables)
    assert (stats.rows_in, refused, stats.folded, stats.ships) == (99994, 5, 1, 10630)
    assert rows.num_rows == 99993
