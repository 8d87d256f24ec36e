"""Screening: who stands on a list, and which matches are none."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tidewaiter.model.judgements import Judgement
    from tidewaiter.model.listings import Schema
    from tidewaiter.run.ask import Screening
    from tidewaiter.run.progress import Progress
    from tidewaiter.run.screen_sheet import Screened


def screen(
    queries: Sequence[str],
    *,
    case: Path | None = None,
    lists: Sequence[Path] = (),
    kind: Schema | None = None,
    limit: int = 5,
    alert_at: float | None = None,
    progress: Progress | None = None,
) -> Screening:
    """Ask whether names or numbers stand on a list.

    Args:
        queries: Names, IMO numbers, MMSIs; "call sign ABCD", "passport A1234567".
        case: Use the standing lists of this case, its thresholds and its exceptions.
        lists: Use these list files too; a folder stands for the files in it.
        kind: FollowTheMoney schema of what is asked for; None asks of all kinds.
        limit: Most answers for each query.
        alert_at: Score from which a match is worth a look; the case's, or 0.85, if None.
        progress: Is told where the work is.

    Raises:
        CaseError: No list was given, or the case holds none.
        UnreadableError: A file is no list that we know.
    """
    from tidewaiter.run.ask import screen as ask
    from tidewaiter.run.progress import silent

    return ask(
        queries, case=case, lists=lists, schema=kind, limit=limit, alert_at=alert_at,
        progress=progress or silent,
    )  # fmt: skip


def screen_sheet(
    sheet: Path,
    out: Path,
    *,
    case: Path | None = None,
    lists: Sequence[Path] = (),
    kind: Schema | None = None,
    limit: int = 5,
    alert_at: float | None = None,
    workers: int | None = None,
    progress: Progress | None = None,
) -> Screened:
    """Screen every row of a CSV; killed and called again, it goes on where it was.

    Args:
        sheet: With a header: ``name``, and any of ``type``, ``imo``, ``mmsi``, ``call_sign``,
            ``passport``, ``registration_number``, ``country`` or ``flag``, ``birth_date`` or ``built``.
        out: CSV to write: the alerts of each row, or its nearest miss.
        case: As in :func:`screen`.
        lists: As in :func:`screen`.
        kind: Of rows that do not say theirs.
        limit: Most answers for each row.
        alert_at: As in :func:`screen`.
        workers: Processes; one for a short sheet, else as many as there are cores, if None.
        progress: Is told where the work is.

    Raises:
        CaseError: No list was given, or the case holds none.
        UnreadableError: The sheet has no column to screen by; a file is no list that we know.
    """
    from tidewaiter.run.progress import silent
    from tidewaiter.run.screen_sheet import screen_sheet as run

    return run(
        sheet, out, case=case, lists=lists, schema=kind, limit=limit, alert_at=alert_at,
        workers=workers, progress=progress or silent,
    )  # fmt: skip


def make_exception(
    case: Path,
    query: str,
    entry: str,
    *,
    by: str,
    why: str,
    progress: Progress | None = None,
) -> Judgement:
    """Record that a query and an entry are not the same; their match is silent until a side changes.

    Args:
        case: The case.
        query: Name, IMO number or MMSI; one that names a ship of the case has all its facts.
        entry: List and reference, such as ``un-sc:KPi.033``.
        by: Who decided.
        why: For what reason.
        progress: Is told where the work is.

    Raises:
        CaseError: ``by`` or ``why`` is blank, or the query or the entry is not one.
    """
    from tidewaiter.run.exceptions import record
    from tidewaiter.run.progress import silent

    return record(case, query, entry, by=by, why=why, progress=progress or silent)


def exceptions(case: Path) -> tuple[Judgement, ...]:
    """Return the exceptions of a case, withdrawn ones too, in the order of their numbers.

    Raises:
        CaseError: The folder is no case.
    """
    from tidewaiter.run.exceptions import recorded

    return recorded(case)


def lift_exception(case: Path, number: int, *, by: str, why: str) -> Judgement:
    """Withdraw an exception; it stays on the ledger.

    Args:
        case: The case.
        number: Its place in :func:`exceptions`, from 1.
        by: Who decided.
        why: For what reason.

    Raises:
        CaseError: ``by`` or ``why`` is blank, or no such exception stands.
    """
    from tidewaiter.run.exceptions import lift

    return lift(case, number, by=by, why=why)
