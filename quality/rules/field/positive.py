"""金额大于零。
An amount is above zero.

Source: PRC-008; real notices print 0 元 as a placeholder.
"""

from gongkai.contract.checks import Positive
from quality.context import TableContext, column
from quality.rules.forms import RowRule, RowTest
from quality.rules.meant import given, rows_meant


def tests(check: Positive, _context: TableContext) -> RowRule:
    """One test on the printed amounts."""
    amount = column(check.column)
    applies = f"{given(check.column)} AND {rows_meant(check.where)}"
    return RowRule((RowTest(check.column, applies, f"{amount} <= 0", {"amount": amount}),))
