"""Numbers in words or figures as intervals, by the table of the claim contract."""

from __future__ import annotations

import re
from itertools import pairwise

from tidewaiter.model.claims import Quantity

_ONES = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = {w: 10 * i for i, w in enumerate(
    ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)}  # fmt: skip
_WORDS = {w: i for i, w in enumerate(_ONES, 1)} | _TENS | {"half-dozen": 6}
_SCALES = {
    "hundred": 1e2, "thousand": 1e3, "lakh": 1e5, "million": 1e6, "crore": 1e7,
    "billion": 1e9, "bn": 1e9, "trillion": 1e12, "dozen": 12, "m": 1e6,
}  # fmt: skip
_VAGUE = {
    "dozens": (24, 99), "scores": (24, 99), "hundreds": (200, 999), "thousands": (2000, 9999),
    "tens of thousands": (20_000, 99_999), "hundreds of thousands": (200_000, 999_999),
    "millions": (2_000_000, 9_999_999), "tens of millions": (20_000_000, 99_999_999),
}  # fmt: skip
_ABOUT = r"around|about|some|approximately|roughly|circa|or so|an estimated"
_NEARLY = r"nearly|almost|close to|just under"
_UPTO = (
    r"up to|as many as|as much as|at most|no more than|not more than|a maximum of|"
    r"fewer than|less than|under|below|as few as"
)
_ATLEAST = (
    r"at least|more than|over|exceeding|exceeds|exceeded|upwards of|no fewer than|"
    r"no less than|not less than|in excess of|well over|above"
)
_SMALL = "|".join(sorted(_WORDS, key=len, reverse=True))
_SCALE = "|".join(sorted(_SCALES, key=len, reverse=True))
_NUM = (
    rf"(?:\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?|(?:a|{_SMALL})(?=\s+(?:{_SCALE})\b)|"
    rf"(?:{_SMALL})(?:[- ](?:{'|'.join(_ONES[:9])}))?\b)"
    rf"(?:[\s-]?(?:{_SCALE})\b){{0,2}}(?:\s+and\s+(?:{_SMALL})\b(?=\s+\w+s\b))?"
)
_MONEY = r"(?:US|A|C)?[$€£¥]\s?"
_NOUN = r"[^\W\d_][\w'’]*(?:-[\w'’]+)*"
_QUANTITY = re.compile(
    rf"(?<![\w.,/-])(?P<between>between|from)?\s*"
    rf"(?:(?P<about>{_ABOUT})|(?P<nearly>{_NEARLY})|(?P<upto>{_UPTO})|(?P<atleast>{_ATLEAST}))?"
    rf"(?:(?<=\w)\s+(?:a further|another|the|an additional)?\s*)?(?P<money>{_MONEY})?(?:"
    rf"(?P<vague>[\"“'‘]?(?:tens of thousands|hundreds of thousands|tens of millions|dozens|scores|"
    rf"hundreds|thousands|millions)\b)|"
    rf"(?P<twice>(?:more than )?(?:twice|three times|four times|five times)\b)|"
    rf"(?P<first>{_NUM})(?:(?:\s?[–—-]\s?|\s+(?P<joint>and|to)\s+)(?:{_MONEY})?|(?P<none>\b|(?=\W|$)))"
    rf"(?(none)|(?P<second>{_NUM}))?)(?![\d])",
    re.IGNORECASE,
)
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_DATES = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:and\s+\d{{1,2}}\s+)?{_MONTH}\b(?:,?\s+\d{{4}})?|"
    rf"\b{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?\b(?:,?\s+\d{{4}})?|\b{_MONTH},?\s+\d{{4}}|"
    r"\b(?:in|since|of|by|until|between|and|from|to|early|late|mid|for|during|year|before|after|"
    r"end of)[- ](?:19|20)\d\d\b(?!\s+(?!and\b|to\b|by\b)[a-z]+s\b)|"
    r"\b(?:one|two|three|four|five|six|ten|\d+)\s+(?:days?|weeks?|months?|years?|hours?)\s+"
    r"(?:earlier|later|ago|before|after)\b|\b\d{1,2}[:.]\d{2}\b|\b\d{1,2}(?:[:.]\d{2})?\s?[ap]\.?m\b|"
    r"\b\d+(?:\.\d+)?[- ]?(?:mm|millimet(?:re|er)s?)\b|\bone of\b|\bone another\b|\bno one\b|"
    r"\bone[- ](?:day|sided|time)\b|\bGroup of Seven\b|\b(?:Article|Annex|Resolution|paragraph|"
    r"No\.?|number|IMO|Il|Flight|page|chapter|section|berth|pier|Pier|Berth)[- ]?\d+\b|\bthis one\b|"
    r"\bthe one\b|\bany one\b|\bevery one\b|\beach one\b|\bno\.\s?\d+|[A-Z]{1,4}-?\d+\b|"
    r"\bmore than once\b|\bnot one\b|\bfor one\b|\b(?:1[89]|20)\d\ds?(?=\s+(?:treaty|accord|pact|"
    r"agreement|war|convention|season|report|deal))",
    re.IGNORECASE,
)
_STOP = frozenset(
    [
        "and",
        "or",
        "of",
        "in",
        "on",
        "at",
        "to",
        "for",
        "from",
        "by",
        "with",
        "the",
        "a",
        "an",
        "as",
        "more",
        "who",
        "which",
        "that",
        "was",
        "were",
        "is",
        "are",
        "has",
        "had",
        "have",
        "been",
        "after",
        "before",
        "since",
        "under",
        "between",
        "during",
        "near",
        "but",
        "if",
        "while",
        "per",
        "so",
        "than",
        "into",
        "through",
        "over",
        "across",
        "because",
        "when",
        "where",
        "whose",
        "last",
        "this",
        "next",
        "each",
        "every",
        "per",
        "also",
        "will",
        "would",
        "could",
        "may",
        "might",
        "had",
        "not",
        "ago",
        "out",
        "off",
        "up",
        "down",
        "left",
        "died",
        "still",
        "remain",
        "remained",
        "killed",
        "wounded",
        "his",
        "her",
        "its",
        "their",
        "our",
        "my",
        "your",
        "both",
        "either",
        "it",
        "he",
        "she",
        "they",
        "we",
        "you",
        "i",
    ]
)
_ADJECTIVES = frozenset(
    ["nautical", "armoured", "armored", "square", "cubic", "metric", "live", "per", "foreign"]
)
_CURRENCY = {"$": "dollars", "€": "euros", "£": "pounds", "¥": "yen"}


def value(words: str) -> float | None:
    """Return what a number in words or figures is, or None.

    >>> value("nine million"), value("480,000"), value("twenty-four")
    (9000000.0, 480000.0, 24.0)
    """
    total, current, seen = 0.0, 0.0, False
    for part in re.split(r"[\s-]+", words.lower().strip()):
        if part in {"and", ""}:
            continue
        if part == "a":
            current, seen = 1.0, True
        elif part in _WORDS:
            current, seen = current + _WORDS[part], True
        elif part in _SCALES:
            current = (current if seen else 1.0) * _SCALES[part]
            if _SCALES[part] >= 1000:
                total, current = total + current, 0.0
            seen = True
        else:
            glued = re.fullmatch(r"([\d,]*\d(?:\.\d+)?)([a-z]*)", part)
            if glued is None or (glued[2] and glued[2] not in _SCALES):
                return None
            current = float(glued[1].replace(",", "")) * _SCALES.get(glued[2], 1)
            seen = True
    return total + current if seen else None


def quantities(text: str, *, offset: int = 0) -> tuple[Quantity, ...]:
    """Return the counted and measured numbers of a text, in order.

    Args:
        text: The content of a claim.
        offset: Code points before it in the document; spans are counted from the document.

    >>> q, = quantities("up to nine million rounds of ammunition")
    >>> q.low, q.best, q.high, q.unit, q.of
    (0, None, 9000000.0, 'rounds', 'ammunition')
    """
    blocked = [m.span() for m in _DATES.finditer(text)]
    found: list[tuple[Quantity, str]] = []
    for match in _QUANTITY.finditer(text):
        number = _number_span(match)
        if any(a < number[1] and number[0] < b for a, b in blocked):
            continue
        quantity = _quantity(text, match, offset)
        if quantity is not None:
            found.append((quantity, match[0]))
    return _alternatives(text, [q for q, _ in found], offset)


def _number_span(match: re.Match[str]) -> tuple[int, int]:
    for group in ("vague", "twice", "first"):
        if match[group] is not None:
            return match.start(group), match.end(group)
    return match.span()


def _bounds(match: re.Match[str]) -> tuple[float | None, float | None, float | None] | None:
    if match["vague"]:
        low, high = _VAGUE[match["vague"].lower().strip("\"“'‘")]
        if match["upto"]:
            return 0, None, high
        return low, None, None if match["atleast"] else high
    if match["twice"]:
        times = {"twice": 2, "three": 3, "four": 4, "five": 5}
        word = match["twice"].lower().removeprefix("more than ").split()[0]
        more = match["twice"].lower().startswith("more") or match["atleast"]
        return (times[word], None, None) if more else (times[word],) * 3
    first = value(match["first"])
    if first is None:
        return None
    if match["second"]:
        second = value(match["second"])
        if second is None or (match["joint"] == "and" and not match["between"]):
            return None
        scale = re.search(rf"({_SCALE})$", match["second"].lower())
        if (
            scale
            and first < second / 100
            and not re.search(rf"({_SCALE})$", match["first"].lower())
        ):
            first *= _SCALES[scale[1]]
        return (first, None, second) if second >= first else None
    if match["about"]:
        return round(first * 0.9, 6), first, round(first * 1.1, 6)
    if match["nearly"]:
        return round(first * 0.9, 6), first, first
    if match["upto"]:
        return 0, None, first
    if match["atleast"]:
        return first, None, None
    return first, first, first


def _quantity(text: str, match: re.Match[str], offset: int) -> Quantity | None:
    bounds = _bounds(match)
    end = match.end()
    if bounds is None:
        # "between X and Y" that was none: keep the first number alone
        first = value(match["first"]) if match["first"] else None
        if first is None:
            return None
        bounds, end = (first, first, first), match.end("first")
    unit, of, end = _unit(text, end)
    start = next(
        (match.start(g) for g in ("between", "about", "nearly", "upto", "atleast", "money", "vague",
                                  "twice", "first") if match[g]), match.start())  # fmt: skip
    if match["between"] and match["between"].lower() == "from" and not match["second"]:
        start = match.start("first") if match["first"] else start
    if match["money"]:
        name = _CURRENCY[match["money"].strip()[-1]]
        rate = re.match(r"\s+(?:a|an|per)\s+(\w+)", text[match.end() :])
        unit = f"{name} a {rate[1]}" if rate else name
        end = match.end() + (rate.end() if rate else 0)
        of = None
    elif match["twice"]:
        unit, end = "times", match.end()
    low, best, high = bounds
    word = text[match.start("first") : match.end("first")].lower() if match["first"] else ""
    if word == "one" and unit is None:
        return None
    if word.isdigit() and len(word) == 4 and unit is None and 1900 <= int(word) <= 2099:
        return None
    return Quantity(text[start:end], offset + start, offset + end, low, best, high, unit, of)


def _unit(text: str, end: int) -> tuple[str | None, str | None, int]:
    """Read the noun that a number counts: its last word, what it is made of, and where it ends."""
    rest = text[end:]
    if percent := re.match(r"\s?(?:%|per ?cent\b|percentage points?)", rest):
        return "percent", None, end + percent.end()
    if hyphen := re.match(
        r"-(day|week|month|year|hour|kilomet(?:re|er)|mile|ton|tonne)s?\b", rest
    ):
        return hyphen[1] + "s", None, end + hyphen.end()
    words: list[re.Match[str]] = []
    position = 0
    if made := re.match(r"[\"”'’]?\s+of\s+(?:the\s+|its\s+|their\s+|those\s+|our\s+)?", rest):
        position = made.end() - 1
    while len(words) < 4:
        word = re.compile(rf"\s+({_NOUN})").match(rest, position)
        if word is None:
            break
        if word[1].lower() in _STOP and not (word[1].lower() == "more" and not words):
            break
        if word[1].lower() == "more":
            position = word.end()
            continue
        words.append(word)
        position = word.end()
        if re.search(r"(?<!s)s[\"”'’]?$|men$|people$|troops$|crew$", word[1]) and len(word[1]) > 2:
            break
    if not words:
        return None, None, end
    noun = words[-1][1]
    unit = (
        f"{words[-2][1]} {noun}"
        if len(words) > 1 and words[-2][1].lower() in _ADJECTIVES
        else noun
    )
    of = re.compile(rf"[\"”]?\s+of\s+((?:{_NOUN}\s+)??{_NOUN}(?:\s+and\s+{_NOUN})?)").match(
        rest, position
    )
    return unit.rstrip("'’"), of[1] if of else None, end + position


def _alternatives(text: str, found: list[Quantity], offset: int) -> tuple[Quantity, ...]:
    out = list(found)
    for index, (left, right) in enumerate(pairwise(found)):
        between = text[left.end - offset : right.start - offset]
        if re.fullmatch(r"[^.;]{0,40}?\bor\s+(?:\w+\s+)?", between):
            out[index + 1] = Quantity(
                right.text, right.start, right.end, right.low, right.best, right.high,
                right.unit, right.of, index,
            )  # fmt: skip
            if left.unit is None:
                left = out[index]
                out[index] = Quantity(
                    left.text, left.start, left.end, left.low, left.best, left.high,
                    right.unit, left.of or right.of, left.alternative_to,
                )  # fmt: skip
    return tuple(out)
