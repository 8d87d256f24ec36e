"""Read packs of provisions from TOML, checked so that a mistake is named with file and entry."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from importlib import resources
from pathlib import PurePath
from typing import Any

from pydantic import ValidationError

from tidewaiter.assess.pack_schema import (
    ElementSaid,
    FindingSaid,
    PackSaid,
    PatternSaid,
    ProvisionSaid,
    Words,
)
from tidewaiter.assess.packs import ElementRule, FindingRule, Pack, Pattern, Regime
from tidewaiter.errors import CaseError
from tidewaiter.model.provisions import Provision

Groups = Mapping[str, tuple[str, ...]]


def bundled() -> tuple[str, ...]:
    """Return the ids of the packs that come with the program.

    >>> "dprk-arms" in bundled()
    True
    """
    folder = resources.files("tidewaiter.assess") / "provisions"
    names = (f.name for f in folder.iterdir() if f.name.endswith(".toml"))
    return tuple(sorted(name.removesuffix(".toml") for name in names))


def load(pack_id: str) -> Pack:
    """Read a bundled pack.

    Raises:
        CaseError: There is no such pack, or it is malformed.
    """
    if pack_id not in bundled():
        raise CaseError(
            f"there is no provision pack {pack_id!r}; there are: {', '.join(bundled())}; a pack of "
            'your own is a file: packs = ["./my-pack.toml"]'
        )
    file = resources.files("tidewaiter.assess") / "provisions" / f"{pack_id}.toml"
    return read(pack_id, file.read_text(encoding="utf-8"), f"{pack_id}.toml")


def read(pack_id: str, text: str, path: str) -> Pack:
    """Read a pack.

    Args:
        pack_id: Its id; findings are called ``PACK/FINDING``.
        text: TOML.
        path: The file, for messages.

    Raises:
        CaseError: It is no pack; the message names the file and the entry.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise CaseError(f"{path} is not valid TOML: {error}") from error
    try:
        said = PackSaid.model_validate(data)
    except ValidationError as error:
        problems = "; ".join(_problem(data, e) for e in error.errors())
        raise CaseError(f"{path}: {problems}; see docs/reference/packs.md") from error
    _once(path, "provision", [p.id for p in said.provision])
    _once(path, "finding", [f.id for f in said.finding])
    known = {p.id for p in said.provision}
    for finding in said.finding:
        _once(path, f"element of finding {finding.id!r}", [e.id for e in finding.element])
        if unknown := sorted(set(finding.provisions) - known):
            raise CaseError(
                f"{path}: finding {finding.id!r} names provisions that the pack does not hold: "
                f"{', '.join(unknown)}"
            )
    _groups_known(path, said)
    return _pack(pack_id, said)


def _groups_known(path: str, said: PackSaid) -> None:
    """Refuse a name of a group that nobody gave, which would match nothing in silence."""
    known = {"@regime", "@named", *(f"@{name}" for name in said.groups)}
    for finding in said.finding:
        for element in finding.element:
            for pattern in element.evidence:
                fields = [
                    *pattern.model_dump(exclude={"roles"}).values(),
                    *pattern.roles.values(),
                ]
                words = {w for field in fields if isinstance(field, tuple) for w in field}
                if unknown := sorted(w for w in words if w.startswith("@") and w not in known):
                    raise CaseError(
                        f"{path}: finding {finding.id!r}, element {element.id!r}: no group is called "
                        f"{', '.join(unknown)}; there are {', '.join(sorted(known))}"
                    )


def pack_name(path: str) -> str:
    """Return the id of a pack that is a file: its name without the ending.

    >>> pack_name("./packs/my-pack.toml")
    'my-pack'
    """
    return PurePath(path).name.removesuffix(".toml")


def _once(path: str, what: str, ids: list[str]) -> None:
    twice = sorted({i for i in ids if ids.count(i) > 1})
    if twice:
        raise CaseError(f"{path}: the id of a {what} stands twice: {', '.join(twice)}")


def _problem(data: Any, error: Any) -> str:
    """Name the entry by its id where it has one: ``provision 'eu-3s', field verb: …``."""
    words: list[str] = []
    at = data
    for key in error["loc"]:
        at = at[key] if isinstance(at, dict | list) and _has(at, key) else None
        if isinstance(key, int):
            name = at.get("id") if isinstance(at, dict) else None
            words.append(repr(name) if isinstance(name, str) else f"number {key + 1}")
        else:
            words.append(f"{', ' if words else ''}{key}")
    return f"{' '.join(words).replace(' , ', ', ')}: {error['msg'].removeprefix('Value error, ')}"


def _has(at: Any, key: Any) -> bool:
    return key in at if isinstance(at, dict) else isinstance(key, int) and key < len(at)


def _pack(pack_id: str, said: PackSaid) -> Pack:
    groups = {"@regime": said.regime.names, **{f"@{k}": v for k, v in said.groups.items()}}
    return Pack(
        pack_id=pack_id,
        title=said.title,
        regime=Regime(**said.regime.model_dump()),
        provisions=tuple(_provision(p) for p in said.provision),
        findings=tuple(_finding(f, groups) for f in said.finding),
    )


def _provision(said: ProvisionSaid) -> Provision:
    values = said.model_dump()
    return Provision(provision_id=values.pop("id"), **values)


def _finding(said: FindingSaid, groups: Groups) -> FindingRule:
    return FindingRule(
        finding_id=said.id,
        title=said.title,
        claim=said.claim,
        provisions=said.provisions,
        elements=tuple(_element(e, groups) for e in said.element),
        alternatives=said.alternatives,
        would_change=said.would_change,
        not_checked=said.not_checked,
    )


def _element(said: ElementSaid, groups: Groups) -> ElementRule:
    return ElementRule(
        element_id=said.id,
        question=said.question,
        subject=said.subject,
        did=said.did,
        done=said.done or said.did,
        singular=said.singular,
        act=said.act,
        claims_establish=said.claims_establish,
        patterns=tuple(_pattern(p, groups) for p in said.evidence),
    )


def _pattern(said: PatternSaid, groups: Groups) -> Pattern:
    """Put the words of a group where its name stands, such as ``@regime``."""

    def whole(words: Words) -> Words:
        return tuple(w for word in words for w in groups.get(word, (word,)))

    values = said.model_dump()
    for name, value in values.items():
        if isinstance(value, tuple):
            values[name] = whole(value)
    values["roles"] = tuple((role, whole(words)) for role, words in said.roles.items())
    return Pattern(**values)
