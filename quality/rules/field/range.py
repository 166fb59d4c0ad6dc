"""列值在规定的最小值与最大值之间。
A value lies between the smallest and the largest its column allows.

Source: the constraints `minimum` and `maximum` of the dataset's Table Schema, both inclusive.
"""

from gongkai.contract import Field
from gongkai.engine import literal
from quality.context import TableContext, column
from quality.rules.field.constraints import SchemaCheck
from quality.rules.forms import RowRule, RowTest


def tests(check: SchemaCheck, context: TableContext) -> RowRule:
    """One test for each column with a limit."""
    return RowRule(tuple(_test(context.contract.table.by_name[each]) for each in check.columns))


def _test(field: Field) -> RowTest:
    least, most = field.constraints.minimum, field.constraints.maximum
    limits = [
        f"{column(field.name)} {sign} {_limit(field, limit)}"
        for sign, limit in (("<", least), (">", most))
        if limit is not None
    ]
    shown = f"{'…' if least is None else least} – {'…' if most is None else most}"
    return RowTest(field.name, f"{column(field.name)} IS NOT NULL", " OR ".join(limits), facts={"range": shown})


def _limit(field: Field, limit: object) -> str:
    return f"CAST({literal(limit)} AS {field.sql_type})"
