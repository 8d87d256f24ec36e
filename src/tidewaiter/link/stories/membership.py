"""Bodies with members: what a member said may be behind what the body says, which nobody told."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence

from tidewaiter.link.stories.aliases import Aliases
from tidewaiter.link.stories.figures import who
from tidewaiter.link.stories.meet import Rule
from tidewaiter.link.stories.seen import Seen

#: A body's name → names of its members, as the analyst gives both.
Members = Mapping[str, Sequence[str]]


def rule(members: Members, aliases: Aliases) -> Rule:
    """Return the rule that a body and its members meet in one matter of overlapping days.

    It finds doubts: a monitoring team that two governments sit on may report what these reported, or
    what it found by itself.

    Args:
        members: Who is a member of what.
        aliases: Names in the claims.
    """
    bodies = frozenset(map(aliases.key, members))
    of_member: dict[str, set[str]] = {}
    for whole, names in members.items():
        for name in names:
            of_member.setdefault(aliases.key(name), set()).add(aliases.key(whole))

    def body(claim: Seen) -> Iterator[Hashable]:
        """A body speaks, and so does one of its members, of one matter and overlapping days."""
        if _tells(claim) and claim.voice in bodies:
            yield claim.voice, claim.matter

    def member(claim: Seen) -> Iterator[Hashable]:
        if _tells(claim):
            for key in sorted(of_member.get(claim.voice, ())):
                yield key, claim.matter

    def why(a: Seen, b: Seen, names: Aliases) -> str:
        one, other = (a, b) if b.voice in of_member.get(a.voice, set()) else (b, a)
        return (
            f"{who(one, names)} belongs to a member of {who(other, names)}; what the one says may be "
            "behind what the other says"
        )

    return Rule("member", body, why, member)


def _tells(claim: Seen) -> bool:
    return claim.named and claim.told and claim.dated
