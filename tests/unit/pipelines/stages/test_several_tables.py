"""A statement of several tables: each is standardised on its own, together they are one submission, and nothing half of
it is made.
"""

import json
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from gongkai.findings import Place, finding, templates
from gongkai.progress import Silent
from gongkai.submission import Slot, Submission
from pipelines.explain import explain
from pipelines.listing import with_release
from pipelines.preview import preview
from pipelines.stages.standardise import slots, standardise
from pipelines.stages.validate import judge_submission
from tests.support.accounts import ACCOUNTS, EXPENDITURE, REVENUE, declare, layout, part, town, two_sheets
from tests.support.sheets import workbook
from tests.support.town import NIGHT, Town, stored

FILE = "101/2016年决算.xlsx"
Opened = Callable[..., Town]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opened]:
    """示例市 with the accounts as declared by the test."""
    towns: list[Town] = []

    def begin(**declared: Any) -> Town:
        towns.append(town(tmp_path, **declared))
        return towns[-1]

    yield begin
    for each in towns:
        each.home.close()


def slot_of(town: Town) -> Slot:
    """Extract and standardise what lies in the inbox."""
    from pipelines.stages.extract import extract

    town.land()
    extract(town.home, Silent())
    standardise(town.home, town.contract(ACCOUNTS), Silent())
    (slot,) = slots(town.home, town.contract(ACCOUNTS), [2016])
    return slot


def given(town: Town, path: str, content: bytes) -> Submission:
    town.put(path, content)
    found = slot_of(town).submission
    assert found is not None
    return found


def rows(town: Town, submission: Submission, columns: str, where: str = "true") -> list[tuple[Any, ...]]:
    path = town.home.lake.standardised("budget-accounts", 2016, submission.key)
    return stored(path, f"SELECT {columns} FROM stored WHERE {where}")


def test_two_parts_on_two_sheets_are_one_submission(opened: Opened) -> None:
    city = opened()
    submission = given(city, FILE, two_sheets())
    assert [(table.part, table.sheet, table.rows) for table in submission.tables] == [
        ("revenue", "收入表", 10),
        ("expenditure", "支出表", 8),
    ]
    assert (submission.rows, submission.set_aside, submission.sheet) == (18, 0, "收入表、支出表")
    assert rows(city, submission, "source_sheet, count(*)", "true GROUP BY ALL ORDER BY 2") == [
        ("支出表", 8),
        ("收入表", 10),
    ]


def test_two_parts_in_two_files_are_one_submission(opened: Opened) -> None:
    city = opened()
    city.put("101/2016年收入.xlsx", workbook({"表": part("收入", REVENUE)}))
    submission = given(city, "101/2016年支出.xlsx", workbook({"表": part("支出", EXPENDITURE)}))
    assert submission.file == "2016年支出.xlsx、2016年收入.xlsx"
    sources = dict(rows(city, submission, "DISTINCT side, source_file"))
    assert sources == {table.part: table.source_id for table in submission.tables}


def test_the_order_in_which_parts_arrive_changes_nothing(opened: Opened) -> None:
    city = opened()
    given(city, "101/2016年支出.xlsx", workbook({"表": part("支出", EXPENDITURE)}))
    later = given(city, "101/2016年收入.xlsx", workbook({"表": part("收入", REVENUE)}))
    assert later.content == given(city, FILE.replace("决算", "决算总表"), b"").content


def test_the_same_part_twice_is_taken_from_neither(opened: Opened) -> None:
    city = opened()
    city.put("101/2016年旧.xlsx", two_sheets(REVENUE[:3]))
    city.put(FILE, two_sheets())
    slot = slot_of(city)
    assert slot.submission is None
    assert [reason.code for reason in slot.blockers] == ["STD-TWO-FILES"]
    assert all("收入表" in each.message_zh for each in city.told("STD-TWO-FILES"))


def test_a_layout_of_several_sheets_takes_the_same_table_from_each(opened: Opened) -> None:
    city = opened(layouts=[layout(several=True)])
    sheets = {"一": part("收入", REVENUE[:3]), "二": part("收入", REVENUE[3:])}
    submission = given(city, FILE, workbook(sheets))
    assert ([table.rows for table in submission.tables], submission.rows) == ([6, 4], 10)


def test_a_part_that_cannot_be_taken_holds_the_whole(opened: Opened) -> None:
    city = opened()
    without_unit = part("支出", EXPENDITURE)
    without_unit = type(without_unit)([row if "单位：万元" not in row else ["", "", ""] for row in without_unit.rows])
    city.put(FILE, workbook({"收入表": part("收入", REVENUE), "支出表": without_unit}))
    slot = slot_of(city)
    assert slot.submission is None
    assert [reason.code for reason in slot.blockers] == ["STR-007"]
    assert city.only("STR-007").sheet == "支出表"


def test_a_part_that_is_taken_away_still_speaks_beside_the_other(opened: Opened) -> None:
    city = opened()
    city.put("101/2016年收入.xlsx", workbook({"表": part("收入", REVENUE)}))
    given(city, "101/2016年支出.xlsx", workbook({"表": part("支出", EXPENDITURE)}))
    (city.home.inbox / "101/2016年收入.xlsx").unlink()
    city.land(NIGHT)
    kept = slot_of(city).submission
    assert kept is not None
    assert kept.rows == 18


def test_findings_name_the_sheet_and_cell_of_their_own_table(opened: Opened) -> None:
    city = opened()
    wrong = (("一、教育支出", 25, "待定"), *EXPENDITURE[1:])
    submission = given(city, FILE, two_sheets(expenditure=wrong))
    said = city.only("VAL-AMOUNT")
    assert (said.sheet, said.cell, said.row, said.file) == ("支出表", "C5", 5, "2016年决算.xlsx")
    assert (submission.rows, submission.set_aside) == (17, 1)


def test_a_key_that_stands_in_two_tables_is_set_aside_in_both(opened: Opened) -> None:
    city = opened(layouts=[layout(several=True)])
    sheets = {"一": part("收入", REVENUE[:3]), "二": part("收入", [("增值税", 1, None), *REVENUE[3:]])}
    submission = given(city, FILE, workbook(sheets))
    told = city.told("STR-013")
    assert [(said.sheet, said.row, said.column) for said in told] == [
        ("一", 6, "subject_code"),
        ("二", 5, "subject_code"),
    ]
    assert "2016年决算.xlsx 二 revenue" in told[0].message_zh
    assert told[0].next_step_zh == templates()["STR-013-TABLES"].next_zh
    assert (submission.rows, submission.set_aside) == (9, 2)
    assert rows(city, submission, "stage", "subject_code = '10101'") == [("final",)]
    aside = stored(
        city.home.lake.set_aside("budget-accounts", 2016, submission.key), "SELECT _row, _faults FROM stored"
    )
    assert sorted(aside) == [(5, ["*"]), (6, ["*"])]


def test_a_row_leads_back_to_its_own_table_and_cell(opened: Opened) -> None:
    city = opened()
    submission = given(city, FILE, two_sheets())
    assert submission.cell("printed_name", 5) is None, "both tables have a row 5"
    assert submission.cell("printed_name", 10) == "A10"
    table = submission.table(5, submission.source_id, "支出表")
    assert table is not None
    assert (table.part, table.cell("printed_name", 5)) == ("expenditure", "A5")


def test_what_rules_find_points_into_the_table_it_stands_in(opened: Opened) -> None:
    check = {"kind": "list_sum", "code": "SUM-007", "severity": "error", "code_column": "subject_code"}
    city = opened(checks=[{**check, "amount": "amount", "of": ["_TOT_OUT"]}])
    wrong = (("一、教育支出", 25, 18), *EXPENDITURE[1:])
    submission = given(city, FILE, two_sheets(expenditure=wrong))
    _, told = judge_submission(city.home, city.contract(ACCOUNTS), submission)
    (said,) = [each for each in told if each.rule == "SUM-007"]
    assert (said.sheet, said.cell, said.value) == ("支出表", "C7", "320000.00")


TOTALS = ["本年收入合计", "收入总计", "本年支出合计", "支出总计"]
SUM = {"code": "SUM-002", "kind": "total_row", "severity": "error", "amounts": ["amount"], "level": 1}
OF_THE_YEAR = {**SUM, "labels": ["本年收入合计"], "rows": {"side": ["revenue"], "parent_code": ["_TOT_IN"]}}
GRAND = {**SUM, "labels": ["收入总计"], "rows": {"side": ["revenue"]}}


@pytest.mark.parametrize(
    ("check", "carried", "cells"),
    [(OF_THE_YEAR, 7, []), (OF_THE_YEAR, 17, []), (GRAND, 7, []), (GRAND, 17, [("收入表", "C10")])],
)
def test_a_printed_total_adds_up_the_rows_of_its_own_part_and_stage(
    opened: Opened, check: dict[str, Any], carried: int, cells: list[tuple[str, str]]
) -> None:
    city = opened(layouts=[layout(total_rows=TOTALS)], checks=[check])
    revenue = tuple(
        (name, first, carried) if name == "中央补助收入" else (name, first, last) for name, first, last in REVENUE
    )
    submission = given(city, FILE, two_sheets(revenue))
    assert submission.rows == 12
    assert {(total.label, *total.at.values(), total.cell) for total in submission.totals if total.row == 8} == {
        ("本年收入合计", "revenue", "budget", "B8"),
        ("本年收入合计", "revenue", "final", "C8"),
    }
    verdict, told = judge_submission(city.home, city.contract(ACCOUNTS), submission)
    outcome = next(each for each in verdict.outcomes if each.code == "SUM-002")
    assert outcome.status.value == ("fail" if cells else "pass")
    assert [(said.sheet, said.cell) for said in told if said.rule == "SUM-002"] == cells


def test_a_total_that_no_table_prints_is_not_checked(opened: Opened) -> None:
    city = opened(layouts=[layout(total_rows=TOTALS)], checks=[GRAND])
    submission = given(city, FILE, two_sheets([row for row in REVENUE if row[0] != "收入总计"]))
    verdict, _ = judge_submission(city.home, city.contract(ACCOUNTS), submission)
    outcome = next(each for each in verdict.outcomes if each.code == "SUM-002")
    assert (outcome.status.value, "收入总计" in outcome.reason) == ("not_applicable", True)


def test_the_last_of_several_sheets_may_state_the_total_of_all(opened: Opened) -> None:
    city = opened(layouts=[layout(several=True, total_rows=["合计"])], checks=[SUM])
    sheets = {
        "一": part("支出", [("一、教育支出", 25, 28)]),
        "二": part("支出", [("二、其他支出", 5, 4), ("合计", 30, 32)]),
    }
    submission = given(city, FILE, workbook(sheets))
    verdict, _ = judge_submission(city.home, city.contract(ACCOUNTS), submission)
    assert next(each for each in verdict.outcomes if each.code == "SUM-002").status.value == "pass"


def test_a_correction_applies_in_the_table_that_says_what_was_expected(opened: Opened, tmp_path: Path) -> None:
    city = opened()
    key = "{side: expenditure, stage: final, subject_code: '205'}"
    text = f"""corrections:
  - {{period: 2016, entity: '101', key: {key}, column: amount, expect: '28', value: '29',
     reason: {{zh: 录入错误, en: typing error}}, document: 示财〔2016〕1号,
     asked_by: 示例市财政局预算处}}
"""
    (tmp_path / "datasets" / ACCOUNTS / "corrections.yml").write_text(text, "utf-8")
    city.home.close()
    city.home = type(city.home)(city.root, tmp_path / "datasets")
    submission = given(city, FILE, two_sheets())
    said = city.only("COR-APPLIED")
    assert (said.sheet, said.row) == ("支出表", 5)
    assert rows(city, submission, "amount, src_text", "subject_code = '205' AND stage = 'final'") == [
        (Decimal("290000.00"), "28")
    ]


def test_a_dataset_declared_for_tests_is_sound(tmp_path: Path) -> None:
    from gongkai.contract import load_contracts

    assert ACCOUNTS in load_contracts(declare(tmp_path / "datasets"))


@pytest.fixture
def published(opened: Opened) -> Town:
    """Two parts in two files, signed and published."""
    city = opened()
    (city.root / "events.csv").write_text(
        "kind,entity,period,date,doc_no\n财政批复,101,2016,2016-02-10,示财预〔2016〕1号\n", "utf-8"
    )
    datasets = city.home.datasets
    city.home.close()
    city.home = type(city.home)(city.root, datasets)
    city.put("101/2016年收入.xlsx", workbook({"表": part("收入", REVENUE)}))
    city.put("101/2016年支出.xlsx", workbook({"表": part("支出", EXPENDITURE)}))
    assert not city.publish().failed
    return city


def test_a_release_lists_every_file_and_table_it_came_from(published: Town) -> None:
    folder = published.root / "public/d/budget-accounts/2016/v1"
    sources = json.loads((folder / "sources.json").read_text("utf-8"))["sources"]
    tables = [(source["sha256"][:12] == name, each) for name, source in sources.items() for each in source["tables"]]
    told = {(each["file"], each["part"], each["rows"], each["lines"][0]) for _, each in tables}
    assert told == {("2016年收入.xlsx", "revenue", 10, 5), ("2016年支出.xlsx", "expenditure", 8, 5)}
    assert all(named for named, _ in tables)
    assert tables[0][1]["wide"][0] == {"column": "B", "set": {"stage": "budget"}}
    package = json.loads((folder / "datapackage.json").read_text("utf-8"))
    assert {source["title"] for source in package["sources"]} == {"2016年收入.xlsx", "2016年支出.xlsx"}
    changes = json.loads((folder / "changes.json").read_text("utf-8"))["departments"]["101"]
    assert changes["file"] == "2016年支出.xlsx、2016年收入.xlsx"


@pytest.mark.parametrize(
    ("key", "column", "file", "address", "text"),
    [
        ({"subject_code": "205", "stage": "final"}, "amount", "2016年支出.xlsx", "C5", "28"),
        ({"subject_code": "101", "stage": "budget"}, "amount", "2016年收入.xlsx", "B5", "30"),
        ({"subject_code": "101", "stage": "final"}, "subject_name", "2016年收入.xlsx", "A5", "一、税收收入"),
        ({"subject_code": "_AID_OUT", "stage": "final"}, "level", "2016年支出.xlsx", "A8", "援助其他地区支出"),
    ],
)
def test_a_published_value_leads_back_to_its_own_file_and_cell(
    published: Town, key: dict[str, str], column: str, file: str, address: str, text: str
) -> None:
    way = explain(published.home, ACCOUNTS, key, column)
    assert (way.file, [(cell.address, cell.text) for cell in way.cells]) == (file, [(address, text)])


def test_what_no_cell_states_is_said_to_be_set(published: Town) -> None:
    way = explain(published.home, ACCOUNTS, {"subject_code": "101", "stage": "final"}, "side")
    assert (way.value, way.cells) == ("revenue", ())
    assert "设定" in way.interpretation_zh


def test_a_finding_about_any_of_its_files_belongs_to_the_release(published: Town) -> None:
    tables = {table.file: table.sha256 for table in slot_of(published).submission.tables}  # type: ignore[union-attr]
    place = Place(department="101", dataset=ACCOUNTS, period=2016)
    found = [finding("VAL-BLANK-ROWS", place.model_copy(update={"sha256": sha}), rows=1) for sha in tables.values()]
    assert [each["release"] for each in with_release(published.home, found)] == ["budget/accounts/2016/v1"] * 2


def test_the_reviewer_sees_all_of_it(published: Town) -> None:
    seen = preview(published.home, ACCOUNTS, 2016, "101")
    assert (seen.file, seen.row_count, seen.unit) == ("2016年支出.xlsx、2016年收入.xlsx", 18, "万元")
