"""The command about claims and movements: could that ship have been there?"""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any, get_args

import typer

from tidewaiter import api
from tidewaiter.cli.options import At, BuiltCase, Form, format_of, moment_of
from tidewaiter.cli.show_json import print_json
from tidewaiter.model.movements import Answer, Meeting, alike
from tidewaiter.model.words import between, shortened

if TYPE_CHECKING:
    from tidewaiter.run.ask_movements import Met

_CONTENT = 96
_REFS = 6


def movements(
    case: BuiltCase,
    claim: Annotated[
        str | None,
        typer.Option(
            metavar="ID", help="One claim: F09, E9, or the first 8 characters of its id."
        ),
    ] = None,
    at: At = None,
    ship: Annotated[
        str | None, typer.Option(metavar="NAME", help="Ask of a ship: name, IMO number or MMSI.")
    ] = None,
    port: Annotated[
        str | None, typer.Option(metavar="PORT", help="With --ship: port id or name.")
    ] = None,
    start: Annotated[
        str | None,
        typer.Option("--from", metavar="TIME", help="With --ship: first day or moment."),
    ] = None,
    end: Annotated[
        str | None, typer.Option("--to", metavar="TIME", help="With --ship: last day or moment.")
    ] = None,
    output: Form = "table",
) -> None:
    """Say of each claim that puts a ship at a place whether it could have been there.

    "Supported" by reach is possible, no more; "contradicted" says that no way fits, "undecided" that
    the material cannot tell, "untouched" that no track or sighting speaks of that ship and time.

    Example: tidewaiter movements cases/rajin --claim F23

    Example: tidewaiter movements demo/exercise --ship "Tern Harbour" --port XX-BIRCH --from 2031-03-01 --to 2031-03-03
    """
    form, moment = format_of(output), moment_of(at)
    if (ship is None) != (port is None):
        raise typer.BadParameter("--ship and --port go together", param_hint="--ship")
    if ship is not None and port is not None:
        if claim is not None or at is not None:
            raise typer.BadParameter("asks without a claim", param_hint="--ship")
        found = [api.could_have_called(case, ship, port, start=start, end=end)]
    else:
        if start is not None or end is not None:
            raise typer.BadParameter("go with --ship and --port", param_hint="--from, --to")
        found = list(api.movements(case, claim=claim, at=moment))
    if form == "json":
        print_json([_json(one) for one in found])
        return
    if not found:
        typer.echo(
            "no claim of this case puts a named ship at a place; ask with --ship and --port"
        )
    typer.echo("\n\n".join([*map(_text, found), *_summary(found)]))


def _json(one: Met) -> dict[str, Any]:
    return {"claim": one.claim, "content": one.content, "meetings": one.meetings}


def _text(one: Met) -> str:
    lines = []
    if one.claim:
        lines.append(f"{one.claim}  “{shortened(one.content, _CONTENT)}”")
    for group in alike(one.meetings):
        lines += _answer(group, one)
    return "\n".join(lines)


def _summary(found: Sequence[Met]) -> list[str]:
    """Count the answers, where there are several claims."""
    if len(found) < 2:
        return []
    answers = Counter(meeting.verdict for one in found for meeting in one.meetings)
    words = [*get_args(Answer), *sorted(set(answers) - set(get_args(Answer)))]
    counts = ", ".join(f"{answers[word]} {word}" for word in words if answers[word])
    return [
        f"{len(found)} claims are about named ships at places; answers by ship and place: {counts}"
    ]


def _answer(group: Sequence[Meeting], one: Met) -> list[str]:
    meeting = group[0]
    where = f"{', '.join(m.ship for m in group)} at {meeting.place}"
    where += f" ({meeting.port_id})" if meeting.port_id else ""
    track = f", track {meeting.track_id}" if meeting.track_id else ""
    lines = [
        f"  {where}, {between(meeting.start, meeting.end, unknown='no day given')}{track}",
        f"    {_word(meeting)}",
    ]
    lines += textwrap.wrap(
        meeting.sentence,
        96,
        initial_indent="    ",
        subsequent_indent="    ",
        break_on_hyphens=False,
    )
    for ref in meeting.refs[:_REFS]:
        lines.append(f"      {ref[:8]}  {one.known.get(ref, '')}")
    if len(meeting.refs) > _REFS:
        lines.append(f"      and {len(meeting.refs) - _REFS} more (--format json)")
    return lines


def _word(meeting: Meeting) -> str:
    firm = ", firmly" if meeting.firm else ""
    by = "" if meeting.basis == "nothing" else f", by {_BY[meeting.basis]}"
    return f"{meeting.verdict.upper()}{firm}{by}"


_BY = {
    "port visit": "a port visit",
    "heard there": "positions there",
    "sighting": "sightings",
    "reach": "reach",
    "reception": "reception",
    "track": "its track",
}
