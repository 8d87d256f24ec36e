from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from tests.report.pages import filled

from tidewaiter.model.dossier import Called
from tidewaiter.report.places import places
from tidewaiter.report.told import Part, Telling, telling, unnamed

TELLING = Telling({"F16": "E19", "F16b": "E20", "0a1b2c3d": "E7"})


def test_a_name_where_sentences_set_one_becomes_its_number() -> None:
    told = TELLING.parts("South Korea (F16b/F16): the days of 0a1b2c3d.")
    assert [p.label for p in told if p.label] == ["E20", "E19", "E7"]
    assert told[1] == Part("F16b", "E20")


def test_a_name_beside_a_name_is_one_too() -> None:
    assert [p.label for p in TELLING.parts("(F16, F16b)") if p.label] == ["E19", "E20"]


def test_a_name_of_two_claims_stays_as_it_is() -> None:
    dossier = replace(
        filled("plain"),
        called=tuple(
            Called(*c) for c in (("F1", "c0"), ("F2", "c0"), ("F2", "c1"), ("2024", "c2"))
        ),
    )
    named = telling(dossier, places(dossier).label).label
    assert ("F1" in named, "F2" in named, "2024" in named) == (True, False, False)


def test_an_aircraft_of_the_same_name_stays_one() -> None:
    assert TELLING.parts("Six F16 fighters were seen.") == (Part("Six F16 fighters were seen."),)


def test_a_claim_that_the_sentence_rests_on_is_found_anywhere() -> None:
    told = TELLING.parts("F16, then F16b", ["E19"])
    assert told == (Part("F16", "E19"), Part(", then F16b"))


def test_only_what_is_not_named_is_left_for_the_end() -> None:
    parts = TELLING.parts("said (F16)", ["E19", "E20", "E19"])
    assert unnamed(parts, ["E19", "E20", "E19"]) == ("E20",)


@given(
    st.text(alphabet="F16b (/of,.\u202e", max_size=40), st.lists(st.sampled_from(["E19", "E20"]))
)
def test_no_letter_is_lost_or_added(sentence: str, known: list[str]) -> None:
    assert "".join(p.words for p in TELLING.parts(sentence, known)) == sentence
