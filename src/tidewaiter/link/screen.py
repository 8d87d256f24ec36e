"""Is this name or number on a list? A graded score with its reasons."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from rapidfuzz import fuzz, process

from tidewaiter.model.listings import ListedName, Listing, Match, Reason
from tidewaiter.names.compare import compare, key
from tidewaiter.names.numbers import imo_valid

#: From here on a match is worth a look.
ALERT_AT = 0.85
#: Most that a query and a ship get whose valid IMO numbers differ.
_OTHER_HULL = 0.5
_CANDIDATES = 40
_KIND_FACTOR = {"name": 1.0, "alias": 1.0, "previousName": 0.98, "weakAlias": 0.9}
_KIND_WORDS = {
    "name": "the listed name",
    "alias": "a listed alias",
    "previousName": "a former name",
    "weakAlias": "a weak alias, by the list's own word",
}
_SHORT = 4
_IMO_QUERY = re.compile(r"^\s*(?:IMO\s*(?:number|no\.?|[:#])?\s*)?(\d{7})\s*$", re.IGNORECASE)
_MMSI_QUERY = re.compile(r"^\s*(?:MMSI\s*[:#]?\s*)?(\d{9})\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Index:
    """Listings, ready to be searched. Make one with :meth:`build`."""

    listings: tuple[Listing, ...]
    keys: tuple[str, ...]
    owners: tuple[tuple[int, ListedName], ...]
    numbers: Mapping[tuple[str, str], tuple[int, ...]]

    @classmethod
    def build(cls, listings: Iterable[Listing]) -> Index:
        """Index listings by folded name and by identifier."""
        kept = tuple(listings)
        keys: list[str] = []
        owners: list[tuple[int, ListedName]] = []
        numbers: dict[tuple[str, str], list[int]] = {}
        for i, listing in enumerate(kept):
            for name in listing.names:
                folded = key(name.text)
                if folded:
                    keys.append(folded)
                    owners.append((i, name))
            for number in listing.identifiers:
                numbers.setdefault((number.scheme, number.value), []).append(i)
        frozen = {k: tuple(dict.fromkeys(v)) for k, v in numbers.items()}
        return cls(kept, tuple(keys), tuple(owners), frozen)

    def screen(
        self, query: str, *, limit: int = 5, alert_at: float = ALERT_AT
    ) -> tuple[Match, ...]:
        """Return the listings most like a name, an IMO number or an MMSI, best first.

        Args:
            query: "CHONG CHON GANG", "IMO 7937317", "445123000".
            limit: Most answers; at least one is given where anything is listed at all.
            alert_at: Score from which a match is worth a look.
        """
        for pattern, scheme in ((_IMO_QUERY, "imoNumber"), (_MMSI_QUERY, "mmsi")):
            found = pattern.match(query)
            if found:
                return self._by_number(query, scheme, found.group(1))[:limit]
        return self._by_name(query, limit, alert_at)

    def screen_vessel(
        self, name: str, imo: str | None = None, mmsi: int | None = None
    ) -> tuple[Match, ...]:
        """Screen one ship by all that is known of it; alerts only.

        Two valid and different IMO numbers are two ships: their score is held below the alert
        line, whatever their names.
        """
        found: dict[str, Match] = {}
        asked = ((imo, "imoNumber"), (None if mmsi is None else str(mmsi), "mmsi"))
        for number, scheme in asked:
            if number is not None:
                for match in self._by_number(name, scheme, number):
                    found.setdefault(match.listing.listing_id, match)
        for match in self._by_name(name, 5, ALERT_AT):
            if match.alert and match.listing.schema == "Vessel":
                held = _against_imo(match, imo)
                found.setdefault(held.listing.listing_id, held)
        return tuple(sorted((m for m in found.values() if m.alert), key=_rank))

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
        return tuple(sorted(parties.values(), key=_rank))

    def _by_number(self, query: str, scheme: str, number: str) -> tuple[Match, ...]:
        label = {"imoNumber": "IMO number", "mmsi": "MMSI"}[scheme]
        matches = []
        for i in self.numbers.get((scheme, number), ()):
            sure = scheme != "imoNumber" or imo_valid(number)
            points = 0.98 if sure else 0.8
            doubt = "" if sure else "; the number fails its check digit"
            reason = Reason(points, f"The {label} is the same{doubt}.", number, number)
            listing = self.listings[i]
            matches.append(Match(query, listing, points, True, number, number, (reason,)))
        return tuple(sorted(matches, key=_rank))

    def _by_name(self, query: str, limit: int, alert_at: float) -> tuple[Match, ...]:
        asked = key(query)
        if not asked or not self.keys:
            return ()
        best: dict[int, Match] = {}
        for at in self._candidates(asked):
            i, name = self.owners[at]
            likeness = compare(asked, self.keys[at])
            score = likeness.score * _KIND_FACTOR[name.kind]
            short = len(asked.replace(" ", "")) < _SHORT
            if short:
                score = min(score, alert_at - 0.01)
            if i in best and best[i].score >= score:
                continue
            note = " A name this short proves nothing." if short else ""
            reason = Reason(
                round(score, 4),
                f"Compared with {_KIND_WORDS[name.kind]}: {likeness.change}.{note}",
                query,
                name.line,
            )
            best[i] = Match(
                query,
                self.listings[i],
                round(score, 4),
                score >= alert_at,
                query,
                name.line,
                (reason,),
            )
        return tuple(sorted(best.values(), key=_rank)[:limit])

    def _candidates(self, asked: str) -> Sequence[int]:
        scores = np.maximum(
            process.cdist([asked], self.keys, scorer=fuzz.ratio, dtype=np.uint8)[0],
            process.cdist([asked], self.keys, scorer=fuzz.token_sort_ratio, dtype=np.uint8)[0],
        )
        count = min(_CANDIDATES, len(scores))
        top = np.argpartition(-scores.astype(np.int16), count - 1)[:count]
        return [int(at) for at in sorted(top)]


def _against_imo(match: Match, imo: str | None) -> Match:
    listed = [n.value for n in match.listing.identifiers if n.scheme == "imoNumber" and n.valid]
    if imo is None or not listed or imo in listed or not imo_valid(imo):
        return match
    reason = Reason(
        -(match.score - _OTHER_HULL),
        "The IMO numbers are both valid and differ: two ships of one name.",
        imo,
        listed[0],
    )
    score = min(match.score, _OTHER_HULL)
    return replace(match, score=score, alert=False, reasons=(*match.reasons, reason))


def _rank(match: Match) -> tuple[float, str, str]:
    return -match.score, match.listing.list_id, match.listing.entry
