"""The dossier as one HTML file that loads nothing and runs nothing."""

from __future__ import annotations

from typing import Any

from tidewaiter.model.dossier import Dossier
from tidewaiter.model.movements import alike
from tidewaiter.report.chart.bars import quantity_svgs, tally_svg
from tidewaiter.report.chart.map import map_svg
from tidewaiter.report.chart.timeline import timeline_svg
from tidewaiter.report.compared import telling
from tidewaiter.report.page import page

#: More rows than this are folded away in groups, so that the page stays a page.
GROUP = 100
_MARKS = {"established": "●", "indicated": "◐", "not established": "○"}


def as_html(dossier: Dossier) -> str:
    """Write the page.

    Args:
        dossier: What to show.
    """
    numbers = {e.ref: e.number for e in dossier.exhibits}
    pictures = [tally_svg(t, i) for i, t in enumerate(dossier.tallies, start=1)]
    return page(
        "dossier.html.j2",
        ("dossier.css",),
        synthetic=dossier.synthetic,
        d=dossier,
        exhibits={e.number: e for e in dossier.exhibits},
        numbers=numbers,
        marks=_MARKS,
        map=_safe(map_svg(dossier)),
        timeline=_safe(timeline_svg(dossier)),
        quantities=[_safe(svg) for svg in quantity_svgs(dossier)],
        tallies=list(zip(dossier.tallies, map(_safe, pictures), strict=True)),
        compared=telling(dossier.figures),
        shared=[s for s in dossier.stories if len(s.claim_ids) > 1],
        doubts=list(dict.fromkeys(e for s in dossier.stories for e in s.doubtful)),
        claim_groups=_groups(dossier.claims),
        event_groups=_groups(dossier.events),
        meetings=alike(dossier.meetings),
        figures=_figures(dossier),
    )


def _safe(svg: str | None) -> Any:
    """Mark a picture as written: its own primitives escaped what came in."""
    from markupsafe import Markup

    return None if svg is None else Markup(svg)


def _groups(rows: tuple[Any, ...]) -> list[tuple[str, tuple[Any, ...]]]:
    parts = [rows[i : i + GROUP] for i in range(0, len(rows), GROUP)]
    return [(f"{i * GROUP + 1} to {i * GROUP + len(p)}", p) for i, p in enumerate(parts)]


def _figures(dossier: Dossier) -> list[tuple[str, int]]:
    return [
        ("sources", len(dossier.sources)),
        ("claims", len(dossier.claims)),
        ("origins of claims", len(dossier.stories)),
        ("sightings", len(dossier.sightings)),
        ("vessel events", len(dossier.events)),
        ("ships", len(dossier.vessels)),
        ("list matches", sum(m.alert for v in dossier.vessels for m in v.matches)),
    ]
