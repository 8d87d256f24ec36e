"""Recorded exceptions of a case: written to its ledger, listed, withdrawn, applied."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from tidewaiter.errors import CaseError
from tidewaiter.link.decide import asked_of, silence
from tidewaiter.link.query import Query
from tidewaiter.model.changes import said
from tidewaiter.model.judgements import Asked, Judgement
from tidewaiter.model.listings import Listing, Match
from tidewaiter.model.records import as_json, from_json
from tidewaiter.run import decisions
from tidewaiter.run.clock import now
from tidewaiter.run.config import read_case
from tidewaiter.run.editions import standing_listings
from tidewaiter.run.progress import Progress, silent

if TYPE_CHECKING:  # a screening without a case shall not wait for the ledger's imports
    from tidewaiter.ledger.store import Ledger


@dataclass(frozen=True, slots=True)
class Exceptions:
    """What has been decided in a case, and the ships that it knows; made by :func:`of_case`."""

    judgements: tuple[Judgement, ...] = ()
    ships: Mapping[tuple[str, str], tuple[Asked, ...]] = field(default_factory=dict)

    def silence(self, query: Query, matches: Iterable[Match]) -> tuple[Match, ...]:
        """Apply the exceptions to the answers to a query.

        A query that means one ship of the case has all the facts that the case knows of it.
        """
        if not self.judgements:
            return tuple(matches)
        asked = asked_of(query)
        meant = self.meant(asked)
        asked = meant[0] if len(meant) == 1 else asked
        return silence(asked, matches, self.judgements)

    def meant(self, asked: Asked) -> tuple[Asked, ...]:
        """Return the ships of the case that a query names, by all that is known of them."""
        return next((self.ships[w] for w in asked.who if w in self.ships), ())


def of_case(case: Path | None) -> Exceptions:
    """Return the exceptions of a case; none without a case, or before anything was recorded."""
    file = None if case is None else case / "out" / "ledger.sqlite"
    if file is None or not file.is_file():
        return Exceptions()
    from tidewaiter.ledger.store import Ledger

    with Ledger.open_file(file) as ledger:
        hulls = ledger.current("hull").values()
        known = [Asked.of(h["name"], h["imo"], h["mmsi"], h["flag"]) for h in hulls]
        ships: dict[tuple[str, str], tuple[Asked, ...]] = {}
        for ship in known:
            for who in ship.who:
                ships[who] = (*ships.get(who, ()), ship)
        return Exceptions(judgements(ledger), ships)


def recorded(case: Path) -> tuple[Judgement, ...]:
    """Return the exceptions of a case; see :func:`tidewaiter.api.exceptions`."""
    read_case(case)
    return of_case(case).judgements


def judgements(ledger: Ledger) -> tuple[Judgement, ...]:
    """Return the last judgement on each question, in the order in which these were first judged."""
    return tuple(from_json(Judgement, body) for body in ledger.current("judgement").values())


def record(
    case: Path, query: str, target: str, *, by: str, why: str, progress: Progress = silent
) -> Judgement:
    """Record that a query and an entry are not the same; see :func:`tidewaiter.api.make_exception`."""
    read_case(case)
    by, why = decisions.said(by, "--by"), decisions.said(why, "--why")
    if not query.strip():
        raise CaseError("the query is blank; give a name, an IMO number or an MMSI")
    listing = _entry(target, standing_listings(case, progress))
    asked = asked_of(Query.parse(query))
    meant = of_case(case).meant(asked)
    if len(meant) > 1:
        ships = "; ".join(ship.words for ship in meant)
        raise CaseError(f"{query!r} is more than one ship of this case ({ships}); give a number")
    asked = meant[0] if meant else asked
    made = Judgement(
        asked=asked,
        digest=asked.digest,
        list_id=listing.list_id,
        entry=listing.entry,
        key=listing.key,
        listing_id=listing.listing_id,
        listed=listing.names[0].line,
        said=said(listing),
        verdict="not the same",
        by=by,
        why=why,
        judged_utc=now(),
    )
    _keep(case, made)
    return made


def lift(case: Path, number: int, *, by: str, why: str) -> Judgement:
    """Withdraw an exception; see :func:`tidewaiter.api.lift_exception`."""
    by, why = decisions.said(by, "--by"), decisions.said(why, "--why")
    known = of_case(case).judgements
    if not 1 <= number <= len(known) or known[number - 1].verdict == "withdrawn":
        raise CaseError(f"no exception {number} stands; see them with: tidewaiter except {case}")
    made = replace(known[number - 1], verdict="withdrawn", by=by, why=why, judged_utc=now())
    _keep(case, made)
    return made


def _keep(case: Path, made: Judgement) -> None:
    from tidewaiter.ledger.store import Draft, Ledger

    draft = Draft("judgement", made.judgement_id, as_json(made), made.judged_utc.date())
    (case / "out").mkdir(exist_ok=True)
    with Ledger.open_file(case / "out" / "ledger.sqlite") as ledger:
        ledger.append([draft], learned=made.judged_utc)


def _entry(target: str, listings: Sequence[Listing]) -> Listing:
    """Find ``LIST_ID:ENTRY``, the entry by the list's reference or by its number of the record."""
    lists = sorted({listing.list_id for listing in listings})
    list_id = next((name for name in lists if target.startswith(f"{name}:")), None)
    if list_id is None:
        raise CaseError(
            f"{target!r} names no list of this case; give one of {', '.join(lists)}, a colon and "
            "the entry, such as un-sc:KPi.033"
        )
    entry = target.removeprefix(f"{list_id}:").strip()
    of_list = [listing for listing in listings if listing.list_id == list_id]
    found = [x for x in of_list if entry == x.entry] or [x for x in of_list if entry == x.record]
    if not found:
        raise CaseError(f"no entry {entry!r} stands on {list_id} as this case has it")
    if len({x.listing_id for x in found}) > 1:
        records = ", ".join(x.key if x.key != x.entry else x.names[0].line for x in found)
        raise CaseError(
            f"{target} is more than one entry ({records}); give the number of the record"
        )
    return found[0]
