"""One plain form of a name, so that ways of writing it become equal."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from tidewaiter.names import arabic, cyrillic, han, hangul

#: Letters that decomposition leaves alone.
_SPECIAL = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ə": "e"}
)
_NOT_WORD = re.compile(r"[\W_]+")
_APOSTROPHE = re.compile(r"(?<=\w)['’‘`ʻʼ´′](?=\w)")
#: "Cho 'n Myo 'ng": the mark of a vowel of McCune and Reischauer, torn off by a blank.
_TORN = re.compile(r"(?<=[a-z]) ?['’‘`ʻʼ](?=(?:ng|[klmnpt])\b)")
_PLAIN = re.compile(r"[a-z0-9 ]*")


@lru_cache(maxsize=65_536)
def fold(name: str) -> str:
    """Return a name in lower-case Latin letters and digits, without marks and punctuation.

    Words are parted by one blank. Other scripts are romanised: Cyrillic, Hangul, Arabic and Han by
    rules of this package, all others letter by letter. Folding twice changes nothing more.

    >>> fold("Ch'ŏngch'ŏn-gang"), fold("«Мария» "), fold("M/V  TERN")
    ('chongchon gang', 'mariya', 'm v tern')
    >>> fold("김정은"), fold("长城 3")
    ('gim jeong eun', 'chang cheng 3')
    """
    lower = name.casefold()
    if _PLAIN.fullmatch(lower):
        return " ".join(lower.split())
    if not lower.isascii():
        lower = _romanised(lower)
    plain = _APOSTROPHE.sub("", _TORN.sub("", unicodedata.normalize("NFKD", lower)))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    return _NOT_WORD.sub(" ", plain.translate(_SPECIAL)).strip()


def _romanised(text: str) -> str:
    """Return lower-case text with every other script in Latin letters."""
    text = cyrillic.latin(text)
    text = hangul.latin(text)
    text = arabic.latin(text)
    return han.latin(text)
