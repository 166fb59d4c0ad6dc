"""科目的金额等于科目表中所属各科目之和（容许四舍五入差，其中项不计）。
A subject equals the sum of the subjects that the code list puts under it, rounding and of-which rows apart.

Source: SUM-005 to SUM-008; the parents are those of the code list. A subject without a printed part is left out.
"""

from decimal import Decimal
from typing import Any

from gongkai.contract.checks import ListSum
from gongkai.engine import literal, name
from quality.context import ROWS, TableContext, column
from quality.rules.forms import LISTED, Failure, Judged
from quality.rules.rounding import OFF, half_digit, rounding_remark, tallied
from quality.rules.table.subjects import counted, printed_name

TABLE = "listed_sums"


def judge(check: ListSum, context: TableContext) -> Judged:
    """Compares every subject of `of` with its printed parts, within one key but for the code."""
    if context.incomplete:
        return Judged(0, reason=context.incomplete)
    context.connection.execute(f"CREATE OR REPLACE TEMP TABLE {TABLE} AS {_compared(check, context)}")
    checked, failed, within = tallied(context, TABLE)
    reason = "" if checked else "表中没有这些科目及其所属科目 / the table prints no such subject with its parts"
    return Judged(checked, failed, _failures(check, context), rounding_remark(check.code, within), reason)


def _compared(check: ListSum, context: TableContext) -> str:
    contract, amount, code = context.contract, column(check.amount), column(check.code_column)
    parents = {entry.code: entry.parent for entry in context.code_list(check.code_column) if entry.parent in check.of}
    listed = ", ".join(f"({literal(child)}, {literal(parent)})" for child, parent in parents.items()) or "('', '')"
    others = [key for key in contract.table.primary_key if key != check.code_column]
    grouped = "".join(f", {column(key)} AS {name(key)}" for key in others)
    same = "".join(f" AND {column(key)} IS NOT DISTINCT FROM parts.{name(key)}" for key in others)
    half = half_digit(context)
    return f"""
        WITH parts AS (
            SELECT listed.parent{grouped}, sum({amount}) AS added, count({amount}) AS addends,
                max({half}) AS half
            FROM {ROWS} JOIN (VALUES {listed}) AS listed(code, parent) ON {code} = listed.code
            WHERE {amount} IS NOT NULL AND {counted(contract)} GROUP BY ALL)
        SELECT {context.row} AS place, [{context.origin}] AS origin, {code} AS code, {printed_name(contract)} AS label,
            {amount} AS stated, added, addends, {amount} - added AS difference,
            (addends + 1) * greatest(parts.half, {half}) AS tolerance
        FROM {ROWS} JOIN parts ON {code} = parts.parent{same}
        WHERE {amount} IS NOT NULL"""


def _failures(check: ListSum, context: TableContext) -> tuple[Failure, ...]:
    rows: list[tuple[Any, ...]] = context.connection.execute(
        f"SELECT place, origin, code, label, stated, added, addends, difference FROM {TABLE} WHERE {OFF} "
        f"ORDER BY ALL LIMIT {LISTED}"
    ).fetchall()
    return tuple(_failure(check.amount, *row) for row in rows)


def _failure(
    amount: str,
    place: int,
    origin: list[str | None],
    code: str,
    label: str,
    stated: Decimal,
    added: Decimal,
    addends: int,
    difference: Decimal,
) -> Failure:
    said = {"subject": code, "name": label, "stated": stated, "sum": added, "parts": addends, "difference": difference}
    return Failure(amount, place, stated, said, *origin)
