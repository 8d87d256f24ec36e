"""What a number measures or counts: money, percent, tonnes, days, things."""

from __future__ import annotations

from tidewaiter.press.extract.quantities.nouns import Unit, noun, plural, substance
from tidewaiter.press.extract.quantities.plain import Tokens, hyphen, lower
from tidewaiter.press.extract.quantities.words import mapping, names, words


def unit(tokens: Tokens, at: int, *, single: bool = False) -> Unit:
    """Read what a number counts from the words after it.

    Args:
        tokens: The tokens of the text.
        at: Index of the token after the number.
        single: Whether the number is one, so that its noun is in the singular.

    >>> from tidewaiter.press.extract.quantities.plain import plain
    >>> found = unit(plain("60 tonnes of explosive remain").tokens, 1)
    >>> found.name, found.of
    ('tonnes', 'explosive')
    """
    for way in (_percent, _currency, _hyphened, _measure):
        found = way(tokens, at)
        if found is not None:
            return found
    return noun(tokens, at, single=single)


def money(tokens: Tokens, i: int) -> tuple[str, int] | None:
    """Read the currency before a figure: its name and the token at which it begins.

    >>> from tidewaiter.press.extract.quantities.plain import plain
    >>> money(plain("US$3 million").tokens, 2)
    ('dollars', 0)
    """
    table = names("money")
    for length in (3, 2, 1):
        if i - length < 0:
            continue
        parts = tokens[i - length : i]
        glued = all(not part.space for part in parts[1:])
        word = "".join(part.lower for part in parts).rstrip(".")
        code = parts[-1].text != "." or word == "rs"
        if (
            word in table
            and glued
            and code
            and (not word.isalpha() or _is_code(tokens, i - length))
        ):
            return table[word], i - length
    return None


def _is_code(tokens: Tokens, at: int) -> bool:
    text = tokens[at].text
    if len(text) == 1 or text in ("Sh", "KSh", "TSh", "USh", "Tk"):
        return at + 1 < len(tokens) and not tokens[at + 1].space
    return text.isupper() or text in ("Rs", "Rp", "Euro")


def with_rate(tokens: Tokens, found: Unit) -> Unit:
    """Add "a barrel", "per day", "weekly" where it follows.

    >>> from tidewaiter.press.extract.quantities.plain import plain
    >>> with_rate(plain("50 ships per day").tokens, Unit("ships", None, 2)).name
    'ships a day'
    """
    read = _rate(tokens, found.end)
    if read is None:
        return found
    rate, end = read
    name = f"{found.name} {rate}" if found.name else None
    return Unit(name, found.of, end, found.measured, found.carries, rate)


def _rate(tokens: Tokens, at: int) -> tuple[str, int] | None:
    first, word = lower(tokens, at), lower(tokens, at + 1)
    if first in mapping("units", "adverbs"):
        return _per(mapping("units", "adverbs")[first]), at + 1
    if hyphen(tokens, at) and word in ("a", "per") and hyphen(tokens, at + 2):
        return _per(lower(tokens, at + 3)), at + 4
    if first in ("a", "an", "each", "every") and word in words("units", "rates"):
        offset = lower(tokens, at + 2) in words("guards", "offsets") - {"on", "into", "since"}
        return None if offset else (_per(word), at + 2)
    if first in ("per", "/") and word.isalpha():
        word = {"annum": "year", "capita": "head", "diem": "day"}.get(word, word)
        if word in ("calendar", "working") and lower(tokens, at + 2).isalpha():
            return _per(lower(tokens, at + 2)), at + 3
        if word in ("cubic", "square", "metric", "nautical") and lower(tokens, at + 2).isalpha():
            return _per(f"{word} {lower(tokens, at + 2)}"), at + 3
        return _per(word), at + 2
    return None


def _per(word: str) -> str:
    vowel = word[:1] in "aeio" or word == "hour"
    return f"{'an' if vowel else 'a'} {word}"


def _percent(tokens: Tokens, at: int) -> Unit | None:
    word = lower(tokens, at + 1) if hyphen(tokens, at) else lower(tokens, at)
    skip = 1 if hyphen(tokens, at) else 0
    end = at + skip + 1
    if word == "per" and lower(tokens, end) == "cent":
        end += 1
    elif word in ("percentage", "percent", "%") and lower(tokens, end) in ("point", "points"):
        return Unit("percentage points", None, end + 1, measured=True)
    elif word not in ("%", "percent", "pct"):
        return None
    return Unit("percent", substance(tokens, end), end, measured=True)


def _currency(tokens: Tokens, at: int) -> Unit | None:
    """Read "euros", "US dollars", "USD", "€" after a figure."""
    if hyphen(tokens, at):
        at += 1
    table, word = names("money"), lower(tokens, at)
    code = tokens[at].text.isupper() and len(word) > 2 if word.isalpha() else True
    if word in table and code:
        return Unit(table[word], None, at + 1, measured=True)
    if word in words("units", "currencies"):
        return Unit(word, None, at + 1, measured=True)
    second = lower(tokens, at + 1)
    national = at < len(tokens) and tokens[at].text[:1].isupper()
    if national and (
        second in words("units", "currencies") or second.removesuffix("s") in _CURRENCIES
    ):
        name = plural(second) if second not in words("units", "currencies") else second
        own = tokens[at].text in words("units", "dollars") and name == "dollars"
        other = name == "francs"
        return Unit(
            f"{tokens[at].text} {name}" if own or other else name, None, at + 2, measured=True
        )
    return None


_CURRENCIES = frozenset(
    ["dollar", "euro", "pound", "rouble", "ruble", "rupee", "riyal", "rial", "dirham", "dinar",
     "franc", "lira", "krona", "krone", "peso", "shilling", "hryvnia", "manat", "tenge"]
)  # fmt: skip


def _hyphened(tokens: Tokens, at: int) -> Unit | None:
    """Read "-day" in "a 14-day voyage", "-man" in "a three-man crew", "-year-old"."""
    if not hyphen(tokens, at) or at + 1 >= len(tokens) or tokens[at + 1].kind != "word":
        return None
    word, end = lower(tokens, at + 1), at + 2
    if word in words("guards", "compounds") and word != "man":
        return Unit(None, None, at, carries=False)
    if word in ("strong", "plus", "odd", "some"):
        return None
    first = word
    if hyphen(tokens, end) and f"{word} {lower(tokens, end + 1)}" in words("units", "paired"):
        word, end = f"{word} {lower(tokens, end + 1)}", end + 2
    elif hyphen(tokens, end) and lower(tokens, end + 1) in ("old", "long", "deep", "high", "wide"):
        end += 2
    if word in words("units", "abbreviations"):
        word = tokens[at + 1].text
    measured = first in words("units", "measures") or first in words("units", "abbreviations")
    name = word if first in words("units", "abbreviations") else plural(word)
    return Unit(name, None, end, measured=measured or word in words("units", "paired"))


def hyphened_away(tokens: Tokens, at: int) -> bool:
    """Say whether a number is part of a word that counts nothing ("two-way", "six-party")."""
    return (
        hyphen(tokens, at)
        and lower(tokens, at + 1) in words("guards", "compounds")
        and lower(tokens, at + 1) != "man"
    )


def _measure(tokens: Tokens, at: int) -> Unit | None:
    """Read a measure: "nautical miles", "tonnes", "km", "degrees Celsius"."""
    pair = f"{lower(tokens, at)} {lower(tokens, at + 1)}"
    if pair in words("units", "paired"):
        name = pair.removeprefix("us ").removeprefix("american ")
        return Unit(name, substance(tokens, at + 2), at + 2, measured=True)
    if lower(tokens, at) == "°":
        return Unit(
            "degrees", None, at + 2 if lower(tokens, at + 1) in ("c", "f") else at + 1, True
        )
    word = lower(tokens, at)
    if (
        word in ("b", "bbl", "bbls", "kb", "mb")
        and lower(tokens, at + 1) == "/"
        and lower(tokens, at + 2) == "d"
    ):
        name = "barrels a day" if word[0] == "b" else f"{tokens[at].text}/d"
        return Unit(name, None, at + 3, measured=True)
    if word in ("bpd", "bopd"):
        return Unit("barrels a day", None, at + 1, measured=True)
    if word.isalpha() and (
        word in words("units", "abbreviations") or _singular(word) in words("units", "measures")
    ):
        if word == "t" and lower(tokens, at + 1) in ("-", "."):
            return None
        written = tokens[at].text if word in words("units", "abbreviations") else plural(word)
        if word == "m":
            written = "m"
        return Unit(written, substance(tokens, at + 1), at + 1, measured=True)
    return None


def _singular(word: str) -> str:
    irregular = {"feet": "foot", "centuries": "century", "inches": "inch"}
    return irregular.get(word, word.removesuffix("s"))
