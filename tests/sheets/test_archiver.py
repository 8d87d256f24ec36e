"""Sheets of the auto-archiver: their rows are read, and what is no date or address is refused."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidewaiter.sheets.archiver import COLUMNS, archived, is_archiver
from tidewaiter.sheets.loose import renamed

HEADER = (
    "Link,Archive status,Destination folder,Archive location,Archive date,Thumbnail,Upload timestamp,"
    "Upload title,Text content,Screenshot,Hash,Perceptual hashes,WACZ,ReplayWebpage,Analyst"
)


def sheet(*rows: Mapping[str, str], header: str = HEADER) -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, header.split(","), restval="")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def test_a_row_gives_what_it_says() -> None:
    data = sheet(
        {
            "Link": "https://a.example/1",
            "Archive status": "telethon: success",
            "Upload timestamp": "2031-03-01T23:30:00-02:00",
            "Upload title": "A ship",
            "Hash": "SHA-256:" + "AB" * 32,
            "WACZ": "crawls/a.wacz",
            "Screenshot": "s.png\nt.png",
            "Analyst": "me",
        }
    )
    assert is_archiver(data)
    [row], rejects = archived(data, "sheets/a.csv")
    assert rejects == []
    assert (row.line, row.url, row.title) == (2, "https://a.example/1", "A ship")
    assert row.published == date(2031, 3, 2)  # the day in UTC
    assert row.hash == ("sha256", "ab" * 32)
    assert row.names == ("crawls/a.wacz", "s.png", "t.png")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("SHA3-512:" + "0" * 128, ("sha3_512", "0" * 128)),
        ("0" * 128, ("sha3_512", "0" * 128)),
        ("0" * 64, ("sha256", "0" * 64)),
        ("SHA3-512:" + "0" * 64, None),
        ("not-calculated", None),
        ("", None),
    ],
)
def test_hashes_with_and_without_their_names(text: str, found: object) -> None:
    [row], _ = archived(sheet({"Link": "https://a.example/", "Hash": text}), "s.csv")
    assert row.hash == found


def test_rows_without_an_address_or_with_an_unclear_day_are_refused() -> None:
    data = sheet(
        {"Upload title": "x"}, {"Link": "https://a.example/", "Upload timestamp": "01/02/2031"}
    )
    good, rejects = archived(data, "s.csv")
    assert good == []
    assert [(r.line, r.reason[:20]) for r in rejects] == [
        (2, "names no address tha"),
        (3, "upload timestamp: '0"),
    ]


def test_columns_by_other_names() -> None:
    data = sheet({"Lien": "https://a.example/"}, header="Lien,Etat,Hash")
    assert not is_archiver(data)
    columns = renamed(COLUMNS, {"url": "lien", "status": "ETAT"})
    assert is_archiver(data, columns)
    [row], _ = archived(data, "s.csv", columns)
    assert row.url == "https://a.example/"


@given(st.binary(max_size=400))
def test_no_bytes_make_it_fail(data: bytes) -> None:
    if is_archiver(HEADER.encode() + b"\n" + data):
        archived(HEADER.encode() + b"\n" + data, "s.csv")
    assert not is_archiver(data)
