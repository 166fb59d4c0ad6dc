"""The page of one line (科目) of the general budget: its parts, its years, the departments that spend it."""

from collections.abc import Mapping
from typing import Any

from publish.portal.budget.lines import Line
from publish.portal.budget.table import Measure, Table, Words, columns_of, ranked
from publish.portal.budget.year import Year, history
from publish.portal.budget.year_tables import parts, titles

UNALLOTTED = Words("未列入已公开的部门拨款表", "not in the published tables of departments")


def line_page(years: Mapping[int, Year], year: Year, code: str) -> dict[str, Any]:
    """What the template needs."""
    tree, view = year.general, year.view
    if tree is None:
        raise ValueError(f"no general budget of {year.year}")
    path = tree.path(code)
    above = path[-2] if len(path) > 1 else tree.total
    measure = Measure(view.main, whole=tree.total.amounts.get(view.main), people=view.people)
    return {
        "year": year.year,
        "main": view.main,
        "above_path": [(Words(line.name), view.page(line.code)) for line in path[:-1]],
        "row": measure.row(path[-1]),
        "of_above": Measure(view.main, whole=above.amounts.get(view.main)).row(path[-1]).share,
        "above": Words(above.name or "合计"),
        "parts": parts(tree, code, view),
        "own": _own(path[-1], year),
        "history": history(years.values(), code),
        "departments": _departments(year, code, path[-1]),
    }


def _own(line: Line, year: Year) -> Table:
    """The line by itself, for its cells."""
    view = year.view
    row = Measure(view.main, people=view.people).row(line)
    columns = columns_of(titles(year.year, view.main), [row])
    return Table("own", Words(line.name), columns, (row,), view.main, "last")


def _departments(year: Year, code: str, line: Line) -> Table | None:
    """Which departments spend it, the largest first, and what no published table of a department has."""
    lines = ranked(year.spenders.lines(code), "total")
    if not lines:
        return None
    whole = line.amounts.get(year.spending.main)
    measure = Measure("total", whole=whole)
    rows = [measure.row(each, year.department_pages.get(each.code, "")) for each in lines]
    rest = year.spenders.rest(code, whole)
    if rest is not None:
        rows.append(
            measure.row(Line("", UNALLOTTED.zh, None, False, {"total": rest}, {}), kind="rest", name=UNALLOTTED)
        )
    if whole is not None:
        total = Line("", line.name, None, False, {"total": whole}, {})
        rows.append(measure.row(total, kind="total", name=Words("合计", "Total")))
    titles = {
        "total": Words("拨款", "Appropriation"),
        "basic": Words("基本支出", "Basic"),
        "project": Words("项目支出", "Projects"),
    }
    return Table("spenders", Words("部门", "Departments"), columns_of(titles, rows), tuple(rows), "total", "")
