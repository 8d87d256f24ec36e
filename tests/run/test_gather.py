from __future__ import annotations

import pyarrow as pa

from tidewaiter.ais.normalise import normalise
from tidewaiter.ais.read import Batch
from tidewaiter.ais.statics import fold_statics
from tidewaiter.run.gather import Gathered
from tidewaiter.simulate.world import world


def test_what_goes_by_way_of_the_disk_is_what_stays_in_memory() -> None:
    made = world(21, ships=20, days=6)
    rows = made.positions
    batches = [
        Batch(rows.slice(at, 4_000), made.statics.slice(at // 10, 400), rows_in=4_000)
        for at in range(0, rows.num_rows, 4_000)
    ]
    results = []
    for in_memory in (1_000, 10_000_000):
        with Gathered(in_memory=in_memory) as gathered:
            for batch in batches:
                gathered.add(batch)
            said = gathered.statics()
            pieces = [piece for piece, _ in gathered.pieces()]
        results.append((pa.concat_tables(pieces).unify_dictionaries().combine_chunks(), said))
    assert results[0][0].equals(results[1][0])
    assert results[0][1].equals(results[1][1])
    assert results[0][0].equals(normalise([rows])[0])
    assert results[0][1].equals(fold_statics([made.statics]))
