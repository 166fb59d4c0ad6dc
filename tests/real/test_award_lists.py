"""The eight award lists become items row by row, with the prices that a person reads in them, each with its piece.

They are read a second time in `award_lists_by_hand`, by position and by other libraries' hands.
"""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from tests.real.award_lists_by_hand import FORMS, Form, Item, items_of, vertical
from tests.real.delivered import Delivered, delivered

DATASET = "procurement/award_items"
#: This list states no year anywhere, and none is assumed: it is delivered under a name that does.
NAMED = {"吉林省.xls": "吉林省2018年.xls"}
COLUMNS = "item_name, supplier_name, maker, unit_price, price_basis, source_row"
#: Cells that say why there is no price: bargaining failed, given up, nothing offered.
WITHOUT_PRICE = {"吉林省.xls": 1, "山西省.xls": 3, "贵州2018.xlsx": 1}


@pytest.fixture(scope="module")
def lists(shared: Path) -> dict[str, Path]:
    return {path.name: path for path in sorted((shared / "data/award_lists").iterdir())}


@pytest.fixture(scope="module")
def read(lists: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Delivered]:
    files = {NAMED.get(name, name): path for name, path in lists.items()}
    made = delivered(tmp_path_factory.mktemp("awards"), DATASET, files)
    yield made
    made.home.close()


def by_hand(lists: dict[str, Path], name: str) -> list[Item]:
    return items_of(lists[name], FORMS[name])


def test_the_lists_are_those_that_were_looked_at(lists: dict[str, Path]) -> None:
    assert lists.keys() == FORMS.keys()
    assert {name: len(by_hand(lists, name)) for name in lists} == {name: form.items for name, form in FORMS.items()}
    assert sum(form.items for form in FORMS.values()) == 962


@pytest.mark.parametrize("name", FORMS)
def test_every_row_has_the_name_the_companies_and_the_price_that_a_person_reads(
    name: str, lists: dict[str, Path], read: Delivered
) -> None:
    expected = [
        (item.name, item.supplier or None, item.maker or None, item.price, item.basis or None, item.row)
        for item in by_hand(lists, name)
    ]
    assert read.rows(NAMED.get(name, name), COLUMNS) == expected


@pytest.mark.parametrize("name", FORMS)
def test_a_cell_that_says_why_there_is_no_price_is_told_and_none_is_made_up(
    name: str, lists: dict[str, Path], read: Delivered
) -> None:
    without = [item for item in by_hand(lists, name) if item.price is None and item.text]
    told = read.findings(NAMED.get(name, name), "VAL-UNSTATED")
    assert len(without) == sum(item.count for item in told) == WITHOUT_PRICE.get(name, 0)
    assert [item.row for item in told] == [item.row for item in without[:1]]
    assert read.findings(NAMED.get(name, name), "VAL-AMOUNT") == []


@pytest.mark.parametrize("name", FORMS)
def test_the_cell_of_the_price_stands_beside_it_as_printed(name: str, lists: dict[str, Path], read: Delivered) -> None:
    texts = {item.row: item.text for item in by_hand(lists, name)}
    for row, text, price in read.rows(NAMED.get(name, name), "source_row, price_text, unit_price"):
        assert (text or "") == texts[row] or Decimal(text.strip()) == price, (row, text)


@pytest.mark.parametrize("name", FORMS)
def test_a_price_of_zero_stays_and_is_told(name: str, lists: dict[str, Path], read: Delivered) -> None:
    zeros = [item.row for item in by_hand(lists, name) if item.price == 0]
    assert [item.row for item in read.findings(NAMED.get(name, name), "PRC-008")] == zeros
    assert len(zeros) == (3 if name == "贵州2018.xlsx" else 0)


def test_no_price_is_ever_added_up(read: Delivered) -> None:
    amounts = [slot.submission.amounts for slot in read.slots.values() if slot.submission]
    assert len(amounts) == 8
    assert all(not any(each.values()) for each in amounts)


def test_these_eight_have_no_cell_merged_over_rows_of_items(lists: dict[str, Path]) -> None:
    assert [name for name, path in lists.items() if [*vertical(path, FORMS[name])]] == []


def test_merged_cells_are_filled_inside_their_ranges_alone(tmp_path: Path) -> None:
    """A list with 202 ranges merged downwards, and a blank cell below each that is merged with nothing."""
    form = Form(2, 606, name="A", supplier="B", basis="C", price="D")
    made = merged_list(tmp_path / "中标产品价格2018.xlsx", 202)
    read = delivered(tmp_path / "home", DATASET, {made.name: made})
    expected = [
        (item.name, item.supplier or None, None, item.price, item.basis, item.row) for item in items_of(made, form)
    ]
    assert len([*vertical(made, form)]) == 2 * 202
    assert read.rows(made.name, COLUMNS) == expected
    assert [row[1] for row in expected[:3]] == ["甲公司0", "甲公司0", None]
    read.home.close()


def merged_list(path: Path, groups: int) -> Path:
    """Groups of three products: the first two share a supplier and a unit in merged cells, the third has no supplier."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["2018年集中采购中标产品价格"])
    sheet.append(["通用名", "中标企业", "计量单位", "中标价格（元）"])
    for group in range(groups):
        top = sheet.max_row + 1
        for place in range(3):
            supplier, unit = (f"甲公司{group}", "支") if place == 0 else (None, "瓶" if place == 2 else None)
            sheet.append([f"产品{group}-{place}", supplier, unit, group + place / 4])
        sheet.merge_cells(start_row=top, end_row=top + 1, start_column=2, end_column=2)
        sheet.merge_cells(start_row=top, end_row=top + 1, start_column=3, end_column=3)
    book.save(path)
    return path


def test_several_prices_of_a_cell_are_taken_apart_or_set_aside(tmp_path: Path) -> None:
    """Prices for different pieces stand apart; two prices for no piece in particular are no price."""
    made = priced_list(tmp_path / "中标产品价格2018.xlsx", "82.00元/支", "23元/支(69元/人份)", "49/瓶", "23元；69元")
    read = delivered(tmp_path / "home", DATASET, {made.name: made})
    assert read.rows(made.name, "unit_price, price_basis, other_prices, price_text") == [
        (Decimal("82.00"), "支", None, "82.00元/支"),
        (Decimal("23.00"), "支", "69元/人份", "23元/支(69元/人份)"),
        (Decimal("49.00"), "瓶", None, "49/瓶"),
    ]
    (aside,) = read.findings(made.name, "VAL-AMOUNT")
    assert (aside.cell, aside.value) == ("C6", "23元；69元")
    read.home.close()


def priced_list(path: Path, *prices: str) -> Path:
    """A list of products with these texts as prices."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["2018年集中采购中标产品价格"])
    sheet.append(["通用名", "中标企业", "中标价格"])
    for number, price in enumerate(prices, start=1):
        sheet.append([f"产品{number}", "甲公司", price])
    book.save(path)
    return path
