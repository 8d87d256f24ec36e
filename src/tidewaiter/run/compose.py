"""Compose the dossier: number the evidence, cut its text by locator, look everything up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

import tidewaiter
from tidewaiter.geo.ports import Ports
from tidewaiter.model.claims import Claim
from tidewaiter.model.dossier import Called, Dossier, Exhibit, PartyRow, Source, VesselRow
from tidewaiter.model.evidence import Count, Item, Locator
from tidewaiter.model.findings import Finding
from tidewaiter.model.listings import Match
from tidewaiter.model.stories import story_of
from tidewaiter.model.tallies import Tally
from tidewaiter.model.typology import Indicator
from tidewaiter.run.analyse import Analysis
from tidewaiter.run.config import Case
from tidewaiter.run.events import sentence
from tidewaiter.run.intake import Intake
from tidewaiter.run.kept_index import not_loaded
from tidewaiter.run.lines import lines_of
from tidewaiter.run.picture import event_rows, place_marks, reach_rows, track_lines

_CONTEXT = 240

METHOD = (
    "Claims are taken from documents by rules over a grammatical parse, or typed in by an analyst; "
    "a typed claim stands before one found at the same place.",
    "Claims share an origin when an analyst said so, when one speaker gives one figure for "
    "overlapping days or both on one occasion, when one cites, quotes or converts the other, or when "
    "both go back to one source or image. What only may join two claims is a doubt and joins nothing. "
    "Lines with a common origin or speaker count once.",
    "An element is established when two or more independent lines support it firmly and none "
    "disputes it, and, where claims alone cannot show it, somebody looked; indicated when anything "
    "supports it; otherwise not established. Sources graded D or E are never firm.",
    "Likelihood follows the weakest element, in the words of ICD 203; confidence follows the smallest "
    "number of independent firm lines from sources graded C or better. Where a person set another "
    "word, both are shown.",
    "Evidence is graded after the Admiralty scale: source A to F, what it says 1 to 6; 1 needs two or "
    "more independent lines.",
    "Reach sets the speed that the ship is known to make against the great circle, which no way at "
    "sea is shorter than, and against a way found round the land, which the shortest is no longer "
    "than: 'impossible' rests on the first, 'possible' on the second, and neither is proof of a call.",
    "A list match says that two records look alike. A gap says that nobody heard the ship.",
)


def compose(
    case: Case,
    ports: Ports,
    intake: Intake,
    made: Analysis,
    head: str,
    records: int,
    learned: datetime,
) -> Dossier:
    """Compose the dossier of a case.

    Args:
        case: Its settings.
        ports: Ports that it knows.
        intake: What came in.
        made: What was found.
        head: Hash of the last record of evidence.
        records: Number of that record.
        learned: When that record was learned, UTC.
    """
    sources = _sources(case, intake)
    numbers = {source.sha256: source.number for source in sources}
    exhibits = tuple(_exhibits(ports, intake, made, numbers))
    by_ref = {exhibit.ref: exhibit.number for exhibit in exhibits}
    events = event_rows(intake.events, ports, by_ref)
    return Dossier(
        title=case.title,
        question=case.question,
        answer=_answer(made.findings, made.tallies),
        synthetic=case.synthetic,
        version=tidewaiter.__version__,
        built_utc=learned,
        chain_head=head,
        records=records,
        sources=sources,
        exhibits=exhibits,
        findings=tuple(replace(f, replies=(*f.replies, *case.replies)) for f in made.findings),
        stories=made.stories,
        tallies=made.tallies,
        figures=made.figures,
        claims=tuple(made.claims),
        sightings=tuple(intake.sightings),
        events=events,
        reach=reach_rows(intake.events, case.watch.places, ports, by_ref),
        vessels=_vessels(made, by_ref),
        parties=_parties(made, by_ref),
        places=place_marks(case, intake.events, ports),
        tracks=track_lines(intake, case, by_ref),
        not_checked=(*case.not_checked, *_not_checked(intake)),
        method=METHOD,
        meetings=made.meetings,
        not_applied=made.not_applied,
        doubtful=made.origins.doubtful,
        fewest=made.origins.fewest,
        hulls=made.hulls,
        indicators=made.indicators,
        assumptions=made.assumptions,
        called=tuple(Called(name, claim.claim_id) for name, claim in intake.typed.items()),
        lines=lines_of(case, intake, made.claims, made.stories),
    )


def _answer(findings: Sequence[Finding], tallies: Sequence[Tally]) -> str:
    if not findings:
        return "No provision pack was chosen for this case: it sets out the evidence and concludes nothing."
    parts = []
    for finding in findings:
        parts += [s.sentence for s in finding.statements if s.about == "likelihood"]
        parts.append(f"Confidence in this is {finding.confidence}.")
    beyond = [t for t in tallies if t.verdict in ("above", "below")]
    if beyond:
        parts.append(f"{len(beyond)} of {len(tallies)} tallies do not fit the claimed figure.")
    return " ".join(parts)


def _sources(case: Case, intake: Intake) -> tuple[Source, ...]:
    counts = {count.path: count for count in intake.counts}
    documents = {d.item.path: d.ref for d in intake.documents}
    editions = {e.path: e for e in intake.editions}
    sources = []
    for n, item in enumerate(sorted(intake.items, key=_source_order), start=1):
        ref, edition = documents.get(item.path), editions.get(item.path)
        count = counts.get(item.path, Count(item.path, "file", 1, 1, 0))
        sources.append(
            Source(
                number=f"S{n}",
                path=item.path,
                kind=item.kind,
                title=(ref.title if ref else edition.title if edition else None) or item.path,
                publisher=ref.publisher if ref else None,
                published=ref.published if ref else edition.published if edition else None,
                sha256=item.sha256,
                size=item.size,
                grade=_grade(case, item, ref.publisher if ref else None),
                rows_in=count.rows_in,
                rows_good=count.good,
                rows_rejected=count.rejected,
                synthetic=item.synthetic,
            )
        )
    return tuple(sources)


def _source_order(item: Item) -> tuple[int, str]:
    return ("document", "list", "positions", "sheet", "settings", "proof").index(
        item.kind
    ), item.path


def _grade(case: Case, item: Item, publisher: str | None) -> str:
    grades = {source.name: source.grade for source in case.source}
    return case.facts(item.path).grade or grades.get(publisher or "", "F")


def _exhibits(
    ports: Ports, intake: Intake, made: Analysis, numbers: Mapping[str, str]
) -> Iterator[Exhibit]:
    texts = {d.item.sha256: d.text for d in intake.documents}
    origin = story_of(made.stories)
    listed = {edition.list_id: edition.title for edition in intake.editions}
    n = 0

    def number() -> str:
        nonlocal n
        n += 1
        return f"E{n}"

    for claim in made.claims:
        yield _of_claim(number(), claim, texts[claim.document.id], origin[claim.claim_id], numbers)
    for s in intake.sightings:
        yield Exhibit(
            number(), s.sighting_id, "sighting", f"{'Seen' if s.seen else 'Not seen'} at {s.place}",
            "", s.what, "", numbers.get(s.locator.sha256, ""), s.locator, None,
            s.start_utc.date(), s.end_utc.date(), s.lat_deg, s.lon_deg, s.precision_m,
        )  # fmt: skip
    for event in intake.events:
        details = _first_source(event)
        yield Exhibit(
            number(), event["event_id"], "event",
            f"{event['kind'].replace('_', ' ').capitalize()}, {event['name'] or event['mmsi']}",
            "", sentence(event, ports), "", numbers.get(details.sha256, ""), details, None,
            event["start"].date(), event["end"].date(), event["start_lat"], event["start_lon"],
        )  # fmt: skip
    seen: set[str] = set()
    for found in made.matches.values():
        for match in found:
            if match.alert and match.match_id not in seen:
                seen.add(match.match_id)
                yield _of_match(number(), match, listed, numbers)


def _of_claim(
    number: str,
    claim: Claim,
    text: str,
    story_id: str,
    numbers: Mapping[str, str],
) -> Exhibit:
    start, end = claim.content.start, claim.content.end
    sentence_span = claim.sentence
    before = max(sentence_span.start, start - _CONTEXT)
    after = min(sentence_span.end, end + _CONTEXT)
    when = claim.event_time
    who = claim.speaker.name if claim.speaker else (claim.document.publisher or "Own voice")
    return Exhibit(
        number=number,
        ref=claim.claim_id,
        kind="claim",
        title=who,
        before=text[before:start],
        passage=text[start:end],
        after=text[end:after],
        source=numbers[claim.document.id],
        locator=Locator(claim.document.id, "chars", start, end),
        story_id=story_id,
        start=when.start_date if when else None,
        end=when.end_date if when else None,
    )


def _first_source(event: Mapping[str, object]) -> Locator:
    """Where an event begins: the first row that the rule looked at."""
    import json

    rows = json.loads(str(event["details"] or "{}")).get("rows", [])
    if not rows:
        return Locator("", "rows", 0, 0)
    return Locator(rows[0]["source"], "rows", rows[0]["line"], rows[-1]["line"])


def _of_match(
    number: str, match: Match, listed: Mapping[str, str], numbers: Mapping[str, str]
) -> Exhibit:
    listing = match.listing
    reasons = " ".join(reason.sentence for reason in match.reasons)
    return Exhibit(
        number=number,
        ref=match.match_id,
        kind="match",
        title=f"{listed.get(listing.list_id, listing.list_id)}, entry {listing.entry}",
        before="",
        passage=f"{match.queried} ~ {match.listed}",
        after=f" score {match.score:.2f}. {reasons}",
        source=numbers.get(listing.locator.sha256, ""),
        locator=listing.locator,
        story_id=None,
        start=listing.listed_on,
        end=None,
    )


def _vessels(made: Analysis, by_ref: Mapping[str, str]) -> tuple[VesselRow, ...]:
    told = frozenset(c.claim_id for c in made.claims)
    return tuple(
        VesselRow(
            name=hull.name,
            imo=hull.imo,
            mmsi=hull.mmsi,
            flag=hull.flag,
            matches=made.matches[i],
            mentions=tuple(by_ref[ref] for ref in hull.mentions if ref in by_ref),
            why=hull.why,
            conflicts=tuple(c.sentence for c in hull.conflicts),
            indicated=tuple(
                _indicated(x, told)
                for x in made.indicators
                if x.hull_id == hull.hull_id and x.status == "indicated"
            ),
        )
        for i, hull in enumerate(made.hulls)
    )


def _indicated(indicator: Indicator, told: frozenset[str]) -> str:
    """Name a practice with the weight of its weightiest sign, and say where only claims speak for it."""
    alone = all(sign.ref in told for sign in indicator.supports)
    return (
        f"{indicator.practice} ({'claimed, ' if alone else ''}weight {indicator.weight:.2f} of 1)"
    )


def _parties(made: Analysis, by_ref: Mapping[str, str]) -> tuple[PartyRow, ...]:
    kinds = {"Person": "person", "Organization": "organisation"}
    return tuple(
        PartyRow(
            name=one.name,
            kind=kinds.get(one.schema or "", "not told"),
            matches=made.party_matches[i],
            mentions=tuple(by_ref[ref] for ref in one.mentions if ref in by_ref),
            also=one.also,
            roles=one.roles,
            why=one.why,
        )
        for i, one in enumerate(made.parties)
    )


def _not_checked(intake: Intake) -> Iterator[str]:
    if intake.positions is None:
        yield "No ship tracks were given: nothing here rests on AIS, and no silence could be seen."
    if not intake.editions:
        yield "No watchlist was given: no ship or party was screened."
    else:
        titles = "; ".join(f"{e.title}, {e.published or 'undated'}" for e in intake.standing)
        yield f"Screened against these editions alone: {titles}. No match is not a clearance."
        if missing := not_loaded(intake.standing):
            yield f"These official lists were not given: {'; '.join(missing)}."
        unplaced = [e.title for e in intake.standing if e.published is None]
        if both := sorted(
            {t for t in unplaced if [e.title for e in intake.standing].count(t) > 1}
        ):
            yield (
                f"Undated editions stand beside others of {'; '.join(both)}: nobody can say which "
                "is the later, so an entry of theirs may have been delisted since."
            )
    if not intake.sightings:
        yield "No imagery sightings were given."
    refused = len(intake.rejects)
    if refused:
        yield f"{refused} rows or files were refused; rejects.csv names each with its reason."
