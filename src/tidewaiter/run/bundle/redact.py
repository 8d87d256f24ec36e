"""What a bundle leaves out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tidewaiter.ledger.chain import Row
from tidewaiter.ledger.store import Ledger
from tidewaiter.run.config import Case
from tidewaiter.run.progress import Progress


@dataclass(frozen=True, slots=True)
class Redaction:
    """What is taken out: nothing, by default."""

    withheld: Mapping[str, str] = field(default_factory=dict)
    replaced: Mapping[str, bytes] = field(default_factory=dict)

    def marker(self, row: Row) -> dict[str, Any] | None:
        return None

    def mask(self, text: str) -> str:
        return text


def redaction(
    case: Path, settings: Case, ledger: Ledger, profile: str, progress: Progress
) -> Redaction:
    return Redaction()
