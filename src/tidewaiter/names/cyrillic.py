"""Cyrillic names in Latin letters, and one spelling for the many that Latin lists use.

A Russian name stands in Latin lists after at least five systems (passports of 1997 and 2013,
BGN/PCGN, ISO 9, French and German habit): Евгений is Evgenii, Yevgeny, Evgeniy, Jewgeni. What they
disagree about is few sounds, so both sides are brought to one spelling of these.
"""

from __future__ import annotations

import re
from functools import lru_cache

from tidewaiter.names.tables import letters

_LETTERS = letters("cyrillic")
#: Ukrainian and Belarusian write г for a sound that Latin lists write h.
_WESTERN = re.compile("[іїєґў]")
#: Latin letters that a typist took for Cyrillic ones of the same look.
_LOOK_ALIKE = str.maketrans("aceopxyikĸbhmt", "асеорхуіккбнмт")
_MIXED = re.compile(r"[\w'’]*[\u0400-\u052f][\w'’]*")

#: What the systems write in several ways → one letter each; longest first.
_SOUNDS = (
    ("shch", "S"), ("schtsch", "S"), ("szcz", "S"), ("tsch", "C"), ("tch", "C"), ("tsh", "C"),
    ("sch", "S"), ("sh", "S"), ("sz", "S"), ("cz", "C"), ("ch", "C"), ("zh", "Z"), ("kh", "h"),
    ("ts", "c"), ("tz", "c"), ("tc", "c"), ("ph", "f"), ("th", "t"), ("dz", "d"), ("x", "ks"), ("w", "v"),
    ("q", "k"), ("yu", "u"), ("iu", "u"), ("ju", "u"), ("ya", "a"), ("ia", "a"), ("ja", "a"),
    ("yo", "e"), ("io", "e"), ("jo", "e"), ("ye", "e"), ("ie", "e"), ("je", "e"),
    ("yi", "i"), ("ii", "i"), ("iy", "i"), ("ij", "i"), ("ji", "i"), ("yy", "i"), ("yj", "i"),
    ("y", "i"), ("j", "i"),
)  # fmt: skip
_TO = dict(_SOUNDS)
_PARTS = re.compile("|".join(spelled for spelled, _ in _SOUNDS))
_DOUBLED = re.compile(r"(.)\1+")
_SOFT_VOWEL = re.compile(r"i+(?=[aeou])")
#: -аў, -оў, -еў at the end: what Russian writes -ов, -ев.
_BELARUSIAN = re.compile(r"(?<=..)([aoe])u(?=na$|$)")
_FINAL_F = re.compile(r"(?<=[oe])f$")


def latin(text: str) -> str:
    """Return lower-case Cyrillic text in Latin letters; other letters stay.

    >>> latin("рыжков"), latin("грицак і гук")
    ('ryzhkov', 'hrytsak i huk')
    """
    text = _MIXED.sub(lambda m: m.group().translate(_LOOK_ALIKE), text)
    western = bool(_WESTERN.search(text))
    out = []
    for c in text:
        if western and c == "г":
            out.append("h")
        elif western and c == "и" and "і" in text:
            out.append("y")
        else:
            out.append(_LETTERS.get(c, c))
    return "".join(out)


@lru_cache(maxsize=131_072)
def sound(word: str) -> str:
    """Return one spelling for the ways of writing a Slavic word in Latin letters.

    >>> sound("yevgeny") == sound("evgenii"), sound("fiodorovich") == sound("fedorovich")
    (True, True)
    >>> sound("sergeyevich"), sound("ponomariov")
    ('sergeviC', 'ponomarev')
    """
    said = _PARTS.sub(lambda m: _TO[m.group()], word)
    said = _SOFT_VOWEL.sub("", said)
    said = _FINAL_F.sub("v", _DOUBLED.sub(r"\1", said))
    return _BELARUSIAN.sub(r"\1v", said)
