"""The bytes of a part of an e-mail as sent, and where each stands in the file."""

from __future__ import annotations

import re
from email.message import EmailMessage

import numpy as np

from tidewaiter.press.read.trail import Trail

_QUOTED = re.compile(rb"=(?:([0-9A-Fa-f]{2})|[ \t]*\r?\n)|[ \t]+(?=\r?\n)")
_SIX_BITS = np.full(256, 255, np.uint8)
_SIX_BITS[
    np.frombuffer(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/", np.uint8)
] = np.arange(64, dtype=np.uint8)


def untransferred(data: bytes, part: EmailMessage) -> tuple[bytes, Trail | None]:
    """Return a part's bytes with the transfer encoding undone, and the trail of these bytes.

    Args:
        data: The file.
        part: A part of it that holds no parts.

    Returns:
        The bytes, and for each of them where it stands in the file; None where the part is not
        found there as it is.
    """
    coding = str(part.get("Content-Transfer-Encoding", "")).strip().lower()
    sent = _sent(part, packed=coding in ("quoted-printable", "base64"))
    if sent is None:
        return _opened(part), None
    at = data.find(sent) if sent else -1
    if coding == "quoted-printable":
        body, places = _unquoted(sent)
    elif coding == "base64":
        body, places = _unpacked(sent)
    else:
        body, places = sent, Trail.even(len(sent))
    return body, None if at < 0 else Trail(places.starts + at, places.ends + at)


def _sent(part: EmailMessage, *, packed: bool) -> bytes | None:
    """A part's bytes as they stand in the file; None where the library cannot give them."""
    if not packed:
        return _opened(part)
    payload = part.get_payload(decode=False)
    try:
        return payload.encode("ascii", "surrogateescape") if isinstance(payload, str) else b""
    except UnicodeEncodeError:
        return None


def _opened(part: EmailMessage) -> bytes:
    opened = part.get_payload(decode=True)
    return opened if isinstance(opened, bytes) else b""


def _unquoted(sent: bytes) -> tuple[bytes, Trail]:
    out = bytearray()
    starts: list[int] = []
    ends: list[int] = []
    done = 0
    for match in _QUOTED.finditer(sent):
        out += sent[done : match.start()]
        starts += range(done, match.start())
        ends += range(done + 1, match.start() + 1)
        if match[1]:
            out.append(int(match[1], 16))
            starts.append(match.start())
            ends.append(match.end())
        done = match.end()
    out += sent[done:]
    starts += range(done, len(sent))
    ends += range(done + 1, len(sent) + 1)
    return bytes(out), Trail(np.array(starts, np.int64), np.array(ends, np.int64))


def _unpacked(sent: bytes) -> tuple[bytes, Trail]:
    raw = np.frombuffer(sent, np.uint8)
    places = np.flatnonzero(_SIX_BITS[raw] < 255)
    size = len(places) * 6 // 8
    groups = np.zeros((len(places) + 3) // 4 * 4, np.uint32)
    groups[: len(places)] = _SIX_BITS[raw[places]]
    four = groups.reshape(-1, 4)
    whole = (four[:, 0] << 18) | (four[:, 1] << 12) | (four[:, 2] << 6) | four[:, 3]
    body = np.stack([whole >> 16, whole >> 8, whole], axis=1).astype(np.uint8).reshape(-1)[:size]
    first = np.arange(size) * 8 // 6
    last = np.minimum((np.arange(size) * 8 + 7) // 6, max(len(places) - 1, 0))
    starts = places[first].astype(np.int64)
    return body.tobytes(), Trail(starts, places[last].astype(np.int64) + 1)
