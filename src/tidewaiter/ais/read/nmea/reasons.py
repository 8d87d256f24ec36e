"""Why a sentence is refused, in words for the analyst."""

from __future__ import annotations

from typing import Final

#: Codes that the kernels give; 0 is "not refused".
GARBAGE: Final = 1
TOO_LONG: Final = 2
TAG_UNENDED: Final = 3
TAG_CHECK_SUM: Final = 4
CHECK_SUM: Final = 5
NO_CHECK_SUM: Final = 6
MALFORMED: Final = 7
EMPTY: Final = 8
BAD_CHARACTER: Final = 9
ORPHAN: Final = 10
SHORT: Final = 11
MMSI: Final = 12
UNTIMED: Final = 13
TIME_DAMAGED: Final = 14
LAT_ABSENT: Final = 15
LON_ABSENT: Final = 16
LAT_OUTSIDE: Final = 17
LON_OUTSIDE: Final = 18
NO_SUCH_PART: Final = 19

#: Longest line that is read, in bytes. NMEA 0183 allows 82 characters to a sentence; loggers
#: write up to some 500 with their tag blocks.
LONGEST_BYTES: Final = 1 << 16

#: {0} and {1} are the two numbers of the kernel; {2} is the first one as degrees.
_WORDS: Final = {
    GARBAGE: "is no AIS sentence, which starts !AIVDM or !AIVDO, perhaps behind a tag block",
    TOO_LONG: "the line is longer than {0} bytes",
    TAG_UNENDED: "the tag block does not end, or has no check sum",
    TAG_CHECK_SUM: "tag block: check sum is {0:02X}, the block says {1:02X}",
    CHECK_SUM: "check sum is {0:02X}, the sentence says {1:02X}",
    NO_CHECK_SUM: "the sentence has no check sum",
    MALFORMED: "malformed: a sentence is !AIVDM,parts,part,sequence,channel,payload,fill bits",
    EMPTY: "the payload is empty",
    BAD_CHARACTER: "the payload has a character 0x{0:02X}, which AIS does not use",
    ORPHAN: "part {0} of {1}: another part never came",
    SHORT: "message of type {0} with only {1} bits",
    MMSI: "MMSI {0} is not nine digits",
    UNTIMED: "the line carries no time; "
    "give the time of the first line with --start 2024-02-26T12:00",
    TIME_DAMAGED: "the line carries no time, and the $PGHP line before it is damaged",
    LAT_ABSENT: "latitude 91: AIS for 'position not available'",
    LON_ABSENT: "longitude 181: AIS for 'position not available'",
    LAT_OUTSIDE: "latitude {2:.9g} is outside -90…90",
    LON_OUTSIDE: "longitude {2:.9g} is outside -180…180",
    NO_SUCH_PART: "message of type {0} with part number {1}: there are 0 and 1",
}


def reason(code: int, first: int, second: int) -> str:
    """Return the sentence for a code and its two numbers.

    >>> reason(CHECK_SUM, 0x2B, 0x2A)
    'check sum is 2B, the sentence says 2A'
    >>> reason(ORPHAN, 1, 2)
    'part 1 of 2: the other part never came'
    >>> reason(LAT_OUTSIDE, 54_720_000, 0)
    'latitude 91.2 is outside -90…90'
    """
    words = _WORDS[code]
    if code == ORPHAN and second == 2:
        words = words.replace("another", "the other")
    return words.format(first, second, first / 600_000)
