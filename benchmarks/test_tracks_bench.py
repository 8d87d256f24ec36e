"""What a user waits for with ship tracks, against what they would use instead, in one run.

Each group has the peer beside us on the same bytes; pytest-benchmark prints the ratios, and
``extra_info`` the rows a second.
"""

from __future__ import annotations

import gzip
import io
import time
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from benchmarks.conftest import copies
from tidewaiter.ais.detect import Detector
from tidewaiter.ais.merge import RunWriter, pieces
from tidewaiter.ais.normalise import normalise
from tidewaiter.ais.read import read
from tidewaiter.ais.read.nmea import read_nmea
from tidewaiter.geo.ports import Ports, bundled
from tidewaiter.model.tables import POSITIONS
from tidewaiter.run.gather import Gathered

Sea = tuple[Path, Ports, int]


def _events(file: Path, ports: Ports) -> int:
    with Gathered() as gathered:
        for batch in read(file, name="f", source="s"):
            gathered.add(batch)
        detector = Detector(ports=ports, statics=gathered.statics())
        for rows, _ in gathered.pieces():
            detector.add(rows)
        return int(detector.finish().num_rows)


def _timed(benchmark: Any, work: Any, rows: int, rounds: int = 3) -> Any:
    found = benchmark.pedantic(work, rounds=rounds, warmup_rounds=1)
    benchmark.extra_info["rows_a_second"] = round(rows / benchmark.stats.stats.median)
    return found


@pytest.mark.benchmark(group="10 M positions of 5,000 ships: Parquet in, all events out")
def test_all_events(benchmark: Any, big: Sea) -> None:
    file, ports, rows = big
    assert _timed(benchmark, lambda: _events(file, ports), rows) > 1000


@pytest.mark.benchmark(group="10 M positions of 5,000 ships: Parquet in, all events out")
def test_polars_reads_and_sorts(benchmark: Any, big: Sea) -> None:
    import polars

    file, _, rows = big
    found = _timed(
        benchmark, lambda: polars.read_parquet(file).sort(["mmsi", "timestamp"]).height, rows
    )
    assert found == rows


@pytest.fixture(scope="module")
def sheet(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, int]:
    """The real MarineCadastre file twenty times over, unpacked."""
    data = gzip.decompress((shared / "data/ais/marinecadastre-2022-01-03.csv.gz").read_bytes())
    head, body = data.split(b"\n", 1)
    file = tmp_path_factory.mktemp("csv") / "m.csv"
    file.write_bytes(head + b"\n" + body * 20)
    return file, 20 * 99_999


@pytest.mark.benchmark(group="2 M rows of MarineCadastre CSV: to sorted Parquet")
def test_csv_to_sorted_parquet(benchmark: Any, sheet: tuple[Path, int], tmp_path: Path) -> None:
    file, rows = sheet

    def run() -> None:
        with Gathered() as gathered:
            for batch in read(file, name="f", source="s"):
                gathered.add(batch)
            pq.write_table(gathered.statics(), tmp_path / "s.parquet")
            for table, _ in gathered.pieces():
                pq.write_table(table, tmp_path / "p.parquet")

    _timed(benchmark, run, rows)


@pytest.mark.benchmark(group="2 M rows of MarineCadastre CSV: to sorted Parquet")
def test_polars_csv_to_sorted_parquet(
    benchmark: Any, sheet: tuple[Path, int], tmp_path: Path
) -> None:
    import polars

    file, rows = sheet

    def run() -> None:
        table = polars.read_csv(file, try_parse_dates=True, infer_schema_length=100_000, ignore_errors=True)  # fmt: skip
        table.sort(["MMSI", "BaseDateTime"]).write_parquet(tmp_path / "p.parquet")

    _timed(benchmark, run, rows)


@pytest.fixture(scope="module")
def log(shared: Path) -> tuple[bytes, int]:
    data = gzip.decompress((shared / "data/ais/uscg-nais-2016-07-28.nmea.gz").read_bytes())
    return data, data.count(b"VDM,") + data.count(b"VDO,")


@pytest.mark.benchmark(group="594,020 sentences of the US Coast Guard's log: to Parquet")
def test_nmea_to_parquet(benchmark: Any, log: tuple[bytes, int], tmp_path: Path) -> None:
    data, sentences = log[0] * 10, log[1] * 10

    def run() -> int:
        read_in = 0
        writer = RunWriter(tmp_path / "p.parquet")
        for batch in read_nmea(io.BytesIO(data), name="f", source="s"):
            writer.add(batch.positions)
            read_in += batch.rows_in
        writer.close()
        return read_in

    assert _timed(benchmark, run, sentences) == sentences


@pytest.mark.benchmark(group="594,020 sentences of the US Coast Guard's log: to Parquet")
def test_pyais_decodes(benchmark: Any, log: tuple[bytes, int]) -> None:
    """pyais on a tenth of the log; its rate is what counts."""
    from pyais.exceptions import AISBaseException
    from pyais.stream import BinaryIOStream

    data, sentences = log

    def run() -> int:
        read_in = 0
        for message in BinaryIOStream(io.BytesIO(data)):
            try:
                message.decode()
            except AISBaseException:
                continue
            read_in += 1
        return read_in

    assert _timed(benchmark, run, sentences, rounds=1) > sentences / 2


@pytest.mark.benchmark(group="the real MarineCadastre file: gaps and stops")
def test_real_file(benchmark: Any, shared: Path) -> None:
    file = shared / "data/ais/marinecadastre-2022-01-03.csv.gz"
    assert _timed(benchmark, lambda: _events(file, bundled()), 99_999) > 300


@pytest.mark.benchmark(group="the real MarineCadastre file: gaps and stops")
def test_movingpandas(benchmark: Any, shared: Path) -> None:
    """Build trajectories and split them at gaps of 12 hours: what users of MovingPandas do first."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import geopandas
        import movingpandas
        import pandas

    file = shared / "data/ais/marinecadastre-2022-01-03.csv.gz"

    def run() -> int:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            frame = pandas.read_csv(file, parse_dates=["BaseDateTime"])
            points = geopandas.points_from_xy(frame.LON, frame.LAT)
            made = movingpandas.TrajectoryCollection(
                geopandas.GeoDataFrame(frame, geometry=points, crs=4326), "MMSI", t="BaseDateTime"
            )
            split = movingpandas.ObservationGapSplitter(made).split(gap=pandas.Timedelta("12h"))
            return len(split)

    assert _timed(benchmark, run, 99_999, rounds=1) > 1000


def _rate(rows: pa.Table, ports: Ports) -> float:
    """Seconds of the fastest of three runs, a million positions."""
    ordered, _ = normalise([_with_lines(rows)])
    times = []
    for _ in range(4):
        begun = time.perf_counter()
        detector = Detector(ports=ports)
        detector.add(ordered)
        detector.finish()
        times.append(time.perf_counter() - begun)
    return min(times[1:]) / rows.num_rows * 1e6


def _with_lines(rows: pa.Table) -> pa.Table:
    size = rows.num_rows
    codes = pa.array(np.zeros(size, dtype=np.int32))
    source = pa.DictionaryArray.from_arrays(codes, pa.array(["s" * 64]))
    with_source = rows.append_column("source", source)
    return with_source.append_column("line", pa.array(np.arange(size))).cast(POSITIONS)


def test_ten_times_the_positions_cost_ten_times_the_time(
    capsys: pytest.CaptureFixture[str],
) -> None:
    small, ports = copies(500, 14.0, 10.0)
    large, more = copies(5_000, 14.0, 10.0)
    one, ten = _rate(small, ports), _rate(large, more)
    with capsys.disabled():
        print(
            f"\n{small.num_rows:,} positions: {one:.3f} s a million; {large.num_rows:,}: {ten:.3f}"
        )


def test_ships_at_once_do_not_matter(capsys: pytest.CaptureFixture[str]) -> None:
    few, ports = copies(250, 6.0, 10.0)
    many, more = copies(10_000, 6.0, 10.0)
    one, other = _rate(few, ports), _rate(many, more)
    with capsys.disabled():
        print(f"\n250 ships: {one:.3f} s a million positions; 10,000 ships: {other:.3f}")


def test_a_thousand_gaps_in_a_track_do_not_matter(capsys: pytest.CaptureFixture[str]) -> None:
    def track(gaps: int) -> pa.Table:
        step = np.full(50_000, 60.0)
        if gaps:
            step[:: 50_000 // gaps] = 13 * 3600.0
        at = (1.7e9 + np.cumsum(step)).astype(np.int64) * 1_000_000
        north = np.cumsum(np.where(step > 60, 0.4, 0.003))
        lat = 40 * np.sin(north / 40)  # up and down the Atlantic
        columns = {
            "mmsi": pa.array(np.full(50_000, 799_000_001, dtype=np.int32)),
            "timestamp": pa.array(at).cast(POSITIONS.field("timestamp").type),
            "lat": pa.array(lat), "lon": pa.array(np.full(50_000, -30.0)),
        }  # fmt: skip
        nothing = {f.name: pa.nulls(50_000, f.type) for f in POSITIONS}
        return pa.table(
            [{**nothing, **columns}[f.name] for f in list(POSITIONS)[:-2]],
            schema=pa.schema(list(POSITIONS)[:-2]),
        )

    none, thousand = _rate(track(0), bundled()), _rate(track(1_000), bundled())
    with capsys.disabled():
        print(f"\nno gap: {none:.3f} s a million positions; 1,000 gaps: {thousand:.3f}")


def test_pieces_of_a_sea_on_disk(
    tmp_path: Path, big: Sea, capsys: pytest.CaptureFixture[str]
) -> None:
    """The same sea through the sort on disk, in pieces of three million rows."""
    file, ports, rows = big
    begun = time.perf_counter()
    writer = RunWriter(tmp_path / "run.parquet")
    for batch in read(file, name="f", source="s"):
        writer.add(batch.positions)
    writer.close()
    detector = Detector(ports=ports)
    for piece, _ in pieces([writer.file], most_rows=3_000_000):
        detector.add(piece)
    found = detector.finish().num_rows
    took = time.perf_counter() - begun
    with capsys.disabled():
        print(
            f"\n{rows:,} positions by way of the disk: {rows / took:,.0f} a second, {found} events"
        )
