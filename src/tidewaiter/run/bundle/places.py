"""Where each file of a case lies in a bundle, and back."""

from __future__ import annotations

#: The exported ledger.
LEDGER = "data/ledger/records.jsonl"
_PAGE, _TABLES, _SOURCES = "data/page/", "data/tables/", "data/sources/"


def place(path: str) -> str:
    """Return the place of a file in a bundle.

    >>> place("out/dossier.html"), place("documents/a.txt")
    ('data/page/dossier.html', 'data/sources/documents/a.txt')
    """
    if path.startswith("out/tables/"):
        return _TABLES + path.removeprefix("out/tables/")
    if path.startswith("out/"):
        return _PAGE + path.removeprefix("out/")
    return _SOURCES + path


def unplace(name: str) -> str | None:
    """Return the path in the case of a file of a bundle, None for what is no file of a case.

    >>> unplace("data/tables/claims.csv"), unplace("bagit.txt")
    ('out/tables/claims.csv', None)
    """
    for prefix, folder in ((_TABLES, "out/tables/"), (_PAGE, "out/"), (_SOURCES, "")):
        if name.startswith(prefix):
            return folder + name.removeprefix(prefix)
    return None


def is_safe(name: str) -> bool:
    r"""Say whether a name stays below the folder into which it is unpacked.

    >>> is_safe("data/a.txt"), is_safe("../a"), is_safe("/a"), is_safe("c:\\a")
    (True, False, False, False)
    """
    parts = name.split("/")
    return not any(
        part in ("", ".", "..") or any(c in part for c in "\\\0") for part in parts
    ) and not parts[0].endswith(":")
