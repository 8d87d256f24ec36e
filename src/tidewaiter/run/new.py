"""Make an empty case that explains itself."""

from __future__ import annotations

from pathlib import Path

from tidewaiter.errors import CaseError
from tidewaiter.run.workshop import write_whole
from tidewaiter.sheets.claims import COLUMNS as CLAIM_COLUMNS
from tidewaiter.sheets.sightings import COLUMNS as SIGHTING_COLUMNS

_CASE = """\
# What this case is about. Only the title must be there; docs/reference/case.md explains each setting.
title = {title}
question = "Who is said to have done what, and how do we know?"
synthetic = false            # true stamps SYNTHETIC on everything that comes out

[watch]
places = []                  # port ids such as "KPNJN": shorter gaps count when they allow a call there
# area = [128.0, 40.0, 136.0, 44.0]   # the map: west, south, east, north in degrees

[assess]
packs = []                   # provision packs such as "dprk-arms"; `tidewaiter packs` lists them

# What you know of a document beyond what it says itself:
# [[document]]
# path = "documents/report.txt"
# publisher = "Somebody"
# published = 2025-06-05
# grade = "C"                # Admiralty reliability of the source, A to F

# What you think of a speaker or an outlet, and whose information it passes on:
# [[source]]
# name = "Harbour Office"
# grade = "B"
# of = "Port Authority"      # sources of one body are one line of evidence
"""

_ASSUMPTIONS = """\
# Figures that you put in by hand, each with its source, and the tallies to compute with them.
# [assumption.containers_per_voyage]
# title = "Containers in one voyage"
# low = 200
# best = 250
# high = 320
# unit = "containers/voyage"
# source = "where this comes from"
#
# [tally.containers]
# title = "Voyages × containers against the claimed total"
# expression = "voyages * containers_per_voyage"
# claimed = "C2"             # an id in claims.csv
# [tally.containers.claims]
# voyages = "C1"
"""

_README = """\
# This folder is a case

Put press reports and statements (txt, HTML, PDF, web archives) into `documents/`, watchlists as published (UN consolidated XML, OFAC SDN
CSV set) into `lists/`, ship tracks (NMEA logs, CSV, JSON lines, msgpack or Parquet; gz, zst or plain) into `positions/`. Type imagery sightings into
`observations.csv` and claims that you read yourself into `claims.csv`. Say in `case.toml` what the case is about.

Sheets of the auto-archiver and incidents exported from Atlos, as CSV, go into `sheets/`; RFC 3161 time stamps (`FILE.tsr`) beside their files.

Then run `tidewaiter build` on this folder and open `out/dossier.html`. What was refused stands in `out/rejects.csv`.
`tidewaiter verify` says whether anything was touched since.
"""


def new(folder: Path) -> Path:
    """Make the folder and its files; see :func:`tidewaiter.api.new`."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise CaseError(f"{folder} exists and is not empty; name a new folder")
    for name in ("documents", "lists", "positions"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    title = folder.resolve().name.replace("\\", " ").replace('"', " ")
    files = {
        "case.toml": _CASE.format(title=f'"{title}"'),
        "assumptions.toml": _ASSUMPTIONS,
        "observations.csv": ",".join(SIGHTING_COLUMNS) + "\n",
        "claims.csv": ",".join(CLAIM_COLUMNS) + "\n",
        "README.md": _README,
    }
    for name, text in files.items():
        write_whole(folder / name, text.encode())
    return folder
