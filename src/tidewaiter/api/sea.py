"""Positions: find vessel events in them, or make up a sea that has some."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tidewaiter.run.detection import Detection
    from tidewaiter.run.progress import Progress


def detect(
    positions: Sequence[Path],
    out: Path,
    *,
    ports: Path | None = None,
    watch: Sequence[str] = (),
    preset: str = "standard",
    settings: Mapping[str, Any] | None = None,
    columns: Mapping[str, str] | None = None,
    input_format: str | None = None,
    start: datetime | None = None,
    positions_out: Path | None = None,
    rejects_out: Path | None = None,
    progress: Progress | None = None,
) -> Detection:
    """Find vessel events in position files.

    Args:
        positions: Files or folders: NMEA logs, CSV, JSON lines, msgpack; gz, zst or plain; Parquet.
        out: ``.parquet``, ``.csv`` or ``.geojson``.
        ports: Ports to use instead of the bundled ones.
        watch: Ids of watched ports: shorter gaps count when they allow a call there.
        preset: Named set of thresholds; see :func:`presets`.
        settings: Thresholds by their path, such as ``{"gap.longer_than_h": 6}``.
        columns: Our column name → the file's, for a generic CSV.
        input_format: ``csv``, ``nmea``, ``json``, ``msgpack`` or ``parquet``; recognised, if None.
        start: Time of the first line of NMEA logs whose lines carry none.
        positions_out: Write the positions here too, sorted, with their tracks (Parquet).
        rejects_out: Write the refused rows here, with their reasons (CSV).
        progress: Is told where the work is.

    Raises:
        UnreadableError: A file is no position file that we know.
        CaseError: The ending of ``out``, a watched port, the preset or a setting is unknown.
    """
    from tidewaiter.run.detection import Reading
    from tidewaiter.run.detection import detect as run
    from tidewaiter.run.progress import silent

    return run(
        positions,
        out,
        ports_file=ports,
        watch=watch,
        preset=preset,
        given=settings or {},
        reading=Reading(columns, input_format, start),
        positions_out=positions_out,
        rejects_out=rejects_out,
        progress=progress or silent,
    )


def presets() -> list[tuple[str, str]]:
    """List the presets of :func:`detect`: name, and what it is for."""
    from tidewaiter.ais.detect.settings import presets as bundled

    return [(name, said["about"]) for name, said in bundled().items()]


def thresholds() -> list[tuple[str, float]]:
    """List every setting of :func:`detect` with its standard value."""
    from tidewaiter.ais.detect.settings import Settings, paths

    made = Settings()
    return [(p, getattr(getattr(made, p.split(".")[0]), p.split(".")[1])) for p in paths()]


def simulate(
    folder: Path,
    *,
    seed: int = 1,
    ships: int = 40,
    days: float = 10.0,
    every_min: float = 6.0,
    form: str = "csv",
    progress: Progress | None = None,
) -> list[Path]:
    """Write a simulated sea: positions, ports, and what is true of it.

    Args:
        folder: Where; files of the same names are replaced.
        seed: One seed always gives the same files.
        ships: How many transmitters, about.
        days: Length, six or more.
        every_min: Mean time between two reports of a ship.
        form: ``csv`` or ``nmea``.
        progress: Is told where the work is.

    Returns:
        The files.

    Raises:
        CaseError: The sea has no room for so much, or the form is unknown.
    """
    from tidewaiter.errors import CaseError
    from tidewaiter.run.progress import silent
    from tidewaiter.simulate.files import files
    from tidewaiter.simulate.world import world

    if form not in ("csv", "nmea"):
        raise CaseError(f"unknown form {form!r}: csv or nmea")
    told = progress or silent
    made = world(
        seed, ships=ships, days=days, every_min=every_min,
        progress=lambda done, total: told("sailing", done, total),
    )  # fmt: skip
    told("writing", 0, 0)
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, data in files(made, form).items():
        (folder / name).write_bytes(data)
        written.append(folder / name)
    return written
