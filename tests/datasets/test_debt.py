"""Debt as a city publishes it: limit, balance, bonds and repayment hold together, and each figure that does not fit the
others is found under its rule.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests.support.sheets import Cell, Sheet, workbook
from tests.support.town import EVENING, Town, declared

DEBT, BONDS, REPAYMENT = "government_final_debt", "government_bonds", "government_debt_repayment"
ITEMS = (
    "上年债务限额",
    "新增债务限额",
    "年末债务限额",
    "年初债务余额",
    "举借债务",
    "其中：新增债券",
    "再融资债券",
    "还本额",
    "年末债务余额",
)
#: 万元, by item.
GENERAL = (900, 100, 1000, 800, 200, 100, 100, 150, 850)
BOND_HEADERS = ("债券代码", "债券名称", "发行日期", "债券期限", "票面利率%", "发行额", "年末余额")
PLAN_HEADERS = ("债券代码", "应付日期", "付前本金余额", "票面利率%", "计息月数", "应还本金", "应付利息")


def debt(kind: str = "一般债务", changed: Mapping[str, int] | None = None, year: int = 2025) -> bytes:
    """The accounts of one kind of debt of the government itself; `changed` are figures by item."""
    figures = {**dict(zip(ITEMS, GENERAL, strict=True)), **(changed or {})}
    rows: list[list[Cell]] = [[item, amount] for item, amount in figures.items()]
    title: list[list[Cell]] = [[f"{year}年本级政府{kind}限额和余额决算情况表"], ["单位：万元"], ["项目", "决算数"]]
    return workbook({kind: Sheet([*title, *rows])})


def bonds(first: int = 500, second: int = 350) -> bytes:
    title: list[list[Cell]] = [["2025年政府一般债券存续期情况表"], ["单位：万元"], [*BOND_HEADERS]]
    rows: list[list[Cell]] = [
        ["2505101", "示例债券一", "2025-03-14", 5, "2.00", 500, first],
        ["2405102", "示例债券二", "2024-03-14", 5, "3.00", 350, second],
    ]
    return workbook({"一般债券": Sheet([*title, *rows])})


def plan(interest: Cell = 10, principal: Cell = 500) -> bytes:
    title: list[list[Cell]] = [["2025年政府债券还本付息计划表"], ["单位：万元"], [*PLAN_HEADERS]]
    rows: list[list[Cell]] = [
        ["2505101", "2026-03-14", 500, "2.00", 12, 0, interest],
        ["2505101", "2030-03-14", 500, "2.00", 12, principal, 10],
    ]
    return workbook({"计划": Sheet([*title, *rows])})


class Debts:
    """A city with the three datasets."""

    def __init__(self, root: Path) -> None:
        self.town = Town(root)
        names = (DEBT, BONDS, REPAYMENT)
        vars(self.town.home)["contracts"] = {f"budget/{name}": declared()[f"budget/{name}"] for name in names}

    def judged(self, **files: bytes) -> dict[str, str]:
        """Code and kind of every rule -> its outcome, the worst where several rules bear both."""
        for name, content in files.items():
            self.town.put(f"102/2025_{name}.xlsx", content)
        self.town.refresh(EVENING)
        found: dict[str, str] = {}
        worst = ("not_applicable", "pass", "fail", "error")
        for contract in self.town.home.contracts.values():
            for entry in self.town.home.journal.work.stage(f"validate:{contract.id}").values():
                for each in dict(entry.result or {})["outcomes"]:
                    name = f"{each['code']} {each['kind']}"
                    found[name] = max(each["status"], found.get(name, worst[0]), key=worst.index)
        return found


@pytest.fixture
def debts(tmp_path: Path) -> Iterator[Debts]:
    """A city without any table yet."""
    found = Debts(tmp_path / "home")
    yield found
    found.town.home.close()


def test_debt_bonds_and_repayment_that_fit(debts: Debts) -> None:
    found = debts.judged(debt=debt(), bonds=bonds(), plan=plan())
    held = (
        "LIM-001 agrees",
        "LIM-002 agrees",
        "LIM-002 list_sum",
        "LIM-003 agrees",
        "LIM-004 product",
        "LIM-019 list_sum",
    )
    assert {name: found[name] for name in held} == dict.fromkeys(held, "pass")
    assert found["LIM-004 agrees"] == "pass"
    assert found["LIM-019 agrees"] == "not_applicable"


@pytest.mark.parametrize(
    ("changed", "rule"),
    [
        ({"年末债务余额": 1010, "举借债务": 360, "其中：新增债券": 260}, "LIM-001 agrees"),
        ({"年初债务余额": 810}, "LIM-002 agrees"),
        ({"还本额": 140}, "LIM-002 agrees"),
        ({"新增债务限额": 90}, "LIM-002 list_sum"),
        ({"再融资债券": 90}, "LIM-019 list_sum"),
    ],
)
def test_a_figure_that_does_not_fit_the_table(debts: Debts, changed: dict[str, int], rule: str) -> None:
    found = debts.judged(debt=debt(changed=changed))
    assert [name for name, status in found.items() if status == "fail"] == [rule]


def test_the_limit_begins_where_last_year_s_ended(debts: Debts) -> None:
    debts.town.put("102/2024_debt.xlsx", debt(year=2024, changed={"上年债务限额": 810, "年末债务限额": 910}))
    found = debts.judged(debt=debt(changed={"年初债务余额": 850, "年末债务余额": 900}))
    assert found["LIM-002 agrees"] == "fail"
    assert found["BAL-009 agrees"] == "pass"


def test_bonds_that_are_not_the_balance(debts: Debts) -> None:
    found = debts.judged(debt=debt(), bonds=bonds(second=330))
    assert [name for name, status in found.items() if status == "fail"] == ["LIM-003 agrees"]


@pytest.mark.parametrize(
    ("plan_", "rule"), [(plan(interest=11), "LIM-004 product"), (plan(principal=490), "LIM-004 agrees")]
)
def test_a_plan_that_does_not_fit_its_bond(debts: Debts, plan_: bytes, rule: str) -> None:
    found = debts.judged(bonds=bonds(), plan=plan_)
    assert [name for name, status in found.items() if status == "fail"] == [rule]


def test_both_kinds_make_the_total(debts: Debts) -> None:
    double = {item: 2 * amount for item, amount in zip(ITEMS, GENERAL, strict=True)}
    total = {**double, "新增债务限额": 210, "年末债务限额": 2010}
    books = {kind: debt(kind, figures) for kind, figures in (("一般债务", None), ("专项债务", None), ("债务", total))}
    found = debts.judged(general=books["一般债务"], special=books["专项债务"], total=books["债务"])
    assert found["LIM-019 agrees"] == "fail"


def test_the_form_of_regions_is_read_beside_that_of_stages(debts: Debts) -> None:
    title: list[list[Cell]] = [
        ["2025年政府一般债务限额和余额决算情况表"],
        ["单位：万元"],
        ["项目", "本地区", "本级", "下级"],
    ]
    rows: list[list[Cell]] = [[item, 3 * of, of, 2 * of] for item, of in zip(ITEMS, GENERAL, strict=True)]
    found = debts.judged(debt=workbook({"一般": Sheet([*title, *rows])}))
    assert found["BAL-013 agrees"] == "pass"
    assert "fail" not in found.values()
