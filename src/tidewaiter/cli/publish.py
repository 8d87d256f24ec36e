"""The commands by which a case leaves the house: one PDF, formats of other tools, one zip."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from tidewaiter import api
from tidewaiter.cli import show
from tidewaiter.cli.options import CaseFolder, check_choice

_PROFILES: dict[str, Literal["public", "partner", "full"]] = {
    "public": "public", "partner": "partner", "full": "full",
}  # fmt: skip


def pdf(
    folder: CaseFolder,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE.pdf", help="DIR/out/dossier.pdf, if not given.")
    ] = None,
) -> None:
    """Print the dossier of a built case to PDF, with the Chromium that is installed.

    Example: tidewaiter pdf cases/rajin --out rajin.pdf
    """
    typer.echo(f"printed: {api.pdf(folder, out)}")


def export(
    folder: CaseFolder,
    to: Annotated[
        list[str],
        typer.Option("--to", metavar="FORMAT", help="Which format; all is each of them."),
    ],
    out: Annotated[
        Path | None, typer.Option("--out", metavar="PATH", help="A folder, or the file to write.")
    ] = None,
) -> None:
    """Write a built case for other tools: geojson, kml, xlsx, ftm, stix and others.

    The formats stand in docs/reference/exports.md. A case that changed since its last build is
    refused.

    Example: tidewaiter export cases/rajin --to geojson --to ftm
    """
    for file in api.export(folder, to, out=out):
        typer.echo(str(file))


def pack(
    folder: CaseFolder,
    out: Annotated[
        Path | None,
        typer.Option(metavar="FILE.zip", help="DIR/out/NAME-PROFILE.zip, if not given."),
    ] = None,
    profile: Annotated[str, typer.Option(help="public, partner or full.")] = "full",
) -> None:
    """Pack a built case into one zip that can be checked on another machine.

    Example: tidewaiter pack cases/rajin --out rajin.zip && tidewaiter verify rajin.zip
    """
    check_choice(profile, _PROFILES, "--profile")
    with show.progress() as progress:
        packed = api.pack_case(folder, out, profile=_PROFILES[profile], progress=progress)
    typer.echo(
        f"packed ({packed.profile}): {packed.file}, {packed.files} files, {packed.size} bytes"
    )
    if packed.profile != "full":
        typer.echo(
            f"left out, but for their hashes: {len(packed.withheld)} sources, "
            f"{packed.taken_out} of {packed.records} records"
        )
    typer.echo(f"head {packed.head}: tell it to the receiver by another way")
