"""Which of the times in a sentence is when it happened, and which when it was said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from tidewaiter.model.claims import EventType, Period
from tidewaiter.press.extract import clauses
from tidewaiter.press.extract.attribution import Attribution
from tidewaiter.press.extract.lexicon import event_types
from tidewaiter.press.extract.reasons import Reasons
from tidewaiter.press.extract.resolve import (
    CalendarDay,
    CalendarMonth,
    CalendarYears,
    Days,
    Joined,
    Later,
    Moment,
    Same,
    Setting,
    Tense,
    Weekday,
)
from tidewaiter.press.extract.times import Expression, expressions
from tidewaiter.press.parse import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True, slots=True)
class _Time:
    """An expression of a sentence, as tokens ``first`` to ``last`` with their root."""

    said: Expression
    first: int
    last: int
    root: Token
    place: int


class Timeline:
    """The days that a document has named so far; "the same day" is the last of them."""

    def __init__(self, published: date | None) -> None:
        self._published = published
        self._named: dict[int, Days] = {}
        self._events: list[tuple[frozenset[EventType], date]] = []
        self._at: tuple[int, tuple[_Time, ...]] = (-1, ())

    def see(self, sentence: Sentence) -> None:
        """Note the days that a sentence names; call for each, before its claims."""
        if sentence.heading or sentence.caption:
            self._pictures(sentence)
            return
        for time in self._times(sentence):
            self._period(time, None, clauses.tense(time.root, None, False))

    def _pictures(self, sentence: Sentence) -> None:
        """Note the day that a caption gives for what its picture shows."""
        for time in self._times(sentence) if sentence.caption else ():
            setting = Setting(self._published, self._published)
            days = time.said.moment.days(setting)
            if days and days[0] == days[1] and clauses.pictured(clauses.way_up(time.root)):
                self._events.append((_kinds(sentence.tokens()), days[0]))

    def of(
        self,
        given: Attribution,
        here: Sequence[Attribution],
        sentence: Sentence,
        reasons: Reasons,
    ) -> tuple[Period | None, Period | None]:
        """Return when the content happened and when it was said; claims come in text order.

        Args:
            given: The attribution.
            here: All attributions of the sentence.
            sentence: Where it stands.
            reasons: Is told how the times were found.
        """
        times = self._times(sentence)
        said = self._said(given, here, times, reasons) if given.act != "narrate" else None
        happened = self._happened(given, here, times, sentence, said, reasons)
        self._remember(given, happened)
        return happened, said

    def _times(self, sentence: Sentence) -> tuple[_Time, ...]:
        place = sentence.offset + sentence.doc[sentence.first].idx
        if self._at[0] != place:
            self._at = (place, tuple(_located(sentence)))
        return self._at[1]

    def _said(
        self,
        given: Attribution,
        here: Sequence[Attribution],
        times: Sequence[_Time],
        reasons: Reasons,
    ) -> Period | None:
        best: tuple[int, int, _Time] | None = None
        for time in times:
            way = clauses.way_up(time.root)
            if not _speaks(time, way, given, here):
                continue
            shared = given.cue.i not in (t.i for t in way)
            rank = (int(shared), abs(time.first - given.cue.i), time)
            best = rank if best is None or rank[:2] < best[:2] else best
        if best is None:
            reasons.say("said_time", "none beside the cue")
            return None
        found = self._period(best[2], None, "past")
        reasons.say("said_time", "shared with another cue" if best[0] else "beside the cue")
        return found

    def _happened(
        self,
        given: Attribution,
        here: Sequence[Attribution],
        times: Sequence[_Time],
        sentence: Sentence,
        said: Period | None,
        reasons: Reasons,
    ) -> Period | None:
        best: tuple[int, _Time] | None = None
        for time in times:
            price = _price(time, given, here, sentence)
            if price < clauses.REFUSED and (best is None or price < best[0]):
                tense = clauses.tense(time.root, given, sentence.caption)
                if self._period(time, said, tense) is not None:
                    best = (price, time)
        if best is None:
            reasons.say("event_time", "none in its clause")
            return None
        holds = given.holds(best[1].first)
        tense = clauses.tense(best[1].root, given if holds else None, sentence.caption)
        reasons.say("event_time", _code(best[1].said, said is not None))
        return self._period(best[1], said, tense)

    def _period(self, time: _Time, said: Period | None, tense: Tense) -> Period | None:
        """Resolve a time and remember it as named."""
        base = self._published
        if said is not None and said.end_date is not None:
            base = min(said.end_date, base) if base is not None else said.end_date
        day, named = self._before(time.place)
        setting = Setting(self._published, base, day, named, tense, self._event)
        days = _names_days(time.said.moment, setting)
        if days is not None:
            self._named[time.place] = days
        return time.said.period(setting)

    def _before(self, place: int) -> tuple[date | None, Days | None]:
        """Return the day, and the period of any length, last named before a place."""
        day: date | None = None
        named: Days | None = None
        for at in sorted(self._named, reverse=True):
            if at >= place:
                continue
            first, last = self._named[at]
            named = named or (first, last)
            if first == last:
                day = first
                break
        return day, named

    def _remember(self, given: Attribution, happened: Period | None) -> None:
        if happened is None or happened.start_date != happened.end_date:
            return
        if happened.start_date is None:
            return
        tokens = given.head.doc[given.first : given.last + 1]
        self._events.append((_kinds(tokens), happened.start_date))

    def _event(self, word: str) -> date | None:
        """Return the day of the event that a noun or verb recalls: its kind's last, else the first."""
        kind = _kind(word)
        if kind is None or not self._events:
            return None
        return next((d for k, d in reversed(self._events) if kind in k), self._events[0][1])


def _kind(word: str) -> EventType | None:
    return event_types("nouns").get(word) or event_types("verbs").get(word)


def _kinds(tokens: Iterable[Token]) -> frozenset[EventType]:
    """Return the kinds of event that words can name."""
    return frozenset(k for t in tokens if (k := _kind(t.lemma_.lower())) is not None)


def _names_days(moment: Moment, setting: Setting) -> Days | None:
    """Return what a time names for "the same day" after it: of two days joined, the later."""
    if isinstance(moment, Joined) and isinstance(moment.second, CalendarDay | Weekday):
        return moment.second.days(setting)
    return moment.days(setting)


def _located(sentence: Sentence) -> Iterator[_Time]:
    doc = sentence.doc
    start = doc[sentence.first].idx
    end = doc[sentence.last - 1].idx + len(doc[sentence.last - 1])
    for said in expressions(doc.text[start:end]):
        inside = [
            t.i
            for t in sentence.tokens()
            if t.idx + len(t) > start + said.start and t.idx < start + said.end
        ]
        if inside and not _names(said, inside[0], inside[-1], sentence):
            root = clauses.root(doc, inside[0], inside[-1])
            place = sentence.offset + start + said.start
            yield _Time(said, inside[0], inside[-1], root, place)


def _names(said: Expression, first: int, last: int, sentence: Sentence) -> bool:
    """Whether a time only names a thing: "the May 2023 deal", "the 1982 convention"."""
    if isinstance(said.moment, Weekday | Later | Same) or said.bound != "at":
        return False
    doc = sentence.doc
    if first <= sentence.first or last + 1 >= sentence.last:
        return False
    before, after = doc[first - 1], doc[last + 1]
    return before.pos_ in ("DET", "ADJ", "PRON") and after.pos_ == "NOUN" and after.text.isalpha()


def _speaks(
    time: _Time, way: Sequence[Token], given: Attribution, here: Sequence[Attribution]
) -> bool:
    """Whether a time can be that of the speech."""
    tokens = list(way)
    if any(a.holds(time.first) for a in here):
        inside = given.holds(time.first) and given.holds(given.cue.i)
        if not inside or given.cue.i == given.head.i:
            return False
        order = [t.i for t in tokens]
        return given.cue.i in order and given.head.i not in order[: order.index(given.cue.i)]
    return not clauses.aside(tokens, given) and not clauses.pictured(tokens)


def _price(
    time: _Time, given: Attribution, here: Sequence[Attribution], sentence: Sentence
) -> int:
    """Return how far a time is from being the content's; ``REFUSED`` where it is another's."""
    if clauses.compared(sentence.doc, time.first):
        return clauses.REFUSED
    if time.said.bound == "before" and clauses.negated(time.root):
        return clauses.REFUSED
    way = clauses.way_up(time.root)
    if given.holds(time.first):
        if _speaks(time, way, given, here):
            return clauses.REFUSED
        return clauses.cost(time.root, given)
    if any(a.holds(time.first) for a in here):
        return clauses.REFUSED
    if clauses.pictured(way):
        return 5
    if given.act != "narrate" or clauses.aside(way, given):
        return clauses.REFUSED
    below = given.head.i in (t.i for t in way)
    leads = time.first < given.first and all(a.act == "narrate" for a in here)
    return 6 if below or leads else clauses.REFUSED


def _code(said: Expression, spoken: bool) -> str:
    """Say how a time was found."""
    what = said.moment
    if isinstance(what, Later | Same):
        return "counted from a day named before"
    if isinstance(what, CalendarYears) or getattr(what, "year", None) is not None:
        return "with its year"
    if isinstance(what, Weekday | CalendarDay | CalendarMonth):
        return "weekday or date without year"
    return "relative to the speech" if spoken else "relative to the publication"
