"""Paragraphs of legal instruments, and whether they reach what a case speaks of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

#: On whom a paragraph is: any ship, ships under the regime's flag, ships linked to it by flag,
#: owner, operator or listing, ships entered in its list.
Ships = Literal["any", "flagged", "linked", "listed"]
#: Which way goods go, seen from the state that the regime is about.
Direction = Literal["any", "from", "to"]
Reach = Literal["applies", "does not apply", "cannot be told"]


@dataclass(frozen=True, slots=True)
class Provision:
    """A paragraph of an instrument.

    Attributes:
        provision_id: Its id in the pack.
        instrument: Such as ``S/RES/1718 (2006)``.
        paragraph: Its number, or what it is called: ``Article 3s``.
        verb: The operative verb: ``decides``, ``calls upon``.
        binds: Whether that verb binds those to whom it is addressed.
        addressee: Whom it obliges or asks.
        act: What they are to do, as a verb.
        object: To what.
        exemptions: What it leaves out.
        in_force_from: First day.
        in_force_until: Last day, None while in force.
        ships: On what ships it is.
        direction: Which way the goods go.
        checked: Whether somebody re-read the paragraph in the text of the instrument.
        checked_what: What exactly was checked, and what was not.
        source: Where that can be read.
    """

    provision_id: str
    instrument: str
    paragraph: str
    verb: str
    binds: bool
    addressee: str
    act: str
    object: str
    exemptions: tuple[str, ...]
    in_force_from: date
    in_force_until: date | None
    ships: Ships
    direction: Direction
    checked: bool
    checked_what: str
    source: str

    @property
    def name(self) -> str:
        """Return instrument and paragraph, as one cites it."""
        part = self.paragraph if self.paragraph[:1].isalpha() else f"paragraph {self.paragraph}"
        return f"{self.instrument}, {part}"

    @property
    def gist(self) -> str:
        """Return what it asks, in a line of our own words."""
        return f"{self.act} {self.object}"


@dataclass(frozen=True, slots=True)
class Scope:
    """Whether a provision reaches the acts and ships of a finding.

    Attributes:
        provision_id: Which.
        name: Instrument and paragraph.
        answer: See :data:`Reach`.
        because: The reason, in a sentence.
        breach: Whether acting against it would be a breach: it applies, and its verb binds.
        refs: Ids of the records that the answer rests on.
    """

    provision_id: str
    name: str
    answer: Reach
    because: str
    breach: bool
    refs: tuple[str, ...] = ()
