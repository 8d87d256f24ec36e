"""Names in Arabic letters against their spellings in Latin ones.

Arabic, Persian, Pashto and Urdu write consonants and long vowels; Latin lists spell them after
English, French or German ears: حسين is Hussein, Husayn, Hossein, Houcine. So the consonants are
compared, and of the long vowels only whether the spelling has one that can stand for each.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice, product

from rapidfuzz.distance import Levenshtein

from tidewaiter.names.tables import column, letters

_MARKS = re.compile("[\u064b-\u065f\u0670\u0640\u200c-\u200f\u06d6-\u06ed]")
_ARTICLE = re.compile("^(?:وال|بال|ال)(?=..)")
#: Letters → one sign for each class that Latin spellings tell apart; w, y and a are long vowels.
_LETTERS = letters("arabic_signs")
_PERSIAN = str.maketrans("d", "z")
_VOWELS = "aeiou"
_SPELLED = (
    ("tch", "S"), ("dzh", "J"), ("dsch", "J"), ("dj", "J"), ("zh", "J"), ("kh", "x"), ("gh", "k"), ("sh", "S|sh"),
    ("sch", "S"), ("ch", "S"), ("th", "s|t|th"), ("dh", "d|z"), ("ph", "f"), ("ck", "k"), ("j", "J"), ("q", "k"), ("k", "k"),
    ("g", "k|J"), ("c", "k|s"), ("x", "ks"), ("p", "b"), ("b", "b"), ("v", "w|f"), ("w", "w"), ("y", "y"), ("z", "z"), ("s", "s"),
    ("d", "d"), ("t", "t"), ("f", "f"), ("h", "h"), ("l", "l"), ("m", "m"), ("n", "n"), ("r", "r"),
)  # fmt: skip
_SPELLING = re.compile(
    "|".join(sorted((s for s, _ in _SPELLED), key=len, reverse=True)) + "|[aeiou]+"
)
_TO = dict(_SPELLED)
_DOUBLED = re.compile(r"(.)\1+")
_ABD = re.compile(
    r"^abd[aeiou]+(?:l|r(?=r)|n(?=n)|z(?=z)|s(?=s)|t(?=t)|d(?=d))?(?=[^aeiou]..)|^abdl(?=...)"
)
_DIN = re.compile(r"(?<=..)(?:[aeu]l|[aeu]d|[aeu])?-?(?<=[a-z])d(?:i+|e+)ne?$")
_LAH = re.compile(r"(?<=..)(?:al|ul|el|[aeui])?lah$|(?<=..)(?:a|u)llah$")
#: The article after French or Maghrebi ears, written into the word: Essaadi, Elsayed.
_GLUED = re.compile(r"^(?:[ae]l(?=[^aeiou]?...)|e(?:ss|zz|dd|rr|tt|nn)(?=...)|ech(?=...))")
_MOST_SPELLINGS = 6
#: Words that join names and are none: the article, "son of", "daughter of".
PARTICLES = frozenset(column("arabic_signs", "particles"))


@lru_cache(maxsize=65_536)
def words(text: str) -> tuple[str, ...]:
    """Return the words of a name in Arabic letters, "servant of" joined to what it serves.

    >>> len(words("عبد الله محمد")), len(words("محمد بن علي"))
    (2, 2)
    """
    plain = _MARKS.sub("", text)
    found = [w for w in re.findall(r"[^\W\d_]+", plain) if w not in PARTICLES]
    joined: list[str] = []
    for word in found:
        if (joined and joined[-1] == "عبد") or (
            joined and word in ("الله", "اللہ", "الدین", "الدين")
        ):
            joined[-1] += word
        else:
            joined.append(word)
    return tuple(joined)


@lru_cache(maxsize=131_072)
def signs(word: str) -> str:
    """Return the signs of a word in Arabic letters: consonants, and long vowels as w, y, a.

    >>> signs("محمد"), signs("الحسين"), signs("عثمان")
    ('mhmd', 'hsyn', '3sman')
    """
    bare = _ARTICLE.sub("", word)
    if bare.startswith("عبدال") and len(bare) > 6:
        bare = "عبد" + bare[5:]
    elif bare.endswith(("الدين", "الدین")) and len(bare) > 6:
        bare = bare[:-5] + bare[-3:]
    elif bare.endswith(("الله", "اللہ")) and len(bare) > 5 and not bare.startswith("عبد"):
        bare = bare[:-4] + bare[-2:]
    said = "".join(_LETTERS.get(c, "") for c in bare)
    return _DOUBLED.sub(r"\1", said)


@lru_cache(maxsize=131_072)
def spellings(word: str) -> tuple[str, ...]:
    """Return the signs that a folded Latin word can stand for; "V" is any short or long vowel.

    >>> spellings("hussein"), spellings("uthman")
    (('hVsVn',), ('VsmVn', 'VtmVn', 'VthmVn'))
    """
    bare = joined_latin(word)
    glued = _GLUED.sub("", bare)
    found: list[str] = []
    for text in dict.fromkeys((bare, glued)):
        parts = [
            ("V",) if (piece := m.group())[0] in _VOWELS else tuple(_TO[piece].split("|"))
            for m in _SPELLING.finditer(text)
        ]
        for choice in islice(product(*parts), _MOST_SPELLINGS):
            said = _DOUBLED.sub(r"\1", "".join(choice))
            found += [said[:-1], said] if said.endswith("Vh") else [said]
    return tuple(dict.fromkeys(found))


def joined_latin(word: str) -> str:
    """Return a folded Latin word with what joins the halves of a compound name off.

    >>> joined_latin("abdulrahman"), joined_latin("salahuddin"), joined_latin("habibullah")
    ('abdrahman', 'salahdin', 'habiblah')
    """
    bare = _ABD.sub("abd", word)
    bare = _DIN.sub("din", bare)
    return _LAH.sub("lah", bare)


_SHOWN = letters("arabic_shown")
_ARABIC = re.compile("[\u0600-\u06ff]+")


def latin(text: str) -> str:
    """Return Arabic letters one by one in Latin letters, for readers; other letters stay.

    >>> latin("محمد")
    'mhmd'
    """
    plain = _MARKS.sub("", text)
    return _ARABIC.sub(lambda m: "".join(_SHOWN.get(c, c) for c in m.group()), plain)


def consonants(said: str) -> str:
    """Return the consonants among signs; "A" first where a vowel begins the word."""
    lead = "A" if said[:1] in ("a", "3", "V") else ""
    return lead + _DOUBLED.sub(r"\1", re.sub("[Vwya3]", "", said))


@lru_cache(maxsize=131_072)
def likeness(arabic: str, latin: str) -> float:
    """Return how well a Latin word spells a word in Arabic letters, 0…1.

    >>> likeness("حسين", "hussein") > 0.9, likeness("حسن", "hussein") < likeness("حسن", "hassan")
    (True, True)
    """
    theirs = signs(arabic)
    silent = arabic[-1] in "هہۀھ" and len(theirs) > 1  # often a mere vowel at the end of a word
    heard: tuple[str, ...] = (theirs[:-1], theirs) if silent else (theirs,)
    if "ض" in arabic or "ظ" in arabic:  # d to an Arab, z to an Iranian
        heard += tuple(h.translate(_PERSIAN) for h in heard)
    best = 0.0
    for mine, said in product(map(consonants, heard), spellings(latin)):
        yours = consonants(said)
        if not mine or not yours:
            continue
        longest = max(len(mine), len(yours))
        edits = Levenshtein.distance(mine, yours)
        if edits == 0:
            score = 0.97
        elif edits == 1 and longest >= 5:
            score = 0.85
        elif edits == 1 and longest == 4:
            score = 0.78
        elif edits == 1 and longest == 3:
            score = 0.6
        elif edits == 2 and longest >= 7:
            score = 0.75
        else:
            continue
        best = max(best, score - _vowels_off(theirs, latin, said))
    return best


def _vowels_off(theirs: str, latin: str, said: str) -> float:
    """Return the penalty for long vowels that the spelling has no letter for, and the reverse."""
    inner = theirs[1:] if theirs[:1] in "a3" else theirs
    off = 0.0
    w, y, a = inner.count("w"), inner.count("y"), inner.count("a")
    heavy = 0.12 if len(consonants(theirs)) > 3 else 0.2
    off += heavy * max(0, w - len(re.findall("[wvou]+", latin)))
    off += heavy * max(0, y - len(re.findall("[yie]+", latin)))
    off += 0.06 * max(0, a - len(re.findall("[ae]+", latin)))
    off += 0.15 * max(0, said.count("w") - w)
    off += 0.08 * max(0, said.count("y") - y)
    syllables = said.count("V")
    long_vowels = w + y + a
    if len(consonants(said)) <= 2:
        off += 0.1 * max(0, syllables - long_vowels - 1)
    if (
        re.search("[ie]+", latin[1:])
        and not y
        and len(re.findall("(?:ei|ai|ay|ey|ee|ie)", latin[1:]))
    ):
        off += 0.2
    return off
