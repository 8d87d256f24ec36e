"""What a pack of provisions may say in TOML: the tables and their fields, checked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from tidewaiter.model.claims import Act, EventType, Polarity, RoleName
from tidewaiter.model.findings import Relation
from tidewaiter.model.provisions import Direction, Ships

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Words = tuple[Text, ...]
#: Verbs that bind nobody, whatever a pack says.
_SOFT = ("calls upon", "encourages", "urges", "requests", "expresses", "invites")


class Strict(BaseModel):
    """A table that refuses what it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class ProvisionSaid(Strict):
    """``[[provision]]``."""

    id: Text
    instrument: Text
    paragraph: Text
    verb: Text
    binds: bool
    addressee: Text
    act: Text
    object: Text
    exemptions: Words = ()
    in_force_from: date
    in_force_until: date | None = None
    ships: Ships = "any"
    direction: Direction = "any"
    checked: bool
    checked_what: Text
    source: Text

    @model_validator(mode="after")
    def _holds(self) -> ProvisionSaid:
        if self.binds and self.verb.casefold().startswith(_SOFT):
            raise ValueError(f"{self.verb!r} binds nobody: set binds = false")
        if self.in_force_until is not None and self.in_force_until < self.in_force_from:
            raise ValueError("in_force_until lies before in_force_from")
        return self


class PatternSaid(Strict):
    """``[[finding.element.evidence]]``."""

    kind: Literal["claim", "sighting", "event", "match", "movement", "tally"]
    relation: Relation = "supports"
    event: tuple[EventType, ...] = ()
    acts: tuple[Act, ...] = ()
    polarity: Polarity | None = None
    units: Words = ()
    roles: dict[RoleName, Words] = Field(default_factory=dict)
    words: Words = ()
    places: Words = ()
    ships: Words = ()
    seen: bool | None = None
    kinds: Words = ()
    candidate: Words = ()
    countries: Words = ()
    lists: Words = ()
    listed_by_act: bool = False

    @model_validator(mode="after")
    def _holds(self) -> PatternSaid:
        allowed = {"kind", "relation", *_CONDITIONS[self.kind]}
        if unread := sorted(self.model_fields_set - allowed):
            raise ValueError(f"a pattern of kind {self.kind!r} does not read {', '.join(unread)}")
        return self


#: Conditions that a pattern of each kind reads; any other would be passed over in silence.
_CONDITIONS: Mapping[str, tuple[str, ...]] = {
    "claim": ("event", "acts", "polarity", "units", "roles", "words", "ships", "countries"),
    "sighting": ("words", "places", "ships", "seen"),
    "event": ("kinds", "candidate", "countries", "ships"),
    "match": ("lists", "ships", "listed_by_act"),
    "movement": ("places", "candidate", "countries", "ships"),
    "tally": ("words",),
}


class ElementSaid(Strict):
    """``[[finding.element]]``."""

    id: Text
    question: Text
    subject: Text
    did: Text
    done: Text | None = None
    singular: bool = False
    act: bool = False
    claims_establish: bool = True
    evidence: tuple[PatternSaid, ...] = Field(min_length=1)


class FindingSaid(Strict):
    """``[[finding]]``."""

    id: Text
    title: Text
    claim: Text
    provisions: Words = Field(min_length=1)
    element: tuple[ElementSaid, ...] = Field(min_length=1)
    alternatives: Words = Field(min_length=1)
    would_change: Words = Field(min_length=1)
    not_checked: Words = ()


class RegimeSaid(Strict):
    """``[regime]``."""

    name: Text
    names: Words = ()
    flags: Words = ()
    list_name: Text = "its list of ships"
    lists: Words = ()
    complete: Words = ()
    programs: Words = ()
    list_words: Words = ()


class PackSaid(Strict):
    """The file."""

    title: Text
    regime: RegimeSaid
    provision: tuple[ProvisionSaid, ...] = Field(min_length=1)
    finding: tuple[FindingSaid, ...] = ()
    groups: dict[str, Words] = Field(default_factory=dict)
