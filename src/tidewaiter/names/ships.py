"""Names of ships: when two are one."""

from __future__ import annotations

from functools import lru_cache

from tidewaiter.names.clean import fold
from tidewaiter.names.marks import without_ship_marks


@lru_cache(maxsize=65_536)
def ship_name(name: str) -> str:
    """Return the form in which names of ships are compared; equal forms are one name.

    Case, marks on letters, punctuation, script and what stands before a name ("M/V", "the") do not
    matter. Numbers by which a ship is meant keep theirs. Two ships may have one name.

    >>> ship_name("M/V Tern Harbour"), ship_name("the TERN HARBOUR"), ship_name("IMO 9000003")
    ('tern harbour', 'tern harbour', 'imo 9000003')
    """
    words = without_ship_marks(fold(name).split())
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)
