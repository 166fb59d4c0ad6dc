"""What stands in single cells, read with care: prices, units inside cells, codes glued to names, days that lost their
format, tables that say they are empty.
"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from gongkai.contract import Contract, load_contracts
from gongkai.home import DATASETS
from gongkai.submission import Submission
from tests.support.sheets import CONTRACT_HEADERS, BudgetRow, Sheet, budget, contract, contracts, workbook
from tests.support.town import BUDGET, CONTRACTS, Town

BUDGET_FILE = "101/2026年部门预算.xlsx"
CONTRACT_FILE = "112/合同公告_2026.csv"


@pytest.fixture
def priced() -> Contract:
    """The list of contracts with a price of a piece in the place of the amount."""
    plain = load_contracts(DATASETS)[CONTRACTS]
    fields = tuple(
        field.model_copy(update={"role": "price"}) if field.name == "amount" else field for field in plain.table.fields
    )
    return plain.model_copy(update={"table": plain.table.model_copy(update={"fields": fields})})


def amounts(*texts: str) -> bytes:
    return contracts(*(contract(f"HT-{n}", **{"合同金额(元)": text}) for n, text in enumerate(texts)))


def submission(town: Town, content: bytes, name: str = CONTRACT_FILE) -> Submission:
    return town.submission(CONTRACTS, name, content)


@pytest.fixture
def with_prices(town: Town, priced: Contract) -> Callable[..., Submission]:
    """What becomes of these prices."""
    vars(town.home)["contracts"] = {**town.home.contracts, CONTRACTS: priced}

    def become(*texts: str) -> Submission:
        return submission(town, amounts(*texts))

    return become


def test_the_price_of_a_piece_is_read_and_never_added_up(town: Town, with_prices: Callable[..., Submission]) -> None:
    given = with_prices("82.00元/支", "23元/支(69元/人份)", "49/瓶", "12.5")
    assert [row[0] for row in town.rows(given, "amount")] == [Decimal(text) for text in ("82", "23", "49", "12.5")]
    assert given.amounts == {}
    said = town.only("VAL-PRICE")
    assert (said.row, said.count, said.severity.value) == (2, 3, "note")


def test_an_amount_is_no_price(town: Town) -> None:
    given = submission(town, amounts("82.00元/支", "1"))
    assert (town.only("VAL-AMOUNT").value, given.rows) == ("82.00元/支", 1)


def test_a_bare_number_beside_cells_with_a_unit_of_their_own_is_said(town: Town) -> None:
    given = submission(town, amounts("23.5 万元", "1,436,000.00元", "30.0", "0"))
    assert town.rows(given, "amount")[2] == (Decimal("30.00"),)
    said = town.only("VAL-UNIT-MIXED")
    assert (said.row, said.value, said.count, said.severity.value) == (4, "30.0", 1, "warning")
    assert "万元" in said.message_zh


@pytest.mark.parametrize("texts", [("23.5万元", "3万元"), ("5元", "30.0"), ("1", "2")])
def test_cells_that_agree_about_their_unit_need_no_word(town: Town, texts: tuple[str, ...]) -> None:
    submission(town, amounts(*texts))
    assert town.told("VAL-UNIT-MIXED") == []


def test_digits_with_a_blank_between_them_are_one_number_to_be_checked(town: Town) -> None:
    given = submission(town, amounts("121 83", "7"))
    assert town.rows(given, "amount")[0] == (Decimal("12183.00"),)
    assert (town.only("VAL-SPACED").row, town.only("VAL-SPACED").severity.value) == (2, "warning")


def listed(**changes: Any) -> bytes:
    """A list of contracts as a workbook, one row."""
    row = {**contract(), **changes}
    title = ["2026年示例市合同公告"]
    return workbook({"合同": Sheet([title, CONTRACT_HEADERS, [row[header] for header in CONTRACT_HEADERS]])})


def test_a_day_that_lost_its_format_is_read_in_a_date_column_of_a_workbook(town: Town) -> None:
    given = submission(town, listed(签订日期=46086), "112/合同公告_2026.xlsx")
    assert town.rows(given, "signed_on") == [(date(2026, 3, 5),)]
    assert (town.only("VAL-SERIAL").cell, town.only("VAL-SERIAL").value) == ("N3", "46086")


def one_code_column(*rows: tuple[str | int, ...]) -> bytes:
    """The budget table with the code in one column."""
    opening = [
        ["2026年支出预算总表"],
        ["单位：元"],
        ["功能分类科目编码", "功能分类科目名称", "合计", "基本支出", "项目支出"],
    ]
    return workbook({"总表": Sheet([*opening, *rows])})


@pytest.fixture
def single(town: Town) -> Town:
    """A town whose budget states the code in one column."""
    plain = town.home.contracts[BUDGET]
    (layout,) = plain.sources.layouts
    code = layout.columns["func_code"].model_copy(update={"parts": (), "headers": ("功能分类科目编码",)})
    one = layout.model_copy(update={"columns": {**layout.columns, "func_code": code}})
    sources = plain.sources.model_copy(update={"layouts": (one,)})
    vars(town.home)["contracts"] = {**town.home.contracts, BUDGET: plain.model_copy(update={"sources": sources})}
    return town


def test_codes_with_hyphens_and_codes_glued_to_names_are_reduced_to_digits(single: Town) -> None:
    rows = [("205", "教育支出", 3, 3, 0), ("205-02", "普通教育", 3, 3, 0), ("2050201学前教育", "", 3, 3, 0)]
    given = single.submission(BUDGET, BUDGET_FILE, one_code_column(*rows))
    assert single.rows(given, "func_code, printed_name, level") == [
        ("205", "教育支出", 1),
        ("20502", "普通教育", 2),
        ("2050201", "学前教育", 3),
    ]
    said = single.only("VAL-CODE-FORM")
    assert (said.cell, said.count, said.value, said.severity.value) == ("A5", 2, "205-02", "note")


def test_what_is_no_code_stays_as_it_is(single: Town) -> None:
    given = single.submission(
        BUDGET, BUDGET_FILE, one_code_column(("205", "教育支出", 3, 3, 0), ("其他", "杂项", 1, 1, 0))
    )
    assert [row[0] for row in single.rows(given, "func_code")] == ["205", "其他"]
    assert single.told("VAL-CODE-FORM") == []


def test_a_table_that_says_it_has_no_data_is_taken_as_an_empty_one(town: Town) -> None:
    empty: tuple[BudgetRow, ...] = (("", "", "", "", "", "", ""),)
    slot = town.standardise(BUDGET, BUDGET_FILE, budget(empty, notes=["注：本表无数据。"]))
    assert slot is not None
    assert slot.submission is not None
    assert (slot.submission.rows, slot.blockers, town.told("STR-002")) == (0, (), [])
    assert town.only("STD-NO-DATA").severity.value == "note"


def test_a_level_that_only_the_order_tells_is_said(tmp_path: Path) -> None:
    from tests.support.accounts import part, town
    from tests.unit.pipelines.stages.test_several_tables import given

    city = town(tmp_path)
    rows = [("一、税收收入", 30, 33), ("1.增值税", 20, 20), ("耕地占用税", 5, 5), ("3.契税", 5, 8)]
    given(city, "101/2016年决算.xlsx", workbook({"收入表": part("收入", rows)}))
    assert (city.only("COD-LEVEL").cell, city.only("COD-LEVEL").count) == ("A7", 1)
    city.home.close()
