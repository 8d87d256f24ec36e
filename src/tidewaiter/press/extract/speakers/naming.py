"""What a noun phrase says of whom it means: titles, name, kind, man or woman."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass

from tidewaiter.press.extract.speakers import states
from tidewaiter.press.extract.speakers.kinds import Kind, name_kind
from tidewaiter.press.extract.speakers.phrases import PARTICLES, PRONOUNS, SHIPS, Phrase
from tidewaiter.press.extract.speakers.wordlists import (
    bodies,
    clues,
    does,
    gender_of_given,
    gender_of_noun,
    people,
)
from tidewaiter.press.extract.speakers.words import Word

#: Titles that say no more than man, woman or scholar.
HONORIFICS = clues("names", "honorifics")
_WOMEN = ("ova", "eva", "skaya", "ska", "dottir", "enko-ann")


_TITLES, _NOUNS, _EITHER = people("titles"), people("nouns"), people("either")
_PORTFOLIOS, _BEFORE, _SAYS = people("portfolios"), people("before"), people("says")
_PROPER, _GROUPS, _RECORDS = bodies("proper"), bodies("groups"), bodies("records")
_ORGANISATIONS, _MEDIA = bodies("organisations"), bodies("media")
_CALLED = _TITLES | _NOUNS
_PLAIN = _RECORDS | _GROUPS
_IN_NAMES = PARTICLES | {"and"}
_PERSONAL = ("person", "unnamed", None)
_OLD = frozenset({"former", "retired", "ex", "young", "old"})


@dataclass(slots=True)  # not frozen: made for each phrase, and that takes twice as long
class Described:
    """What a phrase says; nobody changes it.

    Attributes:
        name: First and last word of the proper name in it, None if it has none.
        titles: Titles before the name, folded, as written.
        nouns: Titles and head nouns, folded, singular ("minister", "president").
        others: Its other words, folded: what an earlier mention should share.
        kind: What is named or described; None where nothing shows it.
        gender: ``m``, ``f`` or None.
        plural: Whether it means several.
        head: Its head noun, "" where it is a name alone.
        guessed: Whether the language model alone says the kind.
    """

    name: tuple[int, int] | None
    titles: tuple[str, ...]
    nouns: frozenset[str]
    others: frozenset[str]
    kind: Kind | None
    gender: str | None
    plural: bool
    head: str
    guessed: bool = False


def described(line: Sequence[Word], phrase: Phrase) -> Described:
    """Take a phrase apart, its owner left aside."""
    first = phrase.owner + 1 if phrase.owner >= 0 else phrase.first + bool(phrase.determiner)
    first = min(first, phrase.last)
    core = [i for i in range(first, phrase.last + 1) if not line[i].mark]
    run = _run(line, core)
    titles, name = _titles(line, core, run) if run else ((), None)
    if name is not None and name[0] == name[1] and _native(line[name[0]], phrase):
        name = None
    head = singular(line[phrase.last]) if name is None else _noun_before(line, core, name)
    if name is None and line[phrase.last].low in _GROUPS:
        head = head if head in _NOUNS else line[phrase.last].low
    called = (*titles, head)
    nouns = frozenset([n for n in called if n and n not in HONORIFICS])
    bare = core if name is None else [i for i in core if not name[0] <= i <= name[1]]
    others = frozenset([line[i].low for i in bare]) - nouns - {head}
    kind = _kind(line, phrase, name, titles, head, "")
    gender = _gender(line, name, called) if kind in _PERSONAL else None
    plural = name is None and _plural(line, phrase)
    return Described(name, titles, nouns, others, kind, gender, plural, head)


def relabelled(line: Sequence[Word], phrase: Phrase, here: Described, label: str) -> Described:
    """Return what a phrase with a name says, with what the language model sees in the name.

    Args:
        line: The sentence.
        phrase: The phrase.
        here: What it says by its words.
        label: Kind of entity that the model sees in it.
    """
    kind = _kind(line, phrase, here.name, here.titles, here.head, label)
    if kind == here.kind:
        return here
    called = (*here.titles, here.head)
    gender = _gender(line, here.name, called) if kind in _PERSONAL else None
    return dataclasses.replace(here, kind=kind, gender=gender, guessed=True)


def singular(word: Word) -> str:
    """Return a noun's folded singular ("Ministers": "minister")."""
    stem = word.low.removesuffix("s")
    if word.capital and stem != word.low and (stem in _NOUNS or stem in _TITLES):
        return stem
    return word.lemma


def _native(word: Word, phrase: Phrase) -> bool:
    """Somebody called by his people alone ("a Syrian", "two Danes")."""
    known = states.state(word.text)
    return (
        known is not None
        and known.way == "people"
        and phrase.determiner in ("a", "an", "one", "two")
    )


def office_before(line: Sequence[Word], at: int) -> str:
    """Return the title of which a phrase is the portfolio ("Minister of | Water Resources")."""
    if at < 2 or line[at - 1].low not in ("of", "for") or not line[at - 2].capital:
        return ""
    title = singular(line[at - 2])
    return title if title in _TITLES and title == line[at - 2].low else ""


def is_role(noun: str) -> bool:
    """Say whether a noun says who or what a name belongs to ("the *mayor*, Ann Roe")."""
    return (
        noun in _NOUNS
        or noun in _EITHER
        or noun in _TITLES
        or noun in _ORGANISATIONS
        or noun in _MEDIA
        or noun in SHIPS
        or does(noun)
    )


def folded_name(line: Sequence[Word], name: tuple[int, int]) -> tuple[str, ...]:
    """Return a name's words for comparison, without "al-" and particles at its beginning."""
    words = [bare(w) for i in range(name[0], name[1] + 1) for w in line[i].low.split() if w]
    while len(words) > 1 and words[0] in ("al", "el", "the"):
        words = words[1:]
    return tuple(words)


def bare(word: str) -> str:
    """Return a folded word of a name without its article.

    >>> bare("al-qasari")
    'qasari'
    """
    for article in ("al-", "el-", "ash-", "as-", "ad-", "an-", "ar-", "at-", "az-"):
        if word.startswith(article) and len(word) > len(article) + 2:
            return word[len(article) :]
    return word


def _run(line: Sequence[Word], core: list[int]) -> list[int]:
    """The capital words at the end of a phrase, particles and a ship's number included."""
    run: list[int] = []
    for i in reversed(core):
        word = line[i]
        number = word.tag == "CD" and not run and i - 1 in core and line[i - 1].capital
        if not (
            (word.capital and word.tag != "CD")
            or number
            or (run and word.low in _IN_NAMES and i != core[0])
        ):
            break
        run.insert(0, i)
    while run and not line[run[0]].capital:
        run = run[1:]
    return run


def _titles(
    line: Sequence[Word], core: list[int], run: list[int]
) -> tuple[tuple[str, ...], tuple[int, int] | None]:
    """Split a phrase into titles and a proper name."""
    at = 0
    office = office_before(line, core[0])
    if office and line[run[0]].capital and run[0] == core[0]:
        rest = list(run)
        while rest and (line[rest[0]].low in _PORTFOLIOS or states.state(line[rest[0]].text)):
            rest = rest[1:]
        if rest and len(rest) < len(run) and not all(_common(line[i]) for i in rest):
            return (office,), (rest[0], rest[-1])
    for n, i in enumerate(run[:-1]):
        opens = n == 0 and (i == 0 or line[i - 1].mark)  # "Fisherman Ken Ito said"
        if line[i].low in _TITLES or (opens and line[i].low in _NOUNS):
            at = n + 1
    rest = run[at:]
    titles = tuple(line[i].low for i in run[:at] if line[i].low in _CALLED)
    if at and all(_common(line[i]) for i in rest):
        rest, titles = run, ()  # "General Staff", "Vice Foreign Minister": no person's name
    last = line[rest[-1]]
    opens = rest[0] == 0 or line[rest[0] - 1].mark
    known = states.state(last.text) is not None or last.low in _PROPER
    plural = last.tag == "NNS" and last.low.endswith("s") and not known
    if plural and len(rest) == 1 and not titles and opens:
        return (), None  # "Prices fell": a plain word that opens the sentence
    plain = last.lemma in _RECORDS or last.low in _PLAIN
    if plain and len(rest) == 1 and not titles and opens and not last.tag.startswith("NNP"):
        return (), None  # "Data from …": a plain word that opens the sentence
    single = len(rest) == 1 or all(_common(line[i]) for i in rest[:-1])
    offices = all(line[i].low in _PORTFOLIOS for i in rest)
    if not titles and offices and line[rest[-1]].low not in _PROPER:
        return (), None  # "(Minister of) National Defence"
    if single and not titles and (singular(last) in _TITLES or singular(last) in _NOUNS):
        return (), None
    before = rest[0] - 1
    if before in core and not titles:
        noun = line[before].lemma
        if noun in _NOUNS or noun in _TITLES:
            titles = (noun,)
    return titles, (rest[0], rest[-1])


def _common(word: Word) -> bool:
    """A capital word that is no one's own name: offices, portfolios, peoples, bodies."""
    known = states.state(word.text)
    return (
        word.low in _TITLES
        or word.low in _PORTFOLIOS
        or word.low in _BEFORE
        or word.low in _PROPER
        or known is not None
    )


def _noun_before(line: Sequence[Word], core: list[int], name: tuple[int, int]) -> str:
    before = name[0] - 1
    if before in core and not line[before].capital and line[before].tag.startswith("NN"):
        return line[before].lemma
    last = line[name[1]]
    if last.lemma in _ORGANISATIONS or last.lemma in _GROUPS:
        return last.lemma
    return last.low if last.low in _PROPER else ""


def _kind(
    line: Sequence[Word],
    phrase: Phrase,
    name: tuple[int, int] | None,
    titles: tuple[str, ...],
    head: str,
    label: str,
) -> Kind | None:
    if name is None:
        return _described_kind(line, phrase, head)
    ship = head in SHIPS and head != "carrier" and name[0] > phrase.first
    if ship and line[name[0] - 1].lemma == head:
        return "thing"
    run = [line[i] for i in range(name[0], name[1] + 1)]
    if len(run) == 1 and states.state(run[0].text) is not None and not titles:
        return "state"
    if titles:
        return "person"
    following = line[phrase.last + 1] if phrase.last + 1 < len(line) else None
    says = following is not None and following.lemma in _SAYS and not following.mark
    the = phrase.determiner == "the" and line[name[0] - 1].low == "the" and not says
    aged = line[phrase.last + 1 : phrase.last + 4]
    if [w.text for w in aged[::2]] == [",", ","] and aged[1].tag == "CD":
        return "person"  # "Ann Roe, 61, said"
    return name_kind(run, head, label, the)


def _described_kind(line: Sequence[Word], phrase: Phrase, head: str) -> Kind | None:
    low = line[phrase.last].low
    if low in PRONOUNS:
        return None
    if head in SHIPS and head != "carrier":
        return "thing"
    known = states.state(line[phrase.last].text)
    if known is not None and known.way == "people":
        return "unnamed"
    if low in _GROUPS and low not in _NOUNS:
        return "unnamed" if head in _NOUNS or low in ("sources", "locals") else "group"
    if head in _NOUNS or (head in _TITLES and head not in ("general", "private")):
        return "unnamed"
    if head in _RECORDS:
        return "unnamed"
    if head in _ORGANISATIONS:
        return "organisation"
    if head in _EITHER and phrase.last > phrase.first:
        return "unnamed"
    before = {line[i].low for i in range(phrase.first, phrase.last)}
    return "unnamed" if does(head) and before & _OLD else None


def _gender(
    line: Sequence[Word], name: tuple[int, int] | None, nouns: tuple[str, ...]
) -> str | None:
    for noun in sorted(nouns):
        if gender := gender_of_noun(noun):
            return gender
    if name is None or name[0] == name[1]:
        return None  # a surname alone: "Duarte" is a given name too
    given = gender_of_given(line[name[0]].text) or gender_of_given(
        line[name[0]].text.split("-")[0]
    )
    if given:
        return given
    return "f" if line[name[1]].low.endswith(_WOMEN) else None


def _plural(line: Sequence[Word], phrase: Phrase) -> bool:
    last = line[phrase.last]
    return last.tag in ("NNS", "NNPS") or last.low in _GROUPS
