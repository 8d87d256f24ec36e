"""Work on the next pieces of a file while the last one is used."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

_Item = TypeVar("_Item")
_Made = TypeVar("_Made")
_WORKERS = 2


def ahead(items: Iterable[_Item], work: Callable[[_Item], _Made]) -> Iterator[_Made]:
    """Yield what work makes of each item, in their order; at most three are held at a time.

    Args:
        items: Are taken one after another, in the caller's thread.
        work: Runs in threads side by side.

    >>> list(ahead(range(5), lambda n: n * n))
    [0, 1, 4, 9, 16]
    """
    with ThreadPoolExecutor(_WORKERS) as pool:
        pending: deque[Future[_Made]] = deque()
        for item in items:
            pending.append(pool.submit(work, item))
            if len(pending) > _WORKERS:
                yield pending.popleft().result()
        while pending:
            yield pending.popleft().result()
