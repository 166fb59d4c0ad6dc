"""日期在报送表所属的年度内。
A date lies in the fiscal year the table declares.

Source: STR-006; 预算年度 is the calendar year (《预算法》第十八条).
"""

from gongkai.contract.dated import SameYear
from quality.context import TableContext, column
from quality.rules.forms import RowRule, RowTest


def tests(check: SameYear, context: TableContext) -> RowRule:
    """One test on the printed dates."""
    day, year = column(check.column), context.period
    fails = f"{day} NOT BETWEEN DATE '{year:04}-01-01' AND DATE '{year:04}-12-31'"
    return RowRule((RowTest(check.column, f"{day} IS NOT NULL", fails, {"day": day}, {"year": year}),))
