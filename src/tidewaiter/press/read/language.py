"""In which language a text is written, as far as needed to read English and refuse the rest."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from functools import cache
from importlib.resources import files
from itertools import pairwise

from tidewaiter.errors import UnreadableError

#: A language other than English is believed when this share of the words are its short words …
_SHARE = 0.12
#: … and they are so many times as many as those of English; news in English has some 0.35 to 0.45.
_TIMES = 2.0
#: Fewer words than this say nothing about the language; names fill them.
_FEWEST = 8
_FEWEST_LETTERS = 12
_DISTINCT = 3  # so many different short words are no name
#: Before a word with a capital these are part of a name: "Rio de Janeiro", "Jan van Eyck".
_PARTICLES = frozenset(
    ("de", "la", "le", "les", "el", "al", "du", "des", "da", "do", "dos", "das", "del", "della", "di", "van", "y",
     "los", "las", "den", "en", "e", "et")
)  # fmt: skip
_LONGEST = 60_000  # characters looked at
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_RANGES = {
    "Cyrillic": "\u0400-\u052f",
    "Arabic": "\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc",
    "Hebrew": "\u0590-\u05ff",
    "Greek": "\u0370-\u03ff",
    "Hangul": "\u1100-\u11ff\uac00-\ud7a3",
    "Kana": "\u3040-\u30ff",
    "Han": "\u3400-\u9fff",
    "Thai": "\u0e00-\u0e7f",
    "Devanagari": "\u0900-\u097f",
    "Bengali": "\u0980-\u09ff",
    "Georgian": "\u10a0-\u10ff",
    "Armenian": "\u0530-\u058f",
    "Amharic": "\u1200-\u139f",
    "Burmese": "\u1000-\u109f",
    "Khmer": "\u1780-\u17ff",
    "Tamil": "\u0b80-\u0bff",
}
_SCRIPTS = {name: re.compile(f"[{letters}]") for name, letters in _RANGES.items()}
#: Letters that only Ukrainian, Bulgarian (with no Russian ones) or Persian have.
_UKRAINIAN, _NOT_UKRAINIAN = re.compile("[іїєґ]"), re.compile("[ыэъ]")
_RUSSIAN, _PERSIAN = re.compile("[ыэ]"), re.compile("[پچژگی]")


def refuse_foreign(text: str) -> None:
    """Do nothing for English and for what is too short or too strange to tell.

    Raises:
        UnreadableError: The text is in another language.
    """
    other = foreign(text[:_LONGEST])
    if other is not None:
        raise UnreadableError(f"is {other}; only English is read: add a translation instead")


def foreign(text: str) -> str | None:
    """Return words for the language of a text, None where it is English or unknown.

    >>> foreign("Das Schiff wurde nach Angaben der Polizei in der Nacht aus dem Hafen gebracht.")
    'in German'
    >>> foreign("Kim Jong Un met Nguyen Van Long at Phu Quoc.")
    """
    letters = sum(map(str.isalpha, text))
    counts = {name: len(script.findall(text)) for name, script in _SCRIPTS.items()}
    name = max(counts, key=counts.__getitem__)
    if counts[name] >= _FEWEST_LETTERS and counts[name] * 2 > letters:
        return _of_script(name, counts, text)
    mixed = sum(counts.values())
    if counts["Kana"] and mixed >= _FEWEST_LETTERS and mixed * 2 > letters:
        return _tables()[1]["Kana"]
    return _by_words(text)


def _of_script(name: str, counts: dict[str, int], text: str) -> str:
    if name == "Han" and counts["Kana"] * 8 > counts["Han"]:
        name = "Kana"
    low = text.lower()
    if name == "Cyrillic":
        if _UKRAINIAN.search(low) and not _NOT_UKRAINIAN.search(low):
            return "in Ukrainian"
        if len(_RUSSIAN.findall(low)) * 100 > counts[name]:
            return "in Russian"
    if name == "Arabic" and len(_PERSIAN.findall(low)) * 50 > counts[name]:
        return "in Persian"
    return _tables()[1][name]


def _by_words(text: str) -> str | None:
    found = _WORD.findall(text.replace("’", "'"))
    if len(found) < _FEWEST:
        return None
    counted = Counter(
        word.lower()
        for word, following in pairwise([*found, ""])
        if not (word.lower() in _PARTICLES and following.istitle())
    )
    tables = _tables()[0]
    shares = {name: sum(counted[w] for w in tables[name]) / len(found) for name in tables}
    english = shares.pop("English")
    name = max(shares, key=shares.__getitem__)
    several = sum(counted[word] > 0 for word in tables[name]) >= _DISTINCT
    if several and shares[name] >= _SHARE and shares[name] > _TIMES * english:
        return f"in {name}"
    return None


@cache
def _tables() -> tuple[dict[str, frozenset[str]], dict[str, str]]:
    data = tomllib.loads(
        files("tidewaiter.press.read").joinpath("data/languages.toml").read_text("utf-8")
    )
    return {k: frozenset(v.split()) for k, v in data["words"].items()}, data["scripts"]
