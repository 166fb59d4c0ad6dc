"""The files of the final accounts of two departments, one in 元 and one in 万元.

Here belongs which department prints how. The tables belong to `final_tables` and `final_texts`.
"""

from samples.final_accounts import DEPARTMENTS, YEARS, accounts
from samples.final_tables import tables
from samples.final_texts import texts
from samples.grids import xlsx
from samples.page import Money

_MONEY = {"102": Money(), "104": Money("万元")}


def final_files() -> dict[str, bytes]:
    """Path -> bytes."""
    return {_path(code, year): _workbook(code, year) for code in DEPARTMENTS for year in YEARS}


def _path(code: str, year: int) -> str:
    return f"inbox/{code}/{accounts(code, year).spent.department.name}{year}年度部门决算.xlsx"


def _workbook(code: str, year: int) -> bytes:
    found = accounts(code, year)
    return xlsx([*texts(found, accounts(code, year - 1)), *tables(found, _MONEY[code])])
