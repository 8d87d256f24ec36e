"""Claims with figures, for tests that lay figures side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import cast

from tests.builders import claim

from tidewaiter.model.claims import Act, Claim, PartyKind, Period, Polarity, Quantity

Figure = tuple[float | None, float | None, float | None]
LONG = (date(2023, 9, 1), date(2025, 3, 31))
PART = (date(2024, 1, 1), date(2024, 12, 15))


def told(
    claim_id: str,
    figure: Figure,
    unit: str = "containers",
    *,
    by: str = "Institute",
    kind: str = "organisation",
    document: str = "d1",
    of: str | None = None,
    or_figures: Sequence[tuple[Figure, str]] = (),
    window: tuple[date | None, date | None] | None = LONG,
    said: date | None = date(2025, 4, 15),
    roles: Sequence[tuple[str, str]] = (),
    rests_on: Sequence[str] = (),
    act: str = "say",
    polarity: str = "positive",
    event: str = "transfer",
    text: str = "ships carried crates",
) -> Claim:
    """A claim with one figure, or with alternatives."""
    made = claim(
        claim_id,
        speaker=by,
        window=window,
        roles=roles,
        rests_on=rests_on,
        event=event,
        text=text,
        document=document,
    )
    first = Quantity("figure", 0, 6, *figure, unit, of)
    others = [Quantity("other", 7, 12, *f, unit, kind, 0) for f, kind in or_figures]
    assert made.speaker is not None
    return replace(
        made,
        speaker=replace(made.speaker, kind=cast("PartyKind", kind)),
        quantities=(first, *others),
        said_time=None if said is None else Period("then", said, said),
        act=cast("Act", act),
        polarity=cast("Polarity", polarity),
    )


def about(value: float) -> Figure:
    return value * 0.9, value, value * 1.1


def at_least(value: float) -> Figure:
    return value, None, None


def at_most(value: float) -> Figure:
    return 0.0, None, value


def exactly(value: float) -> Figure:
    return value, value, value
