"""Who was listed on a day, as far as the editions at hand can say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from tidewaiter.lists.diff import listed_at
from tidewaiter.lists.editions import in_order, label, line
from tidewaiter.model.listings import Edition, Listing

#: An edition with its entries.
Held = tuple[Edition, Sequence[Listing]]


@dataclass(frozen=True, slots=True)
class OnDay:
    """One list on one day.

    Attributes:
        line: Which list.
        rests_on: The editions that the answer is taken from.
        listed: Who was listed.
        unsure: Who may have been: taken off or put on between two editions, or of unknown date.
        sentences: What the answer rests on, and what it cannot know.
    """

    line: str
    rests_on: tuple[Edition, ...]
    listed: tuple[Listing, ...]
    unsure: tuple[Listing, ...]
    sentences: tuple[str, ...]


def by_line(held: Iterable[Held]) -> dict[str, list[Held]]:
    """Group editions by list, each group in order of days, undated ones last."""
    found: dict[str, list[Held]] = {}
    for one in sorted(held, key=lambda h: in_order(h[0])):
        found.setdefault(line(one[0]), []).append(one)
    return found


def on_day(held: Iterable[Held], day: date) -> tuple[OnDay, ...]:
    """Say who was listed on a day, list by list.

    Taken from the last edition published on or before the day, else from the earliest later one by
    the entries' own dates.

    Args:
        held: Editions of any lists with their entries.
        day: The day.
    """
    return tuple(_on_day(name, editions, day) for name, editions in by_line(held).items())


def _on_day(name: str, held: Sequence[Held], day: date) -> OnDay:
    dated = [(e.published, e, x) for e, x in held if e.published is not None]
    until = [d for d, _, _ in dated if d <= day]
    after = [d for d, _, _ in dated if d > day]
    without = len(held) - len(dated)
    beside = (
        f"{without} undated edition{'s' * (without > 1)} of this list could not be placed in time "
        "and took no part.",
    ) * (without > 0 and bool(dated))
    if not until:
        return _by_own_dates(name, held, day, min(after, default=None), beside)
    base, nxt = max(until), min(after, default=None)
    before = {x.key: x for d, _, xs in dated if d == base for x in xs}
    then = {x.key: x for d, _, xs in dated if d == nxt for x in xs}
    listed = {k: x for k, x in before.items() if x.listed_on is None or x.listed_on <= day}
    unsure: dict[str, Listing] = {}
    said = [f"Taken from the edition of {base}, the last one here published by {day}."]
    if nxt is None and base < day:
        said.append(
            f"No later edition is here: what changed between {base} and {day} is not known."
        )
    if nxt is not None and base < day:
        unsure = {k: x for k, x in listed.items() if k not in then}
        listed = {k: x for k, x in listed.items() if k in then}
        new = {k: x for k, x in then.items() if k not in before}
        listed |= {k: x for k, x in new.items() if x.listed_on is not None and x.listed_on <= day}
        unsure |= {k: x for k, x in new.items() if x.listed_on is None}
        said.append(
            f"Who came since is taken from the edition of {nxt} by its entries' own dates; who "
            f"came and went between {base} and {nxt} stands in neither."
        )
        if unsure:
            said.append(
                f"{len(unsure):,} stood on one of the two alone: when between {base} and {nxt} "
                "they were taken off, or put on, is not known."
            )
    rests = tuple(e for d, e, _ in dated if d == base or (d == nxt and base < day))
    return OnDay(name, rests, _sorted(listed), _sorted(unsure), (*said, *beside))


def _by_own_dates(
    name: str, held: Sequence[Held], day: date, first: date | None, beside: tuple[str, ...]
) -> OnDay:
    """Answer from entries' own dates: of the earliest dated edition, or of all where none is dated."""
    chosen = [(e, x) for e, x in held if e.published == first]
    listed: dict[str, Listing] = {}
    unsure: dict[str, Listing] = {}
    for _, listings in chosen:
        known, unknown = listed_at(listings, day)
        listed |= {x.key: x for x in known}
        unsure |= {x.key: x for x in unknown}
    if first is None:
        said = [
            "No edition of this list here has a day: taken from "
            f"{', '.join(label(e) for e, _ in chosen)} by the entries' own dates; who was taken "
            "off before that edition is not in it."
        ]
    else:
        said = [
            f"No edition of {day} or before is here: taken from the edition of {first} by its "
            f"entries' own dates; who was taken off between {day} and {first} is not in it."
        ]
    if unsure:
        said.append(f"Of {len(unsure):,} the list does not say since when they are on it.")
    unsure = {k: x for k, x in unsure.items() if k not in listed}
    return OnDay(
        name, tuple(e for e, _ in chosen), _sorted(listed), _sorted(unsure), (*said, *beside)
    )


def _sorted(found: dict[str, Listing]) -> tuple[Listing, ...]:
    return tuple(sorted(found.values(), key=lambda x: (x.entry, x.key)))
