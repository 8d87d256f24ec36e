"""Alleged, denied, acknowledged: how a party's word on its own doings changes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from tidewaiter.assess.acts import KINDS, acts
from tidewaiter.assess.covers import named_carriers
from tidewaiter.assess.figures import Known
from tidewaiter.model.claims import Claim
from tidewaiter.model.figures import Stance, StanceChange, Step
from tidewaiter.model.ids import content_id
from tidewaiter.model.words import day
from tidewaiter.names.countries import country
from tidewaiter.names.ships import ship_name

_FIRST = re.compile(
    r"\bfor the first time\b|\bfirst (?:public )?(?:acknowledg|admi|confirm)", re.IGNORECASE
)
_ALLEGING = frozenset({"say", "accuse", "narrate", "condemn", "warn"})
_DOERS = frozenset({"agent", "carrier", "target"})
_PARTY_ROLES = frozenset({"agent", "recipient", "target", "carrier", "destination", "origin"})
#: Acts that are another's where another does them: one registry speaks for no other.
_OF_WHO_DOES = frozenset({"registration"})
#: Who calls somebody's denial laughable denies nothing that was alleged.
_OF_A_DENIAL = re.compile(r"\bdenials?\b", re.IGNORECASE)
#: Stands for the act of a denial that does not say what it denies.
NOT_STATED = "not stated"


def stances(claims: Iterable[Claim], known: Known | None = None) -> tuple[StanceChange, ...]:
    """Find what was alleged of a party that has denied or acknowledged it.

    Two claims are set against each other where they say that one act was done (see
    :mod:`tidewaiter.assess.acts`), and speak of one ship where both name ships; where either names
    none, the other's participants must hold who denies or acknowledges, or the doer, ship or target
    of which it speaks. A shared port, a country of destination or a common noun such as "ships" is
    not enough. A negative statement is a denial where its speaker is a participant. Countries are
    known by any of their names. One word alone is no change, unless the text says that it is the
    first. A denial whose act cannot be told, by somebody of whom others say something, stands alone.

    Args:
        claims: In any order.
        known: What is known of them; nothing, if not given.
    """
    facts = known or Known()
    everything = sorted(claims, key=lambda c: c.order)
    told = [c for c in everything if acts(c)]
    own: dict[tuple[str, str], list[Claim]] = {}
    for claim in told:
        who = "" if claim.speaker is None else facts.party(claim.speaker.name)
        if who and _own_word(claim, _key(who)):
            for act in acts(claim):
                own.setdefault((_key(who), act), []).append(claim)
    made: dict[tuple[str, ...], StanceChange] = {}
    for (who, act), said in sorted(own.items()):
        for words in _by_ship(said):
            steps = _steps(who, act, words, told, facts)
            kinds = {s.stance for s in steps}
            if len(kinds) > 1 or any(s.first_time for s in steps):
                key = tuple(s.claim_id for s in steps)
                made.setdefault(key, _change(words[0], act, steps, facts))
    alone = _of_nothing_stated(everything, told, facts)
    return tuple(sorted([*made.values(), *alone], key=order))


def order(found: StanceChange) -> tuple[object, ...]:
    """Sort those with most kinds of stance first."""
    return -len({s.stance for s in found.steps}), found.party, found.event, found.change_id


def _by_ship(words: Sequence[Claim]) -> list[list[Claim]]:
    """Part a party's words on one act by the ships that they name; what names none is of all."""
    groups: list[tuple[set[str], list[Claim]]] = []
    for claim in words:
        ships = set(_ships(claim))
        if not ships:
            continue
        together = [g for g in groups if g[0] & ships]
        groups = [g for g in groups if not g[0] & ships]
        merged = [c for _, said in together for c in said]
        groups.append((ships.union(*(names for names, _ in together)), [*merged, claim]))
    without = [c for c in words if not _ships(c)]
    parts = [[*said, *without] for _, said in groups] or [without]
    return [sorted(part, key=lambda c: c.order) for part in parts]


def _steps(
    who: str, act: str, words: Sequence[Claim], told: Sequence[Claim], known: Known
) -> list[Step]:
    found = []
    for claim in told:
        if act not in acts(claim):
            continue
        if claim in words:
            found.append(_step(claim, _stance(claim), known))
        elif (
            _stance(claim) == "alleged"
            and claim.act in _ALLEGING
            and _speaker(claim, known) != who
            and any(_of_one_thing(claim, word, who, act) for word in words)
        ):
            found.append(_step(claim, "alleged", known))
    return found


def _of_one_thing(claim: Claim, word: Claim, who: str, act: str) -> bool:
    """Say whether an allegation is of the ship, or of the party, of which a party's word is."""
    doers, own = (_participants(c, frozenset({"agent"})) for c in (claim, word))
    if act in _OF_WHO_DOES and doers and not doers & (own | {who}):
        return False
    ours, theirs = _ships(word), _ships(claim)
    if ours and theirs:
        return bool(ours & theirs)
    mine = _participants(word, _DOERS) | {who}
    return bool(_participants(claim, _PARTY_ROLES) & mine)


def _of_nothing_stated(
    everything: Sequence[Claim], told: Sequence[Claim], known: Known
) -> list[StanceChange]:
    """Denials of which no act can be told, by those who take part in what others say was done."""
    accused: dict[str, set[str]] = {}
    for claim in told:
        if _stance(claim) == "alleged" and claim.act in _ALLEGING:
            for name in _participants(claim, _PARTY_ROLES):
                accused.setdefault(name, set()).add(_speaker(claim, known))
    return [
        _alone(c, known)
        for c in everything
        if c.act == "deny"
        and not acts(c)
        and (c.event.type in KINDS or c.event.type == "statement")
        and c.speaker is not None
        and not _OF_A_DENIAL.search(c.content.text)
        and accused.get(_speaker(c, known), set()) - {_speaker(c, known)}
    ]


def _alone(claim: Claim, known: Known) -> StanceChange:
    step = _step(claim, "denied", known)
    party = known.party(_who(claim))
    return StanceChange(
        change_id=content_id("stance", party, NOT_STATED, claim.claim_id),
        party=party,
        event=NOT_STATED,
        steps=(step,),
        sentence=(
            f"A denial by {party}, of what is not stated as an act: “{step.text}” "
            f"({day(step.said)}, {step.name})."
        ),
    )


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


def _change(first: Claim, act: str, steps: Sequence[Step], known: Known) -> StanceChange:
    party = known.party(_who(first))
    parts = []
    for s in steps:
        tail = " “for the first time”" if s.first_time else ""
        parts.append(f"{s.stance} by {s.party}{tail} ({day(s.said)}, {s.name})")
    return StanceChange(
        change_id=content_id("stance", party, act, *(s.claim_id for s in steps)),
        party=party,
        event=act,
        steps=tuple(steps),
        sentence=f"{party}, {act}: {' → '.join(parts)}.",
    )


def _ships(claim: Claim) -> frozenset[str]:
    """Ships that a claim names, as carriers, or as targets where ships are what is checked."""
    wanted = (
        ("carrier", "target") if claim.event.type in ("vessel", "inspection") else ("carrier",)
    )
    return named_carriers(
        r.name for r in claim.event.roles if r.role in wanted and not r.name.islower()
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
    return country(name) or ship_name(name)


def _speaker(claim: Claim, known: Known) -> str:
    return _key(known.party(_who(claim)))


def _who(claim: Claim) -> str:
    return claim.speaker.name if claim.speaker else claim.document.publisher or "the document"
