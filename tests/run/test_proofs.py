"""Proofs of time: verified offline against trusted authorities, and never for other bytes."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.run.stamping import Authority
from typer.testing import CliRunner

from tidewaiter import api
from tidewaiter.cli.app import app
from tidewaiter.errors import CaseError
from tidewaiter.run import timestamps
from tidewaiter.run.proofs import Proof, proofs

DATA = b"The harbour office said that the Tern carried up to 40 containers from Alder last year.\n"


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    if shutil.which("openssl") is None:
        pytest.skip("no openssl on this machine (Debian: apt-get install openssl)")
    return Authority(tmp_path_factory.mktemp("tsa") / "a")


@pytest.fixture(scope="module")
def stamped(authority: Authority) -> bytes:
    return authority.stamp(DATA)


def _proofs(folder: Path, files: Mapping[str, bytes], roots: Path | None = None) -> list[Proof]:
    made = {}
    for path, data in files.items():
        made[path] = folder / path
        made[path].parent.mkdir(parents=True, exist_ok=True)
        made[path].write_bytes(data)
    return list(proofs(made, roots))


def test_a_stamp_of_a_trusted_authority_is_verified(
    tmp_path: Path, authority: Authority, stamped: bytes
) -> None:
    files = {"documents/a.txt": DATA, "documents/a.txt.tsr": stamped}
    for given_roots, more in (
        (authority.roots, {}),
        (None, {"proofs/roots.pem": authority.roots.read_bytes()}),
    ):
        [proof] = _proofs(tmp_path, {**files, **more}, given_roots)
        assert (proof.state, proof.of, proof.why) == ("verified", "documents/a.txt", "")
        assert proof.authority == "CN=Clock of tests,O=Tests"
        assert proof.time.endswith("Z")


@pytest.mark.parametrize("digest", ["sha384", "sha512"])
def test_other_hash_functions_do_as_well(
    tmp_path: Path, authority: Authority, digest: str
) -> None:
    files = {"documents/a.txt": DATA, "documents/a.txt.tsr": authority.stamp(DATA, digest=digest)}
    assert _proofs(tmp_path, files, authority.roots)[0].state == "verified"


def test_a_stamp_over_sha_1_is_not_verified(tmp_path: Path, authority: Authority) -> None:
    files = {"documents/a.txt": DATA, "documents/a.txt.tsr": authority.stamp(DATA, digest="sha1")}
    [proof] = _proofs(tmp_path, files, authority.roots)
    assert proof.state == "not verified"
    assert "SHA1" in proof.why


def test_without_a_trusted_certificate_nothing_is_verified(
    tmp_path: Path, authority: Authority, stamped: bytes
) -> None:
    files = {"documents/a.txt": DATA, "documents/a.txt.tsr": stamped}
    [proof] = _proofs(tmp_path / "none", files)
    assert (proof.state, "roots.pem" in proof.why) == ("not verified", True)
    other = Authority(tmp_path / "other")
    [proof] = _proofs(tmp_path / "untrusted", files, other.roots)
    assert (proof.state, "trusted" in proof.why) == ("not verified", True)
    bad = tmp_path / "bad.pem"
    bad.write_text("nothing")
    for roots in (bad, tmp_path / "missing.pem"):
        with pytest.raises(CaseError):
            _proofs(tmp_path / "broken", files, roots)


@settings(
    deadline=None, max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(at=st.integers(0, 10_000), flip=st.integers(1, 255))
def test_no_altered_stamp_is_verified_with_other_facts(
    tmp_path: Path, authority: Authority, stamped: bytes, at: int, flip: int
) -> None:
    data = bytearray(stamped)
    data[at % len(data)] ^= flip
    files = {"a.txt": DATA, "a.txt.tsr": stamped}
    [whole] = _proofs(tmp_path, files, authority.roots)
    [proof] = _proofs(tmp_path, {**files, "a.txt.tsr": bytes(data)}, authority.roots)
    assert proof.state != "verified" or proof == whole


def test_what_a_proof_is_about_is_found_by_its_name(tmp_path: Path) -> None:
    files = {
        "documents/a.pdf": b"x",
        "documents/a.pdf.ots": b"",
        "documents/b.pdf": b"x",
        "documents/b.tsq": b"",
        "documents/c.pdf": b"x",
        "documents/c.txt": b"x",
        "documents/c.tsr": b"",
        "claims.csv": b"x",
        "proofs/claims.csv.ots": b"",
        "proofs/orphan.tsr": b"",
    }
    found = {p.path: (p.of, p.state) for p in _proofs(tmp_path, files)}
    assert found == {
        "documents/a.pdf.ots": ("documents/a.pdf", "stored"),
        "documents/b.tsq": ("documents/b.pdf", "stored"),
        "documents/c.tsr": ("", "not verified"),
        "proofs/claims.csv.ots": ("claims.csv", "stored"),
        "proofs/orphan.tsr": ("", "not verified"),
    }


@pytest.mark.parametrize(
    "data", [b"", b"\x30\x03\x02\x01\x00", b"rubbish" * 1000, bytes(2_000_000)]
)
def test_a_damaged_stamp_is_not_verified(tmp_path: Path, data: bytes) -> None:
    [proof] = _proofs(tmp_path, {"a.txt": DATA, "a.txt.tsr": data})
    assert proof.state == "not verified"
    assert proof.why


def test_without_the_libraries_a_stamp_is_listed_with_what_to_install(
    tmp_path: Path, stamped: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timestamps, "installed", lambda: False)
    [proof] = _proofs(tmp_path, {"a.txt": DATA, "a.txt.tsr": stamped})
    assert (proof.state, "tidewaiter[proofs]" in proof.why) == ("not verified", True)


def test_verify_reports_proofs_and_fails_for_other_bytes(
    tmp_path: Path, authority: Authority, stamped: bytes
) -> None:
    case = api.new(tmp_path / "case")
    documents = case / "documents"
    (documents / "a.txt").write_bytes(DATA)
    (documents / "a.txt.tsr").write_bytes(stamped)
    built = api.build(case)
    assert built.rejects == ()
    assert [c.path for c in built.counts if "documents" in c.path] == ["documents/a.txt"]
    run = CliRunner().invoke(app, ["verify", str(case), "--roots", str(authority.roots)])
    assert run.exit_code == 0
    assert "proof: documents/a.txt.tsr of documents/a.txt: verified (" in run.output
    assert "not verified" in CliRunner().invoke(app, ["verify", str(case)]).output
    (documents / "a.txt.tsr").unlink()
    assert api.verify(case).broken == "documents/a.txt.tsr was removed from the case"
    (documents / "a.txt.tsr").write_bytes(stamped)
    (documents / "a.txt").write_bytes(DATA + b"More.\n")
    api.build(case)
    run = CliRunner().invoke(app, ["verify", str(case), "--roots", str(authority.roots)])
    assert run.exit_code == 1
    assert "NOT INTACT: documents/a.txt.tsr proves nothing of documents/a.txt" in run.output
