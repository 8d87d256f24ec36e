"""Words of findings that a person sets in place of those of the rules; kept on the ledger."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tidewaiter.assess.overrides import Kind, word, words
from tidewaiter.model.decisions import Decision
from tidewaiter.run.decisions import record, said
from tidewaiter.run.explain import find_id
from tidewaiter.run.opened import opened


def decide_word(case: Path, kind: Kind, finding: str, text: str, *, by: str, why: str) -> Decision:
    """Set a word of a finding; see :func:`tidewaiter.api.judge_finding`."""
    verdict, by, why = word(kind, text), said(by, "--by"), said(why, "--why")
    with opened(case) as ledger:
        standing = ledger.current("finding")
    finding_id = find_id(finding, standing)
    decided_on = words(finding_id, _computed(standing[finding_id], kind))
    return record(case, kind, verdict, [finding_id], decided_on, by=by, why=why)


def _computed(body: Mapping[str, Any], kind: Kind) -> str:
    """Return the word of the rules, under what a person set before."""
    return next(
        (str(o["computed"]) for o in body["overrides"] if o["kind"] == kind), str(body[kind])
    )
