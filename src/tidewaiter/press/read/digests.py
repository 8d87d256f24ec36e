"""Digests as web archives write them: ``sha1:`` with base 32, ``sha256:`` with base 32 or 16."""

from __future__ import annotations

import base64
import binascii
import hashlib

_SIZES = {"md5": 16, "sha1": 20, "sha256": 32, "sha384": 48, "sha512": 64}


class Digest:
    """A digest that was given, and that of bytes as they are read.

    Args:
        kind: Name that :mod:`hashlib` knows.
        given: The digest that should come out.
    """

    def __init__(self, kind: str, given: bytes) -> None:
        self.kind, self._given = kind, given
        self._hash = hashlib.new(kind, usedforsecurity=False)

    def add(self, data: bytes) -> None:
        """Take in the bytes that follow."""
        self._hash.update(data)

    def agrees(self) -> bool:
        """Say whether the bytes taken in have the digest given."""
        return self._hash.digest() == self._given


def digest(text: str) -> Digest | None:
    """Read a digest; None for a kind or a form that is not known, which proves nothing either way.

    >>> found = digest("sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ")
    >>> found.agrees()
    True
    >>> digest("crc:00") is None
    True
    """
    name, _, value = text.strip().partition(":")
    kind = name.strip().lower().replace("-", "")
    size = _SIZES.get(kind)
    if size is None:
        return None
    for unpack in (base64.b16decode, base64.b32decode):
        letters = value.strip().upper()
        try:
            given = unpack(
                letters + "=" * (-len(letters) % 8 if unpack is base64.b32decode else 0)
            )
        except (binascii.Error, ValueError):
            continue
        if len(given) == size:
            return Digest(kind, given)
    return None


def agrees(text: str, *forms: bytes) -> bool | None:
    """Say whether one of several forms of the same bytes has a digest; None if it cannot be read."""
    for data in forms:
        found = digest(text)
        if found is None:
            return None
        found.add(data)
        if found.agrees():
            return True
    return False
