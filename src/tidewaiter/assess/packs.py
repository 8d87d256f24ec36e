"""What a pack of provisions holds: paragraphs, the findings it asks for, and whom it is about."""

from __future__ import annotations

from dataclasses import dataclass

from tidewaiter.model.findings import Relation
from tidewaiter.model.provisions import Provision


@dataclass(frozen=True, slots=True)
class Pattern:
    """Which records speak to an element; every condition given must hold.

    Attributes:
        kind: ``claim``, ``sighting``, ``event``, ``match``, ``movement`` or ``tally``.
        relation: Whether such a record supports or disputes the element, or is context. A movement
            that contradicts disputes where one that agrees would support.
        event: Claim: event types.
        acts: Claim: acts.
        polarity: Claim: ``positive`` or ``negative``.
        units: Claim: units of which it must hold a quantity.
        roles: Claim: roles, each with words of which its holder's name contains one; no words: any.
        words: Claim, sighting, tally: words of which the text contains one.
        places: Sighting, movement: words of which the place contains one.
        ships: Words of which the name or number of the record's ship contains one.
        seen: Sighting: whether something was seen.
        kinds: Event: kinds.
        candidate: Event, movement: port ids, of a visit or among the candidates of a gap.
        countries: Event, movement, claim: alpha-2 codes of which the port or a place is in one.
        lists: Match: words of which the list's id, or the file's name of one's own, contains one.
        listed_by_act: Match: the entry supports only if it was listed on a day of the act.
    """

    kind: str
    relation: Relation = "supports"
    event: tuple[str, ...] = ()
    acts: tuple[str, ...] = ()
    polarity: str | None = None
    units: tuple[str, ...] = ()
    roles: tuple[tuple[str, tuple[str, ...]], ...] = ()
    words: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    ships: tuple[str, ...] = ()
    seen: bool | None = None
    kinds: tuple[str, ...] = ()
    candidate: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    listed_by_act: bool = False


@dataclass(frozen=True, slots=True)
class ElementRule:
    """One element of a finding.

    Attributes:
        element_id: Its id in the finding.
        question: What must be answered.
        subject: Of whom or what it is said: "ships with cargo".
        did: What they did, in the past tense: "left a port of the DPRK".
        done: The same after "to have": "left a port of the DPRK".
        singular: Whether the subject is one.
        act: Whether it is the act itself: without any evidence of it there is nothing to assess.
        claims_establish: False where what is claimed can be indicated at most, because only
            somebody who looked can establish it.
        patterns: Which records speak to it.
    """

    element_id: str
    question: str
    subject: str
    did: str
    done: str
    singular: bool
    act: bool
    claims_establish: bool
    patterns: tuple[Pattern, ...]


@dataclass(frozen=True, slots=True)
class FindingRule:
    """A finding that a pack asks for.

    Attributes:
        finding_id: Its id in the pack.
        title: What it is about, as a heading that asserts nothing.
        claim: What would be so if every element were shown, after "that".
        provisions: Ids of the paragraphs that it looks at, those out of scope with the reason.
        elements: What must be shown.
        alternatives: Other explanations; none of them is preferred.
        would_change: What would change the assessment.
        not_checked: What nobody looked at.
    """

    finding_id: str
    title: str
    claim: str
    provisions: tuple[str, ...]
    elements: tuple[ElementRule, ...]
    alternatives: tuple[str, ...]
    would_change: tuple[str, ...]
    not_checked: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Regime:
    """Whom a pack is about, for its scope.

    Attributes:
        name: As a sentence calls it: "the DPRK".
        names: Words by which claims mean it, folded.
        flags: ISO 3166 alpha-2 codes of its flag, lower case.
        list_name: What its list of ships is called.
        lists: Words of the ids of the lists that hold its entries; a list of one's own is known by
            the name of its file.
        complete: The same, of those lists on which every ship of it stands: only their silence shows
            that a ship is not listed.
        programs: Words of which a listing's programme contains one; none: all of the lists.
        list_words: Words of which a claim of a listing contains one.
    """

    name: str
    names: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    list_name: str = "its list of ships"
    lists: tuple[str, ...] = ()
    complete: tuple[str, ...] = ()
    programs: tuple[str, ...] = ()
    list_words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack of provisions and the findings that it asks for."""

    pack_id: str
    title: str
    regime: Regime
    provisions: tuple[Provision, ...]
    findings: tuple[FindingRule, ...]

    def provision(self, provision_id: str) -> Provision:
        """Return one of its provisions by its id.

        Raises:
            KeyError: It has none of that id.
        """
        return {p.provision_id: p for p in self.provisions}[provision_id]
