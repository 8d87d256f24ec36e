"""What changed between two editions of a list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from tidewaiter.model.changes import FieldChange, changes
from tidewaiter.model.listings import Listing


@dataclass(frozen=True, slots=True)
class Change:
    """An entry that both editions have, and what differs: values that went, values that came."""

    old: Listing
    new: Listing
    fields: tuple[FieldChange, ...]

    @property
    def what(self) -> tuple[str, ...]:
        """Name what differs: ``names``, ``identifiers``, ``measures`` and so on."""
        return tuple(field.what for field in self.fields)

    @property
    def renamed(self) -> bool:
        """Say whether the first name is printed differently, be it by a line break alone."""
        return self.old.names[0].text != self.new.names[0].text

    @property
    def respaced(self) -> bool:
        """Say whether the first name is printed differently in white space alone."""
        return self.renamed and self.old.names[0].line == self.new.names[0].line


@dataclass(frozen=True, slots=True)
class Difference:
    """Entries that came, went and changed, each in the order of their references."""

    added: tuple[Listing, ...]
    removed: tuple[Listing, ...]
    changed: tuple[Change, ...]
    kept: int


def diff(old: Iterable[Listing], new: Iterable[Listing]) -> Difference:
    """Compare two editions by the list's own numbers.

    Args:
        old: Entries of the earlier edition.
        new: Entries of the later one.
    """
    before = {listing.key: listing for listing in old}
    after = {listing.key: listing for listing in new}
    both = sorted(before.keys() & after.keys(), key=lambda key: (after[key].entry, key))
    changed = [
        Change(before[key], after[key], fields)
        for key in both
        if (fields := changes(before[key], after[key]))
    ]
    return Difference(
        _by_entry(after[key] for key in after.keys() - before.keys()),
        _by_entry(before[key] for key in before.keys() - after.keys()),
        tuple(changed),
        len(both),
    )


def _by_entry(listings: Iterable[Listing]) -> tuple[Listing, ...]:
    return tuple(sorted(listings, key=lambda x: (x.entry, x.key)))


def listed_at(
    listings: Sequence[Listing], day: date
) -> tuple[tuple[Listing, ...], tuple[Listing, ...]]:
    """Return who was listed on a day by the entries' own dates, and whose day is not said.

    Args:
        listings: Entries of an edition.
        day: The day.
    """
    known = tuple(x for x in listings if x.listed_on is not None and x.listed_on <= day)
    unknown = tuple(x for x in listings if x.listed_on is None)
    return known, unknown
