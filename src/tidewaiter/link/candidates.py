"""Which of many names are worth comparing with one: those that share runs of letters or of sounds."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, zip_longest
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]

#: Names of fewer letters are also indexed by pairs of letters: one slip spoils all their triples.
_SHORT = 8
#: Words are grams too, of codes beyond those of letters.
_WORD = 1 << 40
#: And so is a short name less one letter: two names a slip apart share one of these.
_SLIP = 1 << 41
_SLIP_LETTERS = range(3, 15)
#: In a long list names that share no more weight than one common gram's are not looked at.
_LITTLE = 25.0
#: In a list this short every name that shares anything is looked at.
_MANY = 2_000
_MOST_GRAMS = 28
#: The share of a name that is a slip away.
_SLIP_SHARE = 0.9
_ARRAYS = ("codes", "starts", "postings", "weights", "norms")


@dataclass(frozen=True, slots=True)
class Grams:
    """An inverted index of names by the grams that they hold.

    A name's grams are its letters three by three without blanks, and its words; so a slip, a word
    joined or divided, or another order of words leaves most of them.

    Attributes:
        codes: Every gram once, rising.
        starts: Where the names of each gram begin in ``postings``; one more at the end.
        postings: Numbers of names.
        weights: What a gram tells, squared: rare grams tell more.
        norms: Length of each name as the root of the sum of its weights.
    """

    codes: Ints
    starts: Ints
    postings: npt.NDArray[np.int32]
    weights: Floats
    norms: Floats

    @classmethod
    def build(cls, keys: Sequence[str], bare: Sequence[str] = ()) -> Grams:
        """Index names by their keys: words of plain letters joined by blanks.

        Args:
            keys: One for each name.
            bare: The same without marks of the kind, such as legal forms; where given, every short
                name that is one letter away is found.
        """
        each = []  # as arrays: sets of a long list would take ten times the memory
        for key, name in zip_longest(keys, bare, fillvalue=""):
            found = grams(key) | (one_letter_less(name) if name else set())
            each.append(np.fromiter(found, np.int64, len(found)))
        lengths = np.fromiter((found.size for found in each), np.int64, len(each))
        flat = np.concatenate(each) if each else np.empty(0, np.int64)
        owner = np.repeat(np.arange(len(each), dtype=np.int32), lengths)
        order = np.argsort(flat, kind="stable")
        codes, starts = np.unique(flat[order], return_index=True)
        starts = np.append(starts, flat.size).astype(np.int64)
        count = np.diff(starts)
        weights = (np.log((len(each) + 1) / (count + 0.5)) ** 2).astype(np.float32)
        weights[codes >= _SLIP] = 0  # they find, and do not count
        norms = np.sqrt(
            np.bincount(owner, np.repeat(weights, count)[np.argsort(order)], len(each))
        ).astype(np.float32)
        return cls(codes, starts, owner[order], weights, np.maximum(norms, 1e-6))

    def nearest(self, key: str, most: int) -> list[tuple[int, float]]:
        """Return the numbers of the names that share most with a key, best first, with the share.

        The share is 1 for equal keys; a name that holds another whole comes high too.

        Args:
            key: As in :meth:`build`.
            most: Names returned.
        """
        known, asked = self._known(grams(key))
        own = float(self.weights[known].sum()) + (asked - known.size) * self._unseen()
        if not known.size:
            return []
        if known.size > _MOST_GRAMS:  # the rarest grams of a long name find it
            known = known[np.argpartition(-self.weights[known], _MOST_GRAMS)[:_MOST_GRAMS]]
        spans = [
            self.postings[i:j]
            for i, j in zip(self.starts[known], self.starts[known + 1], strict=True)
        ]
        each = np.repeat(self.weights[known], [s.size for s in spans])
        shared = np.bincount(np.concatenate(spans), each, self.norms.size)
        found = np.flatnonzero(shared > (_LITTLE if self.norms.size > _MANY else 0))
        lengths, length = self.norms[found], math.sqrt(own)
        less, more = np.minimum(lengths, length), np.maximum(lengths, length)
        share = shared[found] / (less**1.3 * more**0.7)
        if found.size > most:
            top = np.argpartition(-share, most)[:most]
            found, share = found[top], share[top]
        order = np.lexsort((found, -share))
        return list(zip(found[order].tolist(), share[order].tolist(), strict=True))

    def _known(self, codes: set[int]) -> tuple[Ints, int]:
        """Return the places of those codes that any name has, and how many were asked."""
        asked = np.fromiter(codes, np.int64, len(codes))
        if not self.codes.size:
            return np.empty(0, np.int64), asked.size
        at = np.minimum(np.searchsorted(self.codes, asked), self.codes.size - 1)
        return at[self.codes[at] == asked], asked.size

    def one_letter_away(self, bare: str) -> list[tuple[int, float]]:
        """Return the short names that are one slip away, or none, with a share above most others'.

        Args:
            bare: As in :meth:`build`.
        """
        known, _ = self._known(one_letter_less(bare))
        found: set[int] = set()
        for i in known:
            found.update(self.postings[self.starts[i] : self.starts[i + 1]].tolist())
        return [(number, _SLIP_SHARE) for number in sorted(found)]

    def count(self, word: str) -> int:
        """Return how many names hold a word."""
        code = _word(word)
        at = int(np.searchsorted(self.codes, code))
        if at == self.codes.size or self.codes[at] != code:
            return 0
        return int(self.starts[at + 1] - self.starts[at])

    def save(self, folder: Path, name: str) -> None:
        """Write the arrays as files of a folder."""
        for array in _ARRAYS:
            np.save(folder / f"{name}-{array}.npy", getattr(self, array))

    @classmethod
    def load(cls, folder: Path, name: str) -> Grams:
        """Open what :meth:`save` wrote, without reading it into memory."""
        return cls(*(mapped(folder / f"{name}-{a}.npy") for a in _ARRAYS))

    def _unseen(self) -> float:
        return math.log((self.norms.size + 1) / 0.5) ** 2


def mapped(file: Path) -> npt.NDArray[Any]:
    """Open an array without reading it into memory; as a plain array, which is quicker to cut."""
    found: npt.NDArray[Any] = np.load(file, mmap_mode="r").view(np.ndarray)
    return found


def grams(key: str) -> set[int]:
    """Return the codes of a key's grams.

    >>> len(grams("tern")), grams("sea star") & grams("seastar") != set()
    (10, True)
    """
    joined = f"^{key.replace(' ', '')}$"
    points = [ord(c) & 0xFFF for c in joined]
    found = {
        (a << 24) | (b << 12) | c for a, b, c in zip(points, points[1:], points[2:], strict=False)
    }
    if len(joined) < _SHORT + 2:
        found |= {(1 << 36) | (a << 12) | b for a, b in pairwise(points)}
    found |= {_word(word) for word in key.split() if len(word) > 1}
    return found


def one_letter_less(key: str) -> set[int]:
    """Return the codes of a short key, and of what is left of it without each of its letters.

    >>> len(one_letter_less("tern")), one_letter_less("tern") & one_letter_less("tren") != set()
    (5, True)
    """
    joined = key.replace(" ", "")
    if len(joined) not in _SLIP_LETTERS:
        return set()
    less = {joined[:i] + joined[i + 1 :] for i in range(len(joined))}
    return {_SLIP | _hash(text) for text in (joined, *less)}


def _word(word: str) -> int:
    return _WORD | _hash(word)


@lru_cache(maxsize=16_384)
def _hash(text: str) -> int:
    value = 0
    for c in text:
        value = (value * 131 + ord(c)) & ((1 << 38) - 1)
    return value


_SOUNDS = (
    ("tch|dj|dzh|zh|sh|ch|ts|tz|[jzscx]", "s"), ("ph|[fv]", "f"), ("kh|gh|ck|[kgq]", "k"), ("th|dh|[td]", "t"), ("[bp]", "p"),
    ("[lr]", "l"), ("ng|[n]", "n"), ("m", "m"), ("[aeiouywh]", ""),
)  # fmt: skip
_SOUND = re.compile("|".join(f"(?P<s{i}>{pattern})" for i, (pattern, _) in enumerate(_SOUNDS)))
_DOUBLED = re.compile(r"(.)\1+")


@lru_cache(maxsize=131_072)
def _sounds(word: str) -> str:
    said = _SOUND.sub(lambda m: _SOUNDS[int((m.lastgroup or "s0")[1:])][1], word)
    return _DOUBLED.sub(r"\1", said)


def sounds(key: str) -> str:
    """Return the consonants of a key by their kind: what romanisations agree about.

    >>> sounds("chong chon gang"), sounds("jeong cheon gang")
    ('sn sn kn', 'sn sn kn')
    """
    return " ".join(filter(None, map(_sounds, key.split())))


def weight(count: int, names: int) -> float:
    """Return what a word tells that so many of all names hold: 1 for a rare one, 0.25 at least.

    >>> weight(1, 30_000), weight(1_500, 30_000) < 0.4
    (1.0, True)
    """
    return max(0.25, 1 - math.log(max(count, 1)) / math.log(max(names, 1_000)))


def ranked(found: Iterable[tuple[int, float]]) -> list[tuple[int, float]]:
    """Return each candidate once with its largest share, best first."""
    best: dict[int, float] = {}
    for number, share in found:
        best[number] = max(share, best.get(number, 0.0))
    return sorted(best.items(), key=lambda one: (-one[1], one[0]))
