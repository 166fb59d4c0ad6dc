"""The pages of the years: all of them, one year, its revenue, one of its other budgets."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from publish.portal.budget.lines import Line, Tree
from publish.portal.budget.statements import FUNDS, Statements
from publish.portal.budget.table import Measure, Row, Table, Words, columns_of
from publish.portal.budget.year import Year, history
from publish.portal.budget.year_tables import View, parts, statement, titles

NAMES = {
    "general": Words("一般公共预算", "General public budget"),
    "gov_fund": Words("政府性基金预算", "Government funds budget"),
    "state_capital": Words("国有资本经营预算", "State capital budget"),
    "social_ins": Words("社会保险基金预算", "Social insurance budget"),
}
#: Whole statements by the name of their table.
SHOWN = {
    "spending": Words("支出", "spending"),
    "revenue": Words("收入", "revenue"),
    "all-lines": Words("收入", "revenue"),
    "city": Words("（全市）", "whole city"),
}
SCOPE_NAMES = {"own": Words("本级", "city itself"), "town": Words("乡镇", "town"), "all": Words("全市", "whole city")}


def index_page(years: Mapping[int, Year]) -> dict[str, Any]:
    """All years, and the newest one in a sentence."""
    newest = next((year for year in list(years.values())[::-1] if year.general), None)
    return {
        "years": [(year.year, year.spending.main if year.spending.funds else "") for year in years.values()][::-1],
        "newest": newest.year if newest else None,
        "row": _whole(newest) if newest else None,
        "main": newest.spending.main if newest else "",
        "parts": parts(newest.general, "", newest.view) if newest and newest.general else None,
        "history": history(years.values(), ""),
    }


def year_page(years: Mapping[int, Year], year: Year) -> dict[str, Any]:
    """One year; what is not published is left out, and named."""
    view, tree = year.view, year.general
    return {
        "year": year.year,
        "all_years": list(years),
        "main": view.main,
        "row": _whole(year),
        "scope": SCOPE_NAMES.get(year.spending.scope("general") or "", Words("")),
        "parts": parts(tree, "", view) if tree else None,
        "sums": _sums(tree, view) if tree else None,
        "whole_city": _city(year),
        "funds": _funds(year),
        "revenue": _revenue_row(year),
        "history": history(years.values(), ""),
        "departments": len([each for each in year.departments if not each.inside]),
        "largest": [(each.name, each.main, each.line.amounts[each.main]) for each in year.departments[:1]],
        "three": year.three.city,
        "three_any": year.three.any,
        "debt": year.debt.standings[:1],
        "debt_any": year.debt.any,
        "missing": year.missing,
        "datasets": year.datasets,
    }


def fund_page(year: Year, fund: str) -> dict[str, Any]:
    """One of the other three budgets: its whole statements."""
    sides = {"spending": year.spending, "revenue": year.revenue}
    shown = {name: _statement(of, fund, None, year, name) for name, of in sides.items()}
    return {"year": year.year, "fund": NAMES[fund], "scope": _scope(year, fund), **shown}


def revenue_page(year: Year) -> dict[str, Any]:
    """The revenue of the general budget, the whole statement, and the totals of the other budgets."""
    tree = year.revenue.tree("general")
    return {
        "year": year.year,
        "main": year.revenue.main,
        "row": _revenue_row(year),
        "parts": parts(tree, "", _plain(year, year.revenue)) if tree else None,
        "own": _statement(year.revenue, "general", None, year, "all-lines"),
        "whole_city": _statement(year.revenue, "general", "all", year, "city")
        if year.revenue.scope("general") != "all"
        else None,
        "scope": SCOPE_NAMES.get(year.revenue.scope("general") or "", Words("")),
        "funds": _totals(year, year.revenue),
    }


def _plain(year: Year, of: Statements) -> View:
    return View(year.year, of.main, year.people, {})


def _scope(year: Year, fund: str) -> Words:
    return SCOPE_NAMES.get(year.spending.scope(fund) or year.revenue.scope(fund) or "", Words(""))


def _statement(of: Statements, fund: str, scope: str | None, year: Year, id_: str) -> Table | None:
    tree = of.tree(fund, scope)
    caption = Words(f"{NAMES[fund].zh}{SHOWN[id_].zh}", f"{NAMES[fund].en}, {SHOWN[id_].en}")
    return statement(tree, _plain(year, of), id_, caption) if tree else None


def _whole(year: Year) -> Row | None:
    if year.general is None:
        return None
    return Measure(year.spending.main, people=year.people).row(year.general.total)


def _revenue_row(year: Year) -> Row | None:
    tree = year.revenue.tree("general")
    return Measure(year.revenue.main, people=year.people).row(tree.total) if tree else None


def _sums(tree: Tree, view: View) -> Table | None:
    """The total of the year, the transfers, and the grand total."""
    if not tree.sums:
        return None
    rows = [Measure(view.main).row(line, kind="sum") for line in (tree.total, *tree.sums)]
    columns = columns_of(titles(view.year, view.main), rows)
    return Table("sums", Words("收支总表中的其他项目", "Transfers and totals"), columns, tuple(rows), view.main, "last")


def _city(year: Year) -> Table | None:
    """The whole city (全市), where the year is told by the city itself."""
    if year.spending.scope("general") == "all":
        return None
    return _statement(year.spending, "general", "all", year, "city")


def _funds(year: Year) -> Table | None:
    """The four budgets side by side; they are not to be added up."""
    rows = []
    for fund in FUNDS:
        amounts: dict[str, Decimal] = {}
        places = {}
        for name, of in (("revenue", year.revenue), ("spending", year.spending)):
            tree = of.tree(fund)
            total = tree.total if tree else None
            if total and of.main in total.amounts:
                amounts[name] = total.amounts[of.main]
                if of.main in total.places:
                    places[name] = total.places[of.main]
        if amounts:
            page = f"budget/{year.year}/{'index.html' if fund == 'general' else f'{fund}/index.html'}"
            named = Words(*(f"{one}{mark}" for one, mark in zip(NAMES[fund], _marks(year, fund), strict=True)))
            rows.append(Measure("").row(Line(fund, fund, None, False, amounts, places), page, name=named))
    headings = {
        "revenue": Words("本年收入", "Revenue of the year"),
        "spending": Words("本年支出", "Spending of the year"),
    }
    return (
        Table("funds", Words("四本预算", "Four budgets"), columns_of(headings, rows), tuple(rows), "", "")
        if rows
        else None
    )


def _marks(year: Year, fund: str) -> tuple[str, str]:
    scope = _scope(year, fund)
    return f"（{scope.zh}）", f" ({scope.en})"


def _totals(year: Year, of: Statements) -> Table | None:
    """The totals of the year of the other budgets."""
    rows = []
    for fund in of.funds:
        tree = of.tree(fund)
        if tree and fund != "general":
            row = Measure(of.main).row(tree.total, f"budget/{year.year}/{fund}/index.html", name=NAMES[fund])
            rows.append(row)
    columns = columns_of(titles(year.year, of.main), rows)
    return Table("funds", Words("其他预算", "Other budgets"), columns, tuple(rows), of.main, "last") if rows else None
