"""What a person sees in an .xlsx, and what is hidden in it, arrives with its address."""

import contextlib
import time
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from pipelines.readers import Grid, Merge, Unreadable, limits, read_workbook
from pipelines.readers.grid import Address
from tests.support.xlsx_members import MAIN, members, sheet, strings, styles, workbook, write

STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
DATES = '<xf numFmtId="0"/><xf numFmtId="31"/><xf numFmtId="164"/><xf numFmtId="46"/>'
YEAR_AND_MONTH = '<numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/>'


def read(path: Path) -> Grid:
    return read_workbook(path, "xlsx")[0]


def read_rows(tmp_path: Path, rows: str, before: str = "", after: str = "", **others: str) -> Grid:
    return read(write(tmp_path / "a.xlsx", members(sheet(rows, before, after), **others)))


def reason(path: Path) -> str:
    with pytest.raises(Unreadable) as caught:
        read_workbook(path, "xlsx")
    return caught.value.reason_key


def test_numbers_are_printed_with_their_formats(tmp_path: Path) -> None:
    cells: list[tuple[object, str, str, str]] = [
        (2161.1, "#,##0.00", "2161.1", "2,161.10"),
        (-2161.1, "#,##0.00_);(#,##0.00)", "-2161.1", "(2,161.10)"),
        (0.8232, "0%", "82.32%", "82%"),
        (205, "General", "205", "205"),
        (45000, 'yyyy"年"m"月"', "2023-03-15", "2023年3月"),
        (45000.75, "yyyy/m/d h:mm", "2023-03-15T18:00:00", "2023/3/15 18:00"),
        (12.5, '0.0"万元"', "12.5", "12.5万元"),
        ("2,161.10", "0.00", "2,161.10", ""),
        ("00123", "@", "00123", ""),
        (123, "000000", "123", "000123"),
        (True, "0", "TRUE", ""),
    ]
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        page = book.add_worksheet("表")
        for row, (value, code, _, _) in enumerate(cells):
            page.write(row, 0, value, book.add_format({"num_format": code}))
    grid = read(tmp_path / "a.xlsx")
    assert [row[0] for row in grid.rows] == [text for _, _, text, _ in cells]
    assert [row[0] for row in grid.printed] == [printed for _, _, _, printed in cells]
    assert grid.derived


def test_many_rows_of_one_kind_are_read_like_few(tmp_path: Path) -> None:
    amounts = [0, 1, 0.5, 1234567.89, -3.1, 1 / 3, 1e-9, 2e15, 100.10, 830035.69]
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        page, money = book.add_worksheet("表"), book.add_format({"num_format": "#,##0.00"})
        for row in range(1500):
            page.write(row, 0, f"项目{row % 7}")
            page.write_number(row, 1, amounts[row % 10], money)
    grid = read(tmp_path / "a.xlsx")
    assert [row[0] for row in grid.rows] == [f"项目{row % 7}" for row in range(1500)]
    texts = [
        "0",
        "1",
        "0.5",
        "1234567.89",
        "-3.1",
        "0.333333333333333",
        "0.000000001",
        "2000000000000000",
        "100.1",
        "830035.69",
    ]
    assert [row[1] for row in grid.rows] == texts * 150
    shown = [
        "0.00",
        "1.00",
        "0.50",
        "1,234,567.89",
        "-3.10",
        "0.33",
        "0.00",
        "2,000,000,000,000,000.00",
        "100.10",
        "830,035.69",
    ]
    assert [row[1] for row in grid.printed] == shown * 150


def test_a_code_written_as_a_number_keeps_the_digits_that_the_file_has(tmp_path: Path) -> None:
    grid = read_rows(tmp_path, '<row r="1"><c r="A1"><v>110105199001011234</v></c></row>')
    assert (grid.rows, grid.printed) == ([["110105199001011234"]], [["110105199001011000"]])


def test_dates_by_builtin_formats_of_a_chinese_excel_and_by_1904(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1" s="1"><v>43538</v></c><c r="B1" s="2"><v>43538</v></c><c r="C1" s="3"><v>1.5</v></c></row>'
    plain = read_rows(tmp_path, rows, styles=styles(DATES, YEAR_AND_MONTH))
    assert (plain.rows, plain.printed) == (
        [["2019-03-14", "2019-03-14", "36:00:00"]],
        [["2019年3月14日", "2019年3月", "36:00:00"]],
    )
    later = workbook('<workbookPr date1904="1"/>')
    assert read_rows(tmp_path, rows, styles=styles(DATES, YEAR_AND_MONTH), workbook=later).rows == [
        ["2023-03-15", "2023-03-15", "36:00:00"]
    ]


def test_a_real_workbook_of_the_1904_system(shared: Path) -> None:
    grid = read(shared / "data/world/mess-calamine/date_1904.xlsx")
    assert (grid.rows[0][0], grid.printed[0][0]) == ("2021-01-01", "2021-01-01")


def test_hidden_rows_and_columns_are_named_and_their_cells_kept(tmp_path: Path) -> None:
    rows = (
        '<row r="1"><c r="B1"><v>1</v></c><c r="C1"><v>2</v></c></row><row r="2" hidden="1"><c r="B2"><v>3</v></c></row>'
        '<row r="3" spans="1:2" ht="0" customHeight="1"><c r="B3"><v>4</v></c></row><row r="5"><c r="E5"><v>9</v></c></row>'
        '<row r="9" hidden="true"/>'
    )
    columns = '<cols><col min="3" max="3" width="9" hidden="1"/><col min="4" max="4" width="0"/><col min="6" max="16384" hidden="1"/></cols>'
    grid = read_rows(tmp_path, rows, columns)
    assert grid.rows == [["1", "2", "", ""], ["3", "", "", ""], ["4", "", "", ""], [""] * 4, ["", "", "", "9"]]
    assert (grid.hidden_rows, grid.hidden_columns) == (frozenset({2, 3}), frozenset({3, 4}))
    assert (grid.first_row, grid.first_column) == (1, 2)


def test_error_cells_keep_their_text_and_are_named(tmp_path: Path) -> None:
    rows = '<row r="4"><c r="C4" t="e"><v>#REF!</v></c><c r="D4" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'
    grid = read_rows(tmp_path, rows)
    assert grid.rows == [["#REF!", "#DIV/0!"]]
    assert grid.errors == {Address(4, 3): "#REF!", Address(4, 4): "#DIV/0!"}
    assert grid.printed == [["", ""]]


def test_formulas_with_and_without_a_value(tmp_path: Path) -> None:
    rows = (
        '<row r="1"><c r="A1"><f>SUM(B1:C1)</f><v>205.5</v></c><c r="B1"><f>A1</f></c><c r="C1"><f>A1</f><v></v></c>'
        '<c r="D1" t="str"><f>IF(A1&gt;0,"","x")</f><v></v></c><c r="E1" t="str"><f>"甲"&amp;"乙"</f><v>甲乙</v></c></row>'
    )
    grid = read_rows(tmp_path, rows)
    assert grid.rows == [["205.5", "", "", "", "甲乙"]]
    assert (grid.formulas, grid.uncomputed, grid.linked) == (5, (Address(1, 2), Address(1, 3)), ())


def test_formulas_of_a_program_that_calculates_nothing(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["一季度", 1, 2, "=SUM(B1:C1)"])
    book.save(tmp_path / "a.xlsx")
    grid = read(tmp_path / "a.xlsx")
    assert (grid.rows, grid.formulas, grid.uncomputed) == ([["一季度", "1", "2"]], 1, (Address(1, 4),))


def test_formulas_that_look_into_another_workbook(tmp_path: Path) -> None:
    rows = (
        '<row r="1"><c r="A1"><f>[1]预算!A1</f><v>1</v></c><c r="B1"><f>\'[2]预 算\'!A1+1</f><v>1</v></c>'
        '<c r="C1"><f>[1]!WSS($A$3)</f><v>1</v></c><c r="D1"><f>表1[[#This Row],[1]]</f><v>1</v></c></row>'
        '<row r="2"><c r="A2"><f t="shared" ref="A2:B2" si="3">[1]预算!A2</f><v>1</v></c>'
        '<c r="B2"><f t="shared" si="3"/><v>2</v></c><c r="C2"><f t="shared" si="4"/><v>2</v></c></row>'
    )
    grid = read_rows(tmp_path, rows)
    assert grid.linked == (Address(1, 1), Address(1, 2), Address(1, 3), Address(2, 1), Address(2, 2))
    assert grid.formulas == 7


def test_indents_of_texts(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        page, deep = book.add_worksheet("表"), book.add_format({"indent": 2})
        page.write("A1", "一般公共服务支出")
        page.write("A2", "人大事务", deep)
        page.write("B2", 205, deep)
        page.write_blank("A3", None, deep)
        page.write("B3", "合计")
    assert read(tmp_path / "a.xlsx").indents == {Address(2, 1): 2}


def test_merged_ranges(tmp_path: Path) -> None:
    merged = '<mergeCells count="1"><mergeCell ref="B2:AA3"/></mergeCells>'
    assert read_rows(tmp_path, '<row r="2"><c r="B2"><v>1</v></c></row>', after=merged).merged == [Merge(2, 2, 3, 27)]


def test_texts_of_every_way_of_writing(tmp_path: Path) -> None:
    shared = strings(
        '<t xml:space="preserve">  项 </t>',
        "<r><rPr><sz val='9'/><color rgb='FF0000'/></rPr><t>其中：</t></r><r><t>教育</t></r>",
        "<t>東京</t><rPh sb='0' eb='2'><t>トウキョウ</t></rPh>",
        "<t>A&amp;B&#x20;&lt;丙&gt;</t>",
        "<t>两_x000D_\n行_xD800_</t>",
        "<t/>",
        '<t><![CDATA[<c r="A1"> & ]]></t>',
    )
    rows = "".join(f'<row r="{i + 1}"><c r="A{i + 1}" t="s"><v>{i}</v></c></row>' for i in range(7))
    rows += (
        '<row r="8"><c r="A8" t="inlineStr"><is><t>内联</t></is></c></row><row r="9"><c r="A9" t="inlineStr"><is><r><rPr>'
        '<charset val="134"/></rPr><t>富</t></r><r><t>文本</t></r></is></c></row><row r="10"><c r="A10" t="b"><v>1</v></c></row>'
        '<row r="11"><c r="A11" t="d"><v>2024-01-02T00:00:00</v></c></row>'
    )
    grid = read_rows(tmp_path, rows, sharedStrings=shared)
    assert [row[0] for row in grid.rows] == [
        "  项 ", "其中：教育", "東京", "A&B <丙>", "两\r\n行_xD800_", "", '<c r="A1"> & ', "内联", "富文本", "TRUE", "2024-01-02",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "rows",
    [
        "<row><c><v>1</v></c><c><v>2</v></c></row><row/><row><c/><c><v>3</v></c></row>",
        "<row r='1'><c r='A1'><v>1</v></c><c r='B1'><v>2</v></c></row><row r='3'><c r='B3'><v>3</v></c></row>",
        '<row spans="1:2" r="1"><c t="n" s="0" r="A1"><v>1</v></c><c r="B1" ph="1"><v>2</v></c></row><row r="3"><c r="B3"><v>3</v></c></row>',
        '<row r="1"><!-- <c r="A1"> --><c r="A1">\n<v>1</v>\n</c><c\nr="B1"><v xml:space="preserve">2</v></c ></row ><row r="3"><c r="B3"><v>3</v></c></row>',
        '<row r="1"><c r="A1"><v><![CDATA[1]]></v></c><c r="B1"><v>&#50;</v></c></row><row r="3"><c r="B3"><v>3</v></c></row>',
    ],
)
def test_unusual_ways_of_writing_rows(tmp_path: Path, rows: str) -> None:
    assert read_rows(tmp_path, rows).rows == [["1", "2"], ["", ""], ["", "3"]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1"])
@pytest.mark.parametrize("name", ["plain", "prefixed", "strict"])
def test_encodings_and_namespaces(tmp_path: Path, name: str, encoding: str) -> None:
    said = encoding.removesuffix("-sig").upper()
    xml = sheet('<row r="1"><c r="A1" t="inlineStr"><is><t>caf\xe9</t></is></c><c r="B1"><v>5</v></c></row>').replace(
        "UTF-8", said
    )
    content = members("", workbook=workbook(main=STRICT) if name == "strict" else workbook())
    if name == "strict":
        xml = xml.replace(MAIN, STRICT)
    if name == "prefixed":
        for tag in ("worksheet", "sheetData", "row", "c", "is", "t", "v"):
            xml = (
                xml.replace(f"<{tag} ", f"<x:{tag} ")
                .replace(f"<{tag}>", f"<x:{tag}>")
                .replace(f"</{tag}>", f"</x:{tag}>")
            )
        xml = xml.replace("xmlns=", "xmlns:x=")
    content["xl/worksheets/sheet1.xml"] = xml.encode(encoding)
    assert read(write(tmp_path / "a.xlsx", content)).rows == [["café", "5"]]


LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'


@pytest.mark.parametrize(
    "member",
    ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml", "docProps/core.xml"],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_is_refused_wherever_it_stands(tmp_path: Path, member: str, encoding: str) -> None:
    content = members(sheet(""), sharedStrings=strings("<t>x</t>"), styles=styles(DATES))
    content["docProps/core.xml"] = '<?xml version="1.0" encoding="UTF-8"?><x/>'
    xml = str(content[member]).replace("UTF-8", encoding.upper()).replace("?>", "?>" + LAUGHS)
    content[member] = xml.encode(encoding)
    path = write(tmp_path / "a.xlsx", content)
    with pytest.raises(Unreadable, match=r"corrupt.*document type"):
        read_workbook(path, "xlsx")


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1"><c r="A1" t="s"><v>7</v></c></row>',
        '<row r="1"><c r="A1" t="s"><v>-1</v></c></row>',
        '<row r="1"><c r="A1"><v>十</v></c></row>',
        '<row r="1"><c r="A1"><v>nan</v></c></row>',
        '<row r="1"><c r="A1" t="x"><v>1</v></c></row>',
        '<row r="1"><c r="XFE1"><v>1</v></c></row>',
        '<row r="1048577"><c r="A1"><v>1</v></c></row>',
        '<row r="2"><c r="A2"><v>1</v></c></row><row r="2"><c r="B2"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v>',
        '<row r="1"><c r="A1" t="inlineStr"><is><t>&#1114112;</t></is></c></row>',
        '<row r="1"><c x=1 r="A1"><v>1</v></c></row>',
        '<row r="1"><c r="A1" s="first"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v><c r="B1"><v>1</v></c></row>',
    ],
)
def test_what_no_program_writes_is_corrupt(tmp_path: Path, rows: str) -> None:
    xml = sheet(rows) if rows.endswith("</row>") else sheet(rows).partition("</sheetData>")[0]
    assert reason(write(tmp_path / "a.xlsx", members(xml, sharedStrings=strings("<t>x</t>")))) == "corrupt"


def test_missing_parts_are_corrupt(tmp_path: Path) -> None:
    for member in ("xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"):
        content = members(sheet(""), styles=styles(DATES))
        del content[member]
        assert reason(write(tmp_path / "a.xlsx", content)) == "corrupt", member


def test_names_of_parts_do_not_depend_on_case_or_slashes(tmp_path: Path) -> None:
    content = members(sheet('<row r="1"><c r="A1"><v>1</v></c></row>'))
    content["xl\\Worksheets\\Sheet1.xml"] = content.pop("xl/worksheets/sheet1.xml")
    assert read(write(tmp_path / "a.xlsx", content)).rows == [["1"]]


def test_cells_that_only_have_a_format_cost_nothing(tmp_path: Path) -> None:
    blank = "".join(f'<c r="{letter}{{0}}" s="1"/>' for letter in ("A", "B", "XFD"))
    rows = "".join(f'<row r="{row}">{blank.format(row)}</row>' for row in range(1, 5001))
    grid = read_rows(tmp_path, f'{rows}<row r="1048576"><c r="A1048576"><v>1</v></c></row>', styles=styles(DATES))
    assert (grid.rows, grid.first_row) == ([["1"]], 1_048_576)


def test_no_row_of_any_length_is_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "CHUNK_BYTES", 1000)
    monkeypatch.setattr(limits, "MAX_ITEM_BYTES", 5000)
    long = '<row r="1"><c r="A1" t="inlineStr"><is><t>' + "长" * 5000 + "</t></is></c></row>"
    path = write(tmp_path / "a.xlsx", members(sheet(long)))
    assert reason(path) == "too_large"
    path = write(tmp_path / "a.xlsx", members(sheet(""), sharedStrings=strings(f"<t>{'长' * 5000}</t>")))
    assert reason(path) == "too_large"


@pytest.mark.parametrize("tag", ["<c>", "<c r='A1'><f>", "<c><is>", "<c", "<f", "<c><is><t>", "<rPh", "<!--", "<v>"])
def test_tags_that_are_never_closed_take_no_more_time_than_their_length(tmp_path: Path, tag: str) -> None:
    many = tag * 100_000
    for row in (f'<row r="1">{many}</row>', f'<row r="1"><c t="inlineStr"><is>{many}</is></c></row>'):
        read_or_refuse(write(tmp_path / "a.xlsx", members(sheet(row))))
    read_or_refuse(write(tmp_path / "a.xlsx", members(sheet("", after=many.replace("<c", "<mergeCell ")))))
    read_or_refuse(write(tmp_path / "a.xlsx", members(sheet("", before=many.replace("<c", "<col ")))))
    for item in (many, many.replace("<c", "<si"), f"<t>{many}</t>"):
        read_or_refuse(write(tmp_path / "a.xlsx", members(sheet(""), sharedStrings=strings(item))))


def read_or_refuse(path: Path) -> None:
    start = time.process_time()
    with contextlib.suppress(Unreadable):
        read_workbook(path, "xlsx")
    assert time.process_time() - start < 5


def test_a_cell_of_a_million_characters(tmp_path: Path) -> None:
    shared = strings(f"<t>{'长' * 1_000_000}</t>")
    rows = "".join(f'<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>' for row in range(1, 1001))
    grid = read_rows(tmp_path, rows, sharedStrings=shared)
    assert (len(grid.rows), len(grid.rows[999][0])) == (1000, 1_000_000)


@pytest.mark.parametrize("size", [7, 64, 1000])
def test_chunks_may_end_anywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        page = book.add_worksheet("表")
        page.merge_range("A1:C1", "示例市2024年部门预算表")
        for row in range(1, 30):
            page.write_row(row, 0, [f"单位{row}", row / 4, f"=B{row}"])
    whole = read(tmp_path / "a.xlsx")
    monkeypatch.setattr(limits, "CHUNK_BYTES", size)
    assert read(tmp_path / "a.xlsx") == whole
    assert (len(whole.rows), whole.merged) == (30, [Merge(1, 1, 1, 3)])


def test_progress_counts_every_row(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        page = book.add_worksheet("表")
        for row in range(2500):
            page.write(row, 0, row)
    told: list[int] = []
    read_workbook(tmp_path / "a.xlsx", "xlsx", told.append)
    assert (sum(told), len(told)) == (2500, 3)
