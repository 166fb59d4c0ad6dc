"""有金额的科目列示到规定的级次。
Wherever an amount stands, the hierarchy is printed down to the prescribed level.

Source: STR-003 本级支出公开到功能分类项级科目, STR-004 基本支出公开到经济分类款级科目
(《预算法》第三十二条、第四十六条). 预备费 and transfers have no further levels.
"""

from gongkai.contract.checks import CodeDepth
from gongkai.engine import literal, name
from quality.context import OF, ROWS, TableContext, column, has_text
from quality.loading import SUBMISSION
from quality.rules.forms import RowRule, RowTest
from quality.rules.lookups import lookup_name
from quality.rules.table.subjects import LEVELS, digits, parent


def tests(check: CodeDepth, context: TableContext) -> RowRule:
    """One test; a row fails that is above the level, has an amount, and no printed child within one key but for the
    code.
    """
    table, code = lookup_name(check, check.code_column), column(check.code_column)
    keys = [key for key in context.contract.table.primary_key if key != check.code_column]
    named = "".join(f", {column(key)} AS {name(key)}" for key in keys)
    context.connection.execute(
        f"CREATE OR REPLACE TEMP TABLE {table} AS SELECT DISTINCT {OF} AS {SUBMISSION}, "
        f"{parent(check.code_column)} AS above{named} FROM {ROWS}"
    )
    same = "".join(f" AND {table}.{name(key)} IS NOT DISTINCT FROM {column(key)}" for key in keys)
    amounts = [column(amount) for amount in check.amounts]
    zh, en = LEVELS[check.level]
    test = RowTest(
        check.code_column,
        applies=_applies(check, context, amounts),
        fails=f"length({code}) < {digits(check.level)} AND {table}.above IS NULL",
        said={"subject": code, "amount": f"coalesce({', '.join(amounts)})"},
        facts={"level_zh": zh, "level_en": en},
        joins=(f"LEFT JOIN {table} ON {table}.{SUBMISSION} = {OF} AND {table}.above = {code}{same}",),
    )
    return RowRule((test,), reasons=context.incomplete)


def _applies(check: CodeDepth, context: TableContext, amounts: list[str]) -> str:
    code = column(check.code_column)
    conditions = [f"({' OR '.join(f'{amount} <> 0' for amount in amounts)})", f"NOT starts_with({code}, '_')"]
    conditions += [has_text(column(key), texts) for key, texts in check.where.items()]
    conditions += [f"NOT starts_with({code}, {literal(flat)})" for flat in check.flat]
    return " AND ".join([*conditions, context.whole])
