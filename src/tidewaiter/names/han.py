"""Chinese names by pinyin, and any other script letter by letter."""

from __future__ import annotations

import re
from functools import lru_cache

_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+")
_OTHER = re.compile(r"[^\u0000-\u036f\u1e00-\u1eff\u2000-\u206f]+")


def latin(text: str) -> str:
    """Return Han characters by pinyin, a blank between syllables; then all that is left by sight.

    Characters with several readings are read as the phrase that they stand in has them, where a
    dictionary knows it (长城 is chang cheng, not zhang cheng).

    >>> latin("长城"), latin("Ἀθήνα")
    ('chang cheng', 'Athina')
    """
    if text.isascii():
        return text
    text = _HAN.sub(lambda m: f" {_pinyin(m.group())} ", text)
    if _OTHER.search(text):
        text = _OTHER.sub(lambda m: _by_sight(m.group()), text)
    return " ".join(text.split())


@lru_cache(maxsize=16_384)
def _pinyin(run: str) -> str:
    from pypinyin import lazy_pinyin  # half a second to import, and few names need it

    return " ".join(lazy_pinyin(run, errors=_by_sight))


def _by_sight(text: str) -> str:
    from anyascii import anyascii

    return anyascii(text)
