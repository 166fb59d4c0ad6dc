"""XML Spreadsheet 2003: cells with gaps, spans, styles and hidden parts; and XML that is something else."""

from pathlib import Path

import pytest

from pipelines.readers import Grid, Merge, Unreadable
from pipelines.readers.grid import Address
from pipelines.readers.spreadsheetml import read_xml_workbook

PROLOGUE = '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
HEAD = (
    '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:x="urn:schemas-microsoft-com:office:excel"'
    ' xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" xmlns:html="http://www.w3.org/TR/REC-html40"><Styles>'
    '<Style ss:ID="Default"/><Style ss:ID="money"><NumberFormat ss:Format="Standard"/></Style>'
    '<Style ss:ID="share"><NumberFormat ss:Format="0%"/></Style>'
    '<Style ss:ID="day"><NumberFormat ss:Format="Short Date"/></Style>'
    '<Style ss:ID="within" ss:Parent="money"><Alignment ss:Indent="2"/></Style></Styles>'
)


def read(folder: Path, *sheets: str, prologue: str = PROLOGUE, encoding: str = "utf-8") -> list[Grid]:
    path = folder / "预算.xls"
    path.write_bytes((prologue + HEAD + "".join(sheets) + "</Workbook>").encode(encoding))
    return read_xml_workbook(path)


def sheet(inside: str, more: str = "", name: str = "收支总表 ") -> str:
    return f'<Worksheet ss:Name="{name}"><Table>{inside}</Table>{more}</Worksheet>'


def cell(value: str, kind: str = "String", more: str = "") -> str:
    return f'<Cell {more}><Data ss:Type="{kind}">{value}</Data></Cell>'


def row(*cells: str, more: str = "") -> str:
    return f"<Row {more}>{''.join(cells)}</Row>"


def reason(folder: Path, text: str) -> str:
    (folder / "a.xml").write_text(text, encoding="utf-8")
    with pytest.raises(Unreadable) as caught:
        read_xml_workbook(folder / "a.xml")
    return caught.value.reason_key


@pytest.mark.parametrize(
    ("content", "text", "printed"),
    [
        (cell("2161.1", "Number", 'ss:StyleID="money"'), "2161.1", "2,161.10"),
        (cell("2161.10", "Number"), "2161.1", "2161.1"),
        (cell("1E5", "Number"), "100000", "100000"),
        (cell("0.8232", "Number", 'ss:StyleID="share"'), "82.32%", "82%"),
        (cell("2024-03-05T00:00:00.000", "DateTime", 'ss:StyleID="day"'), "2024-03-05", "2024/3/5"),
        (cell("2024-03-05T09:30:00.000", "DateTime"), "2024-03-05T09:30:00", "2024-03-05T09:30:00"),
        (cell("1", "Boolean"), "TRUE", ""),
        (cell("一般公共&#10;预算"), "一般公共\n预算", ""),
        ('<Cell><ss:Data ss:Type="String"><html:B>合</html:B>计</ss:Data></Cell>', "合计", ""),
        ('<Cell><Data ss:Type="String">合计</Data><Comment><Data>批注</Data></Comment></Cell>', "合计", ""),
    ],
)
def test_a_value_and_what_is_shown_of_it(tmp_path: Path, content: str, text: str, printed: str) -> None:
    [grid] = read(tmp_path, sheet(row(content, cell("1", "Number"))))
    assert (grid.rows[0][0], grid.printed[0][0], grid.derived) == (text, printed, True)


def test_gaps_spans_and_repeated_rows(tmp_path: Path) -> None:
    [grid] = read(
        tmp_path,
        sheet(
            row(cell("科目", more='ss:MergeDown="1"'), cell("金额", more='ss:MergeAcross="1"'), cell("备注"))
            + row(cell("预算", more='ss:Index="2"'), cell("决算"))
            + row(cell("税收", more='ss:Index="1"'), more='ss:Index="5"')
        ),
    )
    blank = ["", "", "", ""]
    assert grid.rows == [["科目", "金额", "", "备注"], ["", "预算", "决算", ""], blank, blank, ["税收", "", "", ""]]
    assert grid.merged == [Merge(1, 1, 2, 1), Merge(1, 2, 1, 3)]
    assert grid.sheet == "收支总表 "


def test_what_is_hidden(tmp_path: Path) -> None:
    columns = '<Column/><Column ss:Hidden="1" ss:Span="1"/>'
    rows = row(cell("a"), cell("b"), cell("c"), cell("d")) + row(cell("e"), more='ss:Hidden="1"')
    options = "<x:WorksheetOptions><x:Visible>{}</x:Visible></x:WorksheetOptions>"
    grids = read(
        tmp_path,
        sheet(columns + rows),
        sheet(rows, options.format("SheetHidden")),
        sheet(rows, options.format("SheetVeryHidden")),
    )
    assert [grid.state for grid in grids] == ["visible", "hidden", "very_hidden"]
    assert (grids[0].hidden_rows, grids[0].hidden_columns) == ({2}, {2, 3})


def test_columns_that_are_stated_again_and_again_are_refused(tmp_path: Path) -> None:
    again = '<Column ss:Index="1" ss:Span="16383" ss:StyleID="money"/>' * 2
    assert reason(tmp_path, HEAD + f'<Worksheet ss:Name="a"><Table>{again}</Table></Worksheet></Workbook>') == "corrupt"


def test_errors_formulas_and_indents(tmp_path: Path) -> None:
    [grid] = read(
        tmp_path,
        sheet(
            row(cell("#REF!", "Error", 'ss:Formula="=R[-1]C"'), '<Cell ss:Formula="=RC[-1]"/>', cell("x"))
            + row(
                cell("3", "Number", "ss:Formula=\"='D:\\[决算.xls]表'!R1C1\""), cell("税收", more='ss:StyleID="within"')
            )
        ),
    )
    assert grid.errors == {Address(1, 1): "#REF!"}
    assert (grid.uncomputed, grid.linked, grid.formulas) == ((Address(1, 2),), (Address(2, 1),), 3)
    assert grid.indents == {Address(2, 2): 2}


@pytest.mark.parametrize("style", ['<Column ss:StyleID="money"/>{}', "{}"])
def test_a_style_may_be_that_of_the_column_or_the_row(tmp_path: Path, style: str) -> None:
    of_row = "" if "Column" in style else 'ss:StyleID="money"'
    [grid] = read(tmp_path, sheet(style.format(row(cell("2161.1", "Number"), more=of_row))))
    assert grid.printed == [["2,161.10"]]


@pytest.mark.parametrize(
    ("encoding", "stated"),
    [("utf-16", "utf-16"), ("gb18030", "gb18030"), ("gb18030", "gb2312"), ("utf-8-sig", "utf-8")],
)
def test_encodings(tmp_path: Path, encoding: str, stated: str) -> None:
    prologue = f'<?xml version="1.0" encoding="{stated}"?>'
    assert read(tmp_path, sheet(row(cell("㙍镇"))), prologue=prologue, encoding=encoding)[0].rows == [["㙍镇"]]


def test_a_spreadsheet_in_one_file_of_open_document(tmp_path: Path) -> None:
    (tmp_path / "a.fods").write_text(
        '<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
        ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
        ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><table:table table:name="表"><table:table-row>'
        "<table:table-cell><text:p>合计</text:p></table:table-cell></table:table-row></table:table></office:document>",
        encoding="utf-8",
    )
    assert [grid.rows for grid in read_xml_workbook(tmp_path / "a.fods")] == [[["合计"]]]


def test_other_xml_and_damage_are_named(tmp_path: Path) -> None:
    whole = PROLOGUE + HEAD + sheet(row(cell("合计"))) + "</Workbook>"
    assert reason(tmp_path, "<?xml version='1.0'?><rows><row/></rows>") == "unsupported"
    assert reason(tmp_path, "<!DOCTYPE x [<!ENTITY a 'b'>]>" + HEAD + "</Workbook>") == "corrupt"
    assert reason(tmp_path, whole[:-30]) == "truncated"
    assert reason(tmp_path, whole.replace("</Row>", "</Reihe>")) == "corrupt"
    assert reason(tmp_path, whole.replace("<Row >", '<Row ss:Index="x">')) == "corrupt"


def test_gaps_beyond_every_sheet_are_too_large(tmp_path: Path) -> None:
    for far in ('<Row ss:Index="999999999">', '<Row ss:Index="900000">'):
        text = HEAD + sheet(f'{far}<Cell ss:Index="16384"><Data>x</Data></Cell></Row>') + "</Workbook>"
        assert reason(tmp_path, text) == "too_large"
