"""From when to when one party stood on a list, as far as the editions at hand can say."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tidewaiter.lists.history import Held, by_line
from tidewaiter.model.listings import Listing


@dataclass(frozen=True, slots=True)
class Stay:
    """One unbroken stay of a party on a list; days are those of editions unless said otherwise.

    Attributes:
        line: Which list.
        listing: The entry as last seen.
        since: Day of listing by the entry's own word, None where it gives none.
        absent: Last edition before this stay, on which it was not; None if none is here.
        first: First edition that has it; None where no edition with it has a day.
        last: Last edition that has it.
        gone: First later edition, on which it is not any more; None while it stands.
    """

    line: str
    listing: Listing
    since: date | None
    absent: date | None
    first: date | None
    last: date | None
    gone: date | None

    @property
    def sentence(self) -> str:
        """Say from when to when."""
        return f"{self._start()}; {self._end()}."

    def on(self, day: date) -> str:
        """Say whether it was listed on a day: ``listed``, ``not listed`` or ``not known``."""
        if self.gone is not None and day >= self.gone:
            return "not listed"
        if self._own is not None:
            begun = day >= self._own
        elif self.absent is not None and day <= self.absent:
            begun = False
        elif self.first is None or day < self.first:
            return "not known"
        else:
            begun = True
        if not begun:
            return "not listed"
        return "listed" if self.last is None or day <= self.last else "not known"

    @property
    def _own(self) -> date | None:
        """Its own day of listing, unless an edition of that day or later does not have it."""
        if self.since is None or (self.absent is not None and self.since <= self.absent):
            return None
        return self.since

    def _start(self) -> str:
        if self._own is not None:
            return f"listed from {self._own} by its own date"
        if self.absent is not None:
            doubt = f" (its own date says {self.since})" if self.since else ""
            return f"put on between {self.absent} and {self.first}{doubt}"
        if self.first is None:
            return "on an undated edition, which does not say since when"
        return f"listed on {self.first}, the first edition here, which does not say since when"

    def _end(self) -> str:
        if self.gone is not None:
            return f"delisted between {self.last} and {self.gone}"
        if self.last is None:
            return "no edition with a day says for how long"
        return f"still on the edition of {self.last}, the last one here"


def stays(held: Iterable[Held], keys: Iterable[tuple[str, str]]) -> tuple[Stay, ...]:
    """Return the stays of some parties, in the order given.

    Args:
        held: Editions of any lists with their entries.
        keys: List (as :func:`tidewaiter.lists.editions.line` names it) and key of each party.
    """
    lines = {
        name: [(edition.published, {x.key: x for x in entries}) for edition, entries in editions]
        for name, editions in by_line(held).items()
    }
    found: list[Stay] = []
    for name, key in dict.fromkeys(keys):
        found.extend(_stays(name, key, lines[name]))
    return tuple(found)


def _stays(
    name: str, key: str, editions: list[tuple[date | None, dict[str, Listing]]]
) -> list[Stay]:
    days: dict[date, Listing | None] = {}
    for day, entries in editions:
        if day is not None:
            days[day] = entries.get(key) or days.get(day)
    found: list[Stay] = []
    run: list[tuple[date, Listing]] = []
    absent: date | None = None
    for day, listing in days.items():
        if listing is not None:
            run.append((day, listing))
            continue
        if run:
            found.append(_stay(name, run, absent, day))
            run = []
        absent = day
    if run:
        found.append(_stay(name, run, absent, None))
    alone = next((x[key] for day, x in editions if day is None and key in x), None)
    if not found and alone is not None:
        found.append(Stay(name, alone, alone.listed_on, None, None, None, None))
    return found


def _stay(
    name: str, run: list[tuple[date, Listing]], absent: date | None, gone: date | None
) -> Stay:
    since = next((x.listed_on for _, x in run if x.listed_on is not None), None)
    return Stay(name, run[-1][1], since, absent, run[0][0], run[-1][0], gone)
