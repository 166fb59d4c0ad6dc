"""前一日期不晚于后一日期。
One date is not after the other that follows from it.

Source: COD-012 (a notice is not dated before what it tells of), LIM-016, PRC-017 (acceptance follows the contract).
"""

from gongkai.contract.dated import DateOrder
from quality.context import TableContext, column
from quality.rules.forms import RowRule, RowTest
from quality.rules.meant import blamed, called, found_by, given, rows_meant


def tests(check: DateOrder, context: TableContext) -> RowRule:
    """One test where both dates are known; the later one is blamed, unless it stands at the other end of a link."""
    earlier, later = column(check.earlier), column(check.later)
    test = RowTest(
        blamed(context, check.later, check.earlier),
        applies=f"{given(check.earlier, check.later)} AND {rows_meant(check.where)}",
        fails=f"{later} < {earlier}",
        said={"earlier": earlier, "later": later, **found_by(context, check.earlier, check.later)},
        facts=called(context, earlier=check.earlier, later=check.later),
    )
    return RowRule((test,))
