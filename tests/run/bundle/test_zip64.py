"""Bundles beyond the 32 bits of a plain zip are written as ZIP64 and read back, by others and by us."""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import Path

from tidewaiter.run.bundle.layout import View, layout
from tidewaiter.run.bundle.opened import opened
from tidewaiter.run.bundle.seams import Lying, seams
from tidewaiter.run.bundle.zipped import Entry, directory, header, write_zip

LARGE = Entry("data/large", 0, (4 << 30) + 5)
SMALL = Entry("data/small", zlib.crc32(b"end"), 3)


def _sparse(file: Path) -> None:
    """Lay out a zip of more than 4 GB of which the disk keeps a few hundred bytes."""
    with file.open("wb") as out:
        out.write(header(LARGE))
        out.seek(LARGE.size, 1)
        out.write(header(SMALL) + b"end" + directory([LARGE, SMALL]))


def test_files_beyond_4_gb_are_found_and_the_bytes_between_them_are_looked_at(
    tmp_path: Path,
) -> None:
    file = tmp_path / "large.zip"
    _sparse(file)
    with zipfile.ZipFile(file) as zipped:
        assert [i.file_size for i in zipped.infolist()] == [LARGE.size, SMALL.size]
        assert zipped.infolist()[1].header_offset > 1 << 32
        assert zipped.read("data/small") == b"end"
    with file.open("rb") as stream:
        view = View.of(stream)
        found = layout(view)
        assert [(p.at, p.size) for p in found.pairs] == [
            (0, LARGE.size), (len(header(LARGE)) + LARGE.size, 3),
        ]  # fmt: skip
        files = [
            Lying(entry, pair.at, pair.at + pair.length)
            for entry, pair in zip((LARGE, SMALL), found.pairs, strict=True)
        ]
        assert list(seams(view, files, found.start)) == []


def test_a_flipped_byte_of_the_wide_fields_is_named(tmp_path: Path) -> None:
    file = tmp_path / "large.zip"
    _sparse(file)
    size = file.stat().st_size
    end = len(directory([LARGE, SMALL]))
    places = [*range(30, len(header(LARGE))), *range(size - end, size)]
    for at in places:
        with file.open("r+b") as stream:
            stream.seek(at)
            [before] = stream.read(1)
            stream.seek(at)
            stream.write(bytes([before ^ 1]))
            stream.flush()
            view = View.of(stream)
            found = layout(view)
            places_found = [p.at for p in found.pairs]
            files = [
                Lying(entry, pair.at, pair.at + pair.length)
                for entry, pair in zip((LARGE, SMALL), found.pairs, strict=False)
            ]
            told = list(seams(view, files, found.start))
            assert len(places_found) == 2, at
            assert any(t.startswith(f"byte {at} of the zip") for t in told), (at, told)
            stream.seek(at)
            stream.write(bytes([before]))


def test_more_than_65_535_files_are_found() -> None:
    number = 66_000
    body = b"x"
    out = io.BytesIO()
    write_zip(
        out,
        (
            (Entry(f"data/{n:05}", zlib.crc32(body), 1), lambda: iter([body]))
            for n in range(number)
        ),
    )
    with zipfile.ZipFile(out) as zipped:
        assert len(zipped.namelist()) == number
    found = opened(out)
    assert (len(found.files), found.seams, found.refused, found.cut) == (number, [], [], [])
    data = bytearray(out.getvalue())
    last = found.files[f"data/{number - 1:05}"]
    data[last.start] ^= 1
    again = opened(io.BytesIO(data))
    assert [n for n, d in again.digests.items() if not d.as_zipped] == [last.entry.name]
