"""What ``findings`` and ``explain`` print."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from textwrap import fill
from typing import TYPE_CHECKING

from tidewaiter.cli.show import _plain, _print, _table
from tidewaiter.model.counted import counted

if TYPE_CHECKING:
    from tidewaiter.model.findings import Element, Finding
    from tidewaiter.run.explain import Beside, Cited, Explanation, Numbered, Overview, Said

_MARKS = {"established": "●", "indicated": "◐", "not established": "○"}
_WIDTH = 100


def overview(found: Overview) -> None:
    """Print the findings of a case as a table, then what it gives no ground for."""
    from rich.markup import escape

    if not found.findings and not found.not_applied:
        _plain("no findings: choose provision packs in case.toml ([assess] packs), then build")
        return
    if found.findings:
        table = _table("#", "finding", "likelihood", "confidence", "elements")
        for number, one in enumerate(found.findings, start=1):
            table.add_row(
                str(number),
                escape(f"{one.title}\n{one.finding_id}"),
                escape(_likelihood(one)),
                _word(one, "confidence"),
                escape("\n".join(_element(e) for e in one.elements)),
            )
        _print(table)
    for aside in found.not_applied:
        _para(f"not applied: {aside.title} ({aside.finding_id}): {aside.why}")
        for scope in aside.scope:
            _para(f"{scope.name} {scope.answer}: {scope.because}", "    ")
    lost = {p.ref: p for f in found.findings for p in f.put_aside}
    for put in lost.values():
        _para(f"put aside: {put.label}: {put.why}")


def _likelihood(one: Finding) -> str:
    span = f"\n{one.likelihood_range}" if one.likelihood_range else ""
    return f"{_word(one, 'likelihood')}{span}"


def _word(one: Finding, kind: str) -> str:
    set_by = next((o for o in one.overrides if o.kind == kind), None)
    word = one.likelihood if kind == "likelihood" else one.confidence
    return word if set_by is None else f"{word}\n(set by {set_by.by}; rules: {set_by.computed})"


def _element(e: Element) -> str:
    against = len({line.line for line in e.lines if line.relation == "disputes"})
    disputed = f", {against} against" if against else ""
    lines = counted(e.independent_lines, "line")
    return f"{_MARKS[e.status]} {e.element_id}: {e.status}, {lines}{disputed}"


def explained(made: Explanation, *, brief: bool = False) -> None:
    """Print a finding: what it says, then each sentence with its evidence, then what limits it.

    Args:
        made: The finding.
        brief: Only what it says, and not what that rests on.
    """
    finding = made.finding
    _plain(f"{finding.title}\n{finding.finding_id}\n")
    _head(made)
    if brief:
        return
    elements = iter(finding.elements)
    shown: set[int] = set()
    beside = {one.ref: one for one in made.beside}
    _plain("What each sentence rests on\n")
    for said in _once(made):
        _said(said)
        for ref in said.others:
            if ref in beside:
                _beside(beside.pop(ref))
        if said.statement.about == "element":
            element = next(elements)
            refs = {line.ref for line in element.lines}
            for one in made.evidence:
                if one.line.ref in refs and one.number not in shown:
                    shown.add(one.number)
                    _evidence(one)
            _plain("")
    _list("Other explanations, none preferred", finding.alternatives)
    _list("Not checked", finding.not_checked)
    _list("Put aside", [f"{p.label}: {p.why}" for p in finding.put_aside])
    _grades(made.evidence)
    _files([c for one in made.evidence for c in one.cited] + [one.cited for one in made.beside])


def _head(made: Explanation) -> None:
    """Print the answer, how sure it is, what is not shown, and what would change it."""
    finding = made.finding
    for said in made.said:
        if said.statement.about in _HEAD:
            _para(said.statement.sentence)
    _plain("")
    rests_on = len(
        {n for said in made.said for n in said.numbers if said.statement.about in _HEAD}
    )
    pairs = list(zip(finding.elements, made.fewest, strict=True))
    doubted = any(least < element.independent_lines for element, least in pairs)
    _para(
        f"It rests on {counted(rests_on, 'record')} of evidence in independent lines"
        f"{', fewer if doubts about shared origins hold (tidewaiter stories CASE)' * doubted}:"
    )
    for element, least in pairs:
        _para(f"{_element(element)}{_left(element, least)}", "  ")
    _plain("")
    open_ = [
        f"{e.question} {e.status}; {e.why}" for e in finding.elements if e.status != "established"
    ]
    _list("What is not established", open_)
    _list("What is said against it", finding.replies)
    _list("What would change this", finding.would_change)


#: What the head has, of all that a finding says.
_HEAD = ("likelihood", "confidence", "override")


def _left(element: Element, least: int) -> str:
    return f" ({least} if every doubt holds)" if least < element.independent_lines else ""


def _once(made: Explanation) -> list[Said]:
    """Leave out what the head has said; provisions with one answer and one reason are one sentence."""
    scopes = iter(made.finding.scope)
    kept: dict[tuple[object, ...], Said] = {}
    for number, said in enumerate(made.said):
        key: tuple[object, ...] = (number,)
        name, sentence = "", said.statement.sentence
        if said.statement.about == "scope" and (scope := next(scopes, None)) is not None:
            name, why = scope.name, sentence.removeprefix(f"{scope.name} {scope.answer}: ")
            key = (scope.answer, why, said.statement.refs) if why != sentence else key
        if said.statement.about in _HEAD:
            continue
        if key in kept:
            first = kept[key].statement
            said = replace(said, statement=replace(first, sentence=f"{name}; {first.sentence}"))
        kept[key] = said
    return list(kept.values())


def _grades(evidence: Sequence[Numbered]) -> None:
    """Print why sources are graded so, and why what they say is."""
    sources: dict[str, list[int]] = {}
    items: dict[str, list[int]] = {}
    for one in evidence:
        source, _, item = one.line.grade_why.partition("; ")
        sources.setdefault(source, []).append(one.number)
        items.setdefault(f"{one.line.grade[1:]}: {item}", []).append(one.number)
    told = [f"{why}: {_numbers(numbers)}" for why, numbers in sorted(sources.items())]
    _list("Grades", [*told, *(f"{why}: {_numbers(n)}" for why, n in sorted(items.items()))])


def _beside(one: Beside) -> None:
    _para(f"{one.ref[:12]}  {one.sentence}", "  ")
    _where(one.cited)
    _plain("")


def _said(said: Said) -> None:
    refs = _numbers(said.numbers) or "no evidence of this case"
    others = "".join(f" {ref[:12]}" for ref in said.others)
    _para(said.statement.sentence)
    if said.numbers or said.others or said.statement.about != "scope":
        rests = refs if said.numbers or not said.others else ""
        _para(f"rests on: {f'{rests}{others}'.strip()}", "    ")
    if said.statement.about != "element":
        _plain("")


def _numbers(numbers: Sequence[int]) -> str:
    """Put numbers of evidence in a line, runs of three and more as one: ``[1]–[4] [7]``."""
    runs: list[list[int]] = []
    for n in sorted(numbers):
        if runs and runs[-1][-1] == n - 1:
            runs[-1].append(n)
        else:
            runs.append([n])
    return " ".join(
        f"[{run[0]}]–[{run[-1]}]" if len(run) > 2 else " ".join(f"[{n}]" for n in run)
        for run in runs
    )


def _evidence(one: Numbered) -> None:
    line = one.line
    where = "context" if line.relation == "context" else f"{line.relation}, line {line.line}"
    firm = "" if line.firm else ", not firm"
    name = "" if line.label == line.ref[:8] else f"{line.label}  "
    _para(f"[{one.number}] {name}{line.kind} {where}{firm}  {line.grade}  {line.ref[:12]}", "  ")
    _para(line.sentence, "      ")
    if not one.cited:
        _para("no place in a captured file is known", "      ")
    for cited in one.cited:
        _where(cited)
        flat = " ".join(cited.passage.text.split())
        if flat and not line.sentence.endswith(flat):
            _para(f"“{flat[:400]}{'…' * (len(flat) > 400)}”", "      ")


def _where(cited: Cited) -> None:
    at = cited.passage.locator
    warn = "" if cited.now == "as recorded" else f"  NOT AS RECORDED: {cited.now}"
    place = f"{at.unit} {at.start}–{at.end}"
    _para(f"{cited.passage.path}  sha256 {at.sha256[:16]}…  {place}{warn}", "      ")


def _list(heading: str, items: Sequence[str]) -> None:
    if items:
        _plain(f"{heading}:")
        for item in items:
            _para(f"- {item}", "  ")
        _plain("")


def _files(cited: Sequence[Cited]) -> None:
    files = {c.passage.path: c.passage.locator.sha256 for c in cited}
    if files:
        _plain("Files, by their SHA-256:")
        for path in sorted(files):
            _plain(f"  {files[path]}  {path}")


def _para(text: str, indent: str = "") -> None:
    _plain(
        fill(
            text, _WIDTH, initial_indent=indent, subsequent_indent=f"{indent}  ",
            break_long_words=False, break_on_hyphens=False,
        )
    )  # fmt: skip
