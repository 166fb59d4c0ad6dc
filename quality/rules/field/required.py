"""必填的列每一行都有值。
A required column has a value on every row.

Source: the constraint `required` of the dataset's Table Schema; the columns of its primary key are required too.
"""

from quality.context import TableContext, column
from quality.rules.field.constraints import SchemaCheck
from quality.rules.forms import RowRule, RowTest


def tests(check: SchemaCheck, _context: TableContext) -> RowRule:
    """One test for each required column."""
    return RowRule(tuple(RowTest(each, "true", f"{column(each)} IS NULL") for each in check.columns))
