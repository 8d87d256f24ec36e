"""Findings of a built case: an overview, and each sentence with all that it rests on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from tidewaiter.errors import CaseError
from tidewaiter.model.claims import Claim
from tidewaiter.model.evidence import Locator
from tidewaiter.model.findings import EvidenceLine, Finding, NotApplied, Passage, Statement
from tidewaiter.model.records import from_json
from tidewaiter.model.stories import Story
from tidewaiter.run.config import Case, read_case
from tidewaiter.run.doubts import fewest_lines
from tidewaiter.run.opened import opened
from tidewaiter.run.passages import NotThereError, cut, passage

#: What the place of a passage shows now: the same, or why not.
SAME = "as recorded"


@dataclass(frozen=True, slots=True)
class Overview:
    """Findings of a case as they were known at a moment, and those that it gives no ground for."""

    findings: tuple[Finding, ...]
    not_applied: tuple[NotApplied, ...]


@dataclass(frozen=True, slots=True)
class Cited:
    """A passage and what stands at its place now: :data:`SAME`, or what is wrong."""

    passage: Passage
    now: str


@dataclass(frozen=True, slots=True)
class Numbered:
    """A line of evidence with its number in the explanation, and its passages looked up again."""

    number: int
    line: EvidenceLine
    cited: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of a finding with the numbers of the evidence that it rests on.

    ``others`` are ids of records that are no evidence line, such as decisions.
    """

    statement: Statement
    numbers: tuple[int, ...]
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """A claim on which a sentence rests that is no evidence of an element, and where it stands."""

    ref: str
    sentence: str
    cited: Cited


@dataclass(frozen=True, slots=True)
class Explanation:
    """A finding, sentence by sentence, its evidence, and the claims that stand beside it.

    ``fewest`` says for each element how many of its independent lines are left if every doubt about
    shared origins holds.
    """

    finding: Finding
    said: tuple[Said, ...]
    evidence: tuple[Numbered, ...]
    beside: tuple[Beside, ...] = ()
    fewest: tuple[int, ...] = ()


def overview(case: Path, at: datetime | None = None) -> Overview:
    """Return the findings of a built case; see :func:`tidewaiter.api.findings`."""
    with opened(case) as ledger:
        made = [read_back(b) for b in ledger.at("finding", at).values()]
        not_made = [from_json(NotApplied, b) for b in ledger.at("not_applied", at).values()]
    return Overview(tuple(made), tuple(not_made))


def read_back(body: Any) -> Finding:
    """Return a finding as the ledger has it.

    Raises:
        CaseError: Another version of the program made it.
    """
    try:
        return from_json(Finding, body)
    except (TypeError, KeyError, ValueError) as error:
        raise CaseError(
            "the findings of this case were made by another version of tidewaiter; build it again"
        ) from error


def explain(case: Path, finding: str, at: datetime | None = None) -> Explanation:
    """Explain a finding of a built case; see :func:`tidewaiter.api.explain`."""
    with opened(case) as ledger:
        known = ledger.at("finding", at)
        aside = ledger.at("not_applied", at)
        claims = ledger.at("claim", at)
        stories = [from_json(Story, body) for body in ledger.at("story", at).values()]
    if finding not in known and (ref := _meant(finding, aside)) and not _meant(finding, known):
        raise CaseError(
            f"{ref} was not applied: {aside[ref]['why']} See: tidewaiter findings {case}"
        )
    made = read_back(known[find_id(finding, known)])
    lines: dict[str, EvidenceLine] = {}
    for line in (line for e in made.elements for line in e.lines):
        if line.ref not in lines or lines[line.ref].relation == "context":
            lines[line.ref] = line
    settings = read_case(case)
    now = look_up(case, settings, [p for line in lines.values() for p in line.passages])
    numbered = tuple(
        Numbered(n, line, tuple(Cited(p, now[p]) for p in line.passages))
        for n, line in enumerate(lines.values(), start=1)
    )
    number_of = {one.line.ref: one.number for one in numbered}
    said = tuple(
        Said(
            s,
            tuple(number_of[r] for r in s.refs if r in number_of),
            tuple(r for r in s.refs if r not in number_of),
        )
        for s in made.statements
    )
    told = [from_json(Claim, claims[ref]) for ref in beside(made) if ref in claims]
    least = fewest_lines(made.elements, stories)
    return Explanation(made, said, numbered, _beside(case, settings, told), least)


def beside(finding: Finding) -> tuple[str, ...]:
    """Return ids of what sentences rest on that is no evidence of an element, each once."""
    lines = {line.ref for element in finding.elements for line in element.lines}
    refs = (ref for said in finding.statements for ref in said.refs)
    return tuple(dict.fromkeys(ref for ref in refs if ref not in lines))


def _beside(case: Path, settings: Case, claims: Sequence[Claim]) -> tuple[Beside, ...]:
    """Show where claims stand that speak to the scope of a provision, and whether they still do."""
    shown = {c.claim_id: place_of(c) for c in claims}
    now = look_up(case, settings, list(shown.values()))
    return tuple(
        Beside(c.claim_id, sentence_of(c), Cited(p, now[p]))
        for c in claims
        for p in (shown[c.claim_id],)
    )


def place_of(claim: Claim) -> Passage:
    """Return what a claim says and where: its words in the normalised text of its document."""
    span = claim.content
    at = Locator(claim.document.id, "chars", span.start, span.end)
    return passage(claim.document.path or "", at, span.text)


def sentence_of(claim: Claim) -> str:
    """Say whose words they are: the speaker's, or else the document's."""
    who = claim.speaker.name if claim.speaker else claim.document.publisher or "the document"
    return f"{who}: {' '.join(claim.content.text.split())}"


def look_up(case: Path, settings: Case, passages: Sequence[Passage]) -> Mapping[Passage, str]:
    """Cut passages again, and say whether the same still stands there.

    Args:
        case: The folder.
        settings: Its settings; they say how documents are read.
        passages: As a finding shows them.
    """
    by_path: dict[str, list[Locator]] = {}
    for one in passages:
        by_path.setdefault(one.path, []).append(one.locator)
    found = {
        path: cut(case, path, locators, lambda p: _normalised(case, settings, p))
        for path, locators in by_path.items()
    }
    return {p: _compared(p, found[p.path][p.locator]) for p in passages}


def _compared(shown: Passage, there: Passage | NotThereError) -> str:
    if isinstance(there, NotThereError):
        return str(there)
    if there != shown:
        return "what stands there is not what the finding shows"
    return SAME


def _normalised(case: Path, settings: Case, path: str) -> str:
    from tidewaiter.run.archives import page_at
    from tidewaiter.run.capture import Found, read_whole
    from tidewaiter.run.documents import open_document

    if page := page_at(case, path, synthetic=settings.synthetic):
        item, data, about = page
        return open_document(item, data, settings.facts(path), about.declared).document.text
    item, data = read_whole(Found(path, case / path, "document"), synthetic=settings.synthetic)
    return open_document(item, data, settings.facts(path)).document.text


def find_id(text: str, known: Mapping[str, Any]) -> str:
    """Find a finding by its id, by the part after the slash, or by its number from 1.

    Raises:
        CaseError: None is meant, or several.
    """
    ids = list(known)
    if text in known:
        return text
    if text.isdigit() and 1 <= int(text) <= len(ids):
        return ids[int(text) - 1]
    if meant := _meant(text, known):
        return meant
    if not ids:
        raise CaseError(
            "this case has no findings: choose a provision pack in case.toml and build"
        )
    raise CaseError(f"{text!r} is no finding of this case; there are: {', '.join(ids)}")


def _meant(text: str, known: Mapping[str, Any]) -> str | None:
    """Return the id that a text is, or the end of, where it is of one alone."""
    found = [i for i in known if text in (i, i.partition("/")[2])]
    return found[0] if len(found) == 1 else None
