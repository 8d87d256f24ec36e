"""Ask a built case about its ships: who they are over time, and what practices are indicated."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from tidewaiter.errors import CaseError
from tidewaiter.model.decisions import Decision
from tidewaiter.model.records import from_json
from tidewaiter.model.typology import PRACTICES, Indicator
from tidewaiter.model.vessels import Hull
from tidewaiter.names.clean import fold
from tidewaiter.run import decisions, names
from tidewaiter.run.opened import opened

_MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class Known:
    """What a case knows of one ship.

    Attributes:
        hull: Its identity.
        events: How many vessel events of each kind its transmitters have.
        indicators: Of the deceptive practices, in their order.
        decisions: Of people on this hull, withdrawn ones too.
        called: The analyst's short ids of the claims that name it.
    """

    hull: Hull
    events: Mapping[str, int]
    indicators: tuple[Indicator, ...]
    decisions: tuple[Decision, ...] = ()
    called: Mapping[str, str] = field(default_factory=dict)

    def shown(self, ref: str) -> str:
        """Return what a record is called: the analyst's short id of a claim, else the start of its own."""
        return self.called.get(ref, ref[: names.SHORTEST])


@dataclass(frozen=True, slots=True)
class Ships:
    """The ships of a case, and how many were heard besides; ``besides`` are those with an indicator."""

    known: tuple[Known, ...]
    besides: tuple[Known, ...]
    heard: int


def ships(case: Path, at: datetime | None = None) -> Ships:
    """Return the ships of a built case; see :func:`tidewaiter.api.vessels`."""
    found = _all(case, at)
    return Ships(
        tuple(k for k in found if k.hull.of_case),
        tuple(k for k in found if not k.hull.of_case and k.indicators),
        sum(not k.hull.of_case for k in found),
    )


def ship(case: Path, text: str, at: datetime | None = None) -> Known:
    """Return one ship by name, IMO number or MMSI; see :func:`tidewaiter.api.vessel`."""
    return one_of(_all(case, at), text)


def one_of(known: Sequence[Known], text: str) -> Known:
    """Return the ship that a person means: those of the case stand before others.

    Raises:
        CaseError: None is called so, or several are.
    """
    found = [k for k in known if means(k.hull, text)]
    found = [k for k in found if k.hull.of_case] or found
    if not found:
        raise CaseError(
            f"no ship of this case is called {text!r}; see them with: tidewaiter vessels CASE"
        )
    if len(found) > 1:
        some = "; ".join(words(k.hull) for k in found[:_MOST_NAMED])
        raise CaseError(f"{text!r} is {len(found)} ships of this case ({some}); give a number")
    return found[0]


def means(hull: Hull, text: str) -> bool:
    """Say whether a text names a hull: IMO number, MMSI, name, or a handle such as ``imo:9179842``."""
    text = text.strip()
    if text.casefold() in hull.handles:
        return True
    digits = text.removeprefix("IMO").removeprefix("imo").strip()
    if digits.isdigit() and len(digits) in (7, 9):
        what = "imo" if len(digits) == 7 else "mmsi"
        return any(h.field == what and h.value == digits for h in hull.held)
    wanted = fold(text)
    borne = (hull.name, *hull.values("name"))
    return bool(wanted) and any(fold(name) == wanted for name in borne)


def words(hull: Hull) -> str:
    """Return a hull as a reader tells it from others."""
    numbers = [f"IMO {hull.imo}"] if hull.imo else []
    numbers += [f"MMSI {hull.mmsi:09d}"] if hull.mmsi else []
    return ", ".join((hull.name, *numbers))


def judge(case: Path, verdict: str, one: str, other: str, *, by: str, why: str) -> Decision:
    """Record that two ships are one, or that one's number is not its own.

    Args:
        case: A built case.
        verdict: ``joined`` or ``split``.
        one: Name, IMO number, MMSI or handle.
        other: The other.
        by: Who decides.
        why: For what reason.

    Raises:
        CaseError: A ship is not known, the two are one name for one thing, both have an IMO number,
            or ``by`` or ``why`` is blank.
    """
    known = _all(case, None)
    about = tuple(_handle(known, text) for text in (one, other))
    if about[0] == about[1]:
        raise CaseError(f"{one!r} and {other!r} are one name for one ship; give two")
    if verdict == "joined" and all(h.startswith("imo:") for h in about):
        raise CaseError(
            f"{about[0]} and {about[1]} are two hulls: an IMO number stays with a hull for life. "
            f"To say that a number is not the ship's own: tidewaiter judge split-ships {case} "
            "MMSI IMO"
        )
    told = f"{about[0]} and {about[1]}"
    return decisions.record(case, "hull", verdict, about, told, by=by, why=why)


def _handle(known: Sequence[Known], text: str) -> str:
    """Return the handle for what a person typed: a number stands for itself, a name for the ship's best."""
    text = text.strip()
    kind, _, value = text.partition(":")
    if kind in ("imo", "mmsi", "name") and value:
        return f"name:{fold(value)}" if kind == "name" else text
    hull = one_of(known, text).hull
    digits = text.removeprefix("IMO").removeprefix("imo").strip()
    if digits.isdigit():
        return f"imo:{digits}" if len(digits) == 7 else f"mmsi:{digits}"
    if hull.imo:
        return f"imo:{hull.imo}"
    return f"mmsi:{hull.mmsi:09d}" if hull.mmsi else f"name:{fold(hull.name)}"


def _all(case: Path, at: datetime | None) -> tuple[Known, ...]:
    with opened(case) as ledger:
        hulls = [from_json(Hull, body) for body in ledger.at("hull", at).values()]
        marks = [from_json(Indicator, body) for body in ledger.at("indicator", at).values()]
        events = ledger.at("event", at).values() if hulls else ()
        decided = [d for d in decisions.of_ledger(ledger, at) if d.kind == "hull"]
        called = {ref: short for short, ref in names.of_ledger(ledger, at).typed.items()}
    by_hull: dict[str, list[Indicator]] = {}
    for one in marks:
        by_hull.setdefault(one.hull_id, []).append(one)
    counted: dict[int, Counter[str]] = {}
    for event in events:
        counted.setdefault(event["mmsi"], Counter())[event["kind"]] += 1
    found = [_known(hull, by_hull, counted, decided, called) for hull in hulls]
    return tuple(sorted(found, key=lambda k: (k.hull.name.casefold(), k.hull.hull_id)))


def _known(
    hull: Hull,
    by_hull: Mapping[str, Sequence[Indicator]],
    counted: Mapping[int, Counter[str]],
    decided: Sequence[Decision],
    called: Mapping[str, str],
) -> Known:
    kinds: Counter[str] = Counter()
    for mmsi in hull.values("mmsi"):
        kinds.update(counted.get(int(mmsi), Counter()))
    mine = {*hull.handles, *(f"imo:{v}" for v in hull.values("imo"))}
    mine |= {f"name:{fold(v)}" for v in hull.values("name")}
    return Known(
        hull,
        dict(sorted(kinds.items())),
        tuple(sorted(by_hull.get(hull.hull_id, ()), key=lambda i: PRACTICES.index(i.practice))),
        tuple(d for d in decided if mine & set(d.about)),
        {ref: called[ref] for ref in hull.mentions if ref in called},
    )


def as_record(known: Known) -> dict[str, Any]:
    """Return what is known of a ship as plain JSON."""
    from tidewaiter.model.records import as_json

    return {
        "hull": as_json(known.hull),
        "events": dict(known.events),
        "indicators": [as_json(i) for i in known.indicators],
        "decisions": [as_json(d) for d in known.decisions],
    }
