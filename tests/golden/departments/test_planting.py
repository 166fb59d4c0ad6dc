"""The golden workbooks carry the published figures cell by cell, and each planted fault changes what it says and no more."""

import csv
import io
from collections import Counter
from decimal import Decimal
from functools import cache
from pathlib import Path

import openpyxl
import pytest

from tests.golden.departments.budgets import SHEETS
from tests.golden.departments.facts import BUDGETS, NAMES, amount, document
from tests.golden.departments.finals import TITLES
from tests.golden.departments.planting import KINDS, Fault, faults, planted
from tests.golden.departments.writing import workbook

Cells = dict[tuple[str, str], object]
IDS = [fault.id for fault in faults()]


@cache
def clean(name: str) -> Cells:
    """The cells of a workbook without a fault."""
    return cells(workbook(name))


@cache
def faulty(fault_id: str) -> Cells:
    """The cells of a workbook with one fault."""
    return cells(planted(next(fault for fault in faults() if fault.id == fault_id)))


def cells(content: bytes) -> Cells:
    """(sheet, address) -> value of every cell that holds something."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    every = ((sheet.title, cell) for sheet in book for row in sheet.iter_rows() for cell in row)
    return {(sheet, cell.coordinate): cell.value for sheet, cell in every if cell.value is not None}


def changed(fault: Fault) -> dict[tuple[str, str], object]:
    before, after = clean(fault.workbook), faulty(fault.id)
    return {place: after.get(place) for place in before | after if before.get(place) != after.get(place)}


@pytest.mark.parametrize("name", NAMES)
def test_a_workbook_holds_every_published_amount(name: str) -> None:
    found, written = document(name), clean(name)
    for number, sheet in (SHEETS if name in BUDGETS else TITLES).items():
        printed = Counter(Decimal(str(v)) for (where, _), v in written.items() if where == sheet and number_of_money(v))
        words = {"code", "name", "side", "label", "item"}
        published = [text for row in found.tables[number] for column, text in row.items() if column not in words]
        assert printed == Counter(amount(text) for text in published if text), sheet


def number_of_money(value: object) -> bool:
    """Amounts are numbers; the 类 of a code is a number of three digits in a column of its own, 201 to 310."""
    return isinstance(value, int | float) and not (isinstance(value, int) and 200 < value < 400)


@pytest.mark.parametrize("name", NAMES)
def test_a_workbook_is_the_same_every_time(name: str) -> None:
    assert workbook(name) == workbook(name)


def test_there_are_thirty_faults_and_every_kind_of_reading() -> None:
    assert len(set(IDS)) == 30
    kinds = Counter(fault.reading.kind for fault in faults() if fault.reading)
    assert set(kinds) == set(KINDS)
    assert kinds.total() == 22


def test_every_expected_rule_is_one_of_the_catalogue(shared: Path) -> None:
    with (shared / "reference/rules.csv").open(encoding="utf-8-sig", newline="") as file:
        known = {row["code"] for row in csv.DictReader(file)}
    assert {code for fault in faults() for code in (*fault.rules, *fault.explained)} <= known


@pytest.mark.parametrize("fault", faults(), ids=IDS)
def test_a_fault_changes_its_own_sheet_only(fault: Fault) -> None:
    places = changed(fault)
    assert places
    if fault.year is None:
        assert {sheet for sheet, _ in places} == {fault.sheet}


@pytest.mark.parametrize("fault", [f for f in faults() if f.puts and not f.drops], ids=lambda fault: fault.id)
def test_printing_other_cells_touches_no_further_cell(fault: Fault) -> None:
    assert {address: value for (_, address), value in changed(fault).items()} == fault.puts


@pytest.mark.parametrize("fault", [f for f in faults() if f.drops or f.repeats], ids=lambda fault: fault.id)
def test_a_row_is_dropped_or_printed_twice(fault: Fault) -> None:
    before, after = rows_of(fault, clean(fault.workbook)), rows_of(fault, faulty(fault.id))
    names = {row["name"] for row in document(fault.workbook).tables[fault.table] if row["code"] in fault.repeats}
    dropped = {row["name"] for row in document(fault.workbook).tables[fault.table] if row["code"] in fault.drops}
    assert after - before == Counter(dict.fromkeys(names, 1))
    assert before - after == Counter(dict.fromkeys(dropped, 1))


def rows_of(fault: Fault, content: Cells) -> Counter[object]:
    """The texts of the faulty sheet but for the parts of codes."""
    texts = (value for (sheet, _), value in content.items() if sheet == fault.sheet)
    return Counter(text for text in texts if isinstance(text, str) and not text.isdigit())


@pytest.mark.parametrize("fault", [f for f in faults() if f.reading and not f.puts], ids=lambda fault: fault.id)
def test_the_cells_of_a_reading_are_those_of_the_faulty_workbook(fault: Fault) -> None:
    assert fault.reading
    values = {faulty(fault.id)[fault.sheet, address] for address in fault.reading.cells}
    assert len(values) <= 1
    assert all(isinstance(value, int | float) for value in values)
