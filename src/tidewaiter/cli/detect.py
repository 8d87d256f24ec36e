"""The commands about positions: find events in them, by which thresholds, and a sea to try them on."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from tidewaiter import api
from tidewaiter.cli import show
from tidewaiter.cli.options import GOOD, REFUSED, check_choice
from tidewaiter.model.moments import moment_in


def detect(
    positions: Annotated[
        list[Path],
        typer.Argument(
            metavar="POSITIONS...",
            help="NMEA logs, CSV, JSON lines, msgpack (gz, zst or plain), Parquet; or folders.",
        ),
    ],
    out: Annotated[Path, typer.Option(metavar="FILE", help=".parquet, .csv or .geojson.")],
    ports: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Ports to use instead of the bundled ones.")
    ] = None,
    watch: Annotated[
        list[str] | None, typer.Option(metavar="PORT", help="A watched port; may be repeated.")
    ] = None,
    preset: Annotated[
        str, typer.Option(metavar="NAME", help="Named thresholds; see tidewaiter presets.")
    ] = "standard",
    setting: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="PATH=VALUE", help="A threshold; may be repeated."),
    ] = None,
    column: Annotated[
        list[str] | None,
        typer.Option(
            "--column",
            "--columns",
            metavar="OURS=THEIRS",
            help="Column of a generic CSV; may be repeated.",
        ),
    ] = None,
    input_format: Annotated[
        str | None,
        typer.Option(
            metavar="FORMAT", help="csv, nmea, json, msgpack or parquet; else recognised."
        ),
    ] = None,
    start: Annotated[
        str | None,
        typer.Option(metavar="TIME", help="Time of the first line of an NMEA log without times."),
    ] = None,
    positions_out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write sorted positions as Parquet too.")
    ] = None,
    rejects: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write refused rows here as CSV.")
    ] = None,
) -> None:
    """Find vessel events in position files.

    Gaps, port visits, encounters, loitering, spoofing, changes of identity, shared identities.
    Exit code 0: nothing was refused; 3: some rows were; 1: failed.

    Example: tidewaiter detect positions.csv.gz --out events.parquet --watch KPNJN

    Example: tidewaiter detect log.nmea --start 2024-02-26T12:00 --out events.csv --set gap.longer_than_h=6
    """
    with show.progress() as progress:
        found = api.detect(
            positions,
            out,
            ports=ports,
            watch=watch or (),
            preset=preset,
            settings=_pairs(setting, "--set", "gap.longer_than_h=6"),
            columns=_pairs(column, "--column", "lat=LATITUDE") or None,
            input_format=input_format,
            start=None if start is None else _moment(start),
            positions_out=positions_out,
            rejects_out=rejects,
            progress=progress,
        )
    show.detection(found, out)
    raise typer.Exit(REFUSED if found.rejected else GOOD)


def _pairs(given: list[str] | None, option: str, example: str) -> dict[str, str]:
    pairs = [text.partition("=") for text in given or ()]
    if any(not key or not value for key, _, value in pairs):
        raise typer.BadParameter(f"must look like {example}", param_hint=option)
    return {key: value for key, _, value in pairs}


def _moment(text: str) -> datetime:
    try:
        return moment_in(text)
    except ValueError:
        raise typer.BadParameter("must look like 2024-02-26T12:00", param_hint="--start") from None


def presets() -> None:
    """List the named thresholds of detect, and every threshold that --set takes.

    Example: tidewaiter presets
    """
    for name, about in api.presets():
        typer.echo(f"{name:<10} {about}")
    typer.echo("\nThresholds and their standard values:")
    for path, value in api.thresholds():
        typer.echo(f"  {path}={value:g}")


def simulate(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where to write the sea.")],
    seed: Annotated[int, typer.Option(help="One seed always gives the same files.")] = 1,
    ships: Annotated[int, typer.Option(min=1, help="How many transmitters, about.")] = 40,
    days: Annotated[float, typer.Option(min=6, help="How long.")] = 10.0,
    every: Annotated[
        float, typer.Option(metavar="MINUTES", min=0.1, help="Mean time between two reports.")
    ] = 6.0,
    output: Annotated[str, typer.Option("--format", help="csv or nmea.")] = "csv",
) -> None:
    """Write a sea of invented ships with every kind of event, and what is true of it.

    Everything in it is SYNTHETIC; it serves to try rules and settings where the truth is known.

    Example: tidewaiter simulate sea --seed 7 && tidewaiter detect sea/positions.csv --ports sea/ports.csv --out found.csv
    """
    check_choice(output, ("csv", "nmea"), "--format")
    with show.progress() as progress:
        written = api.simulate(
            folder, seed=seed, ships=ships, days=days, every_min=every, form=output,
            progress=progress,
        )  # fmt: skip
    for file in written:
        typer.echo(f"SYNTHETIC: {file}")
