"""How long work tells its watcher where it is."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Is called with what is being done, how far it is, and how far it goes (0 = unknown)."""

    def __call__(self, what: str, done: int, total: int) -> None:
        """Take note of the state of the work."""


def silent(what: str, done: int, total: int) -> None:
    """Take note of nothing."""
