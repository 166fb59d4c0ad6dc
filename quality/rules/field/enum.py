"""列值是允许值之一。
A value is one of those its column allows.

Source: the constraint `enum` of the dataset's Table Schema.
"""

from gongkai.engine import literal
from quality.context import TableContext, column
from quality.rules.field.constraints import SchemaCheck
from quality.rules.forms import RowRule, RowTest


def tests(check: SchemaCheck, context: TableContext) -> RowRule:
    """One test for each column with a list of values."""
    return RowRule(tuple(_test(each, context) for each in check.columns))


def _test(each: str, context: TableContext) -> RowTest:
    allowed = context.contract.table.by_name[each].constraints.enum or ()
    fails = f"{column(each)}::VARCHAR NOT IN ({', '.join(map(literal, allowed))})"
    return RowTest(each, f"{column(each)} IS NOT NULL", fails, facts={"allowed": " / ".join(allowed)})
