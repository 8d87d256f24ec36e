"""Ships of a case as the scope of provisions asks for them: flags, entries in lists, links."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from tidewaiter.assess.evidence import Record
from tidewaiter.names.ships import ship_name


@dataclass(frozen=True, slots=True)
class Entry:
    """A ship's entry in a list, or a claim of one.

    Attributes:
        list_id: Which list (a list of one's own: with the name of its file), or the words of a claim.
        program: Programmes as printed.
        listed_on: Day of listing, None where it is not said.
        ref: Id of the match or the claim.
        said: Whether a claim says so, not a list that was screened.
    """

    list_id: str
    program: str
    listed_on: date | None
    ref: str
    said: bool = False


@dataclass(frozen=True, slots=True)
class Ship:
    """A ship of the case, as far as its scope goes.

    Attributes:
        name: As the case calls it.
        keys: All names and numbers by which records mean it, as :func:`tidewaiter.names.ships.ship_name` has
            them.
        flag: ISO 3166 alpha-2, lower case; None where it is not known.
        flag_from: Where the flag is known from.
        entries: Its entries in lists.
        linked: Why it is linked to the state of a regime, by its alpha-2 code; from an analyst.
        refs: Ids of the records that say so.
        unlisted: Claims that say that it is on no list, by id and words.
        described: Whether the name is none: "cargo ships under that flag".
    """

    name: str
    keys: frozenset[str]
    flag: str | None = None
    flag_from: str = ""
    entries: tuple[Entry, ...] = ()
    linked: tuple[tuple[str, str], ...] = ()
    refs: tuple[str, ...] = ()
    unlisted: tuple[tuple[str, str], ...] = ()
    described: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """What a case knows of ships and lists.

    Attributes:
        ships: Its ships.
        lists: The lists that it screened, named as in :class:`Entry`.
        by_key: Name or number, folded → the ship; a name that several ships have means none.
    """

    ships: tuple[Ship, ...] = ()
    lists: tuple[str, ...] = ()
    by_key: dict[str, Ship] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        known: dict[str, list[Ship]] = {}
        for ship in self.ships:
            for key in {ship_name(key) for key in ship.keys}:
                known.setdefault(key, []).append(ship)
        only = {key: ships[0] for key, ships in known.items() if len(ships) == 1}
        object.__setattr__(self, "by_key", only)

    def ships_of(self, records: Iterable[Record]) -> tuple[Ship, ...]:
        """Return the ships that records speak of, each once, by name.

        A claim may name several ships; what an event or a sighting names are names of one.
        """
        found: dict[str, Ship] = {}
        for record in records:
            names = record.ships
            if record.kind != "claim":
                names = tuple(n for n in names if ship_name(n) in self.by_key)[:1] or names[:1]
            for ship in map(self.ship, names):
                found[ship.name] = ship
        return tuple(found[name] for name in sorted(found))

    def ship(self, name: str) -> Ship:
        """Return what is known of a ship by the name or number that a record gives."""
        key = ship_name(name)
        return self.by_key.get(key) or Ship(name, frozenset({key}))
