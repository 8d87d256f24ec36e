"""The commands. Each is one call of :mod:`tidewaiter.api`."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from tidewaiter import __version__, api
from tidewaiter.cli import show
from tidewaiter.cli.bundle import pack, pdf
from tidewaiter.cli.exceptions import exceptions
from tidewaiter.cli.figures import figures, tallies
from tidewaiter.cli.findings import explain, findings
from tidewaiter.cli.judge import judge
from tidewaiter.cli.judge_words import confidence, likelihood
from tidewaiter.cli.lists import lists
from tidewaiter.cli.movements import movements
from tidewaiter.cli.packs import packs
from tidewaiter.cli.read import read
from tidewaiter.cli.ships import practices, vessels
from tidewaiter.cli.stories import stories
from tidewaiter.model.listings import Schema

#: Exit codes: nothing refused, something failed, some input was refused.
GOOD, FAILED, REFUSED = 0, 1, 3

app = typer.Typer(
    name="tidewaiter",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 99},
    help="Turn ship tracks, watchlists and press reports into findings that an analyst can defend.\n\n"
    "Example: tidewaiter demo, then open the dossiers that it names.",
)

app.add_typer(lists)
app.add_typer(judge)
app.command("except")(exceptions)
app.command()(read)
app.command()(pack)
app.command()(pdf)
app.command()(vessels)
app.command()(practices)
app.command()(stories)
app.command()(movements)
app.command()(tallies)
app.command()(figures)
app.command()(findings)
app.command()(explain)
app.command()(packs)
judge.command()(likelihood)
judge.command()(confidence)

CaseFolder = Annotated[Path, typer.Argument(metavar="DIR", help="The case folder.")]


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"tidewaiter {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    pass


@app.command()
def new(folder: CaseFolder) -> None:
    """Make an empty case that explains itself.

    Example: tidewaiter new cases/rajin
    """
    made = api.new(folder)
    typer.echo(f"made {made}; read {made / 'README.md'}, then: tidewaiter build {made}")


@app.command()
def build(folder: CaseFolder) -> None:
    """Build a case: read what is new, link, assess, write DIR/out/dossier.html and tables.

    Exit code 0: nothing was refused; 3: some rows or files were, see DIR/out/rejects.csv; 1: failed.

    Example: tidewaiter build cases/rajin
    """
    with show.progress() as progress:
        built = api.build(folder, progress=progress)
    show.summary(built)
    raise typer.Exit(REFUSED if built.rejects else GOOD)


@app.command()
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


@app.command()
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


@app.command()
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


@app.command()
def screen(
    queries: Annotated[
        list[str] | None,
        typer.Argument(metavar="NAME|IMO|MMSI...", help="What to look for, in any script."),
    ] = None,
    case: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Use the lists, thresholds and exceptions of this case."),
    ] = None,
    lists: Annotated[
        list[Path] | None,
        typer.Option("--list", metavar="FILE", help="Use this list file, or folder of them, too."),
    ] = None,
    kind: Annotated[
        str | None, typer.Option(help="vessel, person or company; all, if not given.")
    ] = None,
    sheet: Annotated[
        Path | None, typer.Option("--file", metavar="CSV", help="Screen every row of this sheet.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option(metavar="CSV", help="Where the answers to --file go.")
    ] = None,
    limit: Annotated[int, typer.Option(min=1, help="Most answers for each query.")] = 5,
    alert_at: Annotated[
        float | None,
        typer.Option(min=0.01, max=1.0, help="Score from which a match is worth a look."),
    ] = None,
    workers: Annotated[
        int | None,
        typer.Option(min=1, help="Processes for --file; one for each core, if not given."),
    ] = None,
    output: Annotated[str, typer.Option("--format", help="table or jsonl.")] = "table",
) -> None:
    """Ask whether a ship, a company or a person stands on a list.

    A match says that two records look alike; no match is not a clearance. A sheet is one CSV with a
    header: name, and any of type, imo, mmsi, call_sign, passport, registration_number, country, flag,
    birth_date, built. Killed and run again, it goes on where it was.

    Example: tidewaiter screen "CHONG CHON GANG" "IMO 7937317" --case cases/rajin

    Example: tidewaiter screen --file fleet.csv --out answers.csv --list sdn.csv --list alt.csv
    """
    if output not in ("table", "jsonl"):
        raise typer.BadParameter("must be table or jsonl", param_hint="--format")
    kinds: dict[str | None, Schema | None] = {
        None: None, "vessel": "Vessel", "person": "Person", "company": "Company",
    }  # fmt: skip
    if kind not in kinds:
        raise typer.BadParameter("must be vessel, person or company", param_hint="--kind")
    if bool(queries) == (sheet is not None):
        raise typer.BadParameter("give names or numbers, or a sheet with --file")
    if (sheet is None) != (out is None):
        raise typer.BadParameter("--file and --out go together", param_hint="--out")
    if sheet is not None and out is not None:
        with show.progress() as progress:
            done = api.screen_sheet(
                sheet, out, case=case, lists=lists or (), kind=kinds[kind], limit=limit,
                alert_at=alert_at, workers=workers, progress=progress,
            )  # fmt: skip
        show.screened(done, out)
        raise typer.Exit(REFUSED if done.rejects else GOOD)
    with show.progress() as progress:
        found = api.screen(
            queries or (), case=case, lists=lists or (), kind=kinds[kind], limit=limit,
            alert_at=alert_at, progress=progress,
        )  # fmt: skip
    for query, matches in found.answers:
        if output == "jsonl":
            show.matches_json(query, matches)
        else:
            show.matches(query, matches)
    show.asked(found.editions, found.not_loaded)


@app.command()
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
            progress=progress,
        )
    show.detection(found, out, rejects)
    raise typer.Exit(REFUSED if found.rejected else GOOD)


def _pairs(given: list[str] | None, option: str, example: str) -> dict[str, str]:
    pairs = [text.partition("=") for text in given or ()]
    if any(not key or not value for key, _, value in pairs):
        raise typer.BadParameter(f"must look like {example}", param_hint=option)
    return {key: value for key, _, value in pairs}


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter("must look like 2024-02-26T12:00", param_hint="--start") from None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


@app.command()
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
    if output not in ("csv", "nmea"):
        raise typer.BadParameter("must be csv or nmea", param_hint="--format")
    with show.progress() as progress:
        written = api.simulate(
            folder, seed=seed, ships=ships, days=days, every_min=every, form=output,
            progress=progress,
        )  # fmt: skip
    for file in written:
        typer.echo(f"SYNTHETIC: {file}")


@app.command()
def presets() -> None:
    """List the named thresholds of detect, and every threshold that --set takes.

    Example: tidewaiter presets
    """
    for name, about in api.presets():
        typer.echo(f"{name:<10} {about}")
    typer.echo("\nThresholds and their standard values:")
    for path, value in api.thresholds():
        typer.echo(f"  {path}={value:g}")
