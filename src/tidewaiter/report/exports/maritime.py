"""Ships of the case, and listed ones that look like them, in the columns of OpenSanctions' maritime CSV."""

from __future__ import annotations

from collections.abc import Iterator

from tidewaiter.model.cells import sheet_text
from tidewaiter.model.dossier import Dossier, VesselRow
from tidewaiter.model.ids import sha256
from tidewaiter.model.listings import Listing
from tidewaiter.names.countries import countries
from tidewaiter.report.exports.followthemoney import flag_code, vessel_id
from tidewaiter.report.exports.formats import ABOUT, about, as_bytes, sound
from tidewaiter.report.exports.ftm_listing import listing_id

COLUMNS = (
    "type", "caption", "imo", "risk", "countries", "flag", "mmsi", "id", "url", "datasets", "aliases",
)  # fmt: skip
_KIND = {"Vessel": "VESSEL"}
Row = tuple[str, ...]


def maritime(dossier: Dossier) -> dict[str, bytes]:
    """Write ``maritime.csv``, and ``maritime.csv.about.json`` that says of which dossier it is.

    Readers of this format take every row for a ship or an entry and know no others, so version, ledger
    head and stamp stand beside it, with the hash of the file that they are about.
    """
    sheet = rows(dossier)
    said = about(dossier) | {"about_sha256": sha256(sheet), "columns": list(COLUMNS)}
    return {"maritime.csv": sheet, f"maritime.csv{ABOUT}": as_bytes(said)}


def rows(dossier: Dossier) -> bytes:
    """Write a row for each ship of the case, then one for each entry that is worth a look.

    Several values of one cell are parted by ``;``. ``risk`` is ``sanction`` in rows of lists alone:
    what merely looks like an entry bears no risk of its own.
    """
    ships = [_vessel(v, dossier.synthetic) for v in dossier.vessels]
    listed: dict[str, Row] = {}
    for vessel in dossier.vessels:
        for match in vessel.matches:
            if match.alert:
                listed.setdefault(
                    listing_id(match.listing), _listing(match.listing, dossier.synthetic)
                )
    return sound(sheet_text(COLUMNS, (*ships, *listed.values()))).encode("utf-8")


def _vessel(vessel: VesselRow, synthetic: bool) -> Row:
    code = flag_code(vessel.flag) or ""
    return (
        "VESSEL", vessel.name, f"IMO{vessel.imo}" if vessel.imo else "", "", code, code,
        "" if vessel.mmsi is None else str(vessel.mmsi), vessel_id(vessel), "",
        _datasets("tidewaiter", synthetic), "",
    )  # fmt: skip


def _listing(listing: Listing, synthetic: bool) -> Row:
    names = [name.line for name in listing.names]
    urls = sorted({s.source_url for s in listing.sanctions if s.source_url})
    flag = flag_code(listing.flag) or ""
    return (
        _KIND.get(listing.schema, "ORGANIZATION" if listing.schema != "Person" else "PERSON"),
        names[0], _numbers(listing, "imoNumber", "IMO"), "sanction",
        ";".join(countries([c.upper() for c in listing.countries])), flag, _numbers(listing, "mmsi"),
        listing_id(listing), ";".join(urls), _datasets(listing.list_id, synthetic),
        ";".join(dict.fromkeys(names[1:])),
    )  # fmt: skip


def _numbers(listing: Listing, scheme: str, lead: str = "") -> str:
    found: Iterator[str] = (n.value for n in listing.identifiers if n.scheme == scheme)
    return ";".join(f"{lead}{value}" for value in dict.fromkeys(found))


def _datasets(name: str, synthetic: bool) -> str:
    return f"{name};SYNTHETIC" if synthetic else name
