"""有金额的科目列示到规定的级次。
Wherever an amount stands, the hierarchy is printed down to the prescribed level.

Source: STR-003 本级支出公开到功能分类项级科目 (《预算法》第三十二条、第四十六条).
"""

from gongkai.contract.checks import CodeDepth
from quality.context import ROWS, TableContext, column
from quality.rules.forms import RowRule, RowTest
from quality.rules.lookups import join, lookup_name
from quality.rules.table.subjects import LEVELS, digits, parent


def tests(check: CodeDepth, context: TableContext) -> RowRule:
    """One test; a row fails that is above the level, has an amount, and no printed child."""
    if context.incomplete:
        return RowRule((), reason=context.incomplete)
    table = lookup_name(check, check.code_column)
    context.connection.execute(
        f"CREATE OR REPLACE TEMP TABLE {table} AS SELECT DISTINCT {parent(check.code_column)} AS code FROM {ROWS}"
    )
    code, amounts = column(check.code_column), [column(amount) for amount in check.amounts]
    zh, en = LEVELS[check.level]
    test = RowTest(
        check.code_column,
        applies=" OR ".join(f"{amount} <> 0" for amount in amounts),
        fails=f"length({code}) < {digits(check.level)} AND {table}.code IS NULL",
        said={"subject": code, "amount": f"coalesce({', '.join(amounts)})"},
        facts={"level_zh": zh, "level_en": en},
        joins=(join(table, code=check.code_column),),
    )
    return RowRule((test,))
