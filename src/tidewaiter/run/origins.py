"""Origins as a person judges them: these claims go back to one, those do not."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tidewaiter.errors import CaseError
from tidewaiter.model.decisions import Decision
from tidewaiter.model.stories import Edge
from tidewaiter.run.decisions import record, said
from tidewaiter.run.names import Names, names_of
from tidewaiter.run.stories import judged


def join(case: Path, one: str, other: str, *, by: str, why: str) -> Decision:
    """Record that two claims go back to one origin; see :func:`tidewaiter.api.judge_joined`."""
    names = names_of(case)
    a, b = names.resolve(one), names.resolve(other)
    if a == b:
        raise CaseError(f"{one} and {other} are one claim")
    words = " and ".join(sorted((names.shown(a), names.shown(b))))
    return record(case, "origin", "joined", (a, b), words, by=by, why=why)


def split(
    case: Path, one: str, others: Sequence[str] = (), *, by: str, why: str
) -> tuple[Decision, ...]:
    """Record that claims do not share an origin; see :func:`tidewaiter.api.judge_split`."""
    names = names_of(case)
    a = names.resolve(one)
    apart = [names.resolve(text) for text in others]
    if a in apart:
        raise CaseError(f"{one} cannot be split from itself")
    by, why = said(by, "--by"), said(why, "--why")
    if not apart:
        words = f"{names.shown(a)} alone"
        return (record(case, "origin", "split", (a,), words, by=by, why=why),)
    return tuple(
        record(
            case, "origin", "split", (a, b),
            " and ".join(sorted((names.shown(a), names.shown(b)))), by=by, why=why,
        )
        for b in dict.fromkeys(apart)
    )  # fmt: skip


def still_joined(case: Path, decisions: Sequence[Decision]) -> list[str]:
    """Say which splits do not part their claims; see :func:`tidewaiter.api.still_joined`."""
    from tidewaiter.link.stories.graph import way

    names = names_of(case)
    edges = [edge for story in judged(case).stories for edge in story.edges]
    found = ((made, way(*made.about, edges)) for made in decisions if len(made.about) == 2)
    return [_still(made, ways, names) for made, ways in found if ways]


def _still(made: Decision, found: Sequence[Edge], names: Names) -> str:
    between = dict.fromkeys(ref for e in found for ref in (e.a, e.b) if ref not in made.about)
    by = ", ".join(names.shown(ref) for ref in between)
    steps = "; ".join(f"{names.shown(e.a)} and {names.shown(e.b)} ({e.reason})" for e in found)
    return f"{made.words} are still of one origin by way of {by}: {steps}. Split one of these pairs too."
