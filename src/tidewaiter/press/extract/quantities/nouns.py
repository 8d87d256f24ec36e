"""The noun that a number counts, and what that consists of."""

from __future__ import annotations

from dataclasses import dataclass

from tidewaiter.press.extract.quantities.plain import Tokens, hyphen, lower
from tidewaiter.press.extract.quantities.words import intervals, values, words


@dataclass(frozen=True, slots=True)
class Unit:
    """What is counted.

    Attributes:
        name: In the plural, None where the words do not say.
        of: What it consists of ("rounds" of "ammunition").
        end: Index of the token after the words that belong to the figure.
        measured: Whether it is a measure: money, percent, tonnes, hours.
        carries: Whether it is more of what was counted before ("five others", "thousands more").
        rate: "a day" in "ships a day", also where the noun is left out.
    """

    name: str | None
    of: str | None
    end: int
    measured: bool = False
    carries: bool = False
    rate: str | None = None


_LONGEST = 6  # words of a noun group


def noun(tokens: Tokens, at: int, *, single: bool) -> Unit:
    """Read the noun group after a number: "five goods trains", "six of the bombers"."""
    start, carries = _partitive(tokens, _beyond_calibre(tokens, at))
    if start is None:
        return Unit(None, None, at, carries=carries)
    if start < len(tokens) and tokens[start].kind == "void":
        return Unit(None, _calibre(tokens, start), at, carries=carries)
    group, end = _group(tokens, start, single=single)
    if lower(tokens, end - 1) in words("units", "carried") and end > start:
        others = lower(tokens, end - 1) == "others"
        return Unit("others" if others else None, None, end, carries=True)
    if not group:
        return Unit(None, None, at if not carries else end, carries=carries)
    return Unit(_name(group), substance(tokens, end), end, carries=carries)


def _beyond_calibre(tokens: Tokens, at: int) -> int:
    """Skip a calibre before the noun: "40,000 152-millimetre shells"."""
    end = at
    while end < min(at + 8, len(tokens)) and (tokens[end].kind == "void" or hyphen(tokens, end)):
        end += 1
    named = any(tokens[n].lower.startswith(("mm", "millim", "cal")) for n in range(at, end))
    return end if named else at


def _partitive(tokens: Tokens, at: int) -> tuple[int | None, bool]:
    """Return where the noun begins; "of them", "of those" point back, "of 152 mm" has none."""
    carries = False
    if lower(tokens, at) == "," and lower(tokens, at + 1) == "of":
        at += 1
    while lower(tokens, at) in ("more", "further", "additional", "other", "such"):
        carries, at = carries or lower(tokens, at) != "such", at + 1
    if lower(tokens, at) != "of":
        return at, carries and lower(tokens, at) != "than"
    at += 1
    if lower(tokens, at) in _POINTERS:
        return None, True
    while lower(tokens, at) in _DETERMINERS or lower(tokens, at).endswith("'s"):
        at += 1
    return at, False


_POINTERS = frozenset(["them", "whom", "which", "us", "these", "each", "it", "you"])


_DETERMINERS = frozenset(
    ["the", "its", "their", "those", "these", "our", "his", "her", "my", "your", "such", "some",
     "all", "other", "same"]
)  # fmt: skip


def _group(tokens: Tokens, at: int, *, single: bool) -> tuple[list[str], int]:
    """Return the words of a noun group up to its head, and where it ends."""
    group: list[str] = []
    best: tuple[list[str], int] = ([], at)
    while at < len(tokens) and len(group) < _LONGEST:
        if lower(tokens, at) == "," and group and not best[0] and _describes(group[-1]):
            at += 1  # "two Russian-flagged, Greek-owned tankers"
            continue
        word, after = _word(tokens, at)
        if word is None or _stops(word):
            break
        group, at = [*group, word], after
        if single and _is_plural(word) and not best[0]:
            break
        if _is_plural(word):
            best = (group, at)
            if _ends_here(tokens, at, word):
                break
        elif best[0]:
            break
    if single:
        return _one(group, at)
    return best


def _stops(word: str) -> bool:
    """Say whether a word cannot belong to a noun group."""
    low = word.lower()
    if word.isupper() and len(word) > 1:
        return False  # "two US officials"
    counts = low in values("numbers") or low in intervals("plurals")
    return counts or (low in words("units", "stop") and not low.endswith("'s"))


def _one(group: list[str], at: int) -> tuple[list[str], int]:
    """Return the noun after "one": its words up to a verb; none where it is a pronoun."""
    for length, word in enumerate(group):
        low = word.lower()
        verb = low in words("of", "verbs") or (
            low.endswith("ed") and low not in words("units", "kinds")
        )
        if length and verb:
            return group[:length], at - (len(group) - length)
    if group and _is_plural(group[-1]):
        group = group[:-1]
    if not group or (group[0].lower().endswith("ed") and len(group) == 1):
        return [], at
    return group, at


def _word(tokens: Tokens, at: int) -> tuple[str | None, int]:
    """Return a word with what is joined to it by hyphens, and the token after it."""
    if tokens[at].kind not in ("word", "code") or not tokens[at].text[0].isalpha():
        return None, at
    text, at = tokens[at].text, at + 1
    while hyphen(tokens, at) and tokens[at + 1].kind != "mark":
        text, at = f"{text}-{tokens[at + 1].text}", at + 2
    if at < len(tokens) and tokens[at].text == "s" and not tokens[at].space:
        text, at = f"{text}s", at + 1  # "T-72s"
    return text, at


def _is_plural(word: str) -> bool:
    """Say whether a word looks like a plural noun.

    >>> [_is_plural(w) for w in ("ships", "crew", "famous", "gas", "Ukraine's", "lorry-loads")]
    [True, True, False, False, False, True]
    """
    low = word.lower().rsplit("-", 1)[-1]
    if low in words("units", "invariant") or low.endswith(("men", "women", "people", "craft")):
        return low not in ("specimen", "craft", "omen")
    if low in words("units", "not_plural") and low not in words("units", "plural_after_all"):
        return False
    if low in words("units", "plural_after_all"):
        return True
    if word[0].isupper() and low.endswith("is") and len(word) > 5:
        return True  # "eight Pakistanis"
    return len(word) > 2 and low.endswith("s") and not low.endswith(("ss", "us", "is", "'s"))


def _ends_here(tokens: Tokens, at: int, word: str) -> bool:
    """Say whether a plural is the head; "customs officers", "sanctions experts" read on."""
    if at >= len(tokens) or tokens[at].kind != "word" or not tokens[at].text[0].islower():
        return True
    after = lower(tokens, at)
    follows = _is_plural(after) and after not in words("units", "stop") | words("units", "times")
    if word.lower() in words("units", "fates"):
        return not follows
    if word.lower() in words("units", "invariant"):
        return not (
            follows
            and word.lower() in ("crew", "police", "troops", "aircraft", "fish", "data", "media")
        )
    return not follows or after in words("units", "fates") or after in words("units", "not_plural")


def _name(group: list[str]) -> str:
    """Return the head with the nouns before it that say its kind, adjectives left out."""
    kept = [group[-1]]
    if len(group) > 1 and group[-1][0].isupper() and group[-2][0].isupper():
        return f"{group[-2]} {group[-1]}"  # "two North Koreans"
    for word in reversed(group[:-1]):
        if not _says_kind(word) or len(kept) > 2:
            break
        kept.insert(0, word)
    return " ".join(kept)


def _describes(word: str) -> bool:
    return word.endswith("ed") or word.lower() in words("units", "plain")


def _says_kind(word: str) -> bool:
    """Say whether a word before a noun says what kind it is ("data cables", "armoured vehicles")."""
    low = word.lower()
    if low in words("units", "kinds"):
        return True
    if word[0].isupper() or low in words("units", "plain") or low.endswith("'s"):
        return False
    return not low.endswith(
        ("ed", "ous", "ful", "less", "able", "ible", "est", "ly", "ish", "ern")
    )


def substance(tokens: Tokens, at: int, *, bare: bool = False) -> str | None:
    """Read what follows "of": "artillery and rocket ammunition", "stolen condensate".

    Args:
        tokens: The tokens of the text.
        at: Index of the token where "of" would stand.
        bare: Whether it may be left out ("half the crew").
    """
    if lower(tokens, at) == "of":
        at += 1
    elif not bare:
        return None
    while lower(tokens, at) in _DETERMINERS | {"a", "an"} or lower(tokens, at).endswith("'s"):
        at += 1
    found: list[str] = []
    while at < len(tokens) and len(found) < _LONGEST:
        if lower(tokens, at) == "and" and found:
            word, after = _coordinated(tokens, at)
        else:
            word, after = _word(tokens, at)
        if word is None or _ends_substance(word.lower(), first=not found):
            break
        found.append(word)
        at = after
        if _is_plural(word) and word[-1] == "s" and lower(tokens, at) != "and":
            break
    return " ".join(found) or _calibre(tokens, at)


def _ends_substance(word: str, *, first: bool) -> bool:
    """Say whether the name of a substance ends before a word."""
    if word in words("units", "stop") - {"long", "high", "live"} or word in values("numbers"):
        return True
    if first:
        return word.endswith("ing") and word not in words("of", "things") | words("units", "plain")
    verb = word in words("of", "verbs") or word.endswith(("ed", "ly"))
    return verb and word not in words("units", "kinds")


def _coordinated(tokens: Tokens, at: int) -> tuple[str | None, int]:
    """Read "and rocket": only where a word without article or number of its own follows."""
    if at + 1 >= len(tokens) or lower(tokens, at + 1) in values("numbers"):
        return None, at
    word, after = _word(tokens, at + 1)
    if (
        word is None
        or word.lower() in words("units", "stop")
        or word.lower() in words("of", "verbs")
    ):
        return None, at
    plurals = word.lower().removesuffix("s") + "s" in _vague_words()
    return (None, at) if plurals or word.lower().endswith("ed") else (f"and {word}", after)


def _vague_words() -> frozenset[str]:
    return frozenset(["dozens", "scores", "hundreds", "thousands", "millions", "tens"])


def _calibre(tokens: Tokens, at: int) -> str | None:
    """Read "152 mm" in "two million of 152 mm"."""
    if at + 1 < len(tokens) and tokens[at].kind == "void" and tokens[at + 1].kind == "void":
        text = tokens[at].text
        return f"{text} mm" if tokens[at + 1].lower == "mm" and text[0].isdigit() else None
    return None


def plural(word: str) -> str:
    """Return the plural of a noun; a plural stays.

    >>> [plural(w) for w in ("day", "man", "party", "km", "inch")]
    ['days', 'men', 'parties', 'km', 'inches']
    """
    if word in words("units", "abbreviations") or word in words("units", "invariant"):
        return word
    irregular = {"foot": "feet", "person": "people", "child": "children", "kg": "kg"}
    if word in irregular:
        return irregular[word]
    if word.endswith("man"):
        return f"{word[:-3]}men"
    if word.endswith("s") and not word.endswith("ss"):
        return word
    if word.endswith(("ch", "sh", "ss", "x")):
        return f"{word}es"
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return f"{word[:-1]}ies"
    return f"{word}s"
