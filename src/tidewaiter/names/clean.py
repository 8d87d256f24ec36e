"""One plain form of a name, so that ways of writing it become equal."""

from __future__ import annotations

import re
import unicodedata

_CYRILLIC = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґў",
        "a b v g d e e zh z i y k l m n o p r s t u f kh ts ch sh shch  y  e yu ya i yi ye g u".replace(
            "shch  y  e", "shch - y - e"
        ).split(" "),
        strict=True,
    )
)
_CYRILLIC |= {"ъ": "", "ь": ""}
_NOT_WORD = re.compile(r"[\W_]+")
_APOSTROPHE = re.compile(r"(?<=\w)['’‘`ʻʼ](?=\w)")


def fold(name: str) -> str:
    """Return a name in lower case, without marks and punctuation, Cyrillic in Latin letters.

    Words are parted by one blank. Folding twice changes nothing more.

    >>> fold("Ch'ŏngch'ŏn-gang"), fold("«Мария» "), fold("M/V  TERN")
    ('chongchon gang', 'mariya', 'm v tern')
    """
    lower = name.casefold()
    if any("\u0400" <= c <= "\u04ff" for c in lower):
        lower = "".join(_CYRILLIC.get(c, c) for c in lower)
    plain = unicodedata.normalize("NFKD", _APOSTROPHE.sub("", lower))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    return _NOT_WORD.sub(" ", plain).strip()
