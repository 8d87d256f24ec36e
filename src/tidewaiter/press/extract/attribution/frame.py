"""A cue with where its content begins."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tidewaiter.model.claims import Act

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True, slots=True)
class Frame:
    """A cue with where its content begins."""

    cue: Token
    act: Act
    speaker: Token | None
    start: int
    target: Token | None = None
    clause: bool = True
    cue_last: int | None = None
    limit: int | None = None
    way: str = "clause behind the cue"
