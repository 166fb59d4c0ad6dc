"""OpenDocument sheets: values, the text that the file shows for them, repeats that cost nothing, and what is hidden."""

import zipfile
from pathlib import Path

import pytest

from pipelines.readers import Grid, Merge, Unreadable, limits, sniff
from pipelines.readers.grid import Address
from pipelines.readers.ods import read_ods

ODS = "application/vnd.oasis.opendocument.spreadsheet"
HEAD = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    ' xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"'
    ' xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"'
    ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">'
    '<office:automatic-styles><style:style style:name="ta2" style:family="table">'
    '<style:table-properties table:display="false"/></style:style></office:automatic-styles>'
    "<office:body><office:spreadsheet>"
)
TAIL = "</office:spreadsheet></office:body></office:document-content>"
BLANK_ROWS = '<table:table-row table:number-rows-repeated="1048575"><table:table-cell/></table:table-row>'


def written(folder: Path, body: str, manifest: str = "<manifest/>", prologue: str = "") -> Path:
    path = folder / "预算.ods"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", ODS)
        archive.writestr("META-INF/manifest.xml", manifest)
        archive.writestr("content.xml", prologue + HEAD + body + TAIL)
    return path


def table(inside: str, attributes: str = "") -> str:
    return f'<table:table table:name="表" {attributes}>{inside}</table:table>'


def row(*cells: str, attributes: str = "") -> str:
    return f"<table:table-row {attributes}>{''.join(cells)}</table:table-row>"


def cell(shown: str, attributes: str = 'office:value-type="string"') -> str:
    return f"<table:table-cell {attributes}><text:p>{shown}</text:p></table:table-cell>"


def number(value: str, shown: str, kind: str = "float", more: str = "") -> str:
    return cell(shown, f'office:value-type="{kind}" office:value="{value}" {more}')


def only(folder: Path, *rows: str) -> Grid:
    [grid] = read_ods(written(folder, table("".join(rows))))
    return grid


def reason(path: Path) -> str:
    with pytest.raises(Unreadable) as caught:
        read_ods(path)
    return caught.value.reason_key


@pytest.mark.parametrize(
    ("content", "text", "printed"),
    [
        (number("2161.10", "2,161.10"), "2161.1", "2,161.10"),
        (number("1E+20", "1E+20"), "100000000000000000000", "1E+20"),
        (number("0.30000000000000004", "0.3"), "0.30000000000000004", "0.3"),
        (number("0.8232", "82%", "percentage"), "82.32%", "82%"),
        (number("1200", "￥1,200.00", "currency"), "1200", "￥1,200.00"),
        (cell("2024年3月5日", 'office:value-type="date" office:date-value="2024-03-05"'), "2024-03-05", "2024年3月5日"),
        (
            cell("3-5 9:30", 'office:value-type="date" office:date-value="2024-03-05T09:30:00"'),
            "2024-03-05T09:30:00",
            "3-5 9:30",
        ),
        (cell("9:30", 'office:value-type="time" office:time-value="PT09H30M00S"'), "09:30:00", "9:30"),
        (cell("真", 'office:value-type="boolean" office:boolean-value="true"'), "TRUE", ""),
        (cell("示例市教育局"), "示例市教育局", ""),
        ('<table:table-cell office:value-type="string" office:string-value="空"/>', "空", ""),
    ],
)
def test_a_value_and_what_the_file_shows_of_it(tmp_path: Path, content: str, text: str, printed: str) -> None:
    grid = only(tmp_path, row(content, cell("x"), number("1", "1")))
    assert (grid.rows[0][0], grid.printed[0][0], grid.derived) == (text, printed, False)


def test_text_with_several_lines_and_with_blanks_that_count(tmp_path: Path) -> None:
    shown = "收入\n  合计</text:p><text:p><text:s text:c='2'/>其中：<text:span>增值税</text:span><text:line-break/>甲<text:tab/>乙"
    grid = only(tmp_path, row(cell(shown)))
    assert grid.rows == [["收入 合计\n  其中：增值税\n甲\t乙"]]


def test_notes_and_pictures_are_no_text_of_the_cell(tmp_path: Path) -> None:
    note = "<office:annotation><text:p>批注：勿公开</text:p></office:annotation>"
    picture = "<draw:frame><draw:text-box><text:p>图</text:p></draw:text-box></draw:frame>"
    grid = only(tmp_path, row(f"<table:table-cell>{note}{picture}<text:p>合计</text:p></table:table-cell>"))
    assert grid.rows == [["合计"]]


def test_repeats_count_inside_the_data_and_cost_nothing_after_it(tmp_path: Path) -> None:
    blanks = '<table:table-cell table:number-columns-repeated="16380"/>'
    two = cell("0", 'office:value-type="float" office:value="0" table:number-columns-repeated="2"')
    grid = only(
        tmp_path,
        row(cell("单位"), '<table:table-cell table:number-columns-repeated="2"/>', two, blanks),
        row(blanks, attributes='table:number-rows-repeated="3"'),
        row(cell("合计"), blanks, attributes='table:number-rows-repeated="2"'),
        BLANK_ROWS,
    )
    assert grid.rows == [["单位", "", "", "0", "0"]] + [[""] * 5] * 3 + [["合计", "", "", "", ""]] * 2
    assert len(grid.printed) == len(grid.rows)
    assert grid.printed[0] == ["", "", "", "0", "0"]


def test_a_filled_row_repeated_without_end_is_too_large(tmp_path: Path) -> None:
    repeated = row(cell("合计") * 20, attributes='table:number-rows-repeated="1048576"')
    assert reason(written(tmp_path, table(repeated))) == "too_large"
    wide = row(cell("合计", 'table:number-columns-repeated="900000000"'))
    assert reason(written(tmp_path, table(wide))) == "too_large"


def test_merged_cells_cover_others(tmp_path: Path) -> None:
    spanning = cell("科目", 'table:number-columns-spanned="2" table:number-rows-spanned="2"')
    covered = "<table:covered-table-cell><text:p>盖住的</text:p></table:covered-table-cell>"
    grid = only(
        tmp_path, row(cell("序号"), spanning, covered, cell("金额")), row(cell("1"), covered, covered, cell("2"))
    )
    assert grid.rows == [["序号", "科目", "", "金额"], ["1", "", "", "2"]]
    assert grid.merged == [Merge(1, 2, 2, 3)]


def test_hidden_rows_columns_and_sheets(tmp_path: Path) -> None:
    columns = (
        "<table:table-column/>"
        '<table:table-column table:visibility="collapse"/>'
        '<table:table-column table:visibility="collapse" table:number-columns-repeated="16382"/>'
    )
    rows = (
        row(cell("甲"), cell("乙")),
        row(cell("丙"), attributes='table:visibility="filter"'),
        row(cell("丁"), attributes='table:visibility="collapse" table:number-rows-repeated="2"'),
        row("<table:table-cell/>", attributes='table:visibility="collapse" table:number-rows-repeated="1048572"'),
    )
    shown = table(columns + "".join(rows))
    hidden = table(row(cell("底稿")), 'table:style-name="ta2"')
    grids = read_ods(written(tmp_path, shown + hidden))
    assert [grid.state for grid in grids] == ["visible", "hidden"]
    assert (grids[0].hidden_rows, grids[0].hidden_columns) == ({2, 3, 4}, {2})


def test_formulas_errors_and_what_was_never_calculated(tmp_path: Path) -> None:
    error = cell("#REF!", 'table:formula="of:=[.A9]" office:value-type="string" calcext:value-type="error"')
    old_error = cell("Err:502", 'table:formula="of:=SUM(1" office:value-type="float" office:value="0"')
    never = '<table:table-cell table:formula="of:=1+1"/>'
    other = number("5", "5", more="table:formula=\"of:=['file:///D:/决算.ods'#$表.A1]\"")
    grid = only(tmp_path, row(error, old_error), row(cell("甲"), never, other), row(cell("#REF!")))
    assert grid.errors == {Address(1, 1): "#REF!", Address(1, 2): "Err:502"}
    assert grid.rows[0][:2] == ["#REF!", "Err:502"]
    assert (grid.uncomputed, grid.linked, grid.formulas) == ((Address(2, 2),), (Address(2, 3),), 4)


def test_a_workbook_with_a_password_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, table(""), '<manifest><file-entry><encryption-data checksum="x"/></file-entry></manifest>')
    assert reason(path) == "encrypted"
    assert sniff(path).kind == "encrypted"


def test_a_document_type_is_refused_before_its_entities_grow(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "哈哈"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/hostname">]>'
    assert reason(written(tmp_path, table(row(cell("&b;&c;"))), prologue=bomb)) == "corrupt"


@pytest.mark.parametrize("body", ["<table:table>", table(row(cell("x"), attributes='table:number-rows-repeated="-1"'))])
def test_damage_is_named(tmp_path: Path, body: str) -> None:
    assert reason(written(tmp_path, body)) == "corrupt"


def test_one_cell_does_not_take_all_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    million = "字" * 1_000_000
    assert only(tmp_path, row(cell(million))).rows == [[million]]
    monkeypatch.setattr(limits, "MAX_CELL_CHARACTERS", 999_999)
    assert reason(written(tmp_path, table(row(cell(million))))) == "too_large"
    assert reason(written(tmp_path, table(row(cell("<text:s text:c='9999999'/>x"))))) == "too_large"


def test_texts_and_marks_have_limits_for_the_whole_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path, table(row(*(cell(f"第{index}项") for index in range(100)))))
    with monkeypatch.context() as patch:
        patch.setattr(limits, "MAX_TEXT_BYTES", 1000)
        assert reason(path) == "too_large"
    errors = cell("#REF!", 'table:formula="of:=1" table:number-columns-repeated="100"')
    monkeypatch.setattr(limits, "MAX_MARKS", 150)
    path = written(tmp_path, table(row(errors, attributes='table:number-rows-repeated="2"')))
    assert reason(path) == "too_large"


def test_progress_is_told(tmp_path: Path) -> None:
    path = written(tmp_path, table(row(cell("甲")) * 1500 + BLANK_ROWS))
    seen: list[int] = []
    read_ods(path, seen.append)
    assert seen == [1000, 501]
