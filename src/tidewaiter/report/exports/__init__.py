"""The formats that a dossier is written in for other tools."""

from __future__ import annotations

from collections.abc import Mapping

from tidewaiter.report.exports.atlos import atlos
from tidewaiter.report.exports.citations import bibtex, csl
from tidewaiter.report.exports.followthemoney import ftm
from tidewaiter.report.exports.formats import Format, one
from tidewaiter.report.exports.geojson import geojson
from tidewaiter.report.exports.geoparquet import geoparquet
from tidewaiter.report.exports.kml import kml
from tidewaiter.report.exports.maritime import maritime
from tidewaiter.report.exports.markdown import markdown
from tidewaiter.report.exports.package import package
from tidewaiter.report.exports.prov import prov
from tidewaiter.report.exports.stix import stix
from tidewaiter.report.exports.xlsx import xlsx

FORMATS: Mapping[str, Format] = {
    one_of.name: one_of
    for one_of in (
        Format("geojson", "places, sightings, events and silences on a map", one("dossier.geojson", geojson)),
        Format("geoparquet", "the same as a table with geometry", one("dossier.geo.parquet", geoparquet)),
        Format("kml", "the same for Google Earth, with times", one("dossier.kml", kml)),
        Format("csv", "all tables with a data dictionary", package),
        Format("xlsx", "all tables as sheets of one workbook", one("dossier.xlsx", xlsx)),
        Format("markdown", "the report as plain text", one("dossier.md", markdown)),
        Format("ftm", "FollowTheMoney entities", one("dossier.ftm.json", ftm)),
        Format("opensanctions-maritime", "ships that look like listed ones", maritime),
        Format("atlos", "incidents for Atlos", one("atlos.csv", atlos)),
        Format("stix", "a STIX 2.1 bundle", one("dossier.stix.json", stix)),
        Format("prov", "what was made from what", one("dossier.prov.json", prov)),
        Format("csl", "citations of the sources", one("sources.csl.json", csl)),
        Format("bibtex", "citations of the sources", one("sources.bib", bibtex)),
    )
}  # fmt: skip
