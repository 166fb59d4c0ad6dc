"""Binary workbooks, written record by record ([MS-XLSB]), because nothing here writes them."""

import zipfile
from pathlib import Path
from struct import pack

import pytest

from pipelines.readers import Grid, Unreadable, limits, read_workbook, sniff
from pipelines.readers.grid import Address

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def record(number: int, body: bytes = b"") -> bytes:
    head = bytes([number]) if number < 128 else bytes([number & 0x7F | 0x80, number >> 7])
    return head + bytes([len(body)]) + body


def wide(text: str) -> bytes:
    return pack("<I", len(text)) + text.encode("utf-16-le")


def row(number: int, *cells: bytes, hidden: bool = False) -> bytes:
    return record(0, pack("<IIHBBBI", number, 0, 300, 0, 0x10 if hidden else 0, 0, 0)) + b"".join(cells)


def cell(kind: int, column: int, value: bytes) -> bytes:
    return record(kind, pack("<II", column, 0) + value)


def write(path: Path, *rows: bytes, columns: bytes = b"") -> Path:
    size = record(148, pack("<IIII", 0, 10, 0, 10))
    sheet = record(129) + size + columns + record(145) + b"".join(rows) + record(146) + record(130)
    workbook = record(131) + record(143)
    for index, (state, name) in enumerate(((0, "收支总表"), (1, "底稿")), 1):
        workbook += record(156, pack("<II", state, index) + wide(f"r{index}") + wide(name))
    relation = '<Relationship Id="{0}" Type="' + RELATIONS + '/{1}" Target="{2}"/>'
    listed = relation.format("r1", "worksheet", "worksheets/sheet1.bin") + relation.format(
        "r2", "worksheet", "worksheets/sheet2.bin"
    )
    listed += relation.format("r3", "sharedStrings", "sharedStrings.bin")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/_rels/workbook.bin.rels", f'<Relationships xmlns="{PACKAGE}">{listed}</Relationships>')
        archive.writestr("xl/workbook.bin", workbook + record(144) + record(132))
        texts = record(159, pack("<II", 1, 1)) + record(19, b"\0" + wide("一般公共服务支出")) + record(160)
        archive.writestr("xl/sharedStrings.bin", texts)
        archive.writestr("xl/worksheets/sheet1.bin", sheet)
        archive.writestr("xl/worksheets/sheet2.bin", record(129) + size + record(145) + record(146) + record(130))
    return path


SUBJECT = cell(7, 1, pack("<I", 0))
AMOUNT = cell(5, 2, pack("<d", 2161.1))


def read(path: Path) -> list[Grid]:
    assert sniff(path).kind == "xlsb"
    return read_workbook(path, "xlsb")


def test_values_errors_and_what_is_hidden(tmp_path: Path) -> None:
    columns = record(390) + record(60, pack("<IIIIH", 2, 4, 0, 0, 1)) + record(391)
    rows = (
        row(2, SUBJECT, AMOUNT),
        row(3, cell(3, 1, b"\x17"), hidden=True),
        row(4, cell(6, 1, wide("合计")), cell(11, 3, b"\x07" + pack("<HII", 0, 0, 0))),
    )
    told: list[int] = []
    path = write(tmp_path / "a.xlsb", *rows, columns=columns)
    grid, draft = read_workbook(path, "xlsb", told.append)
    assert grid.rows == [["一般公共服务支出", "2161.1", ""], ["#REF!", "", ""], ["合计", "", "#DIV/0!"]]
    assert grid.printed == [["", "2161.1", ""], ["", "", ""], ["", "", ""]]
    assert (grid.first_row, grid.first_column, grid.formulas) == (3, 2, 1)
    assert grid.errors == {Address(4, 2): "#REF!", Address(5, 4): "#DIV/0!"}
    assert (grid.hidden_rows, grid.hidden_columns) == (frozenset({4}), frozenset({3, 4}))
    assert (draft.sheet, draft.state, draft.rows) == ("底稿", "hidden", [])
    assert sum(told) >= 3


def test_cells_far_apart_are_refused_before_anything_is_allocated(tmp_path: Path) -> None:
    path = write(tmp_path / "a.xlsb", row(0, AMOUNT), row(1_048_575, cell(5, 16_383, pack("<d", 1.0))))
    with pytest.raises(Unreadable, match="too_large"):
        read(path)


def test_a_long_text_used_often_is_refused_before_it_is_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path / "a.xlsb", *(row(index, SUBJECT) for index in range(100)))
    assert len(read(path)[0].rows) == 100
    monkeypatch.setattr(limits, "MAX_TEXT_BYTES", 1000)
    with pytest.raises(Unreadable, match="too_large"):
        read(path)


FAR = 4_000_000_000


@pytest.mark.parametrize(
    "damage",
    [
        row(2, cell(7, 1, pack("<I", 9))),
        row(2, record(7, b"\1\0")),
        cell(5, FAR, pack("<d", 1.0)),
        row(9, AMOUNT) + row(2, AMOUNT),
        row(FAR, AMOUNT),
    ],
)
def test_damage_is_corrupt_and_never_reaches_the_library(tmp_path: Path, damage: bytes) -> None:
    with pytest.raises(Unreadable, match="corrupt"):
        read(write(tmp_path / "a.xlsb", damage))
