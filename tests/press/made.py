"""Files of each format made of paragraphs, for tests of reading."""

from __future__ import annotations

import html
import io
import zipfile
from email.message import EmailMessage

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def as_html(lines: list[str], *, head: str = "") -> bytes:
    """A news page: menu, headline, article, teasers, foot."""
    body = "\n".join(f"<p>{_marked_up(line)}</p>" for line in lines[1:])
    page = f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{html.escape(lines[0])} | Wire</title>{head}
<script>var shown = "<p>The minister said that 12 ships sank.</p>";</script></head>
<body><header><nav><ul><li><a href="/">Home</a></li><li><a href="/w">World news</a></li></ul></nav></header>
<main><article><h1>{html.escape(lines[0])}</h1>
{body}
</article><aside><h3>Most read</h3><ul><li><a href="/x">Two ferries collide in fog off Dover, minister says</a></li>
</ul></aside></main><footer><p>&copy; 2025 Wire. All rights reserved.</p></footer></body></html>"""
    return page.encode()


def _marked_up(line: str) -> str:
    """Put an element round the third word, and write quotation marks as references."""
    words = html.escape(line).split(" ")
    if len(words) > 5:
        words[2] = f"<a href='/a?b=\"c>d\"'>{words[2]}</a>"
    return " ".join(words).replace("“", "&ldquo;").replace("’", "&#8217;").replace("—", "&mdash;")


def as_docx(lines: list[str], *, core: str = "", extra: str = "") -> bytes:
    """A Word file; every line is cut into two runs."""
    body = "".join(
        f'<w:p><w:r><w:t xml:space="preserve">{html.escape(line[:7])}</w:t></w:r>'
        f'<w:r><w:rPr/><w:t xml:space="preserve">{html.escape(line[7:])}</w:t></w:r></w:p>'
        for line in lines
    )
    document = f'<w:document xmlns:w="{_W}"><w:body>{body}{extra}</w:body></w:document>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", document)
        archive.writestr(
            "docProps/core.xml",
            '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
            f'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">{core}</cp:coreProperties>',
        )
    return out.getvalue()


def as_eml(lines: list[str], *, coding: str = "quoted-printable", page: bool = False) -> bytes:
    """An e-mail with the text as a plain part, or as HTML."""
    mail = EmailMessage()
    mail["From"] = '"Seabird Wire" <desk@seabird.example>'
    mail["To"] = "reader@example.org"
    mail["Subject"] = f"Fwd: {lines[0]}"
    mail["Date"] = "Thu, 05 Jun 2025 23:30:00 -0500"
    if page:
        body = "".join(f"<div>{html.escape(line)}</div>" for line in lines)
        mail.set_content(f"<html><body>{body}</body></html>", subtype="html", cte=coding)
    else:
        mail.set_content("\n\n".join(lines) + "\n", cte=coding)
    return mail.as_bytes()


def wrapped(line: str, width: int, *, hyphens: bool = True) -> list[str]:
    """Wrap a paragraph into lines; long words in small letters are cut where they do not fit."""
    out, current = [], ""
    for word in line.split(" "):
        room = width - len(current) - 2
        if not current:
            current = word
        elif len(current) + 1 + len(word) <= width:
            current += " " + word
        elif hyphens and 4 <= room < len(word) - 3 and word.isalpha() and word.islower():
            out.append(f"{current} {word[:room]}-")
            current = word[room:]
        else:
            out.append(current)
            current = word
    return [*out, current]


def as_pdf(
    lines: list[str], *, columns: int = 1, rows: int = 40, width: int = 0, info: str = ""
) -> bytes:
    """A PDF in Courier: head, foot and number on each page, columns, indents, cut words.

    Args:
        lines: The headline, and paragraphs, all in Windows-1252.
        columns: Columns of a page.
        rows: Lines of a column.
        width: Letters of a line; 0 for what fits the page.
        info: Entries of the information dictionary.
    """
    size, leading = 9.0, 11.0
    advance = size * 0.6
    width = width or (86 if columns == 1 else 40)
    flow: list[str] = []
    for line in lines[1:]:
        if columns == 1:
            flow += [*wrapped(line, width), ""]
        else:  # the first line of a paragraph is indented, and no line is empty
            first, *rest = wrapped("__" + line, width)
            flow += [first.replace("__", "  "), *rest]
    pages: list[bytes] = []
    at = 0
    while at < len(flow) or not pages:
        shown = [_words("The Leeward Post  -  World", 40, 800, 8)]
        top = 760.0
        if not pages:
            for row in wrapped(lines[0], 50, hyphens=False):
                shown.append(_words(row, 40, top, 14))
                top -= 18
            top -= 8
        for column in range(columns):
            left = 40 + column * (width + 4) * advance
            for number, row in enumerate(flow[at : at + rows]):
                indent = len(row) - len(row.lstrip())
                if row.strip():
                    shown.append(
                        _words(row.strip(), left + indent * advance, top - leading * number, size)
                    )
            at += rows
        shown.append(_words(f"Page {len(pages) + 1}", 280, 30, 8))
        pages.append("\n".join(shown).encode("cp1252"))
    return _file(pages, info)


def _words(text: str, x: float, y: float, size: float) -> str:
    escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"BT /F1 {size} Tf {x:.1f} {y:.1f} Td ({escaped}) Tj ET"


def _file(pages: list[bytes], info: str) -> bytes:
    first = 5
    kids = " ".join(f"{first + 2 * n} 0 R" for n in range(len(pages)))
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>".encode(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Courier/Encoding/WinAnsiEncoding>>",
        f"<<{info}>>".encode(),
    ]
    for number, page in enumerate(pages):
        parts.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>"
            b"/Contents %d 0 R>>" % (first + 2 * number + 1)
        )
        parts.append(b"<</Length %d>>stream\n%s\nendstream" % (len(page), page))
    out, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, start=1):
        places.append(len(out))
        out += b"%d 0 obj%sendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(parts) + 1
    trailer = b"trailer<</Size %d/Root 1 0 R/Info 4 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        size,
        len(out),
    )
    return out + b"xref\n0 %d\n0000000000 65535 f \n" % size + table + trailer
