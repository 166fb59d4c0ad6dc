"""The stages of the declared datasets stand in their natural order."""

import pytest

from publish.chains.order import ranks
from tests.support.chained import AWARDS, BUDGET, CONTRACTS, CORRECTIONS, FINAL, INTENTIONS, PROJECTS, TENDERS, Chained
from tests.support.town import declared


@pytest.mark.parametrize(
    ("earlier", "later"),
    [(BUDGET, PROJECTS), (INTENTIONS, TENDERS), (TENDERS, CORRECTIONS), (CORRECTIONS, AWARDS), (CONTRACTS, FINAL)],
)
def test_the_money_comes_first_and_its_account_last(earlier: str, later: str) -> None:
    order = ranks(declared())
    assert order[earlier] < order[later]


def test_every_dataset_has_a_place_of_its_own(city: Chained) -> None:
    order = ranks(city.home.contracts)
    assert len(set(order.values())) == len(order)
    assert order["procurement/links"] > order[FINAL]
