"""Content addresses: equal content gives an equal id, and nothing else does."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import TypeAlias

Json: TypeAlias = "str | int | float | bool | None | Sequence[Json] | Mapping[str, Json]"


def sha256(data: bytes) -> str:
    """Return the SHA-256 of some bytes as 64 hexadecimal digits.

    >>> sha256(b"")[:16]
    'e3b0c44298fc1c14'
    """
    return hashlib.sha256(data).hexdigest()


def content_id(*fields: str | bytes) -> str:
    """Hash fields so that no two different lists of fields share an id.

    Each field is preceded by its length: ``("a.b", "c")`` and ``("a", "b.c")`` differ.

    Args:
        *fields: Text (hashed as UTF-8) or bytes.

    Returns:
        64 hexadecimal digits.

    >>> content_id("a.b", "c") == content_id("a", "b.c")
    False
    """
    digest = hashlib.sha256()
    for field in fields:
        data = field.encode("utf-8", "surrogatepass") if isinstance(field, str) else field
        digest.update(len(data).to_bytes(8, "big"))
        digest.update(data)
    return digest.hexdigest()


def canonical_json(value: Json) -> str:
    """Write JSON in the one form that is hashed: sorted keys, no spaces, no NaN.

    Raises:
        ValueError: A number is NaN or infinite; store ``null`` for "no bound".

    >>> canonical_json({"b": 1, "a": [None, 2.5]})
    '{"a":[null,2.5],"b":1}'
    """
    return json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )
