"""What was bought in a year: exact sums by buyer, supplier, method and month."""

from decimal import Decimal

import pytest

from publish.portal.context import Context
from publish.portal.procurement import figures
from publish.portal.procurement.deals import deals
from publish.portal.procurement.figures import Year, years
from tests.support.released import Released
from tests.unit.publish.portal.procurement.conftest import (
    BUILDER,
    BUILDER_CODE,
    CLINIC,
    CLINIC_CODE,
    CONTRACTS,
    SCHOOLS_CODE,
    contract,
)


def told(city: Released) -> dict[int, Year]:
    with deals(Context(city.home)) as asked:
        return dict(years(asked))


def test_amounts_that_a_float_would_round_add_up_to_the_cent(city: Released) -> None:
    city.release(CONTRACTS, "112", [contract("1", "9999999999999.99"), contract("2", "0.01"), contract("3", "0.01")])
    year = told(city)[2026]
    assert year.whole.amount == Decimal("10000000000000.01")
    assert year.whole.number == 3
    assert [each.amount for each in year.suppliers.listed] == [Decimal("10000000000000.01")]


def test_departments_that_report_to_the_same_year_are_added_and_years_are_kept_apart(city: Released) -> None:
    city.release(CONTRACTS, "112", [contract("1", "10.00")])
    city.release(CONTRACTS, "101", [contract("2", "5.50")])
    city.release(CONTRACTS, "112", [contract("3", "7.00")], period=2025)
    found = told(city)
    assert list(found) == [2026, 2025]
    assert found[2026].whole.amount == Decimal("15.50")
    assert found[2025].whole.amount == Decimal("7.00")


def test_a_table_that_was_released_anew_counts_once(city: Released) -> None:
    city.release(CONTRACTS, "112", [contract("1", "10.00"), contract("2", "20.00")])
    city.release(CONTRACTS, "112", [contract("1", "11.00")])
    assert told(city)[2026].whole.amount == Decimal("11.00")


def test_buyers_and_suppliers_stand_in_order_of_their_amounts(city: Released) -> None:
    clinic = {"buyer_name": CLINIC, "buyer_uscc": CLINIC_CODE}
    other = {"supplier_name": "示例医疗器械有限公司", "supplier_uscc": "91999900MA95MYJB1T"}
    city.release(
        CONTRACTS, "112", [contract("1", "10.00"), contract("2", "30.00", **clinic), contract("3", "5.00", **other)]
    )
    year = told(city)[2026]
    assert [(each.key, each.amount) for each in year.buyers.listed] == [
        (CLINIC_CODE, Decimal("30.00")),
        (SCHOOLS_CODE, Decimal("15.00")),
    ]
    assert [(each.told, each.number) for each in year.suppliers.listed] == [(BUILDER, 2), ("示例医疗器械有限公司", 1)]
    assert year.top == Decimal("45.00")


def test_a_method_is_one_however_it_is_written(city: Released) -> None:
    methods = ("单一来源", "单一来源采购", "公开招标", None)
    city.release(CONTRACTS, "112", [contract(str(n), "10.00", method=each) for n, each in enumerate(methods)])
    year = told(city)[2026]
    assert {each.key: each.number for each in year.methods} == {"single_source": 2, "open_tender": 1, "": 1}
    assert (year.whole.single, year.whole.single_amount) == (2, Decimal("20.00"))


def test_months_are_those_of_signing_in_their_order(city: Released) -> None:
    rows = [contract(day, "1.00", signed_on=day) for day in ("2026-03-01", "2026-01-31", "2025-12-31", "2026-03-31")]
    city.release(CONTRACTS, "112", rows)
    assert [(each.key, each.number) for each in told(city)[2026].months] == [
        ("2025-12", 1),
        ("2026-01", 1),
        ("2026-03", 2),
    ]


def test_supplements_are_counted_and_told(city: Released) -> None:
    city.release(CONTRACTS, "112", [contract("1", "10.00"), contract("1-补", "1.00", change_of="1")])
    year = told(city)[2026]
    assert (year.whole.number, year.supplements, year.whole.amount) == (2, 1, Decimal("11.00"))


def test_what_is_not_listed_is_in_one_row_so_that_the_column_still_adds_up(
    city: Released, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(figures, "LISTED", 2)
    suppliers = [f"示例{n}号有限公司" for n in range(5)]
    rows = [contract(str(n), f"{n}.10", supplier_name=each, supplier_uscc=None) for n, each in enumerate(suppliers)]
    city.release(CONTRACTS, "112", rows)
    ranked = told(city)[2026].suppliers
    assert (len(ranked.listed), ranked.all) == (2, 5)
    assert ranked.rest is not None
    assert ranked.rest.number == 3
    assert sum(each.amount for each in ranked.listed) + ranked.rest.amount == Decimal("10.50")


def test_a_code_counts_whatever_name_stands_beside_it(city: Released) -> None:
    rows = [contract("1", "1.00"), contract("2", "1.00", supplier_name="旧名有限公司", signed_on="2026-01-05")]
    city.release(CONTRACTS, "112", rows)
    assert [(each.key, each.told) for each in told(city)[2026].suppliers.listed] == [(BUILDER_CODE, BUILDER)]
