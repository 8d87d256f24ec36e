"""Whether a mistyped name of a list still finds its entry, asked for every name that is listed."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from benchmarks import mangled
from benchmarks.screening import ask, group
from tidewaiter.link.screen import Index
from tidewaiter.model.listings import Listing, Match

#: Right entry anywhere among so many answers: what the index let through.
DEEP = 25
_FEWEST_LETTERS = 4
_WAYS: Mapping[str, Callable[[str, random.Random], str | None]] = {
    "typo": mangled.typo,
    "joined": mangled.joined,
    "split": mangled.split,
}
HEAD = ("query", "kind", "n", "first", "so ordered", "alerts too", f"in first {DEEP}", "twins")


@dataclass(frozen=True, slots=True)
class Asked:
    """A mangled name of a listing. ``twin``: it happens to be the exact name of another entry."""

    way: str
    kind: str
    original: str
    text: str
    source: Listing
    twin: bool


@dataclass(frozen=True, slots=True)
class Found:
    """What came of a query.

    Attributes:
        asked: The query.
        place: Where the first right answer stands, from 1; 0 for nowhere.
        strict: Whether the first answer is right and has the words of the name in its order.
        alert: Whether the first right answer alerts.
        first: The first answer.
    """

    asked: Asked
    place: int
    strict: bool
    alert: bool
    first: Match | None


def queries(
    listings: Sequence[Listing], *, seed: int = 1, sample: int | None = None
) -> tuple[list[Asked], Counter[str]]:
    """Return one query of each way from every name of every ship, person and company.

    Args:
        listings: What is listed; aircraft are left out.
        seed: Of the mistakes and of the sample.
        sample: Most queries of each way and kind; None takes all.

    Returns:
        The queries, and counts of what was left out and why.
    """
    draw = random.Random(seed)
    known = {_words(n.text) for one in listings for n in one.names}
    left_out: Counter[str] = Counter()
    boxes: dict[tuple[str, str], list[Asked]] = {}
    for one in listings:
        kind = group(one.schema)
        if kind is None:
            left_out["names of aircraft"] += len(one.names)
            continue
        for name in dict.fromkeys(n.text for n in one.names):
            if mangled.letters(name) < _FEWEST_LETTERS:
                left_out[f"names of fewer than {_FEWEST_LETTERS} letters"] += 1
                continue
            for way, make in _WAYS.items():
                text = make(name, draw)
                if text is None:
                    left_out[f"nothing to be {way}"] += 1
                    continue
                twin = _words(text) in known and _words(text) != _words(name)
                boxes.setdefault((way, kind), []).append(Asked(way, kind, name, text, one, twin))
    if sample is not None:
        boxes = {k: draw.sample(v, min(sample, len(v))) for k, v in boxes.items()}
    return [one for box in boxes.values() for one in box], left_out


def find(index: Index, asked: Sequence[Asked], *, typed: bool = False) -> Iterator[Found]:
    """Ask an index each query; right is the entry it came from or one that bears the same name.

    The same name is one of the same words: one list prints "Ali Hassan" as "HASSAN, Ali" where
    another does not.

    Args:
        index: Of all listings.
        asked: From :func:`queries`.
        typed: Tell the index what kind of thing is asked for.
    """
    for one in asked:
        schema = one.source.schema if typed else None
        answers = ask(index, one.text, schema=schema, limit=DEEP)
        place = next((i for i, m in enumerate(answers, 1) if _right(m, one, _words)), 0)
        strict = place == 1 and _right(answers[0], one, mangled.bare)
        alert = bool(place) and answers[place - 1].alert
        yield Found(one, place, strict, alert, answers[0] if answers else None)


def _right(match: Match, asked: Asked, form: Callable[[str], object]) -> bool:
    if match.listing.listing_id == asked.source.listing_id:
        return True
    same = form(asked.original)
    return any(form(n.text) == same for n in match.listing.names)


def _words(name: str) -> tuple[str, ...]:
    return tuple(sorted(mangled.bare(name).split()))


def lines(found: Sequence[Found]) -> list[tuple[object, ...]]:
    """Return the rows of the table, by way and kind; "other script" is part of the kind above it."""
    parts: dict[tuple[str, str], list[Found]] = {}
    for one in found:
        parts.setdefault((one.asked.way, one.asked.kind), []).append(one)
        if not any(c.isascii() and c.isalpha() for c in one.asked.original):
            key = (one.asked.way, f"{one.asked.kind}, other script")
            parts.setdefault(key, []).append(one)
    return [
        (way, kind, len(part), *shares(part), sum(f.asked.twin for f in part))
        for (way, kind), part in sorted(parts.items())
    ]


def shares(found: Sequence[Found]) -> tuple[float, float, float, float]:
    """Return the shares of: right first, also in the order of words, also an alert; right at all."""
    n = len(found) or 1
    first = [f for f in found if f.place == 1]
    strict, alert = sum(f.strict for f in first), sum(f.alert for f in first)
    return len(first) / n, strict / n, alert / n, sum(f.place > 0 for f in found) / n


def misses(found: Sequence[Found], count: int) -> str:
    """Return queries whose first answer is wrong, with both answers."""
    wrong = [f for f in found if f.place != 1]
    texts = [f"  not first: {len(wrong)}"]
    for one in wrong[:count]:
        got = "nothing" if one.first is None else f"{one.first.score:.3f} {one.first.listed}"
        twin = ", a twin" if one.asked.twin else ""
        texts.append(
            f"    {one.asked.way} {one.asked.kind}: {one.asked.text} (from {one.asked.original})"
            f" → {got}; right one at place {one.place}{twin}"
        )
    return "\n".join(texts)
