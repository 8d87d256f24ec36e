"""Listings indexed once: by the letters and the sounds of their names, and by their numbers."""

from __future__ import annotations

import json
import mmap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, get_args, overload

import numpy as np
import numpy.typing as npt

from tidewaiter.link.candidates import Grams, sounds, weight
from tidewaiter.link.query import KINDS
from tidewaiter.model.ids import canonical_json
from tidewaiter.model.listings import Edition, Listing, NameKind
from tidewaiter.model.records import as_json, from_json
from tidewaiter.names.form import Form, Kind, form, of_plain, variants

#: Changes whenever an index that was kept may not serve any more.
VERSION = "index/4"
_NAME_KINDS: tuple[NameKind, ...] = get_args(NameKind)
_KIND_ORDER: tuple[Kind, ...] = ("person", "organisation", "vessel")


class Entry(NamedTuple):
    """One searchable name: which listing, which of its names, how it reads, and of what kind.

    ``whole`` is False where the printed name has more, such as something in brackets.
    """

    listing: int
    name: int
    text: str
    kind: Kind
    whole: bool
    name_kind: NameKind


class Catalogue:
    """Listings ready to be searched. Make one with :meth:`build`, or open a kept one."""

    def __init__(
        self,
        listings: Sequence[Listing],
        editions: Mapping[str, Edition],
        texts: Sequence[str],
        places: npt.NDArray[np.int32],
        letters: Grams,
        by_sound: Grams,
        numbers: Mapping[str, Mapping[str, Sequence[int]]],
        plain: Sequence[tuple[str, str] | None],
    ) -> None:
        self.listings = listings
        self.editions = editions
        self.numbers = numbers
        self.letters = letters
        self.by_sound = by_sound
        self._texts = texts
        self._plain = plain
        self._forms: dict[int, Form] = {}
        self._places = places
        self._rows: list[list[int]] = places.tolist()
        self._weights: dict[str, float] = {}

    @classmethod
    def build(cls, listings: Iterable[Listing], editions: Iterable[Edition] = ()) -> Catalogue:
        """Index listings.

        Args:
            listings: All that shall be searched.
            editions: Where they come from; their hashes are those of the listings' locators.
        """
        kept = tuple(listings)
        texts: list[str] = []
        places: list[tuple[int, int, int, int, int]] = []
        keys: list[str] = []
        bare: list[str] = []
        plain: list[tuple[str, str] | None] = []
        numbers: dict[str, dict[str, list[int]]] = {}
        for i, listing in enumerate(kept):
            kind = KINDS[listing.schema]
            for j, name in enumerate(listing.names):
                for nth, text in enumerate(variants(name.line)):
                    made = form(text, kind)
                    if made.text:
                        texts.append(text)
                        places.append(
                            (i, j, _KIND_ORDER.index(kind), nth, _NAME_KINDS.index(name.kind))
                        )
                        keys.append(made.whole)
                        bare.append(made.text)
                        plain.append(
                            (made.text, made.whole)
                            if made == of_plain(made.text, made.whole)
                            else None
                        )
            for number in listing.identifiers:
                found = numbers.setdefault(number.scheme, {}).setdefault(number.value, [])
                if i not in found:
                    found.append(i)
        return cls(
            kept,
            {edition.sha256: edition for edition in editions},
            texts,
            np.array(places, np.int32).reshape(-1, 5),
            Grams.build(keys, bare),
            Grams.build([sounds(name) for name in bare]),
            numbers,
            plain,
        )

    def __len__(self) -> int:
        """Return how many names can be found."""
        return len(self._texts)

    def entry(self, number: int) -> Entry:
        """Return a searchable name by its number."""
        listing, name, kind, nth, name_kind = self._rows[number]
        return Entry(
            listing, name, self._texts[number], _KIND_ORDER[kind], not nth, _NAME_KINDS[name_kind]
        )

    def form(self, number: int) -> Form:
        """Return a searchable name, ready to be compared."""
        made = self._forms.get(number)
        if made is None:
            plain = self._plain[number]
            if plain is not None:
                made = of_plain(*plain)
            else:
                entry = self.entry(number)
                made = form(entry.text, entry.kind)
            self._forms[number] = made
        return made

    def weigh(self, word: str) -> float:
        """Return how much a word tells among these names, 0.25…1."""
        found = self._weights.get(word)
        if found is None:
            found = weight(self.letters.count(word), len(self._texts))
            self._weights[word] = found
        return found

    def save(self, folder: Path) -> None:
        """Write the index into a folder, which is made; see :meth:`load`."""
        folder.mkdir(parents=True, exist_ok=True)
        self.letters.save(folder, "letters")
        self.by_sound.save(folder, "sounds")
        np.save(folder / "places.npy", self._places)
        ends = [0]
        with (folder / "listings.json").open("wb") as stream:
            for listing in self.listings:
                ends.append(ends[-1] + stream.write(canonical_json(as_json(listing)).encode()))
        np.save(folder / "ends.npy", np.array(ends, np.int64))
        (folder / "index.json").write_text(
            canonical_json(
                {
                    "version": VERSION,
                    "texts": list(self._texts),
                    "plain": [None if p is None else list(p) for p in self._plain],
                    "editions": [as_json(e) for e in self.editions.values()],
                    "numbers": {
                        s: {k: list(v) for k, v in n.items()} for s, n in self.numbers.items()
                    },
                }
            ),
            encoding="utf-8",
        )

    @classmethod
    def load(cls, folder: Path) -> Catalogue | None:
        """Open an index that :meth:`save` wrote; None where there is none that still serves.

        Listings are read when they are asked for, the arrays as far as a search touches them.
        """
        try:
            said = json.loads((folder / "index.json").read_bytes())
            if said["version"] != VERSION:
                return None
            editions = [from_json(Edition, e) for e in said["editions"]]
            return cls(
                _Kept(folder),
                {e.sha256: e for e in editions},
                said["texts"],
                np.load(folder / "places.npy"),
                Grams.load(folder, "letters"),
                Grams.load(folder, "sounds"),
                said["numbers"],
                [None if p is None else tuple(p) for p in said["plain"]],
            )
        except (OSError, ValueError, KeyError, TypeError):
            return None


class _Kept(Sequence[Listing]):
    """Listings in a file, made into records when they are asked for, once each."""

    def __init__(self, folder: Path) -> None:
        self._ends: list[int] = np.load(folder / "ends.npy").tolist()
        self._made: dict[int, Listing] = {}
        with (folder / "listings.json").open("rb") as stream:
            size = self._ends[-1]
            self._data = mmap.mmap(stream.fileno(), size, access=mmap.ACCESS_READ) if size else b""

    def __len__(self) -> int:
        return len(self._ends) - 1

    @overload
    def __getitem__(self, at: int) -> Listing: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Listing]: ...
    def __getitem__(self, at: int | slice) -> Listing | Sequence[Listing]:
        if isinstance(at, slice):
            return [self[i] for i in range(*at.indices(len(self)))]
        found = self._made.get(at)
        if found is None:
            if not 0 <= at < len(self):
                raise IndexError(at)
            data = self._data[self._ends[at] : self._ends[at + 1]]
            found = self._made[at] = from_json(Listing, json.loads(data))
        return found

    def __iter__(self) -> Iterator[Listing]:
        return (self[i] for i in range(len(self)))
