"""What lies in a bundle is checked as in a case: proofs of time, and pages of web archives."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path

import pytest
from tests.assess.evidence_builders import PACK
from tests.press.webarchives import Answer, html, wacz, warc
from tests.run.stamping import Authority
from typer.testing import CliRunner

from tidewaiter import api
from tidewaiter.cli.app import app

DATA = b"The harbour office said that the Tern carried up to 40 containers from Alder last year.\n"
URL = "https://a.example/story"
OTHER = "https://b.example/"
TWO = warc(
    Answer(URL, html()),
    Answer(OTHER, html("Another day", 50), date="2031-03-02T08:00:00Z"),
)
ARCHIVES = {
    "two.warc.gz": TWO,
    "two.wacz": wacz(
        TWO,
        [
            {"url": URL, "ts": "2031-03-01T12:00:00Z"},
            {"url": OTHER, "ts": "2031-03-02T08:00:00Z"},
        ],
    ),
}


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    if shutil.which("openssl") is None:
        pytest.skip("no openssl on this machine (Debian: apt-get install openssl)")
    return Authority(tmp_path_factory.mktemp("tsa") / "a")


def _stamped(folder: Path, authority: Authority, *, digest: str = "sha256") -> Path:
    case = api.new(folder)
    (case / "documents" / "a.txt").write_bytes(DATA)
    (case / "documents" / "a.txt.tsr").write_bytes(authority.stamp(DATA, digest=digest))
    (case / "documents" / "a.txt.ots").write_bytes(b"kept")
    (case / "proofs").mkdir()
    (case / "proofs" / "roots.pem").write_bytes(authority.roots.read_bytes())
    api.build(case)
    return case


def test_proofs_in_a_bundle_are_those_of_the_case(tmp_path: Path, authority: Authority) -> None:
    case = _stamped(tmp_path / "case", authority)
    bundle = api.pack_case(case, tmp_path / "b.zip").file
    of_case = api.verify(case, roots=authority.roots).proofs
    assert [p.state for p in of_case] == ["stored", "verified"]
    assert api.verify(bundle, roots=authority.roots).proofs == of_case
    run = CliRunner().invoke(app, ["verify", str(bundle), "--roots", str(authority.roots)])
    assert run.exit_code == 0
    assert "proof: documents/a.txt.tsr of documents/a.txt: verified (" in run.output


def test_certificates_that_come_with_the_bundle_are_said_to(
    tmp_path: Path, authority: Authority
) -> None:
    bundle = api.pack_case(_stamped(tmp_path / "case", authority), tmp_path / "b.zip").file
    stamp = api.verify(bundle).proofs[1]
    assert stamp.state == "verified"
    assert "certificates in the bundle" in stamp.why
    other = Authority(tmp_path / "other")
    assert api.verify(bundle, roots=other.roots).proofs[1].state == "not verified"


@pytest.mark.parametrize(("digest", "state"), [("sha256", "verified"), ("sha512", "not verified")])
def test_a_stamp_is_good_for_a_file_of_which_the_hash_alone_is_left(
    tmp_path: Path, authority: Authority, digest: str, state: str
) -> None:
    case = _stamped(tmp_path / "case", authority, digest=digest)
    bundle = api.pack_case(case, tmp_path / "b.zip", profile="public").file
    with zipfile.ZipFile(bundle) as zipped:
        assert "data/sources/documents/a.txt" not in zipped.namelist()
        assert "data/sources/documents/a.txt.tsr" in zipped.namelist()
    found = api.verify(bundle, roots=authority.roots)
    assert found.faults == ()
    stamp = found.proofs[1]
    assert (stamp.state, stamp.of) == (state, "documents/a.txt")
    assert state == "verified" or "SHA-256 alone" in stamp.why


def test_a_stamp_of_other_bytes_is_a_fault_of_the_bundle(
    tmp_path: Path, authority: Authority
) -> None:
    case = _stamped(tmp_path / "case", authority)
    bundle = api.pack_case(case, tmp_path / "b.zip").file
    from tests.run.bundle.test_seams import zip_of

    with zipfile.ZipFile(bundle) as zipped:
        files = {n: zipped.read(n) for n in zipped.namelist()}
    files["data/sources/documents/a.txt.tsr"] = authority.stamp(b"else")
    bundle.write_bytes(zip_of(list(files.items())))
    faults = api.verify(bundle, roots=authority.roots).faults
    assert faults == (
        "data/sources/documents/a.txt.tsr was altered: its bytes are not those that were packed",
    )


def _archived(folder: Path, name: str, rules: str = "") -> Path:
    case = api.new(folder)
    (case / "documents" / name).write_bytes(ARCHIVES[name])
    (case / "case.toml").write_text(
        f'title = "A case"\n[assess]\npacks = ["./own.toml"]\n{rules}', encoding="utf-8"
    )
    (case / "own.toml").write_text(PACK)
    assert api.build(case).rejects == ()
    return case


@pytest.mark.parametrize("name", list(ARCHIVES))
def test_findings_on_pages_in_an_archive_are_followed_in_the_bundle(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = _archived(tmp_path / "case", name)
    shown = {
        p.path for f in api.findings(case).findings for e in f.elements for x in e.lines
        for p in x.passages
    }  # fmt: skip
    assert any(path.startswith(f"documents/{name}/") for path in shown)
    bundle = api.pack_case(case, tmp_path / "b.zip").file
    shutil.rmtree(case)
    assert api.verify(bundle).faults == ()
    from tidewaiter.run.bundle import check

    asked = []
    monkeypatch.setattr(
        check, "first_astray", lambda folder, *_: asked.append(sorted(folder.rglob("*")))
    )
    api.verify(bundle)
    assert any(file.name == name for file in asked[0])


@pytest.mark.parametrize("name", list(ARCHIVES))
def test_pages_are_followed_though_another_file_was_altered(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    bundle = api.pack_case(_archived(tmp_path / "case", name), tmp_path / "b.zip").file
    data = bundle.read_bytes()
    bundle.write_bytes(data.replace(b'title = "A case"', b'title = "A cast"'))
    assert bundle.read_bytes() != data
    [fault] = api.verify(bundle).faults
    assert fault.startswith("data/sources/case.toml was altered")
    from tidewaiter.run.bundle import check

    monkeypatch.setattr(check, "look_up", lambda folder, case, shown: dict.fromkeys(shown, "else"))
    faults = api.verify(bundle).faults
    assert any(f.startswith(f"data/sources/documents/{name}, chars") for f in faults)


@pytest.mark.parametrize("name", list(ARCHIVES))
@pytest.mark.parametrize("profile", ["public", "partner"])
def test_a_page_taken_out_of_an_archive_takes_the_archive_along(
    tmp_path: Path, name: str, profile: str
) -> None:
    page = f"documents/{name}/20310301120000-a.example-story.html"
    rules = f'[[redact]]\npath = {json.dumps(page)}\nreason = "at risk"\n'
    case = _archived(tmp_path / "case", name, rules)
    packed = api.pack_case(case, tmp_path / "b.zip", profile=profile)  # type: ignore[arg-type]
    assert f"documents/{name}" in packed.withheld
    with zipfile.ZipFile(packed.file) as zipped:
        every = {n: zipped.read(n) for n in zipped.namelist()}
    for word in (b"up to 40 containers", b"A ship at Alder", URL.encode(), page.encode()):
        assert [n for n, data in every.items() if word in data] == [], word
    assert any(b"Another day" in data for data in every.values())
    found = api.verify(packed.file)
    assert (found.faults, found.head) == ((), packed.head)
