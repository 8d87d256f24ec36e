"""The commands that make, build and check a case."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tidewaiter import api
from tidewaiter.cli import show
from tidewaiter.cli.options import FAILED, GOOD, REFUSED, CaseFolder


def demo(
    folder: Annotated[Path, typer.Argument(metavar="[DIR]", help="Where to build them.")] = Path(
        "demo"
    ),
) -> None:
    """Build the two bundled cases and say where their dossiers are.

    Example: tidewaiter demo shown
    """
    with show.progress() as progress:
        built = api.demo(folder, progress=progress)
    for case in built:
        show.summary(case)
    for case in built:
        typer.echo(f"dossier: {case.dossier}")


def new(folder: CaseFolder) -> None:
    """Make an empty case that explains itself.

    Example: tidewaiter new cases/rajin
    """
    made = api.new(folder)
    typer.echo(f"made {made}; read {made / 'README.md'}, then: tidewaiter build {made}")


def build(folder: CaseFolder) -> None:
    """Build a case: read what is new, link, assess, write DIR/out/dossier.html and tables.

    Exit code 0: nothing was refused; 3: some rows or files were, see DIR/out/rejects.csv; 1: failed.

    Example: tidewaiter build cases/rajin
    """
    with show.progress() as progress:
        built = api.build(folder, progress=progress)
    show.summary(built)
    raise typer.Exit(REFUSED if built.rejects else GOOD)


def verify(
    folder: Annotated[Path, typer.Argument(metavar="DIR|ZIP", help="A built case, or a bundle.")],
    roots: Annotated[
        Path | None,
        typer.Option(metavar="PEM", help="Time stamp authorities' certificates that you trust."),
    ] = None,
) -> None:
    """Check that no source, no record and no output of a built case, or of a bundle, was touched.

    Proofs of time beside the sources are listed: verified, or why not. Exit code 0: intact; 1: what was
    altered, removed or added, or a proof for other bytes, is named: the first of a case, each of a bundle.

    Example: tidewaiter verify cases/rajin
    """
    result = api.verify(folder, roots=roots)
    for proof in result.proofs:
        typer.echo(f"proof: {proof}")
    for fault in result.faults:
        typer.echo(f"NOT INTACT: {fault}")
    if result.faults:
        raise typer.Exit(FAILED)
    typer.echo(f"intact: {result.records} records, {result.files} files, head {result.head}")
