"""Colours of pictures by day and by night, and the two drawings of each."""

from __future__ import annotations

import re
from dataclasses import replace
from importlib import resources
from itertools import product

import pytest
from tests.report.test_charts import case, hull

from tidewaiter.model.dossier import PlaceMark
from tidewaiter.report.chart import svg
from tidewaiter.report.chart.fitted import fitted, named
from tidewaiter.report.chart.layout import NARROW, WIDE
from tidewaiter.report.chart.map import map_svg
from tidewaiter.report.chart.ship import ship_svg
from tidewaiter.report.chart.svg import NIGHT
from tidewaiter.report.chart.timeline import timeline_svg

CSS = (
    resources.files("tidewaiter.report")
    .joinpath("templates/dossier/pictures.css")
    .read_text("utf-8")
)
GROUNDS = ("PAPER", "SEA", "LAND")
#: Words on the plain ground; those on sea and land have a halo of it, or are ink.
WORDS = ("INK", "SOFT", "BLUE", "ORANGE", "GREEN", "VERMILION", "PURPLE")
MARKS = (*WORDS, "COAST")


def dark() -> dict[tuple[str, str], str]:
    """What the style sheet shows at night: by attribute and the colour that it says."""
    screen = CSS.split("prefers-color-scheme:dark", 1)[1]
    rules = re.findall(r'\[(fill|stroke)="(#\w{6})"\]\{(fill|stroke):(#\w{6})\}', screen)
    assert all(one == other for one, _, other, _ in rules)
    return {(of, day): night for of, day, _, night in rules}


def contrast(one: str, other: str) -> float:
    """WCAG 2.2, 1.4.3."""

    def light(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b

    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)


def shades(name: str) -> tuple[str, str]:
    """A colour by day and as the style sheet turns it at night."""
    day: str = getattr(svg, name)
    return day, dark()["fill", day]


@pytest.mark.parametrize("name", WORDS)
def test_words_stand_out_by_day_and_night(name: str) -> None:
    for word, ground in zip(shades(name), shades("PAPER"), strict=True):
        assert contrast(word, ground) >= 4.5
        assert contrast(ground, word) >= 4.5  # words of a filled badge are of the ground


@pytest.mark.parametrize(("name", "ground"), list(product(("INK", "SOFT"), (*GROUNDS, "WASH"))))
def test_ink_stands_out_on_sea_and_land(name: str, ground: str) -> None:
    assert all(contrast(a, b) >= 4.5 for a, b in zip(shades(name), shades(ground), strict=True))


@pytest.mark.parametrize(("name", "ground"), list(product(MARKS, GROUNDS)))
def test_marks_stand_out_by_day_and_night(name: str, ground: str) -> None:
    assert all(contrast(a, b) >= 3 for a, b in zip(shades(name), shades(ground), strict=True))


def test_the_style_sheet_turns_every_colour_as_the_palette_says() -> None:
    assert dark() == {
        (of, day): night for day, night in NIGHT.items() for of in ("fill", "stroke")
    }
    palette = {
        v for k, v in vars(svg).items() if k.isupper() and isinstance(v, str) and v[:1] == "#"
    }
    assert palette == set(NIGHT)
    assert f".picture{{background:{NIGHT[svg.PAPER]}}}" in CSS


def test_paper_is_never_dark_and_shows_the_wide_drawing() -> None:
    for query in re.findall(r"@media ([^{]*)", CSS):
        assert query.startswith("screen and ")


def test_a_picture_is_drawn_at_both_widths_under_two_names() -> None:
    drawn = fitted(lambda width: f"<svg>{named('map', width)}</svg>") or ""
    assert drawn == '<div class="at-wide"><svg>map</svg></div><div class="at-narrow"><svg>map-narrow</svg></div>'  # fmt: skip
    assert fitted(lambda width: None) is None
    assert NARROW < WIDE


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("events", [0, 8])
def test_a_picture_with_links_is_a_group_and_one_without_an_image(
    width: float, events: int
) -> None:
    dossier = case(4 * bool(events), events)
    bare = replace(hull(), held=tuple(replace(h, ref="none") for h in hull().held))
    places = (PlaceMark("P", "Port", 42.0, 130.0, 3.0, "watched"),)
    for drawn in (
        map_svg(replace(dossier, places=places), width),
        timeline_svg(dossier, width),
        ship_svg(dossier, bare, 1, width),
    ):
        if drawn is not None:
            role = "group" if "<a " in drawn else "img"
            assert f'role="{role}"' in drawn
            assert drawn.index("<title") < drawn.index("<desc") < drawn.index("<rect")
