"""What is said of the records of a text file: columns nobody fills, bytes that are no text, characters of old fonts."""

from pathlib import Path

import pytest

from pipelines.readers import limits
from tests.support.statements import accounts, read

NAME = "收支_2026.csv"
TITLE = "示例市2026年收支表\r\n"


@pytest.fixture(params=["small", "large"])
def size(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "SMALL_TEXT", 1 << 20 if request.param == "small" else 0)


@pytest.mark.usefixtures("size")
def test_columns_that_no_record_has_are_blank_and_named_once(tmp_path: Path) -> None:
    content = f"{TITLE}科目,金额(元),公告ID\r\n增值税,10\r\n契税,20\r\n"
    found = read(tmp_path, content.encode(), accounts(), NAME)
    said = found.only("EXT-SHORT-HEADER")
    assert (said.row, said.severity.value) == (2, "note")
    assert "公告ID" in said.message_zh
    assert "EXT-RECORD" not in found.rules
    assert found.table.rows == 2


@pytest.mark.usefixtures("size")
def test_blank_fields_at_the_end_of_lines_are_no_fault(tmp_path: Path) -> None:
    content = f"{TITLE}科目,金额(元)\r\n增值税,10,,\r\n契税,20,,\r\n,,,\r\n"
    found = read(tmp_path, content.encode(), accounts(), NAME)
    assert not found.rules & {"EXT-RECORD", "EXT-SHORT-HEADER"}


@pytest.mark.usefixtures("size")
@pytest.mark.parametrize(("encoding", "wrong"), [("utf-8", b"\xb5\xc4"), ("gb18030", b"\xff"), ("utf-8", b"\0")])
def test_bytes_that_are_no_text_are_named_with_offset_and_line(tmp_path: Path, encoding: str, wrong: bytes) -> None:
    rows = "增值税,10\r\n" * 60
    good = f"{TITLE}科目,金额(元)\r\n{rows}".encode(encoding)
    found = read(tmp_path, good + wrong + b",20\r\n", accounts(), NAME)
    said = found.only("EXT-ENCODING")
    assert said.row == 63
    assert f"byte {len(good)}" in said.message_en
    assert found.tables == ()


@pytest.mark.usefixtures("size")
def test_characters_of_an_old_font_are_named_at_the_first(tmp_path: Path) -> None:
    content = f"{TITLE}科目,金额(元)\r\n增值税,10\r\n\ue234\ue235,20\r\n"
    found = read(tmp_path, content.encode(), accounts(), NAME)
    assert found.only("EXT-PRIVATE-CODES").row == 4
