"""Commands about watchlists as published."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tidewaiter import api
from tidewaiter.cli import show_lists
from tidewaiter.cli.options import FAILED, GOOD, REFUSED, check_choice
from tidewaiter.cli.sections import group
from tidewaiter.cli.show import progress

if TYPE_CHECKING:
    from tidewaiter.model.evidence import Reject

CaseOption = Annotated[
    Path | None, typer.Option("--case", metavar="CASE", help="Ask the editions of this case.")
]


def load(
    case: Annotated[Path, typer.Argument(metavar="CASE", help="The case folder.")],
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="List files, or folders of them.")
    ],
    published: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="Day of publication, for files that do not give it."),
    ] = None,
) -> None:
    """Put editions into a case, and say what changed and which earlier matches to look at again.

    Exit code 0: nothing was refused; 3: some files or entries were; 1: nothing was loaded.

    Example: tidewaiter lists load cases/rajin sdn.csv alt.csv add.csv --published 2021-07-15
    """
    day = None if published is None else _day(published, "--published")
    with progress() as told:
        done = api.lists_load(case, files, published=day, progress=told)
    for loaded in done.loaded:
        show_lists.loaded(loaded)
    show_lists.refused(done.rejects)
    if done.rejects:
        raise typer.Exit(REFUSED if done.loaded else FAILED)


def show(
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="FILE...", help="List files, or folders.")
    ] = None,
    case: CaseOption = None,
) -> None:
    """Say which list and edition each file is, and what it holds; of a case, which editions stand.

    Example: tidewaiter lists show consolidated.xml sdn.csv alt.csv add.csv

    Example: tidewaiter lists show --case cases/rajin
    """
    if not files and case is None:
        raise typer.BadParameter("name list files, or a case with --case", param_hint="FILE")
    rejects: list[Reject] = []
    with progress() as told:
        shelf = None if case is None else api.lists_of_case(case, progress=told)
        editions, refused = api.lists(files, progress=told) if files else ([], [])
    if shelf is not None:
        for edition, listings in shelf.editions:
            show_lists.edition(edition, listings, stands=edition.path in shelf.standing)
        rejects.extend(shelf.rejects)
    for edition, listings in editions:
        show_lists.edition(edition, listings, stands=None)
    rejects.extend(refused)
    show_lists.refused(rejects)
    raise typer.Exit(REFUSED if rejects else GOOD)


def diff(
    given: Annotated[
        list[str],
        typer.Argument(
            metavar="OLD NEW | LIST_ID [DATE_OLD DATE_NEW]",
            help="Two files or folders; with --case a list, and two of its editions.",
        ),
    ],
    case: CaseOption = None,
    whole: Annotated[
        bool, typer.Option("--all", help="Name every entry, not the first 20.")
    ] = False,
    output: Annotated[
        str, typer.Option("--format", help="table, or jsonl (one entry a line).")
    ] = "table",
) -> None:
    """Say what came, went and changed between two editions of one list, before and after.

    Example: tidewaiter lists diff un-2021.xml.gz un-2026.xml.gz

    Example: tidewaiter lists diff --case cases/rajin un-sc 2021-01-18 2026-02-27
    """
    check_choice(output, ("table", "jsonl"), "--format")
    names = tuple(given)
    if len(names) > 3 or (case is None and len(names) != 2):
        what = "OLD and NEW" if case is None else "LIST_ID, or LIST_ID DATE_OLD DATE_NEW"
        raise typer.BadParameter(f"give {what}", param_hint="diff")
    with progress() as told:
        if case is None:
            found = api.lists_diff(Path(names[0]), Path(names[1]), progress=told)
            between = ""
        else:
            old, new = (*names[1:], None, None)[:2]
            compared = api.lists_diff_in_case(case, names[0], old, new, progress=told)
            found = compared.difference
            between = show_lists.between(compared)
    if output == "jsonl":
        show_lists.difference_json(found)
    else:
        show_lists.difference(found, between, most=None if whole else show_lists.MOST)


def at(
    day: Annotated[str, typer.Argument(metavar="DATE", help="The day, such as 2017-10-03.")],
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="FILE...", help="List files, or folders.")
    ] = None,
    case: CaseOption = None,
    name: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Only parties whose name looks like this.")
    ] = None,
    entry: Annotated[
        str | None, typer.Option(metavar="REF", help="Only the party of this reference.")
    ] = None,
) -> None:
    """Say who was listed on a day, what the answer rests on, and what it cannot know.

    Example: tidewaiter lists at 2017-10-03 consolidated.xml

    Example: tidewaiter lists at 2023-05-01 --case cases/rajin --entry KPi.033
    """
    moment = _day(day, "DATE")
    if name is not None and entry is not None:
        raise typer.BadParameter("give --name or --entry, not both", param_hint="--name")
    with progress() as told:
        if name is None and entry is None:
            days = api.lists_at(moment, files or (), case=case, progress=told)
            stays = None
        else:
            stays = api.lists_stays(files or (), case=case, name=name, entry=entry, progress=told)
            days = ()
    if stays is not None:
        show_lists.stays(stays, moment)
    for one in days:
        show_lists.day(one, moment)


def _day(text: str, where: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter("must look like 2017-10-03", param_hint=where) from None


lists = group(
    {"Commands": {"load": load, "show": show, "diff": diff, "at": at}},
    name="lists",
    about="Keep editions of watchlists: what they hold, what changed, who was listed when.\n\n"
    "Example: tidewaiter lists load cases/rajin un-2026.xml",
)
