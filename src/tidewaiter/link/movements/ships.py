"""Which transmitters a ship's name can mean, and what speaks against it."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import pyarrow as pa
import pyarrow.compute as pc

from tidewaiter.link.movements.looks import plain
from tidewaiter.link.movements.window import Window
from tidewaiter.names.numbers import imo

_MMSI = re.compile(r"(?:mmsi\s*:?\s*)?(\d{9})", re.IGNORECASE)
_NO_NAME = re.compile(
    r"\b(?:ships?|vessels?|tankers?|freighters?|carriers?|flagged|trains?|trucks?)\b"
)


class KnownHull(Protocol):
    """What is asked of a hull."""

    @property
    def name(self) -> str:
        """Its name."""

    @property
    def imo(self) -> str | None:
        """Its IMO number."""

    @property
    def mmsi(self) -> int | None:
        """Its MMSI."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A name, and the first and last moment at which it was sent, microseconds since 1970."""

    name: str
    begin: int
    end: int


@dataclass(frozen=True, slots=True)
class Transmitter:
    """What an MMSI has said of itself: names as sent, in their times, and IMO numbers."""

    mmsi: int
    sent: tuple[Sent, ...]
    imos: frozenset[str]

    @property
    def names(self) -> tuple[str, ...]:
        """Return its names."""
        return tuple(one.name for one in self.sent)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A transmitter that may be the ship.

    ``doubts`` speak against it, ``notes`` do not; ``named`` is the name by which alone it was
    found, None where a number joins it.
    """

    mmsi: int
    doubts: tuple[str, ...]
    notes: tuple[str, ...]
    named: str | None = None
    sent: tuple[Sent, ...] = ()

    def doubts_in(self, window: Window) -> tuple[str, ...]:
        """Return its doubts, with that it bore another name in a window.

        A name goes from hull to hull: one that was sent years ago may be another ship's by now.
        """
        then = [one.name for one in self.sent if window.meets(one.begin, one.end)]
        if self.named is None or not then or plain(self.named) in map(plain, then):
            return self.doubts
        said = f"MMSI {self.mmsi} sent the name {' and '.join(then[:3])} in that time, not {self.named}."
        return (*self.doubts, said)


@dataclass(frozen=True, slots=True)
class Named:
    """A ship as a text has it: plain names, IMO numbers, and the transmitters that it may be.

    ``shown`` is its name where the text gives a number and the case knows a name for that.
    """

    name: str
    names: frozenset[str]
    imos: frozenset[str]
    candidates: tuple[Candidate, ...]
    shown: str


@dataclass(frozen=True)
class Ships:
    """Hulls and transmitters of a case, by name and number."""

    hulls: Sequence[KnownHull]
    transmitters: Sequence[Transmitter]

    @cached_property
    def names(self) -> dict[str, str]:
        """Plain name → as written, of every ship that the case knows."""
        sent = [n for t in self.transmitters for n in t.names]
        return {plain(n): n for n in (*sent, *(h.name for h in self.hulls))}

    def means(self, text: str) -> str | None:
        """Return the name of the known ship that a text means, None for none.

        "The cargo ship Tern Harbour" means the one whose name it ends with.
        """
        words = plain(text).split()
        for i in range(len(words)):
            name = " ".join(words[i:])
            if name in self.names and (i == 0 or len(name) >= 5):
                return self.names[name] if i else text
        return None

    def find(self, text: str) -> Named:
        """Return what a ship's name, IMO number or MMSI means in this case."""
        key, number = plain(text), imo(text)
        said = _MMSI.fullmatch(text.strip())
        mmsi = int(said.group(1)) if said else None
        numbered = number is not None or mmsi is not None
        hulls = [
            h
            for h in self.hulls
            if (number and h.imo == number)
            or (mmsi and h.mmsi == mmsi)
            or (not numbered and plain(h.name) == key)
        ]
        imos = frozenset({number} if number else ()) | {h.imo for h in hulls if h.imo}
        own = {h.mmsi for h in hulls if h.mmsi is not None} | {mmsi}
        meant = [
            t
            for t in self.transmitters
            if t.mmsi in own or t.imos & imos or (not numbered and key in map(plain, t.names))
        ]
        if mmsi is not None and not meant:
            meant = [Transmitter(mmsi, (), frozenset())]  # it may have said nothing of itself
        found = tuple(_candidate(t, "" if numbered else text, imos) for t in meant)
        called = [h.name for h in hulls] + [n for t in meant for n in t.names if numbered]
        names = frozenset({key, *map(plain, called)})
        return Named(text, names, imos, found, called[0] if numbered and called else text)

    def near(self, text: str) -> tuple[str, ...]:
        """Return the names that look like a text, the likest first."""
        found = difflib.get_close_matches(plain(text), self.names, 4, 0.6)
        return tuple(self.names[name] for name in found)


def is_name(text: str) -> bool:
    """Say whether a carrier's text is a name, and no description.

    >>> is_name("Angara"), is_name("Russian-flagged cargo vessels"), is_name("a train")
    (True, False, False)
    """
    return text[:1].isupper() and not _NO_NAME.search(text)


#: Columns of the static reports that are asked for.
STATICS = ("mmsi", "imo", "name", "timestamp", "until")


def transmitters(statics: pa.Table) -> tuple[Transmitter, ...]:
    """Return what each MMSI of a case has said of itself.

    Args:
        statics: Its static reports, :data:`STATICS` at least.
    """
    table = statics.select(STATICS)
    for column in ("timestamp", "until"):
        at = table.column_names.index(column)
        table = table.set_column(at, column, table[column].cast("int64"))
    once = table.group_by(["mmsi", "imo", "name"], use_threads=False).aggregate(
        [("timestamp", "min"), ("until", "max")]
    )
    once = once.take(pc.sort_indices(once, [("mmsi", "ascending"), ("name", "ascending")]))
    names: dict[int, dict[str, Sent]] = {}
    imos: dict[int, set[str]] = {}
    for row in once.to_pylist():
        named = names.setdefault(row["mmsi"], {})
        if row["name"]:
            begin, end = row["timestamp_min"], row["until_max"]
            had = named.get(row["name"], Sent(row["name"], begin, end))
            named[row["name"]] = Sent(row["name"], min(had.begin, begin), max(had.end, end))
        imos.setdefault(row["mmsi"], set()).update({row["imo"]} - {None})
    return tuple(Transmitter(m, tuple(names[m].values()), frozenset(imos[m])) for m in names)


def _candidate(one: Transmitter, name: str, imos: frozenset[str]) -> Candidate:
    doubts, notes = [], []
    others = sorted(imos - one.imos)
    if one.imos and others:
        doubts.append(
            f"MMSI {one.mmsi} sends IMO {' and '.join(sorted(one.imos))}, and the case knows a ship of "
            f"that name as IMO {' and '.join(others)}: whether they are one is not decided."
        )
    if len(one.imos) > 1:
        notes.append(
            f"MMSI {one.mmsi} has sent several IMO numbers: {', '.join(sorted(one.imos))}."
        )
    if name and one.names and plain(name) not in map(plain, one.names):
        sent = " and ".join(one.names[:3])
        notes.append(f"MMSI {one.mmsi} sends the name {sent}; it is asked for its IMO number.")
    alone = name if name and not one.imos & imos else None
    return Candidate(one.mmsi, tuple(doubts), tuple(notes), alone, one.sent)
