"""前一日期不晚于后一日期。
One date is not after the other that follows from it.

Source: COD-012 (a notice is not dated before what it tells of).
"""

from gongkai.contract.checks import DateOrder
from quality.context import TableContext, column
from quality.rules.forms import RowRule, RowTest


def tests(check: DateOrder, context: TableContext) -> RowRule:
    """One test where both dates are printed; the later one is blamed."""
    earlier, later = column(check.earlier), column(check.later)
    field = context.contract.table.by_name[check.earlier]
    test = RowTest(
        check.later,
        applies=f"{earlier} IS NOT NULL AND {later} IS NOT NULL",
        fails=f"{later} < {earlier}",
        said={"earlier": earlier, "later": later},
        facts={"earlier_zh": field.title, "earlier_en": field.title_en},
    )
    return RowRule((test,))
