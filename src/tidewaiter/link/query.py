"""What is asked of the lists: a name, numbers, and what else is known of the one who bears them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tidewaiter.model.listings import Identifier, Schema, Scheme
from tidewaiter.names.form import Kind
from tidewaiter.names.numbers import imo_valid

_PATTERNS: tuple[tuple[Scheme, re.Pattern[str]], ...] = (
    ("imoNumber", re.compile(r"^\s*(?:IMO\s*(?:number|no\.?|[:#])?\s*)?(\d{7})\s*$", re.IGNORECASE)),
    ("mmsi", re.compile(r"^\s*(?:MMSI\s*[:#]?\s*)?(\d{9})\s*$", re.IGNORECASE)),
    ("imoNumber", re.compile(r"^\s*IMO\s*(?:number|no\.?|[:#])?\s*(\d{5,8})\s*$", re.IGNORECASE)),
    ("callSign", re.compile(r"^\s*call ?sign\s*[:#]?\s*(\w{3,7})\s*$", re.IGNORECASE)),
    ("passportNumber", re.compile(r"^\s*passport\s*(?:no\.?|[:#])?\s*(\w{5,12})\s*$", re.IGNORECASE)),
)  # fmt: skip

#: FollowTheMoney schema → how names of its kind are compared.
KINDS: dict[str, Kind] = {
    "Vessel": "vessel", "Airplane": "vessel", "Person": "person", "Company": "organisation",
    "Organization": "organisation", "LegalEntity": "organisation",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Query:
    """What is known of somebody or something that may be listed.

    Attributes:
        name: A name; empty if only numbers are known.
        schema: FollowTheMoney schema; None asks of all kinds.
        identifiers: Numbers.
        countries: ISO 3166 alpha-2 codes, lower case: flag, nationality, address.
        dates: Birth dates, or years of building; ISO 8601 from the year on.
    """

    name: str = ""
    schema: Schema | None = None
    identifiers: tuple[Identifier, ...] = ()
    countries: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()

    @property
    def kind(self) -> Kind | None:
        """How its name is compared; None where the kind is not known."""
        return None if self.schema is None else KINDS[self.schema]

    @property
    def bare(self) -> bool:
        """Whether a name is all that is known."""
        return not (self.identifiers or self.countries or self.dates)

    @classmethod
    def parse(cls, text: str) -> Query:
        """Read what a person typed: a number with or without its name, else a name.

        >>> Query.parse("IMO 9179842").identifiers[0].value, Query.parse("Angara").name
        ('9179842', 'Angara')
        """
        for scheme, pattern in _PATTERNS:
            if found := pattern.match(text):
                value = found.group(1).upper()
                valid = imo_valid(value) if scheme == "imoNumber" else None
                return cls(identifiers=(Identifier(scheme, value, valid),))
        return cls(name=text.strip())

    def __str__(self) -> str:
        """Return it in a line, as a reader names it."""
        numbers = [f"{_LABELS.get(i.scheme, i.scheme)} {i.value}" for i in self.identifiers]
        return ", ".join(filter(None, [self.name, *numbers]))


_LABELS = {
    "imoNumber": "IMO",
    "mmsi": "MMSI",
    "callSign": "call sign",
    "passportNumber": "passport",
}
