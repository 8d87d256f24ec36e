"""Which of the times in a sentence is when it happened, and which when it was said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from tidewaiter.model.claims import EventType, Period
from tidewaiter.press.extract.attribution import Attribution
from tidewaiter.press.extract.lexicon import cues, event_types
from tidewaiter.press.extract.reasons import Reasons
from tidewaiter.press.extract.times import clauses
from tidewaiter.press.extract.times.calendar_words import listed
from tidewaiter.press.extract.times.expressions import Expression
from tidewaiter.press.extract.times.moments import (
    CalendarDay,
    CalendarMonth,
    CalendarYears,
    Weekday,
)
from tidewaiter.press.extract.times.offsets import Ago, Later, Same
from tidewaiter.press.extract.times.sentence import SentenceTime, base, located, names
from tidewaiter.press.extract.times.setting import Days, Setting, Tense
from tidewaiter.press.parse import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


_OTHER_DAYS = frozenset({"following", "after", "before", "since", "ahead", "until"})


class Timeline:
    """The days that a document has named so far; "the same day" is the last of them."""

    def __init__(self, published: date | None) -> None:
        self._published = published
        self._named: dict[int, Days] = {}
        self._events: list[tuple[frozenset[EventType], date]] = []
        self._at: tuple[int, tuple[SentenceTime, ...]] = (-1, ())

    def see(self, sentence: Sentence) -> None:
        """Note the days that a sentence names; call for each, before its claims."""
        if sentence.heading or sentence.caption:
            self._pictures(sentence)
            return
        for time in self._times(sentence):
            self._period(time, None, _tense(time, None, sentence))

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
        spoken = _spoken(given, here, times, reasons) if given.act != "narrate" else None
        said = self._period(spoken, None, "past") if spoken is not None else None
        others = [t for t in times if t != spoken]
        happened = self._happened(given, here, others, sentence, said, reasons)
        self._remember(given, happened)
        return happened, said

    def _times(self, sentence: Sentence) -> tuple[SentenceTime, ...]:
        place = sentence.offset + sentence.doc[sentence.first].idx
        if self._at[0] != place:
            self._at = (place, tuple(located(sentence)))
        return self._at[1]

    def _happened(
        self,
        given: Attribution,
        here: Sequence[Attribution],
        times: Sequence[SentenceTime],
        sentence: Sentence,
        said: Period | None,
        reasons: Reasons,
    ) -> Period | None:
        best: tuple[int, Period, SentenceTime] | None = None
        for time in times:
            price = _price(time, given, here, sentence)
            if price < clauses.REFUSED and (best is None or price < best[0]):
                found = self._period(_spanning(time), said, _tense(time, given, sentence))
                best = (price, found, time) if found is not None else best
        if best is None:
            reasons.say("event_time", "none in its clause")
            return None
        reasons.say("event_time", _code(best[2].said, said is not None))
        return best[1]

    def _period(self, time: SentenceTime, said: Period | None, tense: Tense) -> Period | None:
        """Resolve a time and remember it as named."""
        day, named = self._before(time.place)
        at = Setting(
            self._published,
            self._published,
            day,
            named,
            tense,
            lambda word: self._event(_lemma(word, time.root.doc)),
        )
        at = replace(at, base=base(time, said, at))
        days = names(time.said.moment, at)
        if days is not None and not time.caption:
            self._named[time.place] = days
        return time.said.period(at)

    def _before(self, place: int) -> tuple[date | None, Days | None]:
        """Return the day, and the period of any length, last named before a place."""
        named: Days | None = None
        for at in reversed(self._named):
            if at < place:
                first, last = self._named[at]
                named = named or (first, last)
                if first == last:
                    return first, named
        return None, named

    def _remember(self, given: Attribution, happened: Period | None) -> None:
        if happened is None or happened.start_date != happened.end_date:
            return
        if happened.start_date is None:
            return
        tokens = given.head.doc[given.first : given.last + 1]
        that_day = (t for t in tokens if not any(a.lower_ in _OTHER_DAYS for a in t.ancestors))
        self._events.append((_kinds(that_day), happened.start_date))

    def _event(self, word: str) -> date | None:
        """Return the day of the event that a noun or verb recalls: its kind's last, else the first."""
        kind = _kind(word)
        if kind is None or not self._events:
            return None
        return next((d for k, d in reversed(self._events) if kind in k), self._events[0][1])


def _lemma(word: str, doc: Doc) -> str:
    return next((t.lemma_.lower() for t in doc if t.lower_ == word), word)


def _kind(word: str) -> EventType | None:
    return event_types("nouns").get(word) or event_types("verbs").get(word)


def _kinds(tokens: Iterable[Token]) -> frozenset[EventType]:
    """Return the kinds of event that words can name."""
    return frozenset(k for t in tokens if (k := _kind(t.lemma_.lower())) is not None)


def _tense(time: SentenceTime, given: Attribution | None, sentence: Sentence) -> Tense:
    holder = given if given is not None and given.holds(time.first) else None
    limit = time.said.bound == "by"
    return clauses.tense(time.root, holder, sentence.caption, limit)


def _spanning(time: SentenceTime) -> SentenceTime:
    """Read "since fighting resumed on Friday" as "since Friday", "images from Friday" as its day."""
    if time.said.bound == "from" and clauses.pictured(clauses.way_up(time.root)):
        return replace(time, said=replace(time.said, bound="at"))
    if time.said.bound == "at" and clauses.dates_since(clauses.way_up(time.root)):
        return replace(time, said=replace(time.said, bound="since"))
    return time


def _spoken(
    given: Attribution,
    here: Sequence[Attribution],
    times: Sequence[SentenceTime],
    reasons: Reasons,
) -> SentenceTime | None:
    """Return the time at which the content was said."""
    best: tuple[tuple[bool, bool, int], SentenceTime] | None = None
    for time in times:
        way = clauses.way_up(time.root)
        if not _can_date_speech(time) or not _speaks(time, way, given, here):
            continue
        shared = not (given.cue.i in (t.i for t in way) or _beside(time, given))
        if shared and not _of_a_cue(way, given, here):
            continue
        rank = (shared, given.holds(time.first), abs(time.first - given.cue.i))
        best = (rank, time) if best is None or rank < best[0] else best
    if best is None:
        reasons.say("said_time", "none beside the cue")
        return None
    shared_one = "shared with another cue"
    reasons.say("said_time", shared_one if best[0][0] else "beside the cue")
    return best[1]


def _can_date_speech(time: SentenceTime) -> bool:
    """Whether one speaks at such a time; "admitted for the first time since 2019" names another."""
    before = time.root.doc[time.first - 1] if time.first else None
    since = time.said.bound == "since" and (before is None or before.pos_ != "NOUN")
    return since or time.said.bound == "at"


def _speaks(
    time: SentenceTime, way: Sequence[Token], given: Attribution, here: Sequence[Attribution]
) -> bool:
    """Whether a time can be that of the speech."""
    if given.act != "narrate" and _beside(time, given):
        return True
    if any(a.holds(time.first) for a in here):
        order = [t.i for t in way]
        if not given.holds(time.first) or given.cue.i not in order or given.cue.i == given.head.i:
            return False
        if given.holds(given.cue.i):
            told = next((c.i for c in given.cue.rights if clauses.infinitive(c)), None)
            if told is not None:  # "was said on Monday to have sailed on Sunday"
                return given.cue.i < time.first < told
            return given.head.i not in order[: order.index(given.cue.i)]
        # "rejected the report on Tuesday": a day right under the cue, at the end of its object
        noun = given.head.pos_ in ("NOUN", "PROPN", "PRON") and given.cue.i < given.first
        noun = noun and time.last >= given.last
        return noun and isinstance(time.said.moment, Weekday | Ago) and order[2:3] == [given.cue.i]
    return not clauses.aside(list(way), given) and not clauses.pictured(list(way))


def _beside(time: SentenceTime, given: Attribution) -> bool:
    if given.cue.i == given.head.i or given.cue.pos_ not in ("VERB", "AUX"):
        return False
    return clauses.beside(given.head.doc, time.first, given.cue.i)


def _of_a_cue(way: Sequence[Token], given: Attribution, here: Sequence[Attribution]) -> bool:
    """Whether the clause of a time speaks too, so that its time holds for all of its contents."""
    if given.cue.i == given.head.i:
        return True  # the cue is not known
    verb = next((t for t in way if t.pos_ in ("VERB", "AUX")), None)
    if verb is not None and clauses.own_subject(verb) and clauses.own_subject(given.cue):
        return False  # "Bucharest has asked for help, and Rome agreed on Thursday to send it"
    if verb is None or any(a.cue.i == verb.i and a.act != "narrate" for a in here):
        return True
    lemma = verb.lemma_.lower()
    known = any(lemma in cues(form) for form in ("clause", "to", "object", "for"))
    return known or lemma in listed("documents", "verbs")


def _price(
    time: SentenceTime, given: Attribution, here: Sequence[Attribution], sentence: Sentence
) -> int:
    """Return how far a time is from being the content's; ``REFUSED`` where it is another's."""
    if clauses.compared(sentence.doc, time.first):
        return clauses.REFUSED
    if time.said.bound == "before" and clauses.negated(time.root):
        return clauses.REFUSED
    way = clauses.way_up(time.root)
    own = sentence.caption or given.act == "narrate"
    if clauses.pictured(way) and (own or not given.holds(time.first)):
        return 5
    if given.holds(time.first):
        aside = given.holds(given.cue.i) and _speaks(time, way, given, here)
        return clauses.REFUSED if aside else clauses.cost(time.root, given)
    if any(a.holds(time.first) for a in here):
        return clauses.REFUSED
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
