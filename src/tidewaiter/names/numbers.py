"""Numbers that identify ships: IMO numbers, MMSIs, and the country that an MMSI names."""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib import resources

_IMO = re.compile(r"(?<!\d)(?:IMO\s*(?:number|no\.?|#|:)?\s*)?(\d{7})(?!\d)", re.IGNORECASE)
_WEIGHTS = (7, 6, 5, 4, 3, 2)


def imo_valid(number: str | int) -> bool:
    """Say whether seven digits pass the check of IMO resolution A.1117(30).

    The first six digits times 7, 6, 5, 4, 3, 2 add up to a number that ends in the seventh. Some
    slips of one digit pass.

    >>> imo_valid("9179842"), imo_valid(9179843)
    (True, False)
    """
    digits = str(number)
    if not re.fullmatch(r"[0-9]{7}", digits):
        return False
    return sum(int(d) * w for d, w in zip(digits, _WEIGHTS, strict=False)) % 10 == int(digits[6])


def imo(text: str) -> str | None:
    """Find a valid IMO number in a text and return its seven digits, or None.

    >>> imo("IMO 9179842"), imo("9179842"), imo("IMO 9179843")
    ('9179842', '9179842', None)
    """
    return next((n for n in _IMO.findall(text) if imo_valid(n)), None)


def mmsi_country(number: int) -> str | None:
    """Return the country (ISO 3166 alpha-2) whose digits an MMSI carries, None if unallotted.

    Ships carry the three digits first; coast stations after 00, groups after 0, aids to navigation
    after 99, craft of a mother ship after 98, search aircraft after 111, handheld sets after 8.

    >>> mmsi_country(273123450), mmsi_country(445123000), mmsi_country(992731234)
    ('RU', 'KP', 'RU')
    """
    digits = f"{number:09d}"
    for prefix in ("111", "00", "99", "98", "97", "0", "8"):
        if digits.startswith(prefix):
            digits = digits[len(prefix) :]
            break
    return _countries().get(digits[:3])


@cache
def _countries() -> dict[str, str]:
    file = resources.files("tidewaiter.names") / "data" / "mid.csv"
    rows = csv.DictReader(file.read_text(encoding="utf-8").splitlines())
    return {row["mid"]: row["country"] for row in rows}
