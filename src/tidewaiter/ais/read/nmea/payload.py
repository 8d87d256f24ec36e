"""Kernel: what the six-bit payloads say, message by message."""

from __future__ import annotations

from typing import Final

import numpy as np

from tidewaiter.ais.read.nmea import layout as f
from tidewaiter.ais.read.nmea import reasons as why
from tidewaiter.ais.read.nmea import table as t
from tidewaiter.ais.read.nmea.table import Bytes, Ints, Row
from tidewaiter.model.compiled import compiled

#: Rows of ``positions``. Angles in 1/600000 degree, speeds in 1/10 knot, course in 1/10 degree,
#: heading in degrees; -1 = not broadcast (latitude and longitude always are).
MMSI, TIME, LAT, LON, SOG, COG, HEADING, STATUS, POSITION_LINE = range(9)
POSITION_ROWS: Final = 9
#: Rows of ``statics``, after MMSI and TIME. Metres, draught in 1/10 metre; 0 = never said.
IMO, SHIP_TYPE, LENGTH, BREADTH, DRAUGHT, STATIC_LINE = range(2, 8)
STATIC_ROWS: Final = 8
#: Rows of ``text``: 20 characters at most.
NAME, CALLSIGN, DESTINATION = range(3)
TEXT_ROWS: Final = 3
TEXT_CHARS: Final = 20
#: The clock: microseconds since 1970, or NO_TIME; how many messages have told their second; and
#: the times of the last of them.
_NOW: Final = 0
_TOLD: Final = 1
_RECENT: Final = 2
_WINDOW: Final = 32
#: Messages come thick where half of the last ones lie within so many microseconds.
_THICK_US: Final = 10_000_000

_US: Final = 1_000_000
_PER_DEGREE: Final = 600_000


def clock(start_us: int) -> Ints:
    """Return a clock that stands at a time, whole seconds, or at NO_TIME for ever."""
    fresh = np.zeros(_RECENT + _WINDOW, np.int64)
    fresh[_NOW] = start_us
    return fresh


@compiled
def _bits(data: Bytes, at: int, bits: int, place: Ints) -> int:
    """Return the number in a field, at most 30 bits wide, of a payload that begins at ``at``.

    -1 where the message has no such field, or ends before it does. It takes its place as an
    array, for numba would compile it anew for every two constants.
    """
    first, end = place[f.FIRST], place[f.FIRST] + place[f.WIDTH]
    if first == end or end > bits:
        return -1
    value = 0
    last = (end - 1) // 6
    for char_at in range(at + first // 6, at + last + 1):
        char = data[char_at] - 48
        value = (value << 6) | (char - 8 if char > 40 else char)
    return int((value >> (6 * (last + 1) - end)) & ((1 << (end - first)) - 1))


@compiled
def _signed(data: Bytes, at: int, bits: int, place: Ints) -> int:
    """Return a number in two's complement; the field is there."""
    value, width = _bits(data, at, bits, place), place[f.WIDTH]
    return int(value - ((value >> (width - 1)) << width))


@compiled
def _put_text(
    data: Bytes, at: int, bits: int, place: Ints, text: Bytes, ends: Ints, row: Row
) -> None:
    """Append text, without the @ and blanks that pad it; none where the message ends earlier."""
    begin = ends[row]
    end = begin
    letter = place.copy()
    letter[f.WIDTH] = 6
    if place[f.FIRST] + place[f.WIDTH] <= bits:
        for _ in range(place[f.WIDTH] // 6):
            char = _bits(data, at, bits, letter)
            letter[f.FIRST] += 6
            char = char + 64 if char < 32 else char
            if end > begin or char != 32:
                text[end] = char
                end += 1
        while end > begin and (text[end - 1] == 64 or text[end - 1] == 32):
            end -= 1
    ends[row + 1] = end


@compiled
def _tick(clock: Ints, second: int) -> int:
    """Return the time of a message sent at a second of some minute; the clock goes with it.

    The minute is the one that brings the message within 30 seconds of the message before: 01
    after 59 is the next minute, 59 after 01 a late message of the last. Where messages come thick,
    the median of the last 32 stands for the one before: some ships send a wrong second, and two
    of them in a row would carry the clock off by a minute. (Without the median it gained 25
    minutes in the 27 seconds of AisLib's log of the Danish coast; with it, none.) The first
    message is not before the start, which may be given to the minute.
    """
    told, recent = clock[_TOLD], clock[_RECENT:]
    reference = clock[_NOW]
    if told >= _WINDOW:
        ranked = np.sort(recent)
        if ranked[3 * _WINDOW // 4] - ranked[_WINDOW // 4] <= _THICK_US:
            reference = ranked[_WINDOW // 2]
    ahead = second - (reference // _US) % 60
    if ahead < -30 or (told == 0 and ahead < 0):
        ahead += 60
    elif ahead > 30 and told > 0:
        ahead -= 60
    time = (reference // _US + ahead) * _US
    recent[told % _WINDOW] = time
    clock[_TOLD] += 1
    clock[_NOW] = time
    return int(time)


@compiled
def _put_position(
    data: Bytes, at: int, bits: int, kind: int, places: Ints, positions: Ints, row: Row
) -> int:
    """Write a row of the positions but for MMSI, time and line.

    Returns:
        Why it is refused, 0 if it is not; then latitude or longitude is there all the same.
    """
    lat = _signed(data, at, bits, places[f.LAT])
    lon = _signed(data, at, bits, places[f.LON])
    sog = _bits(data, at, bits, places[f.SOG])
    cog = _bits(data, at, bits, places[f.COG])
    heading = _bits(data, at, bits, places[f.HEADING])
    status = _bits(data, at, bits, places[f.STATUS])
    if kind == 27:
        lat, lon, cog = lat * 1000, lon * 1000, cog * 10
        sog = -1 if sog == 63 else sog * 10
    elif kind == 9:
        sog = -1 if sog == 1023 else sog * 10
    positions[LAT, row], positions[LON, row] = lat, lon
    positions[SOG, row] = sog if sog != 1023 or kind == 9 else -1
    positions[COG, row] = cog if cog < 3600 else -1
    positions[HEADING, row] = heading if heading != 511 else -1
    positions[STATUS, row] = status if status != 15 else -1
    if lat == 91 * _PER_DEGREE:
        return why.LAT_ABSENT
    if lon == 181 * _PER_DEGREE:
        return why.LON_ABSENT
    if abs(lat) > 90 * _PER_DEGREE:
        return why.LAT_OUTSIDE
    if abs(lon) > 180 * _PER_DEGREE:
        return why.LON_OUTSIDE
    return 0


@compiled
def _put_statics(
    data: Bytes, at: int, bits: int, places: Ints, statics: Ints, text: Bytes, ends: Ints, row: Row
) -> None:
    """Write a row of the static reports but for MMSI, time and line."""
    imo = _bits(data, at, bits, places[f.IMO])
    statics[IMO, row] = imo if 1_000_000 <= imo <= 9_999_999 else 0
    statics[SHIP_TYPE, row] = max(0, _bits(data, at, bits, places[f.SHIP_TYPE]))
    statics[DRAUGHT, row] = max(0, _bits(data, at, bits, places[f.DRAUGHT]))
    bow, stern = _bits(data, at, bits, places[f.BOW]), _bits(data, at, bits, places[f.STERN])
    port, starboard = (
        _bits(data, at, bits, places[f.PORT]),
        _bits(data, at, bits, places[f.STARBOARD]),
    )
    statics[LENGTH, row] = bow + stern if bow >= 0 and stern >= 0 else 0
    statics[BREADTH, row] = port + starboard if port >= 0 and starboard >= 0 else 0
    for which in range(TEXT_ROWS):
        _put_text(data, at, bits, places[f.NAME + which], text[which], ends[which], row)


@compiled
def messages(
    block: Bytes,
    joined: Bytes,
    table: Ints,
    rows: int,
    layout: Ints,
    clock: Ints,
    positions: Ints,
    statics: Ints,
    text: Bytes,
    ends: Ints,
) -> tuple[int, int]:
    """Decode the messages of the table; those that are refused get their reason in it.

    Args:
        block: Where the payloads of messages in one sentence are.
        joined: Where the payloads put together from parts are.
        table: Sentences, after ``parts``.
        rows: How many of them.
        layout: See ``layout``.
        clock: See ``clock``; is carried on.
        positions: Is filled; its rows are MMSI … POSITION_LINE.
        statics: Is filled; its rows are MMSI, TIME, IMO … STATIC_LINE.
        text: Is filled: the texts of the static reports end to end, names in the first row.
        ends: Is filled: text ``i`` ends at ``ends[row, i + 1]``.

    Returns:
        How many positions, and how many static reports.
    """
    count, told = np.int64(0), np.int64(0)
    ends[:, 0] = 0
    for row in range(rows):
        if table[t.REASON, row] != 0 or table[t.KIND, row] == t.WAITING:
            continue
        data = block if table[t.KIND, row] == t.WHOLE else joined
        at = table[t.PAYLOAD, row]
        kind = data[at] - 48
        kind = kind - 8 if kind > 40 else kind
        if layout[kind, f.NEEDED, 0] == 0:
            continue
        bits = 6 * table[t.LENGTH, row] - table[t.FILL, row]
        mmsi = _bits(data, at, bits, layout[kind, f.MMSI])
        part = _bits(data, at, bits, layout[kind, f.PART])
        places = layout[kind]
        if part == 1:
            places = layout[f.CRAFT_PART_B if mmsi // 10_000_000 == 98 else f.PART_B]
        located, tells = places[f.LAT, 1] > 0, places[f.SHIP_TYPE, 1] > 0 or places[f.NAME, 1] > 0
        time = table[t.TIME, row]
        if time == t.NO_TIME and clock[_NOW] != t.NO_TIME:
            second = _bits(data, at, bits, places[f.SECOND])
            time = _tick(clock, second) if 0 <= second < 60 else clock[_NOW]
        code, first, second = 0, 0, 0
        if part > 1:
            code, first, second = why.NO_SUCH_PART, kind, part
        elif bits < places[f.NEEDED, 0]:
            code, first, second = why.SHORT, kind, bits
        elif not 1 <= mmsi <= 999_999_999:
            code, first = why.MMSI, mmsi
        elif time == t.NO_TIME:
            code = why.UNTIMED
        elif time == t.DAMAGED_TIME:
            code = why.TIME_DAMAGED
        elif located:
            code = _put_position(data, at, bits, kind, places, positions, count)
            first = positions[LAT if code == why.LAT_OUTSIDE else LON, count]
        if code != 0:
            table[t.REASON, row], table[t.FIRST, row], table[t.SECOND, row] = code, first, second
            continue
        line = table[t.LINE, row]
        if located:
            positions[MMSI, count], positions[TIME, count] = mmsi, time
            positions[POSITION_LINE, count] = line
            count += 1
        if tells:
            _put_statics(data, at, bits, places, statics, text, ends, told)
            statics[MMSI, told], statics[TIME, told], statics[STATIC_LINE, told] = mmsi, time, line
            told += 1
    return int(count), int(told)
