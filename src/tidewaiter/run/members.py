"""Who sits in which body, by the settings of a case."""

from __future__ import annotations

from tidewaiter.run.config import Case


def members_of(case: Case) -> dict[str, tuple[str, ...]]:
    """Return the bodies of a case with the names of all who speak for their members.

    A member is a source, or a body for which sources speak (``of``).
    """
    return {body.name: _speaking(case, body.members) for body in case.source if body.members}


def _speaking(case: Case, members: tuple[str, ...]) -> tuple[str, ...]:
    wanted = {name.casefold() for name in members}
    for_them = (s.name for s in case.source if wanted & {b.casefold() for b in s.bodies})
    return tuple(dict.fromkeys((*members, *for_them)))
