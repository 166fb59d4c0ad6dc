"""列值符合规定的格式。
A value has the form that its column prescribes.

Source: the constraint `pattern` of the dataset's Table Schema; the whole value must match.
"""

from gongkai.engine import literal
from quality.context import TableContext, column
from quality.rules.field.constraints import SchemaCheck
from quality.rules.forms import RowRule, RowTest


def tests(check: SchemaCheck, context: TableContext) -> RowRule:
    """One test for each column with a pattern."""
    return RowRule(tuple(_test(each, context) for each in check.columns))


def _test(each: str, context: TableContext) -> RowTest:
    pattern = context.contract.table.by_name[each].constraints.pattern
    fails = f"NOT regexp_full_match({column(each)}, {literal(pattern)})"
    return RowTest(each, f"{column(each)} IS NOT NULL", fails, facts={"pattern": pattern})
