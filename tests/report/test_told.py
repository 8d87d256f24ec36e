from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tidewaiter.report.told import Part, Telling

TELLING = Telling({"F16": "E19", "F16b": "E20", "0a1b2c3d": "E7"})


def test_a_name_where_sentences_set_one_becomes_its_number() -> None:
    told = TELLING.parts("South Korea (F16b/F16): the days of 0a1b2c3d.")
    assert [p.label for p in told if p.label] == ["E20", "E19", "E7"]
    assert told[1] == Part("F16b", "E20")


def test_an_aircraft_of_the_same_name_stays_one() -> None:
    assert TELLING.parts("Six F16 fighters were seen.") == (Part("Six F16 fighters were seen."),)


def test_a_claim_that_the_sentence_rests_on_is_found_anywhere() -> None:
    told = TELLING.parts("F16, then F16b", ["E19"])
    assert told == (Part("F16", "E19"), Part(", then F16b"))


def test_only_what_is_not_named_is_left_for_the_end() -> None:
    assert TELLING.rest("said (F16)", ["E19", "E20", "E19"]) == ("E20",)


@given(
    st.text(alphabet="F16b (/of,.\u202e", max_size=40), st.lists(st.sampled_from(["E19", "E20"]))
)
def test_no_letter_is_lost_or_added(sentence: str, known: list[str]) -> None:
    assert "".join(p.words for p in TELLING.parts(sentence, known)) == sentence
