"""What can go wrong, in words that say what to do."""

from __future__ import annotations


class TidewaiterError(Exception):
    """Anything that stops an action; the message says what was wrong and what to do."""


class UnreadableError(TidewaiterError):
    """A file as a whole cannot be read: wrong format, damaged, empty, or changed meanwhile.

    The run goes on without the file; the message becomes its reason in ``rejects.csv``.
    """


class CaseError(TidewaiterError):
    """The case folder or one of its settings is wrong."""


class LedgerError(TidewaiterError):
    """The ledger cannot be opened, or refuses what it was given."""


class UnitError(TidewaiterError):
    """Quantities whose units do not fit were added, compared or multiplied into nonsense."""
