"""A fictional city with contracts that are easy to add up by hand."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from publish.portal.context import Context
from tests.support.released import Released

CONTRACTS, AWARDS = "procurement/contracts", "procurement/awards"
SCHOOLS, CLINIC = "示例市教育局", "示例市卫生健康委员会"
SCHOOLS_CODE, CLINIC_CODE = "11999900MB99A10105", "11999900MB99A1053J"
BUILDER, BUILDER_CODE = "示例建设有限公司", "91999900MA9418Q77Y"


def contract(number: str, amount: str, **more: str | None) -> dict[str, str | None]:
    """A row of the contracts: the schools buy from the builder by open tender, in time."""
    return {
        "contract_no": number,
        "contract_name": f"合同{number}",
        "project_no": f"CG-{number}",
        "buyer_name": SCHOOLS,
        "buyer_uscc": SCHOOLS_CODE,
        "supplier_name": BUILDER,
        "supplier_uscc": BUILDER_CODE,
        "method": "公开招标",
        "amount": amount,
        "signed_on": "2026-03-05",
        "published_on": "2026-03-06",
        **more,
    }


@pytest.fixture
def city(tmp_path: Path) -> Iterator[Released]:
    """The city, which has contracts and awards, and nothing released."""
    found = Released(tmp_path, CONTRACTS, AWARDS)
    yield found
    found.home.close()


@pytest.fixture
def context(city: Released) -> Context:
    """One build of its site."""
    return Context(city.home)
