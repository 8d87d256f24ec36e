from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidewaiter.names.clean import fold
from tidewaiter.names.compare import compare
from tidewaiter.names.form import Kind, form
from tidewaiter.names.numbers import imo, imo_valid, mmsi_country

names = st.text(max_size=20)


@settings(deadline=None)
@given(names)
def test_folding_twice_changes_nothing_more(name: str) -> None:
    assert fold(fold(name)) == fold(name)


#: Letters of all the scripts that have rules of their own, and marks that names hold.
written = st.text(
    st.sampled_from(
        "abcdeiklmnorstuyz ABKMS123'-./ аеиклмнорстшчйі ابتحدرسعلمنهوي 김정은청천강 长城中国 éşø"
    ),
    max_size=24,
)
kinds = st.sampled_from(["person", "organisation", "vessel"])


@settings(deadline=None)
@given(st.one_of(names, written), st.one_of(names, written), kinds)
def test_comparing_is_symmetric_graded_and_certain_only_of_equals(
    a: str, b: str, kind: Kind
) -> None:
    one, other = form(a, kind), form(b, kind)
    found, turned = compare(one, other, kind), compare(other, one, kind)
    assert found.score == turned.score
    assert (found.ours, found.theirs) == (turned.theirs, turned.ours) or one.text == other.text
    assert 0 <= found.score <= 1
    if found.score == 1:
        assert one.text == other.text != ""
    if one.text == other.text != "":
        assert found.score >= 0.99


@settings(deadline=None)
@given(st.one_of(names, written), kinds)
def test_a_name_with_letters_has_a_form_that_is_its_own(name: str, kind: Kind) -> None:
    made = form(name, kind)
    assert bool(made.text) == bool(fold(name).strip()) or not made.text
    assert form(made.text, kind).text == form(form(made.text, kind).text, kind).text
    assert all(word.text == word.text.strip() != "" for word in made.words)


@pytest.mark.parametrize(
    ("a", "b", "kind", "least", "most"),
    [
        # persons: order, initials, titles, patronymics
        ("Jong Un KIM", "Kim Jong Un", "person", 0.95, 1.0),
        ("J. Smith", "John Smith", "person", 0.85, 0.95),
        ("General Ri Yong Ho", "Ri Yong Ho", "person", 1.0, 1.0),
        ("Sergei Petrov", "Sergei Ivanovich Petrov", "person", 0.87, 0.96),
        ("Sergei Ivanovich Petrov", "Oleg Ivanovich Petrov", "person", 0.4, 0.84),
        ("Ali Saddam Hassan", "Uday Saddam Hassan", "person", 0.3, 0.84),
        ("Mohammed Hussein", "Muhammad Husayn", "person", 0.85, 0.96),
        ("Hassan Karim", "Hussein Karim", "person", 0.0, 0.84),
        ("Abd al-Rahman Salim", "Abdulrahman Salim", "person", 0.95, 1.0),
        ("Dmitry Volkov", "Dzmitry Volkau", "person", 0.85, 0.97),
        # scripts
        ("김정은", "Kim Jong Un", "person", 0.9, 0.97),
        ("김정은", "Gim Jeong-eun", "person", 0.9, 0.99),
        ("김정은", "Kim Jong Il", "person", 0.0, 0.84),
        ("리영호", "Lee Young-ho", "person", 0.85, 0.97),
        ("Евгений Рыжков", "Yevgeny Ryzhkov", "person", 0.95, 0.99),
        ("Евгений Рыжков", "Evgenii Ryzhkov", "person", 0.95, 0.99),
        ("Сергій Грицак", "Serhii Hrytsak", "person", 0.95, 0.99),
        ("محمد حسين", "Mohammed Hussain", "person", 0.9, 0.97),
        ("محمد حسن", "Mohammed Hussain", "person", 0.0, 0.9),
        ("عبد الرحمن سالم", "Abdul Rahman Salem", "person", 0.9, 0.97),
        ("王伟明", "Wang Weiming", "person", 0.9, 0.99),
        ("청천강", "CHONG CHON GANG", "vessel", 0.9, 0.97),
        ("Ch'ŏngch'ŏn'gang", "CHONG CHON GANG", "vessel", 0.95, 0.97),
        # organisations: legal forms in many languages, words of trade
        ("ООО «Морион»", "Morion LLC", "organisation", 0.95, 1.0),
        ("Общество с ограниченной ответственностью Морион", "Morion GmbH", "organisation", 0.95, 1.0),
        ("长城科技有限公司", "Changcheng Technology Co., Ltd.", "organisation", 0.9, 1.0),
        ("Sea Trade S.A.", "Sea Trade Co Ltd", "organisation", 1.0, 1.0),
        ("Tern General Trading", "Gull General Trading", "organisation", 0.0, 0.6),
        ("Bureau 39", "Bureau 38", "organisation", 0.0, 0.6),
        # vessels
        ("M/V KUM SAN No. I", "Kum San 1", "vessel", 1.0, 1.0),
        ("KUM SAN 1", "KUM SAN 2", "vessel", 0.0, 0.6),
        ("KUM SAN", "KUM SAN 2", "vessel", 0.0, 0.75),
        ("SEASTAR III", "SEA STAR 3", "vessel", 0.95, 1.0),
        ("BICENTENARIO XV", "BICENTENARIO XVI", "vessel", 0.0, 0.6),
        ("ATLANTIC", "ATLANTIS", "vessel", 0.6, 0.84),
        ("CHONG CHOM GANG", "CHONG CHON GANG", "vessel", 0.85, 0.95),
        ("SEA MAVERICK", "MAVERICK", "vessel", 0.0, 0.84),
    ],
)  # fmt: skip
def test_names_are_compared_as_names_of_their_kind_are(
    a: str, b: str, kind: Kind, least: float, most: float
) -> None:
    assert least <= compare(form(a, kind), form(b, kind), kind).score <= most


def test_what_agrees_and_what_does_not_is_said_word_by_word() -> None:
    found = compare(
        form("Sergei Petrov Ivanov", "person"), form("Oleg Petrof Ivanov", "person"), "person"
    )
    assert {(p.ours, p.theirs) for p in found.pairs} == {
        ("ivanov", "ivanov"),
        ("petrov", "petrof"),
    }
    assert (found.ours, found.theirs) == (("sergei",), ("oleg",))
    assert "contradict" in found.change


@given(st.integers(0, 999999), st.integers(0, 5), st.integers(1, 9))
def test_a_slip_that_passes_the_imo_check_is_one_that_its_weight_cannot_see(
    body: int, place: int, by: int
) -> None:
    digits = f"{body:06d}"
    check = sum(int(d) * w for d, w in zip(digits, (7, 6, 5, 4, 3, 2), strict=True)) % 10
    assert imo_valid(f"{digits}{check}")
    slipped = digits[:place] + str((int(digits[place]) + by) % 10) + digits[place + 1 :]
    change = (int(slipped[place]) - int(digits[place])) * (7, 6, 5, 4, 3, 2)[place]
    assert imo_valid(f"{slipped}{check}") == (change % 10 == 0)


@pytest.mark.parametrize("number", ["9179842", "8517839", "9161003", "9358010"])
def test_the_four_ships_have_valid_numbers(number: str) -> None:
    assert imo(f"the ship (IMO {number})") == number


@pytest.mark.parametrize(
    ("number", "country"),
    [(273123450, "RU"), (445123000, "KP"), (412000001, "CN"), (440000001, "KR"), (511000001, "PW"),
     (671000001, "TG"), (2734567, "RU"), (799000001, None), (970123456, None)],
)  # fmt: skip
def test_an_mmsi_names_its_country(number: int, country: str | None) -> None:
    assert mmsi_country(number) == country
