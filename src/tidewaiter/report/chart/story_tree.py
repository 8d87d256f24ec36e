"""The origins of claims as trees: each claim under what it goes back to, with what joins the two."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tidewaiter.model.claims import Claim
from tidewaiter.model.dossier import Dossier
from tidewaiter.model.stories import Edge, Story
from tidewaiter.report.chart.quantity_figures import told
from tidewaiter.report.chart.ways import numbers_of

#: What joins a claim to the one above it: in words, its sign, and whether one has it from the other.
JOINTS: dict[str, tuple[str, str, bool]] = {
    "repeats": ("repeats or quotes it", "triangle", True),
    "quotation": ("repeats or quotes it", "triangle", True),
    "common source": ("same source or carrier", "open triangle", False),
    "carrier": ("same source or carrier", "open triangle", False),
    "derived": ("made of it", "diamond", True),
    "conversion": ("made of it", "diamond", True),
    "figure": ("same figure", "open diamond", False),
    "echo": ("same figure", "open diamond", False),
    "update": ("later figure", "open diamond", False),
    "shared evidence": ("same image or record", "square", False),
    "imagery": ("same images", "open square", False),
    "occasion": ("same occasion", "ring", False),
    "member": ("a body and its member", "ring", False),
    "judgement": ("judged to be one", "cross", False),
}
#: What may join two origins, in words.
MAYBE = {
    "imagery": "same images", "update": "later figure", "echo": "same figure",
    "member": "a body and its member",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Member:
    """A claim of an origin; ``edge`` is what joins it to ``above``, None for what was said first."""

    ref: str
    number: str
    who: str
    when: str
    depth: int
    above: str
    edge: Edge | None

    @property
    def joint(self) -> str:
        """What joins it, in words; empty for what was said first."""
        return JOINTS[self.edge.kind][0] if self.edge else ""


@dataclass(frozen=True, slots=True)
class Doubt:
    """What may join a claim to one of another origin."""

    edge: Edge
    mine: str
    other: str
    other_name: str

    @property
    def words(self) -> str:
        """The same in words."""
        how = MAYBE.get(self.edge.kind, self.edge.kind)
        return f"{self.mine} may be one with {self.other} of {self.other_name}: {how}"


@dataclass(frozen=True, slots=True)
class Origin:
    """An origin with its claims, each below what it goes back to.

    Attributes:
        name: "L1" and so on.
        story: The origin.
        members: A claim before those that go back to it.
        more: What joins claims besides the tree: exhibits of both ends, and the edge.
        doubts: What may join it to origins after it, or to those before it that do not say so.
        outlets: How many print its claims.
    """

    name: str
    story: Story
    members: tuple[Member, ...]
    more: tuple[tuple[str, str, Edge], ...]
    doubts: tuple[Doubt, ...]
    outlets: int


def origins(dossier: Dossier) -> list[Origin]:
    """Return the origins in order; each doubt stands with the first of the two that it may join."""
    claims = {c.claim_id: c for c in dossier.claims}
    numbers = numbers_of(dossier)
    names = {ref: f"L{i}" for i, s in enumerate(dossier.stories, 1) for ref in s.claim_ids}
    made, met = [], set[Edge]()
    for i, story in enumerate(dossier.stories, 1):
        new = [e for e in dict.fromkeys(story.doubtful) if e not in met]
        met.update(new)
        made.append(_origin(f"L{i}", story, new, claims, numbers, names))
    return made


def _origin(
    name: str, story: Story, doubts: Sequence[Edge], claims: Mapping[str, Claim],
    numbers: Mapping[str, str], names: Mapping[str, str],
) -> Origin:  # fmt: skip
    edges = [e for e in story.edges if e.a != e.b]
    above, depth = _ways(story.claim_ids, edges)
    members = [
        _member(ref, above.get(ref), depth[ref], claims.get(ref), numbers)
        for ref in _down(story.claim_ids, above)
    ]
    used = {e for e in above.values() if e is not None}
    more = tuple(
        (numbers.get(e.a, ""), numbers.get(e.b, ""), e)
        for e in dict.fromkeys(edges)
        if e not in used
    )
    outlets = {claims[r].document.publisher or claims[r].document.id for r in story.claim_ids if r in claims}  # fmt: skip
    own = set(story.claim_ids)
    drawn = []
    for e in doubts:
        mine, other = (e.a, e.b) if e.a in own else (e.b, e.a)
        drawn.append(Doubt(e, numbers.get(mine, ""), numbers.get(other, ""), names.get(other, "")))
    return Origin(name, story, tuple(members), more, tuple(drawn), len(outlets))


def _member(
    ref: str, edge: Edge | None, depth: int, claim: Claim | None, numbers: Mapping[str, str]
) -> Member:
    other = "" if edge is None else edge.b if edge.a == ref else edge.a
    by, when = (claim.voice, told(claim)[0]) if claim else ("unknown", "day unknown")
    return Member(ref, numbers.get(ref, ""), by, when, depth, numbers.get(other, ""), edge)


def _ways(
    refs: Sequence[str], edges: Sequence[Edge]
) -> tuple[dict[str, Edge | None], dict[str, int]]:
    """Find for each claim the edge on its shortest way to the first; rings of citation end there."""
    beside: dict[str, list[tuple[str, Edge]]] = {}
    for e in edges:
        beside.setdefault(e.a, []).append((e.b, e))
        beside.setdefault(e.b, []).append((e.a, e))
    above: dict[str, Edge | None] = {}
    depth: dict[str, int] = {}
    inside = set(refs)
    for first in refs:
        if first in above:
            continue
        above[first], depth[first] = None, 0
        rest = deque([first])
        while rest:
            one = rest.popleft()
            for other, edge in beside.get(one, ()):
                if other in inside and other not in above:
                    above[other], depth[other] = edge, depth[one] + 1
                    rest.append(other)
    return above, depth


def _down(refs: Sequence[str], above: Mapping[str, Edge | None]) -> list[str]:
    """Order claims so that each stands before those that go back to it."""
    below: dict[str, list[str]] = {}
    firsts = []
    for ref in refs:
        edge = above[ref]
        if edge is None:
            firsts.append(ref)
        else:
            below.setdefault(edge.b if edge.a == ref else edge.a, []).append(ref)
    order, rest = [], firsts[::-1]
    while rest:
        ref = rest.pop()
        order.append(ref)
        rest += below.get(ref, [])[::-1]
    return order
