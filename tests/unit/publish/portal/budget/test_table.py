"""Shares, changes and amounts a head: exact, halves rounded up, and nothing where there is nothing to compare with."""

from decimal import Decimal

import pytest

from publish.portal.budget.books import Place
from publish.portal.budget.lines import Line
from publish.portal.budget.table import Column, Measure, Table, Words, percent, ranked

HERE = Place("budget/government_expenditure", 2026, "预算.xlsx", "支出", 7, "D7")


def line(code: str, **amounts: str) -> Line:
    return Line(code, code, 1, False, {name: Decimal(amount) for name, amount in amounts.items()}, {})


@pytest.mark.parametrize(
    ("part", "whole", "told"),
    [("1", "3", "33.3"), ("1", "8", "12.5"), ("0.05", "100", "0.1"), ("-1", "3", "-33.3"), ("0", "3", "0.0")],
)
def test_percent_has_one_decimal_and_halves_round_up(part: str, whole: str, told: str) -> None:
    assert str(percent(Decimal(part), Decimal(whole))) == told


def test_nothing_is_a_percentage_of_nothing() -> None:
    assert percent(Decimal(1), Decimal(0)) is None
    assert percent(Decimal(1), None) is None
    assert percent(None, Decimal(1)) is None


def test_a_row_tells_share_change_and_amount_a_head() -> None:
    row = Measure("budget", whole=Decimal("1000.00"), people=3).row(line("205", budget="700.00", last="600.00"))
    assert (row.share, row.change, row.percent, row.each) == (
        Decimal("70.0"),
        Decimal("100.00"),
        Decimal("16.7"),
        Decimal("233.33"),
    )


def test_what_is_new_has_no_percentage_and_what_is_not_published_no_change() -> None:
    assert Measure("budget").row(line("205", budget="7", last="0")).percent is None
    row = Measure("final").row(line("205", budget="7", last="6"))
    assert (row.share, row.change, row.percent, row.each) == (None, None, None, None)


def test_the_largest_come_first_and_those_without_an_amount_last() -> None:
    lines = [line("201", last="9"), line("208", budget="1"), line("205", budget="2")]
    assert [each.code for each in ranked(lines, "budget")] == ["205", "208", "201"]


def test_figures_lead_to_their_cells_by_sheet() -> None:
    placed = line("205", budget="1")._replace(places={"budget": HERE})
    column = Column("budget", Words("预算"))
    table = Table("t", Words("表"), (column,), (Measure("budget").row(placed),), "budget", "last")
    [origin] = table.origins
    assert (origin.file, origin.sheet) == ("预算.xlsx", "支出")
    assert [(row.name.zh, row.places) for row in origin.rows] == [("205", ((Words("预算"), HERE),))]
