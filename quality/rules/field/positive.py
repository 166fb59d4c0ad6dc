"""金额大于零。
An amount is above zero.

Source: PRC-008; real notices print 0 元 as a placeholder.
"""

from gongkai.contract.checks import Positive
from quality.context import TableContext, column
from quality.rules.forms import RowRule, RowTest


def tests(check: Positive, _context: TableContext) -> RowRule:
    """One test on the printed amounts."""
    amount = column(check.column)
    return RowRule((RowTest(check.column, f"{amount} IS NOT NULL", f"{amount} <= 0", {"amount": amount}),))
