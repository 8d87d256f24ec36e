"""What may not be shown: figures that lead nowhere, and people of whom no act is said."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from tidewaiter.assess.evidence import Record
from tidewaiter.model.claims import Claim
from tidewaiter.model.findings import Finding, PutAside, Statement
from tidewaiter.model.listings import Match

#: Stands where a name would stand that nothing here justifies.
WITHHELD = "[a person of whom no act is said here]"
_FIGURE = re.compile(r"\d")


def located(records: Iterable[Record]) -> tuple[list[Record], list[PutAside]]:
    """Put aside the records whose figures lead to no place in a captured file.

    Args:
        records: With the passages that could be found.
    """
    good, aside = [], []
    for record in records:
        why = _why_not(record)
        if why is None:
            good.append(record)
        else:
            aside.append(PutAside(record.ref, record.label or record.ref[:8], why))
    return good, aside


def _why_not(record: Record) -> str | None:
    if not record.passages:
        if _FIGURE.search(record.sentence):
            return f"no place in a captured file is known for its figures: {record.sentence}"
        return None
    if isinstance(record.record, Claim):
        return _not_in(record.record, record.passages[0].text)
    return None


def _not_in(claim: Claim, passage: str) -> str | None:
    """Say which figure of a claim does not stand at its place."""
    whole = passage == claim.content.text
    if not whole and not (passage[-1:] == "…" and claim.content.text.startswith(passage[:-1])):
        return "its words do not stand at its place in the document"
    for quantity in claim.quantities:
        if not quantity.text or quantity.text not in f"{claim.sentence.text} {passage}":
            return f"its figure {quantity.text!r} does not stand in its sentence"
    return None


@dataclass(frozen=True, slots=True)
class People:
    """People whom a case names, folded, and those of them who act or speak in its claims."""

    known: frozenset[str]
    acting: frozenset[str]

    @classmethod
    def of(cls, records: Iterable[Record]) -> People:
        """Collect them from claims and list matches."""
        known: dict[str, None] = {}
        acting = set()
        for record in records:
            item = record.record
            if isinstance(item, Claim):
                spoken = [p for p in (item.speaker,) if p and p.kind == "person"]
                named = [*spoken, *(p for p in (*item.via, *item.cites) if p.kind == "person")]
                known.update((p.name, None) for p in named)
                acting |= {p.name.casefold() for p in spoken}
                acting |= {r.name.casefold() for r in item.event.roles if r.role == "agent"}
            elif isinstance(item, Match) and item.listing.schema == "Person":
                known.update(dict.fromkeys((item.queried, item.listed)))
        return cls(frozenset(n.casefold() for n in known if n.strip()), frozenset(acting))

    @property
    def unnamed(self) -> frozenset[str]:
        """Return those who may not be named."""
        return self.known - self.acting


def withheld(text: str, people: Collection[str]) -> str:
    """Return a text without the names of people, who are given folded."""
    return _pattern(people).sub(WITHHELD, text) if people else text


def without_names(finding: Finding, people: Collection[str]) -> Finding:
    """Take the names of people out of all that a finding says in its own words.

    What a claim says stays as its source has it: it is the claim's own sentence.

    Args:
        finding: The finding.
        people: Folded names that may not stand in it.
    """
    if not people:
        return finding

    def clean(text: str) -> str:
        return withheld(text, people)

    return replace(
        finding,
        title=clean(finding.title),
        elements=tuple(
            replace(
                e,
                question=clean(e.question),
                lines=tuple(
                    line if line.kind == "claim" else replace(line, sentence=clean(line.sentence))
                    for line in e.lines
                ),
            )
            for e in finding.elements
        ),
        alternatives=tuple(map(clean, finding.alternatives)),
        would_change=tuple(map(clean, finding.would_change)),
        statements=tuple(_said(s, people) for s in finding.statements),
        confidence_sentence=clean(finding.confidence_sentence),
    )


def _said(said: Statement, people: Collection[str]) -> Statement:
    if said.about == "reply":
        return said  # it has the words of a claim
    return replace(said, sentence=withheld(said.sentence, people))


def _pattern(people: Collection[str]) -> re.Pattern[str]:
    longest = sorted(people, key=lambda n: (-len(n), n))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest))})\b", re.IGNORECASE)
