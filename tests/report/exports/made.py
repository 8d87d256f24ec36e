"""A dossier with every kind of row, each holding the same words."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from tests.builders import party
from tests.lists.builders import listing
from tests.report.test_report import dossier as plain

from tidewaiter import api
from tidewaiter.model.claims import DocumentRef, Place
from tidewaiter.model.dossier import (
    Dossier,
    EventRow,
    Exhibit,
    PartyRow,
    ReachRow,
    TrackLine,
    VesselRow,
)
from tidewaiter.model.evidence import Locator
from tidewaiter.model.findings import (
    Element,
    EvidenceLine,
    Finding,
    Override,
    Passage,
    PutAside,
    Relation,
    Statement,
)
from tidewaiter.model.listings import Match, Reason
from tidewaiter.model.provisions import Provision, Scope
from tidewaiter.model.tallies import Operand, Tally
from tidewaiter.run.export import standing

HOSTILE = (
    "<script>alert(1)</script>\u202e\"' & javascript:alert(1) 😀 \x00\x07 | [a](javascript:b) \ud800 "
    "=cmd|' /C calc'!A0 {\\input{x}} \\write18{x} ]]> --> www.x.org @misc{a,"
)
FORMULA = '=HYPERLINK("https://x.org","a")'


def full(words: str) -> Dossier:
    """Return a dossier that holds ``words`` wherever text goes."""
    made = plain(words)
    where = Place(words, words, 0, 1, "port", words, "kp", 42.2, 130.3, 10.0, (words,), words)
    claims = tuple(
        replace(
            c,
            via=(party(words),),
            cites=(party(words, "person"),),
            places=(where,),
            document=DocumentRef("0" * 64, words, words, date(2024, 6, 1), words, words),
        )
        for c in made.claims
    )
    at = datetime(2024, 3, 1, 12, 30, tzinfo=UTC)
    event = EventRow(
        "ev1",
        "E9",
        "gap",
        273123450,
        words,
        words,
        at,
        at.replace(day=3),
        48.0,
        words,
        words,
        ((words, 0.5),),
    )
    shown = Exhibit(
        "E9", "ev1", "event", words, "", words, "", "S1", Locator("0" * 64, "rows", 2, 3), None,
        at.date(), at.date(), 42.0, 179.5,
    )  # fmt: skip
    match = Match(
        words,
        listing("1", words or "x"),
        0.9,
        True,
        words,
        words,
        (Reason(0.9, words, words, words),),
    )
    operand = Operand(words, words, 1.0, None, None, words, claims[0].claim_id)
    tally = Tally("t1", words, words, (operand,), 1.0, None, words, operand, "fits", words)
    relations: tuple[Relation, ...] = ("supports", "disputes", "context")
    passage = Passage(words, Locator("0" * 64, "rows", 2, 3), words, "0" * 64)
    lines = tuple(
        EvidenceLine(
            ref=c.claim_id, relation=relation, story_id="st", sentence=words, kind="claim",
            label=words, line=n, firm=True, grade="B2", grade_why=words, passages=(passage,),
        )
        for n, (c, relation) in enumerate(zip(claims, relations, strict=True))
    )  # fmt: skip
    provision = Provision(
        provision_id="p1", instrument=words, paragraph=words, verb=words, binds=True,
        addressee=words, act=words, object=words, exemptions=(words,),
        in_force_from=date(2006, 10, 14), in_force_until=None, ships="any", direction="from",
        checked=False, checked_what=words, source=words,
    )  # fmt: skip
    finding = Finding(
        finding_id="f1", title=words, provisions=(provision,),
        elements=(
            Element("e1", words, "indicated", 1, 1, lines, words),
            Element("e2", words, "not established", 0, 0, (), words),
        ),
        likelihood=words, likelihood_range=words, confidence="low", confidence_sentence=words,
        alternatives=(words,), replies=(words,), would_change=(words,), not_checked=(words,),
        scope=(Scope("p1", words, "cannot be told", words, False, (claims[0].claim_id,)),),
        statements=(Statement("element", words, (claims[0].claim_id,)),),
        overrides=(Override("confidence", "high", "high", "low", words, words, date(2026, 1, 1)),),
        put_aside=(PutAside("x1", words, words),),
    )  # fmt: skip
    return replace(
        made,
        claims=claims,
        events=(event,),
        exhibits=(*made.exhibits, shown),
        findings=(finding,),
        tallies=(tally,),
        reach=(ReachRow("E9", words, "possible", words),),
        vessels=(VesselRow(words, "9179842", 273123450, "RU", (match,), ("E1", "E9"), words),),
        parties=(PartyRow(words, "organisation", (match,), ("E1",)),),
        tracks=(
            *made.tracks,
            TrackLine(273123450, words, ((42.0, 179.5), (43.0, -179.5)), False, "E9"),
        ),
    )


@cache
def bundled() -> tuple[Dossier, ...]:
    """Return the dossiers of the two bundled cases."""
    built = api.demo(Path(mkdtemp(prefix="tidewaiter-exports-")))
    return tuple(standing(one.folder) for one in built)


@cache
def dossiers() -> tuple[Dossier, ...]:
    """Return the bundled cases and one of hostile words."""
    return (*bundled(), full(HOSTILE))
