"""What a second reader leaves: proposals with their doubts, and what was refused with the reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tidewaiter.model.claims import Claim


@dataclass(frozen=True, slots=True)
class Refusal:
    """Something that a model proposed and that was not taken.

    Attributes:
        claim: Number of the claim in the answer, from 1; 0 for an answer as a whole.
        part: What of it: ``claim``, ``answer``, or a field such as ``quantities``.
        reason: Why, in words.
    """

    claim: int
    part: str
    reason: str


@dataclass(frozen=True, slots=True)
class Exchange:
    """One question to a model and its answer, as recorded.

    Attributes:
        start: Where the part of the document that was sent begins, in code points.
        end: Where it ends, exclusive.
        prompt_sha256: Hash of the messages sent.
        response_sha256: Hash of the response's bytes.
        response: The response's bytes.
        model: The model that the server says answered; the one asked for, where it does not say.
        host: Where it was sent.
        asked_utc: When.
        options: Names of the options sent beside the messages, such as ``seed``.
    """

    start: int
    end: int
    prompt_sha256: str
    response_sha256: str
    response: bytes
    model: str
    host: str
    asked_utc: datetime
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A claim that a model proposes, every span of it found in the text.

    ``doubts`` say what in it our own reading does not bear out, or what makes it suspect.
    """

    claim: Claim
    doubts: tuple[str, ...]
    exchange: Exchange
