"""The figure of a release that a page leads with, exact."""

from decimal import Decimal

from gongkai.contract import Contract
from gongkai.journal.releases import Release


def headline_amount(contract: Contract, release: Release) -> Decimal | None:
    """The sum of the first amount column in 元. Rows that add up others do not count in it. None when there is no such
    column, and for a table that tells the same money more than once, by stage, scope or side.
    """
    amounts = contract.table.with_role("amount")
    if not amounts or _told_more_than_once(contract):
        return None
    return sum((Decimal(part.amounts.get(amounts[0].name, "0")) for part in release.parts), Decimal(0))


def _told_more_than_once(contract: Contract) -> bool:
    """Whether a column of the key says which of several tellings a row belongs to."""
    key = (contract.table.by_name[name] for name in contract.table.primary_key)
    return any(len(field.constraints.enum or ()) > 1 for field in key)
