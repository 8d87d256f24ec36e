"""Numbers in digits: "1,200", "1.4m", "9 000 000", "2½"."""

from __future__ import annotations

from tidewaiter.press.extract.quantities.amount import Number, exact
from tidewaiter.press.extract.quantities.plain import Tokens, fraction, hyphen, lower
from tidewaiter.press.extract.quantities.words import names, values, words


def digits(tokens: Tokens, i: int) -> Number | None:
    """Read a figure with what multiplies it; None where it belongs to a name or a code."""
    token = tokens[i]
    if token.kind != "figure" or _of_a_name(tokens, i):
        return None
    joined = i + 1 < len(tokens) and not tokens[i + 1].space and tokens[i + 1].kind == "code"
    if joined or (hyphen(tokens, i + 1) and tokens[i + 2].kind == "code"):
        return None  # a telephone number, a serial number
    sign = fraction(token.text)
    amount = read(token.text) if sign is None else sign
    end, scale = i + 1, 1.0
    if sign is None and end < len(tokens):
        more = _part(tokens, end)
        amount, end = amount + more, end + (more > 0)
    glued = end < len(tokens) and not tokens[end].space and lower(tokens, end).isalpha()
    if glued:
        factor = _glued_scale(tokens, end, i)
        if factor is None and not _unit_letters(lower(tokens, end)):
            return None
        if factor is not None:
            scale, end = factor, end + 1
    elif lower(tokens, end) == "and" and and_a_half(tokens, end):
        amount, end = amount + and_a_half(tokens, end), end + 3
    if not glued and _capital_m(tokens, end):
        scale, end = 1e6, end + 1
    if not glued and _decimal_comma(tokens, i):
        amount, end = float(f"{token.text}.{tokens[i + 2].text}"), i + 3
    factor, end = _scale_words(tokens, end)
    amount, scale = amount * scale * factor, scale * factor
    if scale > 1 and lower(tokens, end) == "and" and lower(tokens, end + 1) == "a":
        extra = and_a_half(tokens, end)
        amount, end = amount + extra * scale, end + 3 * (extra > 0)
    return exact(amount, end, scale=scale, words=False)


def read(text: str) -> float:
    """Return the value of a figure as written.

    >>> read("1,200.5"), read("9 000"), read("1.200.000")
    (1200.5, 9000.0, 1200000.0)
    """
    plain_digits = text.replace(",", "").replace("'", "").replace(" ", "")
    if plain_digits.count(".") > 1:
        plain_digits = plain_digits.replace(".", "")
    return float(plain_digits)


def _capital_m(tokens: Tokens, at: int) -> bool:
    """Say whether "M" after a figure is a million, as in "1.6 M shells"."""
    word = tokens[at].text if at < len(tokens) else ""
    return word == "M" and lower(tokens, at + 1).isalpha()


def _part(tokens: Tokens, at: int) -> float:
    """Read the ½ of "1½" and of "1 1/2"."""
    token = tokens[at]
    sign = fraction(token.text)
    if sign is not None:
        return sign
    return {"1/2": 0.5, "1/4": 0.25, "3/4": 0.75, "1/3": 1 / 3, "2/3": 2 / 3}.get(token.text, 0.0)


def _of_a_name(tokens: Tokens, i: int) -> bool:
    """Say whether a figure is glued to what stands before it ("T-72", "S-300", "+47")."""
    if tokens[i].space or i == 0:
        return False
    before = tokens[i - 1]
    if before.lower == "-" and i > 1 and not before.space and tokens[i - 2].kind != "figure":
        known = tokens[i - 2].lower in values("numbers") or tokens[i - 2].lower in ("-", "mid")
        return not known and (tokens[i - 2].text.isalnum() or tokens[i - 2].kind == "code")
    return before.kind == "code" or before.lower in (
        "+",
        "/",
        "_",
        "№",
        "#",
        "@",
        "=",
        "°",
        "′",
        "¶",
        "§",
    )


def _glued_scale(tokens: Tokens, at: int, first: int) -> float | None:
    """Return what the letters after a figure multiply by: "$1.4m", "15k"."""
    word = tokens[at].lower
    factor = values("glued").get(word)
    before = tokens[first - 1].lower if first else ""
    if factor is None or word not in ("m", "b") or before in names("money"):
        return factor
    if word == "b":
        return None
    after = lower(tokens, at + 2) if hyphen(tokens, at + 1) else lower(tokens, at + 1)
    return None if not after.isalpha() or after in _AFTER_METRES else factor


_AFTER_METRES = frozenset(
    ["deep", "long", "wide", "high", "tall", "from", "off", "below", "above", "away", "to", "of",
     "and", "in", "at", "down", "up", "under", "before", "by", "north", "south", "east", "west",
     "or", "apart", "inside", "outside", "beneath", "the", "further"]
)  # fmt: skip


def _unit_letters(word: str) -> bool:
    return word in words("units", "abbreviations") or word in words("units", "currencies")


def _decimal_comma(tokens: Tokens, i: int) -> bool:
    """Say whether "2,5 million" is written with a comma as its decimal point."""
    return (
        lower(tokens, i + 1) == ","
        and i + 2 < len(tokens)
        and tokens[i + 2].kind == "figure"
        and not tokens[i + 2].space
        and len(tokens[i + 2].text) < 3
        and lower(tokens, i + 3) in values("scales")
    )


def _scale_words(tokens: Tokens, at: int) -> tuple[float, int]:
    """Return the product of the scale words from a token on, at most two, and where they end."""
    factor = 1.0
    for _ in range(2):
        here = at + 1 if hyphen(tokens, at) else at
        scale = values("scales").get(lower(tokens, here))
        if scale is None:
            break
        factor, at = factor * scale, here + 1
    return factor, at


def and_a_half(tokens: Tokens, at: int) -> float:
    """Return the part that "and a half" adds, 0 where it does not stand there."""
    step = 2 if hyphen(tokens, at + 1) else 1
    if lower(tokens, at) != "and" or lower(tokens, at + step) != "a":
        return 0.0
    return {"half": 0.5, "quarter": 0.25, "third": 1 / 3}.get(lower(tokens, at + 2 * step), 0.0)
