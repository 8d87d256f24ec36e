"""Find vessel events in positions: every kind, in one table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pyarrow as pa

from tidewaiter.ais.detect import columns
from tidewaiter.ais.detect.circles import circles
from tidewaiter.ais.detect.columns import Found
from tidewaiter.ais.detect.dark import dark_meetings
from tidewaiter.ais.detect.encounters import encounters
from tidewaiter.ais.detect.fleet import Fleet, fleet
from tidewaiter.ais.detect.gaps import Calls, Gaps, candidate_reach, gaps
from tidewaiter.ais.detect.hearing import HEARD, WORDS, Hearing, Silences
from tidewaiter.ais.detect.identity import identity_changes, shared_imo
from tidewaiter.ais.detect.inland import Inland
from tidewaiter.ais.detect.jumps import jumps, shared_mmsi
from tidewaiter.ais.detect.loitering import loitering
from tidewaiter.ais.detect.said import Said
from tidewaiter.ais.detect.settings import Settings
from tidewaiter.ais.detect.stated import placed
from tidewaiter.ais.detect.still import frozen
from tidewaiter.ais.detect.ticks import AllTicks
from tidewaiter.ais.detect.visits import visits
from tidewaiter.ais.normalise import integers
from tidewaiter.ais.tracks import tracks
from tidewaiter.geo.port_grid import port_grid
from tidewaiter.geo.ports import Ports
from tidewaiter.model.tables import EVENTS, STATICS
from tidewaiter.names.numbers import mmsi_country

_ORDER = [(column, "ascending") for column in ("mmsi", "start", "kind", "event_id")]


#: Rows that are looked at together: their arrays are small enough for memory to be used again,
#: which is a third faster than taking new memory from the system each time.
_TOGETHER = 2_000_000


class Detector:
    """Finds events in positions that come in pieces of whole ships.

    Rules about one ship are asked piece by piece; what rules about several ships need is kept,
    far smaller than the positions, and asked at the end. How positions are cut into pieces does
    not change what is found.
    """

    def __init__(
        self,
        *,
        ports: Ports,
        watch: Sequence[str] = (),
        statics: pa.Table | None = None,
        settings: Settings | None = None,
    ) -> None:
        self._settings = settings or Settings()
        self._calls = Calls(ports, tuple(watch))
        self._statics = STATICS.empty_table() if statics is None else statics
        self._said = Said(self._statics)
        self._from_port_km = self._settings.encounter.from_port_km
        self._grid = port_grid(
            ports, within_km=self._from_port_km, exit_factor=self._settings.port_visit.exit_factor
        )
        self._hearing = Hearing()
        self._ticks = AllTicks()
        self._inland = Inland(self._settings.spoofing)
        self._tables: list[pa.Table] = []
        self._gaps: list[Gaps] = []
        self._false: list[Found] = []
        self._stated = [
            *identity_changes(self._statics, settings=self._settings.identity),
            *shared_imo(self._statics, settings=self._settings.identity),
        ]

    def add(self, positions: pa.Table) -> pa.Table:
        """Take in a piece.

        Args:
            positions: :data:`tidewaiter.model.tables.POSITIONS` of whole ships, sorted by ship and
                time; no ship may come in two pieces.

        Returns:
            The same with their tracks, :data:`tidewaiter.model.tables.TRACKED`.
        """
        parts = []
        for part in _parts(positions):
            parts.append(tracks(part, self._settings.tracks))
            self._add(fleet(parts[-1]))
        return pa.concat_tables(parts)

    def _add(self, ships: Fleet) -> None:
        given = self._settings
        calling = visits(
            ships, ports=self._calls.ports, grid=self._grid, settings=given.port_visit
        )
        silent = gaps(
            ships, calls=self._calls, said=self._said, visits=calling, settings=given.gap
        )
        self._gaps.append(silent)
        self._hearing.add(ships)
        self._inland.add(ships)
        self._ticks.add(
            ships,
            grid=self._grid,
            bridge_h=given.encounter.bridge_h,
            from_port_km=self._from_port_km,
        )
        false = [
            frozen(ships, settings=given.spoofing),
            circles(ships, settings=given.spoofing),
        ]
        self._false.extend(false)
        alone = [
            calling.found,
            *false,
            jumps(ships, settings=given.spoofing),
            shared_mmsi(ships),
            *placed(self._stated, ships, self._statics),
        ]
        self._tables.extend(columns.table(found) for found in alone if len(found))

    def finish(self) -> pa.Table:
        """Return all events, :data:`tidewaiter.model.tables.EVENTS`, sorted by ship and start."""
        given = self._settings
        ticks = self._ticks.without(self._false)
        met = encounters(self._ticks, ticks, settings=given.encounter)
        slow = loitering(
            self._ticks, ticks, met.in_company,
            settings=given.loitering, encounter=given.encounter,
        )  # fmt: skip
        many = [met.found, slow, *self._inland.finish()]
        if self._gaps:
            silent = columns.joined([g.found for g in self._gaps])
            silences = Silences.joined([g.silences for g in self._gaps])
            verdict = self._hearing.verdict(silences)
            best, speed_kn = (
                np.concatenate([getattr(g, name) for g in self._gaps])
                for name in ("best", "speed_kn")
            )
            routed = candidate_reach(
                silences, best, speed_kn, verdict.code == HEARD,
                calls=self._calls, settings=given.gap,
            )  # fmt: skip
            many.append(
                silent.adding(
                    heard_by_others=pa.array(WORDS).take(pa.array(verdict.code)),
                    peers_before=verdict.peers_before,
                    peers_after=verdict.peers_after,
                    hours_heard=verdict.hours_heard,
                    hours_looked_at=verdict.hours_looked,
                    **{"candidate_reach:json": routed},
                )
            )
            many.append(
                dark_meetings(
                    silent, silences, verdict, slow, grid=self._grid, settings=given.encounter
                )
            )
        tables = [*self._tables, *(columns.table(found) for found in many if len(found))]
        events = pa.concat_tables([EVENTS.empty_table(), *tables]).combine_chunks()
        return columns.with_ids(self._identified(events)).sort_by(_ORDER).combine_chunks()

    def _identified(self, events: pa.Table) -> pa.Table:
        """Return events with IMO number and name as broadcast nearest the start, and the flag."""
        mmsi = events["mmsi"].to_numpy()
        stamps = events["start"].cast(pa.int64()).to_numpy()
        countries = {int(m): mmsi_country(int(m)) for m in np.unique(mmsi)}
        new = {
            "imo": self._said.values("imo", mmsi, stamps),
            "name": self._said.values("name", mmsi, stamps),
            "flag": pa.array([countries[m] for m in mmsi.tolist()], pa.string()),
        }
        for name, values in new.items():
            at = EVENTS.get_field_index(name)
            events = events.set_column(at, EVENTS.field(name), values)
        return events


def _parts(positions: pa.Table) -> Iterator[pa.Table]:
    """Cut positions into parts of whole ships."""
    mmsi = integers(positions, "mmsi")
    begin = 0
    while begin < len(mmsi) or begin == 0:
        aim = min(begin + _TOGETHER, len(mmsi))
        end = aim if aim == len(mmsi) else int(np.searchsorted(mmsi, mmsi[aim]))
        if end <= begin < len(mmsi):  # one ship with more rows than that
            end = int(np.searchsorted(mmsi, mmsi[begin], side="right"))
        yield positions.slice(begin, end - begin)
        if end == len(mmsi):
            return
        begin = end


def detect(
    positions: pa.Table,
    *,
    ports: Ports,
    watch: Sequence[str] = (),
    statics: pa.Table | None = None,
    settings: Settings | None = None,
) -> pa.Table:
    """Return all events of positions that fit into memory, sorted by ship and start.

    Args:
        positions: :data:`tidewaiter.model.tables.POSITIONS`, sorted by ship and time.
        ports: Where a ship can call.
        watch: Ids of watched ports: a shorter gap counts when it allows a call at one.
        statics: What ships said of themselves, folded; None for nothing.
        settings: Thresholds of the rules.

    Returns:
        :data:`tidewaiter.model.tables.EVENTS`.
    """
    detector = Detector(ports=ports, watch=watch, statics=statics, settings=settings)
    detector.add(positions)
    return detector.finish()


__all__ = ["Detector", "Found", "detect"]
