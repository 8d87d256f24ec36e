"""What a person types for a claim, and what a claim is called when it is shown."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from tidewaiter.errors import CaseError
from tidewaiter.run.opened import opened

if TYPE_CHECKING:
    from tidewaiter.ledger.store import Draft, Ledger
    from tidewaiter.run.intake import Intake

#: Fewest characters of an id that are taken for it.
SHORTEST = 8


@dataclass(frozen=True, slots=True)
class Names:
    """The claims of a case and what they are called.

    Attributes:
        claims: Their ids, in the order of the dossier: the first is exhibit E1.
        typed: The analyst's short id (``F09``) → claim id.
    """

    claims: tuple[str, ...]
    typed: Mapping[str, str]
    _shown: Mapping[str, str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Look up once what each claim is called."""
        object.__setattr__(self, "_shown", _shown(self.claims, self.typed))

    def resolve(self, text: str) -> str:
        """Return the id of the claim that a person means.

        Args:
            text: The analyst's short id, an exhibit's number, or the first eight or more
                characters of the claim id.

        Raises:
            CaseError: No claim is called so, or several are.

        >>> Names(("c0ffee00aa", "c0ffee11bb"), {"F09": "c0ffee00aa"}).resolve("f09")
        'c0ffee00aa'
        """
        wanted = text.strip()
        if wanted in self.typed:
            return self.typed[wanted]
        folded = [name for name in self.typed if name.casefold() == wanted.casefold()]
        if len(folded) == 1:
            return self.typed[folded[0]]
        number = wanted[1:] if wanted[:1] in ("E", "e") else ""
        if number.isascii() and number.isdigit() and 1 <= int(number) <= len(self.claims):
            return self.claims[int(number) - 1]
        return one_of(wanted, self.claims, "claim", self.typed)

    def shown(self, claim_id: str) -> str:
        """Return the name by which a claim is shown: the short id, else the start of its own.

        >>> Names(("c0ffee00aa", "c0ffee00bb"), {"F09": "c0ffee00aa"}).shown("c0ffee00bb")
        'c0ffee00b'
        """
        return self._shown.get(claim_id, claim_id[:SHORTEST])


def _shown(claims: Iterable[str], typed: Mapping[str, str]) -> dict[str, str]:
    ordered = sorted(claims)
    length = dict.fromkeys(ordered, SHORTEST)
    for one, other in pairwise(ordered):  # neighbours share the longest starts
        apart = next(
            (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one)
        )
        for ref in (one, other):
            length[ref] = max(length[ref], apart + 1)
    return {ref: ref[:n] for ref, n in length.items()} | {ref: name for name, ref in typed.items()}


def one_of(text: str, ids: Iterable[str], what: str, others: Iterable[str] = ()) -> str:
    """Return the one id that begins with ``text``.

    Args:
        text: The whole id, or its first eight or more characters.
        ids: To choose from.
        what: What they are, for the message.
        others: Other names that the reader may have meant.

    Raises:
        CaseError: None begins so, or several do; the message names those that are near.
    """
    known = sorted(set(ids))
    if text in known:
        return text
    begun = [ref for ref in known if text and ref.startswith(text.casefold())]
    if begun and len(text) < SHORTEST:
        raise CaseError(
            f"{text!r} is too short for the id of a {what}: give {SHORTEST} characters or more, "
            f"such as {begun[0][:SHORTEST]}"
        )
    if len(begun) > 1:
        some = ", ".join(ref[: len(text) + 4] for ref in begun[:3])
        raise CaseError(f"{text!r} begins {len(begun)} {what}s, such as {some}; give more of it")
    if begun:
        return begun[0]
    names = [*others, *(ref[:SHORTEST] for ref in known)]
    by_fold = {name.casefold(): name for name in names}
    near = [by_fold[n] for n in difflib.get_close_matches(text.casefold(), by_fold, 3, 0.5)]
    hint = f"; near it: {', '.join(near)}" if near else ""
    raise CaseError(f"no {what} of this case is called {text!r}{hint}")


def names_of(case: Path, at: datetime | None = None) -> Names:
    """Return the names of the claims of a built case, as known at a moment.

    Raises:
        CaseError: The case was never built.
    """
    with opened(case) as ledger:
        return of_ledger(ledger, at)


def of_ledger(ledger: Ledger, at: datetime | None = None) -> Names:
    """Return the names of the claims on a ledger; ``at`` None means now."""
    known = ledger.at("name", at)
    ordered = sorted(known, key=lambda ref: int(known[ref]["exhibit"]))
    typed = {known[ref]["short"]: ref for ref in ordered if known[ref]["short"] is not None}
    return Names(tuple(ordered), typed)


def resolve(case: Path, text: str) -> str:
    """Return the id of the claim that a person means; see :meth:`Names.resolve`.

    Raises:
        CaseError: The case was never built, or no claim, or several, are called so.
    """
    return names_of(case).resolve(text)


def drafts(intake: Intake, claims: Iterable[str]) -> list[Draft]:
    """Return the ledger records of the names.

    Args:
        intake: What came in.
        claims: Ids in the order of the dossier.
    """
    from tidewaiter.ledger.store import Draft

    short = {claim.claim_id: name for name, claim in intake.typed.items()}
    return [
        Draft("name", ref, {"short": short.get(ref), "exhibit": n})
        for n, ref in enumerate(claims, start=1)
    ]
