"""What is known of one ship over time: what it was called, by whom, where it was listed, what it did."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal

from tidewaiter.model.dossier import Dossier, EventRow
from tidewaiter.model.evidence import Locator
from tidewaiter.model.vessels import Conflict, Hull, OnList
from tidewaiter.report.chart.layout import Table
from tidewaiter.report.chart.ways import numbers_of
from tidewaiter.report.chart.when import told

Sort = Literal["heard", "listed", "written", "visit", "gap", "meeting", "other", "conflict"]
#: Fields of an identity, the words for one and for several.
FIELDS = (
    ("name", "Name", "names"), ("flag", "Flag", "flags"), ("mmsi", "MMSI", "MMSIs"),
    ("callsign", "Call sign", "call signs"), ("imo", "IMO", "IMO numbers"),
)  # fmt: skip
_EVENTS: tuple[tuple[str, Sort, tuple[str, ...]], ...] = (
    ("Visits", "visit", ("visit", "call")),
    ("Silences", "gap", ("gap",)),
    ("Meetings", "meeting", ("meeting", "encounter", "rendezvous")),
)


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that somebody says of the ship, or that it did; days and numbers where known."""

    lane: str
    value: str
    sort: Sort
    start: datetime | None
    end: datetime | None
    numbers: tuple[str, ...]
    by: str


@dataclass(frozen=True, slots=True)
class Row:
    """Equal statements of one sort: their value, and the stretches of time that they make together."""

    value: str
    sort: Sort
    statements: tuple[Statement, ...]

    @property
    def undated(self) -> int:
        """How many tell no day."""
        return sum(s.start is None and s.end is None for s in self.statements)

    @property
    def numbers(self) -> tuple[str, ...]:
        """The exhibits, each once."""
        return tuple(dict.fromkeys(n for s in self.statements for n in s.numbers))

    @property
    def stretches(self) -> list[tuple[datetime | None, datetime | None]]:
        """The time covered, joined where statements overlap or follow one another."""
        dated = [(s.start, s.end) for s in self.statements if s.start or s.end]
        found: list[tuple[datetime | None, datetime | None]] = []
        for start, end in sorted(dict.fromkeys(dated), key=_begins):
            last = found[-1] if found else None
            if last and last[0] and last[1] and start and end and start <= last[1] + timedelta(days=1):  # fmt: skip
                found[-1] = (last[0], max(last[1], end))
            else:
                found.append((start, end))
        return found


def statements(dossier: Dossier, hull: Hull) -> list[Statement]:
    """Return all that is said of a ship and all that it did, lane by lane."""
    numbers = numbers_of(dossier)
    listed = {e.locator: e.number for e in dossier.exhibits if e.kind == "match"}
    found = []
    for field, lane, _ in FIELDS:
        for h in dict.fromkeys(h for h in hull.held if h.field == field):
            number = numbers.get(h.ref) or (listed.get(h.rows) if h.rows and h.by == "list" else None)  # fmt: skip
            sort: Sort = "heard" if h.by == "broadcast" else "listed" if h.by == "list" else "written"  # fmt: skip
            note = f" ({h.note})" if h.note else ""
            found.append(Statement(lane, h.value, sort, h.first, h.last, (number,) if number else (), f"{h.by}: {h.source or h.ref}{note}"))  # fmt: skip
    found += [_listing(entry, hull, listed) for entry in hull.listed]
    mine = {int(m) for m in hull.values("mmsi") if m.isdigit()} | ({hull.mmsi} if hull.mmsi else set())  # fmt: skip
    events = [e for e in dossier.events if e.mmsi in mine]
    named = [kind for _, _, kinds in _EVENTS for kind in kinds]
    for lane, sort, kinds in _EVENTS:
        found += [_event(e, lane, sort) for e in events if any(k in e.kind for k in kinds)]
    found += [_event(e, "Other events", "other") for e in events if not any(k in e.kind for k in named)]  # fmt: skip
    found += [_conflict(c, hull, numbers) for c in hull.conflicts]
    return found


def rows_of(some: Sequence[Statement]) -> list[Row]:
    """Join equal statements of one lane; letters' case makes no difference. Events stay apart."""
    groups: dict[tuple[str, ...], list[Statement]] = {}
    for i, s in enumerate(some):
        apart = (str(i),) if s.sort not in ("heard", "listed", "written") else ()
        groups.setdefault((s.value.casefold(), s.sort, *apart), []).append(s)
    return [Row(g[0].value, g[0].sort, tuple(g)) for g in groups.values()]


def changes(some: Sequence[Statement]) -> list[datetime]:
    """Return when another value than the first is first said, for each such value."""
    first: dict[str, datetime] = {}
    for s in some:
        known = s.start or s.end
        if known is not None:
            key = s.value.casefold()
            first[key] = min(first.get(key, known), known)
    order = sorted(first.values())
    return sorted({moment for moment in order[1:] if moment > order[0]})


def ship_rows(dossier: Dossier, hull: Hull) -> Table:
    """Return what stands behind the strip, one row a statement."""
    found = statements(dossier, hull)
    return Table(
        ("Exhibit", "What", "Value", "When", "By"),
        tuple((" ".join(s.numbers), s.lane, s.value, _days(s), s.by) for s in found),
        tuple(s.numbers[0] if s.numbers else None for s in found),
    )


def _listing(entry: OnList, hull: Hull, listed: dict[Locator, str]) -> Statement:
    held = [h for h in hull.held if h.ref == entry.listing_id and h.by == "list"]
    numbers = dict.fromkeys(listed[h.rows] for h in held if h.rows in listed)
    first = min((h.first for h in held if h.first), default=None)
    last = max((h.last for h in held if h.last), default=None)
    said = " ".join(entry.stays) or f"as {entry.name}"
    return Statement("Lists", f"{entry.list_id} {entry.entry}", "listed", first, last, tuple(numbers), said)  # fmt: skip


def _event(e: EventRow, lane: str, sort: Sort) -> Statement:
    value = e.place or (f"{e.duration_h:.0f} h" if sort == "gap" else e.kind.replace("_", " "))
    return Statement(lane, value, sort, e.start_utc, e.end_utc, (e.exhibit,), e.sentence)


def _conflict(c: Conflict, hull: Hull, numbers: dict[str, str]) -> Statement:
    """Place a conflict where its second value first turns up."""
    first: dict[str, datetime] = {}
    for h in hull.held:
        if h.value in c.values and h.first:
            first[h.value] = min(first.get(h.value, h.first), h.first)
    moment = sorted(first.values())[1] if len(first) > 1 else None
    shown = tuple(dict.fromkeys(numbers[ref] for ref in c.refs if ref in numbers))
    return Statement("Does not fit", f"{c.kind}: {' / '.join(c.values)}", "conflict", moment, moment, shown, c.sentence)  # fmt: skip


def _days(s: Statement) -> str:
    return told(s.start.date() if s.start else None, s.end.date() if s.end else None)


def _begins(stretch: tuple[datetime | None, datetime | None]) -> tuple[datetime, datetime]:
    early, late = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)
    return stretch[0] or early, stretch[1] or late


def lanes(some: Sequence[Statement]) -> Iterator[tuple[str, list[Statement]]]:
    """Yield the statements lane by lane."""
    for lane in dict.fromkeys(s.lane for s in some):
        yield lane, [s for s in some if s.lane == lane]
