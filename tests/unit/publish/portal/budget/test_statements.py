"""Which release says what of a year: accounts before budget, and the next year's budget for what is expected."""

from decimal import Decimal

from publish.portal.budget.books import EXPENDITURE, FINAL_EXPENDITURE, Books
from publish.portal.budget.statements import SPENDING, Statements, read, years
from publish.portal.context import Context
from publish.portal.released import reader
from tests.support.released import Released
from tests.unit.publish.portal.budget.conftest import Release, line


def statements(city: Released, year: int) -> Statements:
    context = Context(city.home)
    with reader(context) as connection:
        return read(Books(context, connection), SPENDING, year)


def amounts(city: Released, year: int, code: str = "205") -> dict[str, Decimal]:
    tree = statements(city, year).tree("general")
    assert tree is not None
    return dict(tree.lines[code].amounts)


def test_the_years_are_those_of_budgets_and_accounts(city: Released, release: Release) -> None:
    release(EXPENDITURE, [line("205", "1")], period=2026)
    release(FINAL_EXPENDITURE, [line("205", "1", "final")], period=2024)
    context = Context(city.home)
    with reader(context) as connection:
        assert years(Books(context, connection), SPENDING) == [2024, 2026]


def test_a_budget_stands_beside_last_years_execution(city: Released, release: Release) -> None:
    release(EXPENDITURE, [line("205", "7"), line("205", "6", "exec_forecast")])
    assert amounts(city, 2026) == {"budget": Decimal(7), "last": Decimal(6)}
    assert statements(city, 2026).main == "budget"


def test_final_accounts_go_before_the_budget(city: Released, release: Release) -> None:
    release(EXPENDITURE, [line("205", "7"), line("205", "6", "exec_forecast")])
    stages = {"budget": "7.5", "adjusted": "8", "final": "9", "last_final": "5"}
    release(FINAL_EXPENDITURE, [line("205", amount, stage) for stage, amount in stages.items()])
    told = {"budget": "7.5", "adjusted": "8", "final": "9", "last": "5"}
    assert amounts(city, 2026) == {name: Decimal(amount) for name, amount in told.items()}
    assert statements(city, 2026).main == "final"


def test_the_next_years_budget_tells_what_is_expected(city: Released, release: Release) -> None:
    release(EXPENDITURE, [line("205", "7")], period=2025)
    release(EXPENDITURE, [line("205", "9"), line("205", "8", "exec_forecast"), line("208", "1", "exec_forecast")])
    assert amounts(city, 2025) == {"budget": Decimal(7), "forecast": Decimal(8)}
    tree = statements(city, 2025).tree("general")
    assert tree is not None
    assert "208" not in tree.lines


def test_the_city_itself_goes_before_the_whole_city(city: Released, release: Release) -> None:
    release(
        EXPENDITURE,
        [line("205", "7"), line("205", "70", scope="all"), line("208", "1", fund="social_ins", scope="all")],
    )
    assert amounts(city, 2026) == {"budget": Decimal(7)}
    assert statements(city, 2026).scope("general") == "own"
    assert statements(city, 2026).scope("social_ins") == "all"
    assert statements(city, 2026).funds == ["general", "social_ins"]
