"""科目编码属于该表的预算类型（政府性基金、国有资本经营、社会保险基金）。
A code stands in a table of the fund that it belongs to.

Source: COD-005, 政府收支分类科目: 21208 only in government funds, 223 only in state capital, 209 only in social
insurance. Codes that the list gives no fund are left out.
"""

from gongkai.contract.structure import CodeOfFund
from quality.context import TableContext, column
from quality.rules.forms import RowRule, RowTest
from quality.rules.lookups import distinct, fill, join, lookup_name


def tests(check: CodeOfFund, context: TableContext) -> RowRule:
    """Each distinct pair of code and fund is judged once; a code has the fund of the nearest code above it."""
    listed = {entry.code: entry.fund for entry in context.code_list(check.code_column) if entry.fund}
    pairs = [(str(c), str(f)) for c, f in distinct(context, [check.code_column, check.fund_column])]
    wanted = [(c, f, expected) for c, f in pairs if (expected := _fund(c, listed))]
    table = lookup_name(check, check.code_column)
    fill(context, table, {"code": "VARCHAR", "fund": "VARCHAR", "expected": "VARCHAR"}, wanted)
    test = RowTest(
        check.code_column,
        applies=f"{table}.expected IS NOT NULL",
        fails=f"{table}.expected <> {column(check.fund_column)}",
        said={"subject": column(check.code_column), "fund": column(check.fund_column), "expected": f"{table}.expected"},
        joins=(join(table, code=check.code_column, fund=check.fund_column),),
    )
    return RowRule((test,), reason="" if listed else "科目表没有注明预算类型 / the code list names no funds")


def _fund(code: str, listed: dict[str, str]) -> str | None:
    above = (code[:length] for length in range(len(code), 2, -2))
    return next((listed[each] for each in above if each in listed), None)
