"""规定的情形下，有关各列都已填写。
Where a case requires it, the columns in question have a value.

Source: STR-005 专项转移支付分地区、分项目公开 (《预算法》第十四条, 财预〔2016〕143号), PRC-007 公告格式
(财办库〔2020〕50号).
"""

from collections.abc import Mapping

from gongkai.contract.structure import GivenWhen
from quality.context import TableContext, column, has_text
from quality.rules.forms import RowRule, RowTest


def tests(check: GivenWhen, context: TableContext) -> RowRule:
    """One test for each column that must have a value."""
    case = " AND ".join(has_text(column(key), texts) for key, texts in check.when.items())
    fields = [context.contract.table.by_name[key] for key in check.when]
    stated = f"concat_ws('、', {', '.join(f'{column(key)}::VARCHAR' for key in check.when)})"
    facts = {"case_zh": "、".join(f.title for f in fields), "case_en": ", ".join(f.title_en for f in fields)}
    return RowRule(tuple(_test(each, case, stated, facts) for each in check.columns))


def _test(each: str, case: str, stated: str, facts: Mapping[str, object]) -> RowTest:
    return RowTest(each, case, f"coalesce({column(each)}::VARCHAR, '') = ''", {"stated": stated}, facts)
