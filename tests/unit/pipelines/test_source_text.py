"""The text of one cell is found again in the bytes as they arrived, whatever they are packed in."""

import gzip
import io
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from pipelines.source_text import source_texts
from tests.support.sheets import Sheet, workbook

TEXT = "科目,金额\r\n增值税,10\r\n契税,20\r\n"


def put(folder: Path, content: bytes) -> Path:
    landed = folder / "landed"
    landed.write_bytes(content)
    return landed


def zipped(**members: bytes) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, bytes_ in members.items():
            archive.writestr(f"{name}.csv", bytes_)
    return content.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode(),
        TEXT.encode("gb18030"),
        TEXT.encode("utf-16"),
        TEXT.replace("\r\n", "\r").encode(),
        gzip.compress(TEXT.encode("gb18030"), mtime=0),
        TEXT.encode("gb18030").decode("latin-1").encode(),
    ],
)
def test_a_line_of_a_text_however_it_is_written(tmp_path: Path, content: bytes) -> None:
    assert source_texts(put(tmp_path, content), None, 3, ["A", "B", "C"]) == ["契税", "20", ""]


def test_a_line_of_a_text_inside_an_archive(tmp_path: Path) -> None:
    landed = put(tmp_path, zipped(other=TEXT.replace("契税", "别的").encode(), mine=TEXT.encode()))
    assert source_texts(landed, None, 3, ["A"], "mine.csv") == ["契税"]


def test_a_member_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"gone\.csv is not in landed"):
        source_texts(put(tmp_path, zipped(mine=TEXT.encode())), None, 3, ["A"], "gone.csv")


def test_a_number_is_given_as_it_is_printed(tmp_path: Path) -> None:
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content)
    book.add_worksheet("收支").write_number("B2", 1234.5, book.add_format({"num_format": "#,##0.00"}))
    book.close()
    assert source_texts(put(tmp_path, content.getvalue()), "收支", 2, ["A", "B"]) == ["", "1,234.50"]


def test_a_merged_cell_is_given_for_every_row_it_spans(tmp_path: Path) -> None:
    rows = [["类别", "金额"], ["税收", 30], ["", ""], ["非税", 5]]
    landed = put(tmp_path, workbook({"收支": Sheet(rows, ["A2:A3", "B2:B3"])}))
    assert source_texts(landed, "收支", 3, ["A", "B"]) == ["税收", "30"]
    assert source_texts(landed, "收支", 3, ["B"], spanned=False) == [""]
    assert source_texts(landed, "收支", 4, ["A"]) == ["非税"]


def test_a_sheet_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="支出 is not in landed"):
        source_texts(put(tmp_path, workbook({"收支": Sheet([["a"]])})), "支出", 1, ["A"])
