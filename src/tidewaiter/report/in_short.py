"""What a reader must know first, in a few sentences, each with the place that it sums up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import groupby

from tidewaiter.model.counted import counted
from tidewaiter.model.dossier import Dossier
from tidewaiter.model.findings import Finding
from tidewaiter.model.movements import alike
from tidewaiter.model.tallies import Tally
from tidewaiter.report.independence import least, lines
from tidewaiter.report.side_by_side import beyond
from tidewaiter.report.told import Part

Sentence = tuple[Part, ...]

#: Verdicts of tallies as the page words them.
VERDICTS = {
    "fits": "They fit",
    "above": "The claim is too high",
    "below": "The claim is too low",
    "not comparable": "Not comparable",
    "not convertible": "Not convertible",
    "computed": "Computed, nothing to compare with",
}
_COUNTED = {
    "fits": ("fits", "fit"),
    "in part": ("fits in part", "fit in part"),
    "above": ("has the claim too high", "have the claim too high"),
    "below": ("has the claim too low", "have the claim too low"),
}
#: What an answer on a call means, where the word alone does not tell.
ANSWERS = {
    "undecided": "what there is cannot decide it",
    "untouched": "no track or sighting speaks of that ship and time",
}
#: Documents that are named where they hold all the claims.
_FEW = 2


def in_short(dossier: Dossier, label: Mapping[str, str]) -> tuple[Sentence, ...]:
    """Sum up findings, independence, reach and figures; what a case does not hold is left out.

    Args:
        dossier: What the page shows.
        label: Id of a record → its number on the page.
    """
    parts = (_elements(dossier), _origins(dossier), _read_in(dossier), _reach(dossier), _figures(dossier, label))  # fmt: skip
    return tuple(sentence for part in parts for sentence in part)


def verdict(tally: Tally) -> str:
    """Word the verdict of a tally: one that reaches a part of the claim fits in part."""
    return "They fit in part" if beyond(tally) else VERDICTS[tally.verdict]


def latest(dossier: Dossier) -> date | None:
    """Return the last day of which anything in the dossier speaks or was said."""
    said = (c.said_on for c in dossier.claims)
    spoken = (day for e in dossier.exhibits if e.kind != "match" for day in (e.start, e.end))
    return max((day for day in (*said, *spoken) if day is not None), default=None)


def _elements(dossier: Dossier) -> Iterator[Sentence]:
    for n, finding in enumerate(dossier.findings, start=1):
        yield tuple(_of_finding(n, finding))


def _of_finding(n: int, finding: Finding) -> Iterator[Part]:
    open_ = [(j, e) for j, e in enumerate(finding.elements, start=1) if e.status != "established"]
    total = len(finding.elements)
    yield Part(f"{total - len(open_)} of {total} elements are ")
    yield Part("established", f"F{n}")
    if not open_:
        yield Part(".")
        return
    yield Part("; not established: ")
    for i, (j, element) in enumerate(open_):
        yield Part(element.question, f"F{n}.{j}")
        only = " (indicated)" if element.status == "indicated" else ""
        yield Part(f"{only}{'; ' if i < len(open_) - 1 else '.'}")


def _origins(dossier: Dossier) -> Iterator[Sentence]:
    if not dossier.claims:
        return
    count, fewest = len(lines(dossier)), least(dossier)
    doubts = f", at least {_number(fewest, 'line')} if every doubt holds" if fewest < count else ""
    yield (
        Part(f"{_number(len(dossier.claims), 'claim')} {'goes' if len(dossier.claims) == 1 else 'go'} back to "),
        Part(_number(len(dossier.stories), "origin"), "independence"),
        Part(f", which make {_number(count, 'independent line')}{doubts}."),
    )  # fmt: skip


def _read_in(dossier: Dossier) -> Iterator[Sentence]:
    """Say it where the claims come out of very few documents: then these tell who said what first."""
    found = dict.fromkeys(e.source for e in dossier.exhibits if e.kind == "claim")
    if not found or len(found) > _FEW or len(dossier.claims) <= len(found):
        return
    known = {s.number: s for s in dossier.sources}
    parts = [Part("All of them were read in ")]
    for i, number in enumerate(found):
        source = known.get(number)
        by = f" of {source.publisher}" if source is not None and source.publisher else ""
        parts += [Part(" and " if i else ""), Part(number, number), Part(by)]
    told = "that document tells" if len(found) == 1 else "these documents tell"
    parts.append(
        Part(f": who said what first is as {told} it, and the originals were not read here.")
    )
    yield tuple(p for p in parts if p.words)


def _reach(dossier: Dossier) -> Iterator[Sentence]:
    met = Counter(group[0].verdict for group in alike(dossier.meetings))
    if not met:
        return
    answers = (
        f"{count:,} {answer}" + (f" ({ANSWERS[answer]})" if answer in ANSWERS else "")
        for answer, count in met.most_common()
    )
    yield (
        Part(f"Of {_number(sum(met.values()), 'call')} that claims tell of named ships: "),
        Part("; ".join(answers), "reach"),
        Part("."),
    )


def _figures(dossier: Dossier, label: Mapping[str, str]) -> Iterator[Sentence]:
    compared = [t for t in dossier.tallies if t.verdict != "computed"]
    if compared:
        yield tuple(_of_tallies(compared, label))
    false = dossier.figures.pairs("cannot both be true")
    broken = sum(c.standing == "breaks it" for c in dossier.figures.ceilings)
    apart = dossier.figures.pairs("rates disagree")
    said = [
        *([f"{_number(false, 'pair')} of claimed figures cannot both be true"] if false else ()),
        *([f"{_number(apart, 'pair')} of rates {'disagrees' if apart == 1 else 'disagree'}"] if apart else ()),
        *([f"{_number(broken, 'rate')} {'breaks' if broken == 1 else 'break'} a ceiling"] if broken else ()),
    ]  # fmt: skip
    if said:
        yield (Part("Of the figures as said, "), Part("; ".join(said), "h-side"), Part("."))


def _of_tallies(tallies: list[Tally], label: Mapping[str, str]) -> Iterator[Part]:
    def kind(tally: Tally) -> str:
        return "in part" if beyond(tally) else tally.verdict

    yield Part(f"Of {_number(len(tallies), 'tally')} with a claim to compare, ")
    groups = [(k, list(some)) for k, some in groupby(sorted(tallies, key=kind), key=kind)]
    for i, (name, some) in enumerate(groups):
        one, many = _COUNTED.get(name, (f"is {name}", f"are {name}"))
        yield Part(f"{len(some)} {one if len(some) == 1 else many}: ")
        for j, tally in enumerate(some[:6]):
            yield Part(label[tally.tally_id], label[tally.tally_id])
            yield Part(", " if j < min(len(some), 6) - 1 else "")
        yield Part((" and more" if len(some) > 6 else "") + ("; " if i < len(groups) - 1 else "."))


def _number(count: int, what: str) -> str:
    """Count with thousands parted."""
    return f"{count:,}{counted(count, what).removeprefix(str(count))}"
