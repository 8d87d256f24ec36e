"""The letters of a PDF page with their places."""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pypdfium2 import PdfTextPage

_LIGATURES = {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl",
              "\ufb05": "st", "\ufb06": "st"}  # fmt: skip
#: PDFium's signs for a hyphen at the end of a line.
_HYPHENS = ("\x02", "\ufffe", "\u00ad")
#: Letters of one page; beyond this it is no page of words but a drawing of them.
_MOST = 200_000


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter: PDF points, ``y`` of its base line upwards from the foot of the page.

    Attributes:
        text: The letter, or what a ligature stands for.
        index: PDFium's number of the letter on its page, from 0.
        x0: Left edge.
        x1: Right edge.
        y: Base line.
        size: Height of the font.
        turned: Angle in quarter turns; 0 for upright letters.
        made: True for a blank that PDFium saw between letters and nobody wrote.
    """

    text: str
    index: int
    x0: float
    x1: float
    y: float
    size: float
    turned: int = 0
    made: bool = False


def letters(page: PdfTextPage) -> Iterator[Letter]:
    """Yield the letters of a page in the order of its content; slanted ones are left out.

    Args:
        page: Text page of PDFium.
    """
    found = list(_all(page))
    shown = Counter(letter.turned for letter in found if not letter.text.isspace())
    if not shown:
        return
    turned = shown.most_common(1)[0][0]
    for letter in found:
        if letter.turned == turned:
            yield letter


def _all(page: PdfTextPage) -> Iterator[Letter]:
    import pypdfium2.raw as pdfium

    left, right, bottom, top, x, y = (ctypes.c_double() for _ in range(6))
    box = pdfium.FS_RECTF()
    for index in range(min(page.count_chars(), _MOST)):
        code = pdfium.FPDFText_GetUnicode(page, index)
        text = _text(code)
        if text in ("\r", "\n", ""):
            continue
        angle = pdfium.FPDFText_GetCharAngle(page, index)
        quarters = angle / (math.pi / 2)
        if abs(quarters - round(quarters)) > 0.05:
            continue
        pdfium.FPDFText_GetCharBox(page, index, left, right, bottom, top)
        pdfium.FPDFText_GetCharOrigin(page, index, x, y)
        pdfium.FPDFText_GetLooseCharBox(page, index, box)
        size = abs(box.top - box.bottom)
        # The loose box goes from where the letter is set to where the next one is.
        letter = Letter(text, index, box.left, box.right, y.value, size, round(quarters) % 4)
        if text == " " and pdfium.FPDFText_IsGenerated(page, index) == 1:
            letter = replace(letter, made=True)
        if letter.turned:
            letter = _upright(letter, left.value, right.value, bottom.value, top.value, x.value)
        yield letter


def _upright(
    letter: Letter, left: float, right: float, bottom: float, top: float, x: float
) -> Letter:
    """Turn a letter so that it reads from left to right."""
    size = max(right - left, top - bottom, 1.0)
    if letter.turned == 1:
        return replace(letter, x0=-top, x1=-bottom, y=x, size=size)
    if letter.turned == 3:
        return replace(letter, x0=bottom, x1=top, y=-x, size=size)
    return replace(letter, x0=-right, x1=-left, y=-letter.y, size=size)


def _text(code: int) -> str:
    if not 0 < code < 0x110000 or 0xD800 <= code < 0xE000:
        return "\ufffd" if code else ""
    text = chr(code)
    if text in _HYPHENS:
        return "\u00ad"
    return _LIGATURES.get(text, " " if text.isspace() and text not in "\r\n" else text)
