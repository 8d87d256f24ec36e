"""Noun phrases by the order of words: they stay found where the parse goes wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tidewaiter.press.extract.speakers import states
from tidewaiter.press.extract.speakers.wordlists import bodies, clues, people
from tidewaiter.press.extract.speakers.words import QUOTES, Word

PRONOUNS = clues("phrases", "pronouns")
POSSESSIVES = clues("phrases", "possessives")
PARTICLES = clues("phrases", "particles")
TIMES = clues("phrases", "times")
SHIPS = clues("phrases", "ships")
_ONLY_VERBS = clues("phrases", "verbs")
_DETERMINERS = clues("phrases", "determiners")
_LINKS = clues("phrases", "links")
_PEOPLE, _TITLES, _EITHER = people("nouns"), people("titles"), people("either")
_SAYS, _PORTFOLIOS = people("says"), people("portfolios")
_ORGANISATIONS, _MEDIA = bodies("organisations"), bodies("media")
_RECORDS, _GROUPS = bodies("records"), bodies("groups")
_TRADE, _PROPER = bodies("trade"), bodies("proper")
_OPENS = _DETERMINERS | POSSESSIVES
_OPENINGS = _OPENS | PRONOUNS
_AROUND_NOUNS = _PEOPLE | _TITLES | _EITHER | _ORGANISATIONS | _MEDIA | SHIPS
_NAME_LINKS = frozenset({"of", "for", "on"})
_INNER = frozenset({"IN", "TO", "CC", "MD", "VB", "VBD", "VBP", "VBZ", "VBN", "RB", "RP"})
_LIKE_VERBS = frozenset({"NNS", "NN", "VBZ", "VBD"})
_NOMINAL = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "JJR", "JJS", "CD"})
#: Tags of words that open a sentence with a capital and are no names.
_NOT_NAMES = clues("phrases", "tags")


@dataclass(slots=True)  # not frozen: there are thousands, and that takes twice as long
class Phrase:
    """Words ``first`` to ``last`` (inclusive) of a sentence, with what hangs on them.

    Nobody changes it.

    Attributes:
        first: Its first word, an article included.
        last: Its last word, without what follows in a preposition.
        end: Its last word with the "of …", "in …" that belongs to it.
        determiner: Folded article or possessive that opens it, "" if there is none.
        owner: Last word of the owner inside it ("the ship's | owner"), -1 if there is none.
    """

    first: int
    last: int
    end: int
    determiner: str
    owner: int


def phrases(line: Sequence[Word]) -> list[Phrase]:
    """Return the noun phrases of a sentence in order; owners inside them are not listed."""
    bare: list[tuple[int, int, str, int]] = []
    at = 0
    while at < len(line):
        last = at - 1 if _opens_nothing(line[at]) else _last(line, at)
        if last < at:
            at += 1
            continue
        bare.append((at, last, _determiner(line, at), _owner(line, at, last)))
        at = last + 1
    found: list[Phrase] = []
    for number in range(len(bare) - 1, -1, -1):
        first, last, determiner, owner = bare[number]
        following = found[-1] if found else None
        found.append(Phrase(first, last, _end(line, last, following), determiner, owner))
    return found[::-1]


def _opens_nothing(word: Word) -> bool:
    """Whether no phrase can begin with a word, by the word alone: most verbs and small words."""
    return word.tag in _INNER and not (word.capital or word.mark or word.low in _OPENINGS)


def named_end(line: Sequence[Word], last: int, following: Phrase | None) -> int:
    """Return where a body's name ends that goes on in "of …" ("Panel | of Experts on Libya")."""
    if following is None or not line[last].capital or line[last].genitive:
        return last
    between = [w.low for w in line[last + 1 : following.first]]
    opens = following.first + (following.determiner == "the")
    if len(between) == 1 and between[0] in _NAME_LINKS and opens <= following.last:
        if not line[opens].capital:
            return last
        stop = opens
        while stop + 1 <= following.last and line[stop + 1].capital and not line[stop].genitive:
            stop += 1
        return stop
    return last


def _determiner(line: Sequence[Word], at: int) -> str:
    low = line[at].low
    return low if low in _OPENINGS else ""


def _owner(line: Sequence[Word], first: int, last: int) -> int:
    owners = [i for i in range(first, last) if line[i].genitive and not _in_name(line, i)]
    return owners[-1] if owners else -1


def _in_name(line: Sequence[Word], at: int) -> bool:
    """Whether a genitive is part of a name ("the Transport Workers' Federation")."""
    word, following = line[at], line[at + 1]
    if not (word.capital and following.capital) or states.state(word.text) is not None:
        return False
    return word.low.endswith("s") or word.low in ("people", "women", "men", "children", "lloyd")


def _last(line: Sequence[Word], first: int) -> int:
    """Return the last word of the phrase that begins here; less than ``first`` if none does."""
    word = line[first]
    if word.low in PRONOUNS and not (word.low == "her" and _opens(line, first + 1)):
        return first
    if word.mark and not _quoted(line, first):
        return first - 1
    if word.low in ("least", "most"):
        return first - 1  # "at least 30 workers"
    at = first
    if word.low == "that" and word.tag != "DT":
        return first - 1
    if word.low in _OPENS:
        at += 1
        if (
            word.low in ("both", "all")
            and at < len(line)
            and line[at].low in ("the", *POSSESSIVES)
        ):
            at += 1
        if at >= len(line) or not _inside(line, at, first):
            return (
                first if word.low in ("both", "another", "several", "many", "some") else first - 1
            )
    last = first - 1
    while at < len(line) and _inside(line, at, first):
        last = at
        at += 1
    for i in range(last, first - 1, -1):
        if _nounlike(line, i):
            return i
    return first - 1


def _opens(line: Sequence[Word], at: int) -> bool:
    return at < len(line) and not line[at].mark and _inside(line, at, at - 1)


def _inside(line: Sequence[Word], at: int, first: int) -> bool:
    word = line[at]
    if word.mark:
        return _quoted(line, at)
    if word.low in TIMES and not word.genitive:
        return False  # but "Monday's statement", "last year's report" are one phrase
    before = line[at - 1] if at > first else None
    if before is not None:
        if word.low in ("and", "&"):
            return _and_in_name(line, at)
        if word.low in _OPENS:
            return False
        if word.capital:
            if not before.capital and not _leads(line, at, first):
                return False
        elif word.tag in _LIKE_VERBS and _verb_after_name(line, at):
            return False
    opens = at == 0 or line[at - 1].mark
    if word.capital and not (opens and (word.tag in _NOT_NAMES or word.tag.startswith("VB"))):
        return word.tag not in ("PRP", "WRB", "CC") or (word.text.isupper() and len(word.text) > 1)
    if word.tag in _NOMINAL:
        return True
    following = line[at + 1] if at + 1 < len(line) else None
    if following is None or following.mark:
        return False
    if (
        word.low in PARTICLES
        and before is not None
        and (before.capital or before.low in PARTICLES)
    ):
        return following.capital or following.low in PARTICLES  # "Hugo van den Berg"
    opens = at == 0 or line[at - 1].mark
    if word.tag == "VBG" and before is None and opens and following.lemma in _RECORDS:
        return True  # "tracking data"
    if word.tag in ("VBN", "VBG"):
        return before is not None and (
            following.tag.startswith(("NN", "JJ")) and not following.capital
        )
    return word.tag == "RB" and before is not None and following.tag in ("JJ", "VBN")


def _and_in_name(line: Sequence[Word], at: int) -> bool:
    """Whether "and" stands inside a body's name ("Ports and Harbours Authority")."""
    before, rest = line[at - 1], line[at + 1 : at + 3]
    return (
        len(rest) == 2
        and before.capital
        and not before.genitive
        and (before.low in _PORTFOLIOS or before.low in _TRADE)
        and all(w.capital and not w.mark for w in rest)
        and rest[1].low in _PROPER
    )


def _quoted(line: Sequence[Word], at: int) -> bool:
    """A mark around one word inside a phrase (the "defence" minister)."""
    if line[at].text not in QUOTES and line[at].text not in ("'", "’"):
        return False
    opening = (
        at + 3 < len(line)
        and line[at + 2].text in (*QUOTES, "'", "’")
        and line[at + 1].tag.startswith(("NN", "JJ"))
        and not line[at + 3].mark
        and line[at + 3].tag.startswith("NN")
        and at > 0
        and (line[at - 1].genitive or line[at - 1].low in _DETERMINERS)
    )
    closing = at >= 2 and line[at - 2].text in (*QUOTES, "'", "’") and _quoted_open(line, at - 2)
    return opening or closing


def _quoted_open(line: Sequence[Word], at: int) -> bool:
    return at > 0 and (line[at - 1].genitive or line[at - 1].low in _DETERMINERS)


def _leads(line: Sequence[Word], at: int, first: int) -> bool:
    """Whether small words before a name belong to it ("the lawmaker Ann Roe", "a new French ship")."""
    before = line[at - 1]
    if before.genitive or before.low in _OPENS or before.mark:
        return True
    if before.low in PARTICLES:
        return at - 2 >= first and (line[at - 2].capital or line[at - 2].low in PARTICLES)
    if not before.tag.startswith("NN"):
        return True
    if before.low in TIMES:
        return False
    return before.low in _AROUND_NOUNS or (
        states.state(line[at].text) is not None and first < at - 1
    )


def _verb_after_name(line: Sequence[Word], at: int) -> bool:
    """A verb that the tagger took for a noun ("Latvia demands that …")."""
    word, before = line[at], line[at - 1]
    if not (
        before.capital
        or before.low in _PEOPLE
        or before.low in _ORGANISATIONS
        or (before.lemma in _RECORDS and before.tag == "NNS")
    ):
        return False
    if word.tag.startswith("VB"):
        return True
    stem = word.low.removesuffix("s")
    if before.capital and word.low.endswith("ed"):
        stem = next((s for s in (word.low[:-2], word.low[:-1]) if s in _SAYS), stem)
    known = stem in _SAYS
    following = line[at + 1] if at + 1 < len(line) else None
    if not known or following is None:
        return False
    plain = before.tag == "NNS" or following.low == "that" or stem in _ONLY_VERBS
    if stem == word.low and not plain:
        return False  # "data show that", but not "the ministry report"
    return following.mark or following.low in (
        "that", "the", "a", "an", "it", "he", "she", "they", "no", "its", "their", "his", "her", "for",
    )  # fmt: skip


def _nounlike(line: Sequence[Word], at: int) -> bool:
    word = line[at]
    if word.mark:
        return False
    return (
        word.tag.startswith("NN")
        or word.capital
        or word.tag == "CD"
        or word.low in _PEOPLE
        or word.low in _GROUPS
        or (word.tag.startswith("JJ") and word.low in ("third", "second", "other", "accused"))
        or word.low.endswith("-year-old")
    )


def _end(line: Sequence[Word], last: int, following: Phrase | None) -> int:
    """Return the last word of a phrase with its prepositions ("a former port agent | in Warri")."""
    if following is None or line[last].genitive:
        return last
    between = line[last + 1 : following.first]
    if len(between) != 1 or between[0].low not in _LINKS:
        return last
    number = all(line[i].tag == "CD" for i in range(following.first, following.last + 1))
    if number and between[0].low != "of":
        return last  # "on 18 May"
    if line[following.first].low == "board" and between[0].low == "on":
        return last
    far = between[0].low not in ("of", "for", "from") and following.determiner in ("a", "an")
    pronoun = line[following.first].low in PRONOUNS and between[0].low != "of"
    if far or pronoun:
        return last  # "told us in an interview": belongs to the verb
    return following.end
