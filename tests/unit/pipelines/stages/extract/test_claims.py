"""A layout is held against a table: headers, parts, wide columns, facts around it. What is not stated is not assumed."""

from pathlib import Path
from typing import Any

import pytest

from tests.support.sheets import Cell, Sheet, workbook
from tests.support.statements import Read, accounts, read

TITLE = ["2026年示例市全市收支表"]
UNIT: list[Cell] = ["", "单位：万元"]
TAXES: list[list[Cell]] = [["增值税", 10], ["契税", 20]]


def sheet(*rows: list[Cell], name: str = "收支", merged: tuple[str, ...] = ()) -> bytes:
    return workbook({name: Sheet(rows, merged)})


def plain(folder: Path, header: list[Cell], layout: dict[str, Any], rows: list[list[Cell]] = TAXES) -> Read:
    return read(folder, sheet(list(TITLE), UNIT, header, *rows), accounts(layout))


@pytest.mark.parametrize("header", ["金额", "金 额", "金额(万元)", "金额Amount", "金额\nAmount"])
def test_a_header_is_known_with_its_unit_its_english_and_its_blanks(tmp_path: Path, header: str) -> None:
    found = plain(tmp_path, ["科目", header], {})
    assert found.table.mapping == {"subject": (0,), "amount": (1,)}
    assert found.table.units["amount"] == "万元"


def test_an_abbreviation_is_no_translation(tmp_path: Path) -> None:
    found = plain(tmp_path, ["科目", "人均GDP"], {"columns": {"amount": {"headers": ["人均"]}}})
    assert found.claimed == []


def test_the_end_of_a_path_is_preferred_to_a_step_inside_it(tmp_path: Path) -> None:
    rows: list[list[Cell]] = [
        list(TITLE),
        ["", "", "", "单位：元"],
        ["科目", "合计", "", "金额"],
        ["", "本年", "合计", ""],
    ]
    columns = {"amount": {"headers": ["合计"]}}
    content = sheet(*rows, ["增值税", 1, 2, 3], ["契税", 4, 5, 6], merged=("B3:C3", "A3:A4", "D3:D4"))
    found = read(tmp_path, content, accounts({"columns": columns}))
    assert found.table.columns[1:3] == ("合计/本年", "合计")
    assert found.table.mapping["amount"] == (2,)


def test_a_step_inside_a_path_is_a_name_too(tmp_path: Path) -> None:
    rows: list[list[Cell]] = [list(TITLE), UNIT, ["科目", "金额"], ["Item", "Budget"]]
    found = read(tmp_path, sheet(*rows, *TAXES), accounts({}))
    assert found.table.columns == ("科目/Item", "金额/Budget")
    assert found.table.mapping["amount"] == (1,)


def test_two_columns_inside_the_same_header_are_not_chosen_between(tmp_path: Path) -> None:
    rows: list[list[Cell]] = [list(TITLE), ["", "", "单位：元"], ["科目", "金额", ""], ["", "本年", "上年"]]
    found = read(tmp_path, sheet(*rows, ["增值税", 1, 2], merged=("B3:C3", "A3:A4")), accounts({}))
    assert found.only("EXT-COLUMN-TWICE").cell == "C4"


def test_names_of_a_year_are_looked_for_first(tmp_path: Path) -> None:
    names = {"by_year": {"-2025": ["旧金额"], "2026-": ["新金额"]}, "headers": ["旧金额"]}
    found = plain(tmp_path, ["科目", "旧金额", "新金额"], {"columns": {"amount": names}}, [["增值税", 1, 2]])
    assert found.table.mapping["amount"] == (2,)


STAGES = {
    "columns": {"amount": None},
    "wide": {
        "column": "amount",
        "columns": [
            {"headers": ["预算数"], "set": {"stage": "预算"}},
            {"headers": ["决算数"], "set": {"stage": "决算"}},
        ],
    },
}


def test_columns_of_one_amount_are_kept_with_what_they_set(tmp_path: Path) -> None:
    found = plain(tmp_path, ["科目", "预算数", "决算数(万元)"], STAGES, [["增值税", 1, 2]])
    assert [(one.column, one.set) for one in found.table.wide] == [(1, {"stage": "预算"}), (2, {"stage": "决算"})]
    assert found.table.mapping == {"subject": (0,)}
    assert found.table.units["amount"] == "万元"


def test_a_column_beside_an_amount_is_its_own_and_may_be_absent(tmp_path: Path) -> None:
    budget, final = STAGES["wide"]["columns"]  # type: ignore[index]
    beside = {**final, "beside": {"share": ["完成预算%", "为预算数的%"]}}
    layout = {"columns": {"amount": None}, "wide": {"column": "amount", "columns": [budget, beside]}}
    found = plain(tmp_path, ["科目", "预算数", "决算数", "为预算数的%"], layout, [["增值税", 1, 2, 200]])
    assert [one.beside for one in found.table.wide] == [{}, {"share": 3}]
    assert "EXT-SPARE-COLUMN" not in found.rules
    lacking = plain(tmp_path, ["科目", "预算数", "决算数"], layout, [["增值税", 1, 2]])
    assert [one.beside for one in lacking.table.wide] == [{}, {}]


def test_columns_of_one_amount_in_different_units_have_none(tmp_path: Path) -> None:
    found = plain(tmp_path, ["科目", "预算数", "决算数(亿元)"], STAGES, [["增值税", 1, 2]])
    assert "amount" not in found.table.units


def test_a_pattern_reads_what_a_header_sets(tmp_path: Path) -> None:
    wide = {"column": "amount", "columns": [{"pattern": r"(?P<stage>\d{4})年?"}]}
    header: list[Cell] = ["科目", "2015年", 2016, "2016年比2015年"]
    found = plain(tmp_path, header, {"columns": {"amount": None}, "wide": wide}, [["增值税", 1, 2, 3]])
    assert [(one.column, one.set) for one in found.table.wide] == [(1, {"stage": "2015"}), (2, {"stage": "2016"})]
    assert found.only("EXT-SPARE-COLUMN").cell == "D3"


def test_without_any_of_its_columns_the_amount_is_missing(tmp_path: Path) -> None:
    layout = {**STAGES, "columns": {"amount": None, "group": {"headers": ["部门"]}}}
    found = plain(tmp_path, ["科目", "部门", "备注"], layout, [["增值税", "税务局", "无"]])
    assert "amount" in found.only("EXT-COLUMN").message_zh
    assert found.table.data is None


def test_columns_that_set_the_same_are_not_chosen_between(tmp_path: Path) -> None:
    wide = {"column": "amount", "columns": [{"pattern": r"(?P<stage>预算|决算)数(\(.*\))?"}]}
    layout = {"columns": {"amount": None}, "wide": wide}
    found = plain(tmp_path, ["科目", "预算数", "预算数(调整)"], layout, [["增值税", 1, 2]])
    assert found.only("EXT-COLUMN-TWICE").cell == "C3"


PARTS = {
    "parts": {
        "revenue": {"labels": ["收入"], "set": {"side": "收"}},
        "transfers": {"labels": ["转移性收入"], "set": {"side": "转"}},
        "expenditure": {"labels": ["支出"], "set": {"side": "支"}},
    },
    "recognise": {"title_contains": ["收支表"]},
}
HEADER: list[Cell] = ["科目", "金额"]


@pytest.mark.parametrize(
    ("rows", "name", "part"),
    [
        ([["2026年收支表"], UNIT, ["收入", ""], HEADER], "表", "revenue"),
        ([["2026年收支表"], UNIT, ["一、支 出 Expenditure", ""], HEADER], "表", "expenditure"),
        ([["2026年收支表（收入部分）"], UNIT, HEADER], "表", "revenue"),
        ([["2026年转移性收入收支表"], UNIT, HEADER], "表", "transfers"),
        ([["2026年收支表"], UNIT, HEADER], "支出表", "expenditure"),
    ],
)
def test_a_part_is_known_by_its_label_its_title_or_its_sheet(
    tmp_path: Path, rows: list[list[Cell]], name: str, part: str
) -> None:
    found = read(tmp_path, sheet(*rows, *TAXES, name=name), accounts(PARTS))
    assert found.table.part == part
    assert found.table.fixed["side"] == PARTS["parts"][part]["set"]["side"]  # type: ignore[index]


def test_a_table_whose_part_is_not_stated_is_not_used(tmp_path: Path) -> None:
    found = read(tmp_path, sheet(["2026年收支表"], UNIT, HEADER, *TAXES, name="表"), accounts(PARTS))
    assert "收入、转移性收入、支出" in found.only("EXT-PART").message_zh
    assert (found.table.part, found.table.data) == (None, None)


def test_blocks_side_by_side_are_parts_of_one_statement(tmp_path: Path) -> None:
    rows: list[list[Cell]] = [["2026年收支表"], ["", "", "", "单位：元"], ["收入", "", "支出", ""], [*HEADER, *HEADER]]
    body: list[list[Cell]] = [["增值税", 1, "教育", 3], ["契税", 2, "科技", 4], ["", "", "文化", 5]]
    found = read(tmp_path, sheet(*rows, *body, merged=("A1:D1", "A3:B3", "C3:D3")), accounts(PARTS))
    assert [(table.part, table.range, table.rows) for table in found.tables] == [
        ("revenue", "A3:B6", 2),
        ("expenditure", "C3:D7", 3),
    ]
    assert found.column("c1") == ["1", "2"]
    assert found.column("c1", table=1) == ["3", "4", "5"]
    assert [table.data for table in found.tables] == ["t0.parquet", "t1.parquet"]


def test_the_same_text_is_set_in_every_row(tmp_path: Path) -> None:
    assert plain(tmp_path, HEADER, {"set": {"stage": "预算"}}).table.fixed == {"stage": "预算"}


SCOPE = {"pattern": "全市|本级", "values": {"全市": "all", "本级": "own"}}


@pytest.mark.parametrize(
    ("context", "rows", "said"),
    [
        ({"pattern": r"示例市(..)"}, [list(TITLE), UNIT], "全市"),
        (SCOPE, [list(TITLE), UNIT], "all"),
        ({**SCOPE, "places": ["above"]}, [["2026年收支表"], ["范围：本 级", "单位：元"]], "own"),
        ({"pattern": "季度", "places": ["sheet"]}, [["2026年收支表"], UNIT], "季度"),
        ({"pattern": r"第(\d)批", "places": ["title", "file_name"]}, [["2026年收支表"], UNIT], "3"),
        ({"pattern": "Item", "places": ["table"]}, [["2026年收支表"], UNIT], "Item"),
    ],
)
def test_a_fact_is_read_where_the_layout_says(
    tmp_path: Path, context: dict[str, Any], rows: list[list[Cell]], said: str
) -> None:
    content = sheet(*rows, HEADER, ["Item", "Amount"], *TAXES, name="2季度")
    found = read(tmp_path, content, accounts({"context": {"scope": context}}), "收支表第3批.xlsx")
    assert found.table.fixed == {"scope": said}


LEVEL = {"recognise": {"title_contains": ["收支表"]}, "context": {"scope": SCOPE}}


@pytest.mark.parametrize("title", ["2026年收支表", "2026年县级收支表"])
def test_a_table_that_does_not_state_its_scope_is_not_used(tmp_path: Path, title: str) -> None:
    found = read(tmp_path, sheet([title], UNIT, HEADER, *TAXES), accounts(LEVEL))
    assert "scope" in found.only("EXT-CONTEXT").message_zh
    assert (found.table.dataset is not None, found.table.data) == (True, None)


def test_a_fact_that_may_be_missing_is_left_out(tmp_path: Path) -> None:
    context = {"scope": {**SCOPE, "optional": True}}
    found = read(tmp_path, sheet(["2026年收支表"], UNIT, HEADER, *TAXES), accounts({"context": context}))
    assert (found.table.fixed, found.rules) == ({}, set())


def test_the_layout_that_lacks_least_is_taken(tmp_path: Path) -> None:
    wrong = {"id": "other", "columns": {"group": {"headers": ["部门"]}}}
    found = read(tmp_path, sheet(list(TITLE), UNIT, HEADER, *TAXES), accounts(wrong, {}))
    assert (found.table.layout, found.rules) == ("statement", set())


@pytest.mark.parametrize(
    ("unit", "column", "header", "said"),
    [
        ("stated", None, "金额", "万元"),
        ("stated", "亿元", "金额", "亿元"),
        ("stated", "亿元", "金额(千元)", "千元"),
        ("亿元", None, "金额", "亿元"),
        ("none", None, "金额", None),
        ("none", None, "金额(元)", "元"),
    ],
)
def test_the_nearest_unit_wins(tmp_path: Path, unit: str, column: str | None, header: str, said: str | None) -> None:
    columns = {"amount": {"headers": ["金额"], "unit": column}}
    assert plain(tmp_path, ["科目", header], {"unit": unit, "columns": columns}).table.units.get("amount") == said


@pytest.mark.parametrize(
    "rows",
    [
        [["2026年收支表 单位：亿元 Unit：100 million yuan"], HEADER, *TAXES],
        [["2026年收支表"], ["金额单位:亿元"], HEADER, *TAXES],
        [["2026年收支表"], ["编制部门：示例市财政局  单位：亿元"], HEADER, *TAXES],
        [["2026年收支表"], ["收入", "单位：亿元"], HEADER, *TAXES],
    ],
)
def test_a_unit_is_read_wherever_it_stands_above(tmp_path: Path, rows: list[list[Cell]]) -> None:
    assert read(tmp_path, sheet(*rows), accounts({})).table.unit == "亿元"


@pytest.mark.parametrize("below", [["注：单位：亿元"], ["", "单位：亿元"]])
def test_a_unit_stated_only_under_the_table_is_used_and_said(tmp_path: Path, below: list[Cell]) -> None:
    found = read(tmp_path, sheet(["2026年收支表"], HEADER, *TAXES, below), accounts({}))
    assert found.table.units["amount"] == "亿元"
    assert "亿元" in found.only("EXT-UNIT-BELOW").message_zh


def test_a_line_that_is_only_the_unit_is_told_once(tmp_path: Path) -> None:
    found = read(
        tmp_path, sheet(["2026年收支表"], HEADER, *TAXES, ["", "（单位：亿元）"], ["注：含结转。"]), accounts({})
    )
    assert "亿元" in found.only("EXT-UNIT-BELOW").message_zh
    assert "含结转" in found.only("EXT-NOTE").message_zh


def test_a_unit_stated_in_the_labels_of_rows_holds_from_there_on(tmp_path: Path) -> None:
    rows: list[list[Cell]] = [["收入(亿元)", 30], *TAXES, ["构成(%)", 100], ["增值税", 60], ["契税", 40]]
    found = read(tmp_path, sheet(["2026年收支表"], HEADER, *rows), accounts({}))
    assert [(table.range, table.units["amount"]) for table in found.tables] == [("A2:B5", "亿元")]
    assert (found.only("EXT-PERCENT-ROWS").row, found.only("EXT-PERCENT-ROWS").count) == (6, 3)


def test_two_units_are_not_chosen_between(tmp_path: Path) -> None:
    found = read(tmp_path, sheet(["2026年收支表"], ["单位：元", "单位：万元"], HEADER, *TAXES), accounts({}))
    assert found.table.unit is None


@pytest.mark.parametrize(
    ("title", "sheet_name", "name", "year"),
    [
        ("2025年收支表", "2024年", "2023.xlsx", 2025),
        ("收支表", "2024年", "2023.xlsx", 2024),
        ("收支表", "表", "收支_2023.xlsx", 2023),
        ("收支表", "表", "收支.xlsx", None),
    ],
)
def test_the_year_comes_from_the_first_place_that_states_one(
    tmp_path: Path, title: str, sheet_name: str, name: str, year: int | None
) -> None:
    found = read(tmp_path, sheet([title], UNIT, HEADER, *TAXES, name=sheet_name), accounts({}), name)
    assert found.table.fiscal_year == year


def test_a_date_above_the_table_is_not_its_year(tmp_path: Path) -> None:
    rows: list[list[Cell]] = [["收支表"], ["填表日期：2025年3月5日", "单位：元"], HEADER]
    assert read(tmp_path, sheet(*rows, *TAXES, name="表"), accounts({}), "表.xlsx").table.fiscal_year is None


def test_the_number_of_an_annex_is_no_title(tmp_path: Path) -> None:
    rows: list[list[Cell]] = [["附件1"], ["2026年收支表"], UNIT, HEADER]
    found = read(tmp_path, sheet(*rows, *TAXES), accounts({"recognise": {"title_contains": ["收支表"]}}))
    assert found.table.fiscal_year == 2026


ONE_ROW: dict[str, Any] = {
    "recognise": {"title_contains": ["三公"]},
    "columns": {"subject": None, "amount": None},
    "wide": {
        "column": "amount",
        "columns": [
            {"headers": ["合计"], "set": {"subject": "total"}},
            {"headers": ["公务用车/小计", "公务用车"], "set": {"subject": "vehicles"}},
            {"pattern": r"(?:\d{4}年)?机关运行经费", "set": {"subject": "running"}},
        ],
    },
}


@pytest.mark.parametrize("running", ["机关运行经费", "2026年机关运行经费"])
def test_a_table_of_one_row_is_known_by_its_headers_alone(tmp_path: Path, running: str) -> None:
    rows: list[list[Cell]] = [["三公经费", "", running], ["合计", "公务用车", ""], [5, 4, 100]]
    content = sheet(["2026年三公经费表"], UNIT, *rows, merged=("A3:B3", "C3:C4"))
    found = read(tmp_path, content, accounts(ONE_ROW))
    assert [(one.column, one.set["subject"]) for one in found.table.wide] == [
        (0, "total"),
        (1, "vehicles"),
        (2, "running"),
    ]
    assert found.bodies[0][0]["c1"] == "4"


def test_a_table_of_one_row_without_any_of_its_headers_is_nobodys(tmp_path: Path) -> None:
    found = read(tmp_path, sheet(["2026年三公经费表"], UNIT, ["科目", "金额"], *TAXES), accounts(ONE_ROW))
    assert found.claimed == []
