"""The figure a page leads with is exact."""

from dataclasses import replace
from decimal import Decimal

from gongkai.contract import Contract
from gongkai.journal.releases import Part, Release
from publish.portal.figures import headline_amount

PART = Part("101", "c", "k", 1, "s", 2, "2026-03-02", "2026-03-02", {"total": "300.30", "amount": "0.10"})


def a_release(contract: Contract) -> Release:
    return Release(contract.id, 2026, 1, "c", "2026-03-02T02:00:00+08:00", "published", (PART,), {})


def test_the_parts_add_up_to_the_cent(contract: Contract) -> None:
    three = replace(a_release(contract), parts=(PART, PART, PART))
    assert headline_amount(contract, three) == Decimal("0.30")
