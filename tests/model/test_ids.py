from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidewaiter.model.ids import canonical_json, content_id

fields = st.lists(st.text(max_size=4), max_size=4)


@settings(deadline=None)
@given(fields, fields)
def test_only_equal_fields_share_an_id(a: list[str], b: list[str]) -> None:
    assert (content_id(*a) == content_id(*b)) == (a == b)


def test_a_number_that_is_no_number_is_refused() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        canonical_json({"low": float("nan")})


def test_key_order_does_not_change_what_is_hashed() -> None:
    assert canonical_json({"b": 1, "a": 2}) == canonical_json({"a": 2, "b": 1})
