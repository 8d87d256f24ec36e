"""What fields of lists write in many ways, in one: countries, identifiers, the id of an entry."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from tidewaiter.lists.read.made import listing
from tidewaiter.model.evidence import Locator
from tidewaiter.model.listings import Identifier, Listing, Ownership, Sanction, Scheme
from tidewaiter.names.clean import fold
from tidewaiter.names.numbers import imo_valid

#: Names of countries that matter most here → ISO 3166 alpha-2. What is not here stays unknown.
_COUNTRIES = {
    "afghanistan": "af", "belarus": "by", "cambodia": "kh", "china": "cn", "cuba": "cu",
    "cyprus": "cy", "democratic peoples republic of korea": "kp", "dprk": "kp", "egypt": "eg",
    "hong kong": "hk", "india": "in", "indonesia": "id", "iran": "ir",
    "iran islamic republic of": "ir", "iraq": "iq", "japan": "jp", "korea north": "kp",
    "korea south": "kr", "lebanon": "lb", "liberia": "lr", "libya": "ly", "malaysia": "my",
    "malta": "mt", "marshall islands": "mh", "north korea": "kp", "pakistan": "pk",
    "panama": "pa", "republic of korea": "kr", "russia": "ru", "russian federation": "ru",
    "sierra leone": "sl", "singapore": "sg", "somalia": "so", "south korea": "kr", "sudan": "sd",
    "syria": "sy", "syrian arab republic": "sy", "taiwan": "tw", "tanzania": "tz", "togo": "tg",
    "turkey": "tr", "ukraine": "ua", "united arab emirates": "ae", "united kingdom": "gb",
    "united states": "us", "venezuela": "ve", "viet nam": "vn", "vietnam": "vn", "yemen": "ye",
}  # fmt: skip
_NUMBERS: tuple[tuple[Scheme, re.Pattern[str]], ...] = (
    ("imoNumber", re.compile(r"\bIMO(?:\s+(?:number|no\.?))?[\s:#]*(\d{7})\b", re.IGNORECASE)),
    ("mmsi", re.compile(r"\bMMSI\)?[\s:#]*(\d{9})\b", re.IGNORECASE)),
    ("passportNumber", re.compile(r"\bPassport(?: number| no\.)?:?\s+#?([A-Z]{0,3}\d[\w-]{3,})")),
    ("idNumber", re.compile(r"\bNational ID(?: No\.)?\s+([\w/-]*\d[\w/-]*)")),
    ("registrationNumber", re.compile(r"\b(?:Registration|Business) (?:ID|Number|No\.)\s+([\w/-]*\d[\w/-]*)")),
    ("taxNumber", re.compile(r"\bTax ID(?: No\.)?\s+([\w/-]*\d[\w/-]*)")),
    ("swiftBic", re.compile(r"\bSWIFT/BIC\s+([A-Z]{4}[A-Z]{2}[A-Z0-9]{2}(?:[A-Z0-9]{3})?)\b")),
)  # fmt: skip


def identifiers_in(text: str, *, only_imo: bool = False) -> Iterator[Identifier]:
    """Yield the numbers that a remark gives.

    >>> [i.value for i in identifiers_in("Vessel Registration Identification IMO 9179842.")]
    ['9179842']
    """
    for scheme, pattern in _NUMBERS[: 1 if only_imo else None]:
        for value in pattern.findall(text):
            valid = imo_valid(value) if scheme == "imoNumber" else None
            yield Identifier(scheme, value, valid)


def countries(names: Iterable[str]) -> tuple[str, ...]:
    """Return the ISO codes of the country names that are known, lower case, sorted.

    >>> countries(["Russia", "North Korea", "Atlantis"])
    ('kp', 'ru')
    """
    return tuple(sorted({_COUNTRIES[f] for f in map(fold, names) if f in _COUNTRIES}))


def put(fields: Mapping[str, Any], locator: Locator, authority: str | None = None) -> Listing:
    """Return an entry of fields whose programmes share one day of listing and one authority."""
    said = dict(fields)
    day = said.pop("listed_on")
    programs = said.pop("programs")
    said["sanctions"] = [Sanction(authority, p, (), day) for p in programs]
    if day and not programs:
        said["sanctions"] = [Sanction(authority, None, (), day)]
    said["ownership"] = [Ownership(name, "linked") for name in said.pop("owners")]
    return listing(locator=locator, **said)
