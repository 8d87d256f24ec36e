"""What changed between two editions of a list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from tidewaiter.model.listings import Listing

#: What is compared, in the words that a reader sees.
_FIELDS = (
    ("names", "names"), ("identifiers", "identifiers"), ("countries", "countries"),
    ("flag", "flag"), ("sanctions", "measures"), ("listed_on", "day of listing"),
    ("ownership", "owners"), ("properties", "details"), ("schema", "kind"), ("remarks", "remarks"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Change:
    """An entry that both editions have. ``what`` names the fields that differ."""

    old: Listing
    new: Listing
    what: tuple[str, ...]

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


def diff(old: Sequence[Listing], new: Sequence[Listing]) -> Difference:
    """Compare two editions by the list's own numbers.

    Args:
        old: Entries of the earlier edition.
        new: Entries of the later one.
    """
    before = {listing.key: listing for listing in old}
    after = {listing.key: listing for listing in new}
    both = sorted(before.keys() & after.keys(), key=lambda key: after[key].entry)
    changed = [
        Change(before[key], after[key], what)
        for key in both
        if (what := _what(before[key], after[key]))
    ]
    return Difference(
        _by_entry(after[key] for key in after.keys() - before.keys()),
        _by_entry(before[key] for key in before.keys() - after.keys()),
        tuple(changed),
        len(both),
    )


def _by_entry(listings: Iterable[Listing]) -> tuple[Listing, ...]:
    return tuple(sorted(listings, key=lambda x: (x.entry, x.key)))


def _what(old: Listing, new: Listing) -> tuple[str, ...]:
    return tuple(word for name, word in _FIELDS if _plain(old, name) != _plain(new, name))


def _plain(listing: Listing, name: str) -> object:
    value = getattr(listing, name)
    return frozenset(value) if isinstance(value, tuple) else value


def listed_at(
    listings: Sequence[Listing], day: date
) -> tuple[tuple[Listing, ...], tuple[Listing, ...]]:
    """Return who was listed on a day, and whose day of listing the list does not say.

    A list says who stands on it when it was published. Who was taken off before is in earlier
    editions alone: take the last one published on or before the day.

    Args:
        listings: Entries of the last edition published on or before the day, or of the next one.
        day: The day.
    """
    known = tuple(x for x in listings if x.listed_on is not None and x.listed_on <= day)
    unknown = tuple(x for x in listings if x.listed_on is None)
    return known, unknown
