"""Stories: claims that go back to one origin, and what joins them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

#: What joins two claims, the surest first: the best of several is shown.
EdgeKind = Literal[
    "judgement",  # a person said so
    "derived",  # the analyst typed that one was made of the other
    "shared evidence",  # both rest on one image or ledger
    "conversion",  # one turns the other's count into another unit
    "figure",  # one speaker, one figure
    "repeats",  # one has it from the other's speaker or outlet
    "common source",  # both cite one source
    "carrier",  # one carrier gave both the figure
    "quotation",  # one quotes the other
    "occasion",  # one speaker on one occasion
    "imagery",  # both read images of one place and time (doubtful only)
    "update",  # a later figure of one speaker (doubtful only)
    "echo",  # another speaker, the same figure (doubtful only)
    "member",  # a body and one of its members (doubtful only)
]


@dataclass(frozen=True, slots=True, order=True)
class Edge:
    """What joins two claims.

    Attributes:
        a: The smaller claim id.
        b: The larger.
        kind: What joins them.
        reason: The same in a sentence, with what the two have in common.
        by: Who decided so; None for what the program proposes.
    """

    a: str
    b: str
    kind: EdgeKind
    reason: str
    by: str | None = None


@dataclass(frozen=True, slots=True)
class Story:
    """Claims that trace to one origin: one independent line of evidence, however many print it.

    Attributes:
        story_id: Stays the same as long as the claim that was said first does.
        label: Who said it first, and what.
        claim_ids: In the order of being said.
        edges: What joins them: for each claim but the first its way to the first, and besides it
            whatever was typed or judged.
        doubtful: What may join one of them to a claim of another story; it joins nothing.
    """

    story_id: str
    label: str
    claim_ids: tuple[str, ...]
    edges: tuple[Edge, ...] = ()
    doubtful: tuple[Edge, ...] = ()

    @property
    def reasons(self) -> tuple[str, ...]:
        """Return the sentences of the edges, each once."""
        return tuple(dict.fromkeys(edge.reason for edge in self.edges))


def story_of(stories: Iterable[Story]) -> dict[str, str]:
    """Return the id of the story of each claim.

    >>> story_of([Story("s", "who, what", ("a", "b"))])
    {'a': 's', 'b': 's'}
    """
    return {ref: story.story_id for story in stories for ref in story.claim_ids}


@dataclass(frozen=True, slots=True)
class Origins:
    """How many independent lines there are.

    Attributes:
        stories: Every claim in exactly one, largest first.
        doubtful: What may join two stories, each pair of stories once for each kind.
        fewest: How many lines are left if all of ``doubtful`` holds; the most is the number of stories.
    """

    stories: tuple[Story, ...]
    doubtful: tuple[Edge, ...]
    fewest: int
