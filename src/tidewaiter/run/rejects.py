"""The sheet of what was refused: file, line, reason, and the text itself."""

from __future__ import annotations

from collections.abc import Iterable

from tidewaiter.model.cells import sheet_text
from tidewaiter.model.evidence import Reject


def rejects_csv(rejects: Iterable[Reject]) -> bytes:
    """Write rejects by file and line; a file that was refused as a whole has no line."""
    sorted_rejects = sorted(rejects, key=lambda r: (r.path, r.line, r.reason))
    rows = ((r.path, r.line or "", r.reason, r.text) for r in sorted_rejects)
    return sheet_text(("file", "line", "reason", "text"), rows).encode("utf-8", "replace")
