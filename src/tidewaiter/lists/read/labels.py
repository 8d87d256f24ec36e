"""What OFAC calls things, in FollowTheMoney's names: one table for all of its forms of list."""

from __future__ import annotations

import re
from collections.abc import Iterator

#: FollowTheMoney's name (or a kind of name, or a role) → OFAC's labels for it.
_LABELS = {
    "birthDate": ("DOB", "Birthdate"),
    "birthPlace": ("POB", "Place of Birth"),
    "nationality": ("nationality", "Nationality Country", "nationality of"),
    "citizenship": ("citizen", "Citizenship Country", "citizenship"),
    "jurisdiction": ("Nationality of Registration",),
    "gender": ("Gender",),
    "title": ("Title",),
    "imoNumber": ("Vessel Registration Identification", "IMO"),
    "mmsi": ("MMSI", "Maritime Mobile Service Identity (MMSI)"),
    "callSign": ("Vessel Call Sign", "Other Vessel Call Sign"),
    "flag": ("Vessel Flag",),
    "pastFlags": ("Former Vessel Flag", "Other Vessel Flag"),
    "type": ("VESSEL TYPE", "Other Vessel Type"),
    "pastTypes": ("Former Vessel Type",),
    "tonnage": ("Vessel Tonnage",),
    "deadweightTonnage": ("Vessel DWT", "Deadweight Tonnage"),
    "grossRegisteredTonnage": ("Vessel Gross Registered Tonnage", "Vessel Gross Tonnage"),
    "buildDate": ("Vessel Year of Build", "Aircraft Manufacture Date"),
    "owner": ("Vessel Owner", "Beneficial Owner"),
    "operator": ("Aircraft Operator", "Vessel Operator"),
    "linked": ("Linked To",),
    "model": ("Aircraft Model",),
    "icaoCode": ("Aircraft Mode S Transponder Code",),
    "serialNumber": (
        "Aircraft Manufacturer's Serial Number (MSN)",
        "Aircraft Construction Number (also called L/N or S/N or F/N)",
    ),
    "passportNumber": (
        "Passport", "Diplomatic Passport", "Stateless Person Passport", "UAE Passport",
        "Official Passport",
    ),
    "idNumber": (
        "National ID No.", "Cedula No.", "Cedula de Ciudadania", "Identification Number",
        "C.U.R.P.", "D.N.I.", "SSN", "Personal ID Card", "Driver's License No.",
        "Electoral Registry No.", "Residency Number", "Turkish Identification Number",
        "Birth Certificate Number", "Stateless Person ID Card", "Refugee ID Card", "C.I.N.",
        "Kenyan ID No.", "Moroccan Personal ID No.", "Citizen's Card Number", "LE Number",
        "National Foreign ID Number", "Tarjeta Profesional", "Tarjeta de Identidad", "Visa Number ID",
        "Immigration No.", "Travel Document Number", "Numero de Identidad", "Bosnian Personal ID No.",
        "Interpol: Red Notice. File No.", "Seafarer's Identification Document", "I.F.E.",
        "Cartilla de Servicio Militar Nacional", "Credencial electoral", "Military Registration Number",
        "Serial No.", "Afghan Money Service Provider License Number", "Pilot License Number",
        "Single Administrative Document ID", "Permanent Resident Card Number", "Registration Certificate Number (Dubai)",
    ),
    "taxNumber": (
        "Tax ID No.", "NIT #", "RUC #", "R.F.C.", "RIF #", "RTN", "RNC", "Italian Fiscal Code",
        "V.A.T. Number", "Fiscal Code", "C.U.I.T.", "C.U.I.P.", "C.U.I.", "N.I.E.", "Paraguayan tax identification number",
        "CNP (Personal Numerical Code)", "N.R.I.", "RSIN", "C.I.F.",
    ),
    "registrationNumber": (
        "Registration Number", "Registration ID", "Company Number", "Commercial Registry Number",
        "Matricula Mercantil No", "Folio Mercantil No.", "Business Registration Number",
        "Business Registration Document #", "Business Number", "C.R. No.",
        "Public Registration Number", "Trade License No.", "UK Company Number", "Enterprise Number",
        "Certificate of Incorporation Number", "Chamber of Commerce Number", "Romanian C.R.",
        "Romanian Permanent Resident", "Trade Mark No.", "Economic Register Number (CBLS)", "Registered Charity No.",
        "Government Gazette Number", "Central Registration Service", "File Number", "Branch Unit Number",
        "Registration Country Number", "Aircraft Tail Number", "Commercial Registry", "Istanbul Chamber of Comm. No.",
        "Central Registration System Number", "Dubai Chamber of Commerce Membership No.", "License", "MSB Registration Number",
        "Legal Entity Number", "Chinese Commercial Code", "United Social Credit Code Certificate (USCCC)",
    ),
    "uscCode": ("Unified Social Credit Code (USCC)",),
    "leiCode": ("Legal Entity Identifier",),
    "dunsCode": ("D-U-N-S Number",),
    "swiftBic": ("SWIFT/BIC",),
    "bikCode": ("BIK (RU)",),
    "isinCode": ("ISIN",),
    "ticker": ("Equity Ticker",),
    "email": ("Email Address",),
    "website": ("Website",),
    "phone": ("Phone Number", "Telephone"),
    "incorporationDate": ("Organization Established Date",),
    "sector": ("Organization Type",),
    "address": ("Address",),
}  # fmt: skip


def _key(label: str) -> str:
    return label.strip(" :-").casefold()


_NAMES = {_key(label): name for name, labels in _LABELS.items() for label in labels}
#: First word of a label, in lower case → the labels that start so, longest first.
_BY_WORD: dict[str, list[str]] = {}
for _label in sorted((x for labels in _LABELS.values() for x in labels), key=len, reverse=True):
    _BY_WORD.setdefault(_label.split()[0].casefold(), []).append(_label)
_QUOTED = re.compile(r"(a\.k\.a\.|f\.k\.a\.|n\.k\.a\.) '([^']+)'")
_KINDS = {"a.k.a.": "weakAlias", "f.k.a.": "previousName", "n.k.a.": "alias"}
#: What may follow a number: who issued it, when, until when.
_TAIL = re.compile(r"(.*?)(?:\s*\(([^()]*)\))?(?:\s+issued\s.*?)?(?:\s+expires\s.*)?", re.DOTALL)
_NO_TAIL = frozenset(
    ("linked", "birthDate", "birthPlace", "email", "website", "phone", "operator", "owner")
)
_PARTS = re.compile(r";\s*")
_ISO_DAY = re.compile(r"\d{4}(?:-\d\d){0,2}")


def meaning(label: str) -> str | None:
    """Return FollowTheMoney's name for one of OFAC's labels, None where we know none.

    >>> meaning("Linked To:"), meaning("Aircraft Tail Number"), meaning("Target Type")
    ('linked', 'registrationNumber', None)
    """
    return _NAMES.get(_key(label))


def facts(remarks: str) -> Iterator[tuple[str, str, str | None]]:
    """Yield what OFAC packs into one line of remarks: name, value, issuing country as printed.

    >>> list(facts("DOB circa 1951; alt. Passport A12 (Iran) issued 02 May 2001; Linked To: MAHAN AIR."))
    [('birthDate', 'circa 1951', None), ('passportNumber', 'A12', 'Iran'), ('linked', 'MAHAN AIR', None)]
    """
    if "k.a. '" in remarks:
        for mark, name in _QUOTED.findall(remarks):
            yield _KINDS[mark], name, None
    for part in _PARTS.split(remarks.removesuffix(".")):
        text = part.removeprefix("alt. ")
        first = text.split(None, 1)
        if not first:
            continue
        for label in _BY_WORD.get(first[0].rstrip(":").casefold(), ()):
            size = len(label)
            if text[:size] == label and text[size : size + 1] in (" ", ":"):
                name = _NAMES[_key(label)]
                value = text[size:].lstrip(" :#")
                if name in ("idNumber", "registrationNumber") and value.startswith("IMO "):
                    name = "imoNumber"  # of a company
                if name in _NO_TAIL:
                    yield name, value, None
                else:
                    found = _TAIL.fullmatch(value)
                    yield (name, found.group(1), found.group(2)) if found else (name, value, None)
                break


def listed_ids(text: str) -> Iterator[tuple[str, str, str | None]]:
    """Yield the numbers of the Consolidated Screening List: "IR, 2016-01-02, A123, Passport; …".

    >>> list(listed_ids("IR, 2016-01-02, A123, Passport; Male, Gender"))
    [('passportNumber', 'A123', 'IR'), ('gender', 'Male', None)]
    """
    for part in _PARTS.split(text):
        value, _, label = part.rpartition(", ")
        name = "imoNumber" if value.startswith("IMO ") else meaning(label)
        if name is None or not value:
            continue
        cells = value.split(", ")
        issuer = cells.pop(0) if len(cells) > 1 and re.fullmatch("[A-Z]{2}", cells[0]) else None
        while len(cells) > 1 and _ISO_DAY.fullmatch(cells[0]):
            cells.pop(0)
        value = ", ".join(cells)
        yield "imoNumber" if value.startswith("IMO ") else name, value, issuer
