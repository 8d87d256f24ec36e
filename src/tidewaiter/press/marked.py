"""A document's text with its claims marked, for a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from tidewaiter.model.claims import Claim


def marked(text: str, claims: Sequence[Claim]) -> str:
    """Put ``⟦n speaker, act: …⟧`` around each claim's content.

    Args:
        text: Normalised text.
        claims: Claims of that text; where two overlap, the later one is marked inside the earlier.
    """
    marks: list[tuple[int, int, int, str]] = []
    for number, claim in enumerate(claims, start=1):
        who = claim.speaker.name if claim.speaker else "own voice"
        opening = f"⟦{number} {who}, {claim.act}: "
        marks.append((claim.content.start, 1, -claim.content.end, opening))
        marks.append((claim.content.end, 0, -claim.content.start, "⟧"))
    out, at = [], 0
    for place, _, _, mark in sorted(marks):
        out.append(text[at:place])
        out.append(mark)
        at = place
    return "".join([*out, text[at:]])
