"""The times of a sentence: where they stand in its parse, and the days that they count from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from tidewaiter.model.claims import Period
from tidewaiter.press.extract.lexicon import event_types
from tidewaiter.press.extract.times import clauses
from tidewaiter.press.extract.times.bounds import Joined
from tidewaiter.press.extract.times.calendar_words import listed
from tidewaiter.press.extract.times.expressions import Expression, expressions
from tidewaiter.press.extract.times.moments import (
    CalendarDay,
    CalendarMonth,
    CalendarYears,
    Edge,
    Part,
    Weekday,
)
from tidewaiter.press.extract.times.offsets import Ago, Later, Same, Stretch, Unit
from tidewaiter.press.extract.times.setting import Days, Moment, Setting
from tidewaiter.press.parse import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True, slots=True)
class SentenceTime:
    """An expression of a sentence, as tokens ``first`` to ``last`` with their root.

    ``place`` counts the document's code points before it; ``quoted``: it stands in quotation marks.
    """

    said: Expression
    first: int
    last: int
    root: Token
    place: int
    quoted: bool
    caption: bool


_MARK = re.compile(r"(?P<opens>(?<!\w)[\"'“‘«„](?=[\w\[(]))|[\"'”’»](?!\w)")
_RECENT = 31  # days within which a paper tells of a speech in words of its own day


def base(time: SentenceTime, said: Period | None, at: Setting) -> date | None:
    """Return the day that a time in somebody's words counts from.

    Quoted words, days and what was said long ago count from the speech; "last year" in a paper's
    own words from its publication, unless the speaker could not have known or meant that.
    """
    if said is None or said.end_date is None:
        return at.published
    if at.published is None or at.published < said.end_date:
        return at.published or said.end_date
    spoken = said.end_date
    what = time.said.moment
    while isinstance(what, Part | Edge) and what.of is not None:
        what = what.of
    own = isinstance(what, Unit | Stretch) or (isinstance(what, Ago) and what.unit != "day")
    if not own or time.quoted or (at.published - spoken).days > _RECENT:
        return spoken
    found = what.days(at)
    if found is None:
        return spoken
    wrong = found[1] < spoken if at.ahead else found[0] > spoken
    return spoken if wrong else at.published


def names(moment: Moment, setting: Setting) -> Days | None:
    """Return what a time names for "the same day" after it: of two days joined, the later."""
    if isinstance(moment, Joined) and isinstance(moment.second, CalendarDay | Weekday):
        return moment.second.days(setting)
    return moment.days(setting)


def located(sentence: Sentence) -> Iterator[SentenceTime]:
    """Yield the expressions of time of a sentence, in order."""
    doc = sentence.doc
    start = doc[sentence.first].idx
    end = doc[sentence.last - 1].idx + len(doc[sentence.last - 1])
    for said in expressions(doc.text[start:end]):
        inside = [
            t.i
            for t in sentence.tokens()
            if t.idx + len(t) > start + said.start and t.idx < start + said.end
        ]
        if inside and not _only_names(said, inside[0], inside[-1], sentence):
            root = clauses.root(doc, inside[0], inside[-1])
            place = sentence.offset + start + said.start
            quoted = _quoted(doc.text[: start + said.start])
            yield SentenceTime(said, inside[0], inside[-1], root, place, quoted, sentence.caption)


def _quoted(before: str) -> bool:
    """Whether what follows stands in quotation marks, of whichever style.

    >>> _quoted("The owners' “ship sank"), _quoted("'They left,' he said"), _quoted('"We sail')
    (True, False, True)
    """
    depth = 0
    for mark in _MARK.finditer(before):
        depth = max(0, depth + (1 if mark["opens"] else -1))
    return depth > 0


def _only_names(said: Expression, first: int, last: int, sentence: Sentence) -> bool:
    """Whether a time only names a thing: "the May 2023 deal", "the treaty of 2024"."""
    doc = sentence.doc
    what = said.moment
    if isinstance(what, CalendarYears | CalendarMonth) and _of_a_thing(sentence, first):
        return True
    if (
        last + 1 >= sentence.last
        or doc[last + 1].pos_ != "NOUN"
        or not doc[last + 1].text.isalpha()
    ):
        return False
    if said.bound in ("after", "before"):  # "after the 7 October attack", "after Friday prayers"
        return isinstance(what, CalendarDay | CalendarMonth | Weekday)
    if isinstance(what, Weekday | Later | Same) or said.bound != "at" or first <= sentence.first:
        return False
    event = isinstance(what, CalendarDay) and doc[last + 1].dep_ in ("nsubj", "nsubjpass")
    return not event and doc[first - 1].pos_ in ("DET", "ADJ", "PRON")


def _of_a_thing(sentence: Sentence, first: int) -> bool:
    """Whether "of" ties a month or year to a thing that is no act: "the law of 2019"."""
    doc = sentence.doc
    if (
        first - 2 < sentence.first
        or doc[first - 1].lower_ != "of"
        or doc[first - 2].pos_ != "NOUN"
    ):
        return False
    noun = doc[first - 2].lemma_.lower()
    acts = event_types("nouns").get(noun) not in (None, "agreement", "policy", "sanction")
    return not acts and noun not in listed("words", "shares")
