"""Documents to attributed claims: who says what, through whom, how much, when.

``read`` → ``normalise`` → ``parse`` → ``extract``. Importing this package loads no language model.
"""

from __future__ import annotations

from typing import Any

from tidewaiter.model.claims import Claim
from tidewaiter.model.records import as_json

#: Changes whenever the same document may give other claims.
VERSION = "press/2"


def as_contract(claim: Claim) -> dict[str, Any]:
    """Return a claim as the claim contract writes it (``docs/reference/claims.md``)."""
    body = as_json(claim)
    assert isinstance(body, dict)
    return {key: value for key, value in body.items() if key != "rests_on"}
