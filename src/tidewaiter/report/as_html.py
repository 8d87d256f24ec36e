"""The dossier as one HTML file that loads nothing and runs nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import zip_longest
from typing import Any

from tidewaiter.model.dossier import Dossier
from tidewaiter.model.movements import alike
from tidewaiter.model.typology import Indicator
from tidewaiter.report.chart.ceilings import ceilings_svg
from tidewaiter.report.chart.elements import elements_svg
from tidewaiter.report.chart.map import map_svg
from tidewaiter.report.chart.quantities import quantities_rows, quantities_svg
from tidewaiter.report.chart.ship import ship_svg
from tidewaiter.report.chart.stories import stories_svg
from tidewaiter.report.chart.timeline import timeline_svg
from tidewaiter.report.chart.tree import tally_svg
from tidewaiter.report.independence import kinds
from tidewaiter.report.page import page
from tidewaiter.report.places import places
from tidewaiter.report.side_by_side import beyond, side_by_side
from tidewaiter.report.told import telling

#: More rows than this are folded away in groups, so that the page stays a page.
GROUP = 100
#: Ships that have a picture; the tables hold all.
STRIPS = 50
_MARKS = {"established": "●", "indicated": "◐", "not established": "○"}
_STYLES = ("dossier.css", "dossier/parts.css", "dossier/print.css")


def as_html(dossier: Dossier) -> str:
    """Write the page.

    Args:
        dossier: What to show.
    """
    shared = [s for s in dossier.stories if len(s.claim_ids) > 1]
    at = places(dossier)
    return page(
        "dossier.html.j2",
        _STYLES,
        synthetic=dossier.synthetic,
        d=dossier,
        at=at,
        telling=telling(dossier, at.label),
        exhibits={e.number: e for e in dossier.exhibits},
        marks=_MARKS,
        contents=_contents(dossier),
        shared=shared,
        alone=[s for s in dossier.stories if len(s.claim_ids) == 1],
        kinds=kinds(dossier),
        side_by_side=side_by_side(dossier.figures),
        beyond={t.tally_id: beyond(t) for t in dossier.tallies},
        practices=_practices(dossier),
        **_pictures(dossier),
        **_tables(dossier, shared),
    )


def _pictures(dossier: Dossier) -> dict[str, Any]:
    drawn = [tally_svg(dossier, t, i) for i, t in enumerate(dossier.tallies, start=1)]
    return {
        "map": _safe(map_svg(dossier)),
        "timeline": _safe(timeline_svg(dossier)),
        "elements": _safe(elements_svg(dossier)),
        "ceilings": _safe(ceilings_svg(dossier)),
        "strips": {
            h.hull_id: _safe(ship_svg(dossier, h, i))
            for i, h in enumerate(dossier.hulls[:STRIPS], start=1)
        },
        "stories": _safe(stories_svg(dossier)),
        "quantities": _safe(quantities_svg(dossier)),
        "quantity_table": quantities_rows(dossier),
        "tallies": list(zip(dossier.tallies, map(_safe, drawn), strict=True)),
    }


def _tables(dossier: Dossier, shared: Sequence[Any]) -> dict[str, Any]:
    met = alike(dossier.meetings)
    ships = list(zip_longest(dossier.vessels, dossier.hulls[: len(dossier.vessels)]))
    return {
        "meetings": met,
        "met": Counter(group[0].answer for group in met).most_common(),
        "shared_groups": _groups(shared),
        "meeting_groups": _groups(met),
        "reach_groups": _groups(dossier.reach),
        "claim_groups": _groups(dossier.claims),
        "sighting_groups": _groups(dossier.sightings),
        "event_groups": _groups(dossier.events),
        "vessel_groups": _groups(ships),
        "quantity_groups": _groups(quantities_rows(dossier).rows),
        "source_groups": _groups(dossier.sources),
    }


def _safe(svg: str | None) -> Any:
    """Mark a picture as written: its own primitives escaped what came in.

    What is an ``img`` to those who hear the page hides its links from them; with links it is a group.
    """
    from markupsafe import Markup

    if svg is None:
        return None
    return Markup(svg.replace(' role="img"', ' role="group"', 1) if "<a " in svg else svg)


def _groups(rows: Sequence[Any]) -> list[tuple[str, Sequence[Any]]]:
    parts = [rows[i : i + GROUP] for i in range(0, len(rows), GROUP)]
    return [(f"{i * GROUP + 1} to {i * GROUP + len(p)}", p) for i, p in enumerate(parts)]


def _practices(dossier: Dossier) -> dict[str, list[Indicator]]:
    found: dict[str, list[Indicator]] = {}
    for indicator in dossier.indicators:
        found.setdefault(indicator.hull_id, []).append(indicator)
    return {hull: sorted(some, key=lambda i: -i.weight) for hull, some in found.items()}


def _contents(dossier: Dossier) -> list[tuple[str, str, int | None]]:
    return [
        ("findings", "Findings", len(dossier.findings)),
        ("independence", "Independence", None),
        ("reach", "Reach and map", None),
        ("tallies", "Figures", len(dossier.tallies)),
        ("timeline-part", "Timeline", None),
        ("claims", "Claims", len(dossier.claims)),
        ("sightings", "Sightings", len(dossier.sightings)),
        ("events", "Events", len(dossier.events)),
        ("vessels", "Ships", len(dossier.vessels)),
        ("sources", "Sources", len(dossier.sources)),
        ("not-checked", "Not checked", None),
        ("method", "Method", None),
    ]
