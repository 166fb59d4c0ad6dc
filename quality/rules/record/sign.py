"""金额只在规定的科目可以为负数。
An amount is negative only on the lines where it may be.

Source: SUM-017; 国有资本经营收入, 退税 and 冲减 may be negative in general-budget accounts.
"""

from gongkai.contract.structure import Sign
from gongkai.engine import literal
from quality.context import TableContext, column
from quality.rules.forms import RowRule, RowTest


def tests(check: Sign, _context: TableContext) -> RowRule:
    """One test for each amount; a code of `negative` stands for those below it too."""
    code = column(check.code_column)
    allowed = " OR ".join(f"starts_with({code}, {literal(each)})" for each in check.negative) or "false"
    return RowRule(tuple(_test(amount, code, allowed) for amount in check.amounts))


def _test(amount: str, code: str, allowed: str) -> RowTest:
    fails = f"{column(amount)} < 0 AND NOT coalesce({allowed}, false)"
    return RowTest(amount, f"{column(amount)} IS NOT NULL", fails, {"subject": code, "amount": column(amount)})
