"""Citations of the sources: CSL-JSON 1.0.2, and BibTeX for biblatex."""

from __future__ import annotations

import re
from typing import Any

from tidewaiter.model.dossier import Dossier, Source
from tidewaiter.report.chart.svg import clean
from tidewaiter.report.exports.formats import SYNTHETIC, about_line, as_bytes, sound

_SPECIAL = {
    "\\": r"{\textbackslash}", "{": r"\{", "}": r"\}", "%": r"\%", "$": r"\$", "#": r"\#", "&": r"\&",
    "_": r"\_", "~": r"{\textasciitilde}", "^": r"{\textasciicircum}", "@": r"{@}", '"': "{''}",
}  # fmt: skip
_URL = re.compile(r"https?://[^\s<>{}\\\"|^`]+", re.IGNORECASE)


def csl(dossier: Dossier) -> bytes:
    """Write the sources as CSL-JSON items."""
    url = _urls(dossier)
    return as_bytes([_item(dossier, s, url.get(s.sha256)) for s in dossier.sources])


def bibtex(dossier: Dossier) -> bytes:
    """Write the sources as entries; each key is the first of its hash with the source's number."""
    url = _urls(dossier)
    head = f"% {tex(about_line(dossier))}\n"
    return sound(
        head + "".join(_entry(dossier, s, url.get(s.sha256)) for s in dossier.sources)
    ).encode()


def key(source: Source) -> str:
    """Return the citation key of a source, such as ``S1-9f86d081``."""
    return f"{source.number}-{source.sha256[:8]}"


def tex(text: str) -> str:
    r"""Return text that TeX shows as it is, on one line.

    >>> tex("50% of \\input{x}")
    '50\\% of {\\textbackslash}input\\{x\\}'
    """
    return "".join(_SPECIAL.get(c, c) for c in " ".join(clean(sound(text)).split()))


def _urls(dossier: Dossier) -> dict[str, str]:
    return {
        c.document.id: c.document.url
        for c in dossier.claims
        if c.document.url and _URL.fullmatch(c.document.url)
    }


def _note(dossier: Dossier, source: Source) -> str:
    stamp = f"{SYNTHETIC}. " if source.synthetic or dossier.synthetic else ""
    return f"{stamp}SHA-256 {source.sha256}; file {source.path}; reliability {source.grade}; ledger head {dossier.chain_head}"


def _item(dossier: Dossier, source: Source, url: str | None) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": key(source),
        "type": "document" if source.kind == "document" else "dataset",
        "title": sound(source.title),
        "note": sound(_note(dossier, source)),
    }
    if source.publisher:
        item["publisher"] = sound(source.publisher)
    if source.published:
        day = source.published
        item["issued"] = {"date-parts": [[day.year, day.month, day.day]]}
    if url:
        item["URL"] = url
    return item


def _entry(dossier: Dossier, source: Source, url: str | None) -> str:
    fields = {
        "title": tex(source.title),
        "publisher": tex(source.publisher or ""),
        "date": source.published.isoformat() if source.published else "",
        "year": str(source.published.year) if source.published else "",
        "url": url or "",
        "note": tex(_note(dossier, source)),
    }
    kind = "misc" if source.kind == "document" else "dataset"
    rows = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items() if value)
    return f"\n@{kind}{{{key(source)},\n{rows}\n}}\n"
