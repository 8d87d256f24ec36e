"""Numbers in words: "twenty-four", "a hundred and five thousand"."""

from __future__ import annotations

from tidewaiter.press.extract.quantities.amount import Number, exact
from tidewaiter.press.extract.quantities.digits import and_a_half
from tidewaiter.press.extract.quantities.plain import Tokens, hyphen, lower
from tidewaiter.press.extract.quantities.words import values


def spelled(tokens: Tokens, i: int) -> Number | None:
    """Read "twenty-four", "a hundred and five thousand", "two and a half million"."""
    small, scales = values("numbers"), values("scales")
    total, current, last, at = 0.0, None, float("inf"), i
    scale = 1.0
    if lower(tokens, at) in ("a", "an") and lower(tokens, at + 1) in scales:
        current, at = 1.0, at + 1
    while True:
        here = at + 1 if at > i and hyphen(tokens, at) else at
        word = lower(tokens, here)
        if word in small and _fits(current, small[word]):
            current, at, scale = (current or 0.0) + small[word], here + 1, 1.0
        elif word == "hundred" and current is not None and 0 < current < 100:
            current, at, scale = current * 100, here + 1, 100.0
        elif word == "dozen" and current is not None and current < 100 and not total:
            current, at, scale = current * 12, here + 1, 12.0
        elif scales.get(word, 0.0) >= 1000 and current is not None and scales[word] < last:
            total, current, last = total + current * scales[word], None, scales[word]
            at, scale = here + 1, scales[word]
        elif word == "and" and at > i:
            part, step = _and_part(tokens, here, total, current, last)
            if not step:
                break
            current, at, scale = (current or 0.0) + part, here + step, 1.0
        else:
            break
    if (current is None and not total) or _of_a_fraction(tokens, at):
        return None
    return exact(total + (current or 0.0), at, scale=scale)


def _of_a_fraction(tokens: Tokens, at: int) -> bool:
    """Say whether a number only says how many thirds or quarters."""
    word = lower(tokens, at + 1 if hyphen(tokens, at) else at)
    return word in values("fractions")


def _fits(current: float | None, small: float) -> bool:
    """Say whether a word below a hundred continues a number ("twenty" + "four")."""
    if current is None or current % 100 == 0:
        return True
    return small < 10 and current % 10 == 0 and current % 100 >= 20


def _and_part(
    tokens: Tokens, at: int, total: float, current: float | None, last: float
) -> tuple[float, int]:
    """Return what "and …" adds to the number before it, and how many tokens that takes."""
    half = and_a_half(tokens, at)
    if half:
        return half * (last if current is None else 1.0), 5 if hyphen(tokens, at + 1) else 3
    hundreds = current is not None and current >= 100 and current % 100 == 0
    if not (hundreds or (total and current is None)):
        return 0.0, 0
    rest = _below_hundred(tokens, at + 1)
    if rest is None:
        return 0.0, 0
    amount, end = rest
    after = values("scales").get(lower(tokens, end), 0.0)
    if after and (after < 1000 or after >= last):
        return 0.0, 0
    return amount, end - at


def _below_hundred(tokens: Tokens, at: int) -> tuple[float, int] | None:
    small = values("numbers")
    first = small.get(lower(tokens, at))
    if first is None:
        return None
    end = at + 2 if hyphen(tokens, at + 1) else at + 1
    second = small.get(lower(tokens, end), 0.0)
    if second and _fits(first, second):
        return first + second, end + 1
    return first, at + 1
