"""What stands in a cell arrives as text with its address; what cannot be read says why."""

import datetime
import struct
import zipfile
from pathlib import Path

import pytest
import xlsxwriter
import xlwt

from pipelines.readers import Grid, Merge, Unreadable, limits, read_workbook

DAY = datetime.date(2024, 1, 2)
MOMENT = datetime.datetime.fromisoformat("2024-01-02T09:30:00")
ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
ODS_HEAD = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
)
ODS_TAIL = "</office:spreadsheet></office:body></office:document-content>"
ODS_CELL = '<table:table-cell office:value-type="string"><text:p>合计</text:p></table:table-cell>'


def write_xlsx(path: Path) -> None:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("收支总表")
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        for row, value in enumerate([205, 326.71, 1e20, 0.0000001, True, "  项 "]):
            sheet.write(2 + row, 3, value)
        sheet.write_datetime(8, 3, DAY, day)
        sheet.write_datetime(9, 3, MOMENT, moment)
        sheet.merge_range("B3:C4", "科目")
        sheet.write_blank(60, 200, None, day)
        book.add_chartsheet("图")
        book.add_worksheet("底稿").hide()
        book.add_worksheet("参数").very_hidden()


def write_xls(path: Path) -> None:
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("收支总表")
    day = xlwt.easyxf(num_format_str="YYYY-MM-DD")
    for row, value in enumerate([205, 326.71, True, "  项 "]):
        sheet.write(2 + row, 3, value)
    sheet.write(6, 3, DAY, day)
    sheet.write(7, 3, MOMENT, day)
    sheet.row(8).set_cell_error(3, "#REF!")
    sheet.write(9, 3, -1.0, day)
    sheet.write_merge(2, 3, 1, 2, "科目")
    sheet.write(60, 200, "", day)
    book.add_sheet("底稿").visibility = 1
    book.add_sheet("参数").visibility = 2
    book.save(str(path))


def write_ods(path: Path, body: str) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", ODS_TYPE)
        archive.writestr(
            "META-INF/manifest.xml", '<manifest xmlns="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
        )
        archive.writestr("content.xml", ODS_HEAD + body + ODS_TAIL)


def column(grid: Grid, number: int) -> list[str]:
    return [grid.text(grid.first_row + index, number) for index in range(len(grid.rows))]


def reason(path: Path, kind: str) -> str:
    with pytest.raises(Unreadable) as caught:
        read_workbook(path, kind)
    assert str(path) not in str(caught.value)
    return caught.value.reason_key


def test_xlsx_values_as_text(tmp_path: Path) -> None:
    write_xlsx(tmp_path / "a.xlsx")
    grid = read_workbook(tmp_path / "a.xlsx", "xlsx")[0]
    assert (grid.sheet, grid.first_row, grid.first_column, len(grid.rows), len(grid.rows[0])) == (
        "收支总表",
        3,
        2,
        8,
        3,
    )
    assert column(grid, 4) == [
        "205",
        "326.71",
        "100000000000000000000",
        "0.0000001",
        "TRUE",
        "  项 ",
        "2024-01-02",
        "2024-01-02T09:30:00",
    ]
    assert grid.text(3, 2) == "科目"
    assert grid.merged == [Merge(3, 2, 4, 3)]


def test_xls_values_as_text(tmp_path: Path) -> None:
    write_xls(tmp_path / "a.xls")
    grid = read_workbook(tmp_path / "a.xls", "xls")[0]
    assert (grid.sheet, grid.first_row, grid.first_column, len(grid.rows[0])) == ("收支总表", 3, 2, 3)
    assert column(grid, 4) == [
        "205",
        "326.71",
        "TRUE",
        "  项 ",
        "2024-01-02",
        "2024-01-02T09:30:00",
        "#REF!",
        "-1",  # formatted as a date, but no date: the number stays
    ]
    assert grid.merged == [Merge(3, 2, 4, 3)]


@pytest.mark.parametrize(("kind", "write"), [("xlsx", write_xlsx), ("xls", write_xls)])
def test_hidden_sheets_are_read_and_say_so(tmp_path: Path, kind: str, write: object) -> None:
    assert callable(write)
    write(tmp_path / "a")
    states = [(grid.sheet, grid.state) for grid in read_workbook(tmp_path / "a", kind)]
    assert states == [("收支总表", "visible"), ("底稿", "hidden"), ("参数", "very_hidden")]


def test_ods(tmp_path: Path) -> None:
    number = '<table:table-cell office:value-type="float" office:value="205"><text:p>205</text:p></table:table-cell>'
    empty = '<table:table-row table:number-rows-repeated="1048575"><table:table-cell/></table:table-row>'
    body = f'<table:table table:name="表"><table:table-row>{ODS_CELL}{number}</table:table-row>{empty}</table:table>'
    write_ods(tmp_path / "a.ods", body)
    [grid] = read_workbook(tmp_path / "a.ods", "ods")
    assert (grid.sheet, grid.rows, grid.merged) == ("表", [["合计", "205"]], [])


def test_cells_far_apart_are_refused_before_anything_is_allocated(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "左上")
        sheet.write(1_048_575, 16_383, "右下")
    assert reason(tmp_path / "a.xlsx", "xlsx") == "too_large"
    repeated = f'<table:table-row table:number-rows-repeated="1048576">{ODS_CELL * 20}</table:table-row>'
    write_ods(tmp_path / "a.ods", f'<table:table table:name="表">{repeated}</table:table>')
    assert reason(tmp_path / "a.ods", "ods") == "too_large"


def test_archives_beyond_their_limits_are_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_xlsx(tmp_path / "a.xlsx")
    for name, value in (("MAX_MEMBERS", 3), ("MAX_ARCHIVE_BYTES", 1000), ("MAX_MEMBER_BYTES", 1000)):
        with monkeypatch.context() as patch:
            patch.setattr(limits, name, value)
            assert reason(tmp_path / "a.xlsx", "xlsx") == "too_large"
    monkeypatch.setattr(limits, "RATIO_FROM_BYTES", 1000)
    monkeypatch.setattr(limits, "MAX_RATIO", 1.5)
    assert reason(tmp_path / "a.xlsx", "xlsx") == "too_large"


def test_a_member_that_lies_about_its_size_is_corrupt(tmp_path: Path) -> None:
    write_xlsx(tmp_path / "a.xlsx")
    content = bytearray((tmp_path / "a.xlsx").read_bytes())
    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
        member = archive.getinfo("xl/sharedStrings.xml")
    entry = content.rindex(member.filename.encode()) - 46  # its place in the central directory
    struct.pack_into("<I", content, entry + 24, member.file_size - 20)
    (tmp_path / "a.xlsx").write_bytes(content)
    assert reason(tmp_path / "a.xlsx", "xlsx") == "corrupt"


@pytest.mark.parametrize(("kind", "write"), [("xlsx", write_xlsx), ("xls", write_xls)])
@pytest.mark.parametrize("share", [0.2, 0.5, 0.9])
def test_half_a_copy_is_truncated(tmp_path: Path, kind: str, write: object, share: float) -> None:
    assert callable(write)
    write(tmp_path / "a")
    content = (tmp_path / "a").read_bytes()
    (tmp_path / "a").write_bytes(content[: int(len(content) * share)])
    assert reason(tmp_path / "a", kind) == "truncated"


def test_damage_inside_is_corrupt(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook><sheets>")
    assert reason(tmp_path / "a.xlsx", "xlsx") == "corrupt"
    write_ods(tmp_path / "a.ods", "<table:table>")
    assert reason(tmp_path / "a.ods", "ods") == "corrupt"
    write_xls(tmp_path / "a.xls")
    content = bytearray((tmp_path / "a.xls").read_bytes())
    content[512:1024] = b"\xff" * 512
    (tmp_path / "a.xls").write_bytes(content)
    assert reason(tmp_path / "a.xls", "xls") == "corrupt"


def test_other_kinds_say_why_they_are_not_read(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"")
    assert reason(tmp_path / "a", "empty") == "empty"
    assert reason(tmp_path / "a", "encrypted") == "encrypted"
    assert reason(tmp_path / "a", "pdf") == "unsupported"


def test_an_xls_beyond_the_limit_is_not_loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_xls(tmp_path / "a.xls")
    monkeypatch.setattr(limits, "MAX_XLS_BYTES", 100)
    assert reason(tmp_path / "a.xls", "xls") == "too_large"


def test_an_old_workbook_with_a_password_of_its_own(tmp_path: Path) -> None:
    write_xls(tmp_path / "a.xls")
    content = bytearray((tmp_path / "a.xls").read_bytes())
    begin = content.index(b"\x09\x08\x10\x00")
    # The record after "beginning of file" becomes FILEPASS: RC4, version 1.1, salt and verifier of another password.
    content[begin + 20 : begin + 78] = struct.pack("<HHHHH", 0x2F, 54, 1, 1, 1) + bytes(48)
    (tmp_path / "a.xls").write_bytes(content)
    assert reason(tmp_path / "a.xls", "xls") == "encrypted"
