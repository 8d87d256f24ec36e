"""The dossier as one HTML file that loads nothing and runs nothing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from itertools import zip_longest
from typing import Any

from tidewaiter.model.dossier import Dossier
from tidewaiter.model.movements import Meeting, alike
from tidewaiter.model.stories import story_of
from tidewaiter.model.typology import Indicator
from tidewaiter.report.chart.ceilings import ceilings_rows, ceilings_svg
from tidewaiter.report.chart.elements import elements_rows, elements_svg
from tidewaiter.report.chart.fitted import fitted
from tidewaiter.report.chart.map import map_rows, map_svg
from tidewaiter.report.chart.quantities import quantities_rows, quantities_svg, quantity_units
from tidewaiter.report.chart.ship import ship_rows, ship_svg
from tidewaiter.report.chart.stories import stories_rows, stories_svg
from tidewaiter.report.chart.timeline import timeline_rows, timeline_svg
from tidewaiter.report.chart.tree import tally_rows, tally_svg
from tidewaiter.report.in_short import ANSWERS, in_short, latest, verdict
from tidewaiter.report.independence import kinds, least, lines
from tidewaiter.report.page import page
from tidewaiter.report.places import Places, places
from tidewaiter.report.side_by_side import beyond, own_origin, side_by_side
from tidewaiter.report.told import telling, unnamed

#: More rows than this are folded away in groups, so that the page stays a page.
GROUP = 100
#: Ships that have a picture; the tables hold all.
STRIPS = 50
_MARKS = {"established": "●", "indicated": "◐", "not established": "○"}
#: What a picture within HTML need not say: the style sheet does.
_SAID = re.compile(r' xmlns="http://www\.w3\.org/2000/svg"| font-family="system-ui, sans-serif"')
_STYLES = ("dossier.css", "dossier/parts.css", "dossier/pictures.css", "dossier/print.css")


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
        GROUP=GROUP,
        d=dossier,
        at=at,
        telling=telling(dossier, at.label),
        unnamed=unnamed,
        exhibits={e.number: e for e in dossier.exhibits},
        marks=_MARKS,
        contents=_contents(dossier),
        shared=shared,
        alone=[s for s in dossier.stories if len(s.claim_ids) == 1],
        kinds=kinds(dossier),
        lines=lines(dossier),
        least=least(dossier),
        in_short=in_short(dossier, at.label),
        latest=latest(dossier),
        verdict=verdict,
        screened=any(s.kind == "list" for s in dossier.sources),
        assumed={a.assumption_id: a for a in dossier.assumptions},
        answers=ANSWERS,
        side_by_side=side_by_side(dossier.figures),
        own_origin=_own_origins(dossier, at),
        beyond={t.tally_id: beyond(t) for t in dossier.tallies},
        practices=_practices(dossier),
        **_pictures(dossier),
        **_tables(dossier, shared, at),
    )


def _pictures(dossier: Dossier) -> dict[str, Any]:
    ports = {p.place_id: f"P{i}" for i, p in enumerate(dossier.places, start=1)}
    drawn = [
        _fitted(partial(tally_svg, dossier, t, i))
        if t.claimed
        else _safe(tally_svg(dossier, t, i))
        for i, t in enumerate(dossier.tallies, start=1)
    ]
    return {
        "map": _fitted(lambda width: map_svg(dossier, width, ports)),
        "map_table": map_rows(dossier, ports),
        "timeline_table": timeline_rows(dossier),
        "ceiling_table": ceilings_rows(dossier),
        "story_table": stories_rows(dossier),
        "elements_table": elements_rows(dossier),
        "strip_tables": {h.hull_id: ship_rows(dossier, h) for h in dossier.hulls[:STRIPS]},
        "tally_tables": {t.tally_id: tally_rows(dossier, t) for t in dossier.tallies},
        "timeline": _fitted(partial(timeline_svg, dossier)),
        "elements": _safe(elements_svg(dossier)),
        "ceilings": _fitted(partial(ceilings_svg, dossier)),
        "strips": {
            h.hull_id: _safe(ship_svg(dossier, h, i))
            for i, h in enumerate(dossier.hulls[:STRIPS], start=1)
        },
        "stories": _fitted(partial(stories_svg, dossier)),
        "quantities": {
            u: _fitted(partial(quantities_svg, dossier, unit=u)) for u in quantity_units(dossier)
        },
        "quantity_table": quantities_rows(dossier),
        "tallies": list(zip(dossier.tallies, drawn, strict=True)),
    }


def _tables(dossier: Dossier, shared: Sequence[Any], at: Places) -> dict[str, Any]:
    met = alike(dossier.meetings)
    ships = list(zip_longest(dossier.vessels, dossier.hulls[: len(dossier.vessels)]))
    return {
        "meetings": met,
        "first_said": _first_said(met, at),
        "met": Counter(group[0].verdict for group in met).most_common(),
        "shared_groups": _groups(shared),
        "meeting_groups": _groups(met),
        "reach_groups": _groups(dossier.reach),
        "claim_groups": _groups(dossier.claims),
        "sighting_groups": _groups(dossier.sightings),
        "event_groups": _groups(dossier.events),
        "vessel_groups": _groups(ships),
        "source_groups": _groups(dossier.sources),
    }


def _own_origins(dossier: Dossier, at: Places) -> dict[str, str]:
    """Return for each tally whose claim has the origin of an input the number of that origin."""
    origin = story_of(dossier.stories)
    found = ((t.tally_id, own_origin(t, origin)) for t in dossier.tallies)
    return {tally_id: at.label[story] for tally_id, story in found if story is not None}


def _first_said(met: Sequence[Sequence[Meeting]], at: Places) -> dict[str, str]:
    """Return for each sentence on movements the first answer that gives it."""
    said: dict[str, str] = {}
    for group in met:
        said.setdefault(group[0].sentence, at.label[group[0].meeting_id])
    return said


def _safe(svg: str | None) -> Any:
    """Mark a picture as written: its own primitives escaped what came in.

    What is an ``img`` to those who hear the page hides its links from them; with links it is a group.
    """
    from markupsafe import Markup

    if svg is None:
        return None
    parts = _SAID.sub("", svg).split("<svg ")
    drawn = (p.replace(' role="img"', ' role="group"', 1) if "<a " in p else p for p in parts)
    return Markup("<svg ".join(drawn))


def _fitted(draw: Callable[[float], str | None]) -> Any:
    """Draw a picture for a page and for a phone."""
    return _safe(fitted(draw))


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
