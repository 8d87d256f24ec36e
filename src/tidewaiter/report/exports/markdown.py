"""The report as Markdown: answer, findings, tallies, evidence, sources."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from tidewaiter.model.dossier import Dossier
from tidewaiter.model.findings import Finding
from tidewaiter.model.words import between, interval
from tidewaiter.report.chart.svg import clean
from tidewaiter.report.exports.formats import SYNTHETIC, numbers, sound
from tidewaiter.report.words import manner

_MARKS = {"established": "●", "indicated": "◐", "not established": "○"}
_ACTIVE = re.compile(r"[\\`*_{}\[\]()<>#+!|~$&:@-]|(?<=www)\.", re.IGNORECASE)
_NUMBERED = re.compile(r"^(\d+)\.")


def markdown(dossier: Dossier) -> bytes:
    """Write the report (CommonMark 0.31 with tables); all that comes from a source is escaped."""
    return ("\n".join(_lines(dossier)).strip() + "\n").encode("utf-8")


def inert(text: str) -> str:
    r"""Return text on one line that Markdown shows as it is.

    >>> inert("<b> [a](javascript:x)")
    '\\<b\\> \\[a\\]\\(javascript\\:x\\)'
    """
    flat = " ".join(clean(sound(text)).split())
    return _NUMBERED.sub(r"\1\\.", _ACTIVE.sub(r"\\\g<0>", flat))


def _lines(dossier: Dossier) -> Iterator[str]:
    yield f"# {inert(dossier.title)}"
    if dossier.synthetic:
        yield f"\n**{SYNTHETIC}**"
    yield f"\n{inert(dossier.question)}"
    yield f"\n## Answer\n\n{inert(dossier.answer)}"
    number = numbers(dossier)
    for finding in dossier.findings:
        yield from _finding(finding, number)
    if dossier.tallies:
        yield "\n## Tallies\n"
        for t in dossier.tallies:
            yield f"- **{inert(t.title)}**: {inert(t.sentence)} Result: {inert(interval(t.low, t.high, t.unit))}; {t.verdict}."
    shared = [s for s in dossier.stories if len(s.claim_ids) > 1]
    yield f"\n## Independence\n\n{len(dossier.claims)} claims of {len(dossier.stories)} origins.\n"
    for s in shared:
        yield f"- {inert(s.label)}: {', '.join(number[i] for i in s.claim_ids)}. {inert('; '.join(s.reasons))}"
    yield "\n## Evidence\n\n| number | of | what | days | source |\n|---|---|---|---|---|"
    manners = {c.claim_id: manner(c) for c in dossier.claims}
    for e in dossier.exhibits:
        how = f" ({manners[e.ref]})" if e.ref in manners else ""
        at = e.locator
        yield (
            f"| {e.number} | {inert(e.title)}{how} | {inert(e.passage)} | {between(e.start, e.end)} "
            f"| {e.source}, {at.unit} {at.start} to {at.end} |"
        )
    yield "\n## Sources\n\n| number | title | publisher | published | grade | SHA-256 |\n|---|---|---|---|---|---|"
    for source in dossier.sources:
        yield (
            f"| {source.number} | {inert(source.title)} | {inert(source.publisher or 'unknown')} "
            f"| {source.published or 'unknown'} | {source.grade} | {source.sha256} |"
        )
    for title, texts in (("Not checked", dossier.not_checked), ("Method", dossier.method)):
        yield f"\n## {title}\n"
        yield from (f"- {inert(text)}" for text in texts)
    yield (
        f"\ntidewaiter {dossier.version}; ledger head {dossier.chain_head}, {dossier.records} records."
    )


def _finding(finding: Finding, number: Mapping[str, str]) -> Iterator[str]:
    yield f"\n## Finding: {inert(finding.title)}\n"
    span = f" ({inert(finding.likelihood_range)})" if finding.likelihood_range else ""
    yield f"Likelihood: {inert(finding.likelihood)}{span}.\n"
    yield f"Confidence: {finding.confidence}. {inert(finding.confidence_sentence)}\n"
    yield "| element | status | independent lines | evidence |\n|---|---|---|---|"
    for e in finding.elements:
        lines = "; ".join(f"{number.get(i.ref, '')} {i.relation}" for i in e.lines)
        yield f"| {inert(e.question)} | {_MARKS[e.status]} {e.status} | {e.independent_lines} | {lines} |"
    for p in finding.provisions:
        checked = "" if p.checked else " Not re-read in the text."
        yield f"\n{inert(p.instrument)}, {inert(p.paragraph)}: {inert(p.gist)}{checked}"
    for title, texts in (
        ("Other explanations", finding.alternatives), ("Replies", finding.replies),
        ("What would change it", finding.would_change), ("Not checked", finding.not_checked),
    ):  # fmt: skip
        if texts:
            yield f"\n{title}:\n"
            yield from (f"- {inert(text)}" for text in texts)
