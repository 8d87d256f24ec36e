"""Statements of documents, claims and sightings that name a ship."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tidewaiter.link.vessels.statements import Statement, at
from tidewaiter.model.claims import Claim
from tidewaiter.model.evidence import Locator
from tidewaiter.model.sightings import Sighting
from tidewaiter.model.vessels import By, Field, Held
from tidewaiter.names.clean import fold
from tidewaiter.names.numbers import imo

#: "Angara (IMO 9179842)", "the Maria, IMO number 8517839".
_NAMED_IMO = re.compile(
    r"((?:[A-Z][\w'’.-]*[ -]){0,3}[A-Z0-9][\w'’.-]*),?\s*\(?\s*IMO(?:\s+(?:number|no\.?))?[\s:#]*(\d{7})\b"
)
_LEAD = re.compile(r"^(?:(?:The|Ship|Vessel|Ships|Vessels|Her|Its|And|MV|M/V)\s+)+")
_WORD = re.compile(r"[\w'’-]+")
_NUMBER = re.compile(r"(?<!\d)\d{7}(?!\d)")
_NOT_A_NAME = re.compile(r"\b(?:ships?|vessels?|tankers?|flagged)\b")
#: Words beside a name that make it a ship's: a ship VICTORY is not in every text about a victory.
_SHIP = re.compile(
    r"\b(?:ships?|vessels?|tankers?|freighters?|carriers?|coasters?|trawlers?|tugs?|barges?|M/?V|M/?T|"
    r"cargo|sailed|moored|docked|aboard|IMO|MMSI|AIS)\b",
    re.IGNORECASE,
)
_BESIDE = 60
#: A shorter name is too often a word of its own to be found in running text.
_SHORTEST_NAME = 5
_LONGEST_NAME = 4  # words


@dataclass(frozen=True, slots=True)
class Text:
    """A document's normalised text, the hash of its bytes, its day of publication and its title."""

    sha256: str
    text: str
    published: date | None
    title: str = "a document"


@dataclass(frozen=True, slots=True)
class Typed:
    """What an analyst says of a ship, and on what ground; ``flag`` is ISO 3166 alpha-2."""

    name: str
    imo: str | None
    mmsi: int | None
    flag: str | None
    source: str


def by_analyst(typed: Iterable[Typed]) -> list[Statement]:
    """Return what the analyst says of ships, without days: it is held, not dated."""
    found = []
    for one in sorted(typed, key=lambda t: (t.name, t.imo or "", t.mmsi or 0)):
        mmsi = None if one.mmsi is None else f"{one.mmsi:09d}"
        flag = one.flag.upper() if one.flag else None
        values: tuple[tuple[Field, str | None], ...] = (
            ("name", one.name), ("imo", one.imo), ("mmsi", mmsi), ("flag", flag),
        )  # fmt: skip
        key = f"analyst:{one.name}/{one.imo or ''}/{mmsi or ''}"
        held = tuple(
            Held(f, v, None, None, "analyst", key, source=one.source) for f, v in values if v
        )
        found.append(Statement(key, "analyst", held, "the analyst names it"))
    return found


def in_texts(texts: Iterable[Text], broadcast: Collection[str]) -> list[Statement]:
    """Return names that documents give with an IMO number, and broadcast names beside ships' words.

    Args:
        texts: Documents of the case.
        broadcast: Folded names that transmitters send.
    """
    found: list[Statement] = []
    for text in texts:
        for match in _NAMED_IMO.finditer(text.text):
            number = imo(match.group(2))
            if number is not None:
                name = _LEAD.sub("", match.group(1).strip())
                found.append(_numbered(text, name, number, match))
        for folded, start, end in _phrases(text.text, broadcast):
            name = text.text[start:end]
            held = (_written("name", name, text, start, end),)
            why = f"a document writes {name!r}, the name that its track carries"
            found.append(Statement(f"text:{text.sha256}:{folded}", "document", held, why))
    return _once(found)


def _numbered(text: Text, name: str, number: str, match: re.Match[str]) -> Statement:
    held = (
        _written("name", name, text, match.start(1), match.end(1)),
        _written("imo", number, text, match.start(2), match.end(2)),
    )
    key = f"text:{text.sha256}:{fold(name)}/imo:{number}"
    return Statement(key, "document", held, "a document gives name and IMO number")


def _written(field: Field, value: str, text: Text, start: int, end: int) -> Held:
    day = at(text.published)
    place = Locator(text.sha256, "chars", start, end)
    return Held(field, value, day, day, "document", text.sha256, place, source=text.title)


def _phrases(text: str, wanted: Collection[str]) -> Iterable[tuple[str, int, int]]:
    if not wanted:
        return
    words = [(m.start(), m.end()) for m in _WORD.finditer(text)]
    for i, (start, _) in enumerate(words):
        if not (text[start].isupper() or text[start].isdigit()):
            continue
        for _, end in words[i : i + _LONGEST_NAME]:
            folded = fold(text[start:end])
            if len(folded) >= _SHORTEST_NAME and folded in wanted:
                beside = text[max(0, start - _BESIDE) : start] + " " + text[end : end + _BESIDE]
                if _SHIP.search(beside):
                    yield folded, start, end


def by_claims(claims: Sequence[Claim]) -> list[Statement]:
    """Return the carriers that claims name; one statement a name."""
    said: dict[str, list[tuple[str, Claim]]] = {}
    for claim in claims:
        for role in claim.event.roles:
            if role.role == "carrier" and is_name(role.name):
                said.setdefault(fold(role.name), []).append((role.name, claim))
    return [
        _by(
            f"carrier:{folded}", "claim", "claims name it as carrier",
            [(name, claim.claim_id, _when(claim), _place(claim), claim.voice) for name, claim in group],
        )
        for folded, group in sorted(said.items())
        if folded
    ]  # fmt: skip


def by_sightings(sightings: Sequence[Sighting]) -> list[Statement]:
    """Return the ships that sightings name, by IMO number where they give one."""
    said: dict[str, list[tuple[str, str, tuple[date | None, date | None], Locator, str]]] = {}
    for s in sightings:
        if s.vessel:
            number = imo(s.vessel)
            value = s.vessel if number is None else number
            days = (s.start_utc.date(), s.end_utc.date())
            key = fold(value) if number is None else f"imo:{number}"
            said.setdefault(key, []).append((value, s.sighting_id, days, s.locator, s.source))
    return [
        _by(
            f"sighting:{key}", "sighting", "a sighting names it", group,
            field="imo" if key.startswith("imo:") else "name",
        )
        for key, group in sorted(said.items())
        if key
    ]  # fmt: skip


def _by(
    key: str,
    by: By,
    why: str,
    said: Sequence[tuple[str, str, tuple[date | None, date | None], Locator, str]],
    *,
    field: Field = "name",
) -> Statement:
    ordered = sorted(said, key=lambda s: (s[2][0] or date.max, s[1]))
    held = tuple(
        Held(field, value, at(days[0]), at(days[1]), by, ref, place, source=who)
        for value, ref, days, place, who in ordered
    )
    refs = tuple(dict.fromkeys(ref for _, ref, *_ in ordered))
    return Statement(key, by, held, why, refs)


def _when(claim: Claim) -> tuple[date | None, date | None]:
    period = claim.event_time or claim.said_time
    days = (period.start_date, period.end_date) if period else (None, None)
    if days == (None, None):
        return claim.document.published, claim.document.published
    return days


def _place(claim: Claim) -> Locator:
    return Locator(claim.document.id, "chars", claim.content.start, claim.content.end)


def is_name(text: str) -> bool:
    """Say whether the words for a carrier are its name, not a description of it."""
    return text[:1].isupper() and not _NOT_A_NAME.search(text)


def _once(statements: Iterable[Statement]) -> list[Statement]:
    """Join what one document says alike in several places; its places are kept."""
    found: dict[str, Statement] = {}
    for new in statements:
        old = found.get(new.key)
        held = new.held if old is None else (*old.held, *new.held)
        found[new.key] = Statement(new.key, new.by, held, new.why)
    return [found[key] for key in sorted(found)]


def mentioning(
    claims: Sequence[Claim], sightings: Sequence[Sighting]
) -> Mapping[str, tuple[str, ...]]:
    """Return, by folded name and by IMO number, the claims and sightings whose words hold it."""
    found: dict[str, dict[str, None]] = {}
    texts = [(c.claim_id, c.content.text) for c in claims]
    texts += [(s.sighting_id, s.vessel) for s in sightings if s.vessel]
    for ref, text in texts:
        words = [(m.start(), m.end()) for m in _WORD.finditer(text)]
        for i, (start, _) in enumerate(words):
            for _, end in words[i : i + _LONGEST_NAME]:
                found.setdefault(fold(text[start:end]), {})[ref] = None
        for number in _NUMBER.findall(text):
            found.setdefault(f"imo:{number}", {})[ref] = None
    return {key: tuple(refs) for key, refs in found.items()}
