"""What the commands print: progress, summaries and tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tidewaiter.cli.show_json import print_line

if TYPE_CHECKING:
    from rich.table import Table

    from tidewaiter.model.listings import Edition, Match
    from tidewaiter.run.build import Built
    from tidewaiter.run.detection import Detection
    from tidewaiter.run.progress import Progress
    from tidewaiter.run.screen_sheet import Screened

_REJECTS_SHOWN = 10


@contextmanager
def progress(wanted: bool = True) -> Iterator[Progress]:
    """Show progress on the error stream while the block runs; nothing where that is no terminal."""
    from rich.console import Console
    from rich.progress import BarColumn, SpinnerColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bars

    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed:,.0f}"),
        TimeElapsedColumn(),
    )
    console = Console(stderr=True)
    shown = wanted and console.is_terminal  # elsewhere it would leave an empty line
    with Bars(
        *columns, console=console, transient=True, disable=not shown,
        redirect_stdout=False,  # what is printed meanwhile belongs to the output, not beside the bar
    ) as bars:  # fmt: skip
        task = bars.add_task("starting", total=None)

        def report(what: str, done: int, total: int) -> None:
            bars.update(task, description=what, completed=done, total=total or None)

        yield report


def summary(built: Built) -> None:
    """Print what came in, what was refused and why, and what came out."""
    from rich.markup import escape

    table = _table("came in", "rows", "good", "refused", "of")
    for count in built.counts:
        refused = f"[bold]{count.rejected:,}[/]" if count.rejected else "0"
        table.add_row(
            escape(count.path), f"{count.rows_in:,}", f"{count.good:,}", refused, count.unit
        )
    made = ", ".join(f"{number:,} {what}" for what, number in built.made.items())
    stamp = " (SYNTHETIC)" if built.synthetic else ""
    _print(f"\n[bold]{escape(built.title)}[/]{stamp}")
    _print(table)
    if built.folded:
        _print(f"{built.folded:,} exact repeats of positions were folded.")
    for reject in built.rejects[:_REJECTS_SHOWN]:
        where = f"{reject.path} line {reject.line}" if reject.line else reject.path
        _print(f"refused: {escape(where)}: {escape(reject.reason)}")
    if len(built.rejects) > _REJECTS_SHOWN:
        more = len(built.rejects) - _REJECTS_SHOWN
        _print(f"… and {more:,} more in {escape(str(built.folder / 'out' / 'rejects.csv'))}")
    _print(f"came out: {made}")
    _print(
        f"ledger: {built.records:,} records, {built.added:,} of them new; head {built.head[:16]}…"
    )
    _print(f"dossier: {escape(str(built.dossier))}")


def matches(query: str, found: Sequence[Match]) -> None:
    """Print the answers to a query as a table: alerts first, below the line what came nearest."""
    from rich.markup import escape

    if not found:
        _print(f"[bold]{escape(query)}[/]: nothing on these lists comes near.")
        return
    table = _table("score", "alert", "you asked", "list has", "entry", "why")
    for match in found:
        listing, edition = match.listing, match.edition
        day = f", {edition.published or 'undated'}" if edition else ""
        first = listing.names[0].line
        named = "" if match.listed == first else f" {first}"
        table.add_row(
            f"{match.score:.2f}",
            "yes" if match.alert else "no",
            escape(match.queried),
            escape(match.listed),
            escape(f"{listing.list_id} {listing.entry}{named} ({listing.schema}{day})"),
            escape(" ".join(f"[{r.points:+.2f}] {r.sentence}" for r in match.reasons)),
        )
    missed = "" if any(m.alert for m in found) else ": no alert; the nearest misses"
    _print(f"[bold]{escape(query)}[/]{missed}")
    _print(table)


def matches_json(query: str, found: Sequence[Match]) -> None:
    """Print the answers to a query, one JSON object a line; one with null where nothing came near."""
    for match in found or (None,):
        print_line({"asked": query, "match": match})


def asked(editions: Sequence[Edition], not_loaded: Sequence[str]) -> None:
    """Say on the error stream which lists were asked, and which were not."""
    import typer

    named = "; ".join(f"{e.title}, {e.published or 'undated'}" for e in editions)
    typer.echo(f"asked: {named}", err=True)
    if not_loaded:
        typer.echo(f"not loaded: {'; '.join(not_loaded)}", err=True)
    typer.echo("No match is not a clearance.", err=True)


def screened(done: Screened, out: Path) -> None:
    """Print what became of a sheet."""
    if done.resumed_at:
        _plain(f"went on after row {done.resumed_at:,}, where an earlier run had left off")
    _plain(
        f"rows in {done.rows_in:,} = good {done.good:,} + refused {len(done.rejects):,}; "
        f"{done.alerts:,} with an alert; written to {out}"
    )
    for reject in done.rejects[:_REJECTS_SHOWN]:
        _plain(f"refused: {reject.path} line {reject.line}: {reject.reason}")
    asked(done.editions, done.not_loaded)


def detection(found: Detection, out: Path) -> None:
    """Print what a detection read and found."""
    _plain(
        f"rows in {found.rows_in:,} = good {found.good:,} + refused {found.rejected:,}; "
        f"{found.folded:,} exact repeats folded, {found.positions:,} positions left"
    )
    for why, count in found.noise.items():
        _plain(f"noise, kept and flagged: {count:,} {why}")
    for reject in found.rejects[:_REJECTS_SHOWN]:
        _plain(f"refused: {reject.path} line {reject.line}: {reject.reason}")
    kinds = ", ".join(f"{count:,} {kind}" for kind, count in sorted(found.events.items()))
    _plain(f"events: {kinds or 'none'}; written to {out}")


def _table(*columns: str) -> Table:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        numeric = column in ("rows", "good", "refused", "#", "score")
        table.add_column(column, justify="right" if numeric else "left", overflow="fold")
    return table


def _print(what: object) -> None:
    from rich.console import Console

    Console(soft_wrap=isinstance(what, str), highlight=False).print(what)


def _plain(text: str) -> None:
    import typer

    typer.echo(text)
