"""The registers of major projects: right in every row but the planted ones, and their 合计 agrees."""

import pytest
from stdnum.cn import uscc
from stdnum.iso7064 import mod_11_10

from samples.generate import HOUSING_PROJECTS, PROJECTS
from samples.project_files import HEADERS
from samples.projects import projects
from tests.unit.samples.sheets import amount, grid, night

REGISTERS = ((PROJECTS, "重大建设项目库", 42), (HOUSING_PROJECTS, "项目库", 18))
FILES = night(1)


@pytest.mark.parametrize(("path", "sheet", "count"), REGISTERS)
def test_a_register_has_title_unit_headers_rows_and_a_total_that_agrees(path: str, sheet: str, count: int) -> None:
    rows = grid(FILES[path], sheet)
    assert rows[0][0] == "示例市2026年重大建设项目库"
    assert rows[2][15] == "单位：万元"
    assert rows[3] == list(HEADERS)
    assert rows[4 + count][0] == "合计"
    for column in (7, 8, 9):
        assert sum(amount(row[column]) for row in rows[4 : 4 + count]) == amount(rows[4 + count][column])


def test_project_codes_are_of_the_new_form_unique_and_checked() -> None:
    codes = [project.code for department in ("103", "104") for project in projects(department)]
    assert len(codes) == len(set(codes)) == 60
    for code in codes:
        assert [len(part) for part in code.split("-")] == [4, 6, 2, 2, 6]
        assert 1 <= int(code[2:4]) <= 12
        assert mod_11_10.is_valid(code.replace("-", ""))


def test_amounts_and_dates_are_plausible_but_for_one_overspent_project() -> None:
    found = [project for department in ("103", "104") for project in projects(department)]
    assert [p.name for p in found if p.cumulative > p.total_invest] == ["示例市21号产业园标准厂房项目"]
    assert all(p.approved < p.start < p.end and uscc.is_valid(p.owner_uscc) for p in found)
    assert {p.status for p in found} == {"前期", "在建", "完工"}


def test_the_old_workbook_is_a_real_xls() -> None:
    assert FILES[HOUSING_PROJECTS][:4] == b"\xd0\xcf\x11\xe0"
