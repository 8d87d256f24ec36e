"""Findings: provisions, elements, words, and the way back to the evidence."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from tidewaiter.assess.packs import Pack
    from tidewaiter.model.decisions import Decision
    from tidewaiter.run.explain import Explanation, Overview


def findings(case: Path, at: datetime | None = None) -> Overview:
    """Return the findings of a built case, and those that it gives no ground for.

    Args:
        case: A built case.
        at: What was known at this moment, UTC; now, if None.

    Raises:
        CaseError: The case was never built.
    """
    from tidewaiter.run.explain import overview

    return overview(case, at)


def explain(case: Path, finding: str, at: datetime | None = None) -> Explanation:
    """Return a finding sentence by sentence, with the evidence, files and places of each.

    Args:
        case: A built case.
        finding: Its id, the part of it after the slash, or its number in :func:`findings`.
        at: What was known at this moment, UTC; now, if None.

    Raises:
        CaseError: The case was never built, or has no such finding.
    """
    from tidewaiter.run.explain import explain as run

    return run(case, finding, at)


def judge_finding(
    case: Path,
    kind: Literal["likelihood", "confidence"],
    finding: str,
    word: str,
    *,
    by: str,
    why: str,
) -> Decision:
    """Set the likelihood or the confidence of a finding; the next build shows both words.

    Args:
        case: A built case.
        kind: Which word.
        finding: As in :func:`explain`.
        word: One of the scale: ICD 203 for a likelihood; low, moderate or high for a confidence.
        by: Who decides.
        why: For what reason.

    Raises:
        CaseError: The word is none of the scale, ``by`` or ``why`` is blank, there is no such
            finding, or the case was never built.
    """
    from tidewaiter.run.overrides import decide_word

    return decide_word(case, kind, finding, word, by=by, why=why)


def packs(case: Path | None = None) -> tuple[Pack, ...]:
    """Return the provision packs that come with the program, or those that a case asks for.

    Raises:
        CaseError: A pack of the case is wrong, or the folder is no case.
    """
    from tidewaiter.assess.pack_file import bundled, load

    if case is None:
        return tuple(map(load, bundled()))
    from tidewaiter.run.config import read_case
    from tidewaiter.run.packs import packs_of

    return packs_of(case, read_case(case))


def pack(name: str) -> Pack:
    """Return one provision pack: a bundled one by its id, or a file (``./own.toml``).

    Raises:
        CaseError: There is no such pack, or it is malformed; the message names file and entry.
    """
    from tidewaiter.run.packs import pack as read_pack

    return read_pack(None, name)
