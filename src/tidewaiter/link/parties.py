"""Whom the claims of a case name: people and organisations that speak, carry, are cited, or act."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tidewaiter.model.claims import Claim, Party
from tidewaiter.model.listings import Schema
from tidewaiter.names.clean import fold
from tidewaiter.names.countries import country

_SCHEMA: dict[str, Schema] = {"person": "Person", "organisation": "Organization"}
#: Roles whose bearer may be a person or an organisation.
_ROLES = frozenset({"agent", "recipient", "target"})


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody whom claims name. ``schema`` is None where the claims do not tell the kind.

    ``mentions`` are the ids of the claims, in their order.
    """

    name: str
    schema: Schema | None
    mentions: tuple[str, ...]


def parties(claims: Iterable[Claim]) -> tuple[Named, ...]:
    """Return the people and organisations that claims name, each once, sorted by name.

    States, groups without a name and unnamed speakers are none that a list could hold; words in
    lower case are no names.

    Args:
        claims: Of the case.
    """
    kinds: dict[str, Schema | None] = {}
    shown: dict[str, str] = {}
    mentions: dict[str, list[str]] = {}

    def add(name: str, schema: Schema | None, claim: Claim) -> None:
        key = fold(name)
        if not key or country(name) is not None:
            return
        shown.setdefault(key, name)
        kinds[key] = kinds.get(key) or schema
        if claim.claim_id not in mentions.setdefault(key, []):
            mentions[key].append(claim.claim_id)

    for claim in claims:
        for party in _who(claim):
            if party.kind in _SCHEMA:
                add(party.name, _SCHEMA[party.kind], claim)
        for role in claim.event.roles:
            if role.role in _ROLES and role.name[:1].isupper():
                add(role.name, None, claim)
    found = (Named(shown[key], kinds[key], tuple(mentions[key])) for key in shown)
    return tuple(sorted(found, key=lambda n: (fold(n.name), n.name)))


def _who(claim: Claim) -> Iterable[Party]:
    if claim.speaker is not None:
        yield claim.speaker
    yield from (*claim.via, *claim.cites)
