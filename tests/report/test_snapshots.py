"""The pictures of the bundled cases, as last looked at. After a wanted change, look at them and renew:

TIDEWAITER_RENEW=1 python -m pytest tests/report/test_snapshots.py
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.report.test_charts import check

import tidewaiter.run.build as builder
from tidewaiter import api
from tidewaiter.model.dossier import Dossier
from tidewaiter.model.vessels import Hull
from tidewaiter.report.chart.ceilings import ceilings_svg
from tidewaiter.report.chart.elements import elements_svg
from tidewaiter.report.chart.layout import NARROW
from tidewaiter.report.chart.map import map_svg
from tidewaiter.report.chart.quantities import quantities_svg, quantity_units
from tidewaiter.report.chart.ship import ship_svg
from tidewaiter.report.chart.stories import stories_svg
from tidewaiter.report.chart.svg import NIGHT
from tidewaiter.report.chart.timeline import timeline_svg
from tidewaiter.report.chart.tree import tally_svg
from tidewaiter.run.compose import compose

KEPT = Path(__file__).parent / "snapshots"
HOW = (
    "look at the picture, then: TIDEWAITER_RENEW=1 python -m pytest tests/report/test_snapshots.py"
)


def drawn(dossier: Dossier, hulls: tuple[Hull, ...]) -> Iterator[tuple[str, str | None]]:
    yield "map", map_svg(dossier)
    yield "map-narrow", map_svg(dossier, NARROW)
    yield "timeline", timeline_svg(dossier)
    yield "timeline-narrow", timeline_svg(dossier, NARROW)
    for i, unit in enumerate(quantity_units(dossier), 1):
        yield f"quantities-{i}", quantities_svg(dossier, unit=unit)
        yield f"quantities-{i}-narrow", quantities_svg(dossier, NARROW, unit)
    yield "ceilings", ceilings_svg(dossier)
    yield "ceilings-narrow", ceilings_svg(dossier, NARROW)
    yield "elements", elements_svg(dossier)
    yield "stories", stories_svg(dossier)
    yield "stories-narrow", stories_svg(dossier, NARROW)
    for i, tally in enumerate(dossier.tallies[:3], 1):
        yield f"tally-{i}", tally_svg(dossier, tally, i)
        yield f"tally-{i}-narrow", tally_svg(dossier, tally, i, NARROW)
    for i, hull in enumerate(hulls, 1):
        yield f"ship-{i}", ship_svg(dossier, hull, i)
    yield "ship-1-narrow", ship_svg(dossier, hulls[0], 1, NARROW)


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    found: dict[str, str] = {}
    patch = pytest.MonkeyPatch()

    def keep(case, ports, intake, made, *rest):  # type: ignore[no-untyped-def]
        dossier = compose(case, ports, intake, made, *rest)
        name = "exercise" if dossier.synthetic else "rajin"
        found.update(
            (f"{name}-{k}.svg", v) for k, v in drawn(dossier, tuple(made.hulls)) if v is not None
        )
        return dossier

    with patch.context() as context:
        context.setattr(builder, "compose", keep)
        api.demo(tmp_path_factory.mktemp("pictures"))
    return found


def test_pictures_are_as_last_looked_at(pictures: dict[str, str]) -> None:
    if os.environ.get("TIDEWAITER_RENEW"):
        for old in KEPT.glob("*.svg"):
            old.unlink()
        for name, svg in pictures.items():
            (KEPT / name).write_text(svg, encoding="utf-8", newline="\n")
    assert {p.name for p in KEPT.glob("*.svg")} == set(pictures), HOW
    for name, svg in pictures.items():
        kept = (KEPT / name).read_bytes().decode()
        assert kept == svg, f"{name} changed: {HOW}"


def test_pictures_of_real_cases_keep_the_laws(pictures: dict[str, str]) -> None:
    for svg in pictures.values():
        check(svg)
        assert len(svg.encode()) < 150_000
        assert set(re.findall(r'(?:fill|stroke)="(#\w+)"', svg)) <= set(NIGHT)
