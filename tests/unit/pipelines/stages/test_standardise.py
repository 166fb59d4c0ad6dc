"""Stage 3: text becomes typed rows in 元; what cannot be interpreted is set aside with its address; nothing is lost."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from gongkai.contract import load_contract
from gongkai.progress import Silent
from gongkai.submission import Submission
from pipelines.stages.standardise import slots, standardise
from tests.support.sheets import (
    EDUCATION,
    TOTAL,
    BudgetRow,
    Cell,
    budget,
    budget_sheet,
    contract,
    contracts,
    project,
    projects,
    workbook,
)
from tests.support.town import BUDGET, CONTRACTS, NIGHT, PROJECTS, Town, stored

BUDGET_FILE = "101/2026年部门预算.xlsx"
CONTRACT_FILE = "112/合同公告_2026.csv"
PROJECT_FILE = "103/重大建设项目库2026.xlsx"


def amounts(**changes: Cell) -> tuple[BudgetRow, ...]:
    """The budget of education, with the amounts of 学前教育 changed."""
    before = dict(zip(("total", "basic", "project"), EDUCATION[2][4:], strict=True))
    row = (*EDUCATION[2][:4], *{**before, **changes}.values())
    return (*EDUCATION[:2], row, *EDUCATION[3:], TOTAL)  # type: ignore[return-value]


def aside(town: Town, submission: Submission) -> list[tuple[int, str, list[str]]]:
    slug = submission.dataset.replace("/", "-").replace("_", "-")
    path = town.home.lake.set_aside(slug, submission.period, submission.key)
    return stored(path, "SELECT _row, _kind, _faults FROM stored ORDER BY 1")


def blockers(town: Town, dataset: str) -> set[str]:
    found = slots(town.home, town.contract(dataset), (2025, 2026))
    return {reason.code for slot in found for reason in slot.blockers}


def test_a_budget_in_the_columns_of_its_schema(town: Town) -> None:
    given = town.submission(BUDGET, BUDGET_FILE, budget(amounts(basic=None)))
    rows = town.rows(given, "* EXCLUDE (source_file)")
    assert rows[2] == (
        *("999900", 2026, "101", "示例市教育局", "budget", "2050201", "学前教育", "学前教育", 3, "20502"),
        *(Decimal("120.00"), None, Decimal("80.00"), "元", Decimal("1.00"), "部门支出总表", 8),
    )
    assert [row[8] for row in rows] == [1, 2, 3, 3]
    assert (given.rows, given.set_aside, given.unit) == (4, 0, "元")
    assert given.amounts["total"] == Decimal("300.00"), "a class and a section add up items and do not count again"
    assert town.rules == set()


def test_every_row_leads_back_to_its_file_and_cell(town: Town) -> None:
    given = town.submission(BUDGET, BUDGET_FILE, budget())
    assert town.rows(given, "DISTINCT source_file, source_sheet, source_row = 6")[0][:2] == (
        given.sha256[:12],
        "部门支出总表",
    )
    assert given.cell("project", 8) == "G8"
    assert given.cell("func_code", 8) == "A8"
    assert given.cell("level", 8) is None


def test_the_columns_of_the_file_have_the_types_of_the_schema(town: Town) -> None:
    given = town.submission(PROJECTS, PROJECT_FILE, projects(project()))
    path = town.home.lake.standardised("projects-major-projects", 2026, given.key)
    found = {row[0]: row[1] for row in stored(path, "DESCRIBE FROM stored")}
    assert found == {field.name: field.sql_type for field in town.contract(PROJECTS).table.fields}


def test_wan_yuan_become_yuan(town: Town) -> None:
    given = town.submission(BUDGET, BUDGET_FILE, budget(amounts(total="120.5", project="1,080.25"), unit="万元"))
    (row,) = [
        row
        for row in town.rows(given, "func_code, total, basic, project, src_unit, src_precision")
        if row[0] == "2050201"
    ]
    assert row[1:] == (*map(Decimal, ("1205000.00", "400000.00", "10802500.00")), "万元", Decimal("100.00"))
    assert given.precision == Decimal("100.00")


def test_codes_regain_the_zeros_that_a_spreadsheet_took(town: Town) -> None:
    rows: tuple[BudgetRow, ...] = (
        (205, None, None, "教育", 1, 1, 0),
        (205, 2, None, "普通", 1, 1, 0),
        (205, 2, 1, "学前", 1, 1, 0),
    )
    given = town.submission(BUDGET, BUDGET_FILE, budget(rows))
    assert [row[0] for row in town.rows(given, "func_code")] == ["205", "20502", "2050201"]


def test_totals_are_kept_beside_the_rows(town: Town) -> None:
    given = town.submission(BUDGET, BUDGET_FILE, budget((*EDUCATION, ("小计", "", "", "", 300, 100, 200), TOTAL)))
    assert [(total.label, total.row) for total in given.totals] == [("小计", 10), ("合计", 11)]
    assert given.totals[1].amounts == {"total": Decimal(300), "basic": Decimal(100), "project": Decimal(200)}
    assert given.rows == 4


@pytest.mark.parametrize("label", ["合计", "合 计", "　总　计", "支出总计"])
def test_a_total_is_known_by_its_label(town: Town, label: str) -> None:
    given = town.submission(BUDGET, BUDGET_FILE, budget((*EDUCATION, (label, *TOTAL[1:]))))  # type: ignore[arg-type]
    assert (len(given.totals), given.rows) == (1, 4)


def test_a_total_that_is_no_number_is_said(town: Town) -> None:
    given = town.submission(BUDGET, BUDGET_FILE, budget((*EDUCATION, ("合计", "", "", "", "待定", 100, 200))))
    said = town.only("STD-TOTAL")
    assert (said.cell, said.value, said.severity.value) == ("E10", "待定", "warning")
    assert given.totals[0].amounts["total"] is None


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("1,234.50", "1234.50"),
        ("１２３４．５", "1234.50"),
        ("(12)", "-12.00"),
        ("△12", "-12.00"),
        ("¥ 12元", "12.00"),
        ("0.5万元", "5000.00"),
        ("—", "0.00"),
        ("-12.34", "-12.34"),
        ("007", "7.00"),
        ("999999999999999.99", "999999999999999.99"),
    ],
)
def test_amounts_are_read_as_departments_write_them(town: Town, printed: str, value: str) -> None:
    given = town.submission(CONTRACTS, CONTRACT_FILE, contracts(contract(**{"合同金额(元)": printed})))
    assert town.rows(given, "amount") == [(Decimal(value),)]


@pytest.mark.parametrize(
    "printed", ["待定", "1e3", "1,23", "12²", "1.2.3", "9999999999999999", "元", "NaN", "12 或 13"]
)
def test_what_is_no_amount_sets_its_row_aside(town: Town, printed: str) -> None:
    given = town.submission(
        CONTRACTS, CONTRACT_FILE, contracts(contract("HT-1", **{"合同金额(元)": printed}), contract("HT-2"))
    )
    said = town.only("VAL-AMOUNT")
    assert (said.row, said.column, said.value, said.cell) == (2, "amount", printed, None)
    assert (given.rows, given.set_aside) == (1, 1)
    assert aside(town, given) == [(2, "data", ["amount"])]


@pytest.mark.parametrize(
    "printed",
    ["2026-03-05", "2026/3/5", "2026.3.5", "2026年3月5日", "20260305", "二〇二六年三月五日", "2026-03-05 10:30:00"],
)
def test_dates_are_read_as_departments_write_them(town: Town, printed: str) -> None:
    given = town.submission(CONTRACTS, CONTRACT_FILE, contracts(contract(公告日期=printed)))
    assert town.rows(given, "published_on") == [(date(2026, 3, 5),)]


@pytest.mark.parametrize("printed", ["2026-02-30", "三月", "46087", "2026-13-01"])
def test_what_is_no_date_sets_its_row_aside(town: Town, printed: str) -> None:
    town.submission(CONTRACTS, CONTRACT_FILE, contracts(contract("HT-1", 签订日期=printed), contract("HT-2")))
    said = town.only("VAL-DATE")
    assert (said.row, said.column, said.value) == (2, "signed_on", printed)


def test_a_number_in_a_finding_is_masked(town: Town) -> None:
    town.submission(CONTRACTS, CONTRACT_FILE, contracts(contract(签订日期="13800138000"), contract("HT-2")))
    said = town.only("VAL-DATE")
    assert "13800138000" not in said.model_dump_json()
    assert said.value is not None
    assert said.value.startswith("138")


def test_a_blank_key_sets_its_row_aside(town: Town) -> None:
    given = town.submission(CONTRACTS, CONTRACT_FILE, contracts(contract(" "), contract("HT-2")))
    assert (town.only("VAL-KEY").row, town.only("VAL-KEY").column) == (2, "contract_no")
    assert (given.rows, given.set_aside) == (1, 1)


def test_a_repeated_key_sets_all_its_rows_aside(town: Town) -> None:
    given = town.submission(
        CONTRACTS, CONTRACT_FILE, contracts(contract("HT-1"), contract("HT-2"), contract("HT-1", 合同名称="另一份"))
    )
    assert [(said.row, said.value) for said in town.told("STR-013")] == [(2, "HT-1"), (4, "HT-1")]
    assert town.rows(given, "contract_no") == [("HT-2",)]
    assert given.set_aside == 2


def test_rows_without_any_amount_are_set_aside_together(town: Town) -> None:
    rows: tuple[BudgetRow, ...] = (
        *EDUCATION,
        ("206", "", "", "科学技术支出", "", "", ""),
        ("207", "", "", "文化", "", "", ""),
    )
    given = town.submission(BUDGET, BUDGET_FILE, budget(rows))
    said = town.only("VAL-NO-FIGURE")
    assert (said.row, said.count, said.severity.value) == (10, 2, "error")
    assert (given.rows, given.set_aside) == (4, 2)


def test_a_table_without_figures_is_held(town: Town) -> None:
    empty: tuple[BudgetRow, ...] = tuple((*row[:4], "", "", "") for row in EDUCATION)  # type: ignore[misc]
    given = town.submission(BUDGET, BUDGET_FILE, budget(empty))
    assert (given.rows, given.set_aside) == (0, 4)
    assert town.only("VAL-NO-FIGURE").count == 4
    town.validate(BUDGET)
    assert town.only("STR-002").severity.value == "error"


def test_a_table_of_nothing_is_held_by_its_check(town: Town) -> None:
    town.standardise(BUDGET, BUDGET_FILE, budget(()))
    assert blockers(town, BUDGET) == set()
    town.validate(BUDGET)
    assert town.only("STR-002").severity.value == "error"


def without(town: Town, kind: str) -> None:
    """The budget without the checks of a kind."""
    contract = town.contract(BUDGET)
    rules = tuple(check for check in contract.rules if check.kind != kind)
    checks = contract.checks.model_copy(update={"checks": rules})
    town.home.contracts[BUDGET] = contract.model_copy(update={"checks": checks})


def test_a_table_without_figures_is_held_where_no_check_looks_at_it(town: Town) -> None:
    without(town, "empty_explained")
    empty: tuple[BudgetRow, ...] = tuple((*row[:4], "", "", "") for row in EDUCATION)  # type: ignore[misc]
    town.standardise(BUDGET, BUDGET_FILE, budget(empty))
    said = town.only("STR-002")
    assert ("4" in said.message_en, said.cell) == (True, "A6")
    assert blockers(town, BUDGET) == {"STR-002"}


def test_a_line_with_a_field_too_many_is_set_aside_and_nothing_shifts(town: Town) -> None:
    broken = contracts(contract("HT-1")) + "HT-2,设备,更新,改造,合计,,,,,,,,,,,,多\r\n".encode()
    given = town.submission(CONTRACTS, CONTRACT_FILE, broken)
    assert (town.only("VAL-RECORD").row, given.rows, given.set_aside) == (3, 1, 1)
    assert aside(town, given)[0][:2] == (3, "fault")


@pytest.mark.parametrize("line", ["合计,1,2\r\n", '"HT-2,没有结束的引号\r\n'])
def test_a_broken_line_is_never_lost(town: Town, line: str) -> None:
    given = town.submission(CONTRACTS, CONTRACT_FILE, contracts(contract("HT-1")) + line.encode())
    assert (given.rows, given.set_aside) == (1, 1)
    assert town.only("VAL-RECORD").count == 1


def test_template_rows_of_a_csv_are_set_aside_and_hold_it_back(town: Town) -> None:
    dots = contract("…", 合同名称="…", **{"合同金额(元)": ""})
    given = town.submission(CONTRACTS, CONTRACT_FILE, contracts(contract("HT-1"), dots))
    assert {said.row for said in town.told("STR-009")} == {3}
    assert given.set_aside == 1
    assert blockers(town, CONTRACTS) == {"STR-009"}


def test_fractions_of_a_cent_are_rounded_and_said(town: Town) -> None:
    given = town.submission(CONTRACTS, CONTRACT_FILE, contracts(contract(**{"合同金额(元)": "12.345"})))
    said = town.only("VAL-ROUNDED")
    assert (said.row, said.value, said.severity.value) == (2, "12.345", "warning")
    assert town.rows(given, "amount, src_precision") == [(Decimal("12.34"), Decimal("0.01"))]


def test_percentages_are_plain_numbers(town: Town) -> None:
    given = town.submission(
        PROJECTS,
        PROJECT_FILE,
        projects(project(1), project(2, **{"形象进度(%)": 30}), project(3, **{"形象进度(%)": "７％"})),
    )
    assert [row[0] for row in town.rows(given, "progress_pct")] == [Decimal("12.50"), Decimal(30), Decimal(7)]


def test_a_table_without_its_unit_is_not_used(town: Town) -> None:
    slot = town.standardise(BUDGET, BUDGET_FILE, budget(unit=None))
    assert slot is not None
    assert slot.submission is None
    assert blockers(town, BUDGET) == {"STR-007"}
    assert town.only("STR-007").sheet == "部门支出总表"


def test_a_table_of_another_department_is_not_used(town: Town) -> None:
    slot = town.standardise(BUDGET, BUDGET_FILE, budget(department="102"))
    assert slot is not None
    assert slot.submission is None
    assert "示例市财政局" in town.only("STD-ENTITY").message_zh


def test_a_code_that_the_list_does_not_know_belongs_to_the_code_above_it(town: Town) -> None:
    unknown = ("205", "02", "88", "某项教育支出", 180, 60, 120)
    submission = town.submission(BUDGET, BUDGET_FILE, budget((*EDUCATION[:3], unknown, TOTAL)))
    found = town.rows(submission, "func_code, parent_code, func_name")
    assert ("2050201", "20502", "学前教育") in found
    assert ("2050288", "20502", None) in found


def named(department: str) -> bytes:
    """The budget of 示例市教育局, under this name."""
    sheet = budget_sheet()
    rows = [
        [str(c).replace("示例市教育局", department) if isinstance(c, str) else c for c in row] for row in sheet.rows
    ]
    return workbook({"总表": type(sheet)(rows, sheet.merged)})


def test_a_department_s_name_that_nobody_bears_is_a_warning(town: Town) -> None:
    assert town.submission(BUDGET, BUDGET_FILE, named("示例市教育委")).rows == 4
    assert (town.only("STR-008").severity.value, blockers(town, BUDGET)) == ("warning", set())


@pytest.mark.parametrize("printed", ["示例市教 育局", "“示例市教育局”", "示例市教育局（原示例市教委）"])
def test_quotes_and_remarks_make_no_other_name_of_a_department(town: Town, printed: str) -> None:
    town.submission(BUDGET, BUDGET_FILE, named(printed))
    assert not {"STR-008", "STD-ENTITY"} & town.rules


def test_another_department_is_known_with_a_remark_too(town: Town) -> None:
    town.standardise(BUDGET, BUDGET_FILE, named("示例市财政局（原示例市财税局）"))
    assert blockers(town, BUDGET) == {"STD-ENTITY"}


def merged(town: Town, ended: str, successor: str) -> None:
    """示例市教委办 enters the register: it ended on a day, and another department goes on with its work."""
    path = town.root / "organisations.csv"
    lines = path.read_text("utf-8").splitlines()
    lines = [f"{lines[0]},successor", *lines[1:], f"119,示例市教委办,,,,,,2010-01-01,{ended},{successor}"]
    path.write_text("\n".join(lines) + "\n", "utf-8")
    town.reopen()


def test_a_successor_delivers_the_table_of_a_merged_department(town: Town) -> None:
    merged(town, "2026-06-15", successor="101")
    town.submission(BUDGET, BUDGET_FILE, named("示例市教委办"))
    assert not {"STR-008", "STD-ENTITY"} & town.rules


def test_the_table_of_a_merged_department_is_not_that_of_any_other(town: Town) -> None:
    merged(town, "2026-06-15", successor="102")
    town.standardise(BUDGET, BUDGET_FILE, named("示例市教委办"))
    assert blockers(town, BUDGET) == {"STD-ENTITY"}


def test_a_department_that_was_merged_before_the_year_is_nobody_s_name(town: Town) -> None:
    merged(town, "2025-12-31", successor="102")
    town.submission(BUDGET, BUDGET_FILE, named("示例市教委办"))
    assert blockers(town, BUDGET) == set()
    assert "STR-008" in town.rules


def test_a_year_that_is_not_told_is_not_guessed(town: Town) -> None:
    assert town.standardise(BUDGET, "101/部门预算.xlsx", budget(title="支出预算总表")) is None
    assert town.only("STD-YEAR").sheet == "部门支出总表"


def test_a_year_that_the_dataset_does_not_take(town: Town) -> None:
    assert town.standardise(BUDGET, "101/部门预算.xlsx", budget(title="2019年支出预算总表")) is None
    said = town.only("STD-PERIOD")
    assert (said.period, "2025, 2026" in said.message_en) == (2019, True)


def test_a_file_named_for_another_year_is_a_warning(town: Town) -> None:
    without(town, "stated_years")
    given = town.submission(BUDGET, "101/2025年部门预算.xlsx", budget())
    assert (given.period, town.only("STD-FILE-YEAR").severity.value) == (2026, "warning")


def test_two_files_for_one_submission_choose_neither(town: Town) -> None:
    town.put("101/旧.xlsx", budget())
    slot = town.standardise(BUDGET, BUDGET_FILE, budget(amounts(total=121, basic=41)))
    assert slot is not None
    assert slot.submission is None
    told = town.told("STD-TWO-FILES")
    assert {each.file for each in told} == {"旧.xlsx", "2026年部门预算.xlsx"}
    assert all("旧.xlsx" in each.message_zh and "2026年部门预算.xlsx" in each.message_zh for each in told)
    assert blockers(town, BUDGET) == {"STD-TWO-FILES"}


def test_two_sheets_for_one_submission_choose_neither(town: Town) -> None:
    slot = town.standardise(BUDGET, BUDGET_FILE, workbook({"一": budget_sheet(), "二": budget_sheet(amounts())}))
    assert slot is not None
    assert slot.submission is None


def test_the_same_bytes_under_two_names_are_one_file(town: Town) -> None:
    town.put("101/副本.xlsx", budget())
    assert town.submission(BUDGET, BUDGET_FILE, budget()).rows == 4
    assert town.rules == set()


def test_a_file_that_is_gone_yields_to_one_that_is_there(town: Town) -> None:
    old = town.put("101/旧.xlsx", budget())
    town.land()
    old.unlink()
    assert town.submission(BUDGET, BUDGET_FILE, budget(amounts())).file == "2026年部门预算.xlsx"


def test_a_file_taken_away_still_speaks_until_another_comes(town: Town) -> None:
    given = town.submission(BUDGET, BUDGET_FILE, budget())
    (town.home.inbox / BUDGET_FILE).unlink()
    town.land(NIGHT)
    standardise(town.home, town.contract(BUDGET), Silent())
    (slot,) = slots(town.home, town.contract(BUDGET), [2026])
    assert slot.submission == given


def test_the_same_bytes_from_another_department_are_suspicious(town: Town) -> None:
    town.put("102/2026年部门预算.xlsx", budget())
    town.standardise(BUDGET, BUDGET_FILE, budget())
    assert {each.department for each in town.told("STR-014")} == {"101", "102"}
    assert "示例市财政局" in next(each for each in town.told("STR-014") if each.department == "101").message_zh
    assert "STR-014" in blockers(town, BUDGET)


def test_a_missing_column_holds_the_table_back(town: Town) -> None:
    headers = [name for name in contract() if name != "合同编号"]
    slot = town.standardise(CONTRACTS, CONTRACT_FILE, contracts(contract(), headers=headers))
    assert slot is not None
    assert slot.submission is None
    assert blockers(town, CONTRACTS) == {"EXT-COLUMN"}


def test_residue_in_the_table_holds_it_back(town: Town) -> None:
    town.standardise(BUDGET, BUDGET_FILE, budget((*EDUCATION, ("…", "", "", "…", "", "", ""), TOTAL)))
    assert "STR-009" in blockers(town, BUDGET)


def test_a_department_that_left_the_register_is_passed_over(town: Town) -> None:
    town.submission(BUDGET, BUDGET_FILE, budget())
    path = town.root / "organisations.csv"
    path.write_text(
        "\n".join(line for line in path.read_text("utf-8").splitlines() if not line.startswith("101,")), "utf-8"
    )
    town.reopen()
    assert town.standardise(BUDGET, "102/2026年部门预算.xlsx", budget(department="102")) is not None
    assert {slot.entity for slot in slots(town.home, town.contract(BUDGET), [2026])} == {"102"}
    assert town.rules == {"LND-DEPARTMENT"}


def test_a_fault_of_the_program_holds_back_one_department(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    from pipelines.stages.standardise import take

    real = take.standardise_tables

    def failing(jobs, *rest):  # type: ignore[no-untyped-def]
        if jobs[0].facts.organisation.code == "101":
            raise ZeroDivisionError("no such thing")
        return real(jobs, *rest)

    monkeypatch.setattr(take, "standardise_tables", failing)
    town.put(BUDGET_FILE, budget())
    town.standardise(BUDGET, "102/2026年部门预算.xlsx", budget(department="102"))
    found = {slot.entity: slot for slot in slots(town.home, town.contract(BUDGET), [2026])}
    assert found["102"].submission is not None
    assert [reason.code for reason in found["101"].blockers] == ["RUN-FAILED"]
    assert "ZeroDivisionError: no such thing" in town.only("RUN-FAILED").message_en
    monkeypatch.undo()
    assert standardise(town.home, town.contract(BUDGET), Silent()) == 1
    assert town.rules == set()


def test_rows_in_are_rows_published_set_aside_totals_and_blanks(town: Town) -> None:
    rows: tuple[BudgetRow, ...] = (
        *EDUCATION,
        ("206", "", "", "科学技术支出", "", "", ""),
        ("207", "", "", "文化", "待定", "", ""),
        ("…", "", "", "…", "", "", ""),
        ("208", "", "", "社保", 1, 1, 0),
        ("208", "", "", "社保", 2, 2, 0),
        ("", "", "", " ", "", "", ""),
        TOTAL,
    )
    extraction = town.extract(BUDGET_FILE, budget(rows))
    given = town.submission(BUDGET, BUDGET_FILE, budget(rows))
    assert (given.rows, given.set_aside, len(given.totals)) == (4, 5, 1)
    assert extraction.tables[0].rows == 10
    assert len(aside(town, given)) == 5


def test_the_content_ignores_order_and_provenance(town: Town) -> None:
    first = town.submission(CONTRACTS, CONTRACT_FILE, contracts(contract("HT-1"), contract("HT-2")))
    second = town.submission(
        CONTRACTS, CONTRACT_FILE, contracts(contract("HT-2"), contract("HT-1"), encoding="gb18030")
    )
    assert second.sha256 != first.sha256
    assert second.key != first.key
    assert second.content == first.content


@pytest.mark.parametrize("printed", ["1,000.00", "1000", "￥1000.00"])
def test_the_content_ignores_how_an_amount_is_printed(town: Town, printed: str) -> None:
    first = town.submission(CONTRACTS, CONTRACT_FILE, contracts(contract("HT-1")))
    changed = {**contract("HT-1"), "合同金额(元)": printed}
    second = town.submission(CONTRACTS, CONTRACT_FILE, contracts(changed))
    assert second.content == first.content


@pytest.mark.parametrize(
    "change", [{"合同金额(元)": "1000.01"}, {"合同名称": "办公设备采购合同二"}, {"公告日期": ""}, {"履约期限": ""}]
)
def test_the_content_follows_every_value(town: Town, change: dict[str, str]) -> None:
    first = town.submission(CONTRACTS, CONTRACT_FILE, contracts(contract("HT-1")))
    second = town.submission(CONTRACTS, CONTRACT_FILE, contracts(contract("HT-1", **change)))
    assert second.content != first.content


def test_a_row_twice_is_not_the_row_once(town: Town) -> None:
    once = town.submission(CONTRACTS, CONTRACT_FILE, contracts(contract("HT-1"), contract("HT-2")))
    more = town.submission(CONTRACTS, CONTRACT_FILE, contracts(contract("HT-1"), contract("HT-2"), contract("HT-3")))
    assert (once.content != more.content, more.rows) == (True, 3)


def test_nothing_is_done_again_on_a_quiet_night(town: Town) -> None:
    given = town.submission(BUDGET, BUDGET_FILE, budget())
    path = town.home.lake.standardised("budget-department-expenditure", 2026, given.key)
    before = path.stat()
    town.land(NIGHT)
    assert standardise(town.home, town.contract(BUDGET), Silent()) == 0
    assert path.stat().st_mtime_ns == before.st_mtime_ns


def test_a_changed_code_list_is_read_again_in_the_same_process(town: Town, tmp_path: Path) -> None:
    import shutil

    datasets = tmp_path / "datasets"
    shutil.copytree(town.home.datasets, datasets)
    town.home.close()
    town.home = type(town.home)(town.root, datasets)
    given = town.submission(BUDGET, BUDGET_FILE, budget())
    path = datasets / "_shared/codelists/functions.csv"
    path.write_text(path.read_text("utf-8").replace("2050201,学前教育", "2050201,幼儿教育"), "utf-8")
    town.home.close()
    town.home = type(town.home)(town.root, datasets)
    assert load_contract(datasets / BUDGET).digest == town.contract(BUDGET).digest
    assert standardise(town.home, town.contract(BUDGET), Silent()) == 1
    (slot,) = slots(town.home, town.contract(BUDGET), [2026])
    assert slot.submission is not None
    assert slot.submission.content != given.content


def test_a_number_of_a_person_that_is_a_key_twice_is_masked_in_the_sentence(town: Town) -> None:
    number = "11010119900307803X"
    town.submission(CONTRACTS, CONTRACT_FILE, contracts(contract(number), contract(number), contract("HT-1")))
    for said in town.told("STR-013"):
        assert number not in said.model_dump_json()


def test_a_column_of_money_whose_header_states_no_unit_is_not_used(town: Town) -> None:
    text = contracts(contract("HT-1")).decode().replace("合同金额(元)", "合同金额")
    slot = town.standardise(CONTRACTS, CONTRACT_FILE, text.encode())
    assert slot is not None
    assert (slot.submission, [reason.code for reason in slot.blockers]) == (None, ["STR-007"])


def test_wan_yuan_in_a_header_become_yuan(town: Town) -> None:
    text = contracts(contract("HT-1")).decode().replace("合同金额(元)", "合同金额（万元）")
    given = town.submission(CONTRACTS, CONTRACT_FILE, text.encode())
    assert given.amounts == {"amount": Decimal("10000000.00")}


def test_a_total_line_of_a_list_of_contracts_is_no_contract(town: Town) -> None:
    total = dict.fromkeys(contract(), "") | {"合同编号": "合计", "合同金额(元)": "1000.00"}
    given = town.submission(CONTRACTS, CONTRACT_FILE, contracts(contract("HT-1"), total))
    assert (given.rows, given.set_aside, len(given.totals)) == (1, 0, 1)


def test_a_total_may_have_its_label_in_the_column_that_numbers_the_rows(town: Town) -> None:
    row = {"序号": "1", **contract("HT-1")}
    total = dict.fromkeys(row, "") | {"序号": "合 计", "合同金额(元)": "1000.00"}
    given = town.submission(CONTRACTS, CONTRACT_FILE, contracts(row, total, headers=tuple(row)))
    assert (given.rows, given.set_aside, [each.label for each in given.totals]) == (1, 0, ["合 计"])


def test_a_contract_beside_a_total_label_stays_a_contract(town: Town) -> None:
    row = {"序号": "合计", **contract("HT-1")}
    given = town.submission(CONTRACTS, CONTRACT_FILE, contracts(row, headers=tuple(row)))
    assert (given.rows, given.totals) == (1, ())
