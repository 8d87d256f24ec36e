"""One typed function per user action; the command line, and notebooks, call only this.

Importing it is cheap: each function imports what it needs. One module a subject; the names stand here.
"""

from __future__ import annotations

from tidewaiter.api.assessment import (
    explain,
    findings,
    judge_finding,
    pack,
    packs,
)
from tidewaiter.api.cases import (
    build,
    demo,
    new,
    verify,
)
from tidewaiter.api.decided import (
    decisions,
    withdraw_decisions,
)
from tidewaiter.api.documents import (
    claim_json,
    event_json,
    index_entry,
    index_html,
    not_documents,
    read,
    read_many,
    reading_html,
)
from tidewaiter.api.origins import (
    judge_joined,
    judge_split,
    still_joined,
    stories,
    stories_json,
)
from tidewaiter.api.publishing import (
    export,
    pack_case,
    pdf,
)
from tidewaiter.api.questions import (
    could_have_called,
    figures,
    movements,
    tallies,
)
from tidewaiter.api.screening import (
    exceptions,
    lift_exception,
    make_exception,
    screen,
    screen_sheet,
)
from tidewaiter.api.sea import (
    detect,
    presets,
    simulate,
    thresholds,
)
from tidewaiter.api.second_reader import (
    exchanges_json,
    read_twice,
    second_json,
)
from tidewaiter.api.ships import (
    judge_ships,
    vessel,
    vessel_json,
    vessels,
)
from tidewaiter.api.watchlists import (
    lists,
    lists_at,
    lists_diff,
    lists_diff_in_case,
    lists_load,
    lists_of_case,
    lists_stays,
)

__all__ = [
    "build",
    "claim_json",
    "could_have_called",
    "decisions",
    "demo",
    "detect",
    "event_json",
    "exceptions",
    "exchanges_json",
    "explain",
    "export",
    "figures",
    "findings",
    "index_entry",
    "index_html",
    "judge_finding",
    "judge_joined",
    "judge_ships",
    "judge_split",
    "lift_exception",
    "lists",
    "lists_at",
    "lists_diff",
    "lists_diff_in_case",
    "lists_load",
    "lists_of_case",
    "lists_stays",
    "make_exception",
    "movements",
    "new",
    "not_documents",
    "pack",
    "pack_case",
    "packs",
    "pdf",
    "presets",
    "read",
    "read_many",
    "read_twice",
    "reading_html",
    "screen",
    "screen_sheet",
    "second_json",
    "simulate",
    "still_joined",
    "stories",
    "stories_json",
    "tallies",
    "thresholds",
    "verify",
    "vessel",
    "vessel_json",
    "vessels",
    "withdraw_decisions",
]
