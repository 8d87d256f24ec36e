from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidewaiter.names.codes import company_imo_valid, inn_valid, lei_valid, ogrn_valid, uscc_valid
from tidewaiter.names.scripts import script


@pytest.mark.parametrize(
    ("valid", "number"),
    [(company_imo_valid, "5342883"), (inn_valid, "7707083893"), (inn_valid, "500100732259"),
     (ogrn_valid, "1027700132195"), (lei_valid, "5493001KJTIIGC8Y1R12"),
     (uscc_valid, "91110000802100433B")],
)  # fmt: skip
def test_a_slip_in_the_last_digit_fails(valid: Callable[[str], bool], number: str) -> None:
    assert valid(number)
    other = "1" if number[-1] != "1" else "2"
    assert not valid(number[:-1] + other)
    assert not valid(number[:-1])


@given(st.text(max_size=25))
def test_no_text_upsets_a_check(text: str) -> None:
    for valid in (company_imo_valid, inn_valid, ogrn_valid, lei_valid, uscc_valid):
        assert valid(text) in (True, False)


@given(st.text(alphabet="ABCdef éŠ 12-'", max_size=20))
def test_latin_with_marks_is_no_script_of_its_own(text: str) -> None:
    assert script(text) is None
