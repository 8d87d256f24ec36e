"""Dossiers for tests of the page: hostile words everywhere, and thousands of records."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from tests.builders import claim, sighting

from tidewaiter.model.dossier import Dossier, EventRow, Exhibit, PlaceMark, Source, VesselRow
from tidewaiter.model.evidence import Locator
from tidewaiter.model.stories import Edge, Story
from tidewaiter.model.vessels import Held, Hull

HOSTILE = (
    "<script>alert(1)</script><img src=x onerror=alert(1)>\u202eesrever\u202c [x](javascript:alert(1))"
    " \"'`&<a href=javascript:alert(1)>=cmd|'/C calc'!A0 😀 \x00\x07 مرفأ"
)
NOON = datetime(2024, 1, 2, 12, tzinfo=UTC)


def filled(words: str, claims: int = 4, events: int = 2) -> Dossier:
    """Put the same words into every field that comes from a source."""
    made = [
        claim(
            f"c{i}", speaker=words, via=[words], cites=[words], text=words, unit="containers",
            figure=(None, None, i + 1.0),
            window=(date(2024, 1, 1), date(2024, 1, 1) + timedelta(days=i % 300)),
        )
        for i in range(claims)
    ]  # fmt: skip
    at = Locator("s", "chars", 0, 3)
    exhibits = [
        Exhibit(
            f"E{i}", c.claim_id, "claim", words, words, words, words, "S1", at, f"st{i // 4}",
            date(2024, 1, 1), None,
        )
        for i, c in enumerate(made, 1)
    ]  # fmt: skip
    seen = sighting(words or "nowhere", NOON)
    exhibits.append(
        Exhibit("E0", seen.sighting_id, "sighting", words, "", words, "", "S1", at, None, NOON.date(), None)
    )  # fmt: skip
    rows = tuple(
        EventRow(f"v{i}", f"E{claims + 1 + i}", "gap", 273000000, words, "RU", NOON, NOON, 2.0, words, words, ((words, 1.0),))
        for i in range(events)
    )  # fmt: skip
    exhibits += [
        Exhibit(r.exhibit, r.event_id, "event", words, "", words, "", "S1", at, None, NOON.date(), NOON.date(), 42.0, 130.0)
        for r in rows
    ]  # fmt: skip
    groups = [made[i : i + 4] for i in range(0, claims, 4)]
    stories = tuple(
        Story(
            f"st{i}", words, tuple(c.claim_id for c in group),
            tuple(Edge(group[0].claim_id, c.claim_id, "figure", words) for c in group[1:]),
        )
        for i, group in enumerate(groups)
    )  # fmt: skip
    hull = Hull(
        words or "x", None, 273000000, "RU", (), words, "hull", conflicts=(), apart=(words,),
        held=(Held("name", words, NOON, None, "list", "l", note=words, source=words),),
    )  # fmt: skip
    return Dossier(
        title=words, question=words, answer=words, synthetic=True, version="0", chain_head="0" * 64,
        built_utc=NOON, records=1, exhibits=tuple(exhibits), findings=(), tallies=(), claims=tuple(made),
        sources=(Source("S1", words, "document", words, words, None, "0" * 64, 3, "F", 1, 1, 0, True),),
        sightings=(seen,), stories=stories, events=rows, reach=(), parties=(),
        vessels=(VesselRow(words, None, 273000000, "RU", (), ("E1",), words, (words,), (words,)),),
        places=(PlaceMark("P", words, 42.0, 130.0, 3.0, "watched"),), tracks=(),
        not_checked=(words,), method=(words,), hulls=(hull,),
    )  # fmt: skip


def doubted(dossier: Dossier, *pairs: tuple[str, str]) -> Dossier:
    """Let pairs of claims share an origin perhaps."""
    edges = tuple(Edge(a, b, "echo", "the same figure") for a, b in pairs)
    return replace(dossier, doubtful=edges, fewest=1)
