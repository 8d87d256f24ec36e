"""Recorded exceptions: silent for what was judged, loud for everything else."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.lists.builders import listing

from tidewaiter.link.decide import asked_of, silence
from tidewaiter.link.query import Query
from tidewaiter.model.changes import said
from tidewaiter.model.judgements import Asked, Judgement
from tidewaiter.model.listings import Listing, Match, Reason

SHIP: dict[str, Any] = {"name": "Kum San 1", "imo": "9179842", "mmsi": 445123000, "flag": "KP"}
ENTRY = listing("1", "KUM SAN 1", flag="Panama")


def match(entry: Listing = ENTRY, *, alert: bool = True) -> Match:
    return Match("Kum San 1", entry, 0.98, alert, "Kum San 1", "KUM SAN 1", (Reason(0.98, "Same.", "", ""),))  # fmt: skip


def judged(asked: Asked, entry: Listing = ENTRY, **other: Any) -> Judgement:
    when = datetime(2026, 3, 1, tzinfo=UTC)
    made = Judgement(
        asked, asked.digest, entry.list_id, entry.entry, entry.key, entry.listing_id,
        entry.names[0].text, said(entry), "not the same", "A. Analyst", "Other builder.", when,
    )  # fmt: skip
    return replace(made, **other)


def test_what_was_judged_is_silent_and_says_by_whom_when_and_why() -> None:
    asked = Asked.of(**SHIP)
    (found,) = silence(asked, [match()], [judged(asked)])
    assert not found.alert
    assert found.score == match().score
    assert found.reasons[:-1] == match().reasons
    assert (
        found.reasons[-1].sentence
        == "Judged not the same by A. Analyst on 2026-03-01: Other builder."
    )


@pytest.mark.parametrize(
    ("what", "value", "words"),
    [
        ("name", "Kum San 2", "the query's name: Kum San 1 → Kum San 2"),
        ("imo", "8517839", "the query's IMO number: 9179842 → 8517839"),
        ("imo", None, "the query's IMO number: 9179842 → nothing"),
        ("mmsi", 1, "the query's MMSI: 445123000 → 1"),
        ("flag", "TG", "the query's flag: KP → TG"),
    ],
)
def test_a_fact_of_the_query_that_changes_makes_it_loud(what: str, value: Any, words: str) -> None:
    then = judged(Asked.of(**SHIP))
    (found,) = silence(Asked.of(**{**SHIP, what: value}), [match()], [then])
    assert found.alert
    assert "Judged not the same by A. Analyst on 2026-03-01" in found.reasons[-1].sentence
    assert words in found.reasons[-1].sentence
    assert found.reasons[-1].sentence.count("→") == 1


def test_an_entry_that_changes_makes_it_loud() -> None:
    asked = Asked.of(**SHIP)
    (found,) = silence(asked, [match(listing("1", "KUM SAN 1", flag="Togo"))], [judged(asked)])
    assert found.alert
    assert "the entry's flag: Panama → Togo" in found.reasons[-1].sentence


@given(st.sampled_from("12345"), st.sampled_from("12345"), st.sampled_from(["un-sc", "own"]))
@settings(deadline=None)
def test_an_exception_never_silences_another_entry(one: str, two: str, list_id: str) -> None:
    asked = Asked.of(**SHIP)
    about = listing(one, "KUM SAN 1", list_id=list_id)
    other = listing(two, "KUM SAN 1")
    (found,) = silence(asked, [match(other)], [judged(asked, about)])
    same = (one, list_id) == (two, "un-sc")
    assert found.alert is not same
    if not same:
        assert found == match(other)


def test_a_reference_given_to_another_party_is_another_entry() -> None:
    asked = Asked.of(**SHIP)
    before, after = (listing("1", "KUM SAN 1", record=number) for number in ("7", "8"))
    assert silence(asked, [match(after)], [judged(asked, before)]) == (match(after),)


def test_an_exception_never_silences_another_query() -> None:
    other = Asked.of("Tern", "8517839")
    assert silence(other, [match()], [judged(Asked.of(**SHIP))]) == (match(),)


def test_what_was_withdrawn_or_never_alerted_stays_as_it_is() -> None:
    asked = Asked.of(**SHIP)
    gone = judged(asked, verdict="withdrawn")
    assert silence(asked, [match()], [gone]) == (match(),)
    quiet = match(alert=False)
    assert silence(asked, [quiet], [judged(asked)]) == (quiet,)


def test_the_last_of_several_judgements_speaks_unless_an_older_one_still_holds() -> None:
    asked, then = Asked.of(**SHIP), Asked.of(**{**SHIP, "flag": "TG"})
    late = judged(then, by="B. Later", judged_utc=datetime(2026, 4, 1, tzinfo=UTC))
    for order in ([late, judged(asked)], [judged(asked), late]):
        assert not silence(asked, [match()], order)[0].alert
    moved = Asked.of(**{**SHIP, "flag": "KM"})
    (found,) = silence(moved, [match()], [judged(asked), late])
    assert "B. Later" in found.reasons[-1].sentence


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        (Asked.of("Kum  San 1"), Asked.of("KUM SAN 1"), True),
        (Asked.of("A", flag="B"), Asked.of("A", flag="b"), True),
        (Asked.of("A", "9179842"), Asked.of("A", None, "9179842"), False),
        (Asked.of("A"), Asked.of("A", others={"born": "1960"}), False),
    ],
)
def test_the_digest_is_of_facts_not_of_ways_to_write_them(
    one: Asked, two: Asked, same: bool
) -> None:
    assert (one.digest == two.digest) is same


@pytest.mark.parametrize(
    ("query", "asked"),
    [
        ("IMO 9179842", Asked.of(imo="9179842")),
        ("9179842", Asked.of(imo="9179842")),
        ("mmsi: 445123000", Asked.of(mmsi=445123000)),
        ("Kum San 1", Asked.of("Kum San 1")),
    ],
)
def test_a_query_is_read_as_the_screening_reads_it(query: str, asked: Asked) -> None:
    assert asked_of(Query.parse(query)) == asked
