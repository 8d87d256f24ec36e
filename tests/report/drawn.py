"""What a picture says: its words, its links, and whether a table holds them."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterable

from tidewaiter.report.chart.layout import Table

SVG = "{http://www.w3.org/2000/svg}"


def words(svg: str) -> list[str]:
    """Every piece of text."""
    return [t.text or "" for t in ET.fromstring(svg).iter(f"{SVG}text")]


def about(svg: str) -> str:
    return ET.fromstring(svg).findtext(f"{SVG}desc") or ""


def links(svg: str) -> list[tuple[str, list[str]]]:
    """The place that each link leads to, with the words in it."""
    return [
        (a.get("href", "")[1:], [t.text or "" for t in a.iter(f"{SVG}text")])
        for a in ET.fromstring(svg).iter(f"{SVG}a")
    ]


def held(said: str, cells: Iterable[str]) -> bool:
    """Say whether cells hold words, which may be cut at their end or short of their brackets."""
    flat = [" ".join(c.split()) for c in cells]
    start = said.removesuffix("…").rstrip()
    return any(
        start in c if said.endswith("…") else said in (c, c.partition(" (")[0]) for c in flat
    )


def rows_of(table: Table, number: str) -> list[tuple[str, ...]]:
    return [row for row in table.rows if number in row[:2]]
