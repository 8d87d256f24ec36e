from __future__ import annotations

import math
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tidewaiter.geo import ports
from tidewaiter.model.claims import Claim, Place
from tidewaiter.model.records import as_json, from_json
from tidewaiter.press import as_contract
from tidewaiter.press.extract import claims
from tidewaiter.press.extract.places.find import places, way
from tidewaiter.press.extract.places.gazetteer import lookup
from tidewaiter.press.normalise import normalise
from tidewaiter.press.read import read


def ids(text: str) -> list[str | None]:
    return [p.id for p in checked(text)]


def checked(text: str) -> tuple[Place, ...]:
    found = places(text, offset=3)
    for place in found:
        assert text[place.start - 3 : place.end - 3] == place.text != ""
        assert (place.lat is None) == (place.lon is None) == (place.precision_km is None)
        assert place.lat is None or (-90 <= place.lat <= 90 and -180 <= (place.lon or 0) <= 180)
        assert place.reason
        # no guess: either one place, or none with the candidates
        assert (place.id is None) == (len(place.candidates) > 1)
        assert place.id is not None or place.lat is None
    return found


@settings(deadline=None)
@given(st.text(max_size=200))
@example("at ")
@example("in Ø")
@example("“Rajin”")
@example("in U.S.")
def test_no_text_makes_it_fail(text: str) -> None:
    checked(text)


@settings(deadline=None, max_examples=200)
@given(
    st.lists(
        st.sampled_from(
            ["in", "at", "of", "port", "the", "Rajin", "Tripoli", "Iran", "Libyan", "Sea", "Red", ",",
             "and", "St.", "North", "Korea", "’s", "Strait", "to", "Georgia", "-", "al-", "Bab"]
        ),
        max_size=12,
    )
)  # fmt: skip
def test_no_heap_of_names_makes_it_fail(parts: list[str]) -> None:
    checked(" ".join(parts))


@settings(deadline=None, max_examples=100)
@given(st.integers(0, len(ports.bundled()) - 1))
def test_every_bundled_port_is_found_under_its_name_or_a_candidate(row: int) -> None:
    port = ports.bundled().all[row]
    found = lookup(port.name)
    if len(port.name) > 2:
        near = [
            c
            for c in found
            if c.lat is not None
            and c.lon is not None
            and math.hypot(c.lat - port.lat_deg, c.lon - port.lon_deg) < 1
        ]
        assert near, port


def test_names_that_share_no_position_are_never_guessed() -> None:
    for name in (
        "Tripoli",
        "Alexandria",
        "Georgetown",
        "Victoria",
        "Congo",
        "Georgia",
        "Kingston",
    ):
        (place,) = checked(f"It was seen in {name}.")
        assert place.id is None
        assert place.lat is None
        assert len(place.candidates) > 1
        assert place.reason == "several places of this name"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It sailed from Rajin, North Korea, to Vostochny", ["KPNJN", "kp", "RUVYP"]),
        ("left Odesa bound for Latakia", ["UAODS", "SYLTK"]),
        ("grain for Alexandria in Egypt", ["EGALY", "eg"]),
        ("the Libyan port of Tripoli", ["city:tripoli"]),
        ("at Tripoli in northern Lebanon", ["LBKYE", "lb"]),
        ("fighting in northern Yemen and Somalia", ["ye", "so"]),
        ("off Hodeidah, Mokha and Aden", ["YEHOD", "YEMOK", "YEADE"]),
        ("between Sevastopol and Novorossiysk", ["UASVP", "RUNVS"]),
        ("at the port of Djibouti", ["DJJIB"]),
        ("south of Gotland in the Baltic", ["region:gotland", "sea:baltic-sea"]),
        ("three Black Sea ports", ["sea:black-sea"]),
        ("waited to pass the Turkish straits", ["sea:turkish-straits"]),
        ("through Bab el-Mandeb", ["passage:bab-el-mandeb"]),
        ("off Ust-Luga’s terminal", ["RUULU"]),
        ("near the Kerch Strait", ["passage:kerch-strait"]),
        ("in Russia’s Kursk region", ["city:kursk"]),
        ("in Gaza", ["region:gaza"]),
        ("anchored off Syria’s Latakia", ["SYLTK"]),
        ("in North Korea’s Rajin on Monday", ["KPNJN"]),
        ("was seen in Manila Tuesday", ["city:manila"]),
        ("landed on Gotland", ["region:gotland"]),
        ("in Russian-occupied Crimea", ["region:crimea"]),
        ("crossed the Baltic", ["sea:baltic-sea"]),
        ("would visit Kunming", ["city:kunming"]),
        ("in the\nRed\nSea", ["sea:red-sea"]),
    ],
)
def test_places_in_their_context(text: str, expected: list[str]) -> None:
    assert ids(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "the Vesna Star sank",
        "Paris Kim agreed",
        "to Paris Kim",
        "the freighter Alexandria sank",
        "aboard the Anadyr",
        "near Vostochny Kurier",
        "to Santos, who",
        "Oslo urged insurers to act",
        "Iran’s navy fired",
        "in Iranian hands",
        "the Baltic states agreed",
        "talks with Russia",
        "Moscow officials agreed",
        "in March",
        "in rajin",
        "he will bar it",
    ],
)
def test_ships_persons_and_states_that_act_are_no_places(text: str) -> None:
    assert checked(text) == ()


@pytest.mark.parametrize("between", ["  ", "\n", "\u00a0", " \n "])
def test_white_space_changes_no_place(between: str) -> None:
    text = "It sailed from Port Sudan, past Bab el-Mandeb, to Rajin in North Korea"
    assert len(ids(text)) == 4
    assert ids(text.replace(" ", between)) == ids(text)


def test_the_country_of_the_sentence_decides_where_the_content_does_not_say_it() -> None:
    text = "it had unloaded at Tripoli"
    assert [p.id for p in places(text)] == [None]
    (told,) = places(text, sentence=f"Libya's coastguard said {text}.")
    assert (told.id, told.country, told.reason) == (
        "city:tripoli", "ly", "the sentence names its country",
    )  # fmt: skip
    (both,) = places(text, sentence=f"Libya and Lebanon said {text}.")
    assert both.id is None


def test_a_name_that_the_parse_calls_a_person_is_none_after_from_and_to() -> None:
    text = "it was sold to Santos"
    assert [p.id for p in places(text)] == ["BRSSZ"]
    assert places(text, persons=[(15, 21)]) == ()


def test_precision_is_stated() -> None:
    port, city, sea, country = checked("at Rajin, in Pyongyang, in the Sea of Azov, in Iran")
    assert (port.precision_km, city.precision_km) == (10, 25)
    assert sea.precision_km is not None
    assert 150 < sea.precision_km < 300
    assert country.precision_km is None
    (area,) = checked("in the Kursk region")
    assert (area.kind, area.precision_km) == ("region", 150)


def test_a_sea_over_the_antimeridian_has_its_middle_in_the_sea() -> None:
    (sea,) = checked("in the Bering Sea")
    assert sea.lon is not None
    assert abs(abs(sea.lon) - 180) < 10


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("nobody came", "no place named"),
        ("at Rajin", "one of this name"),
        ("the Libyan port of Tripoli", "the sentence names its country"),
        ("at the port of Djibouti", "the words call it a port"),
        ("at Rajin and at Tripoli", "several places of this name"),
    ],
)
def test_the_way_is_told(text: str, code: str) -> None:
    assert way(places(text)) == code


def _claim() -> Claim:
    document = normalise(
        read(b"Officials said that the tanker had loaded at Rajin in March.", "a.txt")
    )
    (claim,) = claims(
        document, published=date(2025, 6, 5), publisher=None, title=None, path="a.txt", sha256="0" * 64
    )  # fmt: skip
    return claim


def test_claims_hold_their_places_and_print_them() -> None:
    claim = _claim()
    assert [p.id for p in claim.places] == ["KPNJN"]
    assert as_contract(claim)["places"][0]["precision_km"] == 10


def test_records_written_before_there_were_places_still_load() -> None:
    claim = _claim()
    body = as_json(claim)
    assert isinstance(body, dict)
    assert from_json(Claim, body) == claim
    del body["places"]
    assert from_json(Claim, body).places == ()
