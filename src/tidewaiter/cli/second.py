"""The second reader of `tidewaiter read`: its options, where text goes, and both readings shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tidewaiter import api
from tidewaiter.cli.options import FAILED, GOOD, REFUSED
from tidewaiter.cli.show_json import line, print_line
from tidewaiter.errors import UnreadableError

if TYPE_CHECKING:
    from tidewaiter.model.claims import Claim
    from tidewaiter.press.second.compare import Pair
    from tidewaiter.run.second import SecondReading, Sending

Reader = Annotated[
    str,
    typer.Option(help="rules, or llm: have a language model read too; sends the text to it."),
]
Endpoint = Annotated[
    str | None,
    typer.Option(
        metavar="URL", help="With llm: an OpenAI-compatible server, http://127.0.0.1:8080/v1."
    ),
]
Model = Annotated[str | None, typer.Option(metavar="NAME", help="With llm: the model to ask for.")]
KeyVariable = Annotated[
    str | None,
    typer.Option(metavar="VAR", help="With llm: environment variable that holds the API key."),
]
Timeout = Annotated[
    float, typer.Option(metavar="S", min=0.1, help="With llm: longest time for one answer.")
]
AllowHttp = Annotated[
    bool, typer.Option("--allow-http", help="With llm: allow plain http to another machine.")
]
Record = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="With llm: add questions and raw answers here, JSON lines."),
]


@dataclass(frozen=True, slots=True)
class Asked:
    """What the options ask for, checked."""

    endpoint: str
    model: str
    api_key_env: str | None
    timeout: float
    allow_http: bool
    record: Path | None
    output: str


def asked(
    reader: str,
    endpoint: str | None,
    model: str | None,
    api_key_env: str | None,
    timeout: float,
    allow_http: bool,
    record: Path | None,
    output: str,
) -> Asked | None:
    """Return what is asked of a second reader; None where the rules read alone.

    Raises:
        typer.BadParameter: The options do not go together.
    """
    if reader not in ("rules", "llm"):
        raise typer.BadParameter("must be rules or llm", param_hint="--reader")
    if reader == "rules":
        if endpoint or model or api_key_env or allow_http or record:
            raise typer.BadParameter(
                "--endpoint, --model, --api-key-env, --allow-http and --record go with --reader llm",
                param_hint="--reader",
            )
        return None
    if not endpoint or not model:
        raise typer.BadParameter(
            "llm needs --endpoint URL and --model NAME", param_hint="--reader"
        )
    if output not in ("table", "jsonl"):
        raise typer.BadParameter("must be table or jsonl with --reader llm", param_hint="--format")
    return Asked(endpoint, model, api_key_env, timeout, allow_http, record, output)


def read(
    documents: Sequence[Path], asked: Asked, *, published: date | None, publisher: str | None
) -> int:
    """Read documents twice and print both readings.

    Returns:
        Exit code: 0; 3 where some document, or part of one, was not read twice; 1 where none was.
    """
    failed = 0
    for document in documents:
        try:
            reading = api.read_twice(
                document, endpoint=asked.endpoint, model=asked.model, before=_announce,
                published=published, publisher=publisher, api_key_env=asked.api_key_env,
                timeout=asked.timeout, allow_http=asked.allow_http,
            )  # fmt: skip
        except UnreadableError as error:
            typer.echo(f"refused: {document}: {error}", err=True)
            failed += 1
            continue
        if asked.output == "jsonl":
            _lines(reading)
        else:
            _table(document.name, reading)
        _account(document, reading)
        if asked.record is not None:
            _keep(asked.record, reading)
        failed += bool(reading.failed)
    return GOOD if not failed else FAILED if failed == len(documents) else REFUSED


def _announce(sending: Sending) -> None:
    """Say where text is about to go; this is printed before a connection is opened."""
    key = "with an API key" if sending.key else "without an API key"
    requests = "1 request" if sending.requests == 1 else f"{sending.requests} requests"
    typer.echo(
        f"sending {sending.characters:,} characters of text in {requests} to {sending.where}, "
        f"model {sending.model}, {key}",
        err=True,
    )


def _lines(reading: SecondReading) -> None:
    for claim in reading.rules:
        print_line(api.claim_json(claim))
    for proposal in api.second_json(reading):
        print_line(proposal)


def _account(document: Path, reading: SecondReading) -> None:
    """Say what became of every claim that the model proposed."""
    counts = Counter(pair.verdict for pair in reading.pairs)
    whole = [r for r in reading.refused if r.part == "claim"]
    typer.echo(
        f"{document.name}: {counts['agree']} agree, {counts['differ']} differ, "
        f"{counts['rules only']} rules only, {counts['model only']} model only; of {reading.proposed} "
        f"proposed {len(whole)} refused, of the others {len(reading.refused) - len(whole)} parts",
        err=True,
    )
    for refusal in reading.refused:
        where = f"proposal {refusal.claim}, {refusal.part}" if refusal.claim else refusal.part
        typer.echo(f"refused: {where}: {refusal.reason}", err=True)
    for why in reading.failed:
        typer.echo(f"not read twice: {document.name}: {why}", err=True)


def _keep(file: Path, reading: SecondReading) -> None:
    with file.open("a", encoding="utf-8", newline="\n") as stream:
        for exchange in api.exchanges_json(reading):
            stream.write(line(exchange, ascii_only=True) + "\n")


def _table(name: str, reading: SecondReading) -> None:
    """Print both readings side by side; where a field differs, what each has in it."""
    from rich import box
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_lines=True)
    table.add_column("#", justify="right")
    for column in ("found", "rules", "model (proposal)", "differ in", "doubts"):
        table.add_column(column, overflow="fold")
    for number, pair in enumerate(reading.pairs, start=1):
        proposal = pair.model
        table.add_row(
            str(number),
            pair.verdict,
            escape(_words(pair.rules, pair)),
            "same"
            if pair.verdict == "agree"
            else escape(_words(proposal.claim if proposal else None, pair)),
            escape(", ".join(pair.differs)),
            escape("; ".join(proposal.doubts) if proposal else ""),
        )
    console = Console(highlight=False)
    console.print(
        f"[bold]{escape(reading.ref.title or name)}[/]: {len(reading.rules)} claims by rules",
        soft_wrap=True,
    )
    console.print(table)


def _words(claim: Claim | None, pair: Pair) -> str:
    """One reading of a claim in words: all that it says, then the fields in which the two differ."""
    if claim is None:
        return "–"
    speaker = claim.speaker.name if claim.speaker else "(own voice)"
    lines = [f"{speaker}, {claim.act}: {claim.content.text}"]
    lines += [f"{field}: {text}" for field, text in _fields(claim) if field in pair.differs]
    return "\n".join(lines)


def _fields(claim: Claim) -> Iterator[tuple[str, str]]:
    """The fields that the first line of a reading does not show, in words."""
    yield "via", ", ".join(p.name for p in claim.via) or "none"
    yield "cites", ", ".join(p.name for p in claim.cites) or "none"
    yield "certainty", claim.certainty
    yield "polarity", claim.polarity
    yield "event", claim.event.type
    yield "roles", ", ".join(f"{r.role} {r.name}" for r in claim.event.roles) or "none"
    figures = [
        f"{_bound(q.low)}–{_bound(q.high)} {q.unit or ''}".strip() for q in claim.quantities
    ]
    yield "quantities", "; ".join(figures) or "none"
    for name, when in (("event_time", claim.event_time), ("said_time", claim.said_time)):
        yield name, f"{when.start_date or '…'} to {when.end_date or '…'}" if when else "none"


def _bound(number: float | None) -> str:
    return "…" if number is None else f"{number:,.10g}"
