"""Score our own graded pairs and freeze the scores; run ``python -m benchmarks.freeze_gold``."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measures import table
from benchmarks.screening import alert_line, identifier, listing, score
from tidewaiter.model.listings import Identifier, NameKind, Schema, Scheme

GOLD = Path(__file__).parents[1] / "tests" / "gold" / "names.csv"
FROZEN = GOLD.with_name("names.scores.csv")
GRADES = ("strong", "medium", "weak", "none")
_SCHEMAS: dict[str, Schema] = {"vessel": "Vessel", "person": "Person", "company": "Company"}
_SCHEMES: dict[str, Scheme] = {
    "IMO": "imoNumber",
    "MMSI": "mmsi",
    "CALLSIGN": "callSign",
    "PASSPORT": "passportNumber",
    "REG": "registrationNumber",
}
_KINDS: dict[str, NameKind] = {"formerly ": "previousName", "weak alias ": "weakAlias"}


@dataclass(frozen=True, slots=True)
class Case:
    """A pair of names, graded by hand.

    Either side may be "NAME | IMO 9074729"; the listed one may begin with "formerly" or "weak
    alias", which is then the kind of the name.
    """

    kind: str
    grade: str
    asked: str
    listed: str
    note: str


def cases() -> list[Case]:
    """Return the graded pairs."""
    with GOLD.open(encoding="utf-8", newline="") as lines:
        return [Case(**row) for row in csv.DictReader(lines)]


def scored(case: Case) -> tuple[float, bool]:
    """Return score and alert of a pair; no answer is 0 and none."""
    asked, numbers = _parts(case.asked)
    listed, theirs = _parts(case.listed)
    name_kind: NameKind = "name"
    for prefix, kind in _KINDS.items():
        if listed.startswith(prefix):
            listed, name_kind = listed.removeprefix(prefix), kind
    schema = _schema(case, (*numbers, *theirs))
    entry = listing(listed, schema, kind=name_kind, identifiers=theirs)
    told = None if _crosses(numbers, theirs) else schema
    match = score(entry, asked, schema=told, numbers=numbers)
    return (0.0, False) if match is None else (match.score, match.alert)


def within(grade: str, found: float, alert: bool, line: float) -> bool:
    """Say whether a score lies where its grade belongs.

    Strong pairs alert, medium ones come within 0.15 of it, weak and other ones do not alert; what
    is weak still shows.

    >>> within("strong", 0.9, True, 0.85), within("medium", 0.72, False, 0.85)
    (True, True)
    >>> within("weak", 0.1, False, 0.85), within("none", 0.9, True, 0.85)
    (False, False)
    """
    if grade == "strong":
        return alert
    if grade == "medium":
        return found >= line - 0.15
    return not alert and (grade == "none" or found >= line - 0.5)


def frozen() -> dict[tuple[str, str], float]:
    """Return the frozen scores by what was asked and what was listed."""
    with FROZEN.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    return {(row["asked"], row["listed"]): float(row["score"]) for row in rows}


def freeze(rows: Iterable[tuple[Case, float]]) -> None:
    """Write scores of cases to the frozen file, to two places."""
    with FROZEN.open("w", encoding="utf-8", newline="") as lines:
        out = csv.writer(lines, lineterminator="\n")
        out.writerow(("kind", "grade", "asked", "listed", "score"))
        out.writerows((c.kind, c.grade, c.asked, c.listed, f"{found:.2f}") for c, found in rows)


def _parts(text: str) -> tuple[str, tuple[Identifier, ...]]:
    name, _, number = text.partition("|")
    if not number:
        return name.strip(), ()
    scheme, _, value = number.strip().partition(" ")
    return name.strip(), (identifier(_SCHEMES[scheme], value.replace(" ", "")),)


def _schema(case: Case, numbers: Sequence[Identifier]) -> Schema:
    if case.kind != "identifier":
        return _SCHEMAS[case.kind]
    schemes = {n.scheme for n in numbers}
    if schemes & {"imoNumber", "mmsi", "callSign"} or not schemes:
        return "Vessel"
    return "Person" if "passportNumber" in schemes else "Company"


def _crosses(ours: Sequence[Identifier], theirs: Sequence[Identifier]) -> bool:
    """Say whether numbers are of kinds that no one thing has both of."""
    return {n.scheme for n in (*ours, *theirs)} == {"passportNumber", "imoNumber"}


def main() -> int:
    """Print how many of each grade lie where they belong, and which do not; then freeze."""
    line = alert_line()
    rows = [(case, *scored(case)) for case in cases()]
    shown = []
    for grade in GRADES:
        part = [row for row in rows if row[0].grade == grade]
        inside = sum(within(grade, found, alert, line) for _, found, alert in part)
        shown.append((grade, len(part), inside, sum(row[1] for row in part) / len(part)))
    print(f"alert line {line}")
    print(table(("grade", "n", "in its band", "mean"), shown))
    for case, found, alert in rows:
        if not within(case.grade, found, alert, line):
            said = f"{case.kind} {case.grade}: {case.asked} ~ {case.listed} ({case.note})"
            print(f"    {found:.2f}  {said}")
    if "--print" not in sys.argv[1:]:
        freeze((case, found) for case, found, _ in rows)
        print(f"written: {FROZEN.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
