"""Kernel: the AIS sentences in a block of lines, each with its fields and its time."""

from __future__ import annotations

from typing import Final

import numpy as np

from tidewaiter.ais.read.nmea import reasons as why
from tidewaiter.ais.read.nmea import table as t
from tidewaiter.ais.read.nmea.table import Bytes, Ints, Row
from tidewaiter.model.compiled import compiled

#: What carries over from block to block: lines read so far, and the time of the last $PGHP line.
_LINES: Final = 0
_LOGGED: Final = 1
#: Tag block groups whose time is remembered, by the last bits of their number.
_GROUPS: Final = 4096
_US: Final = 1_000_000
#: Longer group numbers do not fit the 63 bits that tell messages apart.
_LONGEST_NUMBER: Final = 13

_COMMA, _STAR, _COLON, _DASH, _TAG = (ord(c) for c in ",*:-\\")
_G, _C, _V, _D, _M, _O = (ord(c) for c in "gcVDMO")


def fresh_state() -> tuple[Ints, Ints]:
    """Return the state and the groups at the start of a file."""
    groups = np.full((3, _GROUPS), -1, np.int64)
    return np.array([0, t.NO_TIME], np.int64), groups


@compiled
def _number(block: Bytes, start: int, end: int) -> int:
    """Return the unsigned number written from start to end; -1 if there is none."""
    if start >= end or end - start > _LONGEST_NUMBER:
        return -1
    value = 0
    for at in range(start, end):
        digit = block[at] - 48
        if digit < 0 or digit > 9:
            return -1
        value = value * 10 + digit
    return value


@compiled
def _hex(block: Bytes, start: int, end: int) -> int:
    """Return the number that two hexadecimal digits write; -1 if there are none."""
    if start + 2 > end:
        return -1
    value = 0
    for at in range(start, start + 2):
        char = block[at]
        if 48 <= char <= 57:
            digit = char - 48
        elif 65 <= char <= 70:
            digit = char - 55
        elif 97 <= char <= 102:
            digit = char - 87
        else:
            return -1
        value = value * 16 + digit
    return value


@compiled
def _unix_us(block: Bytes, start: int, end: int) -> int:
    """Return microseconds since 1970 from UNIX seconds, or from milliseconds in 12-13 digits."""
    value = _number(block, start, end)
    if value < 0 or end - start < 9 or end - start == 11:
        return t.NO_TIME
    return value * _US if end - start <= 10 else value * 1000


@compiled
def _tag_block(block: Bytes, start: int, end: int) -> tuple[int, int]:
    r"""Return the time (``c:``) and the group (``g:1-2-1604``; 0 = none) of ``\…*``."""
    time, group = t.NO_TIME, 0
    at = start
    while at < end:
        stop = at
        while stop < end and block[stop] != _COMMA:
            stop += 1
        if stop > at + 2 and block[at + 1] == _COLON:
            if block[at] == _C:
                time = _unix_us(block, at + 2, stop)
            elif block[at] == _G:
                dash = stop
                while dash > at and block[dash - 1] != _DASH:
                    dash -= 1
                group = _number(block, dash, stop) + 1
        at = stop + 1
    return time, group


@compiled
def _tells_time(block: Bytes, at: int) -> bool:
    """Tell whether a sentence begins with ``$PGHP,``."""
    proprietary = block[at + 1] == 80 and block[at + 2] == 71 and block[at + 3] == 72
    return bool(proprietary and block[at + 4] == 80 and block[at + 5] == _COMMA)


@compiled
def _logged(block: Bytes, start: int, end: int) -> int:
    """Return the time of ``$PGHP,1,year,month,day,hour,minute,second,millisecond,…*check sum``."""
    total, at = 0, start + 1
    while at < end and block[at] != _STAR:
        total ^= block[at]
        at += 1
    if _hex(block, at + 1, end) != total:
        return t.DAMAGED_TIME
    end = at
    at = start + 6
    part = np.zeros(8, np.int64)
    for field in range(8):
        stop = at
        while stop < end and block[stop] != _COMMA:
            stop += 1
        part[field] = _number(block, at, stop)
        if part[field] < 0:
            return t.DAMAGED_TIME
        at = stop + 1
    kind, year, month, day = part[0], part[1], part[2], part[3]
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    longest = 30 + (month + month // 8) % 2 if month != 2 else 28 + leap
    if kind != 1 or year > 9999 or not 1 <= month <= 12 or not 1 <= day <= longest:
        return t.DAMAGED_TIME
    if part[4] > 23 or part[5] > 59 or part[6] > 60 or part[7] > 999:
        return t.DAMAGED_TIME
    # Days since 1970 in a calendar that begins in March: H. Hinnant, "chrono-compatible
    # low-level date algorithms", 2013.
    years = year - (month <= 2)
    era = years // 400
    of_era = years - era * 400
    of_year = (153 * ((month + 9) % 12) + 2) // 5 + day - 1
    days = era * 146097 + of_era * 365 + of_era // 4 - of_era // 100 + of_year - 719468
    seconds = ((days * 24 + part[4]) * 60 + part[5]) * 60 + part[6]
    return int(seconds * _US + part[7] * 1000)


@compiled
def _trailing(block: Bytes, start: int, end: int) -> int:
    """Return the time of a sentence of the US Coast Guard: the last field that is one."""
    time = t.NO_TIME
    at = start
    while at < end:
        stop = at
        while stop < end and block[stop] != _COMMA:
            stop += 1
        if 9 <= stop - at <= 10 and _number(block, at, stop) >= 0:
            time = _number(block, at, stop) * _US
        at = stop + 1
    return time


@compiled
def _is_talker(char: int) -> bool:
    """Tell letters and digits of a talker; some logs blank it out with dashes."""
    return 65 <= char <= 90 or 48 <= char <= 57 or char == _DASH


@compiled
def _fields(block: Bytes, start: int, end: int, row: Row, table: Ints, commas: Ints) -> int:
    """Put the fields of the sentence into the row; return the end of its check sum."""
    total, count, star = 0, 0, start + 1
    while star < end and block[star] != _STAR:
        if block[star] == _COMMA:
            commas[min(count, 6)] = star
            count += 1
        total ^= block[star]
        star += 1
    said = _hex(block, star + 1, end)
    if said < 0:
        table[t.REASON, row] = why.NO_CHECK_SUM
        return end
    if said != total:
        table[t.REASON, row] = why.CHECK_SUM
        table[t.FIRST, row], table[t.SECOND, row] = total, said
        return end
    parts = _number(block, commas[0] + 1, commas[1]) if count == 6 else 0
    part = _number(block, commas[1] + 1, commas[2]) if count == 6 else 0
    if not 1 <= part <= parts <= 9:
        table[t.REASON, row] = why.MALFORMED
        return star + 3
    blank = commas[3] == commas[2] + 1
    sequence = 0 if blank else _number(block, commas[2] + 1, commas[3]) + 1
    fill = 0 if star == commas[5] + 1 else _number(block, commas[5] + 1, star)
    if not 0 <= fill <= 5 or not 0 <= sequence <= 10 or (sequence == 0 and not blank):
        table[t.REASON, row] = why.MALFORMED
        return star + 3
    channel = 0 if commas[4] == commas[3] + 1 else block[commas[3] + 1] + 0
    first, last = commas[4] + 1, commas[5]
    if first == last:
        table[t.REASON, row] = why.EMPTY
    for at in range(first, last):
        char = block[at]
        if char < 48 or char > 119 or 87 < char < 96:
            table[t.REASON, row], table[t.FIRST, row] = why.BAD_CHARACTER, char
            break
    table[t.PAYLOAD, row], table[t.LENGTH, row], table[t.FILL, row] = first, last - first, fill
    table[t.PARTS, row], table[t.PART, row] = parts, part
    table[t.KEY, row] = (sequence * 256 + channel) * 10 + parts
    return star + 3


@compiled
def sentences(
    block: Bytes, start: int, end: int, state: Ints, groups: Ints, table: Ints
) -> tuple[int, int]:
    """Find the sentences of the block's lines, as many as the table has room for.

    Args:
        block: Whole lines.
        start: Where to begin in it, in bytes.
        end: Where it ends.
        state: See ``fresh_state``; is carried on.
        groups: Number, time and line of tag block groups; is carried on.
        table: Is filled; its rows are the columns of ``table``.

    Returns:
        How many sentences were found, and where to go on.
    """
    found, upto = np.int64(0), start
    commas = np.zeros(7, np.int64)
    while upto < end and found < table.shape[1]:
        at = upto
        stop = at
        while stop < end and block[stop] != 10:
            stop += 1
        upto = stop + 1
        state[_LINES] += 1
        too_long = stop - at > why.LONGEST_BYTES
        while stop > at and block[stop - 1] <= 32:
            stop -= 1
        while at < stop and block[at] <= 32:
            at += 1
        if not too_long and (at == stop or block[at] == 35):  # blank, or # a comment
            continue
        row = found
        for column in range(t.COLUMNS):
            table[column, row] = 0
        table[t.LINE, row], table[t.START, row], table[t.END, row] = state[_LINES], at, stop
        found += 1
        if too_long:
            table[t.REASON, row], table[t.FIRST, row] = why.TOO_LONG, why.LONGEST_BYTES
            continue
        time, group, tag_reason = t.NO_TIME, 0, 0
        while at < stop and block[at] == _TAG:
            close, total = at + 1, 0
            while close < stop and block[close] != _TAG:
                close += 1
            star = close - 3
            said = _hex(block, star + 1, close) if star > at and block[star] == _STAR else -1
            for i in range(at + 1, star):
                total ^= block[i]
            if close == stop or said < 0:
                tag_reason = why.TAG_UNENDED
            elif said != total:
                tag_reason = why.TAG_CHECK_SUM
                table[t.FIRST, row], table[t.SECOND, row] = total, said
            else:
                its_time, its_group = _tag_block(block, at + 1, star)
                time, group = max(time, its_time), max(group, its_group)
            at = min(close + 1, stop)
        if time > t.DAMAGED_TIME and group > 0 and tag_reason == 0:
            place = group % _GROUPS
            groups[0, place], groups[1, place], groups[2, place] = group, time, state[_LINES]
        size = stop - at
        if size > 0 and block[at] == 36:  # $: another sentence than AIS
            if size > 6 and _tells_time(block, at):
                state[_LOGGED] = _logged(block, at, stop)
            found -= 1
            continue
        if tag_reason != 0:
            table[t.REASON, row] = tag_reason
            continue
        sentence = size > 6 and block[at] == 33 and block[at + 6] == _COMMA
        sentence = sentence and _is_talker(block[at + 1]) and _is_talker(block[at + 2])
        sentence = sentence and block[at + 3] == _V and block[at + 4] == _D
        if not sentence or (block[at + 5] != _M and block[at + 5] != _O):
            table[t.REASON, row] = why.GARBAGE
            continue
        after = _fields(block, at, stop, row, table, commas)
        if time <= t.DAMAGED_TIME:
            time = _trailing(block, after, stop)
        place = group % _GROUPS
        if time <= t.DAMAGED_TIME and group > 0 and groups[0, place] == group:
            recent = state[_LINES] - groups[2, place] <= t.MOST_LINES
            time = groups[1, place] if recent else t.NO_TIME
        table[t.TIME, row] = time if time > t.DAMAGED_TIME else state[_LOGGED]
        table[t.KEY, row] += group * 28_160
        table[t.GROUPED, row] = group > 0
    return int(found), upto
