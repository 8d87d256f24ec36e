"""Words for units, as an analyst writes them."""

from __future__ import annotations

import pytest

from tidewaiter.assess.words import name


@pytest.mark.parametrize(
    ("unit", "written"),
    [
        ("wounded", "wounded"),
        ("dead", "dead"),
        ("box", "boxes"),
        ("round", "rounds"),
        ("kg", "kg"),
    ],
)
def test_what_is_its_own_plural_takes_no_ending(unit: str, written: str) -> None:
    assert name(unit) == written
