"""A file is what its bytes say, whatever its name."""

import gzip
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter
import xlwt

from pipelines.readers import FileType, sniff

TABLE = "单位,预算数\n示例市教育局,205\n"
ODS = "application/vnd.oasis.opendocument.spreadsheet"


def xlsx_bytes() -> bytes:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as book:
        book.add_worksheet("收支总表").write(0, 0, "部门收支总表")
    return target.getvalue()


def xls_bytes() -> bytes:
    target = io.BytesIO()
    book = xlwt.Workbook(encoding="utf-8")
    book.add_sheet("收支总表").write(0, 0, "部门收支总表")
    book.save(target)
    return target.getvalue()


def zip_bytes(members: dict[str, str]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return target.getvalue()


CASES: dict[str, tuple[Callable[[], bytes], str]] = {
    "workbook": (xlsx_bytes, "xlsx"),
    "old workbook": (xls_bytes, "xls"),
    "open document": (lambda: zip_bytes({"mimetype": ODS, "content.xml": "<x/>"}), "ods"),
    "word document": (lambda: zip_bytes({"[Content_Types].xml": "<x/>", "word/document.xml": "<x/>"}), "zip"),
    "binary workbook": (lambda: zip_bytes({"[Content_Types].xml": "", "xl/workbook.bin": "x"}), "xlsb"),
    "attachments": (lambda: zip_bytes({"预算公开.csv": TABLE}), "zip"),
    "gzip": (lambda: gzip.compress(TABLE.encode()), "gz"),
    "pdf": (lambda: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "pdf"),
    "text in UTF-8": (TABLE.encode, "csv"),
    "text in GB18030": (lambda: TABLE.encode("gb18030"), "csv"),
    "text in UTF-16": (lambda: TABLE.replace(",", "\t").encode("utf-16"), "csv"),
    "HTML called .xls": (lambda: b"<html><body><table><tr><td>1</td></tr></table></body></html>", "html"),
    "HTML fragment in GBK": (lambda: "\n<table><tr><td>预算单位名称</td></tr></table>".encode("gbk"), "html"),
    "XML spreadsheet": (lambda: b'\xef\xbb\xbf<?xml version="1.0"?><Workbook/>', "xml"),
    "XML spreadsheet with a Table": (
        lambda: (
            b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook '
            b'xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet><Table><Row/></Table></Worksheet></Workbook>'
        ),
        "xml",
    ),
    "XML spreadsheet in UTF-16": (lambda: '<?xml version="1.0"?><ss:Workbook/>'.encode("utf-16"), "xml"),
    "XML of a system": (lambda: "<数据集><行/></数据集>".encode(), "xml"),
    "HTML in UTF-16": (lambda: "<table><tr><td>预算</td></tr></table>".encode("utf-16-le"), "html"),
    "HTML that begins with a style": (
        lambda: b"<meta charset=utf-8><style>" + b" " * 9000 + b"</style><table>",
        "html",
    ),
    "HTML after a line of text": (lambda: "部门预算\n<table><tr><td>1</td></tr></table>".encode(), "html"),
    "XHTML": (lambda: b'<?xml version="1.0"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"/>', "html"),
    "text with a table in a cell": (lambda: "单位,说明\n甲,看 <table> 一词\n".encode(), "csv"),
    "JSON lines": (lambda: b'{"a": 1}\n{"a": 2}\n', "json"),
    "BIFF called .et, without a container": (lambda: b"\x09\x08\x10\x00" + bytes(40), "xls"),
    "open document template": (lambda: zip_bytes({"mimetype": ODS + "-template", "content.xml": "<x/>"}), "ods"),
    "saved web page": (lambda: b"MIME-Version: 1.0\nContent-Type: multipart/related\n\n<html>", "unknown"),
    "JSON object": (lambda: '{"单位": "示例市教育局"}'.encode(), "json"),
    "JSON list": (lambda: b' [ {"a": 1} ]', "json"),
    "bracketed text": (lambda: "[2024]1号,通知\n".encode(), "csv"),
    "nothing": (lambda: b"", "empty"),
    "blank lines": (lambda: b"\r\n\r\n", "empty"),
    "noise": (lambda: bytes(range(256)) * 20, "unknown"),
}


@pytest.mark.parametrize("case", CASES)
def test_kind_comes_from_the_bytes(tmp_path: Path, case: str) -> None:
    make, kind = CASES[case]
    path = tmp_path / "预算.dat"
    path.write_bytes(make())
    assert sniff(path).kind == kind


def test_damaged_workbooks_keep_their_kind_so_that_the_reader_names_the_damage(tmp_path: Path) -> None:
    for content, kind in ((xlsx_bytes()[:3000], "xlsx"), (xls_bytes()[:900], "xls")):
        path = tmp_path / "断.dat"
        path.write_bytes(content)
        assert sniff(path).kind == kind
        assert sniff(path).detail != ""


def test_a_zip_with_a_password_is_encrypted(tmp_path: Path) -> None:
    content = bytearray(zip_bytes({"预算.csv": TABLE}))
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    path = tmp_path / "加密.zip"
    path.write_bytes(content)
    assert sniff(path).kind == "encrypted"


@pytest.mark.parametrize(
    ("content", "detail"),
    [
        (b"MIME-Version: 1.0\r\nX-Document-Type: Workbook\r\n", "MHTML 网页归档"),
        (rb"{\rtf1\ansi table}", "RTF"),
        (b"Rar!\x1a\x07\x01\x00", "RAR"),
        (b"\x89PNG\r\n\x1a\n", "PNG 图片 image"),
    ],
)
def test_what_is_no_table_is_named(tmp_path: Path, content: bytes, detail: str) -> None:
    (tmp_path / "预算.xls").write_bytes(content)
    assert sniff(tmp_path / "预算.xls") == FileType("unknown", detail)


@pytest.mark.parametrize(
    ("stream", "kind", "detail"),
    [
        ("Workbook", "xls", ""),
        ("BOOK", "xls", ""),
        ("WordDocument", "unknown", "Word doc"),
        ("PowerPoint Document", "unknown", "PowerPoint ppt"),
        ("WPSContents", "unknown", "WPS"),
        ("Contents", "unknown", "OLE2"),
        ("EncryptedPackage", "encrypted", "workbook with a password"),
    ],
)
def test_containers_are_told_apart_by_their_streams(tmp_path: Path, stream: str, kind: str, detail: str) -> None:
    content = bytearray(xls_bytes())
    entry = content.index("Workbook".encode("utf-16-le"))
    content[entry : entry + 64] = stream.encode("utf-16-le").ljust(64, b"\0")
    content[entry + 64] = 2 * len(stream) + 2
    (tmp_path / "预算.et").write_bytes(content)
    assert sniff(tmp_path / "预算.et") == FileType(kind, detail)
