"""Decisions of people on proposals: recorded on the ledger, listed, withdrawn, handed to a build."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from tidewaiter.errors import CaseError
from tidewaiter.model.decisions import WITHDRAWN, Decision, DecisionKind
from tidewaiter.model.records import as_json, from_json
from tidewaiter.run.clock import now
from tidewaiter.run.opened import opened

if TYPE_CHECKING:
    from tidewaiter.ledger.store import Ledger

#: Kind of decision → kind of the records that it is about, where their ids are those of a record.
_ABOUT: dict[DecisionKind, str] = {
    "origin": "name",
    "likelihood": "finding",
    "confidence": "finding",
}


@dataclass(frozen=True, slots=True)
class Numbered:
    """A decision as it is listed.

    Attributes:
        number: Its place in the list, from 1; it never changes.
        decision: The last one on its question.
        gone: Ids that it is about and that the case does not hold any more.
    """

    number: int
    decision: Decision
    gone: tuple[str, ...]


def record(
    case: Path,
    kind: DecisionKind,
    verdict: str,
    about: Iterable[str],
    words: str,
    *,
    by: str,
    why: str,
) -> Decision:
    """Record a decision; a later one on the same question supersedes it.

    Args:
        case: A built case.
        kind: What it is about.
        verdict: See :class:`tidewaiter.model.decisions.Decision`.
        about: Ids, in any order.
        words: What is decided on, as a reader knows it: ``F10 and F11``.
        by: Who decides.
        why: For what reason.

    Raises:
        CaseError: ``by`` or ``why`` is blank, or the case was never built.
    """
    made = Decision(
        kind=kind,
        verdict=verdict,
        about=tuple(sorted(set(about))),
        words=words,
        by=said(by, "--by"),
        why=said(why, "--why"),
        decided_utc=now(),
    )
    _keep(case, [made])
    return made


def listed(case: Path, at: datetime | None = None) -> tuple[Numbered, ...]:
    """Return the decisions of a built case, withdrawn ones too, in the order first decided.

    Raises:
        CaseError: The case was never built.
    """
    with opened(case) as ledger:
        known = {kind: set(ledger.at(kind, at)) for kind in set(_ABOUT.values())}
        return tuple(
            Numbered(n, made, _gone(made, known))
            for n, made in enumerate(of_ledger(ledger, at), start=1)
        )


def withdraw(case: Path, numbers: Sequence[int], *, by: str, why: str) -> tuple[Decision, ...]:
    """Withdraw decisions by their numbers; they stay on the ledger.

    Raises:
        CaseError: ``by`` or ``why`` is blank, or a number is none of a decision that stands; then
            none is withdrawn.
    """
    by, why = said(by, "--by"), said(why, "--why")
    known = {one.number: one.decision for one in listed(case)}
    for number in numbers:
        if number not in known or not known[number].stands:
            raise CaseError(
                f"no decision {number} stands; see them with: tidewaiter judge list {case}"
            )
    moment = now()
    made = tuple(
        replace(known[n], verdict=WITHDRAWN, by=by, why=why, decided_utc=moment)
        for n in dict.fromkeys(numbers)
    )
    _keep(case, made)
    return made


def of_ledger(ledger: Ledger, at: datetime | None = None) -> tuple[Decision, ...]:
    """Return the last decision on each question, withdrawn ones too; ``at`` None means now."""
    return tuple(from_json(Decision, body) for body in ledger.at("decision", at).values())


def standing(decisions: Iterable[Decision], kind: DecisionKind) -> tuple[Decision, ...]:
    """Return the decisions of one kind that were not withdrawn."""
    return tuple(made for made in decisions if made.kind == kind and made.stands)


def said(text: str, option: str) -> str:
    """Return what was said, on one line.

    Raises:
        CaseError: It is blank.
    """
    if not text.strip():
        raise CaseError(f"{option} is blank; a decision needs who decided, and why")
    return " ".join(text.split())


def _gone(made: Decision, known: dict[str, set[str]]) -> tuple[str, ...]:
    kind = _ABOUT.get(made.kind)
    return () if kind is None else tuple(ref for ref in made.about if ref not in known[kind])


def _keep(case: Path, made: Sequence[Decision]) -> None:
    with opened(case) as ledger:
        from tidewaiter.ledger.store import Draft

        drafts = [Draft("decision", d.decision_id, as_json(d), d.decided_utc.date()) for d in made]
        ledger.append(drafts, learned=made[0].decided_utc)
