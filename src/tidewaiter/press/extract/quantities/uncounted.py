"""Figures that count nothing: dates, times of day, positions, calibres, identifiers."""

from __future__ import annotations

import re
from dataclasses import replace

from tidewaiter.press.extract.quantities.plain import Plain, Token, hyphen, lower
from tidewaiter.press.extract.quantities.words import values, words

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_DAYS = rf"{_DAY}(?:(?: ?[-–/] ?|, | and | to | or |, and ){_DAY}){{0,4}}"
_SMALL = "|".join(sorted(values("numbers")))

#: What each pattern rules out, with an example.
PATTERNS: dict[str, re.Pattern[str]] = {
    name: re.compile(pattern)
    for name, pattern in {
        # 18 and 19 September 2024
        "day and month": rf"\b{_DAYS} (?:of )?{_MONTH}(?:,? (?:1[5-9]|20)\d\d\b)?",
        # Nov. 29 to Dec. 2, 2021; but "in March 12 ships"
        "month and day": rf"(?<![Ii]n )\b{_MONTH} {_DAYS}(?!\d|,\d\d\d)(?:, ?(?:1[5-9]|20)\d\d\b)?",
        "month and year": rf"\b{_MONTH},? (?:1[5-9]|20)\d\d\b",
        "ISO day": r"\b(?:1[5-9]|20)\d\d-\d\d(?:-\d\d)?\b",
        # 2021-22
        "years": r"\b(?:1[89]|20)\d\d ?[-–] ?(?:(?:1[89]|20)\d\d|\d\d)\b",
        "ordinal": r"\b\d+(?:st|nd|rd|th)\b",
        # the 1990s, in his 40s
        "decade": r"\b\d+s\b",
        "clock": r"(?i:\b\d{1,2}(?:[.:h]\d\d)? ?(?:a\.?m\b|p\.?m\b|o'clock))",
        # 1400 GMT, 0600 hours
        "hours": r"\b\d{1,2}[.:]?\d\d ?(?:hours (?=on|local|GMT|UTC)|hrs\b|GMT|UTC|Z\b|local time)",
        # at 10.30
        "time with a point": r"\b(?:[Aa]t|by|around|until) (?:[01]?\d|2[0-3])\.[0-5]\d"
        r"(?= ?[,;)]| (?:on|in|the|a|an|he|she|it|they|we|that|local|and|when)\b|$)",
        # at six in the morning
        "hour of the day": rf"\b[Aa]t (?:\d{{1,2}}|{_SMALL}) "
        r"(?:in the (?:morning|afternoon|evening)|at night|sharp|on [MTWFS]\w{2,5}day)\b",
        # 36°12′N, 42.233 N, 12 degrees 20 minutes north
        "position": r"(?<!\d)\d{1,4}(?:\.\d{1,8})? ?°(?= ?(?:\d|[NSEW]\b))[^;()a-z]{0,24}"
        r"|\b\d{1,3}(?:\.\d{1,8})? ?[NSEW](?=$|[,;:).]| \d| and | to )|\b\d{1,3}\.\d{1,8} ?[NSEW]\b(?!-)"
        r"|\b\d{1,3}(?:\.\d{1,8})? degrees(?: [\d.]{1,9} (?:minutes|seconds)){0,2} (?:north|south|east|west|[NSEW]\b)",
        "decimal degrees": r"-?\b\d{1,3}\.\d{4,}\b",
        # 122 and 152 mm, 7.62x39; but "40 mm of rain"
        "calibre": r"(?i)(?:\b\d+(?:\.\d+)?(?:[- ]?mm)?(?:, | and | or | to |/|-)){0,4}\b\d+(?:\.\d+)?[- ]?"
        r"(?:mm\b|millimet(?:re|er)s?\b|x\d+|cal\b|calibre|caliber)(?! of (?:rain|snow|water|steel|ice))",
        "address": r"\b\d{1,4},? (?:[A-Z][\w.'-]{1,30} ){1,3}(?:Street|Avenue|Road|Lane|Boulevard|Square|Prospekt)\b",
        # resolution 2397 (2017), Article 41(2)
        "in brackets": r"\(\d{1,4}\)",
        "telephone": r"\+\d[\d -]{6,20}|\b\d{2,4}(?:[- ]\d{2,4}){3,6}\b(?!,)",
        "score": r"\b(\d+)[-–](?:\1|0)\b|\b24-7\b",
        "odds": rf"(?i)\b(?:\d+|{_SMALL})-to-(?:one|1)\b",
        "by turns": r"(?i)\bone (?:another|by one|after another|on one|too many)|\bone-(?:on|to)-one|\bfifty-fifty",
    }.items()
}

#: Those that hold without a digit.
_IN_WORDS = frozenset(["hour of the day", "odds", "by turns"])
_DIGIT = re.compile(r"\d")


def uncounted(text: Plain) -> Plain:
    """Return the text with the tokens voided that look like numbers and count nothing.

    >>> from tidewaiter.press.extract.quantities.plain import plain
    >>> [t.kind for t in uncounted(plain("12 March: 14 ships")).tokens]
    ['void', 'void', 'mark', 'figure', 'word']
    """
    tokens = list(text.tokens)
    ruled_out = _in_patterns(text)
    for i, token in enumerate(tokens):
        if token.kind in ("figure", "word") and (i in ruled_out or _by_neighbours(tokens, i)):
            tokens[i] = token._replace(kind="void")
    return replace(text, tokens=tuple(tokens))


def _in_patterns(text: Plain) -> set[int]:
    out: set[int] = set()
    starts = {token.start: i for i, token in enumerate(text.tokens)}
    any_digit = _DIGIT.search(text.text) is not None
    for name, pattern in PATTERNS.items():
        for match in pattern.finditer(text.text) if any_digit or name in _IN_WORDS else ():
            places = range(match.start(), match.end())
            out.update(starts[place] for place in places if place in starts)
    return out


def _by_neighbours(tokens: list[Token], i: int) -> bool:
    if tokens[i].kind == "figure":
        return _labelled(tokens, i) or _serial(tokens, i) or _named(tokens, i) or _year(tokens, i)
    return tokens[i].lower in values("numbers") and _proper(tokens, i)


def _labelled(tokens: list[Token], i: int) -> bool:
    """Say whether a figure follows a label ("Article 41", "No. 3", "resolutions 1718 and 2397")."""
    at = i - 2 if lower(tokens, i - 1) == "." else i - 1
    word = lower(tokens, at)
    if word == "no" and at == i - 2:
        return True
    if word in words("uncounted", "labels"):
        return not _is_verb(tokens, at) and not _counted_next(tokens, i)
    if word in words("uncounted", "names") and tokens[at].text[0].isupper():
        return True
    word = lower(tokens, _list_head(tokens, at))
    return word.endswith("s") and word in words("uncounted", "labels")


def _list_head(tokens: list[Token], at: int) -> int:
    """Go back over "1718 (2006) and" to the word before the list, at most two dozen tokens."""
    for _ in range(24):
        if at < 1:
            break
        joins = tokens[at].text in _JOINS and _void(tokens, at - 1)
        if tokens[at].kind != "void" and tokens[at].text not in ("(", ")") and not joins:
            break
        at -= 1
    return at


_JOINS = frozenset([",", "and", "or", "to", "-", "–", "&", "through"])


def _void(tokens: list[Token], at: int) -> bool:
    return tokens[at].kind == "void" or tokens[at].text in (")", ",")


def _is_verb(tokens: list[Token], at: int) -> bool:
    word = lower(tokens, at - 1)
    if lower(tokens, at) == "number":
        return word in ("they", "who", "which", "that") or word.endswith("s")
    return word in ("to", "will", "would", "could", "can", "may", "must", "not")


def _counted_next(tokens: list[Token], i: int) -> bool:
    """Say whether what surely is counted follows: a measure or people."""
    word = lower(tokens, i + 1)
    if hyphen(tokens, i + 1):
        return True
    return (
        word in words("units", "people")
        or word.removesuffix("s") in words("units", "measures")
        or word in ("%", "per", "percent", "nautical", "metric", "square", "cubic", "gross")
        or word in values("scales")
        or word in words("units", "abbreviations")
    )


def _serial(tokens: list[Token], i: int) -> bool:
    """Say whether a figure is seven or nine digits long without a comma, like an IMO or MMSI."""
    text = tokens[i].text
    money = lower(tokens, i - 1) in ("$", "€", "£", "¥")
    return text.isdecimal() and len(text) in (7, 9) and not money and not _counted_next(tokens, i)


def _named(tokens: list[Token], i: int) -> bool:
    """Say whether a figure is the last word of a name ("Mir Byol 7", "Boeing 747")."""
    text, before = tokens[i].text, tokens[i - 1] if i else None
    if before is None or before.kind != "word" or not tokens[i].space or not text.isdecimal():
        return False
    if before.lower in words("uncounted", "models"):
        return True
    if not before.text[0].isupper() or before.opens or len(text) > 4 or before.text.endswith("."):
        return False
    if before.lower in words("units", "stop") or before.lower in values("scales"):
        return False
    return before.lower not in _CAPITAL_BOUNDS and not _plural_next(tokens, i)


_CAPITAL_BOUNDS = frozenset(["usd", "us", "eur", "gbp", "rs", "chf", "some", "about", "around"])


def _plural_next(tokens: list[Token], i: int) -> bool:
    """Say whether a word that may be counted follows within three words."""
    if _counted_next(tokens, i) or lower(tokens, i + 1) in ("of", "more", "or"):
        return True
    for at in range(i + 1, min(i + 4, len(tokens))):
        word = lower(tokens, at)
        if not word.isalpha() or word in words("units", "stop") | words("units", "not_plural"):
            return False
        if word in words("units", "invariant") or (word.endswith("s") and not word.endswith("ss")):
            return True
    return False


def _year(tokens: list[Token], i: int) -> bool:
    """Say whether four digits are a year: they are, unless people or a measure follow them."""
    text = tokens[i].text
    if lower(tokens, i + 1) in ("¶", "§"):
        return True  # a resolution before its paragraph
    if len(text) != 4 or not text.isdecimal() or not 1800 <= int(text) <= 2100:
        return False
    if not tokens[i].space and i and lower(tokens, i - 1) in ("$", "€", "£", "¥"):
        return False
    if lower(tokens, i + 1) in values("scales"):
        return False
    word = lower(tokens, i - 1)
    if word in _DATING:
        return True
    bounded = word in _BOUNDING or word.endswith(("ed", "ing"))
    return not (_counted_next(tokens, i) or (bounded and _plural_next(tokens, i)))


_BOUNDING = frozenset(
    ["than", "about", "some", "around", "nearly", "almost", "roughly", "approximately", "least",
     "most", "many", "over", "another", "further", "sent", "sold", "bought", "lost", "held", "had",
     "took", "made", "brought", "found"]
)  # fmt: skip
_DATING = frozenset(
    ["in", "since", "by", "during", "until", "till", "the", "early", "late", "mid", "before",
     "after", "year", "from", "through", "throughout", "spring", "summer", "autumn", "winter"]
)  # fmt: skip


_OF_DAYS = frozenset(["that", "each", "every", "a", "per", "same", "next", "one", "this", "the"])


def _proper(tokens: list[Token], i: int) -> bool:
    """Say whether a number word is part of a name ("Group of Seven", "the Three Gorges")."""
    token = tokens[i]
    before = lower(tokens, i - 1)
    numbered = before in words("uncounted", "numbered") or (
        before == "day" and lower(tokens, i - 2) not in _OF_DAYS
    )
    if numbered and not _plural_next(tokens, i):
        return True
    if numbered and lower(tokens, i + 1) == "of":
        return True
    if not token.text[0].isupper() or token.opens or not token.space:
        return False
    if lower(tokens, i - 1) == "of" and lower(tokens, i - 2) in words("uncounted", "clubs"):
        return True
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    return after is None or after.text[0].isupper() or after.kind == "mark"
