"""The two drawings of each picture in a browser: one is shown, its words are large enough, all may use it."""

from __future__ import annotations

from importlib import resources
from typing import Any

import pytest
from tests.report.test_charts import case, hull
from tests.report.test_page_browser import PAPER, WIDTHS, _violations

from tidewaiter.report.chart.fitted import fitted
from tidewaiter.report.chart.map import map_svg
from tidewaiter.report.chart.ship import ship_svg
from tidewaiter.report.chart.timeline import timeline_svg

pytestmark = pytest.mark.browser
SHEETS = ("dossier.css", "dossier/parts.css", "dossier/print.css", "dossier/pictures.css")
VIEWS = [*((w, "screen", scheme) for w in WIDTHS for scheme in ("light", "dark")), (PAPER, "print", "light")]  # fmt: skip


@pytest.fixture(scope="module")
def html() -> str:
    dossier = case(30, 30)
    pictures = (
        fitted(lambda width: map_svg(dossier, width, {"P1": "P1"})),
        fitted(lambda width: timeline_svg(dossier, width)),
        fitted(lambda width: ship_svg(dossier, hull(), 1, width)),
    )
    folder = resources.files("tidewaiter.report") / "templates"
    style = "".join((folder / name).read_text("utf-8") for name in SHEETS)
    shown = "".join(f'<div class="scroll picture" tabindex="0" role="region" aria-label="Picture {i}">{p}</div>' for i, p in enumerate(pictures))  # fmt: skip
    places = "".join(
        f'<li id="{n}">{n}</li>' for n in ("P1", *(e.number for e in dossier.exhibits))
    )
    return f'<!doctype html><html lang="en"><head><title>Pictures</title><meta name="viewport" content="width=device-width, initial-scale=1"><style>{style}</style></head><body><main><h1>Pictures</h1>{shown}<ul>{places}</ul></main></body></html>'  # fmt: skip


@pytest.mark.parametrize(("width", "media", "scheme"), VIEWS)
def test_one_drawing_is_shown_with_words_of_twelve_pixels(
    html: str, browser: Any, width: int, media: str, scheme: str
) -> None:
    context = browser.new_context(offline=True, viewport={"width": width, "height": 900})
    page = context.new_page()
    page.emulate_media(media=media, color_scheme=scheme)
    page.set_content(html)
    scales = page.evaluate(
        "[...document.querySelectorAll('.picture svg')].filter(s => s.checkVisibility())"
        ".map(s => s.getBoundingClientRect().width / s.viewBox.baseVal.width)"
    )
    assert len(scales) == 3
    assert min(scales) >= 1
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    ground = page.evaluate("getComputedStyle(document.querySelector('.picture svg > rect')).fill")
    dark = scheme == "dark"
    assert ground == ("rgb(25, 35, 43)" if dark else "rgb(255, 255, 255)")
    assert _violations(page) == []
    context.close()
