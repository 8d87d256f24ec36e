"""The command that says which reports are independent of one another."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from tidewaiter import api
from tidewaiter.cli.options import At, BuiltCase, Form, format_of, moment_of
from tidewaiter.cli.show_json import print_json
from tidewaiter.model.counted import counted
from tidewaiter.model.words import shortened

if TYPE_CHECKING:
    from tidewaiter.model.stories import Edge, Story
    from tidewaiter.run.stories import Told

#: Most names in a row before the rest is left out, and fewest characters of a claim.
_NAMES, _LEAST = 4, 30
#: Most doubts before the rest is left out.
_DOUBTS = 25


def stories(
    case: BuiltCase,
    at: At = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Show claims that stand alone, too.")
    ] = False,
    output: Form = "table",
) -> None:
    """Say which claims go back to one origin, by what, and what else may.

    Claims of one origin are one line of evidence, however many outlets print them. A doubt joins
    nothing; decide it with: tidewaiter judge join, or judge split.

    Example: tidewaiter stories cases/rajin

    Example: tidewaiter stories cases/rajin --at 2025-03-01 --format json
    """
    form, moment = format_of(output), moment_of(at)
    told = api.stories(case, at=moment)
    if form == "json":
        print_json(api.stories_json(told))
        return
    for line in _table(told, everything):
        typer.echo(line)


def _table(told: Told, everything: bool) -> Iterator[str]:
    made = told.origins
    yield from _wrapped(_count(told), "")
    alone = 0
    for number, story in enumerate(made.stories, start=1):
        if len(story.claim_ids) == 1 and not story.doubtful and not everything:
            alone += 1
            continue
        yield ""
        yield from _story(told, number, story)
    if alone:
        yield ""
        yield f"{counted(alone, 'more claim')} of no common origin; --all shows them."
    if made.doubtful:
        yield ""
        yield "Doubts, which join nothing until somebody decides (tidewaiter judge join|split):"
        number_of = {ref: n for n, s in enumerate(made.stories, start=1) for ref in s.claim_ids}
        shown = made.doubtful if everything else made.doubtful[:_DOUBTS]
        for edge in shown:
            yield from _wrapped(f"{_ends(told, edge, number_of)}: {edge.reason}", "  ", "    ")
        if len(shown) < len(made.doubtful):
            yield f"  and {counted(len(made.doubtful) - len(shown), 'more doubt')}; --all shows them."


def _count(told: Told) -> str:
    claims, made = len(told.claims), told.origins
    when = "" if told.at is None else f", as known on {told.at:%Y-%m-%d %H:%M} UTC"
    if not claims:
        return "This case holds no claim."
    origins = len(made.stories)
    least = f", or to {made.fewest} if every doubt below holds" if made.doubtful else ""
    return (
        f"{claims} {'claim goes' if claims == 1 else 'claims go'} back to {origins} "
        f"{'origin' if origins == 1 else 'origins'}{least}{when}."
    )


def _story(told: Told, number: int, story: Story) -> Iterator[str]:
    first = told.first(story)
    who = first.speaker.name if first.speaker else first.document.publisher or "its own voice"
    yield from _wrapped(f"{number}. {who}, {_day(told, story.claim_ids[0])}", "", "   ")
    yield from _wrapped(_spread(told, story), "   ")
    ways, wide = _ways(story), max(len(told.names.shown(ref)) for ref in story.claim_ids)
    for ref in story.claim_ids:
        claim = told.claims[ref]
        by = "" if claim.speaker is None or claim.speaker.name == who else claim.speaker.name
        by = f"{by} denies".lstrip() if claim.act == "deny" else by
        head = f"{told.names.shown(ref):<{wide}}  {_day(told, ref)}  {f'{by}: ' if by else ''}"
        yield f"   {head}{shortened(claim.content.text, max(_width() - 3 - len(head), _LEAST))}"
        for edge in ways.get(ref, ()):
            other = told.names.shown(edge.a if edge.b == ref else edge.b)
            yield from _wrapped(f"with {other}: {edge.reason}", "      ", "        ")


def _spread(told: Told, story: Story) -> str:
    documents = len({told.claims[ref].document.id for ref in story.claim_ids})
    outlets, carriers = told.outlets(story), told.carriers(story)
    parts = [f"{counted(len(story.claim_ids), 'claim')} in {counted(documents, 'document')}"]
    if outlets:
        parts.append(f"{counted(len(outlets), 'outlet')}: {_some(outlets)}")
    if carriers:
        parts.append(f"carried by {_some(carriers)}")
    return "; ".join(parts)


def _ways(story: Story) -> dict[str, list[Edge]]:
    """Put each edge under the claim of the two that was said later."""
    place = {ref: n for n, ref in enumerate(story.claim_ids)}
    ways: dict[str, list[Edge]] = {}
    for edge in story.edges:
        ways.setdefault(max(edge.a, edge.b, key=lambda ref: place[ref]), []).append(edge)
    return ways


def _ends(told: Told, edge: Edge, number_of: Mapping[str, int]) -> str:
    ends = sorted((edge.a, edge.b), key=lambda ref: (_day(told, ref), told.names.shown(ref)))
    return " and ".join(f"{told.names.shown(r)} (origin {number_of[r]})" for r in ends)


def _day(told: Told, ref: str) -> str:
    return str(told.said_on(ref) or "day unknown")


def _some(names: Sequence[str]) -> str:
    more = f" and {len(names) - _NAMES} more" if len(names) > _NAMES else ""
    return f"{', '.join(names[:_NAMES])}{more}"


def _wrapped(text: str, first: str, later: str | None = None) -> list[str]:
    return textwrap.wrap(
        text, _width(), initial_indent=first, subsequent_indent=first if later is None else later,
        break_on_hyphens=False,
    )  # fmt: skip


def _width() -> int:
    return min(100, shutil.get_terminal_size((100, 24)).columns)
