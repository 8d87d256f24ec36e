"""All tables as sheets of one Excel workbook: typed cells, no formulas, no links."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, time

from tidewaiter.errors import UnreadableError
from tidewaiter.model.dossier import Dossier
from tidewaiter.report.chart.svg import clean
from tidewaiter.report.exports.dictionary import TABLES
from tidewaiter.report.exports.formats import about_line, sound
from tidewaiter.report.exports.more_tables import all_grids
from tidewaiter.report.exports.package import described

#: What a cell can hold (Excel's own limits): UTF-16 units of text, rows of a sheet.
TEXT, ROWS = 32_767, 1_048_576


def xlsx(dossier: Dossier) -> bytes:
    """Write the workbook; dates are dates, times are times without zone, in UTC.

    Text over 32,767 characters is cut, with "…" at its end; control characters and marks that turn
    text around are dropped.

    Raises:
        UnreadableError: A table has more rows than a sheet can hold.
    """
    from xlsxwriter import Workbook

    file = io.BytesIO()
    book = Workbook(
        file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    made = dossier.built_utc.astimezone(UTC).replace(tzinfo=None)
    book.set_properties(
        {
            "title": _cut(dossier.title, 255),
            "comments": _cut(about_line(dossier), 255),
            "created": made,
        }
    )
    head = book.add_format({"bold": True, "bottom": 1})
    styles = {
        "date": book.add_format({"num_format": "yyyy-mm-dd"}),
        "datetime": book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"}),
    }
    for name, (header, rows) in all_grids(dossier).items():
        if len(rows) >= ROWS:
            raise UnreadableError(f"{name} has {len(rows)} rows, a sheet {ROWS}: use --to csv")
        sheet = book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, len(rows), len(header) - 1)
        types = [described(name, one).type for one in header]
        for at, one in enumerate(header):
            sheet.write_string(0, at, one, head)
            sheet.write_comment(0, at, described(name, one).what or one)
        for line, row in enumerate(rows, start=1):
            for at, (kind, value) in enumerate(zip(types, row, strict=True)):
                value = _value(kind, value)
                if isinstance(value, bool):
                    sheet.write_boolean(line, at, value)
                elif isinstance(value, int | float):
                    sheet.write_number(line, at, value)
                elif isinstance(value, date):
                    sheet.write_datetime(line, at, value, styles[kind])
                elif value:
                    sheet.write_string(line, at, _cut(str(value), TEXT))
        if dossier.synthetic:
            sheet.set_header("&CSYNTHETIC")
        sheet.set_footer(f"&L{TABLES.get(name, name)}")
    book.close()
    return file.getvalue()


def _value(kind: str, value: object) -> object:
    """Return a value as its column's type has it; days before 1900 stay text."""
    if kind == "datetime" and isinstance(value, str):
        value = datetime.fromisoformat(value).astimezone(UTC).replace(tzinfo=None)
    if kind == "date" and isinstance(value, date) and not isinstance(value, datetime):
        value = datetime.combine(value, time())
    if isinstance(value, date) and value.year < 1901:
        return value.isoformat()
    return value


def _cut(text: str, most: int) -> str:
    text = clean(sound(text))
    if len(text.encode("utf-16-le")) // 2 <= most:
        return text
    return text.encode("utf-16-le")[: 2 * (most - 1)].decode("utf-16-le", "ignore") + "…"
