"""In which encoding a text is written, and which bytes make each of its characters."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

import numpy as np

from tidewaiter.errors import UnreadableError
from tidewaiter.press.read.trail import Trail

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})"
    rb"|<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]{2,40})",
    re.IGNORECASE,
)
#: Encodings of English text typed on machines of another language, likeliest first.
_LIKELY = ("cp1252", "mac_roman", "gb18030", "cp932", "cp949", "big5", "cp1250", "cp850")
#: A page says one and means the other; browsers read it so too (WHATWG Encoding, section 4.2).
_MEANT = {"ascii": "cp1252", "iso8859-1": "cp1252", "gb2312": "gb18030", "gbk": "gb18030",
          "shift_jis": "cp932", "euc_kr": "cp949"}  # fmt: skip
#: Share of bytes beyond ASCII up to which a text is taken for one with a few foreign letters.
_FEW = 0.12
_GOOD = re.compile(
    r"(?:(?<=\s)|^)[“‘„«]+(?=\w)|(?<=[\w.,!?…])[”’»]+(?=\W|$)|(?<=\w)’(?=[a-z]{1,2}\b)|"
    r"[–—…•€£©]|(?<=\d)°|[àáâãäåæçèéêëìíîïñòóôõöøùúûüýÿœšžßăąćčďęěğıłńňőřśşťůűźż]|"
    r"(?<![a-z])[ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝŒŠŽĆČŁŚŞŻ]|[\u4e00-\u9fff\uac00-\ud7a3\u3040-\u30ff]{2,8}"
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the name of its encoding, and the bytes of each character."""

    text: str
    encoding: str
    trail: Trail


def decode(data: bytes, declared: str | None = None, *, markup: bool = False) -> Decoded:
    """Decode bytes: by their mark, by what they declare, as UTF-8, or as what fits best.

    Args:
        data: The captured bytes.
        declared: Encoding that a header names; used where the bytes fit it.
        markup: Whether to look for a declaration of HTML or XML in them.

    Raises:
        UnreadableError: It begins like UTF-16 or UTF-32 but is damaged, or is no text at all.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return _exact(data, encoding, len(mark))
            except UnicodeDecodeError as error:
                if encoding == "utf-8":
                    break
                name = encoding[:6].upper()
                raise UnreadableError(f"begins like {name} but is damaged") from error
    if b"\0" in data[:4096] and (wide := _wide(data)):
        return wide
    if b"\0" in data:
        raise UnreadableError(
            "is no text, HTML, PDF, Word or e-mail file; save it as one of these"
        )
    for encoding in _named(data, declared, markup):
        try:
            return _exact(data, encoding)
        except UnicodeDecodeError:
            continue
    return _exact(data, _fitting(data), errors="replace")


def _named(data: bytes, declared: str | None, markup: bool) -> list[str]:
    """UTF-8 first: text that is valid UTF-8 by chance hardly exists, false declarations do."""
    names = ["utf-8"]
    if markup and (match := _DECLARED.search(data[:4096])):
        declared = (match[1] or match[2]).decode("ascii")
    try:
        name = codecs.lookup(declared or "utf-8").name
        "".encode(name)  # refuses what is no encoding of text, such as "hex"
    except (LookupError, ValueError):
        return names
    name = _MEANT.get(name, name)
    return [*names, name] if not name.startswith(("utf", "cp1252")) else names


def _wide(data: bytes) -> Decoded | None:
    """UTF-16 without a mark: every second byte of Western text is zero."""
    head = np.frombuffer(data[:4096], np.uint8)
    for encoding, zeros in (("utf-16-le", head[1::2]), ("utf-16-be", head[0::2])):
        if zeros.size and (zeros == 0).mean() > 0.7:
            try:
                found = _exact(data, encoding)
            except UnicodeDecodeError:
                return None
            head_text = found.text[:1000]
            plain = sum(c.isalpha() or c.isspace() for c in head_text)
            return found if plain * 5 > len(head_text) * 3 else None
    return None


def _fitting(data: bytes) -> str:
    beyond = np.frombuffer(data, np.uint8) >= 0x80
    if beyond.mean() <= _FEW:
        return max(_LIKELY, key=lambda name: (_plausible(data, name), -_LIKELY.index(name)))
    from charset_normalizer import from_bytes

    best = from_bytes(data[:65536]).best()
    return "cp1252" if best is None else codecs.lookup(best.encoding).name


def _plausible(data: bytes, encoding: str) -> float:
    """How much of what is not ASCII looks as it does in English text, from 0 to 1."""
    text = data[:65536].decode(encoding, "replace")
    strange = sum(c > "\x7f" for c in text)
    good = sum(len(m) for m in _GOOD.findall(text))
    return good / strange if strange else 1.0


def _exact(data: bytes, encoding: str, skip: int = 0, errors: str = "strict") -> Decoded:
    body = data[skip:]
    text = body.decode(encoding, errors)
    if encoding == "utf-8":
        raw = np.frombuffer(body, np.uint8)
        starts = np.flatnonzero((raw & 0xC0) != 0x80).astype(np.int64) + skip
        return Decoded(text, encoding, Trail(starts, np.append(starts[1:], len(data))))
    if len(text) == len(body):
        return Decoded(text, encoding, Trail.even(len(text), skip))
    return Decoded(text, encoding, _byte_by_byte(body, encoding, skip, errors))


def _byte_by_byte(body: bytes, encoding: str, skip: int, errors: str) -> Trail:
    """Feed a decoder one byte at a time and note when a character comes out."""
    decoder = codecs.getincrementaldecoder(encoding)(errors)
    starts: list[int] = []
    ends: list[int] = []
    begin = 0
    for at in range(len(body) + 1):
        made = decoder.decode(body[at : at + 1], at == len(body))
        if made:
            stop = min(at + 1, len(body))
            starts += [begin + skip] * len(made)
            ends += [stop + skip] * len(made)
            begin = stop
    return Trail(np.array(starts, np.int64), np.array(ends, np.int64))
