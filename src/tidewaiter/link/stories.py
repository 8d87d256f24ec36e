"""Which claims share an origin: independence is counted, not articles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from tidewaiter.model.claims import Claim, Party, Quantity
from tidewaiter.model.findings import Story
from tidewaiter.model.ids import content_id


def stories(
    claims: Sequence[Claim], short_ids: Mapping[str, str] | None = None
) -> tuple[Story, ...]:
    """Group claims by origin.

    Two claims share an origin when

    * an analyst said so: one rests on the other, or both rest on the same source (``rests_on``);
    * one speaker gives one figure for windows of time that overlap, wherever it is printed;
    * one cites the other's speaker, or was carried by it, and speaks of the same kind of event;
    * both cite one named source, or came through one carrier, for the same figure or kind of event
      in windows that overlap.

    Origin is transitive: a chain of twelve repeats is one story.

    Args:
        claims: In any order; the result does not depend on it.
        short_ids: An analyst's own ids of typed claims, as ``rests_on`` uses them → claim ids.

    Returns:
        Every claim in exactly one story, largest stories first.
    """
    ordered = sorted(claims, key=lambda c: c.claim_id)
    known = {c.claim_id for c in ordered}
    parent = {claim_id: claim_id for claim_id in known}
    reasons: list[tuple[str, str]] = []

    def root(claim_id: str) -> str:
        while parent[claim_id] != claim_id:
            parent[claim_id] = claim_id = parent[parent[claim_id]]
        return claim_id

    def join(a: str, b: str, why: str) -> None:
        one, other = sorted((root(a), root(b)))
        if one != other:
            parent[other] = one
            reasons.append((a, why))

    for first, second, why in _typed_links(ordered, short_ids or {}, known):
        join(first, second, why)
    for bucket in _buckets(ordered).values():
        for i, a in enumerate(bucket):
            for b in bucket[i + 1 :]:
                shared = _shared_origin(a, b)
                if shared is not None:
                    join(a.claim_id, b.claim_id, shared)
    groups: dict[str, list[Claim]] = {}
    for claim in ordered:
        groups.setdefault(root(claim.claim_id), []).append(claim)
    why_of: dict[str, list[str]] = {}
    for claim_id, why in reasons:
        why_of.setdefault(root(claim_id), []).append(why)
    made = [_story(group, why_of.get(key, [])) for key, group in groups.items()]
    return tuple(sorted(made, key=lambda s: (-len(s.claim_ids), s.label, s.story_id)))


def _typed_links(
    claims: Sequence[Claim], short_ids: Mapping[str, str], known: set[str]
) -> list[tuple[str, str, str]]:
    links, first_on = [], dict[str, str]()
    for claim in claims:
        for source in claim.rests_on:
            target = short_ids.get(source, source)
            if target in known:
                links.append(
                    (target, claim.claim_id, f"{source} is what another was derived from")
                )
            elif source in first_on:
                links.append((first_on[source], claim.claim_id, f"both rest on {source}"))
            else:
                first_on[source] = claim.claim_id
    return links


def _buckets(claims: Sequence[Claim]) -> dict[str, list[Claim]]:
    """Claims that have anybody in common: only those can share an origin."""
    buckets: dict[str, list[Claim]] = {}
    for claim in claims:
        for name in _chain(claim):
            buckets.setdefault(name, []).append(claim)
    return buckets


def _chain(claim: Claim) -> set[str]:
    speaker = () if claim.speaker is None else (claim.speaker,)
    parties = [p for p in (*speaker, *claim.via, *claim.cites) if p.kind != "unnamed"]
    return {p.name.casefold() for p in parties}


def _shared_origin(a: Claim, b: Claim) -> str | None:
    if not _overlap(a, b):
        return None
    figure = _shared_figure(a, b)
    if _speaker(a) and _speaker(a) == _speaker(b) and figure:
        return f"same speaker ({a.speaker.name if a.speaker else ''}) and same figure ({figure})"
    if a.event.type != b.event.type:
        return None
    for one, other in ((a, b), (b, a)):
        behind = {p.name.casefold(): p.name for p in (*one.cites, *one.via) if p.kind != "unnamed"}
        if _speaker(other) in behind:
            return f"one repeats {behind[_speaker(other)]}"
    shared = _names(a.cites) & _names(b.cites)
    if shared:
        return f"both cite {min(shared)}"
    carried = _names(a.via) & _names(b.via)
    if carried and figure:
        return f"both carried by {min(carried)} with the same figure ({figure})"
    return None


def _speaker(claim: Claim) -> str:
    named = claim.speaker is not None and claim.speaker.kind != "unnamed"
    return claim.speaker.name.casefold() if claim.speaker and named else ""


def _names(parties: Sequence[Party]) -> set[str]:
    return {p.name for p in parties if p.kind != "unnamed"}


def _shared_figure(a: Claim, b: Claim) -> str | None:
    theirs = {_figure(q) for q in b.quantities}
    return next((q.text for q in a.quantities if _figure(q) in theirs), None)


def _figure(quantity: Quantity) -> tuple[float | None, float | None, str]:
    return quantity.low, quantity.high, (quantity.unit or "").casefold()


def _overlap(a: Claim, b: Claim) -> bool:
    first, second = _window(a), _window(b)
    return first[0] <= second[1] and second[0] <= first[1]


def _window(claim: Claim) -> tuple[date, date]:
    """Days of the event; a claim without any overlaps with all."""
    if claim.event_time is None:
        return date.min, date.max
    return claim.event_time.start_date or date.min, claim.event_time.end_date or date.max


def _story(group: Sequence[Claim], reasons: Sequence[str]) -> Story:
    first = min(group, key=lambda c: (_said(c), c.document.id, c.content.start))
    who = first.speaker.name if first.speaker else (first.document.publisher or "own voice")
    ids = tuple(
        c.claim_id for c in sorted(group, key=lambda c: (_said(c), c.document.id, c.content.start))
    )
    return Story(
        story_id=content_id("story", *sorted(ids)),
        label=f"{who}, {_short(first.content.text)}",
        claim_ids=ids,
        reasons=tuple(dict.fromkeys(reasons)),
    )


def _said(claim: Claim) -> date:
    said = claim.said_time.start_date if claim.said_time else None
    return said or claim.document.published or date.max


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 60 else f"{flat[:59].rsplit(' ', 1)[0]} …"
