"""政府收支表: a code that is printed counts before the name, totals are told by their names, and a percentage belongs to
one of the amounts beside it.
"""

from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from gongkai.contract import load_contract
from gongkai.home import DATASETS
from gongkai.registers import CodeEntry
from gongkai.submission import Submission
from pipelines.explain import explain
from pipelines.stages.standardise.naming import Names
from tests.support.accounts import ACCOUNTS, layout
from tests.support.accounts import town as accounts_town
from tests.support.sheets import Cell, Sheet, workbook
from tests.support.town import Town

REVENUE, EXPENDITURE = "budget/government_final_revenue", "budget/government_final_expenditure"
HEADER: list[Cell] = ["科目编码", "科目名称", "预算数", "决算数", "决算数为预算数的%"]
Given = Callable[..., tuple[Town, Submission]]


@pytest.fixture
def given(tmp_path: Path) -> Iterator[Given]:
    """What becomes of a table of final accounts with these rows (code, name, budget, final, percentage)."""
    towns: list[Town] = []

    def begin(dataset: str, *lines: tuple[Cell, ...], header: list[Cell] = HEADER) -> tuple[Town, Submission]:
        town = Town(tmp_path / "home")
        towns.append(town)
        vars(town.home)["contracts"] = {dataset: load_contract(DATASETS / dataset)}
        what = "收入" if dataset == REVENUE else "支出"
        title: list[list[Cell]] = [[f"2025年示例市本级一般公共预算{what}决算表"], ["单位：万元"]]
        content = workbook({what: Sheet([*title, header, *map(list, lines)])})
        return town, town.submission(dataset, "102/2025年决算.xlsx", content)

    yield begin
    for each in towns:
        each.home.close()


def found(town: Town, submission: Submission, columns: str, where: str = "true") -> list[tuple[Any, ...]]:
    return [row[:-1] for row in town.rows(submission, f"{columns}, {where} AS asked") if row[-1]]


def test_a_printed_code_counts_and_a_total_without_one_is_told_by_its_name(given: Given) -> None:
    lines = (
        ("2010601", "行政运行", 80, 82, None),
        (None, "本年支出合计", 80, 82, None),
        (None, "结转下年支出", 0, 5, None),
    )
    town, submission = given(EXPENDITURE, *lines)
    told = found(town, submission, "func_code, func_name, level, parent_code, source_cell", "stage = 'final'")
    assert told == [
        ("2010601", "行政运行", 3, "20106", "D4"),
        ("_TOT", "本年支出合计", None, "_GRAND", "D5"),
        ("_NEXT", "结转下年支出", None, "230", "D6"),
    ]
    assert town.told("COD-LABEL") == []


def test_a_code_that_the_list_does_not_know_is_kept_whatever_its_name(given: Given) -> None:
    town, submission = given(EXPENDITURE, ("2059901", "卫星教育", 80, 82, None))
    assert found(town, submission, "func_code, func_name, printed_name", "stage = 'final'") == [
        ("2059901", None, "卫星教育")
    ]
    assert (submission.set_aside, town.told("COD-LABEL")) == (0, [])


def test_a_row_without_code_and_known_name_is_set_aside(given: Given) -> None:
    town, submission = given(
        EXPENDITURE, ("201", "一般公共服务支出", 1, 2, None), (None, "卫星发射准备金", 80, 82, None)
    )
    assert (town.only("COD-LABEL").cell, submission.set_aside) == ("B5", 2)
    assert town.told("VAL-KEY") == []


def test_a_table_without_codes_is_told_by_its_names(given: Given) -> None:
    header: list[Cell] = ["科目名称", "预算数", "决算数"]
    town, submission = given(REVENUE, ("一、税收收入", 5, 6), ("增值税", 5, 6), ("上年结余收入", 1, 1), header=header)
    codes = found(town, submission, "subject_code", "stage = 'final'")
    assert codes == [("101",), ("10101",), ("_LAST_BAL",)]


def test_a_percentage_stands_on_the_row_of_its_own_amount_alone(given: Given) -> None:
    town, submission = given(REVENUE, ("101", "税收收入", 80, 82, "102.5%"), ("103", "非税收入", 20, 19, 95))
    assert found(town, submission, "subject_code, stage, pct_of_budget") == [
        ("101", "budget", None),
        ("101", "final", Decimal("102.50")),
        ("103", "budget", None),
        ("103", "final", Decimal("95.00")),
    ]
    assert submission.cell("pct_of_budget", 4) == "E4"


def test_a_percentage_that_is_none_sets_aside_the_row_of_its_amount(given: Given) -> None:
    town, submission = given(REVENUE, ("101", "税收收入", 80, 82, "见说明"), ("103", "非税收入", 20, 19, 95))
    said = town.only("VAL-AMOUNT")
    assert (said.cell, said.column, said.value) == ("E4", "pct_of_budget", "见说明")
    assert (submission.rows, submission.set_aside) == (3, 1)


def test_a_table_may_lack_the_percentages(given: Given) -> None:
    town, submission = given(REVENUE, ("101", "税收收入", 80, 82), header=HEADER[:4])
    assert found(town, submission, "stage, pct_of_budget") == [("budget", None), ("final", None)]


@pytest.mark.parametrize(
    ("key", "address", "text", "said"),
    [
        ({"subject_code": "101", "stage": "final"}, "A4", "101", "编码列"),
        ({"subject_code": "_TOT_IN", "stage": "final"}, "B5", "本年收入合计", "科目名称"),
    ],
)
def test_a_published_code_leads_back_to_its_cell_or_to_its_name(
    tmp_path: Path, key: dict[str, str], address: str, text: str, said: str
) -> None:
    columns = {"subject_code": {"headers": ["科目编码"]}, "printed_name": {"headers": ["科目名称"]}}
    town = accounts_town(tmp_path, layouts=[layout(columns=columns, parts={}, set={"side": "revenue"})])
    lines: list[list[Cell]] = [["101", "税收收入", 30, 33], ["", "本年收入合计", 30, 33]]
    title: list[list[Cell]] = [
        ["2016年示例市收支决算总表"],
        ["单位：万元"],
        ["科目编码", "科目名称", "预算数", "决算数"],
    ]
    town.put("101/2016年决算.xlsx", workbook({"收入": Sheet([*title, *lines])}))
    reply = "kind,entity,period,date,doc_no\n财政批复,101,2016,2016-02-10,示财预〔2016〕1号\n"
    (town.root / "events.csv").write_text(reply, "utf-8")
    assert not town.publish().failed
    way = explain(town.home, ACCOUNTS, key, "subject_code")
    assert [(cell.address, cell.text) for cell in way.cells] == [(address, text)]
    assert said in way.interpretation_zh
    town.home.close()


def listed(*entries: tuple[str, str, str]) -> Names:
    return Names([CodeEntry(code=code, name=name, parent=parent) for code, name, parent in entries])


def test_a_printed_code_decides_and_helps_its_neighbours() -> None:
    names = listed(("201", "一般公共服务", ""), ("20101", "行政运行", "201"), ("20202", "行政运行", "202"))
    resolved = names.resolve(["一般公共服务", "行政运行", "行政运行"], ["201", "20202", ""])
    assert [each.entry for each in resolved[:2]] == [0, 2]
    assert names.resolve(["卫星", "行政运行"], ["299", "20101"])[0].entry is None


def test_a_name_without_a_code_means_the_lists_own_line_before_the_subject_of_that_name() -> None:
    names = listed(
        ("101", "税收", "_TOT"), ("11009", "调入资金", "110"), ("_IN", "调入资金", "110"), ("_TOT", "合计", "")
    )
    assert [each.entry for each in names.resolve(["税收", "合计", "调入资金"])] == [0, 3, 2]
