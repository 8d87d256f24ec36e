"""Positions and static reports as NMEA 0183 sentences, message types 1 and 5 (ITU-R M.1371-5)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

_SIXBIT = "@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_ !\"#$%&'()*+,-./0123456789:;<=>?"
#: Characters of the payload for 0…63.
_ARMOUR = "".join(chr(v + 48 if v < 40 else v + 56) for v in range(64))
_MOST_CHARACTERS = 60


def position(row: Mapping[str, Any]) -> str:
    """Return the payload of a position report, 168 bits."""
    bits = _bits(1, 6) + _bits(0, 2) + _bits(row["mmsi"], 30) + _bits(row["nav_status"] or 0, 4)
    bits += _bits(-128, 8)  # rate of turn: not available
    bits += _bits(1023 if row["sog"] is None else min(1022, round(row["sog"] * 10)), 10) + "1"
    bits += _bits(round(row["lon"] * 600_000), 28) + _bits(round(row["lat"] * 600_000), 27)
    bits += _bits(3600 if row["cog"] is None else round(row["cog"] * 10) % 3600, 12)
    bits += _bits(511, 9) + _bits(row["timestamp"].second, 6) + _bits(0, 2 + 3 + 1 + 19)
    return bits


def static(row: Mapping[str, Any]) -> str:
    """Return the payload of a static and voyage report, 424 bits."""
    bits = _bits(5, 6) + _bits(0, 2) + _bits(row["mmsi"], 30) + _bits(0, 2)
    bits += _bits(int(row["imo"] or 0), 30) + _text(row["callsign"], 7) + _text(row["name"], 20)
    bits += _bits(row["ship_type"] or 0, 8)
    length, width = int(row["length"] or 0), int(row["width"] or 0)
    bits += _bits(length // 2, 9) + _bits(length - length // 2, 9)
    bits += _bits(width // 2, 6) + _bits(width - width // 2, 6)
    bits += _bits(1, 4) + _bits(0, 4 + 5) + _bits(24, 5) + _bits(60, 6)
    bits += _bits(round((row["draught"] or 0) * 10), 8) + _text(row["destination"], 20)
    return bits + "00"


def sentences(messages: Iterable[tuple[int, str]]) -> Iterator[str]:
    """Yield lines with the time of each message in a tag block.

    Args:
        messages: UNIX seconds and bits, in the order of time.
    """
    sequence = 0
    for seconds, bits in messages:
        fill = -len(bits) % 6
        padded = bits + "0" * fill
        text = "".join(_ARMOUR[int(padded[i : i + 6], 2)] for i in range(0, len(padded), 6))
        parts = [text[i : i + _MOST_CHARACTERS] for i in range(0, len(text), _MOST_CHARACTERS)]
        number = str(sequence) if len(parts) > 1 else ""
        sequence = (sequence + (len(parts) > 1)) % 10
        tag = f"c:{seconds}"
        for i, part in enumerate(parts, start=1):
            last = fill if i == len(parts) else 0
            body = f"AIVDM,{len(parts)},{i},{number},A,{part},{last}"
            yield f"\\{tag}*{_check(tag)}\\!{body}*{_check(body)}"


def _bits(value: int, width: int) -> str:
    return format(value & ((1 << width) - 1), f"0{width}b")


def _text(value: str | None, characters: int) -> str:
    padded = (value or "").upper()[:characters].ljust(characters, "@")
    return "".join(_bits(max(0, _SIXBIT.find(c)), 6) for c in padded)


def _check(text: str) -> str:
    total = 0
    for byte in text.encode("ascii"):
        total ^= byte
    return f"{total:02X}"
