"""The command that reads documents: who says what, through whom, how much, when."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, cast

import typer

from tidewaiter import api
from tidewaiter.cli import second, show, show_claims
from tidewaiter.cli.options import FAILED, REFUSED, check_choice
from tidewaiter.cli.show_json import line
from tidewaiter.model.evidence import Reject
from tidewaiter.model.filenames import free_name

if TYPE_CHECKING:
    from tidewaiter.model.reading import Reading

Form = Literal["table", "jsonl", "marked", "html", "plover"]
_FORMS = ("table", "jsonl", "marked", "html", "plover")
#: Form → what its files are called; an OUT that ends so is one file.
_ENDINGS = {"jsonl": ".jsonl", "marked": ".txt", "html": ".html", "plover": ".jsonl"}
#: Endings by which people mean a file; a folder of that name would surprise them.
_FILES = frozenset({*_ENDINGS.values(), ".csv", ".htm", ".json", ".md", ".pdf", ".docx"})


def read(
    documents: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="DOCUMENT",
            help="Text, HTML, PDF, Word, e-mail and WARC or WACZ files, or folders of them.",
        ),
    ] = None,
    case: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR",
            help="What this case says of its documents holds; without DOCUMENT: all of them.",
        ),
    ] = None,
    published: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], metavar="DATE", help="Day of publication."),
    ] = None,
    publisher: Annotated[str | None, typer.Option(help="Who published it.")] = None,
    output: Annotated[
        str,
        typer.Option(
            "--format",
            help="table; jsonl, one claim a line; marked, the text with its claims; html, a page; "
            "plover, events with PLOVER codes and actors by country.",
        ),
    ] = "table",
    out: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE|DIR",
            help="Where the result goes: a file that ends in .html, .jsonl or .txt; "
            "else a folder, one file a document.",
        ),
    ] = None,
    workers: Annotated[
        int | None,
        typer.Option(min=1, help="Processes; for many documents one for each core, if not given."),
    ] = None,
    reader: second.Reader = "rules",
    endpoint: second.Endpoint = None,
    model: second.Model = None,
    api_key_env: second.KeyVariable = None,
    timeout: second.Timeout = 120.0,
    allow_http: second.AllowHttp = False,
    record: second.Record = None,
) -> None:
    """Find the attributed claims in documents: who says what, through whom, how much, when.

    Exit code 0: nothing was refused; 3: some documents were, the reasons go to the error stream; 1: all were.

    Example: tidewaiter read report.txt --published 2025-06-05 --publisher "Some Wire"

    Example: tidewaiter read report.pdf --format html --out report.html

    Example: tidewaiter read clippings/ --format html --out pages/ --workers 4

    Example: tidewaiter read --case cases/rajin --format jsonl --out claims.jsonl
    """
    check_choice(output, _FORMS, "--format")
    form = cast("Form", output)
    given = list(documents or ())
    if not given and case is None:
        raise typer.BadParameter("name a document, or a --case", param_hint="DOCUMENT")
    day = published.date() if published else None
    twice = second.asked(reader, endpoint, model, api_key_env, timeout, allow_http, record, output)
    if twice is not None:
        if case or out or workers:
            raise typer.BadParameter(
                "goes without --case, --out and --workers", param_hint="--reader"
            )
        raise typer.Exit(second.read(given, twice, published=day, publisher=publisher))
    _check_out(form, out, given)
    _name_passed_over(given)
    bar = out is not None or not sys.stdout.isatty()
    asked = _Asked(given, case, day, publisher, workers, bar=bar)
    _write(form, out, asked)
    read, refused = asked.read, len(asked.refusals)
    if read + refused > 1:
        typer.echo(f"{read:,} read, {refused:,} refused", err=True)
    if refused:
        raise typer.Exit(REFUSED if read else FAILED)


class _Asked:
    """What to read, and what is known of it."""

    def __init__(
        self,
        documents: list[Path],
        case: Path | None,
        published: date | None,
        publisher: str | None,
        workers: int | None,
        *,
        bar: bool,
    ) -> None:
        self.bar = bar  # where the results themselves go to the terminal, they are the progress
        self.documents, self.case, self.workers = documents, case, workers
        self.published, self.publisher = published, publisher
        self.read = 0
        self.refusals: list[Reject] = []

    def readings(self) -> Iterator[Reading]:
        """Yield what could be read; name on the error stream what could not."""
        with show.progress(self.bar) as progress:
            outcomes = api.read_many(
                self.documents, case=self.case, published=self.published, publisher=self.publisher,
                workers=self.workers, progress=progress,
            )  # fmt: skip
            for file, outcome in outcomes:
                if isinstance(outcome, Reject):
                    self.refusals.append(outcome)
                    typer.echo(f"refused: {file}: {outcome.reason}", err=True)
                else:
                    self.read += 1
                    if outcome.captured:
                        typer.echo(f"note: {file}: {outcome.captured}", err=True)
                    for note in outcome.notes:
                        typer.echo(f"note: {file}: {note}", err=True)
                    yield outcome


def _name_passed_over(documents: list[Path]) -> None:
    """Say how many files of the folders are not read for what they are called."""
    kinds = Counter(file.suffix.lower() for file in api.not_documents(documents))
    if kinds:
        shown = ", ".join(f"{count:,} {ending}" for ending, count in sorted(kinds.items()))
        typer.echo(f"passed over, not of a kind that is read: {shown}", err=True)


def _check_out(form: Form, out: Path | None, documents: list[Path]) -> None:
    """Raise where the result has no place to go, or would be read again as a document."""
    several = len(documents) != 1 or documents[0].is_dir()
    if out is None:
        if form == "html" and several:
            raise typer.BadParameter("name a folder for the pages", param_hint="--out")
        return
    if form == "table":
        raise typer.BadParameter("goes with html, jsonl, marked and plover", param_hint="--out")
    ending = out.suffix.lower()
    if ending in _FILES and ending != _ENDINGS[form] and not out.is_dir():
        raise typer.BadParameter(
            f"must end in {_ENDINGS[form]} for {form}, or be a folder", param_hint="--out"
        )
    if form == "html" and several and ending == ".html":
        raise typer.BadParameter("must be a folder: one page a document", param_hint="--out")
    for folder in documents:
        if folder.is_dir() and out.resolve().is_relative_to(folder.resolve()):
            raise typer.BadParameter(f"must not lie in {folder}", param_hint="--out")
        if folder.resolve() == out.resolve():
            raise typer.BadParameter("is the document itself", param_hint="--out")


def _write(form: Form, out: Path | None, asked: _Asked) -> None:
    """Write or print each reading as it comes."""
    if out is None:
        for reading in asked.readings():
            _print(form, reading)
    elif out.suffix.lower() == _ENDINGS[form] and not out.is_dir():
        out.parent.mkdir(parents=True, exist_ok=True)
        with out.open("w", encoding="utf-8", errors="replace", newline="\n") as stream:
            stream.writelines(_text(form, reading) for reading in asked.readings())
    else:
        _pages(form, out, asked)


def _pages(form: Form, out: Path, asked: _Asked) -> None:
    """Write a file for each document, and for pages an ``index.html`` that leads to them."""
    out.mkdir(parents=True, exist_ok=True)
    taken, entries = {"index.html"}, []
    for reading in asked.readings():
        name = free_name(reading.document.path or reading.document.id, _ENDINGS[form], taken)
        file = out / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(_text(form, reading).encode("utf-8", "replace"))
        entries.append(api.index_entry(name, reading))
    if form == "html":
        page = api.index_html(entries, asked.refusals).encode("utf-8", "replace")
        (out / "index.html").write_bytes(page)


def _text(form: Form, reading: Reading) -> str:
    if form == "html":
        return api.reading_html(reading)
    if form == "marked":
        return show_claims.marked_text(reading)
    written = api.event_json if form == "plover" else api.claim_json
    return "".join(f"{line(written(c))}\n" for c in reading.claims)


def _print(form: Form, reading: Reading) -> None:
    if form == "table":
        show_claims.table(reading)
    elif form == "marked":
        show_claims.marked(reading)
    else:
        typer.echo(_text(form, reading), nl=False)
