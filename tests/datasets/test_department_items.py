"""The items of the department's tables: every wording of the templates and of published tables means one item, each is
a part of the right whole, and the law's nine tables are all there.
"""

import csv
from pathlib import Path

import pytest

from gongkai.codelists import CodeEntry
from gongkai.contract import load_contract
from gongkai.home import DATASETS
from gongkai.registers import Registers
from pipelines.stages.standardise.naming import Names

LISTS = Registers(DATASETS / "_shared", DATASETS / "_shared")
ITEMS = LISTS.code_list("codelists/department_items", 2026)
SIDES = {side: [entry for entry in ITEMS if entry.side == side] for side in ("in", "out")}

TEMPLATE = [
    "财政拨款收入",
    "一般公共预算",
    "政府性基金预算",
    "国有资本经营预算",
    "事业收入",
    "事业单位经营收入",
    "其他收入",
    "收入总计",
]
PUBLISHED = [
    "财政拨款收入",
    "一般公共预算资金",
    "政府性基金",
    "国有资本经营预算",
    "事业收入",
    "事业单位经营收入",
    "其他收入",
    "收入总计",
]
APPROPRIATION = ["一般公共预算资金", "政府性基金", "国有资本经营预算", "收入总计"]
CARRIED = ["一般公共预算拨款收入", "上级补助收入", "本年收入合计", "使用非财政拨款结余", "上年结转", "收入总计"]


def means(side: str, printed: list[str]) -> list[str]:
    """The codes that names, in the order of the table, mean."""
    entries = SIDES[side]
    found = Names(entries).resolve(printed)
    return [entries[each.entry].code if each.entry is not None and each.confidence == 1 else "" for each in found]


@pytest.mark.parametrize(
    ("printed", "codes"),
    [
        (TEMPLATE, ["IF", "I1", "I2", "I3", "I5", "I6", "I8", "IT"]),
        (PUBLISHED, ["IF", "I1", "I2", "I3", "I5", "I6", "I8", "IT"]),
        (APPROPRIATION, ["I1", "I2", "I3", "IT"]),
        (CARRIED, ["I1", "I4", "IY", "I9", "I10", "IT"]),
    ],
)
def test_the_words_of_income_mean_their_items(printed: list[str], codes: list[str]) -> None:
    assert means("in", printed) == codes


def test_the_words_of_expenditure_mean_the_classes_and_what_is_left() -> None:
    printed = ["医疗卫生与计划生育支出", "城乡社区支出", "本年支出合计", "结余分配", "结转下年", "支出总计"]
    assert means("out", printed) == ["210", "212", "OY", "O_ALLOC", "O_END", "OT"]


def test_other_income_and_other_expenditure_are_told_by_their_side() -> None:
    assert (means("in", ["其他收入"]), means("out", ["其他支出"])) == (["I8"], ["229"])


@pytest.mark.parametrize(
    ("whole", "parts"),
    [
        ("IF", {"I1", "I2", "I3"}),
        ("IY", {"IF", "I4", "I5", "I6", "I7", "I8", "I11"}),
        ("IT", {"IY", "I9", "I10"}),
        ("OT", {"OY", "O_ALLOC", "O_END"}),
    ],
)
def test_what_a_total_adds_up(whole: str, parts: set[str]) -> None:
    assert {entry.code for entry in ITEMS if entry.parent == whole} == parts


def test_the_classes_are_those_of_the_function_list_under_the_same_names() -> None:
    classes = {entry.code: entry.name for entry in ITEMS if entry.parent == "OY"}
    listed = {e.code: e.name for e in LISTS.code_list("codelists/functions", 2026) if len(e.code) == 3 and not e.fund}
    assert classes.items() >= {code: name for code, name in listed.items() if code.isdigit()}.items()


@pytest.mark.parametrize(
    ("whole", "parts"),
    [("total", {"abroad", "vehicle_total", "reception"}), ("vehicle_total", {"vehicle_buy", "vehicle_run"})],
)
def test_the_three_public_expenses_leave_out_the_running_of_offices(whole: str, parts: set[str]) -> None:
    items: tuple[CodeEntry, ...] = LISTS.code_list("codelists/three_public_items", 2026)
    assert {entry.code for entry in items if entry.parent == whole} == parts


def test_a_department_publishes_nine_tables_of_its_budget_and_nine_of_its_accounts() -> None:
    sets = [LISTS.table_set(name) for name in ("department_budget", "department_final")]
    assert [[table.no for table in tables] for tables in sets] == [[*range(1, 10)]] * 2
    assert all(table.required for tables in sets for table in tables)


@pytest.mark.parametrize(
    "name", ["department_budget", "department_final", "government_budget", "government_final", "town"]
)
def test_a_required_table_is_told_by_columns_of_its_dataset(name: str) -> None:
    for table in LISTS.table_set(name):
        columns = [each for each in table.column.split("|") if each]
        assert len(columns) == len([each for each in table.value.split("|") if each])
        folder: Path = DATASETS / table.dataset
        if folder.exists():
            assert set(columns) <= set(load_contract(folder).table.names), table


def test_the_tables_of_a_set_are_numbered_in_their_order() -> None:
    with (DATASETS / "_shared/table_sets.csv").open(encoding="utf-8", newline="") as file:
        numbers: dict[str, list[int]] = {}
        for row in csv.DictReader(file):
            numbers.setdefault(row["set"], []).append(int(row["no"]))
    assert all(found == [*range(1, len(found) + 1)] for found in numbers.values())
