"""AIS off or manipulated."""

from __future__ import annotations

from tidewaiter.assess.typology.found import Found, by_claims, sign
from tidewaiter.assess.typology.settings import Settings
from tidewaiter.assess.typology.ship import Ship, reached
from tidewaiter.assess.typology.words import words

INNOCENT = (
    "Crews may switch AIS off where it endangers the ship (piracy, security in port); sets fail, "
    "receivers and satellites miss messages, messages collide in crowded waters, and satellite "
    "positions of navigation can be jammed by others."
)
_REACH = {"possible": 0.6, "not decidable": 0.4, "not asked": 0.3, "impossible": 0.1}
_SPOOFING = {
    "frozen position": 0.3, "circle": 0.4, "impossible jump": 0.3, "position inland": 0.1,
}  # fmt: skip
#: A pair of false positions may be an error of one receiver's clock.
_FEW = 5


def silence(ship: Ship, settings: Settings) -> Found:
    """Was the ship's AIS off, or did it send what cannot be? Silences count where others were heard meanwhile, more where a watched port was within reach; false positions, shared MMSIs and what claims say count beside."""
    found = Found(checked=ship.heard)
    said = by_claims(found, ship.claims, words("silence"), (0.4, 0.2))
    found.checked = found.checked or said > 0
    if not ship.heard:
        found.open("No track of this ship was given: no silence could be seen.")
        return found
    _gaps(ship, settings, found)
    for event, details in ship.of("spoofing"):
        if event["duration_h"] > settings.longest_silence_d * 24:
            continue
        weight = _SPOOFING.get(details["why"], 0.2)
        few = details.get("positions", _FEW) < _FEW
        found.supports.append(sign(event, weight / 3 if few else weight, ship.words(event)))
    for event, details in ship.of("shared_identity"):
        if details["shared"] == "MMSI":
            own = 200_000_000 <= event["mmsi"] < 800_000_000
            weight = 0.3 if own and details.get("positions", 0) >= _FEW else 0.05
            told = ship.words(event)
            if not own:
                told += " The number is no ship's own: many unprogrammed sets send such numbers."
            found.supports.append(sign(event, weight, told))
    return found


def _gaps(ship: Ship, settings: Settings, found: Found) -> None:
    unknown = beyond = 0
    for event, details in ship.of("gap"):
        heard = details.get("heard_by_others", "unknown")
        answer, _ = reached(ship, details)
        if event["duration_h"] > settings.longest_silence_d * 24:
            beyond += 1
        elif heard == "not heard":
            told = f"{ship.words(event)} That speaks for the receivers."
            found.disputes.append(sign(event, 0.3, told))
        elif heard == "heard":
            found.supports.append(sign(event, _REACH[answer], ship.words(event)))
            if answer == "impossible":
                told = "No watched port was within reach in that silence."
                found.disputes.append(sign(event, 0.3, told))
        else:
            unknown += 1
            weight = 0.2 if answer == "possible" else 0.05
            found.supports.append(sign(event, weight, ship.words(event)))
    if unknown:
        found.open(
            f"Whether others were heard during {_silences(unknown)}: too few were near to judge."
        )
    if beyond:
        found.open(
            f"{_silences(beyond)} of more than {settings.longest_silence_d:g} days: nothing may have "
            "been recorded."
        )


def _silences(count: int) -> str:
    return "one silence" if count == 1 else f"{count} silences"
