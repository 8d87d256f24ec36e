"""Alleged, denied, acknowledged: how a party's word on its own doings changes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from tidewaiter.assess.figures import Known
from tidewaiter.model.claims import Claim
from tidewaiter.model.figures import Stance, StanceChange, Step
from tidewaiter.model.ids import content_id
from tidewaiter.model.words import day
from tidewaiter.names.countries import country

_FIRST = re.compile(
    r"\bfor the first time\b|\bfirst (?:public )?(?:acknowledg|admi|confirm)", re.IGNORECASE
)
#: Goods moved and the ships that move them are one subject; a stance or a plan is none.
_SUBJECT = {
    "transfer": "transfer", "vessel": "transfer", "deployment": "deployment",
    "casualty": "casualty", "attack": "attack", "inspection": "inspection",
}  # fmt: skip
_ALLEGING = frozenset({"say", "accuse", "narrate", "condemn", "warn"})
_DOERS = frozenset({"agent", "carrier", "target"})
_PARTY_ROLES = frozenset({"agent", "recipient", "target", "carrier", "destination", "origin"})


def stances(claims: Iterable[Claim], known: Known | None = None) -> tuple[StanceChange, ...]:
    """Find what was alleged of a party that has denied or acknowledged it.

    Two claims are on one subject when they are of one kind of event and the other's participants
    hold who denies or acknowledges, or the doer, ship or target of which it speaks; a shared port, a
    country of destination or a common noun such as "ships" is not enough. A negative statement is a denial where its speaker is a
    participant. Countries are known by any of their names. One word alone is no change, unless the
    text says that it is the first.

    Args:
        claims: In any order.
        known: What is known of them; nothing, if not given.
    """
    facts = known or Known()
    told = sorted((c for c in claims if c.event.type in _SUBJECT), key=lambda c: c.order)
    own: dict[tuple[str, str], list[Claim]] = {}
    for claim in told:
        who = "" if claim.speaker is None else facts.party(claim.speaker.name)
        if who and _own_word(claim, _key(who)):
            own.setdefault((_key(who), _SUBJECT[claim.event.type]), []).append(claim)
    made = []
    for (who, subject), words in sorted(own.items()):
        steps = _steps(who, subject, words, told, facts)
        kinds = {s.stance for s in steps}
        if len(kinds) > 1 or any(s.first_time for s in steps):
            made.append(_change(words[0], steps, facts))
    return tuple(sorted(made, key=order))


def order(found: StanceChange) -> tuple[object, ...]:
    """Sort those with most kinds of stance first."""
    return -len({s.stance for s in found.steps}), found.party, found.event, found.change_id


def _steps(
    who: str, subject: str, words: Sequence[Claim], told: Sequence[Claim], known: Known
) -> list[Step]:
    mine = set().union(*(_participants(c, _DOERS) for c in words)) | {who}
    found = []
    for claim in told:
        if _SUBJECT[claim.event.type] != subject:
            continue
        if claim in words:
            found.append(_step(claim, _stance(claim), known))
        elif (
            _stance(claim) == "alleged"
            and claim.act in _ALLEGING
            and _speaker(claim, known) != who
            and _participants(claim, _PARTY_ROLES) & mine
        ):
            found.append(_step(claim, "alleged", known))
    return found


def _own_word(claim: Claim, who: str) -> bool:
    """Say whether a party speaks of its own doings: it denies, acknowledges, or says "not so"."""
    if claim.act in ("deny", "acknowledge"):
        return _stance(claim) != "alleged"
    return _stance(claim) == "denied" and who in _participants(claim, _PARTY_ROLES)


def _stance(claim: Claim) -> Stance:
    if claim.act == "acknowledge" and claim.polarity == "positive":
        return "acknowledged"
    if claim.act == "deny" or (claim.polarity == "negative" and claim.act in ("say", "condemn")):
        return "denied"
    return "alleged"


def _step(claim: Claim, stance: Stance, known: Known) -> Step:
    first = stance == "acknowledged" and _FIRST.search(claim.sentence.text) is not None
    return Step(
        claim_id=claim.claim_id,
        name=known.name(claim.claim_id),
        party=_who(claim),
        stance=stance,
        said=claim.said_on,
        first_time=first,
        text=" ".join(claim.content.text.split()),
    )


def _change(first: Claim, steps: Sequence[Step], known: Known) -> StanceChange:
    party = known.party(_who(first))
    parts = []
    for s in steps:
        tail = " “for the first time”" if s.first_time else ""
        parts.append(f"{s.stance} by {s.party}{tail} ({day(s.said)}, {s.name})")
    return StanceChange(
        change_id=content_id("stance", party, first.event.type, *(s.claim_id for s in steps)),
        party=party,
        event=_SUBJECT[first.event.type],
        steps=tuple(steps),
        sentence=f"{party}, {_SUBJECT[first.event.type]}: {' → '.join(parts)}.",
    )


def _participants(claim: Claim, roles: frozenset[str]) -> frozenset[str]:
    """Everybody in some roles of the event: names, and countries wherever a name holds one.

    "Ships" or "the crew" name nobody: two claims that speak so need not speak of the same.
    """
    found: set[str] = set()
    for role in claim.event.roles:
        if role.role in roles and not role.name.islower():
            found.update((_key(role.name), *_countries(role.name)))
    return frozenset(found)


def _countries(name: str) -> set[str]:
    words = re.findall(r"[\w'’-]+", name)
    runs = [" ".join(words[i : i + n]) for n in (1, 2, 3) for i in range(len(words))]
    return {code for run in runs if (code := country(run)) is not None and run[0].isupper()}


def _key(name: str) -> str:
    return country(name) or name.casefold()


def _speaker(claim: Claim, known: Known) -> str:
    return _key(known.party(_who(claim)))


def _who(claim: Claim) -> str:
    return claim.speaker.name if claim.speaker else claim.document.publisher or "the document"
