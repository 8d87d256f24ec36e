"""Whom a case names: people and organisations that speak, carry words, are cited, act, or own ships."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from tidewaiter.link.acronyms import acronyms
from tidewaiter.model.claims import Claim, Party
from tidewaiter.model.listings import Listing, Schema
from tidewaiter.model.parties import Named
from tidewaiter.model.vessels import Hull
from tidewaiter.names.clean import fold
from tidewaiter.names.countries import country

_SCHEMA: dict[str, Schema] = {"person": "Person", "organisation": "Organization"}
#: Roles whose bearer may be a person or an organisation.
_ROLES = frozenset({"agent", "recipient", "target"})


@dataclass(slots=True)
class _Entry:
    """A party as it is gathered, under one folded name."""

    shown: str
    schema: Schema | None = None
    mentions: dict[str, None] = field(default_factory=dict)
    roles: dict[str, None] = field(default_factory=dict)


def parties(
    claims: Iterable[Claim],
    *,
    texts: Iterable[str] = (),
    hulls: Sequence[Hull] = (),
    listings: Iterable[Listing] = (),
) -> tuple[Named, ...]:
    """Return the people and organisations of a case, each once, sorted by name.

    Names are one party's where they fold alike, where a text gives a short name beside the full one,
    or where one list entry bears both; each such join has its reason. States, groups without a name,
    unnamed speakers and ships are none; words in lower case are no names.

    Args:
        claims: Of the case.
        texts: Of its documents.
        hulls: Its ships: their names are no parties, their listed owners and operators are.
        listings: Entries of the standing editions.
    """
    ships = {fold(v) for h in hulls for v in (h.name, *h.values("name"))}
    found = _gathered(claims, ships)
    for hull in hulls:
        for entry in hull.listed:
            for owner in entry.owners:
                role = f"owner or operator of {hull.name} by {entry.list_id} {entry.entry}"
                _add(found, owner, None, role, None)
    reasons = _one_party(found, acronyms(texts), listings)
    return tuple(sorted(_named(found, reasons), key=lambda n: (fold(n.name), n.name)))


def _gathered(claims: Iterable[Claim], ships: Collection[str]) -> dict[str, _Entry]:
    found: dict[str, _Entry] = {}
    for claim in claims:
        for role, party in _who(claim):
            if party.kind in _SCHEMA:
                _add(found, party.name, _SCHEMA[party.kind], role, claim.claim_id)
        for bearer in claim.event.roles:
            if (
                bearer.role in _ROLES
                and bearer.name[:1].isupper()
                and fold(bearer.name) not in ships
            ):
                _add(found, bearer.name, None, "acts", claim.claim_id)
    return found


def _add(
    found: dict[str, _Entry], name: str, schema: Schema | None, role: str, claim_id: str | None
) -> None:
    key = fold(name)
    if not key or country(name) is not None:
        return
    entry = found.setdefault(key, _Entry(name))
    entry.schema = entry.schema or schema
    entry.roles[role] = None
    if claim_id is not None:
        entry.mentions[claim_id] = None


def _who(claim: Claim) -> Iterable[tuple[str, Party]]:
    if claim.speaker is not None:
        yield "speaker", claim.speaker
    yield from (("carries words", party) for party in claim.via)
    yield from (("cited", party) for party in claim.cites)


def _one_party(
    found: Mapping[str, _Entry], short: Mapping[str, str], listings: Iterable[Listing]
) -> dict[tuple[str, str], str]:
    """Return pairs of folded names that are one party's, with the reason."""
    reasons = {}
    for acronym, full in short.items():
        if fold(acronym) in found and fold(full) in found:
            pair = (fold(full), fold(acronym))
            reasons[pair] = f"a document writes {full} ({acronym})"
    if len(found) < 2:
        return reasons
    bearers: dict[str, set[str]] = {}
    by_entry: dict[str, tuple[str, set[str]]] = {}
    for listing in listings:
        names = {fold(n.text) for n in listing.names if n.kind != "weakAlias"} & found.keys()
        if listing.schema != "Vessel" and names:
            entry = f"{listing.list_id} {listing.entry}"
            by_entry.setdefault(listing.listing_id, (entry, names))
            for name in names:
                bearers.setdefault(name, set()).add(entry)
    for entry, names in sorted(by_entry.values(), key=lambda x: (x[0], sorted(x[1]))):
        own = sorted(
            n for n in names if len(bearers[n]) == 1 or _same_everywhere(n, bearers, names)
        )
        for other in own[1:]:
            told = f"{entry} bears the names {found[own[0]].shown} and {found[other].shown}"
            reasons.setdefault((own[0], other), told)
    return reasons


def _same_everywhere(name: str, bearers: Mapping[str, set[str]], names: Collection[str]) -> bool:
    """Say whether the entries of all lists that bear a name bear the others beside it too."""
    return all(bearers[name] == bearers[other] for other in names)


def _named(found: Mapping[str, _Entry], reasons: Mapping[tuple[str, str], str]) -> Iterable[Named]:
    head = {key: key for key in found}
    for one, other in sorted(reasons):
        a, b = head[one], head[other]
        head = {key: min(a, b) if at in (a, b) else at for key, at in head.items()}
    groups: dict[str, list[str]] = {}
    for key in found:
        groups.setdefault(head[key], []).append(key)
    for keys in groups.values():
        entries = [found[key] for key in keys]
        shown = max(entries, key=lambda e: (len(fold(e.shown)), e.shown)).shown
        yield Named(
            shown,
            next((e.schema for e in entries if e.schema is not None), None),
            tuple(dict.fromkeys(ref for e in entries for ref in e.mentions)),
            tuple(sorted(e.shown for e in entries if e.shown != shown)),
            tuple(dict.fromkeys(role for e in entries for role in e.roles)),
            tuple(why for pair, why in sorted(reasons.items()) if pair[0] in keys),
        )
