"""Files of every kind from cells: xlsx, xls, ods, HTML, SpreadsheetML 2003, zip; the same bytes every time.

Here belongs how a kind of file is written. What stands in the files belongs to the other modules of this folder.
"""

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import xlsxwriter
import xlwt

from samples.page import CREATED

Value = str | int | float | bool | None


@dataclass(frozen=True)
class Cell:
    """A cell with more than a value: a number format, an indent, a colour, or a formula with its cached value."""

    value: Value
    number_format: str = ""
    indent: int = 0
    colour: str = ""
    formula: str = ""


Row = Sequence[Value | Cell]


@dataclass(frozen=True)
class Sheet:
    """Cells from A1 on and what else a sheet has; rows and columns that are hidden count from 1."""

    rows: Sequence[Row]
    merged: Sequence[str] = ()
    state: str = "visible"
    hidden_rows: Sequence[int] = ()
    hidden_columns: Sequence[int] = ()
    formatted_to: str = ""


def xlsx(sheets: Mapping[str, Sheet], *, date_1904: bool = False) -> bytes:
    """An Excel workbook; texts stay texts, None is an empty cell."""
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True, "date_1904": date_1904})
    book.set_properties({"created": CREATED})
    for name, sheet in sheets.items():
        page = book.add_worksheet(name)
        for number, row in enumerate(sheet.rows):
            for column, value in enumerate(row):
                _put(book, page, number, column, value)
        for place in sheet.merged:
            _merge(book, page, place, sheet)
        _dress(book, page, sheet)
    book.close()
    return content.getvalue()


def _put(book: Any, page: Any, row: int, column: int, given: Value | Cell) -> None:
    cell = given if isinstance(given, Cell) else Cell(given)
    told = {"num_format": cell.number_format, "indent": cell.indent, "font_color": cell.colour}
    look = book.add_format({key: value for key, value in told.items() if value}) if any(told.values()) else None
    if cell.formula:
        page.write_formula(row, column, cell.formula, look, cell.value)
    elif isinstance(cell.value, str):
        page.write_string(row, column, cell.value, look)
    elif cell.value is not None:
        page.write(row, column, cell.value, look)


def _merge(book: Any, page: Any, place: str, sheet: Sheet) -> None:
    page.merge_range(place, "")
    row, column = xlsxwriter.utility.xl_cell_to_rowcol(place.split(":")[0])
    _put(book, page, row, column, sheet.rows[row][column])


def _dress(book: Any, page: Any, sheet: Sheet) -> None:
    for row in sheet.hidden_rows:
        page.set_row(row - 1, None, None, {"hidden": True})
    for column in sheet.hidden_columns:
        page.set_column(column - 1, column - 1, None, None, {"hidden": True})
    if sheet.state != "visible":
        page.hide() if sheet.state == "hidden" else page.very_hidden()
    if sheet.formatted_to:
        last_row, last_column = xlsxwriter.utility.xl_cell_to_rowcol(sheet.formatted_to)
        frame = book.add_format({"border": 1})
        for row in range(last_row + 1):
            for column in range(last_column + 1):
                written = row < len(sheet.rows) and column < len(sheet.rows[row])
                if not written or sheet.rows[row][column] is None:
                    page.write_blank(row, column, None, frame)


def xls(sheets: Mapping[str, Sheet], rich: Sequence[tuple[int, int]] = ()) -> bytes:
    """An Excel 97-2003 workbook (BIFF8); the texts at `rich` (row and column from 0) are written as rich text."""
    book = xlwt.Workbook(encoding="utf-8")
    for name, sheet in sheets.items():
        page = book.add_sheet(name, cell_overwrite_ok=True)
        for number, row in enumerate(sheet.rows):
            for column, value in enumerate(row):
                cell = value if isinstance(value, Cell) else Cell(value)
                if (number, column) in rich:
                    text = str(cell.value)
                    page.write_rich_text(number, column, (text[:2], (text[2:], xlwt.easyfont("bold on"))))
                elif cell.value is not None:
                    page.write(number, column, cell.value, _style(cell))
        for place in sheet.merged:
            first, last = map(xlsxwriter.utility.xl_cell_to_rowcol, place.split(":"))
            page.merge(first[0], last[0], first[1], last[1])
        page.visibility = ("visible", "hidden", "very_hidden").index(sheet.state)
        for row_number in sheet.hidden_rows:
            page.row(row_number - 1).hidden = 1
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _style(cell: Cell) -> xlwt.XFStyle:
    style = xlwt.easyxf(f"alignment: indent {cell.indent}")
    style.num_format_str = cell.number_format or "General"
    return style


def zipped(members: Mapping[str, bytes]) -> bytes:
    """A zip archive without a clock."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return content.getvalue()


def edited(book: bytes, member: str, *changes: tuple[str, str]) -> bytes:
    """The workbook with texts replaced in one of its members; every text must be there."""
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    text = members[member].decode()
    for old, new in changes:
        assert old in text, (old, text[:2000])
        text = text.replace(old, new)
    return zipped({**members, member: text.encode()})


def html(
    rows: Sequence[Sequence[Value]], *, charset: str = "utf-8", merged: Mapping[tuple[int, int], str] | None = None
) -> bytes:
    """The table as systems write it into a web page called .xls; `merged` gives cells (from 0) their spans."""
    spans = merged or {}
    lines = [
        f'<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta http-equiv="Content-Type" content="text/html; charset={charset}">',
        "<style>td{mso-number-format:'\\@'}</style></head><body><table border=1>",
    ]
    for number, row in enumerate(rows):
        cells = (
            f"<td{spans.get((number, column), '')}>{escape(str(value))}</td>"
            for column, value in enumerate(row)
            if value is not None
        )
        lines.append(f"<tr>{''.join(cells)}</tr>")
    return "\n".join([*lines, "</table></body></html>"]).encode(charset)


def spreadsheetml(sheet: str, rows: Sequence[Sequence[Value]]) -> bytes:
    """The table as XML Spreadsheet 2003."""
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<?mso-application progid="Excel.Sheet"?>\n'
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    lines = [f'<Workbook xmlns="{space}" xmlns:ss="{space}"><Worksheet ss:Name="{sheet}"><Table>']
    for row in rows:
        cells = []
        for column, value in enumerate(row, start=1):
            if value is not None and value != "":
                kind = "String" if isinstance(value, str) else "Number"
                cells.append(f'<Cell ss:Index="{column}"><Data ss:Type="{kind}">{escape(str(value))}</Data></Cell>')
        lines.append(f"<Row>{''.join(cells)}</Row>")
    return (head + "\n".join([*lines, "</Table></Worksheet></Workbook>"])).encode()


def ods(sheet: str, rows: Sequence[Sequence[Value]]) -> bytes:
    """An OpenDocument spreadsheet."""
    names = {each: f"urn:oasis:names:tc:opendocument:xmlns:{each}:1.0" for each in ("office", "table", "text")}
    spaces = " ".join(f'xmlns:{each}="{uri}"' for each, uri in names.items())
    lines = [f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces} office:version="1.2">']
    lines.append(f'<office:body><office:spreadsheet><table:table table:name="{sheet}">')
    lines += [f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows]
    lines.append("</table:table></office:spreadsheet></office:body></office:document-content>")
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/></manifest:manifest>'
    )
    members = {"mimetype": kind, "content.xml": "".join(lines), "META-INF/manifest.xml": manifest}
    return zipped({name: text.encode() for name, text in members.items()})


def _ods_cell(value: Value) -> str:
    if value is None or value == "":
        return "<table:table-cell/>"
    if isinstance(value, str):
        return f'<table:table-cell office:value-type="string"><text:p>{escape(value)}</text:p></table:table-cell>'
    return f'<table:table-cell office:value-type="float" office:value="{value}"><text:p>{value}</text:p></table:table-cell>'
