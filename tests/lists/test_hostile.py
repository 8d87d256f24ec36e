"""Damaged and hostile files never crash, hang or expand: what is wrong is refused, the rest kept."""

from __future__ import annotations

import gzip
import time
import tracemalloc
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.lists.test_advanced import TEXT as ADVANCED
from tests.lists.test_forms import CSL, EU, FTM, OFAC, OWN, UK
from tests.lists.test_lists import ALT, SDN, UN

from tidewaiter.lists.read import ListFile, read
from tidewaiter.lists.read.files import Result

FORMS = {
    "un": UN, "eu": EU, "uk": UK, "sdn.xml": OFAC, "advanced": ADVANCED, "csl": CSL, "own": OWN,
    "ftm": FTM, "sdn": SDN, "alt": ALT,
}  # fmt: skip
XML = ("un", "eu", "uk", "sdn.xml", "advanced")
forms = st.sampled_from([*FORMS])
often = settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
MB = 1 << 20


def _read(*files: bytes) -> Result:
    result = read([ListFile(f"f{i}", data, "0") for i, data in enumerate(files)])
    assert {c.path for c in result.counts} == {f"f{i}" for i in range(len(files))}
    assert all(c.rows_in == c.good + c.rejected for c in result.counts)
    assert all(r.reason for r in result.rejects)
    for edition, listings in result.editions:
        assert all(x.names and x.list_id == edition.list_id for x in listings)
        assert len({c.path for c in result.counts if c.good}) or not listings
    return result


def _refused(data: bytes, words: str) -> None:
    result = _read(data)
    assert result.editions == ()
    assert words in result.rejects[0].reason


@often
@given(forms, st.floats(0, 1), st.booleans())
def test_a_file_cut_anywhere_gives_what_it_holds_or_a_reason(
    name: str, at: float, packed: bool
) -> None:
    data = FORMS[name].encode()
    if packed:
        data = gzip.compress(data)
    result = _read(data[: int(len(data) * at)])
    assert result.editions or result.rejects


@often
@given(
    forms, st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), max_size=20), st.booleans()
)
def test_flipped_bytes_are_refused_or_read(
    name: str, flips: list[tuple[float, int]], packed: bool
) -> None:
    data = bytearray(gzip.compress(FORMS[name].encode()) if packed else FORMS[name].encode())
    for place, byte in flips:
        data[min(int(len(data) * place), len(data) - 1)] = byte
    _read(bytes(data))


@often
@given(st.lists(forms, max_size=4), st.binary(max_size=300))
def test_any_bytes_before_between_or_after_are_borne(names: list[str], noise: bytes) -> None:
    _read(noise, *(FORMS[name].encode() for name in names))
    _read(noise.join(FORMS[name].encode() for name in names))
    _read(b"".join(FORMS[name].encode() + noise for name in names))


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "cp1252"])
def test_a_list_reads_alike_in_every_encoding_of_lists(name: str, encoding: str) -> None:
    text = FORMS[name].replace("金", "K").replace("正日", "J")
    if encoding in ("utf-16-le", "utf-16-be") and name not in XML:
        text = "\ufeff" + text
    if encoding == "cp1252":
        text = text.replace('encoding="utf-8"', 'encoding="windows-1252"')
    one, other = (_read(t.encode(e)) for t, e in ((text, encoding), (text, "utf-8")))
    assert [[x.listing_id for x in found] for _, found in one.editions] == [
        [x.listing_id for x in found] for _, found in other.editions
    ]
    assert [r.reason for r in one.rejects] == [r.reason for r in other.rejects]


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize(
    "encoding", ["utf-32", "utf-7", "cp500", "shift-jis", "utf-16-le", "koi8-r"]
)
def test_other_encodings_are_borne(name: str, encoding: str) -> None:
    _read(FORMS[name].encode(encoding, "replace"))
    declared = FORMS[name].replace('version="1.0"', f'version="1.0" encoding="{encoding}"', 1)
    _read(declared.encode(encoding, "replace"))
    _read(declared.encode())


def test_an_encoding_that_hides_a_dtd_is_refused() -> None:
    _refused(UN.replace("?>", ' encoding="utf-7"?>', 1).encode(), "expected UTF-8 or UTF-16")
    _refused(b"\xff\xfe<\0\0\xd8", "damaged")


LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY a{i} "{f"&a{i - 1 if i else str()};" * 10}">' for i in range(10))
    + "]>"
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
PARAMETER = '<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1:1/x.dtd"> %p;]>'
EMPTY = '<!DOCTYPE CONSOLIDATED_LIST SYSTEM "x.dtd">'


@pytest.mark.parametrize("name", XML)
@pytest.mark.parametrize("dtd", [LAUGHS, OUTSIDE, PARAMETER, EMPTY])
@pytest.mark.parametrize(
    "before", ["", " \n" * 40_000, f"<!--{'-x' * 50_000}-->", "<?x y?>" * 20_000]
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be"])
def test_a_dtd_is_refused_wherever_it_hides(
    name: str, dtd: str, before: str, encoding: str
) -> None:
    start, rest = FORMS[name].split("?>", 1)
    rest = rest.replace("HARBOUR", "&a9;").replace("Quill", "&a9;")
    begun = time.perf_counter()
    _refused(f"{start}?>{before}{dtd}{rest}".encode(encoding), "DTD")
    assert time.perf_counter() - begun < 2


@pytest.mark.parametrize("name", XML)
def test_an_entity_nobody_declared_or_a_dtd_in_the_middle_breaks_the_file(name: str) -> None:
    text = FORMS[name]
    for bad in ("&a9;", OUTSIDE):
        result = _read(text.replace("HARBOUR", bad).replace("Quill", bad).encode())
        assert any("broken" in r.reason for r in result.rejects) or bad not in text


def test_deep_nesting_and_many_attributes_break_the_file_alone() -> None:
    deep = UN.replace("<DATAID>1", "<x>" * 100_000 + "<DATAID>1")
    _refused(deep.encode(), "broken XML")
    many = " ".join(f'a{i}="{i}"' for i in range(100_000))
    assert _read(UN.replace("<DATAID>1<", f"<DATAID {many}>1<").encode()).editions
    nested = '{"id":"a","schema":"Vessel","properties":{"name":' + "[" * 100_000
    _read(f"{FTM}\n{nested}".encode())
    _read(FTM.replace('"2017-10-03"', "9" * 10_000).encode())
    half = _read(FTM.replace("Sea Trade", r"Sea \ud800 Trade").encode())
    assert "the line is no FollowTheMoney entity" in {r.reason for r in half.rejects}


def _long(kind: str, size: int) -> bytes:
    filler = b"x" * size
    return {
        "text of an element": UN.encode().replace(b"Quill", filler),
        "attribute": EU.encode().replace(b'code="enterprise"', b'code="' + filler + b'"'),
        "name of an element": b"<CONSOLIDATED_LIST><" + filler + b"/>",
        "comment": UN.encode().replace(b"?>", b"?><!--" + filler),
        "row": SDN.encode() + b'9,"' + filler + b'"',
        "open quotation mark": SDN.encode() + b'9,"' + b"a,\n" * (size // 3),
        "cells": SDN.encode() + b"1," * (size // 2),
        "first line": b"1," * (size // 2),
        "header": b"name,imo," + b"a," * (size // 2),
        "cell with header": OWN.encode() + b"Vessel," + filler,
        "CSL row": CSL.encode() + b'a3,"' + filler,
        "JSON": FTM.encode() + b'\n{"id":"' + filler + b'"}',
        "JSON alone": b'{"schema":1,"properties":"' + filler,
        "nothing": b" " * size,
        "no text": bytes(size),
        "brackets": b"<" * size,
    }[kind]


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize(
    "kind",
    ["text of an element", "attribute", "name of an element", "comment", "row", "open quotation mark", "cells",
     "first line", "header", "cell with header", "CSL row", "JSON", "JSON alone", "nothing", "no text", "brackets"],
)  # fmt: skip
def test_twenty_megabytes_of_one_line_are_read_or_refused_in_little_memory(
    kind: str, packed: bool
) -> None:
    data = _long(kind, 20 * MB)
    data = gzip.compress(data, 1) if packed else data
    tracemalloc.start()
    begun = time.perf_counter()
    result = _read(data)
    took, most = time.perf_counter() - begun, tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert result.rejects
    assert took < 20
    assert most < 150 * MB
    assert all(len(r.reason) < 1000 and len(r.text) <= 200 for r in result.rejects)


@pytest.mark.parametrize("make", [lambda n: bytes(n), lambda n: UN.encode() + b" " * n])
def test_a_gzip_bomb_is_left_alone(make: Callable[[int], bytes]) -> None:
    bomb = gzip.compress(make(100 * MB), 9)
    tracemalloc.start()
    _refused(bomb, "unpacks to more")
    assert tracemalloc.get_traced_memory()[1] < 100 * MB
    tracemalloc.stop()
    twice = gzip.compress(bomb)
    _refused(twice, "expected UN")


def test_gzip_members_one_after_another_are_one_file() -> None:
    half = len(UN) // 2
    packed = gzip.compress(UN[:half].encode()) + gzip.compress(UN[half:].encode())
    assert len(_read(packed + b"\0" * 9).editions[0][1]) == 1


def test_lines_are_right_beyond_what_the_parser_counts() -> None:
    second = UN.index("<INDIVIDUAL><DATAID>2")
    entry = UN[UN.index("<INDIVIDUAL><DATAID>1") : second].replace("<FIRST", "\n<FIRST")
    text = UN[:second] + "\n" * 80_000 + "<!-- <INDIVIDUAL> -->" + entry + UN[second:]
    found = _read(text.encode())
    (one, other), (reject,) = found.editions[0][1], found.rejects
    starts = [text.index("<INDIVIDUAL><DATAID>1"), text.rindex("<INDIVIDUAL><DATAID>1")]
    lines = [
        tuple(text.count("\n", 0, at) + 1 for at in (start, text.index("</INDIVIDUAL>", start)))
        for start in starts
    ]
    assert [(x.locator.start, x.locator.end) for x in (one, other)] == lines
    assert lines[1][1] > 80_000
    assert reject.line == text.count("\n", 0, text.rindex("<INDIVIDUAL>")) + 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (UN.replace("INDIVIDUAL>", "PERSON>"), "no <INDIVIDUAL> or <ENTITY> in it; found <CONSOLIDATED_LIST>, <INDIVIDUALS>, <PERSON>"),
        (UN.replace("REFERENCE_NUMBER", "REF"), "2 entries <INDIVIDUAL> or <ENTITY>, and none could be read; the first: the entry has no REFERENCE_NUMBER"),
        (CSL.replace("alt_names", "other_names"), "lacks the columns ['alt_names']; found _id, source"),
        ("<rss><item/></rss>", "expected UN"),
        ("name\nTern\n", "expected UN"),
    ],
)  # fmt: skip
def test_another_shape_is_refused_with_what_was_found(text: str, words: str) -> None:
    _refused(text.encode(), words)
