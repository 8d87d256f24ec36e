"""nomenklatura's logic-v2 on the same lists and names; a process of its own that prints JSON.

As its documentation has it: entities in a memory store, its blocker for candidates, logic-v2 to
grade them, 0.70 as the line. Beside that its scorer on our own candidates, which it may like better.
"""

from __future__ import annotations

import json
import resource
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.mixture import KINDS, WAYS, Wanted, mixture, recall
from benchmarks.screening import ask, un_and_ofac
from tidewaiter.link.screen import Index
from tidewaiter.model.listings import Listing

LINE = 0.70
_CANDIDATES = 25


class Peer:
    """Its store, blocker and scorer, filled with our listings."""

    def __init__(self, listings: Sequence[Listing], folder: Path) -> None:
        from followthemoney import Dataset
        from nomenklatura.blocker.index import Index as Blocker
        from nomenklatura.matching import get_algorithm
        from nomenklatura.matching.types import ScoringConfig
        from nomenklatura.resolver import Linker
        from nomenklatura.store import SimpleMemoryStore

        self.dataset = Dataset.make({"name": "lists", "title": "Lists"})
        self.asked = Dataset.make({"name": "asked", "title": "Asked"})
        self.algorithm: Any = get_algorithm("logic-v2")
        self.config = ScoringConfig.defaults()
        store = SimpleMemoryStore(self.dataset, Linker({}))
        self.by_id = {f"l{i}": one for i, one in enumerate(listings)}
        self.id_of = {one.listing_id: name for name, one in self.by_id.items()}
        with store.writer() as writer:
            for name, one in self.by_id.items():
                writer.add_entity(self._entity(name, one))
        view = store.default_view()
        self.entities = {
            entity.id: entity for entity in view.entities()
        }  # else made anew each time
        self.blocker = Blocker(view, folder)
        self.blocker.build()
        self._runs = 0

    def _entity(self, name: str, one: Listing) -> Any:
        from followthemoney import StatementEntity

        said: dict[str, list[str]] = {}
        for listed in one.names:
            said.setdefault(listed.kind, []).append(listed.text)
        data = {"id": name, "schema": one.schema, "properties": _known(one.schema, said)}
        return StatementEntity.from_data(self.dataset, data, cleaned=False)

    def queries(self, asked: Sequence[Wanted]) -> list[Any]:
        """Return entities to ask for; no id twice, as it keeps what it knows of a name by id."""
        from followthemoney import StatementEntity

        self._runs += 1
        return [
            StatementEntity.from_data(
                self.asked,
                {
                    "id": f"q{self._runs}-{i}",
                    "schema": one.schema,
                    "properties": {"name": [one.text]},
                },
                cleaned=False,
            )
            for i, one in enumerate(asked)
        ]

    def blocked(self, asked: Sequence[Wanted]) -> Iterator[tuple[Listing, bool] | None]:
        """Answer by its blocker and logic-v2."""
        queries = self.queries(asked)
        found = {str(q): [str(c) for c, _ in near] for q, near in self.blocker.match_entities(queries)}  # fmt: skip
        for query in queries:
            yield self._best(query, found.get(query.id, []))

    def reranked(
        self, asked: Sequence[Wanted], candidates: Sequence[Sequence[Listing]]
    ) -> Iterator[tuple[Listing, bool] | None]:
        """Answer by logic-v2 on given candidates."""
        for query, near in zip(self.queries(asked), candidates, strict=True):
            yield self._best(query, [self.id_of[one.listing_id] for one in near])

    def _best(self, query: Any, candidates: Sequence[str]) -> tuple[Listing, bool] | None:
        best, name = -1.0, ""
        for candidate in candidates:
            score = self.algorithm.compare(query, self.entities[candidate], self.config).score
            if score > best:
                best, name = score, candidate
        return (self.by_id[name], best >= LINE) if name else None


def _known(schema: str, said: dict[str, list[str]]) -> dict[str, list[str]]:
    from followthemoney import model

    properties = model.schemata[schema].properties
    return {kind if kind in properties else "alias": names for kind, names in said.items()}


def main() -> None:
    """Print names a second by kind, recall by way, build time and memory."""
    count = int(sys.argv[1])
    csl = "--csl" in sys.argv[2:]
    listings = un_and_ofac(csl=csl)
    asked = mixture(listings, count)
    with tempfile.TemporaryDirectory() as folder:
        begun = time.perf_counter()
        peer = Peer(listings, Path(folder))
        built = time.perf_counter() - begun
        list(peer.blocked(mixture(listings, 12, seed=2)))  # its first person's name costs seconds
        blocked, rates = _timed(lambda part: list(peer.blocked(part)), asked)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    index = Index.build(listings)
    near = {
        one.text: [m.listing for m in ask(index, one.text, limit=_CANDIDATES)] for one in asked
    }
    reranked, more = _timed(
        lambda part: list(peer.reranked(part, [near[one.text] for one in part])), asked
    )
    answer = {
        "n": count, "build_s": built, "peak_mib": peak, "ways": WAYS,
        "blocker": {"rates": rates, "recall": recall(asked, blocked)},
        "reranked": {"rates": more, "recall": recall(asked, reranked)},
    }  # fmt: skip
    print(json.dumps(answer))


def _timed(work: Any, asked: Sequence[Wanted]) -> tuple[list[Any], dict[str, float]]:
    """Run the work kind by kind; return answers in the order asked, and names a second."""
    answers: dict[int, Any] = {}
    rates: dict[str, float] = {}
    spent = 0.0
    for kind in KINDS:
        part = [(i, one) for i, one in enumerate(asked) if one.kind == kind]
        begun = time.perf_counter()
        found = work([one for _, one in part])
        took = time.perf_counter() - begun
        spent += took
        rates[kind] = len(part) / took
        answers.update(zip((i for i, _ in part), found, strict=True))
    rates["all"] = len(asked) / spent
    return [answers[i] for i in range(len(asked))], rates


if __name__ == "__main__":
    main()
