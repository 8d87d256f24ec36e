"""People and organisations that speak, are cited, act, or stand behind a ship."""

from __future__ import annotations

from dataclasses import dataclass

from tidewaiter.model.listings import Schema


@dataclass(frozen=True, slots=True)
class Named:
    """One party, a proposal where it goes by several names.

    Attributes:
        name: As shown: the fullest.
        schema: None where nobody tells the kind.
        mentions: Ids of the claims that name it, in their order.
        also: Other names that are taken for its own.
        roles: What it does here: ``speaker``, ``carries words``, ``cited``, ``acts``, or
            ``owner or operator of SHIP by LIST ENTRY``.
        why: For what reason its names are taken for one, a sentence each.
    """

    name: str
    schema: Schema | None
    mentions: tuple[str, ...]
    also: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    why: tuple[str, ...] = ()
