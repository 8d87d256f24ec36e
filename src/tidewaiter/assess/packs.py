"""Provision packs: paragraphs, their elements, and which records speak to them, as data."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from importlib import resources
from typing import Any

from tidewaiter.errors import CaseError
from tidewaiter.model.findings import Provision, Relation


@dataclass(frozen=True, slots=True)
class Pattern:
    """Which records speak to an element; every condition given must hold.

    Attributes:
        kind: ``claim``, ``sighting``, ``event`` or ``match``.
        relation: Whether such a record supports or disputes the element, or is context.
        event: Claim: event types.
        acts: Claim: acts.
        polarity: Claim: ``positive`` or ``negative``.
        units: Claim: units of which it must hold a quantity.
        roles: Claim: for each role named, words of which its holder's name contains one.
        words: Claim, sighting: words of which the text contains one.
        places: Sighting: words of which the place contains one.
        seen: Sighting: whether something was seen.
        kinds: Event: kinds.
        candidate: Event: port ids, of a port visit or among the candidates of a gap.
        lists: Match: list ids.
    """

    kind: str
    relation: Relation = "supports"
    event: tuple[str, ...] = ()
    acts: tuple[str, ...] = ()
    polarity: str | None = None
    units: tuple[str, ...] = ()
    roles: Mapping[str, tuple[str, ...]] | None = None
    words: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    seen: bool | None = None
    kinds: tuple[str, ...] = ()
    candidate: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ElementRule:
    """One element: a question and the patterns of the records that speak to it."""

    element_id: str
    question: str
    patterns: tuple[Pattern, ...]


@dataclass(frozen=True, slots=True)
class FindingRule:
    """A finding that a pack asks for."""

    finding_id: str
    title: str
    provisions: tuple[str, ...]
    elements: tuple[ElementRule, ...]
    alternatives: tuple[str, ...]
    would_change: tuple[str, ...]
    not_checked: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack of provisions, the findings that it asks for, and what is out of its scope."""

    pack_id: str
    title: str
    provisions: tuple[Provision, ...]
    in_force: Mapping[str, date]
    findings: tuple[FindingRule, ...]
    scope: tuple[str, ...]


def bundled() -> tuple[str, ...]:
    """Return the ids of the packs that come with the program.

    >>> "dprk-arms" in bundled()
    True
    """
    folder = resources.files("tidewaiter.assess") / "provisions"
    return tuple(sorted(f.name.removesuffix(".toml") for f in folder.iterdir()))


def load(pack_id: str) -> Pack:
    """Read a bundled pack.

    Raises:
        CaseError: There is no such pack, or it is malformed.
    """
    if pack_id not in bundled():
        raise CaseError(
            f"there is no provision pack {pack_id!r}; there are: {', '.join(bundled())}"
        )
    file = resources.files("tidewaiter.assess") / "provisions" / f"{pack_id}.toml"
    try:
        return read(pack_id, file.read_text(encoding="utf-8"))
    except (KeyError, TypeError, tomllib.TOMLDecodeError) as error:
        raise CaseError(f"provision pack {pack_id!r} is malformed: {error}") from error


def read(pack_id: str, text: str) -> Pack:
    """Read a pack from TOML.

    Raises:
        KeyError, TypeError, tomllib.TOMLDecodeError: It is not of the shape of a pack.
    """
    data = tomllib.loads(text)
    provisions = tuple(_provision(entry) for entry in data["provision"])
    known = {p.provision_id for p in provisions}
    findings = tuple(_finding(entry) for entry in data["finding"])
    for finding in findings:
        if unknown := set(finding.provisions) - known:
            raise KeyError(f"finding {finding.finding_id} names unknown provisions {unknown}")
    return Pack(
        pack_id=pack_id,
        title=data["title"],
        provisions=provisions,
        in_force={e["id"]: e["in_force_from"] for e in data["provision"] if "in_force_from" in e},
        findings=findings,
        scope=tuple(f"{e['provision']}: {e['why']}" for e in data.get("scope", ())),
    )


def _provision(entry: dict[str, Any]) -> Provision:
    return Provision(
        provision_id=entry["id"],
        instrument=entry["instrument"],
        paragraph=entry["paragraph"],
        verb=entry["verb"],
        addressee=entry["addressee"],
        gist=entry["gist"],
        checked=entry["checked"],
        source=entry["source"],
    )


def _finding(entry: dict[str, Any]) -> FindingRule:
    return FindingRule(
        finding_id=entry["id"],
        title=entry["title"],
        provisions=tuple(entry["provisions"]),
        elements=tuple(
            ElementRule(e["id"], e["question"], tuple(_pattern(p) for p in e.get("evidence", ())))
            for e in entry["element"]
        ),
        alternatives=tuple(entry.get("alternatives", ())),
        would_change=tuple(entry.get("would_change", ())),
        not_checked=tuple(entry.get("not_checked", ())),
    )


def _pattern(entry: dict[str, Any]) -> Pattern:
    if unknown := set(entry) - {f.name for f in fields(Pattern)}:
        raise KeyError(f"an evidence pattern has unknown keys {sorted(unknown)}")
    if entry["kind"] not in ("claim", "sighting", "event", "match"):
        raise KeyError(f"an evidence pattern has the unknown kind {entry['kind']!r}")
    values: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in entry.items()}
    if "roles" in values:
        values["roles"] = {role: tuple(names) for role, names in entry["roles"].items()}
    return Pattern(**values)
