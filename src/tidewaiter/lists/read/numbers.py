"""Identifiers of lists, normalised and checked in one place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from tidewaiter.model.listings import Identifier, Schema, Scheme
from tidewaiter.names.codes import (
    bic_shaped,
    call_sign_shaped,
    company_imo_valid,
    inn_valid,
    lei_valid,
    ogrn_valid,
    uscc_valid,
)
from tidewaiter.names.numbers import imo_valid

#: Schemes without blanks, dots or dashes inside, and the check of each, where it has one.
_TIGHT: dict[Scheme, Callable[[str], bool] | None] = {
    "callSign": call_sign_shaped, "innCode": inn_valid, "ogrnCode": ogrn_valid,
    "uscCode": uscc_valid, "leiCode": lei_valid, "swiftBic": bic_shaped, "passportNumber": None,
    "kppCode": None, "okpoCode": None, "dunsCode": None, "crsNumber": None,
}  # fmt: skip
_LOOSE = re.compile(r"[\s.\-]+")
_DIGITS = re.compile(r"[0-9]{2,12}")
_IN_TEXT = re.compile(r"\bIMO(?:\s+(?:number|no\.?))?[\s:#]*([0-9]{4,9})\b", re.IGNORECASE)


def identifier(
    scheme: Scheme, given: str, schema: Schema, country: str | None = None
) -> Identifier | None:
    """Return a number without label and blanks, and whether it passes the check of its scheme.

    The IMO number of a ship is checked as one, that of anybody else as a company's. A Russian tax
    or register number that passes the check of an INN or OGRN is one. What fails a check is kept.

    Args:
        scheme: What the list says that it is.
        given: On one line, as printed: "IMO 9179842", "# 123".
        schema: What the entry is.
        country: Who issued it, ISO 3166 alpha-2 in lower case.

    Returns:
        None where nothing is given.

    >>> identifier("imoNumber", "IMO 543400", "LegalEntity")
    Identifier(scheme='imoNumber', value='543400', valid=False, country=None)
    """
    value = given.strip(" #:;,.")
    if not value:
        return None
    valid: bool | None = None
    if scheme == "imoNumber":
        found = _DIGITS.search(value)
        value = found.group() if found else value
        valid = (imo_valid if schema == "Vessel" else company_imo_valid)(value)
    elif scheme == "mmsi":
        found = _DIGITS.search(_LOOSE.sub("", value))
        value = found.group() if found else value
        valid = len(value) == 9 and value.isdecimal() and int(value) > 0
    elif scheme in _TIGHT:
        value = _LOOSE.sub("", value).upper()
        check = _TIGHT[scheme]
        valid = check(value) if check else None
    elif country == "ru" and scheme == "taxNumber" and inn_valid(value):
        scheme, valid = "innCode", True
    elif country == "ru" and scheme == "registrationNumber" and ogrn_valid(value):
        scheme, valid = "ogrnCode", True
    return Identifier(scheme, value, valid, country) if value else None


def imos_in(text: str | None) -> Iterator[str]:
    """Yield the numbers that a free text calls IMO numbers, of any length.

    >>> list(imos_in("Vessel Registration Identification IMO 9179842; IMO 15411"))
    ['9179842', '15411']
    """
    if text and ("IMO" in text or "imo" in text):
        yield from _IN_TEXT.findall(text)
