"""Read a Word file (.docx): the paragraphs of its body."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from tidewaiter.errors import UnreadableError
from tidewaiter.press.read.about import FILE_DATE
from tidewaiter.press.read.html import day_of
from tidewaiter.press.read.raw import Piece, RawDocument
from tidewaiter.press.read.text import headline

if TYPE_CHECKING:
    from lxml.etree import _Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"
#: Bytes of the largest part that is unpacked: a book has some 20 MB.
_LARGEST = 200_000_000
#: A part that grows more than this in unpacking is a bomb; documents of blanks reach some 50.
_DENSEST = 400
#: What is struck out, repeated for older programs, or no text of the body.
_SKIPPED = frozenset(
    ("del", "moveFrom", "Fallback", "instrText", "delText", "footnoteReference", "object", "pict", "rPr", "pPr",
     "txbxContent")
)  # fmt: skip


def read_docx(data: bytes) -> RawDocument:
    """Read a Word file; tables of more than one column are left out.

    Raises:
        UnreadableError: It is damaged, locked, a bomb, or another kind of zip file.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            body = _part(archive, "word/document.xml")
            core = _part(archive, "docProps/core.xml")
            names = set(archive.namelist())
    except (
        zipfile.BadZipFile,
        EOFError,
        NotImplementedError,
        RuntimeError,
        OSError,
        ValueError,
    ) as error:
        raise UnreadableError("is a damaged Word or zip file: copy or save it again") from error
    except zlib.error as error:
        raise UnreadableError("is a damaged Word or zip file: copy or save it again") from error
    if body is None:
        raise UnreadableError(_other(names))
    root = _root(body)
    found, tables = _pieces(root)
    if not found:
        raise UnreadableError("is a Word file without text: if it holds scans, run OCR over them")
    title, made = _about(core)
    notes = (f"{tables} tables were left out",) if tables else ()
    title_from = "metadata" if title else "headline"
    title = title or headline(found[0].text)
    return RawDocument(
        "docx",
        found,
        title,
        published=made,
        title_from=title_from if title else None,
        published_from=FILE_DATE if made else None,
        notes=notes,
    )


def _other(names: set[str]) -> str:
    if "xl/workbook.xml" in names or "ppt/presentation.xml" in names:
        return "is an Excel or PowerPoint file: save its text as .docx or .txt"
    if "content.xml" in names:
        return "is an OpenDocument file: save it as .docx"
    if "datapackage.json" in names:
        return "is a web archive: give it the ending .wacz, and have it read by the rules"
    if "EncryptedPackage" in names:
        return "is a Word file locked by a password: save it unlocked"
    return "is a zip file: unpack it, and add the documents in it"


def _part(archive: zipfile.ZipFile, name: str) -> bytes | None:
    try:
        about = archive.getinfo(name)
    except KeyError:
        return None
    if about.flag_bits & 1:
        raise UnreadableError("is a Word file locked by a password: save it unlocked")
    if about.file_size > _LARGEST or about.file_size > _DENSEST * max(about.compress_size, 1000):
        raise UnreadableError("unpacks to more than a document can hold: it is damaged or hostile")
    with archive.open(about) as stream:
        data = stream.read(about.file_size + 1)
    if len(data) > about.file_size:
        raise UnreadableError("unpacks to more than a document can hold: it is damaged or hostile")
    return data


def _root(data: bytes) -> _Element:
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableError("is a damaged Word file: open it and save it again") from error


def _pieces(root: _Element) -> tuple[tuple[Piece, ...], int]:
    out: list[Piece] = []
    left_out: set[_Element] = set()
    for number, paragraph in enumerate(root.iter(f"{_W}p", f"{_STRICT}p"), start=1):
        if any(_name(outer) in _SKIPPED - {"txbxContent"} for outer in paragraph.iterancestors()):
            continue
        table = _table(paragraph)
        if table is not None:
            left_out.add(table)
            continue
        lines = "".join(_words(paragraph)).split("\n")
        out += [Piece(line, paragraph=number) for line in lines if line.strip()]
    return tuple(out), len(left_out)


def _table(paragraph: _Element) -> _Element | None:
    """The table of several columns in which a paragraph stands; those of one only frame text."""
    for row in paragraph.iterancestors(f"{_W}tr", f"{_STRICT}tr"):
        cells = sum(1 for cell in row if _name(cell) == "tc")
        if cells > 1:
            return row.getparent()
    return None


def _words(paragraph: _Element) -> Iterator[str]:
    stack = list(reversed(paragraph))
    while stack:
        element = stack.pop()
        name = _name(element)
        if name == "t":
            yield element.text or ""
        elif name in ("tab", "noBreakHyphen", "br", "cr"):
            yield {"tab": " ", "noBreakHyphen": "-"}.get(name, "\n")
        elif name not in _SKIPPED and name != "p":
            stack.extend(reversed(element))


def _name(element: _Element) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _about(core: bytes | None) -> tuple[str | None, date | None]:
    if core is None:
        return None, None
    try:
        root = _root(core)
    except UnreadableError:
        return None, None
    title = (root.findtext(f"{_DC}title") or "").strip()
    return title or None, day_of(root.findtext(f"{_TERMS}created"))
