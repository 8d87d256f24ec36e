"""Matches that an analyst has judged not the same are silent, until either side changes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from tidewaiter.link.query import Query
from tidewaiter.model.changes import compare, said
from tidewaiter.model.judgements import Asked, Judgement, in_words
from tidewaiter.model.listings import Match, Reason


def asked_of(query: Query) -> Asked:
    """Return the facts of a query under their headings.

    >>> asked_of(Query.parse("IMO 9179842")).words, asked_of(Query.parse("Kum San 1")).words
    ('IMO number 9179842', 'Kum San 1')
    """
    numbers: dict[str, str] = {}
    for number in query.identifiers:
        numbers.setdefault(number.scheme, number.value)
    imo, mmsi = numbers.pop("imoNumber", None), numbers.pop("mmsi", None)
    others = {
        **numbers,
        "countries": " ".join(query.countries) or None,
        "dates": " ".join(query.dates) or None,
    }
    return Asked.of(query.name, imo, mmsi, others=others)


def silence(
    asked: Asked, matches: Iterable[Match], judgements: Sequence[Judgement]
) -> tuple[Match, ...]:
    """Apply recorded exceptions to the matches of one query.

    A match is silent (``alert`` False, with who, when and why) where a judgement has the very same
    facts and the very same entry. Where either has changed since, it alerts, and a reason says that
    an exception existed and what changed. No judgement speaks for another entry.

    Args:
        asked: The facts of the query.
        matches: What it was found to look like.
        judgements: The last one on each question, in any order; withdrawn ones say nothing.
    """
    standing = [j for j in judgements if j.verdict == "not the same"]
    return tuple(_silence(asked, match, standing) for match in matches)


def _silence(asked: Asked, match: Match, judgements: Sequence[Judgement]) -> Match:
    listing = match.listing
    about = [
        j
        for j in judgements
        if (j.list_id, j.key) == (listing.list_id, listing.key) and j.asked.meets(asked)
    ]
    if not match.alert or not about:
        return match
    last = max(about, key=lambda j: (_holds(j, asked, match), j.judged_utc, j.judgement_id))
    if _holds(last, asked, match):
        sentence = f"{last.words}: {last.why.rstrip('.')}."
        return replace(match, alert=False, reasons=(*match.reasons, _reason(sentence, match)))
    sentence = f"{last.words}, but not silent any more: {_since(last, asked, match)}."
    return replace(match, reasons=(*match.reasons, _reason(sentence, match)))


def _holds(judgement: Judgement, asked: Asked, match: Match) -> bool:
    same_entry = judgement.listing_id == match.listing.listing_id
    return same_entry and judgement.digest == asked.digest


def _since(judgement: Judgement, asked: Asked, match: Match) -> str:
    parts = []
    if judgement.digest != asked.digest:
        parts.append(in_words(judgement.asked.changed(asked), "the query's"))
    if judgement.listing_id != match.listing.listing_id:
        changed = compare(judgement.said, said(match.listing))
        parts.append(in_words(changed, "the entry's") or "the entry is read in another way")
    return "; ".join(parts)


def _reason(sentence: str, match: Match) -> Reason:
    return Reason(0.0, sentence, match.queried, match.listed)
