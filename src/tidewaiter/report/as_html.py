"""The dossier as one HTML file that loads nothing and runs nothing."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from tidewaiter.model.dossier import Dossier
from tidewaiter.report import words
from tidewaiter.report.chart.bars import quantity_svgs, tally_svg
from tidewaiter.report.chart.map import map_svg
from tidewaiter.report.chart.svg import clean
from tidewaiter.report.chart.timeline import timeline_svg

if TYPE_CHECKING:
    from jinja2 import Environment

#: More rows than this are folded away in groups, so that the page stays a page.
GROUP = 100
_MARKS = {"established": "●", "indicated": "◐", "not established": "○"}


def as_html(dossier: Dossier) -> str:
    """Write the page.

    Everything that comes from a source is escaped text; the page's policy forbids scripts and any
    load, its style is allowed by its hash.

    Args:
        dossier: What to show.
    """
    from markupsafe import Markup

    sheets = ("dossier.css", "synthetic.css") if dossier.synthetic else ("dossier.css",)
    folder = resources.files("tidewaiter.report") / "templates"
    style = "".join((folder / name).read_text("utf-8") for name in sheets)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    numbers = {e.ref: e.number for e in dossier.exhibits}
    pictures = [tally_svg(t, i) for i, t in enumerate(dossier.tallies, start=1)]
    return (
        _environment()
        .get_template("dossier.html.j2")
        .render(
            d=dossier,
            style=Markup(style),
            style_hash=digest,
            exhibits={e.number: e for e in dossier.exhibits},
            numbers=numbers,
            marks=_MARKS,
            map=_safe(map_svg(dossier)),
            timeline=_safe(timeline_svg(dossier)),
            quantities=[_safe(svg) for svg in quantity_svgs(dossier)],
            tallies=list(zip(dossier.tallies, map(_safe, pictures), strict=True)),
            shared=[s for s in dossier.stories if len(s.claim_ids) > 1],
            claim_groups=_groups(dossier.claims),
            event_groups=_groups(dossier.events),
            figures=_figures(dossier),
        )
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


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("tidewaiter.report", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: clean(value) if type(value) is str else value,
    )
    environment.filters |= {
        "quantity": words.quantity,
        "figure": words.figure,
        "chain": words.chain,
        "manner": words.manner,
    }
    environment.globals |= {"days": words.days, "interval": words.interval}
    return environment
