"""Korean names: syllables out of Hangul and out of any romanisation, and how far two are apart.

The DPRK's romanisation of 1992, McCune–Reischauer and South Korea's of 2000 write one syllable in
many ways: 정 is Jong, Chŏng, Jeong, Cheong, Jung. They agree about which sounds are close: plain and
aspirated stops, ㅓ and ㅗ, ㅡ and ㅜ. So syllables are compared as initial, glide, vowel and final.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from tidewaiter.names.tables import column, pairs


class Syllable(NamedTuple):
    """One syllable: initial, glide (``y``, ``w`` or none), vowel (a, o, u, i, e), final."""

    initial: str
    glide: str
    vowel: str
    final: str


_INITIALS = column("hangul", "initials")
_FINALS = column("hangul", "finals")
_VOWELS = [(v[:-1], v[-1]) for v in column("hangul", "vowels")]
#: Revised romanisation of initials, vowels and finals: what a reader is shown.
_SHOWN = tuple(column("hangul", f"shown_{part}") for part in ("initials", "vowels", "finals"))
#: Spellings in Latin letters → what they stand for; longest first.
_SPELLED_INITIAL = pairs("hangul", "spelled_initials")
_SPELLED_VOWEL = [(v, m[:-1], m[-1]) for v, m in pairs("hangul", "spelled_vowels")]
_SPELLED_FINAL = pairs("hangul", "spelled_finals")
_MOST_PARSES = 12
#: Syllables this near may be one in two romanisations: Jong, Jung.
_SPELLED_OTHERWISE = 0.25


def _parts(code: int) -> tuple[int, int, int]:
    return code // 588, code % 588 // 28, code % 28


def latin(text: str) -> str:
    """Return Hangul in Latin letters after the Revised Romanisation; other letters stay.

    Sounds that change where syllables meet are left as written, since lists do so too.

    >>> latin("김정은"), latin("청천강")
    ('gim jeong eun', 'cheong cheon gang')
    """
    out: list[str] = []
    for c in text:
        code = ord(c) - 0xAC00
        if 0 <= code < 11_172:
            initial, vowel, final = _parts(code)
            said = _SHOWN[0][initial].replace("*", "") + _SHOWN[1][vowel] + _SHOWN[2][final]
            out.append(f" {said} " if out or text else said)
        else:
            out.append(c)
    return " ".join("".join(out).split())


def syllables(text: str) -> tuple[Syllable, ...]:
    """Return the syllables of Hangul text.

    >>> syllables("정은")
    (Syllable(initial='c', glide='', vowel='o', final='ng'), Syllable(initial='*', glide='', vowel='u', final='n'))
    """
    found = []
    for c in text:
        code = ord(c) - 0xAC00
        if 0 <= code < 11_172:
            initial, vowel, final = _parts(code)
            found.append(Syllable(_INITIALS[initial], *_VOWELS[vowel], _FINALS[final]))
    return tuple(found)


def assimilated(said: Sequence[Syllable]) -> tuple[Syllable, ...]:
    """Return syllables as they sound where they meet: 압록강 is Amnokkang.

    >>> "".join(s.initial.strip("*") + s.vowel + s.final for s in assimilated(syllables("압록강")))
    'amnokkang'
    """
    found = list(said)
    for i in range(len(found) - 1):
        one, after = found[i], found[i + 1]
        if after.initial in "nml" and one.final in _NASAL:
            found[i] = one._replace(final=_NASAL[one.final])
        if after.initial == "l" and one.final not in ("", "l", "n"):
            found[i + 1] = after._replace(initial="n")
    return tuple(found)


@lru_cache(maxsize=65_536)
def readings(word: str) -> tuple[tuple[Syllable, ...], ...]:
    """Return the ways in which a folded Latin word can be read as Korean syllables, at most 12.

    >>> len(readings("yongwon")[0]), readings("smith")
    (2, ())
    """
    if not word.isascii() or len(word) > 18:
        return ()
    found: list[tuple[Syllable, ...]] = []
    _read(word, 0, (), found)
    return tuple(found)


def _read(
    word: str, at: int, so_far: tuple[Syllable, ...], found: list[tuple[Syllable, ...]]
) -> None:
    if at == len(word):
        found.append(so_far)
        return
    if len(so_far) == 5:
        return
    for spelled, initial in _SPELLED_INITIAL:
        if not word.startswith(spelled, at):
            continue
        after = at + len(spelled)
        for vowel_text, glide, vowel in _SPELLED_VOWEL:
            if not word.startswith(vowel_text, after):
                continue
            end = after + len(vowel_text)
            if vowel_text == "y" and (initial == "*" or end < len(word)):
                continue  # Hy, Ky: the last letter of a word alone
            for final_text, final in _SPELLED_FINAL:
                if len(found) >= _MOST_PARSES:
                    return
                if word.startswith(final_text, end):
                    syllable = Syllable(initial, glide, vowel, final)
                    if glide == "y" and vowel_text == "you" and final != "ng":
                        syllable = Syllable(initial, "y", "u", final)
                    _read(word, end + len(final_text), (*so_far, syllable), found)
            break  # the longest spelling of a vowel is the vowel
        if spelled:
            break  # and the longest of an initial the initial


@lru_cache(maxsize=1)
def _surnames() -> frozenset[Syllable]:
    """Return the surnames that nine in ten Koreans bear, as syllables."""
    return frozenset(
        r[0] for name in column("hangul", "surnames") for r in readings(name) if len(r) == 1
    )


@lru_cache(maxsize=4_096)
def _a_surname(syllable: Syllable) -> bool:
    return any(apart(syllable, known) <= _SPELLED_OTHERWISE for known in _surnames())


@lru_cache(maxsize=65_536)
def person(words: tuple[str, ...]) -> tuple[tuple[Syllable, ...], ...]:
    """Return the ways in which folded words can be a Korean person's name, surname first.

    A name of two to four syllables whose first or last word is one of the common surnames.

    >>> person(("kim", "jong", "un")) != (), person(("john", "smith"))
    (True, ())
    """
    if not 2 <= len(words) <= 4:
        return ()
    each = [readings(word) for word in words]
    if not all(each):
        return ()
    found: list[tuple[Syllable, ...]] = []
    for reversed_order in (False, True):
        order = [each[-1], *each[:-1]] if reversed_order else each
        whole: list[tuple[Syllable, ...]] = []
        whole += [r for r in order[0] if len(r) == 1 and _a_surname(r[0])]
        for part in order[1:]:
            whole = [(*a, *b) for a in whole for b in part][:_MOST_PARSES]
        found += [w for w in whole if 2 <= len(w) <= 4]
    return tuple(dict.fromkeys(found))


_NASAL = {"p": "m", "t": "n", "k": "ng"}
_NEAR_VOWELS = {
    frozenset("ou"): 0.25, frozenset("ei"): 0.5, frozenset("ui"): 0.6, frozenset("oe"): 0.7,
    frozenset("ae"): 0.7, frozenset("oa"): 0.8, frozenset("ue"): 0.8,
}  # fmt: skip
_NEAR_FINALS = {
    frozenset(("", "n")): 0.5, frozenset(("", "ng")): 0.6, frozenset(("n", "l")): 0.6,
    frozenset(("n", "ng")): 0.8, frozenset("nm"): 0.8,
}  # fmt: skip
_NEAR_GLIDES = {frozenset(("", "w")): 0.3, frozenset(("", "y")): 0.5, frozenset("yw"): 0.8}


@lru_cache(maxsize=65_536)
def apart(a: Syllable, b: Syllable) -> float:
    """Return how far two syllables are apart: 0 one sound, 1 another syllable.

    ㄹ before i and y is dropped in the South (Ri, Ryu; I, Yu) and kept in the North.

    >>> chol, chul, nam = readings("chol")[0][0], readings("chul")[0][0], readings("nam")[0][0]
    >>> apart(chol, chol), apart(chol, chul), apart(chol, nam)
    (0.0, 0.25, 1.0)
    """
    if a == b:
        return 0.0
    far = 0.0
    if a.initial != b.initial:
        both = {a.initial, b.initial}
        soft = a.glide == "y" == b.glide or a.vowel == "i" == b.vowel
        if both == {"l", "*"} and soft:
            far += 0.1 if not (a.final or b.final or a.glide or b.glide) else 0.6
        elif both == {"l", "n"}:
            far += 0.6
        else:
            far += 1.0
    if a.glide != b.glide:
        far += _NEAR_GLIDES[frozenset((a.glide, b.glide))]
    if a.vowel != b.vowel:
        far += _NEAR_VOWELS.get(frozenset(a.vowel + b.vowel), 1.0)
    if a.final != b.final:
        far += _NEAR_FINALS.get(frozenset((a.final, b.final)), 0.7)
    return min(far, 1.0)


def nearness(
    ours: Sequence[tuple[Syllable, ...]], theirs: Sequence[tuple[Syllable, ...]]
) -> float:
    """Return how near the nearest readings of two names are, 0…1.

    A syllable too many counts like one that differs a good deal.
    """
    best = 0.0
    for a in ours:
        for b in theirs:
            if abs(len(a) - len(b)) > 1:
                continue
            far = sum(apart(x, y) for x, y in zip(a, b, strict=False)) + 1.0 * abs(len(a) - len(b))
            best = max(best, 1 - 0.6 * far / max(len(a), len(b)))
    return best
