"""Where each field of each message lies in its bits (ITU-R M.1371-5, annex 8)."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

#: Fields.
MMSI, PART, SECOND, LAT, LON, SOG, COG, HEADING, STATUS = range(9)
IMO, SHIP_TYPE, BOW, STERN, PORT, STARBOARD, DRAUGHT = range(9, 16)
NAME, CALLSIGN, DESTINATION = range(16, 19)
#: How many bits a message must have: through the latitude, or its first text; 0 = not decoded.
NEEDED: Final = 19
FIELDS: Final = 20

FIRST, WIDTH = range(2)
#: Message 24 is two: part A is kind 24, part B is this.
PART_B: Final = 64
#: Part B of a craft that belongs to a mother ship tells her MMSI instead of a size.
CRAFT_PART_B: Final = 65

_CLASS_A: Final = {
    NEEDED: (116, 0), STATUS: (38, 4), SOG: (50, 10), LON: (61, 28), LAT: (89, 27),
    COG: (116, 12), HEADING: (128, 9), SECOND: (137, 6),
}  # fmt: skip
_CLASS_B: Final = {
    NEEDED: (112, 0), SOG: (46, 10), LON: (57, 28), LAT: (85, 27), COG: (112, 12),
    HEADING: (124, 9), SECOND: (133, 6),
}  # fmt: skip
_CRAFT_PART_B: Final = {NEEDED: (48, 0), SHIP_TYPE: (40, 8), CALLSIGN: (90, 42)}

#: Message type → field → first bit and number of bits.
_MESSAGES: Final = {
    1: _CLASS_A,
    2: _CLASS_A,
    3: _CLASS_A,
    5: {
        NEEDED: (232, 0), IMO: (40, 30), CALLSIGN: (70, 42), NAME: (112, 120),
        SHIP_TYPE: (232, 8), BOW: (240, 9), STERN: (249, 9), PORT: (258, 6),
        STARBOARD: (264, 6), DRAUGHT: (294, 8), DESTINATION: (302, 120),
    },
    9: {
        NEEDED: (116, 0), SOG: (50, 10), LON: (61, 28), LAT: (89, 27), COG: (116, 12),
        SECOND: (128, 6),
    },
    18: _CLASS_B,
    19: _CLASS_B | {
        NAME: (143, 120), SHIP_TYPE: (263, 8), BOW: (271, 9), STERN: (280, 9), PORT: (289, 6),
        STARBOARD: (295, 6),
    },
    24: {NEEDED: (160, 0), PART: (38, 2), NAME: (40, 120)},
    27: {
        NEEDED: (79, 0), STATUS: (40, 4), LON: (44, 18), LAT: (62, 17), SOG: (79, 6),
        COG: (85, 9),
    },
    PART_B: _CRAFT_PART_B | {
        BOW: (132, 9), STERN: (141, 9), PORT: (150, 6), STARBOARD: (156, 6)
    },
    CRAFT_PART_B: _CRAFT_PART_B,
}  # fmt: skip


def layout() -> NDArray[np.int64]:
    """Return first bit and width by message and field; width 0 = the message has it not.

    >>> layout()[1, LAT].tolist()
    [89, 27]
    """
    table = np.zeros((CRAFT_PART_B + 1, FIELDS, 2), np.int64)
    for message, fields in _MESSAGES.items():
        table[message, MMSI] = (8, 30)
        for field, place in fields.items():
            table[message, field] = place
    return table
