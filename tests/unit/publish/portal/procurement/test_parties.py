"""Who a party is: by credit code, by name where there is none, and never a person."""

from decimal import Decimal

import pytest

from publish.portal.context import Context
from publish.portal.procurement import parties as module
from publish.portal.procurement.deals import deals, page_name
from publish.portal.procurement.parties import Party, parties
from tests.support.released import Released
from tests.unit.publish.portal.procurement.conftest import AWARDS, BUILDER, BUILDER_CODE, CONTRACTS, SCHOOLS, contract


def suppliers(city: Released, most: int = 100) -> list[Party]:
    context = Context(city.home)
    with deals(context) as asked:
        return parties(context, asked, "supplier", most)


def test_a_supplier_without_a_code_is_the_one_that_has_a_code_under_this_name(city: Released) -> None:
    city.release(CONTRACTS, "112", [contract("1", "10.00"), contract("2", "5.00", supplier_uscc=None)])
    [party] = suppliers(city)
    assert (party.key, party.code, party.whole.amount) == (BUILDER_CODE, BUILDER_CODE, Decimal("15.00"))


def test_two_codes_under_one_name_are_two_and_a_row_without_code_is_neither(city: Released) -> None:
    rows = [contract("1", "10.00"), contract("2", "5.00", supplier_uscc="91999900MA95MYJB1T")]
    city.release(CONTRACTS, "112", [*rows, contract("3", "1.00", supplier_uscc=None)])
    assert [party.code for party in suppliers(city)] == [BUILDER_CODE, "91999900MA95MYJB1T", ""]
    assert suppliers(city)[2].name == BUILDER


def test_a_supplier_without_any_code_has_a_page_by_its_name(city: Released) -> None:
    city.release(CONTRACTS, "112", [contract("1", "10.00", supplier_name=" 无码  公司 ", supplier_uscc=None)])
    [party] = suppliers(city)
    assert (party.name, party.code) == ("无码 公司", "")
    assert page_name(party.key).startswith("x")


def test_persons_have_no_page_and_are_not_added_up(city: Released) -> None:
    rows = [contract("1", "10.00"), contract("2", "99.00", supplier_name="张*", supplier_uscc=None)]
    city.release(CONTRACTS, "112", rows)
    assert [party.name for party in suppliers(city)] == [BUILDER]


def test_former_names_stand_after_the_newest(city: Released) -> None:
    rows = [contract("1", "1.00"), contract("2", "1.00", supplier_name="旧名有限公司", signed_on="2025-01-05")]
    city.release(CONTRACTS, "112", rows)
    assert suppliers(city)[0].names == (BUILDER, "旧名有限公司")


def test_contracts_stand_newest_first_with_the_days_they_came_late(city: Released) -> None:
    rows = [
        contract("早", "1.00", signed_on="2026-01-05", published_on="2026-01-06"),
        contract("晚", "2.00", signed_on="2026-03-05", published_on="2026-03-12"),
    ]
    city.release(CONTRACTS, "112", rows)
    [party] = suppliers(city)
    assert [(deal.number, deal.late) for deal in party.contracts] == [("晚", 3), ("早", 0)]
    assert [(each.told, each.number) for each in party.partners] == [(SCHOOLS, 2)]


def test_only_awards_with_a_total_in_yuan_are_added_up(city: Released) -> None:
    city.release(CONTRACTS, "112", [contract("1", "1.00")])
    award = {"project_no": "P", "supplier_name": BUILDER, "supplier_uscc": BUILDER_CODE, "published_on": "2026-03-01"}
    rows = [
        {**award, "notice_no": "1", "award_amount": "10.10", "price_basis": "总价", "currency": "人民币"},
        {**award, "notice_no": "2", "award_amount": "20.20"},
        {**award, "notice_no": "3", "award_amount": "98.00", "price_basis": "费率"},
        {**award, "notice_no": "4", "award_amount": "5.00", "currency": "美元"},
    ]
    city.release(AWARDS, "112", rows)
    [party] = suppliers(city)
    assert party.wins is not None
    assert (party.wins.number, party.wins.totalled, party.wins.amount) == (4, 2, Decimal("30.30"))


def test_the_largest_have_pages(city: Released) -> None:
    rows = [contract(str(n), f"{n}.00", supplier_name=f"示例{n}号公司", supplier_uscc=None) for n in range(1, 6)]
    city.release(CONTRACTS, "112", rows)
    assert [party.name for party in suppliers(city, most=2)] == ["示例5号公司", "示例4号公司"]


def test_a_page_lists_so_many_contracts_and_knows_of_all(city: Released, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "CONTRACTS_LISTED", 2)
    city.release(CONTRACTS, "112", [contract(str(n), "1.00") for n in range(5)])
    [party] = suppliers(city)
    assert (len(party.contracts), party.whole.number) == (2, 5)


@pytest.mark.parametrize(
    "hostile", ["../../etc/passwd", "91999900MA9418Q77Y/..", "index", "a\x00b", "<b>", "", "甲" * 9]
)
def test_no_name_of_a_party_becomes_a_path(hostile: str) -> None:
    assert page_name(hostile).isalnum()
    assert page_name(hostile).isascii()
    assert page_name(hostile) != "index"
