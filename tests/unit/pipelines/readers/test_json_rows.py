"""JSON of platforms: arrays of objects, whatever envelope they come in."""

import json
from pathlib import Path

import pytest

from pipelines.readers import Grid, Unreadable, limits
from pipelines.readers.json_rows import read_json


def read(folder: Path, text: str, encoding: str = "utf-8") -> list[Grid]:
    (folder / "a.json").write_bytes(text.encode(encoding))
    return read_json(folder / "a.json")


def reason(folder: Path, text: str) -> str:
    with pytest.raises(Unreadable) as caught:
        read(folder, text)
    return caught.value.reason_key


def test_keys_become_the_header_in_the_order_in_which_they_appear(tmp_path: Path) -> None:
    [grid] = read(tmp_path, '[{"单位": "甲", "金额": 205.00}, {"金额": 1e3, "备注": null, "年": 2024}]')
    assert grid.sheet == "JSON"
    assert grid.rows == [["单位", "金额", "备注", "年"], ["甲", "205.00", "", ""], ["", "1000", "", "2024"]]
    assert grid.printed == [["", "", "", ""], ["", "205.00", "", ""], ["", "1e3", "", "2024"]]
    assert not grid.derived


@pytest.mark.parametrize("key", ["data", "list", "rows", "result"])
def test_the_array_inside_an_envelope_is_named_by_its_path(tmp_path: Path, key: str) -> None:
    [grid] = read(tmp_path, json.dumps({"code": 200, key: {"total": 1, "records": [{"a": True}]}}))
    assert (grid.sheet, grid.rows) == (f"{key}.records", [["a"], ["TRUE"]])


def test_several_arrays_are_several_grids(tmp_path: Path) -> None:
    grids = read(tmp_path, '{"收入": [{"a": 1}], "支出": {"表": [{"b": 2}]}, "空": [], "数": [1, 2]}')
    assert [(grid.sheet, grid.rows) for grid in grids] == [("收入", [["a"], ["1"]]), ("支出.表", [["b"], ["2"]])]


def test_objects_and_lists_inside_a_row(tmp_path: Path) -> None:
    record = '{"a": {"b": {"c": {"d": 1.50}}, "e": "x"}, "f": ["甲", 2.0, null], "g": [{"h": "引\\"号"}], "i": {}}'
    [grid] = read(tmp_path, f"[{record}]")
    assert grid.rows[0] == ["a.b.c", "a.e", "f", "g", "i"]
    assert grid.rows[1] == ['{"d":1.50}', "x", "甲、2.0、", '[{"h":"引\\"号"}]', "{}"]


def test_an_object_on_each_line(tmp_path: Path) -> None:
    [grid] = read(tmp_path, '{"a": 1}\r\n{"a": 2, "b": "甲\\r\\n乙"}\n\n')
    assert grid.rows == [["a", "b"], ["1", ""], ["2", "甲\n乙"]]


def test_one_object_is_one_row_and_lists_are_rows(tmp_path: Path) -> None:
    assert read(tmp_path, '{"单位": "甲", "金额": 5}')[0].rows == [["单位", "金额"], ["甲", "5"]]
    [grid] = read(tmp_path, '{"data": [["单位", "金额"], ["甲", 5.10]]}')
    assert (grid.sheet, grid.rows) == ("data", [["单位", "金额"], ["甲", "5.10"]])


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    text = '[{"单位名称": "示例市教育局", "项目名称": "学校建设项目"}]'
    assert read(tmp_path, text, encoding)[0].rows[1][0] == "示例市教育局"


def test_long_numbers_keep_every_digit(tmp_path: Path) -> None:
    [grid] = read(tmp_path, '[{"代码": 123456789012345678901234, "金额": 0.10000000000000000001, "大": 1e999999999}]')
    assert grid.rows[1] == ["123456789012345678901234", "0.10000000000000000001", "1e999999999"]


def test_halves_of_characters_are_no_text(tmp_path: Path) -> None:
    [grid] = read(tmp_path, '[{"a\\ud800": "b\\udc00\\u0000"}]')
    assert grid.rows == [["a\ufffd"], ["b\ufffd\ufffd"]]


@pytest.mark.parametrize(
    "text", ['[{"a": 1, "a": 2}]', '[{"a.b": 1, "a": {"b": 2}}]', '{"a.b": [{"x": 1}], "a": {"b": [{"x": 2}]}}']
)
def test_a_key_that_stands_twice_is_refused_for_one_value_would_be_lost(tmp_path: Path, text: str) -> None:
    assert reason(tmp_path, text) == "corrupt"


def test_what_cannot_be_read_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert reason(tmp_path, '[{"a": 1}, {"b": "x') == "truncated"
    assert reason(tmp_path, '[{"a": 1}, {"a" 2}, {"a": 3}]') == "corrupt"
    assert reason(tmp_path, "[[], 1, 2]") == "unsupported"
    assert reason(tmp_path, '{"a":' * 100_000) == "too_large"
    assert reason(tmp_path, '[{"a":' + "[" * 990 + "{}" + "]" * 990 + "}]") == "too_large"
    monkeypatch.setattr(limits, "MAX_CELLS", 1000)
    assert reason(tmp_path, json.dumps([{f"k{number}": 1} for number in range(100)])) == "too_large"
    monkeypatch.setattr(limits, "MAX_JSON_BYTES", 5)
    assert reason(tmp_path, '[{"a": 1}]') == "too_large"
