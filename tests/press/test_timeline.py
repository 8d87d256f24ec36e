"""Sentences mark what is claimed by brackets and the cue by braces: "[It left], he {said}"."""

from __future__ import annotations

import calendar
import re
import tomllib
from datetime import date
from importlib.resources import files

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tidewaiter.model.claims import Act, Period
from tidewaiter.press.extract.attribution import Attribution
from tidewaiter.press.extract.reasons import Reasons
from tidewaiter.press.extract.times.timeline import Timeline
from tidewaiter.press.parse import Sentence, sentences

TODAY = date(2025, 6, 5)  # a Thursday
Dates = tuple[str | None, str | None] | None


def _claims(
    text: str, act: Act = "say", published: date | None = TODAY
) -> list[tuple[Dates, Dates]]:
    """Return ``(when it happened, when it was said)`` for each bracket of a text."""
    plain = re.sub(r"[\[\]{}]", "", text)
    timeline = Timeline(published)
    out = []
    for sentence in sentences(plain):
        timeline.see(sentence)
        here = [a for a in _marked(text, act, sentence) if a is not None]
        for attribution in here:
            happened, said = timeline.of(attribution, here, sentence, Reasons())
            out.append((_dates(happened), _dates(said)))
    return out


def _dates(period: Period | None) -> Dates:
    if period is None:
        return None
    first, last = period.start_date, period.end_date
    return first.isoformat() if first else None, last.isoformat() if last else None


def _marked(text: str, act: Act, sentence: Sentence) -> list[Attribution]:
    """Make an attribution of each bracket, with the nearest cue in braces; none: own voice."""
    places = {"[": [], "]": [], "{": []}  # type: dict[str, list[int]]
    plain = 0
    for char in text:
        if char in places:
            places[char].append(plain - sentence.offset)
        plain += char not in "[]{}"
    tokens = sentence.tokens()
    cues = [t for t in tokens if t.idx in places["{"]]
    out = []
    for start, end in zip(places["["], places["]"], strict=True):
        inside = [t for t in tokens if start <= t.idx < end]
        if not inside:
            continue
        within = {t.i for t in inside}
        marked = {t.i for t in cues}
        inside = [t for t in inside if t.i not in marked]
        tops = [t for t in inside if t.head.i not in within - marked or t.dep_ == "ROOT"]
        head = next((t for t in tops if t.pos_ in ("VERB", "AUX")), tops[0])
        cue = min(cues, key=lambda t: abs(t.i - inside[0].i), default=head)
        out.append(
            Attribution(cue, act if cues else "narrate", None, inside[0].i, inside[-1].i, head)
        )
    return out


@pytest.mark.parametrize(
    ("act", "text", "happened", "said"),
    [
        # the time of the main clause, not of one about somebody
        ("narrate", "[The tanker Alba, seized in March, left on Tuesday].", "2025-06-03", None),
        ("say", "[The cargo, which was loaded in March, was sold on 2 May], he {said}.", "2025-05-02", None),
        ("narrate", "[The firm, founded in 1998, bought a tanker in 2004].", "2004", None),
        ("narrate", "[Under the 2015 deal, Iran shipped uranium to Russia in May 2016].", "2016-05", None),
        ("say", "[The port closed in May under a law passed in 2019], she {said}.", "2025-05", None),
        ("demand", "Kyiv {demanded} that [Oslo withdraw the permits issued last year].", None, None),
        ("say", "[More ships were lost in May than in all of 2024], she {said}.", "2025-05", None),
        ("say", "[Last year's harvest was the worst since 2003], she {said}.", "2024", None),
        ("say", "[The 1982 convention forbids such tolls], Manila {argued} in May.", None, "2025-05"),
        ("narrate", "[The raid of 9 May killed six].", "2025-05-09", None),
        ("narrate", "[The treaty of 2024 was broken on Monday].", "2025-06-02", None),
        ("narrate", "[Oslo closed the port after the October 2023 attack].", None, None),
        ("narrate", "[The council approved the budget for 2026].", None, None),
        ("say", "Iran {admitted} for the first time since 2019 that [it had sold drones].", None, None),
        ("say", "The Sunday Times {reported} that [the yacht had been sold].", None, None),
        ("narrate", "[Nine ships seized in 2023 were returned in April].", "2025-04", None),
        ("agree", "They {agreed} late on Tuesday to [a truce from 06:00 on Thursday].", "2025-06-05", "2025-06-03"),
        # what praise and blame are for
        ("praise", "Tokyo {welcomed} [the agreement reached in Busan on Tuesday].", "2025-06-03", None),
        ("condemn", "Cairo {condemned} [the raid of 28 May] as piracy.", "2025-05-28", None),
        # when it was said
        ("say", "The navy {said} on Wednesday that [a dhow had sunk].", None, "2025-06-04"),
        ("say", "The navy {said} Wednesday [a dhow had sunk on Monday].", "2025-06-02", "2025-06-04"),
        ("say", "In a letter dated 10 May, the owner {said} [the cargo was flour].", None, "2025-05-10"),
        ("say", "In its reply of 9 May, Chad {said} [it had no aircraft].", None, "2025-05-09"),
        ("say", "The council's president for May {said} [it would vote].", None, None),
        ("say", "He {said} in 2023 that [he had paid the previous December].", "2022-12", "2023"),
        ("say", "Asked on Tuesday about the cargo, the captain {said} [it was flour].", None, "2025-06-03"),
        ("say", "Silva, who visited Baku in May, {said} [the road would open].", None, None),
        ("accuse", "He was {accused} in May 2023 of [selling fuel the year before].", "2022", "2023-05"),
        # what lies ahead
        ("say", "[It was {said} on Monday to have left Oslo on Sunday].", "2025-06-01", "2025-06-02"),
        ("expect", "[The ship is {expected} to reach Gdansk on Sunday].", "2025-06-08", None),
        ("pledge", "Berlin {pledged} on Wednesday to [send tanks by September].", "..2025-09-30", "2025-06-04"),
        ("pledge", "Berlin {promised} [delivery by September].", "..2025-09-30", None),
        ("demand", "Tehran {demanded} that [the ship be released by Saturday].", "..2025-06-07", None),
        ("say", "[The ban takes effect on Monday], she {said}.", "2025-06-09", None),
        ("say", "[The tanker may have left Varna on Monday], she {said}.", "2025-06-02", None),
        ("warn", "[Insurers could stop cover by August], she {warned}.", "..2025-08-31", None),
        ("say", "[China has until Friday to answer], he {said}.", "..2025-06-06", None),
        ("narrate", "[Denmark plans to check every tanker from 1 July].", "2025-07-01..", None),
        # spans
        ("say", "[Forty have died since fighting resumed on Friday], the UN {said}.", "2025-05-30..2025-06-05", None),
        ("say", "[It has inspected 43 tankers so far this year], she {said}.", "2025-01-01..2025-06-05", None),
        ("say", "[It is not likely to sail before October], she {said}.", None, None),
        # words of a speech count from it
        ("say", "The minister {said} on 3 May that [two ships had sunk yesterday].", "2025-05-02", "2025-05-03"),
        ("say", "“[We lost two men yesterday],” he {said} on Tuesday.", "2025-06-02", "2025-06-03"),
        ("say", "She {said} on 14 April 2024 that [it had been hit twice this year].", "2024-01-01..2024-04-14", "2024-04-14"),
        ("say", "She {said} on Saturday that [it would sail next week].", "2025-06-09..2025-06-15", "2025-05-31"),
        ("say", "She {said} on Saturday, “[We sail next week].”", "2025-06-02..2025-06-08", "2025-05-31"),
        # pictures
        ("say", "A photograph taken on 11 May {shows} [the ship at Rason].", "2025-05-11", None),
        ("narrate", "[The Alba at anchor off Skagen in October].", "2024-10", None),
    ],
)  # fmt: skip
def test_each_time_goes_to_its_clause(
    act: Act, text: str, happened: str | None, said: str | None
) -> None:
    assert _claims(text, act) == [(_written(happened), _written(said))]


def _written(words: str | None) -> Dates:
    """Read "2024", "2025-05", "2025-05-02", "..2025-06-07" or "2025-07-01.."."""
    if words is None:
        return None
    if ".." in words:
        first, last = words.split("..")
        return first or None, last or None
    if len(words) == 4:
        return f"{words}-01-01", f"{words}-12-31"
    if len(words) == 7:
        year, month = map(int, words.split("-"))
        return f"{words}-01", f"{words}-{calendar.monthrange(year, month)[1]}"
    return words, words


def test_a_day_holds_for_the_first_of_two_predicates_only_but_the_speech_for_both() -> None:
    text = "[A frigate stopped a dhow on Tuesday] and [found 64 crates], the mission {said} on Thursday."
    speech = _written("2025-06-05")
    assert _claims(text) == [(_written("2025-06-03"), speech), (None, speech)]


@pytest.mark.parametrize(
    ("text", "second"),
    [
        ("[Palau struck the ship off its register on 14 May]. [A week earlier it had changed its name].", "2025-05-07"),
        ("[The ship left on Monday] and [arrived two days later].", "2025-06-04"),
        ("[The minister was dismissed on Sunday]. [Her deputy was sworn in the same day].", "2025-06-01"),
        ("[He came on Tuesday]. [His guests had come the day before].", "2025-06-02"),
        ("[The cap was set in September 2024] and [halved three months later].", "2024-12"),
        ("[The treaty takes effect on 1 January 2026]. [It would lapse on that date].", "2026-01-01"),
        ("[Gunmen attacked the tanker on Sunday]. [A frigate was sent on Monday]. [It had left Lagos two days before the attack].", "2025-05-30"),
    ],
)  # fmt: skip
def test_later_and_earlier_count_from_the_day_last_named(text: str, second: str) -> None:
    assert _claims(text, "narrate")[-1][0] == _written(second)


def test_days_of_a_caption_are_not_the_same_day() -> None:
    text = "It left on 2 May.\n\nThe Alba off Skagen on 9 May. Photo: Lars Edvin / Courier\n\n[It was sold the same day]."
    assert _claims(text, "narrate")[-1][0] == _written("2025-05-02")


def test_without_a_day_of_publication_only_full_dates_are_known() -> None:
    text = "The navy {said} on Wednesday that [a dhow had sunk on Monday]."
    assert _claims(text, published=None) == [(None, None)]
    text = "The navy {said} on 3 May 2024 that [a dhow had sunk the day before]."
    assert _claims(text, published=None) == [(_written("2024-05-02"), _written("2024-05-03"))]


@pytest.mark.parametrize("marks", ["“”", '""', "«»", "‘’", "''"])
def test_the_style_of_quotation_marks_changes_no_time(marks: str) -> None:
    text = f"{marks[0]}[We lost two men last week],{marks[1]} he {{said}} on 3 May."
    assert _claims(text) == [(_written("2025-04-21..2025-04-27"), _written("2025-05-03"))]


@settings(deadline=None, max_examples=20, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(["He left on Monday.", "In 2019 it sank.", "“Since May,” she said."]))
def test_what_follows_changes_no_time_before_it(more: str) -> None:
    text = "[The ship left on Tuesday].\n\n[The same day it sank]."
    assert _claims(f"{text}\n\n{more}", "narrate") == _claims(text, "narrate")


def test_each_time_has_a_known_reason() -> None:
    known = tomllib.loads(
        files("tidewaiter.press.extract").joinpath("data/reasons.toml").read_text("utf-8")
    )
    for text in (
        "[It left on Monday].",
        "[It left].",
        "[It left last year].",
        "[It left in 2019].",
    ):
        reasons = Reasons()
        for sentence in sentences(text[1:-2] + "."):
            timeline = Timeline(TODAY)
            timeline.see(sentence)
            here = _marked(text, "narrate", sentence)
            timeline.of(here[0], here, sentence, reasons)
        assert reasons.codes["event_time"] in known["event_time"]
