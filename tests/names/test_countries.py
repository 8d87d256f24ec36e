from __future__ import annotations

import csv
from importlib import resources

import pytest

from tidewaiter.names.clean import fold
from tidewaiter.names.countries import countries, country


def test_no_name_means_two_countries_and_all_codes_are_there() -> None:
    file = resources.files("tidewaiter.names") / "data" / "countries.csv"
    rows = list(csv.DictReader(file.read_text(encoding="utf-8").splitlines()))
    names = [(fold(name), row["code"]) for row in rows for name in row["names"].split("|")]
    assert len({name for name, _ in names}) == len({*names})
    assert len({row["code"] for row in rows}) == len(rows) == 250


@pytest.mark.parametrize(
    ("text", "code"),
    [("Congo, Democratic Republic of the", "cd"), ("Congo, Republic of the", "cg"),
     ("Democratic People's Republic of Korea", "kp"), ("Iran (Islamic Republic of)", "ir"),
     ("Côte d’Ivoire", "ci"), ("Türkiye", "tr"), ("Burma", "mm"), ("St. Kitts & Nevis", "kn"),
     ("XK", "xk"), ("na", None), ("None Identified", None), ("", None)],
)  # fmt: skip
def test_a_country_is_known_by_the_names_that_lists_print(text: str, code: str | None) -> None:
    assert country(text) == code


def test_what_is_unknown_stays_out() -> None:
    assert countries(["Syria", "Atlantis", "SY", None]) == ("sy",)
