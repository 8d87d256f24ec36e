"""Is this ship, company or person on a list? Graded answers with their reasons."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from rapidfuzz import fuzz

from tidewaiter.link.candidates import ranked, sounds
from tidewaiter.link.catalogue import Catalogue
from tidewaiter.link.grade import NameFound, Settings, grade, near_numbers
from tidewaiter.link.query import Query
from tidewaiter.model.listings import Edition, Identifier, ListedName, Listing, Match, Reason
from tidewaiter.names.compare import compare
from tidewaiter.names.form import Form, Kind, form, variants
from tidewaiter.names.numbers import imo_valid

#: From here on a match is worth a look, if nobody sets it otherwise.
ALERT_AT = Settings().alert_at
_BY_LETTERS, _BY_SOUNDS = 20, 8
#: Names that share less of their grams than this are not compared, beyond the first few.
_LEAST_SHARE, _OF_THE_BEST, _ALWAYS = 0.3, 0.4, 3
_ALL_KINDS: tuple[Kind, ...] = ("person", "organisation", "vessel")


class Index:
    """Listings, ready to be asked. Make one with :meth:`build`, or open a kept one."""

    def __init__(self, catalogue: Catalogue, settings: Settings | None = None) -> None:
        self.catalogue = catalogue
        self.settings = settings or Settings()

    @classmethod
    def build(
        cls,
        listings: Iterable[Listing],
        editions: Iterable[Edition] = (),
        settings: Settings | None = None,
    ) -> Index:
        """Index listings; see :meth:`tidewaiter.link.catalogue.Catalogue.build`."""
        return cls(Catalogue.build(listings, editions), settings)

    @classmethod
    def load(cls, folder: Path, settings: Settings | None = None) -> Index | None:
        """Open a kept index; None where there is none that still serves."""
        catalogue = Catalogue.load(folder)
        return None if catalogue is None else cls(catalogue, settings)

    @property
    def listings(self) -> Sequence[Listing]:
        """The entries."""
        return self.catalogue.listings

    def screen(
        self,
        query: str | Query,
        *,
        limit: int = 5,
        misses: int | None = None,
        alert_at: float | None = None,
    ) -> tuple[Match, ...]:
        """Return the entries most like what is asked, best first.

        Below the alert line stand near misses; their reasons say what they lack.

        Args:
            query: A name, "IMO 7937317", "445123000"; or all that is known, as a :class:`Query`.
            limit: Most answers.
            misses: Most answers where none alerts; as many, if None.
            alert_at: Score from which a match is worth a look; the setting, if None.
        """
        asked = Query.parse(query) if isinstance(query, str) else query
        line = self.settings.alert_at if alert_at is None else alert_at
        settings = self.settings if alert_at is None else replace(self.settings, alert_at=line)
        names = self._names(asked)
        rows: list[tuple[float, float, int]] = []
        for at in names.keys() | self._numbered(asked):
            name = names.get(at)
            if name is not None and asked.bare:  # nothing else to weigh, and no entry to read
                score = name.score
            else:
                score, _ = grade(asked, self.listings[at], name, settings, told=False)
            if score > 0:
                rows.append((-score, -name.plain if name is not None else 0.0, at))
        rows.sort()
        if misses is not None and not (rows and -rows[0][0] >= line):
            limit = min(limit, misses)
        return tuple(
            self._match(asked, self.listings[at], names.get(at), settings)
            for *_, at in rows[:limit]
        )

    def screen_vessel(
        self, name: str, imo: str | None = None, mmsi: int | None = None
    ) -> tuple[Match, ...]:
        """Screen one ship by what is known of it; alerts only.

        Two valid and different IMO numbers are two ships: their score is held below the alert
        line, whatever their names.
        """
        numbers = []
        if imo is not None:
            numbers.append(Identifier("imoNumber", imo, imo_valid(imo)))
        if mmsi is not None:
            numbers.append(Identifier("mmsi", str(mmsi)))
        query = Query(name, "Vessel", tuple(numbers))
        return tuple(m for m in self.screen(query, limit=10) if m.alert)

    def behind(self, found: Sequence[Match]) -> tuple[Match, ...]:
        """Return the listed parties that the listings of a ship name as owner or operator.

        Args:
            found: Matches of the ship.
        """
        parties: dict[str, Match] = {}
        for match in found:
            for owner in match.listing.owners:
                for party in self.screen(owner, limit=1):
                    if party.alert and party.listing.schema != "Vessel":
                        why = f"The listing of {match.listed} names it as owner or operator."
                        reason = Reason(0.0, why, match.listing.entry, owner)
                        ref = party.listing.listing_id
                        parties.setdefault(ref, replace(party, reasons=(*party.reasons, reason)))
        return tuple(
            sorted(parties.values(), key=lambda m: (-m.score, m.listing.list_id, m.listing.entry))
        )

    def _match(
        self, asked: Query, listing: Listing, name: NameFound | None, settings: Settings
    ) -> Match:
        if name is not None:
            name = name._replace(listed=listing.names[name.at])
        score, reasons = grade(asked, listing, name, settings)
        if name is not None:
            queried, listed = name.asked, name.listed.line
        else:
            number = next((r for r in reasons if r.points > 0), reasons[0])
            queried, listed = number.queried, number.listed
        edition = self.catalogue.editions.get(listing.locator.sha256)
        alert = score >= settings.alert_at
        return Match(str(asked), listing, score, alert, queried, listed, reasons, edition)

    def _names(self, asked: Query) -> dict[int, NameFound]:
        """Find the entries whose names come near, each with its nearest name."""
        best: dict[int, NameFound] = {}
        if not asked.name.strip():
            return best
        kinds = _ALL_KINDS if asked.kind is None else (asked.kind,)
        for nth, text in enumerate(variants(asked.name)):
            forms = {kind: form(text, kind) for kind in kinds}
            lower = text.casefold()
            for number, _ in self._candidates(forms):
                entry = self.catalogue.entry(number)
                mine = forms.get(entry.kind)
                if mine is None:
                    continue
                theirs = self.catalogue.form(number)
                alike = compare(mine, theirs, entry.kind, self.catalogue.weigh)
                if alike.score <= 0:
                    continue
                listed = ListedName(entry.text, entry.name_kind)
                plain = fuzz.ratio(lower, entry.text.casefold()) if alike.score > 0.5 else 0.0
                found = NameFound(text, listed, alike, plain, not nth and entry.whole, entry.name)
                before = best.get(entry.listing)
                if before is None or found.rank > before.rank:
                    best[entry.listing] = found
        return best

    def _candidates(self, forms: dict[Kind, Form]) -> list[tuple[int, float]]:
        found: list[tuple[int, float]] = []
        for whole in {f.whole for f in forms.values()}:
            found += self.catalogue.letters.nearest(whole, _BY_LETTERS)
        for bare in {f.text for f in forms.values()}:
            found += self.catalogue.letters.one_letter_away(bare)
        for key in {sounds(f.text) for f in forms.values()}:
            found += self.catalogue.by_sound.nearest(key, _BY_SOUNDS)
        first = ranked(found)
        least = max(_LEAST_SHARE, first[0][1] * _OF_THE_BEST) if first else 0.0
        return [f for n, f in enumerate(first) if f[1] >= least or n < _ALWAYS]

    def _numbered(self, asked: Query) -> set[int]:
        """Find the entries that bear a number asked for, or an IMO number one digit off.

        Of whatever kind: the UN lists ships as entities.
        """
        found: set[int] = set()
        for number in asked.identifiers:
            known = self.catalogue.numbers.get(number.scheme, {})
            found |= set(known.get(number.value, ()))
            if number.scheme == "imoNumber":
                for near in near_numbers(number.value) & known.keys():
                    found |= set(known[near])
        return found
