"""One hull: what tracks, claims and sightings call by an IMO number, an MMSI or a name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from tidewaiter.model.claims import Claim
from tidewaiter.model.sightings import Sighting
from tidewaiter.names.clean import fold
from tidewaiter.names.numbers import imo

#: "Angara (IMO 9179842)", "the Maria, IMO number 8517839".
_NAMED_IMO = re.compile(
    r"((?:[A-Z][\w'’.-]*[ -]){0,3}[A-Z0-9][\w'’.-]*),?\s*\(?\s*IMO(?:\s+(?:number|no\.?))?[\s:#]*(\d{7})\b"
)
_WORD = re.compile(r"[\w'’-]+")
#: A shorter name is too often a word of its own to be found in running text.
_SHORTEST_NAME = 5


@dataclass(frozen=True, slots=True)
class Broadcast:
    """What a transmitter says of itself."""

    mmsi: int
    imo: str | None
    name: str | None
    flag: str | None


@dataclass(frozen=True, slots=True)
class Hull:
    """A proposal that these identifiers are one ship. ``mentions`` are claim and sighting ids."""

    name: str
    imo: str | None
    mmsi: int | None
    flag: str | None
    mentions: tuple[str, ...]
    why: str


def hulls(
    claims: Sequence[Claim],
    sightings: Sequence[Sighting],
    texts: Iterable[str],
    broadcasts: Iterable[Broadcast],
    *,
    of_interest: frozenset[int] = frozenset(),
) -> tuple[Hull, ...]:
    """Propose the hulls that a case speaks of.

    Ships come from texts that give a name with an IMO number, from carriers named in claims, from
    sightings, and from tracks: those of interest, and those whose name or IMO number is mentioned.
    The IMO number decides first, then the name; two different IMO numbers are never one hull.

    Args:
        claims: Claims of the case.
        sightings: Sightings of the case.
        texts: Normalised texts of its documents.
        broadcasts: What transmitters say of themselves.
        of_interest: MMSIs to list although nobody mentions them, such as those with events.
    """
    texts = tuple(texts)
    found: dict[str, Hull] = {}
    for name, number in _named_in(texts):
        _add(found, Hull(name, number, None, None, (), "a document gives name and IMO number"))
    for claim in claims:
        for role in claim.event.roles:
            if role.role == "carrier" and _is_name(role.name):
                _add(found, Hull(role.name, None, None, None, (), "a claim names it as carrier"))
    for sighting in sightings:
        if sighting.vessel:
            numbered = imo(sighting.vessel)
            name = sighting.vessel if numbered is None else f"IMO {numbered}"
            _add(found, Hull(name, numbered, None, None, (), "a sighting names it"))
    phrases = _phrases(texts)
    for ship in broadcasts:
        said = _mentioned(ship, found, phrases)
        if said or ship.mmsi in of_interest:
            why = said or "its track shows events in this case"
            name = ship.name or f"MMSI {ship.mmsi}"
            _add(found, Hull(name, ship.imo, ship.mmsi, ship.flag, (), why))
    return tuple(
        replace(hull, mentions=_mentions(hull, claims, sightings))
        for hull in sorted(
            found.values(), key=lambda h: (h.name.casefold(), h.imo or "", h.mmsi or 0)
        )
    )


def _named_in(texts: Iterable[str]) -> list[tuple[str, str]]:
    pairs = []
    for text in texts:
        for match in _NAMED_IMO.finditer(text):
            number = imo(match.group(2))
            if number is not None:
                pairs.append((_without_article(match.group(1).strip()), number))
    return pairs


def _without_article(name: str) -> str:
    return re.sub(r"^(?:The|Ship|Vessel|Ships|Vessels|Her|Its)\s+", "", name)


def _is_name(text: str) -> bool:
    return text[:1].isupper() and not re.search(r"\b(?:ships?|vessels?|tankers?|flagged)\b", text)


def _add(found: dict[str, Hull], new: Hull) -> None:
    """Join a hull to the one with its IMO number, else to one of its name with no other number."""
    for key, old in found.items():
        same_number = new.imo is not None and new.imo == old.imo
        numbers_differ = new.imo is not None and old.imo is not None and new.imo != old.imo
        tracks_differ = new.mmsi is not None and old.mmsi is not None and new.mmsi != old.mmsi
        if same_number or (
            not numbers_differ and not tracks_differ and fold(new.name) == fold(old.name)
        ):
            why = old.why
            if new.why not in why.split("; "):
                basis = "same IMO number" if same_number else "same name"
                why = f"{why}; {new.why} ({basis})"
            name = new.name if old.name.startswith("IMO ") else old.name
            found[key] = Hull(
                name, old.imo or new.imo, old.mmsi or new.mmsi, old.flag or new.flag, (), why
            )
            return
    found[f"{len(found)}"] = new


def _phrases(texts: Iterable[str]) -> Mapping[str, str]:
    """Runs of one to three capitalised words, folded → as written."""
    phrases: dict[str, str] = {}
    for text in texts:
        words = [m.group() for m in _WORD.finditer(text)]
        for i, word in enumerate(words):
            if not word[:1].isupper():
                continue
            for size in (1, 2, 3):
                phrase = " ".join(words[i : i + size])
                phrases.setdefault(fold(phrase), phrase)
    return phrases


def _mentioned(
    ship: Broadcast, found: Mapping[str, Hull], phrases: Mapping[str, str]
) -> str | None:
    if ship.imo is not None and any(h.imo == ship.imo for h in found.values()):
        return "its track carries the same IMO number"
    if not ship.name:
        return None
    folded = fold(ship.name)
    if any(fold(h.name) == folded for h in found.values()):
        return "its track carries the same name"
    if len(folded) >= _SHORTEST_NAME and folded in phrases:
        return f"a document writes {phrases[folded]!r}, the name that its track carries"
    return None


def _mentions(
    hull: Hull, claims: Sequence[Claim], sightings: Sequence[Sighting]
) -> tuple[str, ...]:
    pattern = re.compile(rf"\b{re.escape(hull.name)}\b", re.IGNORECASE)

    def named(text: str) -> bool:
        return bool(pattern.search(text)) or (hull.imo is not None and hull.imo in text)

    said = [c.claim_id for c in claims if named(c.content.text)]
    seen = [s.sighting_id for s in sightings if s.vessel and named(s.vessel)]
    return (*said, *seen)
