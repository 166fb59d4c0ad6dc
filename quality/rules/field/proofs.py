"""Codes that carry their own proof: how a judgement in Python on distinct codes becomes a row test."""

from collections.abc import Callable, Mapping

from gongkai.contract.checked import CheckBase
from quality.context import TableContext, column
from quality.rules.forms import RowTest
from quality.rules.lookups import distinct, fill, join, lookup_name


def faulty_code(
    check: CheckBase,
    context: TableContext,
    code_column: str,
    fault_of: Callable[[str], str | None],
    sentences: Mapping[str, tuple[str, str]],
) -> RowTest:
    """A test that fails where `fault_of` names a fault; its sentences (zh, en) are said as `fault_zh`, `fault_en`."""
    judged = ((str(code), fault_of(str(code))) for (code,) in distinct(context, [code_column]))
    faults = [(code, *sentences[fault]) for code, fault in judged if fault is not None]
    table = lookup_name(check, code_column)
    fill(context, table, {"code": "VARCHAR", "zh": "VARCHAR", "en": "VARCHAR"}, faults)
    return RowTest(
        code_column,
        applies=f"{column(code_column)} IS NOT NULL",
        fails=f"{table}.code IS NOT NULL",
        said={"fault_zh": f"{table}.zh", "fault_en": f"{table}.en"},
        joins=(join(table, code=code_column),),
    )
