"""One hull from many sources: laws of joining first, then what contradicts, then decisions."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.builders import claim, sighting

from tidewaiter.link.vessels import Report, Text, Typed, hulls
from tidewaiter.link.vessels.statements import identifies
from tidewaiter.model.claims import Claim
from tidewaiter.model.decisions import Decision
from tidewaiter.model.evidence import Locator
from tidewaiter.model.listings import Identifier, ListedName, Listing, Ownership, Property
from tidewaiter.model.vessels import Hull
from tidewaiter.names.numbers import imo_valid

START = datetime(2024, 3, 1, tzinfo=UTC)
#: Numbers with the right check digit.
ANGARA, MARIA, LADY = "9179842", "8517839", "9161003"


def report(
    mmsi: int = 273123450,
    imo: str | None = ANGARA,
    name: str | None = "ANGARA",
    callsign: str | None = "UABC",
    *,
    hour: float = 0,
    hours: float = 10,
    times: int = 20,
) -> Report:
    first = START + timedelta(hours=hour)
    rows = Locator("f" * 64, "rows", int(hour) + 2, int(hour) + 2)
    return Report(mmsi, imo, name, callsign, first, first + timedelta(hours=hours), times, rows)


def listing(
    entry: str = "1",
    name: str = "ANGARA",
    *,
    imo: str | None = None,
    mmsi: str | None = None,
    flag: str | None = None,
    schema: str = "Vessel",
    others: Sequence[str] = (),
) -> Listing:
    numbers = [Identifier("imoNumber", imo, imo_valid(imo))] if imo else []
    numbers += [Identifier("mmsi", mmsi)] if mmsi else []
    return Listing(
        listing_id=f"listing {entry}", list_id="own", entry=entry, schema=schema,  # type: ignore[arg-type]
        names=(ListedName(name, "name"), *(ListedName(n, "previousName") for n in others)),
        identifiers=tuple(numbers), countries=(), flag=flag, sanctions=(),
        ownership=(Ownership("Sea Trade Co", "owner"),), properties=(Property("type", "cargo"),),
        remarks=None, locator=Locator("e" * 64, "rows", 3, 3),
    )  # fmt: skip


def found(
    reports: Sequence[Report] = (),
    listings: Sequence[Listing] = (),
    claims: Sequence[Claim] = (),
    texts: Sequence[str] = (),
    decisions: Sequence[Decision] = (),
) -> tuple[Hull, ...]:
    written = [Text(f"{n:064d}", text, date(2024, 6, 1)) for n, text in enumerate(texts)]
    day = {"e" * 64: date(2024, 1, 1)}
    return hulls(reports, listings, claims, (), written, editions=day, decisions=decisions)


def decision(verdict: str, *about: str) -> Decision:
    return Decision(
        "hull", verdict, tuple(sorted(about)), " and ".join(about), "A. Analyst", "Seen so", START
    )


reports = st.builds(
    report,
    mmsi=st.sampled_from([273123450, 273123451, 445000001, 273999999]),
    imo=st.sampled_from([None, ANGARA, MARIA, "9179843", "1234567"]),
    name=st.sampled_from([None, "ANGARA", "MARIA", "TERN"]),
    callsign=st.sampled_from([None, "UABC", "UXYZ"]),
    hour=st.integers(0, 40).map(float),
    hours=st.integers(0, 20).map(float),
    times=st.integers(1, 9),
)
entries = st.lists(
    st.builds(
        listing,
        entry=st.sampled_from("abcdef"),
        name=st.sampled_from(["ANGARA", "MARIA", "TERN"]),
        imo=st.sampled_from([None, ANGARA, MARIA, LADY]),
        mmsi=st.sampled_from([None, "273123450", "445000001"]),
        flag=st.sampled_from([None, "Russia", "North Korea"]),
        schema=st.sampled_from(["Vessel", "Organization"]),
    ),
    max_size=4,
    unique_by=lambda x: x.entry,
)
says = st.lists(
    st.sampled_from(["Angara", "Maria", "Tern"]).map(
        lambda name: claim(f"c {name}", roles=[("carrier", name)], text=f"The {name} sailed")
    ),
    max_size=3,
    unique_by=lambda c: c.claim_id,
)
words = st.lists(
    st.sampled_from(["The Angara (IMO 9179842) sailed.", "The ship Tern lay there.", "Maria, IMO 8517839"]),
    max_size=3,
)  # fmt: skip
decided = st.lists(
    st.tuples(
        st.sampled_from(["joined", "split"]),
        st.sampled_from(["imo:9179842", "mmsi:273123450", "name:Tern"]),
        st.sampled_from(["imo:8517839", "mmsi:445000001", "name:Maria"]),
    ).map(lambda d: decision(*d)),
    max_size=2,
)


@settings(deadline=None, max_examples=200)
@given(st.lists(reports, max_size=8), entries, says, words, decided, st.randoms())
def test_the_order_of_input_does_not_matter(
    rows: list[Report],
    listed: list[Listing],
    claims: list[Claim],
    texts: list[str],
    made: list[Decision],
    random: Random,
) -> None:
    texts = list(dict.fromkeys(texts))
    written = [Text(f"{len(t):064d}", t, None) for t in texts]
    first = hulls(rows, listed, claims, (), written, decisions=made)
    inputs: tuple[list[Any], ...] = (rows, listed, claims, written, made)
    for items in inputs:
        random.shuffle(items)
    again = hulls(rows, listed, claims, (), written, decisions=made)
    assert [replace(h, mentions=()) for h in again] == [replace(h, mentions=()) for h in first]
    assert [set(h.mentions) for h in again] == [set(h.mentions) for h in first]


@settings(deadline=None, max_examples=200)
@given(st.lists(reports, max_size=8), entries, says, words, decided)
def test_two_imo_numbers_are_never_one_hull_and_nothing_is_lost(
    rows: list[Report],
    listed: list[Listing],
    claims: list[Claim],
    texts: list[str],
    made: list[Decision],
) -> None:
    made_of = found(rows, listed, claims, texts, made)
    assert len({h.hull_id for h in made_of}) == len(made_of)
    for hull in made_of:
        sure = {
            h.value for h in hull.held
            if h.field == "imo" and identifies(h.value) and (h.by != "broadcast" or not h.note)
        }  # fmt: skip
        assert len(sure) <= 1
        assert hull.imo is None or sure == {hull.imo}
    said = {(r.mmsi, r.name) for r in rows if r.name}
    held = {
        (int(h.ref.removeprefix("mmsi:")), h.value)
        for hull in made_of for h in hull.held if h.by == "broadcast" and h.field == "name"
    }  # fmt: skip
    assert said == held
    assert {c.claim_id for c in claims} <= {m for hull in made_of for m in hull.mentions}


@settings(deadline=None, max_examples=100)
@given(st.lists(reports, max_size=8), entries, says, words)
def test_every_join_has_its_reason(
    rows: list[Report], listed: list[Listing], claims: list[Claim], texts: list[str]
) -> None:
    for hull in found(rows, listed, claims, texts):
        linked = {key for j in hull.joins for key in (j.one, j.other)}
        assert len(hull.joins) == max(0, len(linked) - 1)
        assert all(j.sentence for j in hull.joins)


def test_number_mmsi_and_name_make_one_hull_with_its_dates() -> None:
    [hull] = found(
        [report()],
        [listing(imo=ANGARA, flag="Russia")],
        [claim("c1", roles=[("carrier", "Angara")], text="The Angara sailed")],
        ["The Angara (IMO 9179842) called at Rajin."],
    )
    assert (hull.name, hull.imo, hull.mmsi, hull.flag) == ("Angara", ANGARA, 273123450, "RU")
    assert hull.mentions == ("c1",)
    assert {j.basis for j in hull.joins} == {"IMO number", "name"}
    sent = next(h for h in hull.held if h.field == "name" and h.by == "broadcast")
    assert (sent.first, sent.last, sent.times) == (START, START + timedelta(hours=10), 20)
    assert sent.rows == Locator("f" * 64, "rows", 2, 2)
    written = next(h for h in hull.held if h.field == "imo" and h.by == "document")
    assert written.rows == Locator("0" * 64, "chars", 16, 23)
    assert hull.listed[0].owners == ("Sea Trade Co",)
    assert hull.conflicts == ()


def test_a_hull_keeps_its_id_when_more_is_learned() -> None:
    [alone] = found([report()])
    [more] = found([report(), report(hour=20, name="NEW NAME")], [listing(imo=ANGARA)])
    assert alone.hull_id == more.hull_id


@pytest.mark.parametrize(
    ("reports", "listings", "kind", "words"),
    [
        ([report(), report(273123451, hour=5)], [], "MMSIs a digit apart", "differ in one digit"),
        ([report(), report(273987654, hour=5)], [], "two MMSIs", "273987654"),
        ([report(), report(273987654, hour=5, name="KITE")], [], "two names", "'KITE'"),
        ([report(imo="9179843")], [], "no IMO number", "check digit is wrong"),
        ([report(imo="1234567")], [], "no IMO number", "a placeholder"),
        ([report()], [listing(imo=ANGARA, flag="Togo")], "flag and MMSI", "Flag TG by own 1"),
        ([report()], [listing(name="KITE", imo=ANGARA)], "another name", "as KITE"),
    ],
)  # fmt: skip
def test_what_contradicts_is_shown(
    reports: list[Report], listings: list[Listing], kind: str, words: str
) -> None:
    [hull] = found(reports, listings)
    assert words in next(c.sentence for c in hull.conflicts if c.kind == kind)


def test_what_only_looks_like_a_contradiction_is_none() -> None:
    [hull] = found(
        [
            report(name="VOS STAR", times=50),
            report(name="VOSSTAR", hour=3, hours=1),
            report(987312345, hour=2, name="VOS STAR TENDER"),
        ],
        [listing(name="ANGARA", others=["VOS STAR"], imo=ANGARA)],
    )
    assert hull.conflicts == ()


def test_one_bit_error_of_a_number_makes_no_second_hull() -> None:
    [hull] = found([report(times=50), report(imo=MARIA, hour=2, hours=0, times=1)])
    assert hull.imo == ANGARA
    assert next(h.note for h in hull.held if h.value == MARIA).startswith("heard once")


def test_two_numbers_under_one_mmsi_are_two_hulls_that_say_so() -> None:
    pair = found([report(), report(imo=MARIA, name="MARIA", hour=20)])
    assert [h.imo for h in pair] == [ANGARA, MARIA]
    for hull in pair:
        [conflict] = hull.conflicts
        assert conflict.kind == "two IMO numbers"
        assert "one after the other" in conflict.sentence


def test_a_list_that_gives_an_mmsi_of_two_ships_joins_neither() -> None:
    pair = found([report(), report(imo=MARIA, hour=20)], [listing(name="KITE", mmsi="273123450")])
    assert [h.listed for h in pair] == [(), ()]


def test_a_name_alone_joins_only_where_one_ship_bears_it() -> None:
    says = [claim("c1", roles=[("carrier", "Tern")], text="The Tern sailed")]
    [one] = found([report(imo=None, name="TERN")], claims=says)
    assert one.mmsi == 273123450
    three = found([report(imo=None, name="TERN"), report(445000001, None, "TERN")], claims=says)
    assert len(three) == 3
    assert all("2 ships here bear the name TERN" in h.apart[0] for h in three)


def test_a_list_entry_needs_more_than_a_name() -> None:
    [hull] = found([report(imo=None)], [listing()])
    assert hull.listed == ()
    assert not hull.of_case
    [flagged] = found([report(imo=None)], [listing(flag="Russia")])
    assert flagged.joins[0].basis == "name and flag"
    [other] = found([report(imo=None)], [listing(flag="Togo")])
    assert other.listed == ()
    [numbered] = found([report()], [listing(imo=MARIA, flag="Russia")])
    assert numbered.listed == ()


def test_a_number_that_many_send_identifies_none() -> None:
    many = found([report(273000000 + n, name=f"SHIP {n}") for n in range(6)])
    assert len(many) == 6
    assert all("6 transmitters send IMO number" in h.apart[0] for h in many)


def test_a_ship_is_not_mentioned_by_every_text_with_its_name() -> None:
    texts = ["Moscow denied it. The minister spoke of victory.", "The ship Maria lay there."]
    says = [claim("c1", text="Moscow denied it")]
    boats = [
        report(273000001, None, "MOSCOW"), report(273000002, None, "VICTORY"),
        report(273000003, None, "MARIA"),
    ]  # fmt: skip
    assert {h.name: h.of_case for h in found(boats, claims=says, texts=texts)} == {
        "MOSCOW": False, "VICTORY": False, "Maria": True,
    }  # fmt: skip


def test_a_sighting_by_number_is_of_that_hull() -> None:
    seen = replace(sighting("Rajin", START), vessel=f"IMO {ANGARA}")
    [hull] = hulls([report()], (), (), [seen], ())
    assert hull.mentions == (seen.sighting_id,)


def test_what_the_analyst_types_is_held_and_contradicts_aloud() -> None:
    typed = [Typed("Angara", ANGARA, None, "tg", "a register of that year")]
    [hull] = hulls([report()], (), (), (), (), typed=typed)
    assert (hull.name, hull.flag, hull.of_case) == ("Angara", "RU", True)
    [conflict] = hull.conflicts
    assert "Flag TG by a register of that year" in conflict.sentence
    [unheard] = hulls((), (), (), (), (), typed=typed)
    assert unheard.flag == "TG"


def test_people_join_and_split() -> None:
    boats = [report(imo=None, name="TERN"), report(445000001, MARIA, "MARIA")]
    [joined] = found(boats, decisions=[decision("joined", "name:tern", f"imo:{MARIA}")])
    assert joined.joins[0].basis == "decision"
    assert "A. Analyst joined" in joined.joins[0].sentence
    assert joined.of_case
    ship = [report()], [listing(imo=ANGARA)]
    [one] = found(*ship)
    assert one.listed
    [not_its_own] = found(*ship, decisions=[decision("split", "mmsi:273123450", f"imo:{ANGARA}")])
    assert not_its_own.imo is None
    assert not_its_own.listed == ()
    assert any("not its own" in h.note for h in not_its_own.held)
    lifted = replace(decision("split", "mmsi:273123450", f"imo:{ANGARA}"), verdict="withdrawn")
    assert found(*ship, decisions=[lifted]) == found(*ship)


def test_nobody_can_join_two_imo_numbers() -> None:
    pair = [report(), report(445000001, MARIA, "MARIA")]
    kept = found(pair, decisions=[decision("joined", f"imo:{ANGARA}", f"imo:{MARIA}")])
    assert len(kept) == 2
    assert all("IMO numbers differ" in h.apart[0] for h in kept)


def test_five_thousand_ships_and_twenty_thousand_entries_take_seconds() -> None:
    ships = [report(201000000 + n, None, f"SHIP {n % 3000}", f"C{n}A") for n in range(5_000)]
    entries = [
        listing(str(n), f"SHIP {n % 5000}", mmsi=str(201000000 + n % 6000), flag="Russia")
        for n in range(20_000)
    ]
    before = time.process_time()
    assert len(found(ships, entries)) == 5_000
    assert time.process_time() - before < 20
