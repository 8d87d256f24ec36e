"""What all pages share: templates that escape, styles, and the policy that lets nothing load."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from tidewaiter.model.words import between, figure, interval, name
from tidewaiter.report import words
from tidewaiter.report.chart.svg import clean

if TYPE_CHECKING:
    from jinja2 import Environment

_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_SYNTHETIC = "synthetic.css"


def page(template: str, styles: tuple[str, ...], *, synthetic: bool, **given: object) -> str:
    """Write a page that loads nothing and runs nothing.

    Everything that comes from a source is escaped text; the page's policy forbids scripts and any
    load, its style is allowed by its hash.

    Args:
        template: Name of the template, which extends ``page.html.j2`` or begins as that does.
        styles: Names of the style sheets.
        synthetic: Whether to stamp each printed page.
        given: What the template asks for.
    """
    from markupsafe import Markup

    folder = resources.files("tidewaiter.report") / "templates"
    sheets = (*styles, _SYNTHETIC) if synthetic else styles
    style = "".join((folder / name).read_text("utf-8") for name in sheets)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return (
        environment()
        .get_template(template)
        .render(style=Markup(style), style_hash=digest, synthetic=synthetic, **given)
    )


def shown(words: str) -> str:
    """Write marks that would turn text around as what they are, so that a reader sees them.

    >>> shown("a\u202eb")
    'a⟨U+202E⟩b'
    """
    return _TURNING.sub(lambda found: f"⟨U+{ord(found[0]):04X}⟩", words)


@cache
def environment() -> Environment:
    """Return the templates with the filters that they use."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    made = Environment(
        loader=PackageLoader("tidewaiter.report", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: clean(shown(value)) if type(value) is str else value,
    )
    made.filters |= {
        "quantity": words.quantity,
        "figure": figure,
        "chain": words.chain,
        "manner": words.manner,
        "units": name,
    }
    made.globals |= {"days": between, "interval": interval}
    return made
