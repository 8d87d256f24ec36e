"""The table of sentences that the kernels hand on: one int64 row a column of it."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

Bytes = NDArray[np.uint8]
Ints = NDArray[np.int64]
#: A row that is counted: begin with np.int64(0), for numba compiles anew for the constant 0.
Row = np.int64 | int

#: Number of the line, from 1.
LINE: Final = 0
#: Where the line begins and ends in the block, in bytes.
START: Final = 1
END: Final = 2
#: Where its payload begins: in the block, or from ``MESSAGE`` on, once joined, in the joined ones.
PAYLOAD: Final = 3
#: Length of the payload, in characters of six bits.
LENGTH: Final = 4
#: Bits at the end of the payload that mean nothing, 0-5.
FILL: Final = 5
#: Number of parts of the message, and which of them this is.
PARTS: Final = 6
PART: Final = 7
#: One number for tag block group, sequence id, channel and number of parts.
KEY: Final = 8
#: Whether a tag block groups the sentence with others: 1 or 0.
GROUPED: Final = 9
#: Microseconds since 1970, UTC; or NO_TIME, or DAMAGED_TIME.
TIME: Final = 10
#: What is to be done with the row: one of the kinds below.
KIND: Final = 11
#: Why it is refused: a code of ``reasons``; 0 = it is not.
REASON: Final = 12
#: Two numbers for the reason's sentence.
FIRST: Final = 13
SECOND: Final = 14
COLUMNS: Final = 15

#: Kinds: a part that waits or is used up; a message in the block; a message that was joined.
WAITING: Final = 0
WHOLE: Final = 1
JOINED: Final = 2

NO_TIME: Final = -(1 << 62)
#: The last $PGHP line, which should have told the time, was damaged.
DAMAGED_TIME: Final = NO_TIME + 1
#: Parts of one message come within so many lines of the log …
MOST_LINES: Final = 10_000
#: … and so many microseconds.
MOST_US: Final = 60_000_000
