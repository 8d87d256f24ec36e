"""A time stamp authority of our own, made with OpenSSL's ``ts`` command."""

from __future__ import annotations

import subprocess
from pathlib import Path

CONFIG = """
[tsa]
default_tsa = here
[here]
dir = .
serial = serial
default_policy = 1.2.3.4.1
digests = sha1, sha256, sha384, sha512
signer_digest = sha256
ess_cert_id_alg = sha256
accuracy = secs:1
tsa_name = yes
[req]
distinguished_name = name
[name]
[root]
basicConstraints = critical,CA:TRUE
keyUsage = critical,keyCertSign
[signer]
extendedKeyUsage = critical,timeStamping
keyUsage = critical,digitalSignature
[other]
extendedKeyUsage = critical,serverAuth
"""


class Authority:
    """Signs what it is asked to."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True)
        self.folder, self.roots = folder, folder / "root.pem"
        (folder / "ts.cnf").write_text(CONFIG)
        (folder / "serial").write_text("01\n")
        self._openssl(
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
            "-keyout", "root.key", "-out", "root.pem", "-subj", "/CN=Root of tests", "-days", "3650",
            "-config", "ts.cnf", "-extensions", "root",
        )  # fmt: skip
        self._openssl(
            "req", "-newkey", "rsa:2048", "-nodes", "-keyout", "tsa.key", "-out", "tsa.csr",
            "-subj", "/O=Tests/CN=Clock of tests", "-config", "ts.cnf",
        )  # fmt: skip
        self._openssl(
            "x509", "-req", "-in", "tsa.csr", "-CA", "root.pem", "-CAkey", "root.key",
            "-CAcreateserial", "-out", "tsa.pem", "-days", "3650", "-extfile", "ts.cnf",
            "-extensions", "signer",
        )  # fmt: skip

    def stamp(self, data: bytes, *, digest: str = "sha256") -> bytes:
        """Return the answer (``.tsr``) to a question about some bytes."""
        (self.folder / "data").write_bytes(data)
        self._openssl("ts", "-query", "-data", "data", f"-{digest}", "-cert", "-out", "q.tsq")
        self._openssl(
            "ts", "-reply", "-queryfile", "q.tsq", "-config", "ts.cnf", "-section", "here",
            "-signer", "tsa.pem", "-inkey", "tsa.key", "-out", "r.tsr",
        )  # fmt: skip
        return (self.folder / "r.tsr").read_bytes()

    def _openssl(self, *arguments: str) -> None:
        run = subprocess.run(
            ["openssl", *arguments], cwd=self.folder, capture_output=True, text=True, check=False
        )
        assert run.returncode == 0, run.stderr
