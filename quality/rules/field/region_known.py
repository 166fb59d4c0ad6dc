"""行政区划代码在该年度有效。
A region code is valid in the year of the table.

Source: COD-007, GB/T 2260; a city adds its own districts in `regions.csv` of its home.
"""

from gongkai.contract.structure import RegionKnown
from quality.context import TableContext
from quality.rules.field.listed import unlisted
from quality.rules.forms import RowRule


def tests(check: RegionKnown, context: TableContext) -> RowRule:
    """One test against the codes of the year."""
    codes = context.registers.regions(context.period)
    if not codes:
        return RowRule((), reason="没有行政区划代码表 / there is no list of regions")
    return RowRule((unlisted(check, context, check.column, codes, year=context.period),))
