"""SVG by a few primitives; whatever comes in as text stays text."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

#: Okabe and Ito's colours, told apart by colour-blind readers; ink and paper of the panel.
BLUE, ORANGE, GREEN, VERMILION, PURPLE = "#0072b2", "#b35900", "#007a5a", "#b03a00", "#8f4a77"
INK, SOFT, PAPER, SEA, LAND, LINE = (
    "#1a2530",
    "#51606e",
    "#ffffff",
    "#e9f1f6",
    "#e4ddcf",
    "#c3ced6",
)
COAST, WASH = "#786f5c", "#f5f8fa"
#: Where an attribute says the one, a dark page shows the other (``pictures.css``): pictures that
#: stand alone keep plain colours, and need no style.
NIGHT = {
    INK: "#e6ebef", SOFT: "#b4c0ca", PAPER: "#19232b", SEA: "#16242f", LAND: "#34352f", LINE: "#3b4a56",
    COAST: "#a79d86", BLUE: "#7cc4ef", ORANGE: "#ffb066", GREEN: "#6fd3ab", VERMILION: "#ff9e7a",
    PURPLE: "#eaa3d3", WASH: "#212e38",
}  # fmt: skip


#: Size and colour of words where nothing else is said.
_USUAL: dict[str, object] = {"font_size": 12, "fill": INK}


def element(tag: str, content: str = "", /, **attributes: object) -> str:
    """Write one element; ``_`` in an attribute's name stands for ``-``."""
    written = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{escape(_plain(value))}"'
        for name, value in attributes.items()
        if value is not None
    )
    return f"<{tag}{written}>{content}</{tag}>" if content else f"<{tag}{written}/>"


def text(x: float, y: float, words: str, /, **attributes: object) -> str:
    """Write text at a point; at least 12 px. What every text has is said once, by the picture."""
    given = {k: v for k, v in attributes.items() if _USUAL.get(k) != v}
    return element("text", escape(clean(words)), x=x, y=y, **given)


def line(x1: float, y1: float, x2: float, y2: float, /, **attributes: object) -> str:
    """Write a line."""
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, **{"stroke": INK, **attributes})


def path(points: Iterable[tuple[float, float]], *, close: bool = False) -> str:
    """Return the ``d`` of a path through points."""
    return "M" + "L".join(f"{x:.1f},{y:.1f}" for x, y in points) + ("Z" if close else "")


def link(target: str, content: str, /, label: str) -> str:
    """Wrap in a link to a place of the page; without a label its words name it."""
    return element("a", content, href=f"#{target}", aria_label=clean(label) or None)


def picture(
    width: float, height: float, content: str, /, *, name: str, title: str, about: str, role: str = "img",
) -> str:  # fmt: skip
    """Write a whole picture with its title and description for those who cannot see it.

    ``role`` is ``group`` where it holds links: an image hides what is in it from those who hear a page.
    """
    head = element("title", escape(clean(title)), id=f"{name}-title")
    head += element("desc", escape(clean(about)), id=f"{name}-desc")
    ground = element("rect", width=width, height=height, fill=PAPER)
    return element(
        "svg",
        head + ground + content,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {width:g} {height:g}",
        width=f"{width:g}",
        height=f"{height:g}",
        role=role,
        aria_labelledby=f"{name}-title {name}-desc",
        font_family="system-ui, sans-serif",
        **_USUAL,
    )


def clean(words: str) -> str:
    """Drop control characters, which XML may not hold, and marks that turn text around."""
    return "".join(
        c
        for c in words
        if (c >= " " or c in "\n\t") and c not in _TURNING and c not in "\ufffe\uffff"
    )


def short(words: str, most: int) -> str:
    """Cut words to a length."""
    flat = " ".join(words.split())
    return flat if len(flat) <= most else f"{flat[: most - 1].rstrip()}…"


_TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f"


def _plain(value: object) -> str:
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else str(value)


def mark(shape: str, x: float, y: float, r: float, /, **attributes: object) -> str:
    """Draw a mark: ``circle``, ``square``, ``diamond``, ``triangle`` or ``cross``."""
    if shape == "circle":
        return element("circle", cx=x, cy=y, r=r, **attributes)
    corners: dict[str, list[tuple[float, float]]] = {
        "square": [(-1, -1), (1, -1), (1, 1), (-1, 1)],
        "diamond": [(0, -1.3), (1.3, 0), (0, 1.3), (-1.3, 0)],
        "triangle": [(0, -1.2), (1.2, 1), (-1.2, 1)],
        "cross": [
            (-0.4, -1.2), (0.4, -1.2), (0.4, -0.4), (1.2, -0.4), (1.2, 0.4), (0.4, 0.4),
            (0.4, 1.2), (-0.4, 1.2), (-0.4, 0.4), (-1.2, 0.4), (-1.2, -0.4), (-0.4, -0.4),
        ],
    }  # fmt: skip
    at = [(x + r * dx, y + r * dy) for dx, dy in corners[shape]]
    return element("path", d=path(at, close=True), **attributes)
