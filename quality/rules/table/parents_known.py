"""表中编码的各级上级科目已列示，或可由科目表推出。
Every parent of a printed code is printed too, or stands in the code list.

Source: COD-004. Lines without a code of their own (`_TOT`) are left out.
"""

from gongkai.contract.structure import ParentsKnown
from quality.context import OF, ROWS, TableContext, column
from quality.loading import SUBMISSION
from quality.rules.forms import RowRule, RowTest
from quality.rules.lookups import lookup_name
from quality.rules.table.subjects import parent


def tests(check: ParentsKnown, context: TableContext) -> RowRule:
    """One test on the codes that have a parent."""
    listed = [entry.code for entry in context.code_list(check.code_column)]
    table, above = lookup_name(check, check.code_column), parent(check.code_column)
    printed = f"SELECT DISTINCT {OF} AS {SUBMISSION}, {column(check.code_column)} AS code FROM {ROWS}"
    known = "SELECT unnest(?::INTEGER[]), code FROM (SELECT unnest(?::VARCHAR[]) AS code)"
    numbers = list(range(len(context.submissions)))
    made = f"CREATE OR REPLACE TEMP TABLE {table} AS {printed} UNION {known}"
    context.connection.execute(made, [numbers, listed])
    test = RowTest(
        check.code_column,
        applies=f"{above} IS NOT NULL",
        fails=f"{table}.code IS NULL",
        said={"subject": column(check.code_column), "parent": above},
        joins=(f"LEFT JOIN {table} ON {table}.{SUBMISSION} = {OF} AND {table}.code = {above}",),
    )
    return RowRule((test,))
