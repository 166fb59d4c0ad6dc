"""Encodings, delimiters and heads of text exports."""

from pathlib import Path

import pytest

from pipelines.readers import Unreadable, limits, sniff_text, to_utf8

TABLE = "合同编号,采购人,合同金额（元）\nHT-1,示例市教育局,205.00\nHT-2,示例市财政局,326.71\n"


@pytest.fixture
def export(tmp_path: Path) -> Path:
    return tmp_path / "合同.csv"


@pytest.mark.parametrize(
    ("content", "encoding", "bom"),
    [
        (TABLE.encode(), "utf-8", False),
        (TABLE.encode("utf-8-sig"), "utf-8", True),
        (TABLE.encode("gb18030"), "gb18030", False),
        (TABLE.encode("utf-16"), "utf-16-le", True),
        (TABLE.encode("utf-16-be"), "utf-16-be", False),
        (TABLE.encode("utf-16-le"), "utf-16-le", False),
    ],
)
def test_every_encoding_ends_as_the_same_utf8(export: Path, content: bytes, encoding: str, bom: bool) -> None:
    export.write_bytes(content)
    fmt = sniff_text(export)
    assert (fmt.encoding, fmt.bom, fmt.delimiter, fmt.quotechar) == (encoding, bom, ",", '"')
    assert fmt.head.rows[1] == ["HT-1", "示例市教育局", "205.00"]
    to_utf8(export, fmt, export.with_suffix(".utf8"))
    assert export.with_suffix(".utf8").read_bytes() == TABLE.encode()


def test_ascii_is_no_proof_of_utf8(export: Path) -> None:
    export.write_bytes(b"a,b\n1,2\n")
    assert sniff_text(export).confidence < 1


def test_a_character_cut_by_the_sample_is_no_error(export: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for encoding in ("utf-8", "gb18030", "utf-16"):
        export.write_bytes(TABLE.encode(encoding))
        for size in range(60, 70):
            monkeypatch.setattr(limits, "SAMPLE_BYTES", size)
            assert sniff_text(export).head.rows[0][0] == "合同编号"


def test_a_big5_text_is_not_taken_for_gb18030(export: Path) -> None:
    sentence = "本機關辦理採購契約金額與預算數如下,單位為新臺幣元,契約廠商名稱詳列於後附表格內容\n"
    export.write_bytes((sentence * 20).encode("big5"))
    assert sniff_text(export).encoding in ("big5", "big5hkscs", "cp950")


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_delimiter_is_the_one_on_which_the_records_agree(export: Path, delimiter: str) -> None:
    other = ";" if delimiter == "," else ","
    rows = ["示例市2024年预算公开表", "", delimiter.join(["科目编码", "科目名称", "金额"])]
    rows += [delimiter.join([f"20{index}", f"教育{other}支出", f'"{index}{delimiter}205"']) for index in range(9)]
    export.write_text("\n".join(rows), encoding="utf-8")
    fmt = sniff_text(export)
    assert fmt.delimiter == delimiter
    assert fmt.head.rows[4] == ["201", f"教育{other}支出", f"1{delimiter}205"]


def test_a_single_column_is_one_field_a_line(export: Path) -> None:
    export.write_text("单位名称\n示例市教育局\n", encoding="utf-8")
    assert sniff_text(export).head.rows == [["单位名称"], ["示例市教育局"]]


def test_head_rows_are_lines_of_the_file(export: Path) -> None:
    export.write_text('标题\n\n编号,名称\n1,"两\n行"\n2,一行\n', encoding="utf-8", newline="")
    head = sniff_text(export).head
    assert [head.text(line, 1) for line in range(1, 7)] == ["标题", "", "编号", "1", "", "2"]
    assert head.text(4, 2) == "两\n行"


def test_only_the_first_records_are_the_head(export: Path) -> None:
    export.write_text("编号,名称\n" * 500, encoding="utf-8")
    assert len(sniff_text(export).head.rows) == limits.HEAD_RECORDS


def test_nothing_to_read(export: Path) -> None:
    export.write_bytes(b"\n \n")
    with pytest.raises(Unreadable, match="empty"):
        sniff_text(export)


@pytest.mark.parametrize(
    ("encoding", "wrong"), [("utf-8", b"\xff"), ("gb18030", b"\xff\xff"), ("utf-16-le", b"\x00\xd8a\x00")]
)
def test_later_bytes_that_do_not_decode_are_refused_with_their_place(
    export: Path, monkeypatch: pytest.MonkeyPatch, encoding: str, wrong: bytes
) -> None:
    good = (TABLE * 30).encode(encoding)
    export.write_bytes(good + wrong + "尾,\n".encode(encoding))
    monkeypatch.setattr(limits, "SAMPLE_BYTES", 400)
    monkeypatch.setattr(limits, "CHUNK_BYTES", 7)
    fmt = sniff_text(export)
    assert fmt.encoding == encoding
    with pytest.raises(Unreadable, match=rf"encoding.* byte {len(good)}, line 91$"):
        to_utf8(export, fmt, export.with_suffix(".utf8"))
    assert not export.with_suffix(".utf8").exists()


@pytest.mark.parametrize("chunk", [7, 1024])
def test_nul_is_refused_with_its_place(export: Path, monkeypatch: pytest.MonkeyPatch, chunk: int) -> None:
    good = (TABLE * 30).encode("gb18030")
    export.write_bytes(good + b"\0,1\n")
    monkeypatch.setattr(limits, "SAMPLE_BYTES", 400)
    monkeypatch.setattr(limits, "CHUNK_BYTES", chunk)
    with pytest.raises(Unreadable, match=rf"NUL at byte {len(good)}, line 91$"):
        to_utf8(export, sniff_text(export), export.with_suffix(".utf8"))


def test_noise_is_no_text(export: Path) -> None:
    export.write_bytes(bytes(range(256)) * 4)
    with pytest.raises(Unreadable, match="encoding"):
        sniff_text(export)
