"""Invented files of any size in the shape of OFAC's advanced XML."""

from __future__ import annotations

from collections.abc import Iterator

_SETS = {
    "AliasType": {"31": "A.K.A.", "32": "F.K.A.", "33": "Name"},
    "Country": {"71": "Korea, North", "72": "Panama", "73": "Russia"},
    "DetailReference": {"41": "Male", "42": "Female"},
    "FeatureType": {
        "1": "Birthdate", "2": "Place of Birth", "3": "Nationality Country", "4": "Gender",
        "5": "Vessel Call Sign", "6": "VESSEL TYPE", "7": "Vessel Flag", "8": "Former Vessel Flag",
        "9": "Vessel Tonnage", "10": "Location", "11": "Title", "12": "Secondary sanctions risk:",
    },
    "IDRegDocType": {"21": "Passport", "22": "Vessel Registration Identification", "23": "MMSI", "24": "Identification Number"},
    "LegalBasis": {"1": "Unknown", "2": "Executive Order 13687"},
    "List": {"91": "SDN List"},
    "NamePartType": {"51": "Last Name", "52": "First Name", "53": "Entity Name", "54": "Vessel Name", "55": "Patronymic"},
    "PartyType": {"1": "Individual", "2": "Entity", "3": "Transport"},
    "RelationType": {"81": "Owned or Controlled By", "82": "Associate Of", "83": "Operated By"},
    "SanctionsType": {"1": "Program", "2": "Block"},
}  # fmt: skip
_SUBTYPES = (("1", "1", "Unknown"), ("2", "2", "Unknown"), ("3", "3", "Vessel"))


def head(version: str = "3") -> str:
    """The start of a file up to its parties."""
    sets = "".join(
        f"<{kind}Values>"
        + "".join(f'<{kind} ID="{ref}">{words}</{kind}>' for ref, words in values.items())
        + f"</{kind}Values>"
        for kind, values in _SETS.items()
    )
    subtypes = "".join(
        f'<PartySubType ID="{ref}" PartyTypeID="{party}">{words}</PartySubType>'
        for ref, party, words in _SUBTYPES
    )
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<Sanctions Version="{version}" xmlns="urn:invented">'
        '<DateOfIssue CalendarTypeID="1"><Year>2026</Year><Month>7</Month><Day>30</Day></DateOfIssue>'
        f"<ReferenceValueSets>{sets}<PartySubTypeValues>{subtypes}</PartySubTypeValues></ReferenceValueSets>\n"
    )


def place(ref: str, text: str, country: str) -> str:
    """A location."""
    return (
        f'<Location ID="{ref}"><LocationCountry CountryID="{country}"/><LocationPart LocPartTypeID="1">'
        f'<LocationPartValue Primary="true"><Value>{text}</Value></LocationPartValue></LocationPart></Location>\n'
    )


def document(identity: str, kind: str, number: str, country: str = "") -> str:
    """A number of an identity."""
    by = f' IssuedBy-CountryID="{country}"' if country else ""
    return (
        f'<IDRegDocument ID="d" IDRegDocTypeID="{kind}" IdentityID="{identity}"{by}>'
        f"<IDRegistrationNo>{number}</IDRegistrationNo></IDRegDocument>\n"
    )


def alias(
    *parts: tuple[str, str], kind: str = "33", primary: bool = False, low: bool = False
) -> str:
    """A name out of parts, each text with the group that says its type."""
    values = "".join(
        f'<DocumentedNamePart><NamePartValue NamePartGroupID="{group}" ScriptID="1">{text}</NamePartValue></DocumentedNamePart>'
        for text, group in parts
    )
    return (
        f'<Alias FixedRef="1" AliasTypeID="{kind}" Primary="{str(primary).lower()}" LowQuality="{str(low).lower()}">'
        f"<DocumentedName ID='n' FixedRef='1'>{values}</DocumentedName></Alias>"
    )


def party(
    ref: str, subtype: str, names: str, features: str = "", groups: str = "51 52 53 54 55"
) -> str:
    """A party with one profile and one identity; its groups of name parts have the ids of their types."""
    masters = "".join(
        f'<MasterNamePartGroup><NamePartGroup ID="{g}" NamePartTypeID="{g}"/></MasterNamePartGroup>'
        for g in groups.split()
    )
    return (
        f'<DistinctParty FixedRef="{ref}"><Comment/><Profile ID="p{ref}" PartySubTypeID="{subtype}">'
        f'<Identity ID="i{ref}" Primary="true" False="false">{names}<NamePartGroups>{masters}</NamePartGroups></Identity>'
        f"{features}</Profile></DistinctParty>\n"
    )


def feature(kind: str, inner: str) -> str:
    """A feature with one version."""
    return f'<Feature ID="f" FeatureTypeID="{kind}"><FeatureVersion ID="v">{inner}</FeatureVersion></Feature>'


def detail(kind: str, text: str) -> str:
    """A feature that is a text."""
    return feature(kind, f'<VersionDetail DetailTypeID="1">{text}</VersionDetail>')


def born(low: tuple[int, int, int], high: tuple[int, int, int], approximate: str = "false") -> str:
    """A date of birth from the first to the last day that it can be."""

    def day(tag: str, at: tuple[int, int, int]) -> str:
        return f"<{tag}><Year>{at[0]}</Year><Month>{at[1]}</Month><Day>{at[2]}</Day></{tag}>"

    return feature(
        "1",
        f'<DatePeriod><Start Approximate="{approximate}">{day("From", low)}{day("To", low)}</Start>'
        f'<End Approximate="{approximate}">{day("From", high)}{day("To", high)}</End></DatePeriod>',
    )


def relation(one: str, other: str, kind: str, former: str = "false") -> str:
    """A relationship of two profiles."""
    return f'<ProfileRelationship ID="r" From-ProfileID="p{one}" To-ProfileID="p{other}" RelationTypeID="{kind}" Former="{former}"/>\n'


def entry(ref: str, *programs: str) -> str:
    """The listing of a party under some programmes."""
    measures = "".join(
        f'<SanctionsMeasure ID="m" SanctionsTypeID="1"><Comment>{p}</Comment></SanctionsMeasure>'
        for p in programs
    )
    return (
        f'<SanctionsEntry ID="s" ProfileID="p{ref}" ListID="91"><EntryEvent ID="e" EntryEventTypeID="1" LegalBasisID="2">'
        "<Date><Year>2017</Year><Month>10</Month><Day>3</Day></Date></EntryEvent>"
        f'{measures}<SanctionsMeasure ID="m" SanctionsTypeID="2"/></SanctionsEntry>\n'
    )


def big(parties: int, padding: int) -> Iterator[str]:
    """A file of so many parties, a third each persons, companies and ships.

    Args:
        parties: How many; OFAC has about 19,000.
        padding: Elements of no interest in each party, to make the file as large as OFAC's.
    """
    yield head() + "<Locations>"
    for i in range(parties):
        yield place(f"l{i}", f"Harbour Street {i}, Port {i % 97}", "71")
    yield "</Locations><IDRegDocuments>"
    for i in range(parties):
        yield document(
            f"i{i}", ("21", "24", "22")[i % 3], ("AB%07d", "%d", "IMO %07d")[i % 3] % i, "73"
        )
    yield "</IDRegDocuments><DistinctParties>"
    rest = detail("12", "Invented Regulations") + (
        '<Feature ID="f" FeatureTypeID="12">'
        + '<IdentityReference IdentityID="i" IdentityFeatureLinkTypeID="1"/>' * padding
        + "</Feature>"
    )
    at = '<VersionLocation LocationID="l{}"/>'
    for i in range(parties):
        kind = i % 3
        if kind == 0:
            names = alias((f"QUILL{i}", "51"), (f"Jon{i}", "52"), primary=True)
            names += "".join(
                alias((f"KWIL{i}-{n}", "51"), ("John", "52"), kind="31") for n in range(4)
            )
            said = born((1950, 1, 1), (1950, 12, 31)) + feature("10", at.format(i))
        elif kind == 1:
            names = alias((f"TERN SHIPPING {i}", "53"), primary=True)
            names += alias((f"STERN SHIPPING {i}", "53"), kind="32")
            said = feature("10", at.format(i))
        else:
            names = alias((f"TERN {i}", "54"), primary=True)
            said = detail("5", f"HM{i}") + detail("7", "Panama") + detail("6", "General Cargo")
        yield party(str(i), ("1", "2", "3")[kind], names, said + rest)
    yield "</DistinctParties><ProfileRelationships>"
    for i in range(2, parties, 3):
        yield relation(str(i), str(i - 1), "81")
    yield "</ProfileRelationships><SanctionsEntries>"
    for i in range(parties):
        yield entry(str(i), "DPRK", "NPWMD")
    yield "</SanctionsEntries></Sanctions>"
