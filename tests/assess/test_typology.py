"""What indicates a deceptive practice, what does not, and what cannot be told."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.builders import claim

from tidewaiter.assess.typology import Settings, Ship, Watched, indicators
from tidewaiter.assess.typology.indicate import RULES
from tidewaiter.model.evidence import Locator
from tidewaiter.model.listings import Edition, ListedName, Listing, Match, Reason
from tidewaiter.model.typology import PRACTICES, Indicator, Practice, Sign
from tidewaiter.model.vessels import Conflict, Held, Hull, OnList

START = datetime(2024, 3, 1, tzinfo=UTC)
RAJIN = Watched("KPNJN", "Rajin", 42.233, 130.3, 3.0)
HULL = Hull("ANGARA", "9179842", 273123450, "RU", (), "heard", "h1")


def event(kind: str, *, hours: float = 15, day: float = 0, **more: Any) -> Mapping[str, Any]:
    details = more.pop("details", {})
    start = START + timedelta(days=day)
    return {
        "event_id": f"{kind} {day} {hours} {json.dumps(details, sort_keys=True)}", "kind": kind, "mmsi": 273123450,
        "imo": "9179842", "name": "ANGARA", "start": start, "end": start + timedelta(hours=hours),
        "start_lat": 42.0, "start_lon": 130.5, "duration_h": hours, "other_mmsi": None,
        "details": json.dumps(details), **more,
    }  # fmt: skip


def gap(heard: str, answer: str | None = "possible", **more: Any) -> Mapping[str, Any]:
    reach = {} if answer is None else {"KPNJN": {"answer": answer}}
    details = {"heard_by_others": heard, "reach": reach, **more.pop("details", {})}
    return event("gap", details=details, **more)


def _refs(signs: tuple[Sign, ...]) -> tuple[str, ...]:
    return tuple(s.ref for s in signs)


def of(
    practice: Practice, *events: Mapping[str, Any], hull: Hull = HULL, **more: Any
) -> Indicator:
    given = {"heard": True, "watched": (RAJIN,), **more}
    ship = Ship(hull, tuple(events), {e["event_id"]: "Said." for e in events}, **given)
    return next(i for i in indicators([ship]) if i.practice == practice)


def match(listed: str, *, behind: bool = True) -> Match:
    entry = Listing(
        "l1", "own", "7", "Company", (ListedName(listed, "name"),), (), (), None, (), (), (), None,
        Locator("e" * 64, "rows", 2, 2),
    )  # fmt: skip
    why = "The listing of ANGARA names it as owner or operator." if behind else "Names agree."
    reason = Reason(0.0, why, "1", listed)
    return Match(
        listed, entry, 1.0, True, listed, listed, (reason,), Edition("own", "", None, "", "")
    )


signs = st.lists(
    st.one_of(
        st.builds(
            gap,
            st.sampled_from(["heard", "not heard", "unknown"]),
            st.sampled_from(["possible", "impossible", "not decidable", None]),
            hours=st.sampled_from([5.0, 20.0, 3000.0]),
            day=st.integers(0, 30).map(float),
        ),
        st.builds(
            lambda why, day: event("spoofing", day=float(day), details={"why": why, "positions": 9}),
            st.sampled_from(["circle", "frozen position", "impossible jump", "position inland"]),
            st.integers(0, 30),
        ),
        st.builds(
            lambda sides, day: event("encounter", day=float(day), other_mmsi=273000001, details={"sides": sides}),
            st.sampled_from(["both heard", "one dark", "both dark"]),
            st.integers(0, 30),
        ),
    ),
    max_size=6,
)  # fmt: skip


@settings(deadline=None, max_examples=60)
@given(signs, signs, st.randoms())
def test_more_events_take_no_weight_away_and_order_does_not_matter(
    few: list[Mapping[str, Any]], more: list[Mapping[str, Any]], random: Random
) -> None:
    both = list({e["event_id"]: e for e in [*few, *more]}.values())
    shuffled = random.sample(both, len(both))
    for practice in PRACTICES:
        one, all_of_them = of(practice, *few), of(practice, *both)
        if practice != "identity altered":  # a silence may lie nearer to a change of name
            assert all_of_them.weight >= one.weight
            assert set(_refs(one.supports)) <= set(_refs(all_of_them.supports))
        assert of(practice, *shuffled) == all_of_them
        assert all_of_them.weight == max((s.weight for s in all_of_them.supports), default=0)


@pytest.mark.parametrize("practice", PRACTICES)
def test_what_nobody_looked_at_is_not_checked_and_never_absent(practice: Practice) -> None:
    one = of(practice, heard=False)
    assert one.status == "not checked"
    assert one.not_checked


def test_every_practice_has_its_rule_sentence_and_lawful_explanation() -> None:
    assert tuple(rule.practice for rule in RULES) == PRACTICES
    for rule in RULES:
        assert rule.innocent
        assert rule.look.__doc__
        assert "?" in rule.look.__doc__


def test_a_silence_counts_where_others_were_heard_most_where_a_watched_port_was_in_reach() -> None:
    weights = [
        of("AIS off or manipulated", gap("heard", answer)).weight
        for answer in ("possible", "not decidable", None, "impossible")
    ]
    assert weights == sorted(weights, reverse=True)
    assert of("AIS off or manipulated", gap("heard")).status == "indicated"


def test_a_silence_that_receivers_explain_speaks_against() -> None:
    one = of("AIS off or manipulated", gap("not heard"))
    assert (one.status, one.supports, len(one.disputes)) == ("nothing found", (), 1)


def test_where_reception_is_unknown_nothing_is_indicated_and_it_says_so() -> None:
    one = of("AIS off or manipulated", gap("unknown"))
    assert one.status == "weak signs only"
    assert "too few were near to judge" in one.not_checked[0]


def test_a_silence_of_years_is_the_recordings() -> None:
    one = of("AIS off or manipulated", gap("heard", hours=24 * 400))
    assert one.supports == ()
    assert "more than 60 days" in one.not_checked[0]


def test_a_dark_russian_ship_is_an_indicator_and_no_breach() -> None:
    one = of("AIS off or manipulated", gap("heard"))
    assert one.status == "indicated"
    said = " ".join(
        [one.sentence, one.innocent, *one.not_checked, *(s.sentence for s in one.supports)]
    )
    assert not {"breach", "violat", "illegal", "2397"} & set(said.casefold().split())


def test_a_set_that_was_never_programmed_is_no_stolen_identity() -> None:
    shared = event("shared_identity", mmsi=1193046, details={"shared": "MMSI", "positions": 50})
    assert of("AIS off or manipulated", shared).status == "weak signs only"


@pytest.mark.parametrize(
    ("details", "status"),
    [
        ({"changed": "imo", "from": "9179842", "to": "8517839", "from_check_digit": True, "to_check_digit": True}, "indicated"),
        ({"changed": "imo", "from": "1092296", "to": "9219575", "from_check_digit": False, "to_check_digit": True}, "weak signs only"),
        ({"changed": "name", "from": "ANGARA", "to": "KITE"}, "weak signs only"),
        ({"changed": "name", "from": "ANGARA", "to": "MV ANGARA"}, "nothing found"),
        ({"changed": "callsign", "from": "UABC", "to": "UXYZ"}, "weak signs only"),
    ],
)  # fmt: skip
def test_a_new_number_weighs_most_a_new_spelling_nothing(
    details: dict[str, Any], status: str
) -> None:
    assert (
        of("identity altered", event("identity_change", hours=1, details=details)).status == status
    )


def test_a_new_name_near_a_silence_indicates() -> None:
    renamed = event(
        "identity_change", hours=1, details={"changed": "name", "from": "A1", "to": "KITE"}
    )
    assert of("identity altered", renamed, gap("heard", day=3)).status == "indicated"
    assert of("identity altered", renamed, gap("heard", day=30)).status == "weak signs only"


def test_conflicts_of_the_hull_are_signs() -> None:
    two = Conflict("two IMO numbers", ("9179842", "8517839"), ("mmsi:273123450",), "Two numbers.")
    one = of("identity altered", hull=replace(HULL, conflicts=(two,)))
    assert (one.status, one.supports[0].sentence) == ("indicated", "Two numbers.")


def test_papers_rest_on_claims_alone_and_denials_speak_against() -> None:
    says = claim("c1", text="the Angara sailed with forged documents")
    denies = claim("c2", text="the Angara never had forged documents", act="deny")
    one = of("papers falsified", claims=(says, denies))
    assert (one.status, _refs(one.supports), _refs(one.disputes)) == (
        "indicated",
        ("c1",),
        ("c2",),
    )
    assert of("papers falsified", claims=(claim("c3"),)).status == "not checked"
    accused = claim("c4", text="the Angara sailed with forged documents", act="accuse")
    assert of("papers falsified", claims=(accused,)).weight < one.weight


def test_a_meeting_with_a_tug_is_work() -> None:
    met = event("encounter", other_mmsi=273000001, details={"sides": "both heard"})
    assert of("ship-to-ship transfer", met).status == "indicated"
    tug = of("ship-to-ship transfer", met, types={273000001: 52})
    assert (tug.status, len(tug.disputes)) == ("nothing found", 1)


def test_draught_that_changed_in_a_silence_indicates() -> None:
    loaded = gap("heard", None, details={"draught_before": 4.0, "draught_after": 6.5})
    assert of("voyage irregularities", loaded).weight == 0.4
    same = gap("heard", None, details={"draught_before": 4.0, "draught_after": 4.2})
    assert of("voyage irregularities", same).status == "nothing found"
    assert "broadcast none" in " ".join(of("voyage irregularities").not_checked)


def test_drifting_off_a_watched_port_counts_far_away_it_does_not() -> None:
    assert of("voyage irregularities", event("loitering")).status == "indicated"
    assert (
        of("voyage irregularities", event("loitering", start_lat=30.0)).status == "nothing found"
    )


def test_three_flags_in_a_year_are_hopping_two_are_a_sale() -> None:
    def flag(value: str, day: int) -> Held:
        at = START + timedelta(days=day)
        return Held("flag", value, at, at, "broadcast", "mmsi:1")

    hop = replace(HULL, held=(flag("RU", 0), flag("PA", 100), flag("TG", 200)))
    sale = replace(HULL, held=(flag("RU", 0), flag("PA", 100)))
    slow = replace(HULL, held=(flag("RU", 0), flag("PA", 400), flag("TG", 900)))
    practice: Practice = "false flag or flag hopping"
    assert of(practice, hull=hop).status == "indicated"
    assert of(practice, hull=sale).status == "weak signs only"
    assert of(practice, hull=slow).status == "nothing found"
    listed = OnList("own", "1", "l1", "ANGARA", (), "Sails under a false flag")
    assert of(practice, hull=replace(HULL, listed=(listed,))).status == "indicated"


def test_a_listed_party_behind_the_ship_indicates() -> None:
    assert of("complex ownership", matches=(match("SEA TRADE"),)).status == "indicated"
    assert (
        of("complex ownership", matches=(match("SEA TRADE", behind=False),)).status
        == "not checked"
    )
    two = tuple(OnList(x, "1", x, "ANGARA", (f"{x} Co",), "") for x in ("one", "other"))
    assert of("complex ownership", hull=replace(HULL, listed=two)).status == "weak signs only"


def test_of_ships_that_nobody_speaks_of_only_what_is_indicated_is_told() -> None:
    other = replace(HULL, of_case=False)
    quiet, dark = (
        Ship(other, heard=True),
        Ship(other, (gap("heard"),), heard=True, watched=(RAJIN,)),
    )
    assert list(indicators([quiet])) == []
    assert [i.practice for i in indicators([dark])] == [
        "AIS off or manipulated",
        "voyage irregularities",
    ]
    deaf = Settings(indicates_from=0.9)
    assert list(indicators([dark], deaf)) == []
