"""Kernel: messages put together from the parts that came in several sentences."""

from __future__ import annotations

from typing import Final

import numpy as np

from tidewaiter.ais.read.nmea import reasons as why
from tidewaiter.ais.read.nmea import table as t
from tidewaiter.ais.read.nmea.table import Bytes, Ints, Row
from tidewaiter.model.compiled import compiled

#: Columns of a slot: what its parts share (fill bits are those of the last part) …
_FILL: Final = 0
_SINCE_LINE: Final = 1
_TIME: Final = 2
_PARTS: Final = 3
_MISSING: Final = 4
#: … and, for each of at most nine parts, its line, where the line begins and ends and where the
#: payload begins in the block, and how long that is. Line 0 = not come yet.
_OWN: Final = 5
_WIDTH: Final = 5
_LINE, _START, _END, _PAYLOAD, _LENGTH = range(_WIDTH)
_COLUMNS: Final = _OWN + 9 * _WIDTH

_DEAD: Final = -1
#: More than the lines that a part may wait, so that there is always room.
_SLOTS: Final = t.MOST_LINES + 4096
#: The oldest slot that may be alive, the end of the slots in use, and how many are alive.
_HEAD, _COUNT, _LIVE = range(3)


class Waiting:
    """The parts that wait for others, oldest first.

    They are found by going through them backwards: the other part is most often the line before.
    """

    def __init__(self) -> None:
        self._slots: Ints = np.zeros((_SLOTS, _COLUMNS), np.int64)
        self._keys: Ints = np.full(_SLOTS, _DEAD, np.int64)
        self._state: Ints = np.zeros(3, np.int64)

    def joined(self, block: Bytes, table: Ints, rows: int) -> tuple[Bytes, Ints]:
        """Put together what is complete; see :func:`_join`.

        Args:
            block: What the table's offsets count in; begins with ``held``.
            table: Sentences; the last part of a complete message gets the whole payload.
            rows: How many of the table's rows are in use.

        Returns:
            The payloads that were put together, and the parts that were given up: their lines,
            starts and ends in the block, part numbers and numbers of parts.
        """
        payloads = np.empty(len(block), np.uint8)
        lost = np.empty((5, rows + 9 * int(self._state[_LIVE])), np.int64)
        count = _join(block, table, rows, self._slots, self._keys, self._state, payloads, lost)
        return payloads, lost[:, :count]

    def held(self, block: Bytes) -> Bytes:
        """Return the lines of the waiting parts; the next block must begin with them."""
        pieces: list[Bytes] = []
        size = 0
        for slot in self._alive():
            for part in range(9):
                own = slot[_OWN + part * _WIDTH : _OWN + (part + 1) * _WIDTH]
                if own[_LINE]:
                    pieces.append(block[own[_START] : own[_END]])
                    own[[_START, _END, _PAYLOAD]] += size - own[_START]
                    size += len(pieces[-1])
        return np.concatenate(pieces) if pieces else np.empty(0, np.uint8)

    def left(self) -> Ints:
        """Return the parts that still wait, as ``joined`` returns those given up."""
        rows = [
            (own[_LINE], own[_START], own[_END], part + 1, slot[_PARTS])
            for slot in self._alive()
            for part, own in enumerate(slot[_OWN:].reshape(9, _WIDTH))
            if own[_LINE]
        ]
        return np.array(rows, np.int64).reshape(-1, 5).T

    def _alive(self) -> list[Ints]:
        """Return the slots in use, as views, so that they can be changed."""
        places = np.flatnonzero(self._keys[: self._state[_COUNT]] != _DEAD)
        return [self._slots[place] for place in places]


@compiled
def _give_up(slot: Ints, lost: Ints, count: Row) -> Row:
    """Write the parts of a slot to ``lost``; return how many are in there then."""
    for part in range(9):
        own = _OWN + part * _WIDTH
        if slot[own + _LINE] != 0:
            lost[0, count] = slot[own + _LINE]
            lost[1, count] = slot[own + _START]
            lost[2, count] = slot[own + _END]
            lost[3, count] = part + 1
            lost[4, count] = slot[_PARTS]
            count += 1
    return count


@compiled
def _close_ranks(slots: Ints, keys: Ints, state: Ints) -> None:
    """Move the living slots together to the front; they stay in order of age."""
    to = 0
    for at in range(state[_HEAD], state[_COUNT]):
        if keys[at] != _DEAD:
            for column in range(_COLUMNS):
                slots[to, column] = slots[at, column]
            keys[to] = keys[at]
            to += 1
    for at in range(to, state[_COUNT]):
        keys[at] = _DEAD
    state[_HEAD], state[_COUNT] = 0, to


@compiled
def _join(
    block: Bytes,
    table: Ints,
    rows: int,
    slots: Ints,
    keys: Ints,
    state: Ints,
    payloads: Bytes,
    lost: Ints,
) -> int:
    """Put together messages from their parts; return how many parts were given up.

    A part belongs to those with the same key that came at most 10,000 lines and 60 seconds
    before. Where none waits, only part 1 may begin a message, unless a tag block groups the
    sentences: else the second part of one that was lost would be joined to the next message, the
    second part of that to the one after it, and so on. A part that is there already begins anew.
    """
    used = 0
    given_up: Row = np.int64(0)
    for row in range(rows):
        if table[t.REASON, row] != 0:
            continue
        table[t.KIND, row] = t.WHOLE
        parts, part = table[t.PARTS, row], table[t.PART, row]
        if parts == 1:
            continue
        table[t.KIND, row] = t.WAITING
        line, time, key = table[t.LINE, row], table[t.TIME, row], table[t.KEY, row]
        while state[_HEAD] < state[_COUNT]:
            head = state[_HEAD]
            if keys[head] != _DEAD:
                if line - slots[head, _SINCE_LINE] <= t.MOST_LINES:
                    break
                given_up = _give_up(slots[head], lost, given_up)
                keys[head] = _DEAD
                state[_LIVE] -= 1
            state[_HEAD] += 1
        place = state[_COUNT] - 1
        while place >= state[_HEAD] and keys[place] != key:
            place -= 1
        own = _OWN + (part - 1) * _WIDTH
        if place >= state[_HEAD]:
            since = slots[place, _TIME]
            stale = since > t.DAMAGED_TIME and time > t.DAMAGED_TIME
            stale = stale and abs(time - since) > t.MOST_US
            if stale or slots[place, own + _LINE] != 0:
                given_up = _give_up(slots[place], lost, given_up)
                keys[place] = _DEAD
                state[_LIVE] -= 1
                place = -1
        else:
            place = -1
        if place < 0:
            if part > 1 and table[t.GROUPED, row] == 0:
                table[t.REASON, row] = why.ORPHAN
                table[t.FIRST, row], table[t.SECOND, row] = part, parts
                continue
            if state[_COUNT] == len(keys) or state[_COUNT] - state[_HEAD] > 2 * state[_LIVE] + 64:
                _close_ranks(slots, keys, state)
            place = state[_COUNT]
            state[_COUNT] += 1
            state[_LIVE] += 1
            keys[place] = key
            for column in range(_COLUMNS):
                slots[place, column] = 0
            slots[place, _SINCE_LINE], slots[place, _TIME] = line, time
            slots[place, _PARTS], slots[place, _MISSING] = parts, parts
        slot = slots[place]
        slot[own + _LINE], slot[own + _START] = line, table[t.START, row]
        slot[own + _END], slot[own + _PAYLOAD] = table[t.END, row], table[t.PAYLOAD, row]
        slot[own + _LENGTH] = table[t.LENGTH, row]
        if part == parts:
            slot[_FILL] = table[t.FILL, row]
        slot[_MISSING] -= 1
        if slot[_TIME] <= t.DAMAGED_TIME:
            slot[_TIME] = time
        if slot[_MISSING] > 0:
            continue
        table[t.KIND, row], table[t.PAYLOAD, row] = t.JOINED, used
        for other in range(parts):
            own = _OWN + other * _WIDTH
            start = slot[own + _PAYLOAD]
            for at in range(start, start + slot[own + _LENGTH]):
                payloads[used] = block[at]
                used += 1
        table[t.LENGTH, row] = used - table[t.PAYLOAD, row]
        table[t.TIME, row], table[t.FILL, row] = slot[_TIME], slot[_FILL]
        keys[place] = _DEAD
        state[_LIVE] -= 1
    return int(given_up)
