"""Which ships and parties of a case stand on its lists; recorded exceptions are silent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tidewaiter.link.decide import asked_of, silence
from tidewaiter.link.parties import parties
from tidewaiter.link.query import Query
from tidewaiter.link.screen import Index
from tidewaiter.model.claims import Claim
from tidewaiter.model.judgements import Asked, Judgement
from tidewaiter.model.listings import Match
from tidewaiter.model.parties import Named
from tidewaiter.model.vessels import Hull
from tidewaiter.run.config import Case
from tidewaiter.run.exceptions import judgements
from tidewaiter.run.intake import Intake
from tidewaiter.run.kept_index import index_key, kept
from tidewaiter.run.workshop import Workshop


@dataclass(frozen=True, slots=True)
class Matches:
    """What stands on the lists.

    Attributes:
        ships: Place of a ship among those of the case → its matches, the near misses too.
        parties: The parties of the case.
        of_parties: Place of a party → its alerts.
    """

    ships: Mapping[int, tuple[Match, ...]]
    parties: tuple[Named, ...]
    of_parties: Mapping[int, tuple[Match, ...]]

    @property
    def by_id(self) -> dict[str, Match]:
        """The matches of ships by their ids."""
        return {match.match_id: match for group in self.ships.values() for match in group}


def matches_of(
    shop: Workshop, case: Case, intake: Intake, claims: Sequence[Claim], ships: Sequence[Hull]
) -> Matches:
    """Screen the ships and the parties of a case against its standing lists."""
    index = _index(shop, case, intake)
    judged = judgements(shop.ledger)
    of_ships = {i: _of_ship(index, ship, judged) for i, ship in enumerate(ships)}
    texts = [document.text for document in intake.documents]
    named = parties(claims, texts=texts, hulls=ships, listings=intake.listings)
    shop.progress("screening parties", 0, len(named))
    of_parties = {i: _of_party(index, party, judged) for i, party in enumerate(named)}
    return Matches(of_ships, named, of_parties)


def _of_ship(index: Index, ship: Hull, judged: Sequence[Judgement]) -> tuple[Match, ...]:
    """Screen a ship, and the owners of one that alerts."""
    asked = Asked.of(ship.name, ship.imo, ship.mmsi, ship.flag)
    found = silence(asked, index.screen_vessel(ship.name, ship.imo, ship.mmsi), judged)
    behind = index.behind([match for match in found if match.alert])
    owners = (silence(Asked.of(owner.query), (owner,), judged) for owner in behind)
    return (*found, *(owner for of_one in owners for owner in of_one))


def _of_party(index: Index, party: Named, judged: Sequence[Judgement]) -> tuple[Match, ...]:
    query = Query(party.name, party.schema)
    found = silence(asked_of(query), index.screen(query, limit=3), judged)
    return tuple(match for match in found if match.score >= index.settings.alert_at)


def _index(shop: Workshop, case: Case, intake: Intake) -> Index:
    """Open the index of the standing lists, which a screening of the case opens too."""
    if not intake.listings:
        return Index.build((), (), case.screen.settings())
    key = index_key((item.path, item.sha256) for item in intake.items if item.kind == "list")
    index, _ = kept(
        shop.out / "parts",
        key,
        lambda: (intake.listings, intake.standing),
        case.screen.settings(),
        shop.progress,
    )
    return index
