"""Ask a built case of movements: what its claims met, or a question of one's own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tidewaiter.errors import CaseError
from tidewaiter.model.moments import moment_in
from tidewaiter.model.movements import Meeting
from tidewaiter.model.records import from_json
from tidewaiter.run.config import read_case
from tidewaiter.run.intake import Intake
from tidewaiter.run.names import Names, of_ledger
from tidewaiter.run.opened import opened
from tidewaiter.run.ports import case_ports

if TYPE_CHECKING:
    from tidewaiter.geo.ports import Port
    from tidewaiter.ledger.store import Ledger
    from tidewaiter.link.movements.ships import KnownHull
    from tidewaiter.run.config import Case
    from tidewaiter.run.movements import Movements


@dataclass(frozen=True, slots=True)
class Met:
    """What a claim met.

    Attributes:
        claim: Its name for a reader (``F09``); empty for a question without a claim.
        content: What it says; empty likewise.
        meetings: The answers, one for each ship, place and track.
        known: Ids of events and sightings → what they are called, in words.
    """

    claim: str
    content: str
    meetings: tuple[Meeting, ...]
    known: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Hull:
    """A hull as the ledger has it, down to what names it."""

    name: str
    imo: str | None
    mmsi: int | None


def met(case: Path, claim: str | None, at: datetime | None) -> tuple[Met, ...]:
    """Return what claims met; see :func:`tidewaiter.api.movements`."""
    with opened(case) as ledger:
        names = of_ledger(ledger, at)
        wanted = None if claim is None else names.resolve(claim)
        kept = [from_json(Meeting, body) for body in ledger.at("meeting", at).values()]
        found = [m for m in kept if wanted in (None, m.claim_id)]
        claims = ledger.at("claim", at, sorted({m.claim_id for m in found}))
        known = _known(ledger, {ref for m in found for ref in m.refs})
    if wanted is not None and not found:
        raise CaseError(
            f"{names.shown(wanted)} puts no named ship at a place, so no movement speaks of it; "
            f"ask with --ship and --port instead"
        )
    return tuple(
        Met(_shown(names, ref), claims[ref]["content"]["text"], tuple(group), known)
        for ref, group in _by_claim(found, names)
        if ref in claims
    )


def ask(case: Path, ship: str, port: str, start: str | None, end: str | None) -> Met:
    """Ask a question without a claim; see :func:`tidewaiter.api.could_have_called`."""
    from tidewaiter.link.movements import Question, of_days, of_moments

    first, last = _when(start, "--from"), _when(end, "--to")
    with opened(case) as ledger:
        known = _movements(case, read_case(case), ledger)
        place = _port(known, port)
        named = known.ships.find(ship)
        if not named.candidates and known.ships.means(ship) is None:
            _unknown_ship(known, ship)
        days = (_day(first), _last_day(last))
        if days[0] is not None and days[1] is not None and days[1] < days[0]:
            raise CaseError(f"--to {end} lies before --from {start}")
        exact = isinstance(first, datetime) or isinstance(last, datetime)
        window = (
            of_moments(_moment(first, 0), _moment(last, 1))
            if exact
            else of_days(*days, place.lon_deg)
        )
        question = Question("", named.shown, place.name, *days)
        answers = known.answers(question, place, window)
        if exact:
            said = f"Asked from {_moment_words(first, 'the first')} to {_moment_words(last, 'the last')}."
            answers = tuple(replace(m, sentence=f"{said} {m.sentence}") for m in answers)
        return Met("", "", answers, _known(ledger, {ref for m in answers for ref in m.refs}))


def _by_claim(found: Iterable[Meeting], names: Names) -> list[tuple[str, list[Meeting]]]:
    """Group answers by claim, in the order of the dossier."""
    groups: dict[str, list[Meeting]] = {}
    for one in found:
        groups.setdefault(one.claim_id, []).append(one)
    order = {ref: n for n, ref in enumerate(names.claims)}
    return sorted(groups.items(), key=lambda pair: order.get(pair[0], len(order)))


def _shown(names: Names, ref: str) -> str:
    return names.shown(ref) if ref in names.claims else ref[:8]


def _known(ledger: Ledger, refs: set[str]) -> dict[str, str]:
    """Say in a few words what events and sightings are."""
    wanted = sorted(refs)
    events = ledger.at("event", None, wanted)
    seen = ledger.at("sighting", None, wanted)
    said = {
        ref: f"{e['kind'].replace('_', ' ')} {e['start'][:16]} to {e['end'][:16]}, MMSI {e['track_id'] or e['mmsi']}"
        for ref, e in events.items()
    }
    said.update(
        (
            ref,
            f"{'sighting' if s['seen'] else 'look without a ship'} {s['start_utc'][:10]}, {s['source']}",
        )
        for ref, s in seen.items()
    )
    return said


def _movements(folder: Path, case: Case, ledger: Ledger) -> Movements:
    from tidewaiter.model.sightings import Sighting
    from tidewaiter.run.movements import Movements

    ports = case_ports(folder, case, Intake())
    hulls: list[KnownHull] = [
        _Hull(h["name"], h["imo"], h["mmsi"]) for h in ledger.current("hull").values()
    ]
    sightings = [from_json(Sighting, s) for s in ledger.current("sighting").values()]
    files = _files(folder, case, ports.digest, ledger)
    return Movements.of(
        case, ports.ports, hulls, statics=files.get("statics.parquet"),
        positions=files.get("positions.parquet"), events=_events(files.get("events.parquet")),
        sightings=sightings,
    )  # fmt: skip


def _events(file: Path | None) -> list[Mapping[str, Any]]:
    import pyarrow.parquet as pq

    return [] if file is None else pq.read_table(file).to_pylist()


def _files(folder: Path, case: Case, ports: str, ledger: Ledger) -> dict[str, Path]:
    """Return the tables that the last build made of the case's tracks; none without tracks.

    Raises:
        CaseError: The case was changed since, or a table is gone.
    """
    items = ledger.current("item").values()
    held = {item["sha256"] for item in items if item["kind"] == "positions"}
    if not held:
        return {}
    settings = {
        "preset": case.detect.preset, "set": dict(case.detect.set),
        "watch": list(case.watch.places), "ports": ports,
    }  # fmt: skip
    fitting = [
        body
        for body in ledger.current("activity").values()
        if "events.parquet" in body["parts"]
        and set(body["given"]["sources"]) <= held
        and all(body["given"][key] == value for key, value in settings.items())
    ]
    best = max(fitting, key=lambda body: len(body["given"]["sources"]), default=None)
    files = {} if best is None else {
        name: folder / "out" / "parts" / part["file"] for name, part in best["parts"].items()
    }  # fmt: skip
    if not files or not all(file.is_file() for file in files.values()):
        raise CaseError(
            f"the tracks of {folder} are not those of its settings; build the case again: "
            f"tidewaiter build {folder}"
        )
    return files


def _port(known: Movements, text: str) -> Port:
    meant = known.places.meant(text)
    ports = [port for one in meant for port in one.ports]
    if len(ports) == 1:
        return ports[0]
    if ports:
        some = ", ".join(f"{p.name} ({p.port_id}, {p.country})" for p in ports[:6])
        raise CaseError(f"--port {text!r} may be one of {len(ports)} ports: {some}; give the id")
    near = known.places.near(text)
    hint = f"; near it: {', '.join(near)}" if near else ""
    raise CaseError(f"no port is called {text!r}: give its UN/LOCODE or add it to ports.csv{hint}")


def _unknown_ship(known: Movements, text: str) -> None:
    near = known.ships.near(text)
    some = f"near it: {', '.join(near)}" if near else _some(sorted(known.ships.names.values()))
    raise CaseError(
        f"no ship of this case is called {text!r}: give a name, IMO number or MMSI; {some}"
    )


def _some(names: list[str]) -> str:
    return f"it knows {', '.join(names[:6])}" if names else "it knows no ship"


def _when(text: str | None, option: str) -> date | datetime | None:
    if text is None:
        return None
    try:
        if len(text) == 10:
            return date.fromisoformat(text)
        return moment_in(text)
    except ValueError:
        raise CaseError(
            f"{option} {text!r} must look like 2031-03-01 or 2031-03-01T12:00"
        ) from None


def _day(when: date | datetime | None) -> date | None:
    return when.date() if isinstance(when, datetime) else when


def _last_day(when: date | datetime | None) -> date | None:
    """Return the last day that a window touches; one that ends at midnight ends the day before."""
    if isinstance(when, datetime):
        return (when - timedelta(microseconds=1)).date()
    return when


def _moment_words(when: date | datetime | None, else_: str) -> str:
    """Write a side of an exact window."""
    if when is None:
        return f"{else_} position"
    return f"{when:%Y-%m-%d %H:%M} UTC" if isinstance(when, datetime) else str(when)


def _moment(when: date | datetime | None, days: int) -> datetime | None:
    if when is None or isinstance(when, datetime):
        return when
    return datetime(when.year, when.month, when.day, tzinfo=UTC) + timedelta(days=days)
