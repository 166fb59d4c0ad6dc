"""The fictional figures fit together before any rule looks at them: units, departments, government, year after year."""

import pytest

from samples.budget import DEPARTMENTS, FUNDS, budget
from samples.debt import KINDS, debt
from samples.final_accounts import DEPARTMENTS as ACCOUNTED
from samples.final_accounts import YEARS, accounts
from samples.government_figures import FUNDS as BUDGETS
from samples.government_figures import STAGES, Entry, statement
from samples.units import UNITS, unit_budget


def named(side: tuple[Entry, ...], name: str) -> int:
    return next(entry.amount for entry in side if entry.name == name)


def test_units_add_up_to_their_department_line_by_line() -> None:
    whole = {(line.code, line.fund): (line.basic, line.project) for line in budget("103", 1).lines}
    added: dict[tuple[str, str], tuple[int, int]] = {}
    for line in (line for code in UNITS for line in unit_budget(code).lines):
        basic, project = added.get((line.code, line.fund), (0, 0))
        added[line.code, line.fund] = basic + line.basic, project + line.project
    assert added == whole
    assert all(line.basic >= 0 and line.project >= 0 for code in UNITS for line in unit_budget(code).lines)


@pytest.mark.parametrize("fund", BUDGETS)
@pytest.mark.parametrize("year", [2023, 2024, 2025, 2026])
def test_both_sides_of_a_budget_are_equal_and_begin_where_last_year_ended(fund: str, year: int) -> None:
    for stage in STAGES:
        found, before = statement(fund, "own", year, stage), statement(fund, "own", year - 1, "final")
        assert named(found.income, "收入总计") == named(found.spending, "支出总计")
        assert named(found.income, "上年结余收入") == named(before.spending, "结转下年支出")
        assert min(entry.amount for entry in (*found.income, *found.spending)) > 0


@pytest.mark.parametrize("year", [2025, 2026])
def test_the_departments_fit_into_the_governments_own_spending(year: int) -> None:
    classes = {entry.code: entry.amount for entry in statement("general", "own", year, "budget").spending}
    for head in {line.code[:3] for code in DEPARTMENTS for line in budget(code, 2, year).of("general")}:
        lines = [line for code in DEPARTMENTS for line in budget(code, 2, year).of("general")]
        assert classes[head] * 10_000 >= sum(line.total for line in lines if line.code.startswith(head))


@pytest.mark.parametrize("code", ACCOUNTED)
def test_accounts_open_with_what_the_year_before_closed_with(code: str) -> None:
    first, second = (accounts(code, year) for year in YEARS)
    assert second.opening == first.closing
    for fund in FUNDS:
        assert second.opening[fund] + second.revenue(fund) == second.spent.total(fund) + second.closing[fund]


@pytest.mark.parametrize("kind", KINDS)
def test_debt_stays_below_its_limit(kind: str) -> None:
    for year in range(2022, 2027):
        now, last = debt(kind, year), debt(kind, year - 1)
        assert now.balance == last.balance + now.added + now.refinanced - now.repaid
        assert now.limit == last.limit + now.added
        assert now.balance <= now.limit
