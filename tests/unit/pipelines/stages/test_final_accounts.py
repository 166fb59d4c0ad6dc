"""What the tables of a department's final accounts ask of reading: totals over two blocks, names that stand twice,
counts instead of money.
"""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from gongkai.home import DATASETS
from tests.support.sheets import Cell, Sheet, workbook
from tests.support.town import Town, declared

COUNTS = "budget/department_final_three_public_counts"
ECONOMIC = "budget/department_final_basic_economic"
APPROPRIATION = "budget/department_final_appropriation"
NAME = "2024年部门决算.xlsx"


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    """A city in which every dataset is switched on."""
    city = Town(tmp_path / "home")
    vars(city.home)["contracts"] = declared()
    yield city
    city.home.close()


def sample(dataset: str, department: str) -> bytes:
    return (DATASETS / dataset / "sample" / f"{department}-{NAME}").read_bytes()


def counted(*rows: tuple[Cell, ...]) -> bytes:
    heads: list[tuple[Cell, ...]] = [("“三公”经费相关统计数表",), ("项目", "单位", "数量")]
    return workbook({"统计数": Sheet([*heads, *rows])})


def test_a_total_merged_over_two_blocks_keeps_its_figure_in_the_second(town: Town) -> None:
    submission = town.submission(ECONOMIC, f"104/{NAME}", sample(ECONOMIC, "104"))
    stated = {total.label: total.amounts["amount"] for total in submission.totals if total.amounts["amount"]}
    assert stated == {"人员经费合计": Decimal("6471000.00"), "公用经费合计": Decimal("720000.00")}


def test_a_fund_is_income_above_the_total_and_an_opening_balance_below_it(town: Town) -> None:
    submission = town.submission(APPROPRIATION, f"102/{NAME}", sample(APPROPRIATION, "102"))
    found = town.rows(submission, "item_code, printed_name")
    assert [code for code, name in found if name == "二、政府性基金预算财政拨款"] == ["I2", "I10F"]


def test_a_heading_among_counts_is_no_row(town: Town) -> None:
    content = counted(
        ("一、因公出国（境）", None, None), ("因公出国（境）团组数", "个", 1), ("公务用车保有量", "辆", 0)
    )
    submission = town.submission(COUNTS, f"102/{NAME}", content)
    assert town.rows(submission, "item_code, quantity") == [("trips", 1), ("vehicles_held", 0)]
    assert (submission.set_aside, town.only("VAL-BLANK-ROWS").row) == (0, 3)


def test_a_count_of_something_unknown_is_told(town: Town) -> None:
    content = counted(("公务用车保有量", "辆", 2), ("机关用餐人次", "人次", 7))
    assert town.submission(COUNTS, f"102/{NAME}", content).set_aside == 1
    assert town.only("COD-LABEL").cell == "A4"
