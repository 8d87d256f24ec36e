"""How alike two names are, from 0 to 1, word by word, and why."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from rapidfuzz.distance import OSA

from tidewaiter.names import hangul
from tidewaiter.names.arabic import PARTICLES
from tidewaiter.names.form import Form, Kind
from tidewaiter.names.marks import trade_words
from tidewaiter.names.words import ALIKE, Word, hopeless, likeness

#: Most that two names get whose numbers differ: "KUM SAN 1" is another ship than "KUM SAN 2".
OTHER_NUMBER = 0.6
#: Names of ships with fewer letters than this do not alert for a slip: ATLANTIC is not ATLANTIS.
_LONG_NAME = 10
#: Single names with fewer letters do not alert for a slip either.
_LONG_WORD = 7
_TRADE_WORD = 0.35
#: A single name is worth a look alone from this weight on: few others bear it.
_RARE = 0.75
#: Words that many bear tell too little together where others are left out: Muhammad Ali.
_TELLING = 1.25
#: What is said of names of which only such words agree.
_PART = "common names agree, and others are left out"
#: What is said of two names of which one is a single word.
_SINGLE = "one side gives a single name"
#: Words that join to a word less alike than this do not.
_JOINED = 0.8

Weigh = Callable[[str], float]


class Pair(NamedTuple):
    """Two words that stand for one another: how alike, by what change, and what they weigh."""

    ours: str
    theirs: str
    score: float
    how: str
    weight: float


class Likeness(NamedTuple):
    """How alike two names are.

    Attributes:
        score: 0…1; 1 only for equal words in equal order.
        change: In a few words, what makes one the other.
        pairs: Words that stand for one another.
        ours: Words of the first name that stand for none of the second.
        theirs: The reverse.
    """

    score: float
    change: str
    pairs: tuple[Pair, ...] = ()
    ours: tuple[str, ...] = ()
    theirs: tuple[str, ...] = ()

    @property
    def left_out(self) -> bool:
        """Whether one name has words that the other has not."""
        return bool(self.ours or self.theirs)


def even(word: str) -> float:
    """Weigh every word alike."""
    return 1.0


def compare(a: Form, b: Form, kind: Kind, weigh: Weigh = even) -> Likeness:
    """Compare two names as names of a kind are.

    Args:
        a: One name.
        b: The other.
        kind: Which habits of naming count.
        weigh: How much a word tells one name from others, 0…1.

    >>> from tidewaiter.names.form import form
    >>> compare(form("KUM SAN 1", "vessel"), form("KUM SAN 2", "vessel"), "vessel").score
    0.6
    """
    if not a.text or not b.text:
        return Likeness(0.0, "nothing to compare")
    if a.text == b.text:
        same = [w.script for w in a.words] == [w.script for w in b.words]
        pairs = tuple(Pair(w.text, w.text, 1.0, "", weigh(w.text)) for w in a.words)
        return Likeness(1.0, "identical", pairs) if same else Likeness(0.99, "romanised", pairs)
    if (b.text, b.whole) < (a.text, a.whole):  # the same both ways round
        return _turned(compare(b, a, kind, weigh))
    if kind != "vessel" and len(a.words) == len(b.words) == 1:
        found = _single(a, b, weigh)
    elif kind == "person":
        found = _persons(a, b, weigh)
    elif kind == "vessel":
        found = _vessels(a, b, weigh)
    else:
        found = _organisations(a, b, weigh)
    if a.numbers != b.numbers and found.score > OTHER_NUMBER:
        if a.numbers and b.numbers:
            return _held(found, OTHER_NUMBER, "the numbers in the names differ")
        return _held(found, min(found.score, 0.75), "only one of the names has a number")
    return found


def _turned(found: Likeness) -> Likeness:
    pairs = tuple([Pair(p.theirs, p.ours, p.score, p.how, p.weight) for p in found.pairs])
    return Likeness(found.score, found.change, pairs, found.theirs, found.ours)


def _held(found: Likeness, score: float, change: str) -> Likeness:
    return Likeness(score, change, found.pairs, found.ours, found.theirs)


def _single(a: Form, b: Form, weigh: Weigh) -> Likeness:
    """Compare two names of one word: of a short one a slip makes another."""
    one, other = a.words[0], b.words[0]
    score, how = likeness(one, other)
    if a.whole.replace(" ", "") == b.whole.replace(" ", ""):
        return Likeness(0.97, "words are joined or divided otherwise")
    if score == 0:
        return Likeness(0.0, "no word agrees", (), (one.text,), (other.text,))
    slip = how.endswith(("differs", "differ"))
    if slip and min(len(one.text), len(other.text)) < _LONG_WORD:
        score = min(score, 0.8)
    pair = Pair(one.text, other.text, score, how, weigh(one.text))
    return Likeness(min(score, 0.97), how or "the same word", (pair,))


# --- persons


def _persons(a: Form, b: Form, weigh: Weigh) -> Likeness:
    if a.korean and b.korean:
        near = hangul.nearness(a.korean, b.korean)
        change = (
            "the same syllables in another romanisation"
            if near > 0.99
            else ("Korean syllables, some of them differ")
        )
        return Likeness(min(0.97, near), change)
    found = _by_words(a, b, weigh, omitted=0.2)
    if (whole := _whole(a, b)) > found.score:
        return _held(found, whole, "one slip in the whole name")
    if not (found.ours or found.theirs):
        return found
    if len(found.pairs) == 1:
        return _lone(found, min(len(a.words), len(b.words)))
    if sum(p.weight for p in found.pairs) < _TELLING:
        return _held(found, min(found.score, 0.8), _PART)
    return found


def _lone(found: Likeness, words: int) -> Likeness:
    """Hold a match of one word: a rare surname alone is worth a look, a common name is not."""
    pair = found.pairs[0]
    sure = 0.88 if pair.how.startswith("romanised from") else 0.93
    telling = (
        min(len(pair.ours), len(pair.theirs)) >= 4 and pair.score >= sure and pair.weight >= _RARE
    )
    if words == 1 and telling:
        return _held(found, 0.8 + 0.07 * pair.score, _SINGLE)
    return _held(found, min(found.score, 0.75), "a single word agrees")


def _whole(a: Form, b: Form) -> float:
    """Return how alike two names are as wholes, blanks aside: a slip may fall anywhere."""
    bare = _one_slip(a.text.replace(" ", ""), b.text.replace(" ", ""))
    if a.whole == a.text and b.whole == b.text:
        return bare
    return max(bare, _one_slip(a.whole.replace(" ", ""), b.whole.replace(" ", "")))


def _one_slip(one: str, other: str) -> float:
    longest = max(len(one), len(other))
    if longest < 5 or abs(len(one) - len(other)) > 2:
        return 0.0
    edits = OSA.distance(one, other, score_cutoff=2)
    if edits == 0:
        return 0.97
    if edits == 1:
        return 0.93 if longest >= 10 else 0.88 if longest >= 7 else 0.8
    return 0.86 if edits == 2 and longest >= 14 else 0.0


# --- organisations


def _organisations(a: Form, b: Form, weigh: Weigh) -> Likeness:
    trade = trade_words()

    def weighed(word: str) -> float:
        return weigh(word) * (_TRADE_WORD if word in trade else 1.0)

    found = _by_words(a, b, weighed, omitted=0.5)
    if (whole := _whole(a, b)) > found.score:
        return _held(found, whole, "one slip in the whole name")
    if found.pairs and all(p.ours in trade for p in found.pairs):
        return _held(found, min(found.score, 0.5), "only common words of trade agree")
    return found


# --- vessels


def _vessels(a: Form, b: Form, weigh: Weigh) -> Likeness:
    one, other = a.text.replace(" ", ""), b.text.replace(" ", "")
    if one == other:
        return Likeness(0.97, "words are joined or divided otherwise")
    longest = max(len(one), len(other))
    edits = OSA.distance(one, other)
    if a.korean or b.korean or _syllable_by_syllable(a) or _syllable_by_syllable(b):
        near = _korean_ship(a, b)
        if near >= (0.85 if a.korean or b.korean else 0.95):
            return Likeness(min(0.97, near), "the same syllables in another romanisation")
    words = _by_words(a, b, weigh, omitted=0.5)
    plain = 1 - edits / longest
    if edits == 1:
        long = longest >= _LONG_NAME
        return Likeness(0.88 if long else 0.8, "one letter differs", words.pairs)
    if not words.ours and not words.theirs and words.score >= 0.9:
        return _held(words, min(words.score, 0.95 if longest >= _LONG_NAME else 0.8), words.change)
    return _held(words, min(max(words.score * 0.9, plain * 0.9), 0.8), f"{edits} letters differ")


def _syllable_by_syllable(name: Form) -> bool:
    """Say whether a name is written as the DPRK writes its ships: PAEK TU SAN."""
    return len(name.words) >= 3 and all(
        any(len(said) == 1 for said in hangul.readings(w.text)) for w in name.words
    )


def _korean_ship(a: Form, b: Form) -> float:
    readings = []
    for name in (a, b):
        if name.korean:
            readings.append(name.korean)
            continue
        each = [hangul.readings(w.text) for w in name.words]
        if not all(each):
            return 0.0
        whole = each[0]
        for part in each[1:]:
            whole = tuple((*x, *y) for x in whole for y in part)[:12]
        readings.append(whole)
    return hangul.nearness(*readings)


# --- word by word


def _by_words(a: Form, b: Form, weigh: Weigh, *, omitted: float) -> Likeness:
    """Set words against words; what both names have beyond that speaks against them.

    Args:
        a: One name.
        b: The other.
        weigh: What a word weighs.
        omitted: Share lost when all but nothing of the longer name is left out of the shorter.
    """
    left, right = a.words, b.words
    if any(w.script == "Arab" for w in (*left, *right)):  # the article is part of the word there
        left, right = (tuple(w for w in n if w.text not in PARTICLES) for n in (left, right))
    pairs, ours, theirs = _aligned(left, right, weigh)
    agreed = sum(p.weight * p.score for p in pairs)
    weight = sum(p.weight for p in pairs)
    if not weight:
        return Likeness(0.0, "no word agrees", (), ours, theirs)
    more, less = (sum(map(weigh, words)) for words in (ours, theirs))
    against = min(more, less)
    left_out = max(more, less) - against
    core = agreed / (weight + against)
    score = core * (1 - omitted * left_out / (weight + against + left_out))
    changes = [p.how for p in pairs if p.how]
    if against:
        changes.append("words contradict one another")
    elif left_out:
        changes.append("words are left out")
    if not changes and [p.ours for p in pairs] != [p.theirs for p in pairs]:
        changes.append("words are written otherwise")
    if not against and not left_out and a.words != b.words and not changes:
        changes.append("words stand in another order")
    cap = 0.97 if not (changes and left_out) else 0.96
    return Likeness(min(score, cap), ", ".join(dict.fromkeys(changes)), tuple(pairs), ours, theirs)


def _aligned(
    ours: Sequence[Word], theirs: Sequence[Word], weigh: Weigh
) -> tuple[list[Pair], tuple[str, ...], tuple[str, ...]]:
    left, right = list(ours), list(theirs)
    pairs: list[Pair] = []
    texts = [w.text for w in right]
    for word in ours:  # equal words first: most words of most names
        if word.text in texts:
            at = texts.index(word.text)
            score, how = likeness(word, right[at])
            pairs.append(Pair(word.text, word.text, score, how, weigh(word.text)))
            del texts[at], right[at]
            left.remove(word)
    if not left or not right:
        return pairs, tuple([w.text for w in left]), tuple(texts)
    graded = []
    for i, one in enumerate(left):
        for j, other in enumerate(right):
            if hopeless(one, other):
                continue
            score, how = likeness(one, other)
            if score >= ALIKE:
                graded.append((score, i, j, how))
    graded.sort(key=lambda g: (-g[0], g[1] + g[2], g[1]))
    if not graded and not pairs and len(left) == len(right) == 1:
        return pairs, (left[0].text,), (right[0].text,)
    done_left: set[int] = set()
    done_right: set[int] = set()
    for score, i, j, how in graded:
        if i not in done_left and j not in done_right:
            done_left.add(i)
            done_right.add(j)
            weight = max(weigh(left[i].text), weigh(right[j].text))
            pairs.append(Pair(left[i].text, right[j].text, score, how, weight))
    left = [w for i, w in enumerate(left) if i not in done_left]
    right = [w for j, w in enumerate(right) if j not in done_right]
    if left and right and (pairs or len(left) == 1 or len(right) == 1):
        _join(left, right, pairs, weigh, turned=False)
        _join(right, left, pairs, weigh, turned=True)
    return pairs, tuple(w.text for w in left), tuple(w.text for w in right)


def _join(
    many: list[Word], few: list[Word], pairs: list[Pair], weigh: Weigh, *, turned: bool
) -> None:
    """Set two or three neighbouring words of one name against one of the other."""
    if not few or len(many) < 2:
        return
    crossing = many[0].script != few[0].script
    fitting = {len(w.text) + off for w in few for off in (-2, -1, 0, 1, 2)}
    for size in (2, 3):
        i = 0
        while few and i + size <= len(many):
            run = many[i : i + size]
            # in one script a word is about as long as its parts
            if not crossing and sum([len(w.text) for w in run]) not in fitting:
                i += 1
                continue
            joined = Word(
                "".join([w.text for w in run]), "".join([w.written for w in run]), run[0].script
            )
            best, at = (0.0, ""), -1
            for j, word in enumerate(few):
                if len(word.text) > 2 and not hopeless(joined, word):
                    found = likeness(joined, word)
                    if found[0] > best[0]:
                        best, at = found, j
            score, how = best
            if score < _JOINED:
                i += 1
                continue
            single = few.pop(at)
            del many[i : i + size]
            text = " ".join(w.text for w in run)
            sides = (single.text, text) if turned else (text, single.text)
            how = how or "words are joined or divided otherwise"
            pairs.append(Pair(*sides, min(score, 0.97), how, weigh(single.text)))
