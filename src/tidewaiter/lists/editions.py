"""Which editions of a list stand: those that no later one has replaced."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from pathlib import PurePosixPath

from tidewaiter.model.listings import Edition

#: Forms of file that any list may have: there the file's name says which list it is.
ANY_LIST = frozenset({"own", "ftm"})
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def line(edition: Edition) -> str:
    """Name the list that an edition is one of: its id; for lists of one's own, with the file's name.

    >>> line(Edition("un-sc", "UN", None, "ab", "a/b.xml")), line(Edition("own", "", None, "ab", "a/b.csv"))
    ('un-sc', 'own/b.csv')
    """
    if edition.list_id in ANY_LIST:
        return f"{edition.list_id}/{PurePosixPath(edition.path).name.removesuffix('.gz')}"
    return edition.list_id


def label(edition: Edition) -> str:
    """Name an edition among those of its list: its day, or ``undated-`` and the start of its hash."""
    return undated(edition.sha256) if edition.published is None else edition.published.isoformat()


def undated(sha256: str) -> str:
    """Name an edition of which no day is known."""
    return f"undated-{sha256[:8]}"


def day_in(path: str) -> date | None:
    """Return the day that the innermost folder named by a day gives to a file, None without one.

    >>> day_in("lists/un-sc/2021-01-18/list.xml"), day_in("2021-01-18.xml")
    (datetime.date(2021, 1, 18), None)
    """
    for folder in reversed(PurePosixPath(path).parent.parts):
        if _DAY.fullmatch(folder):
            try:
                return date.fromisoformat(folder)
            except ValueError:
                continue
    return None


def standing(editions: Iterable[Edition]) -> tuple[Edition, ...]:
    """Return the editions that stand, sorted by list and day.

    An edition is replaced only by one of the same list that is known to be later. So the latest
    dated edition stands; an undated one stands beside it, for nobody can say that it is older; and
    of two with one day both stand.

    Args:
        editions: In any order; equal bytes count once, with the day that one copy has.
    """
    by_line: dict[str, dict[str, Edition]] = {}
    for edition in sorted(editions, key=lambda e: (e.published is None, e.path)):
        by_line.setdefault(line(edition), {}).setdefault(edition.sha256, edition)
    found: list[Edition] = []
    for kept in by_line.values():
        days = [e.published for e in kept.values() if e.published is not None]
        found.extend(e for e in kept.values() if e.published is None or e.published == max(days))
    return tuple(sorted(found, key=in_order))


def in_order(edition: Edition) -> tuple[str, bool, date, str]:
    """Sort editions by list, then by day, undated ones last."""
    day = edition.published
    return line(edition), day is None, day or date.max, edition.sha256
