"""What was taken out stands nowhere in the zip: every byte of every member is searched, unpacked too."""

from __future__ import annotations

import gzip
import html
import io
import json
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pyarrow as pa
import pyarrow.parquet as pq
import pypdfium2 as pdfium
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.press.made import as_pdf

from tidewaiter import api
from tidewaiter.run.bundle.needles import MASK, Needles
from tidewaiter.run.demo import lay_out

#: One name as the case spells it, and as others may.
NAMES = {
    "Latin": ("José Müller", "JOSE\u0301 MU\u0308LLER"),
    "Cyrillic": ("Андрей Королёв", "АНДРЕИ\u0306 КОРОЛЕ\u0308В"),
    "Arabic": ("مُحَمَّد الأمين", "محمد\u00a0الا\u0654مين"),
    "Korean": ("김 철수", unicodedata.normalize("NFD", "김  철수")),
    "Greek": ("Ελένη Παππά", "ΕΛΕΝΗ ΠΑΠΠΑ"),
}
QUIET, LOUD = "CORMORANT BAY", "HERON STRAIT"


def _documents(case: Path) -> None:
    said = [
        f"{ours} said that the Tern carried {40 + n} containers from Alder on 3 March 2031."
        for n, (ours, _) in enumerate(NAMES.values())
    ]
    other = [f"It was the clerk {theirs} who wrote it down." for _, theirs in NAMES.values()]
    folder = case / "documents"
    (folder / "plain.txt").write_text("\n\n".join(said), encoding="utf-8")
    (folder / "other.txt").write_text("\n\n".join(other), encoding="utf-8")
    cut = "".join(f"<p>{html.escape(w[:9])}<b>{html.escape(w[9:])}</b></p>" for w in said)
    (folder / "page.html").write_text(f"<html><body>{cut}</body></html>", encoding="utf-8")
    (folder / "coded.json.txt").write_text(json.dumps(said), encoding="ascii")
    (folder / "calm.txt").write_text(
        "The harbour office said that the Tern carried up to 90 containers from Alder.", "utf-8"
    )
    line = "The pilot said that the Whimbrel carried 12 containers of sealed valves from Alder."
    (folder / "paper.pdf").write_bytes(as_pdf([line]))


def _positions(case: Path) -> None:
    rows = ["mmsi,timestamp,lat,lon,sog,imo,name,callsign"]
    for minute in range(0, 600, 10):
        moment = f"2031-03-01T{minute // 60:02}:{minute % 60:02}:00Z"
        rows.append(f"799000011,{moment},-11.99,{-21.9 + minute / 1000:.4f},9.0,,{QUIET},XXQ11")
    (case / "positions" / "one.csv").write_text("\n".join(rows) + "\n")
    moments = [f"2031-03-01T{m // 60:02}:{m % 60:02}:00Z" for m in range(0, 600, 10)]
    many = len(moments)
    table = pa.table(
        {
            "mmsi": [799000012] * many,
            "timestamp": moments,
            "lat": [-11.5] * many,
            "lon": [-21.5 + n / 100 for n in range(many)],
            "sog": [5.0] * many,
            "name": [LOUD] * many,
            "callsign": ["XXL12"] * many,
        }
    )
    pq.write_table(table, case / "positions" / "two.parquet", compression="zstd")


def _list(case: Path) -> None:
    entities = [
        {
            "id": f"ex-{n}",
            "schema": "Person",
            "caption": ours,
            "datasets": ["exercise"],
            "properties": {"name": [ours], "alias": [theirs], "topics": ["sanction"]},
        }
        for n, (ours, theirs) in enumerate([*NAMES.values(), ("Ivo Sandpiper", "I. Sandpiper")])
    ]
    lines = "\n".join(json.dumps(e, ensure_ascii=n % 2 == 0) for n, e in enumerate(entities))
    (case / "lists" / "people.ftm.json").write_text(lines + "\n", encoding="utf-8")


def _case(folder: Path, rules: str) -> Path:
    _, case = lay_out(folder)
    _documents(case)
    _positions(case)
    _list(case)
    with (case / "case.toml").open("a", encoding="utf-8") as file:
        file.write(rules)
    api.build(case)
    return case


def _rule(what: str, value: object) -> str:
    return f'\n[[redact]]\n{what} = {json.dumps(value, ensure_ascii=False)}\nreason = "at risk"\n'


def _texts(name: str, data: bytes) -> Iterator[str]:
    """All that a reader could get out of a file."""
    yield name
    yield data.decode("utf-8", "replace")
    if data[:4] == b"PAR1":
        table = pq.read_table(io.BytesIO(data))
        yield json.dumps(table.to_pylist(), default=str, ensure_ascii=False)
    elif data[:4] == b"%PDF":
        pdf = pdfium.PdfDocument(data)
        yield "\n".join(page.get_textpage().get_text_range() for page in pdf)
        pdf.close()
    elif data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as inner:
            for member in inner.namelist():
                yield from _texts(member, inner.read(member))
    elif data[:2] == b"\x1f\x8b":
        yield from _texts(name, gzip.decompress(data))


def _bare(text: str) -> str:
    """Another way to the same letters than that of the product: all read, then without marks."""
    return _plain("\n".join([text, unquote(text), html.unescape(text), _unescaped(text)]))


def _plain(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.upper().lower())
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())


def _unescaped(text: str) -> str:
    return re.sub(r"\\u([0-9a-f]{4})", lambda m: chr(int(m[1], 16)), text)


def _left(bundle: Path, words: list[str]) -> list[tuple[str, str]]:
    found = []
    with zipfile.ZipFile(bundle) as zipped:
        for name in zipped.namelist():
            texts = [_bare(text) for text in _texts(name, zipped.read(name))]
            found += [(name, w) for w in words if any(_plain(w) in t for t in texts)]
    return found


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("whole")
    return api.pack_case(_case(folder, ""), folder / "whole.zip").file


def test_the_search_finds_all_of_it_in_a_whole_bundle(whole: Path) -> None:
    """Or the others would prove nothing."""
    words = [n for both in NAMES.values() for n in both]
    words += [QUIET, LOUD, "799000011", "799000012", "XXL12", "sealed valves", "Sandpiper", "ex-5"]
    assert {w for _, w in _left(whole, words)} == set(words)
    places = {name for name, _ in _left(whole, [LOUD, "sealed valves"])}
    assert {"data/sources/positions/two.parquet", "data/sources/documents/paper.pdf"} <= places


@pytest.mark.parametrize("script", list(NAMES))
def test_a_name_in_any_script_is_gone_however_it_is_written(tmp_path: Path, script: str) -> None:
    ours, theirs = NAMES[script]
    packed = api.pack_case(
        _case(tmp_path, _rule("party", ours)), tmp_path / "p.zip", profile="partner"
    )
    assert _left(packed.file, [ours, theirs]) == []
    assert packed.taken_out > 0
    checked = api.verify(packed.file)
    assert (checked.faults, checked.head) == ((), packed.head)
    with zipfile.ZipFile(packed.file) as zipped:
        page = zipped.read("data/page/dossier.html").decode()
        names = set(zipped.namelist())
    assert MASK in page
    assert "data/sources/documents/calm.txt" in names
    gone = ("documents/plain.txt", "documents/other.txt", "documents/page.html", "documents/coded.json.txt", "lists/people.ftm.json")  # fmt: skip
    assert not names & {f"data/sources/{path}" for path in gone}


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("documents/paper.pdf", ["paper.pdf", "sealed valves", "Whimbrel"]),
        ("lists/people.ftm.json", ["people.ftm", "Sandpiper", "ex-5"]),
        ("positions/one.csv", ["positions/one.csv", QUIET, "799000011", "XXQ11"]),
        ("positions/two.parquet", ["two.parquet", LOUD, "799000012", "XXL12"]),
        ("lists/exercise-list.xml", ["EXe.001", "EXe.002", "Invented vessel"]),
        ("observations.csv", ["observations.csv", "alongside with stacks"]),
    ],
)  # fmt: skip
def test_a_file_is_gone_with_all_that_came_of_it(
    tmp_path: Path, path: str, words: list[str]
) -> None:
    case = _case(tmp_path, _rule("path", path))
    packed = api.pack_case(case, tmp_path / "p.zip", profile="partner")
    assert _left(packed.file, words) == []
    checked = api.verify(packed.file)
    assert (checked.faults, checked.head) == ((), packed.head)
    with zipfile.ZipFile(packed.file) as zipped:
        rows = [json.loads(r) for r in zipped.read("data/ledger/records.jsonl").splitlines()]
    assert any("redacted" in r and r["hash"] and r["id"] for r in rows)
    from tidewaiter.model.ids import sha256

    digest = sha256((case / path).read_bytes())
    assert any(digest in json.dumps(r) for r in rows), "its hash stays"


def test_a_number_of_a_ship_is_gone_where_it_stands_as_a_number(tmp_path: Path) -> None:
    rules = _rule("party", ["Tern Harbour", "799000001", "9999993"])
    packed = api.pack_case(_case(tmp_path, rules), tmp_path / "p.zip", profile="partner")
    assert _left(packed.file, ["Tern Harbour", "799000001", "9999993"]) == []
    assert api.verify(packed.file).faults == ()


FORMS = [lambda t, f=f: unicodedata.normalize(f, t) for f in ("NFC", "NFD", "NFKC", "NFKD")]


@settings(deadline=None)
@given(
    name=st.sampled_from([n for both in NAMES.values() for n in both]),
    form=st.sampled_from([*FORMS, str.upper, str.lower, str.casefold]),
    space=st.sampled_from([" ", "  ", "\n", "\u00a0", "\u2003 ", "\t"]),
    before=st.text(max_size=20),
    after=st.text(max_size=20),
    unseen=st.sampled_from(["", "\u200b", "\u200f", "\u00ad", "\u2060"]),
)
def test_a_name_is_masked_in_every_form_and_nothing_else_is(
    name: str, form: object, space: str, before: str, after: str, unseen: str
) -> None:
    needles = Needles.of([name], [])
    said = form(space.join(name.split()))  # type: ignore[operator]
    said = said[:2] + unseen + said[2:]
    masked = needles.mask(f"{before}|{said}|{after}")
    assert not needles.within(masked)
    if not needles.within(before) and not needles.within(after):
        assert masked == f"{before}|{MASK}|{after}"


@given(st.text())
def test_text_without_a_name_is_left_as_it_is(text: str) -> None:
    assert Needles.of(["Qzx Wvk"], []).mask(text) == text
