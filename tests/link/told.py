"""Claims as papers print them, for tests of origins."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from tests.builders import claim, party

from tidewaiter.link.stories import origins
from tidewaiter.model.claims import Claim, DocumentRef, Period, Span
from tidewaiter.model.decisions import Decision
from tidewaiter.model.stories import Origins

DAY = date(2024, 6, 1)
JANUARY = (date(2024, 1, 1), date(2024, 1, 31))
MARCH = (date(2024, 3, 1), date(2024, 3, 31))


def told(
    claim_id: str,
    *,
    said: date | None = None,
    published: date | None = DAY,
    publisher: str | None = None,
    kind: str = "organisation",
    sentence: str | None = None,
    polarity: str = "positive",
    **given: Any,
) -> Claim:
    """Make a claim; without ``document`` it stands in one of its own."""
    given.setdefault("document", f"document of {claim_id}")
    made = claim(claim_id, **given)
    speaker = made.speaker
    return replace(
        made,
        document=DocumentRef(made.document.id, "A title", publisher, published, "a.txt"),
        speaker=None if speaker is None else party(speaker.name, kind),
        said_time=None if said is None else Period("then", said, said),
        sentence=made.sentence if sentence is None else Span(sentence, 0, len(sentence)),
        polarity=polarity,  # type: ignore[arg-type]
    )


def grouped(
    *claims: Claim, short: dict[str, str] | None = None, decisions: Sequence[Decision] = ()
) -> list[set[str]]:
    """Return the groups as sets of ids."""
    return sorted((set(s.claim_ids) for s in found(*claims, short=short, decisions=decisions).stories), key=sorted)  # fmt: skip


def found(
    *claims: Claim,
    short: dict[str, str] | None = None,
    decisions: Sequence[Decision] = (),
    members: Mapping[str, Sequence[str]] | None = None,
) -> Origins:
    """Return the origins of claims."""
    return origins(claims, short, decisions, members)
