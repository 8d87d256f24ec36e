"""What a bundle promises: the same bytes each time, any change named, nothing harmful opened."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tidewaiter import api
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


@settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
@given(where=st.floats(0, 1, exclude_max=True), flip=st.integers(1, 255))
def test_any_flipped_byte_is_named(bundle: Path, where: float, flip: int) -> None:
    data = bytearray(bundle.read_bytes())
    at = int(where * len(data))
    data[at] ^= flip
    other = bundle.with_name("flipped.zip")
    other.write_bytes(data)
    broken = api.verify(other).broken
    assert broken is not None
    assert _owner(bundle, at) in broken


def _owner(bundle: Path, at: int) -> str:
    """The file whose bytes lie at a place of the zip; the empty string outside of all."""
    with zipfile.ZipFile(bundle) as zipped:
        for info in zipped.infolist():
            begin = info.header_offset + len(header(Entry(info.filename, 0, info.file_size)))
            if begin <= at < begin + info.file_size:
                return info.filename
    return ""


@pytest.mark.parametrize("place", [0.0, 0.01, 0.5, 0.99, 0.999, 0.99995])
def test_a_cut_or_longer_bundle_is_named(bundle: Path, place: float) -> None:
    data = bundle.read_bytes()
    other = bundle.with_name("cut.zip")
    other.write_bytes(data[: int(len(data) * place)])
    assert api.verify(other).broken
    other.write_bytes(data + b"\0")
    assert api.verify(other).broken


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
    assert read_manifest(manifest(hashes)) == hashes


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
