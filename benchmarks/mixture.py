"""What a bulk run asks: persons, companies and ships, as listed, mistyped, joined, or of nobody."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from benchmarks import invented, mangled
from benchmarks.screening import group
from tidewaiter.model.listings import Listing

KINDS = ("person", "company", "vessel")
_WAYS: Mapping[str, Callable[[str, random.Random], str | None]] = {
    "exact": lambda name, draw: name,
    "typo": mangled.typo,
    "joined": mangled.joined,
}
WAYS = (*_WAYS, "nobody")
_SCHEMAS = {"person": "Person", "company": "LegalEntity", "vessel": "Vessel"}
_FEWEST_LETTERS = 4


@dataclass(frozen=True, slots=True)
class Wanted:
    """A name to screen. ``original`` is the listed name it was made from, None for nobody's."""

    kind: str
    way: str
    text: str
    schema: str
    original: str | None
    source: Listing | None


def mixture(listings: Sequence[Listing], count: int, *, seed: int = 1) -> list[Wanted]:
    """Return names to screen: kinds and ways by turns, so that any beginning is mixed alike.

    Args:
        listings: What is listed.
        count: How many; twelve make one of each kind and way.
        seed: Of the draw.
    """
    draw = random.Random(seed)
    nobody = _nobody(count, seed)
    named: dict[str, list[tuple[str, Listing]]] = {kind: [] for kind in KINDS}
    for one in listings:
        if kind := group(one.schema):
            usable = (n.text for n in one.names if mangled.letters(n.text) >= _FEWEST_LETTERS)
            named[kind] += [(text, one) for text in dict.fromkeys(usable)]
    made: list[Wanted] = []
    while len(made) < count:
        kind, way = KINDS[len(made) % 3], WAYS[len(made) // 3 % 4]
        if way == "nobody":
            made.append(Wanted(kind, way, nobody[kind].pop(), _SCHEMAS[kind], None, None))
            continue
        name, source = draw.choice(named[kind])
        text = _WAYS[way](name, draw)
        if text is not None:
            made.append(Wanted(kind, way, text, source.schema, name, source))
    return made


def right(listing: Listing, asked: Wanted) -> bool:
    """Say whether a listing is the one a name was made from, or bears the same words."""
    if asked.source is None or asked.original is None:
        return False
    if listing.listing_id == asked.source.listing_id:
        return True
    same = sorted(mangled.bare(asked.original).split())
    return any(sorted(mangled.bare(n.text).split()) == same for n in listing.names)


def recall(asked: Sequence[Wanted], firsts: Sequence[tuple[Listing, bool] | None]) -> list[float]:
    """Return, by way, the share whose first answer is right and an alert; for nobody, the alerts.

    Args:
        asked: The names.
        firsts: The first answer to each and whether it alerts.
    """
    good = dict.fromkeys(WAYS, 0)
    total = dict.fromkeys(WAYS, 0)
    for one, first in zip(asked, firsts, strict=True):
        total[one.way] += 1
        if first is not None and first[1]:
            good[one.way] += one.source is None or right(first[0], one)
    return [good[way] / total[way] if total[way] else float("nan") for way in WAYS]


def _nobody(count: int, seed: int) -> dict[str, list[str]]:
    names: dict[str, list[str]] = {kind: [] for kind in KINDS}
    for kind, name in invented.names(2 * count, seed=seed):
        names[kind].append(name)
    for texts in names.values():
        random.Random(seed).shuffle(texts)
    return names
