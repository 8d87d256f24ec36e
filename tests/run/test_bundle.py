"""What a bundle promises: the same bytes each time, any change named, nothing harmful opened."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from tidewaiter import api
from tidewaiter.cli.app import app
from tidewaiter.errors import CaseError, TidewaiterError
from tidewaiter.run.bundle.bag import manifest, read_manifest
from tidewaiter.run.bundle.zipped import Entry, directory, header, write_zip
from tidewaiter.run.demo import lay_out


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder, _ = lay_out(tmp_path_factory.mktemp("cases"))
    api.build(folder)
    return folder


@pytest.fixture(scope="module")
def bundle(case: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return api.pack_case(case, tmp_path_factory.mktemp("packed") / "rajin.zip").file


def test_a_bundle_is_intact_and_packed_twice_is_the_same(bundle: Path, case: Path) -> None:
    assert api.verify(bundle).broken is None
    again = api.pack_case(case, bundle.with_name("again.zip"))
    assert again.file.read_bytes() == bundle.read_bytes()
    assert api.verify(bundle).head == api.verify(case).head


def test_a_bundle_is_checked_where_nothing_else_is(bundle: Path, tmp_path: Path) -> None:
    shutil.copyfile(bundle, tmp_path / "b.zip")
    run = subprocess.run(
        [sys.executable, "-m", "tidewaiter", "verify", "b.zip"],
        cwd=tmp_path, env={**os.environ, "HOME": str(tmp_path)}, capture_output=True, text=True,
    )  # fmt: skip
    assert run.returncode == 0, run.stdout + run.stderr
    assert run.stdout.startswith("intact")
    assert [f.name for f in tmp_path.iterdir()] == ["b.zip"]


def test_the_unpacked_bag_is_valid_by_the_library_of_its_authors(
    bundle: Path, tmp_path: Path
) -> None:
    bagit = pytest.importorskip("bagit")
    with zipfile.ZipFile(bundle) as zipped:
        assert zipped.testzip() is None
        zipped.extractall(tmp_path)
    assert bagit.Bag(str(tmp_path)).validate()


def _parts(bundle: Path) -> list[tuple[int, int, str]]:
    """Where each part of a bundle begins and ends, and what a fault in it must name."""
    with zipfile.ZipFile(bundle) as zipped:
        infos = zipped.infolist()
    parts, entries = [], [Entry(i.filename, i.CRC, i.file_size) for i in infos]
    for info, entry in zip(infos, entries, strict=True):
        begin = info.header_offset + len(header(entry))
        parts.append((info.header_offset, begin, f"in the header of {entry.name}"))
        parts.append((begin, begin + entry.size, f"{entry.name} was altered"))
    at = parts[-1][1]
    for number, entry in enumerate(entries, start=1):
        end = parts[-1][1] if number == 1 else at
        at = parts[2 * len(entries) - 1][1] + len(directory(entries[:number])) - 22
        parts.append((end, at, f"in the list of files, at {entry.name}"))
    return [*parts, (at, at + 22, "in the end of the zip")]


@settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
@given(data=st.data(), flip=st.integers(1, 255))
def test_any_flipped_byte_is_named(bundle: Path, data: st.DataObject, flip: int) -> None:
    parts = _parts(bundle)
    size = bundle.stat().st_size
    assert parts[-1][1] == size
    anywhere = st.tuples(st.just(0), st.just(size))
    begin, end = data.draw(anywhere | st.sampled_from([p[:2] for p in parts if p[0] < p[1]]))
    at = data.draw(st.integers(begin, end - 1))
    content = bytearray(bundle.read_bytes())
    content[at] ^= flip
    other = bundle.with_name("flipped.zip")
    other.write_bytes(content)
    part = next(name for begin, end, name in parts if begin <= at < end)
    faults = api.verify(other).faults
    assert part in "\n".join(faults)
    if "the zip" in part or "header" in part or "list" in part:
        assert faults == (f"byte {at} of the zip, {part}, was altered",)
    else:
        name = part.split()[0]
        doubted = "manifest" in name and "which was altered itself"
        assert all(name in f or (doubted and doubted in f) for f in faults)


def test_all_that_changed_is_named_and_the_command_says_each(bundle: Path) -> None:
    content = bytearray(bundle.read_bytes())
    parts = _parts(bundle)
    chosen = [parts[4], parts[9], parts[11], parts[13], parts[-4], parts[-1]]
    for begin, end, _ in chosen:
        content[begin + 4 if end - begin > 4 else begin] ^= (
            1  # the marks stay, the rest is found by them
        )
    other = bundle.with_name("several.zip")
    other.write_bytes(content + b"more")
    run = CliRunner().invoke(app, ["verify", str(other)])
    assert run.exit_code == 1
    lines = run.output.splitlines()
    assert all(line.startswith("NOT INTACT: ") for line in lines)
    for _, _, name in [*chosen, (0, 0, "4 bytes were added")]:
        assert sum(name in line for line in lines) >= 1, name


@settings(deadline=None, max_examples=8, suppress_health_check=list(HealthCheck))
@given(where=st.floats(0, 1, exclude_max=True))
def test_a_cut_bundle_names_where_it_ends_and_what_is_gone(bundle: Path, where: float) -> None:
    data = bundle.read_bytes()
    at = int(len(data) * where)
    other = bundle.with_name("cut.zip")
    other.write_bytes(data[:at])
    faults = "\n".join(api.verify(other).faults)
    parts = _parts(bundle)
    if at < 30:
        assert "cut.zip is damaged, or is no zip" in faults
        return
    manifest_end = next(end for begin, end, n in parts if n == "manifest-sha256.txt was altered")
    gone = [
        n.removesuffix(" was altered") for begin, end, n in parts if end > at and "was alt" in n
    ]
    if at >= manifest_end:
        assert all(name in faults for name in gone)
    assert f"byte {at} of the zip" in faults or "cut off" in faults


def test_bytes_after_the_end_are_named(bundle: Path) -> None:
    other = bundle.with_name("longer.zip")
    other.write_bytes(bundle.read_bytes() + b"\0")
    assert api.verify(other).faults == (
        f"byte {bundle.stat().st_size} of the zip, after its end: 1 bytes were added",
    )


def _canonical(bundle: Path, change: Callable[[list[tuple[str, bytes]]], None]) -> tuple[str, ...]:
    """Write the files of a bundle again as we do, but for a change, and check that."""
    with zipfile.ZipFile(bundle) as zipped:
        files = [(n, zipped.read(n)) for n in zipped.namelist()]
    change(files)
    other = bundle.with_name("again.zip")
    with other.open("wb") as out:
        write_zip(
            out,
            [(Entry(n, zlib.crc32(c), len(c)), lambda c=c: iter([c])) for n, c in files],  # type: ignore[misc]
        )
    return api.verify(other).faults


@settings(deadline=None, max_examples=12, suppress_health_check=list(HealthCheck))
@given(one=st.integers(0, 26), two=st.integers(0, 26), what=st.sampled_from(["places", "names"]))
def test_a_swapped_pair_is_named(bundle: Path, one: int, two: int, what: str) -> None:
    def swap(files: list[tuple[str, bytes]]) -> None:
        a, b = files[one], files[two]
        files[one], files[two] = (b, a) if what == "places" else ((b[0], a[1]), (a[0], b[1]))

    with zipfile.ZipFile(bundle) as zipped:
        names = zipped.namelist()
    faults = _canonical(bundle, swap)
    if one == two:
        assert faults == ()
    elif what == "places":
        early = min(one, two)
        assert faults == (
            f"{names[max(one, two)]} was moved: it stands where {names[early]} should",
        )
    else:
        said = "\n".join(faults)
        assert names[one] in said
        assert names[two] in said


@settings(deadline=None, max_examples=8, suppress_health_check=list(HealthCheck))
@given(number=st.integers(0, 26), same=st.booleans())
def test_a_name_that_stands_twice_or_was_changed_is_named(
    bundle: Path, number: int, same: bool
) -> None:
    with zipfile.ZipFile(bundle) as zipped:
        name = zipped.namelist()[number]

    def twice(files: list[tuple[str, bytes]]) -> None:
        files.append((name, files[number][1] if same else b"other"))

    def renamed(files: list[tuple[str, bytes]]) -> None:
        files[number] = (f"{name}x", files[number][1])

    assert f"{name} stands twice in the zip" in _canonical(bundle, twice)
    said = _canonical(bundle, renamed)
    assert any(f.startswith((f"{name} was removed", f"{name} is missing")) for f in said)
    if name not in ("manifest-sha256.txt", "data/ledger/records.jsonl"):
        assert any(f.startswith(f"{name}x was added") for f in said)


def _rewritten(bundle: Path, change: dict[str, bytes | None]) -> str | None:
    with zipfile.ZipFile(bundle) as zipped:
        files = {n: zipped.read(n) for n in zipped.namelist()}
    for name, data in change.items():
        files.pop(name, None)
        if data is not None:
            files[name] = data
    other = bundle.with_name("other.zip")
    with zipfile.ZipFile(other, "w") as out:
        for name, data in files.items():
            out.writestr(zipfile.ZipInfo(name), data)
    return api.verify(other).broken


def test_files_added_removed_and_replaced_are_named(bundle: Path) -> None:
    page = "data/page/dossier.html"
    assert (_rewritten(bundle, {page: None}) or "").startswith(page)
    assert (_rewritten(bundle, {page: b"else"}) or "").startswith(page)
    assert "data/extra.txt" in (_rewritten(bundle, {"data/extra.txt": b"x"}) or "")


@pytest.mark.parametrize("name", ["../out.txt", "/etc/out.txt", "data/../../x", "C:\\x", "a//b"])
def test_a_name_that_leads_outside_is_refused(bundle: Path, name: str) -> None:
    assert "outside" in (_rewritten(bundle, {name: b"x"}) or "")


def test_zips_that_swell_and_names_twice_are_refused(tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.zip"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("data/a", b"\0" * 50_000_000)
    assert "swell" in (api.verify(bomb).broken or "")
    with zipfile.ZipFile(bomb, "w") as out:
        out.writestr("data/a", b"1")
        with pytest.warns(UserWarning, match="Duplicate"):
            out.writestr("data/a", b"2")
    assert "twice" in (api.verify(bomb).broken or "")
    bomb.write_bytes(b"no zip")
    assert "no zip" in (api.verify(bomb).broken or "")


def test_large_files_and_many_files_have_the_headers_of_zip64() -> None:
    large = Entry("a", 1, 5 << 30)
    assert header(large)[18:26] == b"\xff" * 8
    assert b"PK\x06\x06" in directory([large])
    assert b"PK\x06\x06" in directory([Entry(f"{n}", 0, 0) for n in range(70_000)])
    assert b"PK\x06\x06" not in directory([Entry("a", 1, 5)])


@given(st.lists(st.binary(max_size=300), max_size=5))
def test_what_is_zipped_is_read_back(contents: list[bytes]) -> None:
    import io
    import zlib

    out = io.BytesIO()
    write_zip(
        out,
        [
            (Entry(f"ü/{n}", zlib.crc32(c), len(c)), lambda c=c: iter([c]))  # type: ignore[misc]
            for n, c in enumerate(contents)
        ],
    )
    with zipfile.ZipFile(out) as zipped:
        assert [zipped.read(n) for n in zipped.namelist()] == contents


@given(st.dictionaries(st.text(min_size=1).filter(lambda s: s.isprintable()), st.just("0" * 64)))
def test_manifests_are_read_back(hashes: dict[str, str]) -> None:
    assert read_manifest(manifest(hashes)) == (
        hashes,
        None if hashes else "it does not end with a line",
    )


def test_a_case_that_was_touched_is_not_packed(case: Path, tmp_path: Path) -> None:
    other = tmp_path / "case"
    shutil.copytree(case, other)
    (other / "claims.csv").write_text("x")
    with pytest.raises(CaseError, match=r"claims\.csv was altered"):
        api.pack_case(other, tmp_path / "x.zip")
    assert not (tmp_path / "x.zip").exists()


def test_without_a_program_that_prints_the_error_says_what_to_install(
    case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(TidewaiterError, match="install"):
        api.pdf(case)


@pytest.mark.browser
def test_the_pdf_is_tagged_with_links_fonts_and_no_blank_page(case: Path, tmp_path: Path) -> None:
    import pypdfium2 as pdfium

    if shutil.which("chromium") is None:
        pytest.skip("no Chromium on this machine")
    file = api.pdf(case, tmp_path / "d.pdf")
    data = file.read_bytes()
    assert b"/MarkInfo" in data
    assert b"/FontFile2" in data or b"/FontFile3" in data or b"/Type3" in data
    pdf = pdfium.PdfDocument(file)
    assert len(pdf) > 5
    assert all(page.get_textpage().get_text_range().strip() for page in pdf)
    assert data.count(b"/Link") > 50
    pdf.close()
