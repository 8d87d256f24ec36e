"""A claim as the search for origins sees it: who speaks through whom, what figures, which days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tidewaiter.link.stories.aliases import Aliases, aliases_of, is_name
from tidewaiter.link.stories.words import runs, speaks_of, words
from tidewaiter.model.claims import Claim, Party, Quantity
from tidewaiter.names.clean import fold

#: The numbers that a quantity prints, and its unit: "about 600" and "600" are one figure.
Figure = tuple[tuple[float, ...], str]
_MOVEMENT = frozenset({"transfer", "vessel"})
_FIRST, _LAST = date.min.toordinal(), date.max.toordinal()


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """One claim.

    Attributes:
        claim: The claim itself.
        ref: Its id.
        voice: Key of who speaks: the speaker, or the outlet where it speaks itself; an unnamed
            speaker, and an outlet without a name, are known within one document only.
        named: Whether ``voice`` means the same in every document.
        via: Keys of who carried it.
        cites: Keys of whom the speaker has it from; makers of images are not among them.
        outlet: Key of the publisher; empty where unknown.
        figures: What it counts.
        start: First day that it speaks of, as an ordinal.
        end: Last day; where the claim leaves it open, the day of being said.
        dated: Whether it names any day.
        said: When it was said, else printed; None if unknown.
        stated: When the document says that it was said; None if it does not.
        converts: Whether it says what some count could hold, weigh or amount to.
        capacity: Whether its figure is such a one, or given with reserve.
        observed: Whether it tells what it rests on: an image, a ledger, a source, another claim.
        runs: Runs of words that stand in it.
    """

    claim: Claim
    ref: str
    voice: str
    named: bool
    via: frozenset[str]
    cites: frozenset[str]
    outlet: str
    figures: frozenset[Figure]
    start: int
    end: int
    dated: bool
    said: int | None
    stated: int | None
    converts: bool
    capacity: bool
    observed: bool
    runs: frozenset[tuple[str, ...]]

    @property
    def order(self) -> tuple[int, str, int, str]:
        """Sort by day of being said, then by place."""
        said = _LAST if self.said is None else self.said
        return said, self.claim.document.id, self.claim.content.start, self.ref

    @property
    def event(self) -> str:
        """What kind of event it speaks of."""
        return self.claim.event.type

    @property
    def matter(self) -> str:
        """The same, more widely: one shipment is a transfer to one paper and a voyage to the next."""
        return "movement" if self.event in _MOVEMENT else self.event

    @property
    def told(self) -> bool:
        """Whether it is known what kind of event it speaks of: "statement" is anything else."""
        return self.event != "statement"

    @property
    def units(self) -> frozenset[str]:
        """Units of its figures."""
        return frozenset(unit for _, unit in self.figures)

    def words_of(self, figures: frozenset[Figure]) -> str:
        """Return the words in which it gives one of some figures."""
        said = (q.text for q in self.claim.quantities if figure(q) in figures)
        return next(said, self.claim.quantities[0].text if self.claim.quantities else "")

    def overlaps(self, other: Seen) -> bool:
        """Say whether the two speak of a common day."""
        return self.start <= other.end and other.start <= self.end


def seen(claims: Sequence[Claim]) -> tuple[tuple[Seen, ...], Aliases]:
    """Return all claims as they are seen, in the order of being said, and the names in them."""
    aliases = aliases_of(claims)
    return tuple(sorted((_seen(c, aliases) for c in claims), key=lambda s: s.order)), aliases


def figure(quantity: Quantity) -> Figure:
    """Return what a quantity prints, whatever words of bound stand round it.

    >>> figure(Quantity("about 600 boxes", 0, 15, 540, 600, 660, "Boxes", None))
    ((600.0,), 'boxes')
    >>> figure(Quantity("up to 9 ships", 0, 13, 0, None, 9, "ships", None))
    ((9.0,), 'ships')
    """
    low, best, high = quantity.low, quantity.best, quantity.high
    if best is not None:
        numbers: tuple[float, ...] = (best,)
    elif low and high is not None:
        numbers = (low, high)
    else:
        numbers = tuple(n for n in (low or high, high or low)[:1] if n is not None)
    return tuple(map(float, numbers)), fold(quantity.unit or quantity.of or "")


def _seen(claim: Claim, aliases: Aliases) -> Seen:
    outlet = aliases.key(claim.document.publisher) if claim.document.publisher else ""
    voice, named = _voice(claim, outlet, aliases)
    said = claim.said_on
    stated = claim.said_time.start_date if claim.said_time else None
    start, end = _window(claim, said)
    cites = _keys(claim.cites, aliases)
    converts = bool(claim.quantities) and speaks_of(claim, "capacity", around=True)
    return Seen(
        claim=claim,
        ref=claim.claim_id,
        voice=voice,
        named=named,
        via=_keys(claim.via, aliases) - {voice},
        cites=cites - words("imagery_makers"),
        outlet=outlet,
        figures=frozenset(figure(q) for q in claim.quantities),
        start=start,
        end=end,
        dated=claim.event_time is not None,
        said=None if said is None else said.toordinal(),
        stated=None if stated is None else stated.toordinal(),
        converts=converts,
        capacity=bool(claim.quantities) and (converts or claim.certainty != "certain"),
        observed=bool(cites or claim.rests_on) or speaks_of(claim, "imagery", around=True),
        runs=frozenset(runs(claim)),
    )


def _voice(claim: Claim, outlet: str, aliases: Aliases) -> tuple[str, bool]:
    if claim.speaker is None:
        return (outlet, True) if outlet else (f"own voice of {claim.document.id}", False)
    if claim.speaker.kind == "unnamed" or not is_name(claim.speaker.name):
        return f"{fold(claim.speaker.name)} of {claim.document.id}", False
    return aliases.key(claim.speaker.name), True


def _keys(parties: Sequence[Party], aliases: Aliases) -> frozenset[str]:
    named = (p.name for p in parties if p.kind != "unnamed" and is_name(p.name))
    return frozenset(aliases.key(name) for name in named)


def _window(claim: Claim, said: date | None) -> tuple[int, int]:
    when = claim.event_time
    start = when.start_date.toordinal() if when and when.start_date else _FIRST
    if when and when.end_date:
        return start, when.end_date.toordinal()
    end = _LAST if said is None else said.toordinal()
    return start, end if end >= start else _LAST
