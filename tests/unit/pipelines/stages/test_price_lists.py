"""Lists of prices and awards: the piece that a price is for, cells that say that there is none, rates, packages."""

from decimal import Decimal

import pytest

from gongkai.submission import Submission
from pipelines.explain import explain
from tests.support.sheets import Cell, Sheet, workbook
from tests.support.town import Town, declared

ITEMS, AWARDS = "procurement/award_items", "procurement/awards"
LIST = "105/疫苗价格清单2018.xlsx"
AWARD = {
    "公告编号": "JG-1",
    "包号": "1",
    "项目编号": "XM-1",
    "项目名称": "办公设备",
    "采购人": "示例市教育局",
    "采购方式": "公开招标",
    "供应商": "示例市青禾科技有限公司",
    "中标金额(元)": "1000",
    "费率": "",
    "公告日期": "2026-03-02",
}


@pytest.fixture
def town(town: Town) -> Town:
    """The town that knows every dataset."""
    vars(town.home)["contracts"] = declared()
    return town


def priced(town: Town, *prices: Cell, header: str = "成交价格", units: tuple[str, ...] = ()) -> Submission:
    """A list with these prices, each of an item of its own; `units` stand in a column beside."""
    headers = ["通用名", "规格", header, *(["计量单位"] if units else [])]
    rows = [[f"疫苗{n}", "0.5ml", price, *units[n : n + 1]] for n, price in enumerate(prices)]
    return town.submission(ITEMS, LIST, workbook({"清单": Sheet([headers, *rows])}))


def awarded(town: Town, *awards: dict[str, str], without: tuple[str, ...] = ()) -> Submission:
    """Awards that differ from AWARD in these columns."""
    headers = [each for each in AWARD if each not in without]
    rows = [[{**AWARD, **each}[header] for header in headers] for each in awards]
    return town.submission(AWARDS, "112/中标结果2026.xlsx", workbook({"结果": Sheet([headers, *rows])}))


@pytest.mark.parametrize("several", [1, 300])
def test_a_price_keeps_the_piece_that_its_cell_names(town: Town, several: int) -> None:
    given = priced(town, *[f"{n + 1}.00元/支（69元/人份）" for n in range(several)], "182")
    found = town.rows(given, "unit_price, price_basis, other_prices")
    assert found[several - 1 :] == [(Decimal(several), "支", "69元/人份"), (Decimal(182), None, None)]
    assert "unit_price" not in given.amounts


def test_a_header_names_the_piece_of_every_price_that_names_none_itself(town: Town) -> None:
    given = priced(town, 182, "65元/支", header="中标价格\n（元/小盒）", units=("支", "支"))
    assert town.rows(given, "unit_price, price_basis") == [(Decimal(182), "小盒"), (Decimal(65), "支")]


def test_where_neither_names_it_the_column_of_units_does(town: Town) -> None:
    given = priced(town, 182, "65元/支", "未报价", units=("人份", "盒", "盒"))
    assert [row[0] for row in town.rows(given, "price_basis")] == ["人份", "支", "盒"]


def test_an_amount_under_the_price_of_a_piece_is_not_taken(town: Town) -> None:
    rows: list[list[Cell]] = [[*AWARD], [*AWARD.values()]]
    rows[0] = ["中标金额(元/吨)" if header == "中标金额(元)" else header for header in rows[0]]
    slot = town.standardise(AWARDS, "112/中标结果2026.xlsx", workbook({"结果": Sheet(rows)}))
    assert slot is None or slot.submission is None
    assert "STR-007" in town.rules


@pytest.mark.parametrize("text", ["未报价", "GMP到期，放弃议价", "议价失败"])
def test_a_cell_that_says_that_there_is_no_price_leaves_its_row(town: Town, text: str) -> None:
    given = priced(town, "82", text)
    assert town.rows(given, "unit_price, price_text")[1] == (None, text)
    assert (given.rows, given.set_aside) == (2, 0)
    said = town.only("VAL-UNSTATED")
    assert (said.row, said.value, said.severity.value) == (3, text, "note")


def test_any_other_text_in_place_of_a_price_sets_its_row_aside(town: Town) -> None:
    assert priced(town, "82", "待定").set_aside == 1
    assert town.only("VAL-AMOUNT").value == "待定"


@pytest.mark.parametrize("rate", ["98%", "下浮5%", "九折"])
def test_a_rate_is_never_an_amount(town: Town, rate: str) -> None:
    given = awarded(town, {}, {"包号": "2", "中标金额(元)": rate}, {"包号": "3", "中标金额(元)": "", "费率": rate})
    assert town.rows(given, "package_no, award_amount, rate_text") == [("1", Decimal(1000), None), ("3", None, rate)]
    said = town.only("VAL-RATE")
    assert (said.cell, said.value, said.severity.value) == ("H3", rate, "error")
    assert "费率" in said.next_step_zh


def test_a_purchase_without_packages_is_package_0(town: Town) -> None:
    given = awarded(town, {"包号": ""}, {"公告编号": "JG-2"})
    assert town.rows(given, "notice_no, package_no, rank") == [("JG-1", "0", "1"), ("JG-2", "1", "1")]
    assert "VAL-KEY" not in town.rules


def test_so_it_is_where_the_table_has_no_column_of_packages(town: Town) -> None:
    assert town.rows(awarded(town, {}, without=("包号",)), "package_no, rank") == [("0", "1")]


def test_two_awards_of_one_package_are_both_set_aside(town: Town) -> None:
    assert awarded(town, {"包号": ""}, {"包号": ""}, {"包号": "1"}).set_aside == 2
    assert "STR-013" in town.rules


def test_the_way_back_says_how_price_and_piece_were_read(town: Town) -> None:
    town.put(
        LIST, workbook({"清单": Sheet([["通用名", "规格", "成交价格"], ["疫苗甲", "0.5ml", "82.00元/支（9元/粒）"]])})
    )
    town.publish()
    columns = ("unit_price", "price_basis", "other_prices", "package_no")
    ways = {c: explain(town.home, ITEMS, {"item_name": "疫苗甲"}, c) for c in columns}
    assert {c: [cell.address for cell in way.cells] for c, way in ways.items() if c != "package_no"} == {
        "unit_price": ["C2"],
        "price_basis": ["C2"],
        "other_prices": ["C2"],
    }
    assert "82.00 元" in ways["unit_price"].interpretation_zh
    assert "计价单位" in ways["price_basis"].interpretation_zh
    assert "按“0”记" in ways["package_no"].interpretation_zh
