"""A list whose key holds the row of the source: equal rows are different facts, such as two payments alike."""

from tests.support.sheets import contract, contracts
from tests.support.town import CONTRACTS, Town

NAME = "112/合同_2026.csv"
TWICE = contracts(contract("HT-1"), contract("HT-1"))


def test_rows_alike_are_set_aside_where_the_key_would_tell_them_apart(town: Town) -> None:
    assert town.submission(CONTRACTS, NAME, TWICE).set_aside == 2
    assert len(town.told("STR-013")) == 2


def test_rows_alike_are_kept_where_only_their_place_tells_them_apart(town: Town) -> None:
    declared = town.contract(CONTRACTS)
    table = declared.table.model_copy(update={"primary_key": ("contract_no", "source_row")})
    vars(town.home)["contracts"] = {CONTRACTS: declared.model_copy(update={"table": table})}
    submission = town.submission(CONTRACTS, NAME, TWICE)
    assert (submission.rows, submission.set_aside) == (2, 0)
    assert town.told("STR-013") == []
