"""A document's text with its claims marked, and what is known of each below its paragraph."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from tidewaiter.model.claims import Claim
from tidewaiter.model.marks import Run, doubts, lines, voices

Look = Literal["text", "content", "cue", "speaker", "number", "note"]


@dataclass(frozen=True, slots=True)
class Piece:
    """Words with how they look; ``voice`` numbers the speakers from 0, None where nobody speaks."""

    text: str
    look: Look = "text"
    voice: int | None = None


def marked(text: str, claims: Sequence[Claim]) -> str:
    """Put ``⟦n`` and ``n⟧`` around the content of each claim, and a note on it below its paragraph.

    Args:
        text: Normalised text.
        claims: Claims of that text; they may overlap.
    """
    return "".join(piece.text for piece in pieces(text, claims))


def pieces(text: str, claims: Sequence[Claim]) -> Iterator[Piece]:
    """Yield the marked text piece by piece, for a terminal that has colours."""
    speakers = voices(claims)
    voice = {i: n for n, one in enumerate(speakers) for i in one.claims}
    for line in lines(text, claims):
        opened: list[int] = []
        for run in line:
            for i in run.opens:
                opened.append(i)
                yield Piece(f"⟦{i + 1} ", "number", voice[i])
            yield _worded(run, voice)
            for i in reversed(run.claims):
                if claims[i].content.end == run.start + len(run.text):
                    yield Piece(f" {i + 1}⟧", "number", voice[i])
        yield Piece("\n")
        for i in opened:
            yield from _note(i, claims[i], voice[i])
        if opened:
            yield Piece("\n")


def _worded(run: Run, voice: dict[int, int]) -> Piece:
    if run.speaker is not None:
        return Piece(run.text, "speaker", voice[run.speaker])
    if run.cue is not None:
        return Piece(run.text, "cue", voice[run.cue])
    if run.claims:
        return Piece(run.text, "content", voice[run.claims[-1]])
    return Piece(run.text)


def _note(index: int, claim: Claim, voice: int) -> Iterator[Piece]:
    yield Piece(f"    {index + 1:>3} ", "number", voice)
    yield Piece(claim.speaker.name if claim.speaker else "(own voice)", "speaker", voice)
    steps = "".join(f" ← via {p.name}" for p in claim.via)
    steps += "".join(f" ← citing {p.name}" for p in claim.cites)
    doubt = "" if claim.certainty == "certain" else f", {claim.certainty}"
    denied = ", not" if claim.polarity == "negative" else ""
    yield Piece(f"{steps}: {claim.act}{doubt}{denied}; {claim.event.type}", "note")
    for quantity in claim.quantities:
        yield Piece(f"; {quantity.text}", "note")
    when = claim.event_time
    if when is not None:
        start, end = when.start_date or "…", when.end_date or "…"
        yield Piece(f"; {start}" if start == end else f"; {start} to {end}", "note")
    if unsure := doubts(claim):
        fields = ", ".join(doubt.field.replace("_", " ") for doubt in unsure)
        yield Piece(f"; in doubt: {fields}", "note")
    yield Piece("\n")
