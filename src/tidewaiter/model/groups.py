"""Things that belong together, as it comes to light piece by piece."""

from __future__ import annotations

from collections.abc import Iterable


class Groups:
    """Connected components that grow as edges come in; the smallest id stands for each.

    >>> found = Groups("abc")
    >>> found.join("a", "c"), found.join("c", "a"), found.of("c"), found.of("b")
    (True, False, 'a', 'b')
    """

    def __init__(self, ids: Iterable[str]) -> None:
        self._parent = {ref: ref for ref in ids}

    def of(self, ref: str) -> str:
        """Return the representative of the component that holds an id."""
        parent = self._parent
        while parent[ref] != ref:
            parent[ref] = ref = parent[parent[ref]]
        return ref

    def join(self, a: str, b: str) -> bool:
        """Join the components of two ids; say whether they were apart."""
        one, other = sorted((self.of(a), self.of(b)))
        self._parent[other] = one
        return one != other
