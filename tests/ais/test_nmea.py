"""NMEA: equal to pyais message by message, whole however it is cut, and every line accounted for."""

from __future__ import annotations

import gzip
import io
import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import reduce
from operator import xor
from pathlib import Path
from typing import IO, Any, cast

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyais import decode, encode_dict
from pyais.bit_vector import bit_vector
from pyais.exceptions import AISBaseException

from tidewaiter.ais.read.nmea import looks_like_nmea, read_nmea
from tidewaiter.model.tables import POSITIONS, REJECTS, STATICS

START = datetime(2024, 2, 26, 12, tzinfo=UTC)
#: MMSI 224651000 at 5.28° S 161.88° W, UTC second 51.
SHIP = "!AIVDM,1,1,,B,13F?Vv700<DJuLEtvep`iToV0<00,0*78"
PART_1 = "!AIVDM,2,1,6,A,53@o0E000001Q0CG37U8u<Tp4q@D00000000000018330400000000000000,0*63"
PART_2 = "!AIVDM,2,2,6,A,00000000008,2*2A"
FILES = {
    "uscg-nais-2016-07-28.nmea.gz": None,
    "aislib-stream-2010-06-11.nmea.gz": None,
    "pyais-sample.nmea": START,
    "libais/test.aivdm": START,
    "libais/typeexamples.nmea": START,
    "libais/tagblock.nmea": None,
}


class Rows:
    """All that a file gave, as Python objects."""

    def __init__(self, raw: bytes | IO[bytes], **options: Any) -> None:
        stream = io.BytesIO(raw) if isinstance(raw, bytes) else raw
        batches = list(read_nmea(stream, name="a.nmea", source="s", **options))
        for batch in batches:
            for table, schema in (
                (batch.positions, POSITIONS),
                (batch.statics, STATICS),
                (batch.rejects, REJECTS),
            ):
                assert table.schema == schema
                table.validate(full=True)
        self.rows_in = sum(b.rows_in for b in batches)
        self.positions = _list(b.positions for b in batches)
        self.statics = _list(b.statics for b in batches)
        self.rejects = _list(b.rejects for b in batches)
        assert sum(b.good for b in batches) == self.rows_in - len(self.rejects) >= 0

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Rows) and vars(self) == vars(other)

    __hash__ = None  # type: ignore[assignment]

    @property
    def reasons(self) -> list[tuple[int, str]]:
        return [(r["line"], r["reason"]) for r in self.rejects]

    @property
    def times(self) -> list[datetime]:
        return [p["timestamp"] for p in self.positions]


def _list(tables: Iterator[Any]) -> list[dict[str, Any]]:
    rows = cast("list[dict[str, Any]]", pa.concat_tables(tables).to_pylist())
    return sorted(rows, key=lambda r: r["line"])


def _text(*lines: str, **options: Any) -> Rows:
    return Rows("\n".join(lines).encode(), **options)


def _raw(shared: Path, file: str) -> bytes:
    raw = (shared / "data" / "ais" / file).read_bytes()
    return gzip.decompress(raw) if file.endswith(".gz") else raw


def _sealed(sentence: str) -> str:
    """Return the sentence, from ``!`` to before ``*``, with its check sum."""
    return f"{sentence}*{reduce(xor, sentence[1:].encode()):02X}"


def _tagged(tag: str, sentence: str = SHIP) -> str:
    return f"\\{tag}*{reduce(xor, tag.encode()):02X}\\{sentence}"


def _utc(*args: int) -> datetime:
    return datetime(*args, tzinfo=UTC)  # type: ignore[arg-type,misc]


# What pyais says, as rows of ours --------------------------------------------------------------


def _said(message: Any, field: str, absent: object) -> Any:
    value = getattr(message, field, None)
    return None if value is None or value == absent else value


def _position(message: Any, bits: Any) -> dict[str, Any] | None:
    """Return the position in our terms, or None where it is none: then we must refuse it."""
    kind, lat, lon = message.msg_type, message.lat, message.lon
    if lat is None or lon is None or abs(lat) > 90 or abs(lon) > 180:
        return None
    cog = _said(message, "course", 511 if kind == 27 else 360)
    sog = _said(message, "speed", {9: 1023, 27: 63}.get(kind, 102.3))
    if kind == 27:  # pyais fills up what is cut off with zeros
        sog = sog if len(bits) >= 85 else None
        cog = cog if len(bits) >= 94 else None
    return {
        "lat": pytest.approx(lat, abs=1e-6),
        "lon": pytest.approx(lon, abs=1e-6),
        "sog": _near(sog),
        # pyais hands on courses over 360, which mean nothing
        "cog": _near(cog if cog is None or cog < 360 else None),
        "heading": _said(message, "heading", 511),
        "nav_status": _said(message, "status", 15),
    }


def _near(value: Any) -> Any:
    return None if value is None else pytest.approx(value, abs=1e-4)


def _static(message: Any, bits: Any) -> dict[str, Any]:
    # pyais folds reserved types in messages 5 and 19 into one: 57 into 56; its bits do not
    ship_type = bits.get({5: 232, 19: 263}.get(message.msg_type, 40), 8)
    if not hasattr(message, "ship_type"):
        ship_type = None  # part A of message 24
    imo = _said(message, "imo", 0)
    bow, stern, port, starboard = (
        _said(message, f"to_{side}", None) or 0 for side in ("bow", "stern", "port", "starboard")
    )
    texts = {
        "name": _said(message, "shipname", None),
        "callsign": _said(message, "callsign", None),
        "destination": _said(message, "destination", None),
    }
    return {
        # pyais hands on numbers that are no IMO numbers, for they have not seven digits
        "imo": str(imo) if imo is not None and 1_000_000 <= imo <= 9_999_999 else None,
        "ship_type": ship_type or None,
        "length": bow + stern or None,
        "width": port + starboard or None,
        "draught": _near(_said(message, "draught", 0)),
        # pyais leaves an @ before the last blank
        **{k: (v.rstrip("@ ") or None) if v is not None else None for k, v in texts.items()},
    }


_SENTENCE = re.compile(
    rb"^(?:\\(?P<tag>.*?)\\)?(?P<ais>!..VD[MO],(?P<of>\d),(?P<no>\d),(?P<seq>\d?),(?P<ch>.?),"
    rb"[^,]+,\d\*..)"
)


def _oracle(raw: bytes) -> tuple[dict[int, Any], dict[int, Any], set[int]]:
    """Decode with pyais: positions, static reports and refused messages by line."""
    located: dict[int, Any] = {}
    told: dict[int, Any] = {}
    refused: set[int] = set()
    parts: dict[tuple[object, ...], dict[bytes, bytes]] = {}
    for line, text in enumerate(raw.split(b"\n"), 1):
        match = _SENTENCE.match(text)
        if match is None:
            continue
        group = re.search(rb"g:\d-\d-(\d+)", match["tag"] or b"")
        key = (group and group[1], match["seq"], match["ch"], match["of"])
        if match["of"] != b"1":
            mine = parts.setdefault(key, {})
            mine[match["no"]] = match["ais"]
            if len(mine) < int(match["of"]):
                continue
            del parts[key]
            sentences = [mine[number] for number in sorted(mine)]
        else:
            sentences = [match["ais"]]
        try:
            message: Any = decode(*sentences)
        except AISBaseException:  # types that do not exist
            continue
        if message.msg_type not in (1, 2, 3, 5, 9, 18, 19, 24, 27):
            continue
        fields = [sentence.split(b",") for sentence in sentences]
        bits = bit_vector(b"".join(f[5] for f in fields), int(fields[-1][6][:1]))
        # pyais fills up what a short message lacks, here of the latitude, with zeros
        short = len(bits) < {9: 116, 18: 112, 19: 112, 27: 79}.get(message.msg_type, 116)
        if short or not 1 <= message.mmsi <= 999_999_999:
            refused.add(line)
            continue
        if message.msg_type not in (5, 24):
            position = _position(message, bits)
            if position is None:
                refused.add(line)
                continue
            located[line] = {"mmsi": message.mmsi} | position
        if message.msg_type in (5, 19, 24):
            told[line] = {"mmsi": message.mmsi} | _static(message, bits)
    return located, told, refused


@pytest.mark.parametrize("file", FILES)
def test_every_message_of_a_real_file_is_what_pyais_says(shared: Path, file: str) -> None:
    raw = _raw(shared, file)
    located, told, refused = _oracle(raw)
    rows = Rows(raw, start=FILES[file])
    assert [p["line"] for p in rows.positions] == sorted(located)
    assert [s["line"] for s in rows.statics] == sorted(told)
    for row, wanted in [(p, located) for p in rows.positions] + [(s, told) for s in rows.statics]:
        expected = wanted[row["line"]]
        assert {k: row[k] for k in expected} == expected, row
    content = [r for r in rows.rejects if not re.search("part|empty", r["reason"])]
    assert {r["line"] for r in content} == refused


ABSENT = "latitude 91: AIS for 'position not available'"


@pytest.mark.parametrize(
    ("file", "rows_in", "positions", "statics", "rejects"),
    [
        ("uscg-nais-2016-07-28.nmea.gz", 59402, 42008, 2066, {ABSENT: 216}),
        (
            "aislib-stream-2010-06-11.nmea.gz",
            4500,
            2965,
            497,
            {ABSENT: 23, "MMSI 0 is not nine digits": 2},
        ),
        (
            "pyais-sample.nmea",
            898,
            758,
            2,
            {
                "the payload is empty": 100,
                "part 1 of 2: the other part never came": 20,
                ABSENT: 4,
            },
        ),
        ("libais/test.aivdm", 263, 36, 15, {"no position": 7, "only": 4}),
        ("libais/typeexamples.nmea", 26, 3, 2, {"no position": 3}),
        ("libais/tagblock.nmea", 5, 3, 1, {}),
    ],
)
def test_every_sentence_of_a_real_file_is_accounted_for(
    shared: Path, file: str, rows_in: int, positions: int, statics: int, rejects: dict[str, int]
) -> None:
    rows = Rows(_raw(shared, file), start=FILES[file])
    assert (rows.rows_in, len(rows.positions), len(rows.statics)) == (rows_in, positions, statics)
    reasons = Counter(re.sub(r".*outside.*", "no position", r["reason"]) for r in rows.rejects)
    short = {r: n for r, n in reasons.items() if "only" in r}
    held = Counter({r: n for r, n in reasons.items() if "only" not in r})
    assert held + Counter({"only": sum(short.values())}) == Counter(rejects)


# Messages made up ------------------------------------------------------------------------------

_TEXT = st.text(alphabet=" ABCXYZ0189-.<>&/?", max_size=20)
_FIELDS = st.fixed_dictionaries(
    {
        "mmsi": st.integers(1, 999_999_999).filter(lambda m: m // 10**7 != 98),
        "lat": st.integers(-90 * 600, 90 * 600).map(lambda v: v / 600),
        "lon": st.integers(-180 * 600, 180 * 600).map(lambda v: v / 600),
        "speed": st.integers(0, 62).map(float),
        "course": st.integers(0, 359).map(float),
        "heading": st.integers(0, 359) | st.just(511),
        "status": st.integers(0, 15),
        "second": st.integers(0, 63),
        "imo": st.integers(0, 2**30 - 1) | st.integers(1_000_000, 9_999_999),
        "shipname": _TEXT,
        "callsign": _TEXT.map(lambda t: t[:7]),
        "destination": _TEXT,
        "ship_type": st.integers(0, 99),
        "draught": st.integers(0, 255).map(lambda v: v / 10),
        "partno": st.integers(0, 1),
        "to_bow": st.integers(0, 511),
        "to_stern": st.integers(0, 511),
        "to_port": st.integers(0, 63),
        "to_starboard": st.integers(0, 63),
    }
)


@pytest.mark.parametrize("kind", [1, 2, 3, 5, 9, 18, 19, 24, 27])
@settings(deadline=None, max_examples=60)
@given(made=st.lists(_FIELDS, min_size=1, max_size=5))
def test_messages_that_pyais_encodes_come_back(kind: int, made: list[dict[str, Any]]) -> None:
    raw = "\n".join(
        line for f in made for line in encode_dict({"msg_type": kind} | f, talker_id="AB")
    ).encode()
    located, told, _ = _oracle(raw)
    rows = Rows(raw, start=START)
    assert rows.rejects == []
    assert len(located) == (0 if kind in (5, 24) else len(made))
    assert len(told) == (len(made) if kind in (5, 19, 24) else 0)
    for row, fields in zip(rows.positions or rows.statics, made, strict=True):
        assert row["mmsi"] == fields["mmsi"]
    for row in rows.positions:
        assert {k: row[k] for k in located[row["line"]]} == located[row["line"]]
    for row in rows.statics:
        assert {k: row[k] for k in told[row["line"]]} == told[row["line"]]
    if rows.positions:
        assert rows.positions[0]["lat"] == pytest.approx(made[0]["lat"], abs=1e-6)
        assert rows.positions[0]["sog"] == made[0]["speed"]


def test_a_mother_ships_mmsi_is_not_taken_for_a_size() -> None:
    fields: dict[str, Any] = {
        "msg_type": 24,
        "partno": 1,
        "to_port": 7,
        "ship_type": 30,
        "mothership_mmsi": 9,
    }
    sizes = [
        _text(*encode_dict(fields | {"mmsi": mmsi}), start=START).statics[0]["width"]
        for mmsi in (982_110_001, 211_000_001)
    ]
    assert sizes == [None, 7]


def _cut(kind: int, bits: int) -> str:
    """Return a message of a type at 0° N 0° E, as long as given."""
    chars = -(-bits // 6)
    first = chr(kind + 48 if kind < 40 else kind + 56)
    return _sealed(f"!AIVDM,1,1,,A,{first}11111{'0' * (chars - 6)},{6 * chars - bits}")


@pytest.mark.parametrize(
    ("kind", "needed"),
    [(1, 116), (2, 116), (3, 116), (9, 116), (18, 112), (19, 112), (27, 79), (5, 232), (24, 160)],
)
def test_a_message_that_ends_before_its_position_is_refused(kind: int, needed: int) -> None:
    assert _text(_cut(kind, needed), start=START).rejects == []
    short = _text(_cut(kind, needed - 1), start=START)
    assert short.reasons == [(1, f"message of type {kind} with only {needed - 1} bits")]


def test_a_field_that_the_message_does_not_reach_is_null() -> None:
    row = _text(_cut(1, 127), start=START).positions[0]
    assert (row["cog"], row["heading"], row["sog"] is not None) == (None, None, True)
    assert _text(_cut(1, 128), start=START).positions[0]["cog"] is not None


# Lines -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (SHIP.replace("*78", "*79"), "check sum is 78, the sentence says 79"),
        (SHIP.replace("<DJ", "<DK"), "check sum is 79, the sentence says 78"),
        (SHIP[:-3], "the sentence has no check sum"),
        (SHIP[:20], "the sentence has no check sum"),
        (_sealed("!AIVDM,1,1,,B,,0"), "the payload is empty"),
        (_sealed("!AIVDM,1,1,,B,13F?Vv[00<DJuLEtvep`iToV0<00,0"), "a character 0x5B"),
        (_sealed("!AIVDM,1,2,,B,13F?Vv700<DJuLEtvep`iToV0<00,0"), "malformed"),
        (_sealed("!AIVDM,1,1,,B,13F?Vv700<DJuLEtvep`iToV0<00"), "malformed"),
        (_sealed("!AIVDM,1,1,,B,13F?Vv700<DJuLEtvep`iToV0<00,6"), "malformed"),
        (_tagged("c:1418172113").replace("*5", "*4", 1), "tag block: check sum is 5"),
        ("\\c:1418172113" + SHIP, "the tag block does not end"),
        ("2014-12-10,224651000,-5.28,-161.88", "is no AIS sentence"),
        ("!AIVDM" + "x" * 70_000, "longer than 65536 bytes"),
        (SHIP, "the line carries no time; give the time of the first line with --start 2024"),
        (_tagged("c:12"), "the line carries no time"),
    ],
)
def test_a_bad_line_is_refused_with_its_reason(line: str, reason: str) -> None:
    rows = _text("# a comment", "", line, _tagged("c:1418172113"), "$SAVSI,r08NFTK1,,,,,*00")
    assert rows.rows_in == 2
    assert [r["line"] for r in rows.rejects] == [3]
    assert reason in rows.rejects[0]["reason"]
    assert rows.rejects[0]["text"] == line[:200]
    assert [p["line"] for p in rows.positions] == [4]


def test_an_mmsi_or_latitude_out_of_range_is_refused_as_in_a_table() -> None:
    lat: dict[str, Any] = {"msg_type": 1, "mmsi": 1, "lat": 91.2, "lon": 0}
    lon: dict[str, Any] = {"msg_type": 27, "mmsi": 1, "lat": 0, "lon": -190.5}
    lines = [*encode_dict(lat), *encode_dict(lon), *encode_dict(lat | {"mmsi": 0})]
    assert [reason for _, reason in _text(*lines, start=START).reasons] == [
        "latitude 91.2 is outside -90…90",
        "longitude -190.5 is outside -180…180",
        "MMSI 0 is not nine digits",
    ]


# Parts -----------------------------------------------------------------------------------------


def test_parts_are_joined_across_other_sentences() -> None:
    rows = _text(PART_1, SHIP, "# no sentence", PART_2, start=START)
    assert (rows.rows_in, rows.rejects) == (3, [])
    assert [(s["name"], s["line"]) for s in rows.statics] == [("ROSINANTE", 4)]


@pytest.mark.parametrize(
    ("lines", "lost"),
    [
        ([PART_1], [1]),
        ([PART_2], [1]),
        ([PART_2, PART_1], [1, 2]),  # else the next message would get the part of this one
        ([PART_1, PART_1, PART_2], [1]),
        ([PART_1, PART_2, PART_2], [3]),
        ([PART_1, _sealed("!AIVDM,2,2,7,A,00000000008,2")], [1, 2]),
        ([PART_1, _sealed("!AIVDM,2,2,6,B,00000000008,2")], [1, 2]),
        ([PART_1, PART_2.replace("*2A", "*2B")], [1, 2]),
        ([_tagged("c:1418169601", PART_1), _tagged("c:1418169662", PART_2)], [1, 2]),
        ([_tagged("c:1418169601", PART_1), _tagged("c:1418169661", PART_2)], []),
        ([_tagged("g:1-2-5", PART_1), _tagged("g:2-2-6", PART_2)], [1, 2]),
        ([_tagged("g:2-2-5", PART_2), _tagged("g:1-2-5", PART_1)], []),
        ([PART_1, *["#"] * 9_999, PART_2], []),
        ([PART_1, *["#"] * 10_000, PART_2], [1, 10_002]),
    ],
)
def test_a_part_alone_is_refused(lines: list[str], lost: list[int]) -> None:
    rows = _text(*lines, start=START)
    assert [line for line, _ in rows.reasons] == lost
    assert len(rows.statics) == (sum("VDM" in x for x in lines) - len(lost)) / 2
    for _, reason in rows.reasons:
        assert re.match(r"part [12] of 2: the other part never came|check sum", reason)


def test_ten_thousand_parts_alone_are_all_refused() -> None:
    lines = [_tagged(f"g:1-2-{n}", PART_1) for n in range(25_000)]
    rows = _text(*lines, _tagged("g:2-2-24999", PART_2), start=START, block_bytes=500_000)
    assert (len(rows.rejects), len(rows.statics)) == (24_999, 1)


# Times -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "time"),
    [
        ([_tagged("s:x,c:1418172113,T:2014-12-10")], _utc(2014, 12, 10, 0, 41, 53)),
        ([_tagged("c:1418172113250")], _utc(2014, 12, 10, 0, 41, 53) + timedelta(seconds=0.25)),
        (
            [_tagged("g:1-2-7,c:1418172113", "$X"), _tagged("g:2-2-7")],
            _utc(2014, 12, 10, 0, 41, 53),
        ),
        ([SHIP + ",b003669794,1272412827"], _utc(2010, 4, 28, 0, 0, 27)),
        ([SHIP + ",d-109,S2105,r003669946,1325394060,1325394001"], _utc(2012, 1, 1, 5, 0, 1)),
        ([_tagged("c:1418172113", SHIP + ",x,1325394001")], _utc(2014, 12, 10, 0, 41, 53)),
        (
            ["$PGHP,1,2010,6,11,11,46,12,386,219,24,992190924,1,12*20", SHIP],
            _utc(2010, 6, 11, 11, 46, 12) + timedelta(seconds=0.386),
        ),
        (
            [_sealed("$PGHP,1,2024,2,29,23,59,59,0,219,,,1,12"), SHIP],
            _utc(2024, 2, 29, 23, 59, 59),
        ),
        ([_sealed("$PGHP,1,2024,7,31,0,0,0,0,219,,,1,12"), SHIP], _utc(2024, 7, 31)),
        ([_sealed("$PGHP,1,2024,8,31,0,0,0,0,219,,,1,12"), SHIP], _utc(2024, 8, 31)),
        ([_sealed("$PGHP,1,2000,3,1,0,0,0,0,219,,,1,12"), SHIP], _utc(2000, 3, 1)),
        ([_sealed("$PGHP,1,1999,12,31,0,0,0,0,219,,,1,12"), SHIP], _utc(1999, 12, 31)),
    ],
)
def test_the_time_of_a_sentence_is_told_by_the_line_or_the_log(
    lines: list[str], time: datetime
) -> None:
    rows = _text(*lines)
    assert (rows.rows_in, rows.times, rows.rejects) == (1, [time], [])


@pytest.mark.parametrize(
    "line",
    [
        "$PGHP,1,2010,6,11,11,46,12,386,219,24,992190924,1,12*21",
        _sealed("$PGHP,1,2023,2,29,23,59,59,0,219,,,1,12"),
        _sealed("$PGHP,1,2024,2,29,24,0,0,0,219,,,1,12"),
        *(_sealed(f"$PGHP,1,2024,{month},31,0,0,0,0,219,,,1,12") for month in (4, 6, 9, 11)),
    ],
)
def test_a_damaged_time_is_not_replaced_by_the_one_before(line: str) -> None:
    rows = _text("$PGHP,1,2010,6,11,11,46,12,386,219,24,992190924,1,12*20", SHIP, line, SHIP)
    assert len(rows.positions) == 1
    assert rows.reasons == [
        (4, "the line carries no time, and the $PGHP line before it is damaged")
    ]


def _at(*seconds: int) -> list[str]:
    made: dict[str, Any] = {"msg_type": 1, "mmsi": 211_000_001, "lat": 54, "lon": 8}
    return [encode_dict(made | {"second": second})[0] for second in seconds]


@pytest.mark.parametrize(
    ("seconds", "after_start"),
    [
        ((58, 59, 1, 2), (58, 59, 61, 62)),
        ((50, 10, 50, 10), (50, 70, 50, 70)),
        ((58, 1, 59, 2), (58, 61, 59, 62)),  # 59 is late; it does not turn the minute again
        ((20, 62, 40), (20, 20, 40)),  # 60-63: no time known
        ((10, 30, 50, 10, 30, 50), (10, 30, 50, 70, 90, 110)),
    ],
)
def test_the_clock_goes_with_the_seconds_over_minute_and_midnight(
    seconds: tuple[int, ...], after_start: tuple[int, ...]
) -> None:
    start = _utc(2023, 12, 31, 23, 59)
    rows = _text(*_at(*seconds), start=start)
    assert rows.times == [start + timedelta(seconds=s) for s in after_start]


def test_a_static_report_has_the_time_of_the_clock() -> None:
    rows = _text(*_at(58, 1), PART_1, PART_2, start=START.replace(tzinfo=None))
    assert [s["timestamp"] for s in rows.statics] == [START + timedelta(seconds=61)]
    assert [(s["until"], s["reports"]) for s in rows.statics] == [
        (rows.statics[0]["timestamp"], 1)
    ]


@pytest.mark.parametrize(
    ("file", "times", "start"),
    [
        ("aislib-stream-2010-06-11.nmea.gz", rb"(?m)^\$PGHP.*$", _utc(2010, 6, 11, 11, 46)),
        ("uscg-nais-2016-07-28.nmea.gz", rb"(?m)^\\.*?\\", _utc(2016, 7, 27, 23, 59)),
    ],
)
def test_the_clock_keeps_to_the_times_that_a_real_log_had(
    shared: Path, file: str, times: bytes, start: datetime
) -> None:
    raw = _raw(shared, file)
    true = {p["line"]: p["timestamp"] for p in Rows(raw).positions}
    told = {
        p["line"]: p["timestamp"] for p in Rows(re.sub(times, b"", raw), start=start).positions
    }
    assert told.keys() == true.keys()
    off = [abs((told[line] - true[line]).total_seconds()) for line in true]
    assert max(off) < 45  # some ships send a wrong second: none is a minute off
    assert sum(o <= 5 for o in off) > 0.8 * len(off)


# Streams ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [100, 101, 333, 1000, 5000])
def test_cut_anywhere_the_rows_are_the_same(shared: Path, size: int) -> None:
    raw = b"".join(
        b"\n".join(_raw(shared, file).splitlines()[:lines]) + end
        for file, lines, end in (
            ("pyais-sample.nmea", 100, b"\n"),  # without times: by the clock
            ("uscg-nais-2016-07-28.nmea.gz", 300, b"\r\n"),
            ("aislib-stream-2010-06-11.nmea.gz", 300, b"\r\n"),
            ("libais/test.aivdm", 60, b""),
        )
    )
    raw = b"\xef\xbb\xbf" + raw.replace(b"\n", b"\n" + b"x" * 70_000 + b"\n", 1)
    whole = Rows(raw, start=START)
    assert min(len(whole.positions), len(whole.statics), len(whole.rejects)) > 10
    assert Rows(raw, start=START, block_bytes=size) == whole


def test_a_stream_that_breaks_off_gives_its_whole_lines_and_says_so() -> None:
    lines = "\n".join(_tagged(f"c:{1_418_172_113 + n}") for n in range(500))
    packed = gzip.compress(lines.encode())
    for cut in (len(packed) // 2, len(packed) - 9):
        stream = cast("IO[bytes]", gzip.GzipFile(fileobj=io.BytesIO(packed[:cut])))
        rows = Rows(stream, block_bytes=1000)
        assert 100 < len(rows.positions) < 500
        assert [p["line"] for p in rows.positions] == list(range(1, len(rows.positions) + 1))
        assert len(rows.rejects) == 1
        assert rows.rejects[0]["line"] == len(rows.positions) + 1
        words = "the compressed data is damaged or ends early: Compressed file ended"
        assert rows.rejects[0]["reason"].startswith(words)


@pytest.mark.parametrize(
    ("head", "is_nmea"),
    [
        (SHIP, True),
        ("# a log\r\n\r\n" + _tagged("c:1418172113").replace("VDM", "VDO"), True),
        ("$PGHP,1,2010,6,11,11,46,12,386,219,24,992190924,1,12*20\n" + SHIP, True),
        ("\ufeff" + SHIP, True),
        ("mmsi,timestamp,lat,lon\n1,2,3,4\n", False),
        (f"mmsi,raw\n224651000,{SHIP}\n", False),
        ("$GPGGA,123519,4807.038,N,01131.000,E,1,08,0.9,545.4,M,46.9,M,,*47", False),
        ("", False),
    ],
)
def test_a_file_with_ais_sentences_is_known_by_its_head(head: str, is_nmea: bool) -> None:
    assert looks_like_nmea(head.encode()) is is_nmea
