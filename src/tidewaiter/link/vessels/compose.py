"""From statements to hulls: joined, named, with their conflicts and the same id every time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from tidewaiter.link.vessels.conflicts import conflicts, handed_on
from tidewaiter.link.vessels.heard import Report, heard
from tidewaiter.link.vessels.join import Group, Groups, believed, join
from tidewaiter.link.vessels.listed import listed
from tidewaiter.link.vessels.named import (
    Text,
    Typed,
    by_analyst,
    by_claims,
    by_sightings,
    in_texts,
    mentioning,
)
from tidewaiter.link.vessels.statements import Statement, firm
from tidewaiter.model.claims import Claim
from tidewaiter.model.decisions import Decision
from tidewaiter.model.ids import content_id
from tidewaiter.model.listings import Listing
from tidewaiter.model.sightings import Sighting
from tidewaiter.model.vessels import By, Field, Held, Hull, OnList
from tidewaiter.names.clean import fold
from tidewaiter.names.numbers import mmsi_country

#: Whose way of writing a name is shown first: documents write it for people to read.
_SHOWN: tuple[By, ...] = ("document", "claim", "sighting", "analyst", "broadcast", "list")
_FIELDS: tuple[Field, ...] = ("imo", "mmsi", "callsign", "name", "flag")
_EPOCH = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class _Sources:
    """What composing looks up."""

    listings: Mapping[str, Listing]
    mentions: Mapping[str, tuple[str, ...]]
    of_interest: frozenset[int]
    decided: frozenset[str]


def hulls(
    reports: Iterable[Report],
    listings: Iterable[Listing],
    claims: Sequence[Claim],
    sightings: Sequence[Sighting],
    texts: Iterable[Text],
    *,
    typed: Iterable[Typed] = (),
    editions: Mapping[str, date | None] | None = None,
    decisions: Sequence[Decision] = (),
    of_interest: frozenset[int] = frozenset(),
) -> tuple[Hull, ...]:
    """Propose the hulls that transmitters are heard of or a case speaks of, sorted by name.

    The IMO number decides first, then the MMSI in its time, then call sign and name together; a name
    alone joins only what bears no number to the one ship here that bears it. Two different IMO
    numbers are never one hull. List entries join by a number, or by name and flag; an entry that
    joins nothing is no hull.

    Args:
        reports: What transmitters say of themselves.
        listings: Entries of the standing editions.
        claims: Of the case.
        sightings: Of the case.
        texts: Its documents.
        typed: What the analyst says of ships.
        editions: Day of each edition by the hash of its file.
        decisions: What people decided on hulls; the last on each question.
        of_interest: MMSIs that touched a watched place.
    """
    listings = tuple(listings)
    made = tuple(d for d in decisions if d.kind == "hull" and d.stands)
    statements = [believed(s, made) for s in heard(reports)]
    sent = {name for s in statements for name in s.names}
    statements += listed(listings, editions or {})
    statements += [*in_texts(texts, sent), *by_claims(claims), *by_sightings(sightings)]
    statements += by_analyst(dict.fromkeys(typed))
    groups = Groups(statements, made)
    join(groups, made)
    sources = _Sources(
        {x.listing_id: x for x in listings},
        mentioning(claims, sightings),
        of_interest,
        frozenset(key for d in made for key in d.about),
    )
    kept = [g for g in groups.all() if any(not k.startswith("list:") for k in g.keys)]
    found = [_hull(g, [groups.statements[k] for k in sorted(g.keys)], sources) for g in kept]
    return _with_ids(_with_handed_on(found))


def _hull(group: Group, statements: Sequence[Statement], sources: _Sources) -> Hull:
    held = _in_order(h for s in statements for h in s.held)
    number = min(group.imos, default=None)
    mmsi = _latest(held, "mmsi")
    listed_as = _listed(held, sources.listings)
    name = _shown(held, number, mmsi)
    spoken_of = any(s.by in ("document", "claim", "sighting", "analyst") for s in statements)
    keys = [f"imo:{number}"] if number else []
    if spoken_of:  # else a ship MOSCOW would be mentioned by every claim about that city
        keys += sorted({fold(h.value) for h in held if h.field == "name" and h.by != "list"})
    mentions = dict.fromkeys(
        [
            *(r for s in statements for r in s.mentions),
            *(r for k in keys for r in sources.mentions.get(k, ())),
        ]
    )
    touched = {int(m) for m in _values(held, "mmsi")} & sources.of_interest
    return Hull(
        name=name,
        imo=number,
        mmsi=None if mmsi is None else int(mmsi),
        flag=(mmsi_country(int(mmsi)) if mmsi else None) or _latest(held, "flag"),
        mentions=tuple(mentions),
        why=_why(group, statements, bool(touched)),
        held=held,
        joins=tuple(sorted(group.joins, key=lambda j: (j.one, j.other, j.basis))),
        conflicts=conflicts(held, statements),
        apart=tuple(sorted(group.apart)),
        listed=listed_as,
        of_case=bool(
            touched or spoken_of or mentions or listed_as or group.handles & sources.decided
        ),
    )


def _in_order(helds: Iterable[Held]) -> tuple[Held, ...]:
    return tuple(
        sorted(
            dict.fromkeys(helds),
            key=lambda h: (
                _FIELDS.index(h.field), h.first or _EPOCH, h.last or _EPOCH, h.value, h.by, h.ref,
                h.rows.start if h.rows else 0, h.note,
            ),
        )
    )  # fmt: skip


def _values(held: Iterable[Held], field: Field) -> list[str]:
    return [h.value for h in held if h.field == field]


def _latest(held: Iterable[Held], field: Field) -> str | None:
    """Return what was heard last; what is written stands behind what is heard."""
    some = [h for h in held if h.field == field and firm(h) and not h.note.startswith("former")]
    best = max(
        some, key=lambda h: (h.by == "broadcast", h.last or _EPOCH, h.times, h.value), default=None
    )
    return None if best is None else best.value


def _shown(held: Sequence[Held], number: str | None, mmsi: str | None) -> str:
    names = [h for h in held if h.field == "name" and firm(h)]
    if not names:
        return f"IMO {number}" if number else f"MMSI {mmsi}"
    best = min(_SHOWN.index(h.by) for h in names)
    of_best = [h for h in names if _SHOWN.index(h.by) == best]
    return max(of_best, key=lambda h: (not h.note, h.last or _EPOCH, h.value)).value


def _listed(held: Iterable[Held], listings: Mapping[str, Listing]) -> tuple[OnList, ...]:
    refs = dict.fromkeys(h.ref for h in held if h.by == "list")
    entries = [listings[r] for r in refs]
    return tuple(
        OnList(x.list_id, x.entry, x.listing_id, x.names[0].line, x.owners, x.remarks or "")
        for x in sorted(entries, key=lambda x: (x.list_id, x.entry, x.listing_id))
    )


def _why(group: Group, statements: Sequence[Statement], touched: bool) -> str:
    """Say what speaks of it, then on what it was joined; list entries are counted."""
    said = Counter(s.why for s in statements if s.by != "list")
    parts = [why for why, _ in sorted(said.items(), key=lambda x: _rank(x[0]))]
    entries = sum(s.by == "list" for s in statements)
    if entries:
        parts.append(f"{entries} list {'entry names' if entries == 1 else 'entries name'} it")
    if touched:
        parts.append("its track touched a watched place")
    bases = dict.fromkeys(j.basis for j in sorted(group.joins, key=lambda j: j.sentence))
    if bases:
        parts.append(f"taken for one ship by {' and '.join(bases)}")
    return "; ".join(parts)


def _rank(why: str) -> tuple[bool, str]:
    return why.startswith("MMSI"), why


def _with_handed_on(found: Sequence[Hull]) -> list[Hull]:
    """Tell hulls of different IMO numbers that one MMSI sent both."""
    by_mmsi: dict[str, list[int]] = {}
    for i, hull in enumerate(found):
        if hull.imo is not None:
            for h in dict.fromkeys(
                h.value for h in hull.held if h.field == "mmsi" and h.by == "broadcast"
            ):
                by_mmsi.setdefault(h, []).append(i)
    out = list(found)
    for mmsi, at in sorted(by_mmsi.items()):
        for x, i in enumerate(at):
            for j in at[x + 1 :]:
                sent = [
                    [h for h in found[k].held if h.field == "imo" and h.ref == f"mmsi:{mmsi}"]
                    for k in (i, j)
                ]
                if all(sent):
                    new = handed_on(mmsi, sent[0], sent[1])
                    for k in (i, j):
                        out[k] = replace(out[k], conflicts=(*out[k].conflicts, new))
    return out


def _with_ids(found: Sequence[Hull]) -> tuple[Hull, ...]:
    """Give ids by IMO number, else MMSI, else name; where two would share one, by all that is held."""
    anchors = [
        f"imo:{h.imo}" if h.imo else f"mmsi:{h.mmsi}" if h.mmsi else f"name:{fold(h.name)}"
        for h in found
    ]
    often = Counter(anchors)
    out = []
    for hull, anchor in zip(found, anchors, strict=True):
        more = (
            ()
            if often[anchor] == 1
            else tuple(sorted({f"{h.field}:{h.value}" for h in hull.held}))
        )
        out.append(replace(hull, hull_id=content_id("hull", anchor, *more)))
    return tuple(
        sorted(out, key=lambda h: (h.name.casefold(), h.imo or "", h.mmsi or 0, h.hull_id))
    )
