"""A zip of ours keeps no byte that is not looked at: any that changes is named with its place."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidewaiter.model.ids import sha256
from tidewaiter.run.bundle.bag import MANIFEST, manifest
from tidewaiter.run.bundle.contents import Digest, altered
from tidewaiter.run.bundle.opened import Opened, opened
from tidewaiter.run.bundle.zipped import Entry, directory, header, write_zip

HELD = {"bagit.txt": b"one", "data/a.txt": b"", "data/ü/long name.txt": b"PK\x03\x04 no header"}
NAMED = manifest({name: sha256(data) for name, data in HELD.items()})
FILES = {MANIFEST: NAMED, **HELD}


def zip_of(files: Sequence[tuple[str, bytes]]) -> bytes:
    out = io.BytesIO()
    write_zip(
        out,
        [(Entry(n, zlib.crc32(c), len(c)), lambda c=c: iter([c])) for n, c in files],  # type: ignore[misc]
    )
    return out.getvalue()


DATA = zip_of(list(FILES.items()))


def _look(data: bytes) -> Opened:
    return opened(io.BytesIO(data))


def _owner(at: int) -> tuple[str, str]:
    """The file concerned, and which of its parts lies at a byte of the zip."""
    place = 0
    entries = [Entry(n, zlib.crc32(c), len(c)) for n, c in FILES.items()]
    for entry in entries:
        begin = place + len(header(entry))
        if at < begin:
            return entry.name, f"in the header of {entry.name}"
        place = begin + entry.size
        if at < place:
            return entry.name, ""
    for number in range(1, len(entries) + 1):
        if at < place + len(directory(entries[:number])) - 22:
            return entries[number - 1].name, f"in the list of files, at {entries[number - 1].name}"
    return "", "in the end of the zip"


def test_a_zip_that_was_not_touched_has_no_fault() -> None:
    found = _look(DATA)
    assert (found.seams, found.refused, found.cut) == ([], [], [])
    assert list(found.files) == list(FILES)
    assert all(d.as_zipped for d in found.digests.values())
    assert {n: found.read(n) for n in FILES} == FILES
    assert found.stream("bagit.txt").read() == b"one"


@pytest.mark.parametrize("flip", [1, 0x80, 0xFF])
def test_every_flipped_byte_is_named_and_no_other(flip: int) -> None:
    for at in range(len(DATA)):
        data = bytearray(DATA)
        data[at] ^= flip
        found = _look(bytes(data))
        name, part = _owner(at)
        bad = [n for n, d in found.digests.items() if not d.as_zipped]
        if part:
            assert found.seams == [f"byte {at} of the zip, {part}, was altered"]
            assert bad == []
        else:
            assert (bad, found.seams) == ([name], [])
        assert (found.refused, found.cut) == ([], [])
        assert list(found.files) == list(FILES) or part


@given(at=st.integers(0, len(DATA)), more=st.binary(min_size=1, max_size=40))
def test_bytes_put_in_anywhere_are_noticed(at: int, more: bytes) -> None:
    found = _look(DATA[:at] + more + DATA[at:])
    bad = [n for n, d in found.digests.items() if not d.as_zipped]
    assert bad or found.seams or found.cut or found.refused


@given(at=st.integers(0, len(DATA) - 1), length=st.integers(1, 40))
def test_bytes_taken_out_anywhere_are_noticed(at: int, length: int) -> None:
    try:
        found = _look(DATA[:at] + DATA[at + length :])
    except ValueError:  # nothing is left that looks like a zip
        return
    bad = [n for n, d in found.digests.items() if not d.as_zipped]
    assert bad or found.seams or found.cut or found.refused


def test_files_after_bytes_that_were_put_in_are_still_found() -> None:
    files = [(f"data/{n}", bytes([65 + n]) * 50) for n in range(9)]
    data = zip_of(files)
    at = data.index(b"C" * 50) + 10
    found = _look(data[:at] + b"xyz" + data[at:])
    assert [n for n, d in found.digests.items() if not d.as_zipped] == ["data/2"]
    assert found.seams[0] == f"byte {at + 40} of the zip, before data/3: 3 bytes belong to no file"


def test_bytes_before_and_after_are_named() -> None:
    assert _look(b"#!/bin/sh\n" + DATA).seams[0] == (
        "byte 0 of the zip, before manifest-sha256.txt: 10 bytes belong to no file"
    )
    assert _look(DATA + b"\0\0").seams == [
        f"byte {len(DATA)} of the zip, after its end: 2 bytes were added"
    ]


def test_a_cut_zip_names_the_file_whose_end_is_missing() -> None:
    at = DATA.index(b" no header")
    found = _look(DATA[:at])
    assert found.cut == [
        ("data/ü/long name.txt", "data/ü/long name.txt is cut off: 4 of its 14 bytes are there")
    ]
    assert found.seams[-1].endswith("was cut off")


def test_files_that_share_bytes_are_not_read_twice() -> None:
    """A list of many entries for one file would be read as more than the zip is large."""
    body = b"x" * 10_000
    one = Entry("data/one", zlib.crc32(body), len(body))
    head = header(one)
    other = header(Entry("data/two", zlib.crc32(body), len(body) + len(head)))
    data = other + head + body
    listing = directory([Entry("data/two", zlib.crc32(body), len(body) + len(head))])[:-22]
    second = bytearray(directory([one])[:-22])
    struct.pack_into("<I", second, 42, len(other))
    both = listing + bytes(second)
    end = struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, 2, 2, len(both), len(data), 0)
    found = _look(data + both + end)
    assert "own size" in dict(found.refused)["data/one"]
    assert "data/one" not in found.files


def test_sizes_beyond_the_file_are_not_believed() -> None:
    large = Entry("data/large", 0, 1 << 62)
    found = _look(header(large) + b"x" + directory([large]))
    assert found.cut[0][0] == "data/large"
    assert found.files == {}


@given(at=st.integers(0, len(NAMED) - 1), flip=st.integers(1, 255))
def test_a_manifest_that_was_altered_is_named_and_accuses_no_file(at: int, flip: int) -> None:
    named = bytearray(NAMED)
    named[at] ^= flip
    held = {
        MANIFEST: Digest(sha256(bytes(named)), False),
        **{name: Digest(sha256(data), True) for name, data in HELD.items()},
    }
    found = [fault for _, fault in altered(held, {MANIFEST: bytes(named)})]
    of_it = [f for f in found if "is missing" not in f]
    assert all(MANIFEST in f for f in of_it)
