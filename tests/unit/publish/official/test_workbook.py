"""The official workbook as it lies on disk: sheets, units, the same bytes for the same rows, and when there is none."""

import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest
from python_calamine import CalamineWorkbook

from gongkai.contract import Contract, load_contract
from gongkai.engine import engine
from gongkai.home import DATASETS
from publish.formats import workbook
from publish.formats.workbook import Identity, Source, Unprinted, write

ADDRESS = "https://data.shilishi.example/d/budget-department-expenditure/2026/v3/"
Row = tuple[str, str, str | None]
EDUCATION: list[Row] = [("205", "教育支出", "1234567.50"), ("20502", "普通教育", "1234567.50")]


@pytest.fixture
def contract() -> Contract:
    return load_contract(DATASETS / "budget/department_expenditure")


def source(contract: Contract, folder: Path, entity: str, name: str, rows: list[Row]) -> Source:
    """A department's rows (code, name, total) in a Parquet file of the dataset's columns."""
    path = folder / f"{entity}.parquet"
    fields = [field for field in contract.table.fields if not field.is_provenance]
    shape = ", ".join(f'"{field.name}" {field.sql_type}' for field in fields)
    connection = duckdb.connect()
    connection.execute(f"CREATE TABLE rows ({shape})")
    for code, label, total in rows:
        given: dict[str, Any] = {"func_code": code, "printed_name": label, "total": Decimal(total) if total else None}
        connection.execute(
            f"INSERT INTO rows VALUES ({', '.join('?' for _ in fields)})", [given.get(field.name) for field in fields]
        )
    connection.execute(f"COPY rows TO '{path}' (FORMAT parquet)")
    connection.close()
    return Source(entity, name, path)


def made(contract: Contract, folder: Path, *sources: Source, target: str = "form.xlsx") -> Unprinted | None:
    with engine([folder]) as connection:
        return write(connection, contract, sources, Identity(2026, 3, ADDRESS), folder / target)


def grid(path: Path, sheet: int = 0) -> list[list[Any]]:
    return CalamineWorkbook.from_path(path).get_sheet_by_index(sheet).to_python(skip_empty_area=False)


def part(path: Path, name: str) -> str:
    return zipfile.ZipFile(path).read(name).decode()


def test_one_department_gets_the_official_form(contract: Contract, tmp_path: Path) -> None:
    assert made(contract, tmp_path, source(contract, tmp_path, "101", "示例市教育局", EDUCATION)) is None
    form = tmp_path / "form.xlsx"
    assert CalamineWorkbook.from_path(form).sheet_names == ["部门支出总表"]
    rows = grid(form)
    assert rows[0][0] == "2026年部门支出预算总表"
    assert [cell for cell in rows[1] if cell] == ["编制部门：示例市教育局", "单位：元"]
    assert rows[5] == ["205", "", "", "教育支出", 1234567.5, "", ""]
    assert rows[6] == ["205", "02", "", "普通教育", 1234567.5, "", ""]
    assert rows[7] == ["合计", "", "", "", 1234567.5, "", ""]
    assert ADDRESS in rows[8][0]
    assert "budget/department_expenditure" in rows[8][0]


def test_it_prints_on_paper_across_one_page_wide(contract: Contract, tmp_path: Path) -> None:
    made(contract, tmp_path, source(contract, tmp_path, "101", "示例市教育局", EDUCATION))
    sheet = part(tmp_path / "form.xlsx", "xl/worksheets/sheet1.xml")
    assert 'orientation="landscape"' in sheet
    assert 'paperSize="9"' in sheet
    assert 'fitToHeight="0"' in sheet
    assert "第 &amp;P 页  共 &amp;N 页" in sheet
    assert "budget/department_expenditure 2026 v3" in sheet
    assert 'state="frozen"' in sheet
    assert "$1:$5" in part(tmp_path / "form.xlsx", "xl/workbook.xml")


def test_departments_get_a_sheet_each_and_a_list_of_them(contract: Contract, tmp_path: Path) -> None:
    sources = [
        source(contract, tmp_path, code, f"示例市{name}", EDUCATION)
        for code, name in (("101", "教育局"), ("102", "财政局"))
    ]
    made(contract, tmp_path, *sources)
    form = tmp_path / "form.xlsx"
    assert CalamineWorkbook.from_path(form).sheet_names == ["目录", "101 示例市教育局", "102 示例市财政局"]
    assert [row[0] for row in grid(form)] == [
        "部门支出预算总表（2026）",
        "示例市教育局　2026年部门支出预算总表",
        "示例市财政局　2026年部门支出预算总表",
    ]
    assert "'102 示例市财政局'!A1" in part(form, "xl/worksheets/sheet1.xml")


def test_long_names_are_cut_and_stay_different(contract: Contract, tmp_path: Path) -> None:
    name = "示例市/某某某某某某某某某某某某某某某某某某某某某某某某某某某某某某某某"
    twice = source(contract, tmp_path, "1", name, EDUCATION)
    made(contract, tmp_path, twice, twice)
    names = CalamineWorkbook.from_path(tmp_path / "form.xlsx").sheet_names[1:]
    assert [len(each) for each in names] == [31, 31]
    assert names[1].endswith(" (2)")


def test_the_same_rows_are_the_same_bytes(contract: Contract, tmp_path: Path) -> None:
    given = source(contract, tmp_path, "101", "示例市教育局", EDUCATION)
    made(contract, tmp_path, given, target="one.xlsx")
    made(contract, tmp_path, given, target="two.xlsx")
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()


@pytest.mark.parametrize(
    ("amounts", "unit", "printed"),
    [
        (["20000", "100"], "万元", [2.0, 0.01]),
        (["20000", "10"], "千元", [20.0, 0.01]),
        (["20000", "0.01"], "元", [20000.0, 0.01]),
        (["99999999999999.99", "1"], "元", ["99,999,999,999,999.99", 1.0]),
    ],
)
def test_the_unit_is_the_largest_in_which_every_figure_is_exact(
    contract: Contract, tmp_path: Path, amounts: list[str], unit: str, printed: list[Any]
) -> None:
    layout = contract.sources.layouts[0]
    assert layout.prints is not None
    prints = layout.prints.model_copy(update={"unit": "万元"})
    sources = contract.sources.model_copy(update={"layouts": (layout.model_copy(update={"prints": prints}),)})
    in_ten_thousands = contract.model_copy(update={"sources": sources})
    rows: list[Row] = [(f"20{number}", "支出", amount) for number, amount in enumerate(amounts, start=5)]
    made(in_ten_thousands, tmp_path, source(contract, tmp_path, "101", "示例市教育局", rows))
    found = grid(tmp_path / "form.xlsx")
    assert f"单位：{unit}" in found[1]
    assert [row[4] for row in found[5:7]] == printed


def test_a_text_that_begins_like_a_formula_stays_a_text(contract: Contract, tmp_path: Path) -> None:
    made(contract, tmp_path, source(contract, tmp_path, "101", "=示例市", [("205", "=1+1", "1")]))
    assert grid(tmp_path / "form.xlsx")[5][3] == "=1+1"
    assert "<f>" not in part(tmp_path / "form.xlsx", "xl/worksheets/sheet1.xml")


@pytest.mark.parametrize(("limit", "told"), [("MOST_CELLS", "14 cells"), ("MOST_SHEETS", "1 sheets")])
def test_what_is_too_large_to_print_is_told(
    contract: Contract, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, told: str
) -> None:
    monkeypatch.setattr(workbook, limit, 0)
    unprinted = made(contract, tmp_path, source(contract, tmp_path, "101", "示例市教育局", EDUCATION))
    assert unprinted is not None
    assert told in unprinted.en
    assert not (tmp_path / "form.xlsx").exists()


def copied(query: str) -> None:
    """On a connection of its own; the library's common one is not shared."""
    with duckdb.connect() as connection:
        connection.execute(query)


def test_rows_without_a_place_are_told_under_the_form(tmp_path: Path) -> None:
    accounts = load_contract(DATASETS / "budget/government_accounts")
    path = tmp_path / "102.parquet"
    names = ", ".join(f'NULL::{f.sql_type} AS "{f.name}"' for f in accounts.table.fields if not f.is_provenance)
    replaced = "'{statement}' AS statement, {year} AS fiscal_year, 'revenue' AS side, 'final' AS stage, '税收收入' AS printed_name, 5 AS amount"
    row = f"SELECT * REPLACE ({replaced}) FROM (SELECT {names})"
    union = " UNION ALL ".join(row.format(statement=kind, year=2026) for kind in ("accounts", "series"))
    copied(f"COPY ({union}) TO '{path}' (FORMAT parquet)")
    assert made(accounts, tmp_path, Source("102", "示例市财政局", path)) is None
    notes = [row[0] for row in grid(tmp_path / "form.xlsx") if str(row[0]).startswith("注")]
    assert "另有 1 行不属于此表式" in notes[1]


def test_rows_that_all_have_no_place_make_no_workbook(tmp_path: Path) -> None:
    accounts = load_contract(DATASETS / "budget/government_accounts")
    path = tmp_path / "102.parquet"
    names = ", ".join(f'NULL::{f.sql_type} AS "{f.name}"' for f in accounts.table.fields if not f.is_provenance)
    copied(f"COPY (SELECT {names}) TO '{path}' (FORMAT parquet)")
    unprinted = made(accounts, tmp_path, Source("102", "示例市财政局", path))
    assert unprinted is not None
    assert "no row can be printed" in unprinted.en
