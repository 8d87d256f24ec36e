from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.builders import claim, sighting

from tidewaiter.assess.evidence import Record, of_claim, of_sighting
from tidewaiter.assess.packs import Pack, bundled, load, read
from tidewaiter.assess.weigh import independent, weigh
from tidewaiter.model.findings import Finding

PACK = read(
    "test",
    """
title = "A test"
[[provision]]
id = "p1"
instrument = "R"
paragraph = "1"
verb = "decides"
addressee = "all"
gist = "no crates"
checked = false
source = "none"
[[finding]]
id = "f1"
title = "Crates were moved"
provisions = ["p1"]
[[finding.element]]
id = "moved"
question = "Were crates moved?"
[[finding.element.evidence]]
kind = "claim"
event = ["transfer"]
[[finding.element.evidence]]
kind = "claim"
relation = "disputes"
acts = ["deny"]
[[finding.element.evidence]]
kind = "sighting"
seen = true
""",
)
RANK = ("cannot be judged yet", "roughly even chance", "likely", "very likely")
STATUS = ("not established", "indicated", "established")


def _weigh(records: Sequence[Record], pack: Pack = PACK) -> Finding:
    return weigh(pack, pack.findings[0], records)


def _say(name: str, story: str, **more: str) -> Record:
    return of_claim(claim(f"{name}-{story}", speaker=name, **more), story)  # type: ignore[arg-type]


records = st.lists(
    st.builds(
        lambda who, story, act, event: of_claim(
            claim(f"{who}{story}{act}{event}", speaker=who, act=act, event=event), story
        ),
        st.sampled_from("ABCD"),
        st.sampled_from("stuv"),
        st.sampled_from(["say", "accuse", "deny"]),
        st.sampled_from(["transfer", "visit"]),
    ),
    max_size=8,
    unique_by=lambda r: r.ref,
)


def test_two_independent_firm_lines_establish() -> None:
    found = _weigh([_say("A", "s1"), _say("B", "s2")]).elements[0]
    assert (found.status, found.independent_lines) == ("established", 2)


def test_one_story_in_two_papers_is_one_line() -> None:
    found = _weigh([_say("A", "s1"), _say("B", "s1")]).elements[0]
    assert (found.status, found.independent_lines) == ("indicated", 1)


def test_who_speaks_twice_is_one_line() -> None:
    assert _weigh([_say("A", "s1"), _say("A", "s2")]).elements[0].independent_lines == 1


def test_an_allegation_alone_establishes_nothing() -> None:
    lines = [_say("A", "s1", act="accuse"), _say("B", "s2", certainty="possible")]
    assert _weigh(lines).elements[0].status == "indicated"


def test_a_dispute_keeps_an_element_from_being_established() -> None:
    lines = [_say("A", "s1"), _say("B", "s2"), _say("C", "s3", act="deny", event="statement")]
    assert _weigh(lines).elements[0].status == "indicated"
    assert _weigh(lines).replies == ("C denies: ships carried crates",)


def test_a_negative_look_supports_nothing() -> None:
    look = of_sighting(sighting("Rajin", datetime(2024, 1, 1, tzinfo=UTC), seen=False))
    assert _weigh([look]).elements[0].status == "not established"


@settings(deadline=None)
@given(records, st.randoms())
def test_the_order_of_evidence_does_not_matter(lines: list[Record], random: object) -> None:
    shuffled = list(lines)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert _weigh(shuffled) == _weigh(lines)


@settings(deadline=None)
@given(records)
def test_repeating_a_known_origin_changes_no_count_and_raises_nothing(lines: list[Record]) -> None:
    before = _weigh(lines)
    for i, line in enumerate(lines):
        if line.record.act == "deny":  # type: ignore[union-attr]
            continue
        repeat = Record(
            f"repeat {i}", "claim", line.sentence, line.origins, line.firm, line.day, line.record
        )
        after = _weigh([*lines, repeat])
        assert after.elements[0].independent_lines == before.elements[0].independent_lines
        assert after.elements[0].status == before.elements[0].status
        assert after.likelihood == before.likelihood


@settings(deadline=None)
@given(records)
def test_an_independent_supporting_line_never_lowers(lines: list[Record]) -> None:
    before, after = _weigh(lines), _weigh([*lines, _say("Z", "z")])
    assert STATUS.index(after.elements[0].status) >= STATUS.index(before.elements[0].status)
    assert RANK.index(after.likelihood) >= RANK.index(before.likelihood)


@settings(deadline=None)
@given(records)
def test_a_disputing_line_never_raises(lines: list[Record]) -> None:
    dispute = _say("Z", "z", act="deny", event="statement")
    before, after = _weigh(lines), _weigh([*lines, dispute])
    assert STATUS.index(after.elements[0].status) <= STATUS.index(before.elements[0].status)
    assert RANK.index(after.likelihood) <= RANK.index(before.likelihood)


def test_lines_joined_through_a_third_are_one() -> None:
    day = date(2024, 1, 1)
    lines = [
        Record(ref, "claim", "", origins, True, day, claim(ref))
        for ref, origins in (("a", ("s1",)), ("b", ("s2",)), ("c", ("s1", "s2")))
    ]
    assert independent(lines) == 1
    assert independent(lines[:2]) == 2


def test_every_bundled_pack_reads() -> None:
    assert all(load(pack_id).findings for pack_id in bundled())
