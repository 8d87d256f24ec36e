"""What a reader is shown of claims: where they stand, who speaks, what is in doubt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tidewaiter.model.claims import Claim, Confidence, PartyKind

#: A field less likely to be right than this is shown as a doubt.
DOUBTFUL = 0.75


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of one line of a text that is marked in one way throughout.

    Claims are meant by their index.

    Attributes:
        text: Its words.
        start: Code points of the document before it.
        claims: Those whose content holds it, the widest first.
        opens: Those whose content begins here.
        cue: The claim that it is the cue of, or None.
        speaker: The claim whose speaker it names, or None.
    """

    text: str
    start: int
    claims: tuple[int, ...] = ()
    opens: tuple[int, ...] = ()
    cue: int | None = None
    speaker: int | None = None


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who speaks in a document, with the indexes of the claims; no name: the document itself."""

    name: str | None
    kind: PartyKind | None
    claims: tuple[int, ...]


def lines(text: str, claims: Sequence[Claim]) -> list[list[Run]]:
    """Cut a text into lines, each into runs; empty lines are empty lists.

    The texts of all runs, joined, and the lines, joined by line feeds, are the text again.

    Args:
        text: Normalised text.
        claims: Its claims; spans beyond the text are cut to it.
    """
    coming = [_Range(i, claim, len(text)) for i, claim in enumerate(claims)]
    cuts = sorted({cut for one in coming for cut in one.cuts}, reverse=True)
    coming.sort(key=lambda one: one.first, reverse=True)
    found: list[list[Run]] = []
    active: list[_Range] = []
    at = 0
    for line in text.split("\n"):
        end = at + len(line)
        while coming and coming[-1].first < end:
            active.append(coming.pop())
        active = [one for one in active if one.last > at]
        points = [at]
        while cuts and cuts[-1] < end:
            point = cuts.pop()
            if point > at:
                points.append(point)
        bounds = zip(points, [*points[1:], end], strict=True)
        found.append([_run(text, a, b, active) for a, b in bounds if a < b])
        at = end + 1
    return found


def lanes(claims: Sequence[Claim]) -> list[int]:
    """Give each claim a number from 0 that no claim has whose content overlaps; shorter ones the lower.

    Lines drawn at the height of their lane never run into each other.
    """
    out = [0] * len(claims)
    for group in _overlapping(claims):
        done: list[int] = []
        for i in sorted(group, key=lambda i: (len(claims[i].content.text), i)):
            taken = {out[j] for j in done if _meet(claims[i], claims[j])}
            out[i] = next(n for n in range(len(taken) + 1) if n not in taken)
            done.append(i)
    return out


def voices(claims: Sequence[Claim]) -> list[Voice]:
    """List who speaks, by number of claims, then by who comes first; the document's own voice last."""
    groups: dict[str | None, list[int]] = {}
    for i, claim in enumerate(claims):
        groups.setdefault(claim.speaker.name if claim.speaker else None, []).append(i)
    made = []
    for name, ids in groups.items():
        kinds = Counter(p.kind for i in ids if (p := claims[i].speaker) is not None)
        made.append(Voice(name, kinds.most_common(1)[0][0] if kinds else None, tuple(ids)))
    return sorted(made, key=lambda v: (v.name is None, -len(v.claims)))


def doubts(claim: Claim) -> tuple[Confidence, ...]:
    """Return the fields of a claim that are less sure than :data:`DOUBTFUL`, the least sure first."""
    return tuple(
        sorted((c for c in claim.confidence if c.score < DOUBTFUL), key=lambda c: c.score)
    )


def _overlapping(claims: Sequence[Claim]) -> Iterator[list[int]]:
    """Yield the indexes of claims in groups, none of which reaches into another."""
    group: list[int] = []
    reach = 0
    for i in sorted(range(len(claims)), key=lambda i: claims[i].content.start):
        if group and claims[i].content.start >= reach:
            yield group
            group = []
        reach = max(reach, claims[i].content.end) if group else claims[i].content.end
        group.append(i)
    if group:
        yield group


def _meet(a: Claim, b: Claim) -> bool:
    return a.content.start < b.content.end and b.content.start < a.content.end


class _Range:
    """Where the parts of one claim stand in its text."""

    __slots__ = ("content", "cue", "cuts", "first", "index", "last", "speaker")

    def __init__(self, index: int, claim: Claim, length: int) -> None:
        def cut(start: int, end: int) -> tuple[int, int]:
            start = min(max(start, 0), length)
            return start, min(max(end, start), length)

        self.index = index
        self.content = cut(claim.content.start, claim.content.end)
        self.cue = cut(claim.cue.start, claim.cue.end) if claim.cue else (0, 0)
        who = claim.speaker
        self.speaker = cut(who.start, who.end) if who else (0, 0)
        parts = [p for p in (self.content, self.cue, self.speaker) if p[0] < p[1]]
        self.cuts = {place for part in parts for place in part}
        self.first = min((p[0] for p in parts), default=0)
        self.last = max((p[1] for p in parts), default=0)


def _run(text: str, start: int, end: int, active: Sequence[_Range]) -> Run:
    inside = [r for r in active if r.content[0] <= start < r.content[1]]
    inside.sort(key=lambda r: (r.content[0] - r.content[1], r.index))
    return Run(
        text[start:end],
        start,
        tuple(r.index for r in inside),
        tuple(sorted(r.index for r in inside if r.content[0] == start)),
        next((r.index for r in active if r.cue[0] <= start < r.cue[1]), None),
        next((r.index for r in active if r.speaker[0] <= start < r.speaker[1]), None),
    )
