"""A BagIt bag: its tag files and manifests.

Format: BagIt File Packaging Format 1.0, RFC 8493.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from tidewaiter.model.ids import sha256

DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
MANIFEST, TAGS = "manifest-sha256.txt", "tagmanifest-sha256.txt"
_LINE = re.compile(r"([0-9a-f]{64})  (.+)")


def tag_files(payload: Mapping[str, tuple[str, int]], info: Mapping[str, str]) -> dict[str, bytes]:
    """Return the files that make a bag of a payload.

    Args:
        payload: Path below the bag → SHA-256 and size in bytes.
        info: What ``bag-info.txt`` says, without ``Payload-Oxum``.
    """
    oxum = f"{sum(size for _, size in payload.values())}.{len(payload)}"
    said = {**info, "Payload-Oxum": oxum}
    files = {
        "bagit.txt": DECLARATION,
        "bag-info.txt": "".join(f"{k}: {_plain(v)}\n" for k, v in said.items()).encode(
            "utf-8", "replace"
        ),
        MANIFEST: manifest({path: digest for path, (digest, _) in payload.items()}),
    }
    return {**files, TAGS: manifest({path: sha256(data) for path, data in files.items()})}


def manifest(hashes: Mapping[str, str]) -> bytes:
    """Write a manifest, by path."""
    return "".join(
        f"{digest}  {_written(path)}\n" for path, digest in sorted(hashes.items())
    ).encode()


def read_manifest(data: bytes) -> tuple[dict[str, str], str | None]:
    r"""Read a manifest, and say what is wrong in it: its first line that is none.

    >>> read_manifest(manifest({"data/a%b": "0" * 64}))[0] == {"data/a%b": "0" * 64}
    True
    >>> read_manifest(b"what\n")
    ({}, 'line 1 is no line of a manifest, or names a file twice')
    """
    found: dict[str, str] = {}
    fault = None if data.endswith(b"\n") else "it does not end with a line"
    for number, text in enumerate(data.decode("utf-8", "replace").split("\n")[:-1], start=1):
        match = _LINE.fullmatch(text)
        path = _unwritten(match[2]) if match else ""
        if match is None or path in found:
            fault = fault or f"line {number} is no line of a manifest, or names a file twice"
        else:
            found[path] = match[1]
    return found, fault


def _written(path: str) -> str:
    return path.replace("%", "%25").replace("\n", "%0A").replace("\r", "%0D")


def _unwritten(path: str) -> str:
    return path.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")


def _plain(text: str) -> str:
    return " ".join(text.split())
