"""列值不是占位的文字或数字。
A value is no text or number that only fills its place.

Source: PRC-008; real notices print “年” as the term of a contract, and 1 as the price of every bidder.
"""

from decimal import Decimal

from gongkai.contract.chain import Placeholder
from gongkai.engine import literal
from quality.context import TableContext, column
from quality.rules.forms import RowRule, RowTest
from quality.rules.meant import given, rows_meant


def tests(check: Placeholder, _context: TableContext) -> RowRule:
    """One test on the printed values; blanks around a text do not count."""
    text = f"trim({column(check.column)}::VARCHAR, ' 　\t')"
    said = [f"{text} IN ({', '.join(map(literal, check.texts))})"] if check.texts else []
    numbers = ", ".join(f"{Decimal(str(amount)):f}" for amount in check.figures)
    said += [f"{column(check.column)} IN ({numbers})"] if check.figures else []
    applies = f"{given(check.column)} AND {rows_meant(check.where)}"
    return RowRule((RowTest(check.column, applies, " OR ".join(said)),))
