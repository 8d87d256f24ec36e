"""One party of OFAC's advanced XML: its names out of parts, its features, its documents."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tidewaiter.lists.read.entries import children, line
from tidewaiter.lists.read.labels import facts, meaning
from tidewaiter.lists.read.made import Draft
from tidewaiter.lists.read.ofac_values import Values, period
from tidewaiter.model.listings import NameKind, Property, Schema
from tidewaiter.names.scripts import script

#: Parts of a name in the order in which they are read; others follow as they stand.
_ORDER = {
    "first name": 0, "middle name": 1, "patronymic": 2, "last name": 3, "matronymic": 4,
    "maiden name": 5,
}  # fmt: skip
#: Scripts in which the family name comes first, without a blank.
_FAMILY_FIRST = frozenset(("Hani", "Hang"))
_SUB: dict[str, Schema] = {"vessel": "Vessel", "aircraft": "Airplane"}
_TYPE: dict[str, Schema] = {"individual": "Person", "entity": "Organization"}
#: Features that are a country where they point to a place.
_COUNTRIES = frozenset(("nationality", "citizenship", "jurisdiction", "flag", "pastFlags"))


def party(element: Any, values: Values, list_id: str) -> tuple[Draft, list[str]]:
    """Return what a ``DistinctParty`` says, and the ids of its profiles.

    Raises:
        ValueError: It has no FixedRef.
    """
    entry = element.get("FixedRef")
    if not entry:
        raise ValueError("the party has no FixedRef")
    said = children(element)
    profiles = said.get("Profile", ())
    draft = Draft(list_id, entry, _schema(profiles, values))
    draft.remarks = next((line(e) for e in said.get("Comment", ())), "") or None
    for profile in profiles:
        parts = children(profile)
        for identity in parts.get("Identity", ()):
            if identity.get("False") == "true":
                continue
            for text, kind in _names(identity, values):
                draft.name(text, kind)
            for document in values.documents.pop(identity.get("ID", ""), ()):
                _number(draft, document.label, document.number, document.country)
        for feature in parts.get("Feature", ()):
            _feature(draft, feature, values)
    for name, value, country in facts(draft.remarks or ""):
        draft.say(name, value, country=country)
    return draft, [profile.get("ID", "") for profile in profiles]


def _schema(profiles: Any, values: Values) -> Schema:
    for profile in profiles:
        ref = profile.get("PartySubTypeID", "")
        sub = values.of("PartySubType", ref).casefold()
        kind = values.of("PartyType", values.types_of_parties.get(ref)).casefold()
        return _SUB.get(sub) or _TYPE.get(kind) or "LegalEntity"
    return "LegalEntity"


def _names(identity: Any, values: Values) -> Iterator[tuple[str, NameKind]]:
    said = children(identity)
    types = {
        group.get("ID", ""): values.of("NamePartType", group.get("NamePartTypeID")).casefold()
        for groups in said.get("NamePartGroups", ())
        for master in groups
        for group in master
    }
    main = identity.get("Primary") != "false"
    for alias in said.get("Alias", ()):
        kind: NameKind = "alias"
        if values.of("AliasType", alias.get("AliasTypeID")).casefold().startswith("f.k.a"):
            kind = "previousName"
        elif alias.get("LowQuality") == "true":
            kind = "weakAlias"
        elif alias.get("Primary") == "true" and main:
            kind = "name"
        for documented in children(alias).get("DocumentedName", ()):
            text = _text(documented, types)
            if text:
                # the primary name in another script is an alias of its own
                yield text, kind
                kind = "alias" if kind == "name" else kind


def _text(documented: Any, types: dict[str, str]) -> str:
    parts: list[tuple[int, str]] = []
    for part in documented:
        for value in part:
            text = (value.text or "").strip()
            if text:
                kind = types.get(value.get("NamePartGroupID", ""), "")
                parts.append((_ORDER.get(kind, 9), text))
    if len(parts) == 1:
        return parts[0][1]
    if parts and script(parts[0][1]) in _FAMILY_FIRST:
        return "".join(text for _, text in sorted(parts, key=lambda p: p[0] != 3))
    return " ".join(text for _, text in sorted(parts, key=lambda p: p[0]))


def _number(draft: Draft, label: str, number: str, country: str) -> None:
    name = "imoNumber" if number.startswith("IMO ") else meaning(label)
    if name is None:
        draft.say("notes", f"{label.rstrip(' :-')}: {number}" if number else None)
    else:
        draft.say(name, number, country=country)


def _feature(draft: Draft, feature: Any, values: Values) -> None:
    label = values.of("FeatureType", feature.get("FeatureTypeID"))
    name = "address" if label == "Location" else meaning(label)
    for version in children(feature).get("FeatureVersion", ()):
        said = children(version)
        note = next((line(e) for e in said.get("Comment", ())), "") or None
        for dated in said.get("DatePeriod", ()):
            for value, limit in period(dated):
                if name is None:
                    draft.say("notes", f"{label.rstrip(' :-')}: {value}", note=limit)
                else:
                    draft.properties.append(Property(name, value, limit or note))
        for detail in said.get("VersionDetail", ()):
            ref = detail.get("DetailReferenceID")
            text = line(detail) or (values.of("DetailReference", ref) if ref else "")
            _number(draft, label, text, "")
        for located in said.get("VersionLocation", ()):
            place = values.places.get(located.get("LocationID", ""))
            if place is None:
                continue
            if name in _COUNTRIES:
                draft.say(name, place.country)
            elif name is not None:
                draft.say(name, place.text, note=note)
            if name == "address":
                draft.belongs(place.country)
