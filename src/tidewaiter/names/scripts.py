"""In what script a name is written."""

from __future__ import annotations

from functools import lru_cache

#: First and last code point of blocks of letters → ISO 15924.
_BLOCKS = (
    (0x0370, 0x03FF, "Grek"), (0x0400, 0x052F, "Cyrl"), (0x0530, 0x058F, "Armn"),
    (0x0590, 0x05FF, "Hebr"), (0x0600, 0x06FF, "Arab"), (0x0700, 0x074F, "Syrc"),
    (0x0750, 0x077F, "Arab"), (0x0780, 0x07BF, "Thaa"), (0x08A0, 0x08FF, "Arab"),
    (0x0900, 0x097F, "Deva"), (0x0980, 0x09FF, "Beng"), (0x0A00, 0x0A7F, "Guru"),
    (0x0A80, 0x0AFF, "Gujr"), (0x0B80, 0x0BFF, "Taml"), (0x0C00, 0x0C7F, "Telu"),
    (0x0C80, 0x0CFF, "Knda"), (0x0D00, 0x0D7F, "Mlym"), (0x0D80, 0x0DFF, "Sinh"),
    (0x0E00, 0x0E7F, "Thai"), (0x0E80, 0x0EFF, "Laoo"), (0x0F00, 0x0FFF, "Tibt"),
    (0x1000, 0x109F, "Mymr"), (0x10A0, 0x10FF, "Geor"), (0x1100, 0x11FF, "Hang"),
    (0x1200, 0x139F, "Ethi"), (0x1780, 0x17FF, "Khmr"), (0x1800, 0x18AF, "Mong"),
    (0x1C80, 0x1C8F, "Cyrl"), (0x1C90, 0x1CBF, "Geor"), (0x2DE0, 0x2DFF, "Cyrl"),
    (0x2E80, 0x2FDF, "Hani"), (0x3005, 0x3007, "Hani"), (0x3040, 0x309F, "Hira"),
    (0x30A0, 0x30FF, "Kana"), (0x3130, 0x318F, "Hang"), (0x31F0, 0x31FF, "Kana"),
    (0x3400, 0x4DBF, "Hani"), (0x4E00, 0x9FFF, "Hani"), (0xA640, 0xA69F, "Cyrl"),
    (0xAC00, 0xD7FF, "Hang"), (0xF900, 0xFAFF, "Hani"), (0xFB50, 0xFDFF, "Arab"),
    (0xFE70, 0xFEFC, "Arab"), (0xFF66, 0xFF9F, "Kana"), (0x20000, 0x3FFFF, "Hani"),
)  # fmt: skip


def script(text: str) -> str | None:
    """Return the ISO 15924 code of the script that most letters are in, None for Latin.

    Japanese names in kana and Han together give the one that has more letters.

    >>> [script(t) for t in ("Kim", "김정은", "金正恩", "Ким", "كيم", "1 2")]
    [None, 'Hang', 'Hani', 'Cyrl', 'Arab', None]
    """
    if text.isascii():
        return None
    codes = [code for code in map(_of, text) if code != ""]
    kinds = set(codes)
    if len(kinds) < 2:
        return codes[0] if codes else None
    return max(sorted(kinds, key=str), key=codes.count)


@lru_cache(maxsize=65536)
def _of(sign: str) -> str | None:
    """Return the script of a letter, None for Latin, "" for what is no letter."""
    if not sign.isalpha():
        return ""
    point = ord(sign)
    return next((code for first, last, code in _BLOCKS if first <= point <= last), None)
