"""The departments of a year: as each has published, units contained in their department and never added beside it."""

from collections.abc import Callable

import pytest

from publish.portal.budget.books import DEPARTMENT, DEPARTMENT_FINAL, DEPARTMENT_FUND, SUMMARY, Books
from publish.portal.budget.departments import Department, Spenders, departments
from publish.portal.context import Context
from publish.portal.released import reader
from tests.support.released import Released
from tests.unit.publish.portal.budget.conftest import Release, spent

UNIT = "113"
Read = Callable[[int], list[Department]]


@pytest.fixture
def read(city: Released) -> Read:
    """Reads the departments of a year; 113 is a unit of 103."""

    def found(year: int) -> list[Department]:
        context = Context(city.home)
        with reader(context) as connection:
            return departments(Books(context, connection), context.departments, year)

    return found


def test_departments_are_ranked_and_their_classes_added(read: Read, release: Release) -> None:
    release(DEPARTMENT, [spent("205", "1.10", "1.00", "0.10"), spent("20502", "1.10")], "101")
    release(DEPARTMENT, [spent("205", "2.00"), spent("208", "0.30")], "103")
    told = [(each.code, str(each.line.amounts["budget"])) for each in read(2026)]
    assert told == [("103", "2.30"), ("101", "1.10")]
    basic = next(each.line.amounts for each in read(2026) if each.code == "101")
    assert (str(basic["basic"]), str(basic["project"])) == ("1.00", "0.10")


def test_final_accounts_stand_beside_the_budget_and_the_year_before(read: Read, release: Release) -> None:
    release(DEPARTMENT, [spent("205", "5"), spent("208", "1")], "101")
    release(DEPARTMENT_FINAL, [spent("205", "4", stage="final")], "101")
    release(DEPARTMENT_FINAL, [spent("205", "3", stage="final")], "101", period=2025)
    [each] = read(2026)
    assert each.main == "final"
    assert {name: int(amount) for name, amount in each.line.amounts.items()} == {"final": 4, "budget": 6, "last": 3}


def test_a_unit_is_inside_its_department_that_has_published_too(read: Read, release: Release) -> None:
    release(DEPARTMENT, [spent("205", "1")], UNIT)
    assert [(each.code, each.inside) for each in read(2026)] == [(UNIT, "")]
    release(DEPARTMENT, [spent("205", "5")], "103")
    assert [(each.code, each.inside) for each in read(2026)] == [("103", ""), (UNIT, "103")]


def test_a_department_without_the_table_is_told_by_its_summary(read: Read, release: Release) -> None:
    row = {"stage": "budget", "item_code": "OT", "amount": "9.00", "entity_name": "示例市教育局", "side": "out"}
    release(SUMMARY, [{**row, "source_file": "abc"}], "101")
    [each] = read(2026)
    assert (each.tree, str(each.line.amounts["budget"])) == (None, "9.00")


def test_what_no_department_has_of_a_line_is_left(city: Released, release: Release) -> None:
    for entity, amount in (("101", "6.00"), ("103", "3.00"), (UNIT, "1.00")):
        release(DEPARTMENT_FUND, [spent("205", amount, fund="general"), spent("208", "5", fund="gov_fund")], entity)
    context = Context(city.home)
    with reader(context) as connection:
        spenders = Spenders(Books(context, connection), context.departments, 2026, "budget")
    assert [(each.code, str(each.amounts["total"])) for each in spenders.lines("205")] == [
        ("101", "6.00"),
        ("103", "3.00"),
    ]
    whole = spenders.lines("205")[0].amounts["total"] * 2
    assert str(spenders.rest("205", whole)) == "3.00"
    assert spenders.lines("208") == []
    assert spenders.rest("208", whole) is None
