"""What an analyst decided: that what was asked and an entry of a list are not the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from tidewaiter.model.changes import FieldChange, Said, compare
from tidewaiter.model.ids import content_id

Verdict = Literal["not the same", "withdrawn"]
#: Facts that say who is meant; the others only qualify.
_WHO = frozenset({"name", "IMO number", "MMSI"})


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked: the facts of a query, each under its heading. Make one with :meth:`of`."""

    facts: tuple[Said, ...]

    @classmethod
    def of(
        cls,
        name: str | None = None,
        imo: str | None = None,
        mmsi: int | str | None = None,
        flag: str | None = None,
        others: Mapping[str, str | None] | None = None,
    ) -> Asked:
        """Put facts together; what is not known is left out.

        Args:
            name: As asked.
            imo: Ship's IMO number, digits.
            mmsi: Nine digits.
            flag: As known.
            others: More facts by heading, such as ``{"born": "1960-01-01"}``.
        """
        given = {"name": name, "IMO number": imo, "MMSI": mmsi, "flag": flag, **(others or {})}
        return cls(tuple(Said(k, (str(v),)) for k, v in given.items() if v not in (None, "")))

    @property
    def digest(self) -> str:
        """Return a hash of the facts; capitals, blanks and their order make no difference."""
        return content_id(*(part for fact in sorted(map(_folded, self.facts)) for part in fact))

    @property
    def words(self) -> str:
        """Return the facts as a reader sees them."""
        return ", ".join(
            fact.values[0] if fact.what == "name" else f"{fact.what} {fact.values[0]}"
            for fact in self.facts
        )

    def meets(self, other: Asked) -> bool:
        """Say whether both seem to ask for one: a name, an IMO number or an MMSI is common."""
        return not self.who.isdisjoint(other.who)

    @property
    def who(self) -> frozenset[tuple[str, str]]:
        """Return the facts that say who is meant, folded: name, IMO number, MMSI."""
        return frozenset(_folded(fact) for fact in self.facts if fact.what in _WHO)

    def changed(self, new: Asked) -> tuple[FieldChange, ...]:
        """Return the facts that differ."""
        known = {_folded(fact) for fact in self.facts} & {_folded(fact) for fact in new.facts}
        return compare(*([f for f in a.facts if _folded(f) not in known] for a in (self, new)))


@dataclass(frozen=True, slots=True)
class Judgement:
    """A decision on one question and one entry, with who, when and why.

    Attributes:
        asked: The facts of the query.
        digest: Their hash.
        list_id: Which list.
        entry: The list's reference.
        key: What makes it the same entry in two editions.
        listing_id: Content hash of the entry as it was judged.
        listed: Its first name.
        said: All that the list said of it then.
        verdict: ``not the same``, or ``withdrawn``.
        by: Who decided.
        why: The reason given.
        judged_utc: When.
    """

    asked: Asked
    digest: str
    list_id: str
    entry: str
    key: str
    listing_id: str
    listed: str
    said: tuple[Said, ...]
    verdict: Verdict
    by: str
    why: str
    judged_utc: datetime

    @property
    def judgement_id(self) -> str:
        """Return the id of the question: a later judgement on it supersedes this one."""
        return content_id("judgement", self.digest, self.list_id, self.key)

    @property
    def words(self) -> str:
        """Say who decided what, when."""
        return f"Judged not the same by {self.by} on {self.judged_utc:%Y-%m-%d}"


def in_words(changed: Sequence[FieldChange], whose: str) -> str:
    """Put changes in a sentence.

    >>> in_words([FieldChange("flag", ("Panama",), ("Togo",))], "the entry's")
    "the entry's flag: Panama → Togo"
    """
    return "; ".join(
        f"{whose} {c.what}: {_values(c.before)} → {_values(c.after)}" for c in changed
    )


def _values(values: Sequence[str]) -> str:
    return ", ".join(values) or "nothing"


def _folded(fact: Said) -> tuple[str, str]:
    return fact.what, " ".join(fact.values[0].split()).casefold()
