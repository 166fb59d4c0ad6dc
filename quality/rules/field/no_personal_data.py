"""不得公开个人信息的列中没有身份证号、银行卡号和手机号。
Columns that may not hold personal data hold no identity number, bank card or mobile number.

Source: 《个人信息保护法》; 《政府信息公开条例》第十五条 (SEC-001).
"""

from gongkai.contract.checks import NoPersonalData
from gongkai.masking import SUSPICIOUS, find
from quality.context import TableContext, column
from quality.rules.forms import RowRule, RowTest
from quality.rules.lookups import distinct, fill, join, lookup_name

KINDS = {
    "identity_number": ("身份证号", "an identity number"),
    "bank_card": ("银行卡号", "a bank card number"),
    "mobile_number": ("手机号", "a mobile number"),
}


def tests(check: NoPersonalData, context: TableContext) -> RowRule:
    """One test for each column; only distinct texts with a long number are looked into."""
    return RowRule(tuple(_test(check, context, each) for each in check.columns))


def _test(check: NoPersonalData, context: TableContext, each: str) -> RowTest:
    texts = (str(text) for (text,) in distinct(context, [each], SUSPICIOUS))
    found = [(text, kinds[0]) for text in texts if (kinds := find(text))]
    table = lookup_name(check, each)
    rows = [(text, *KINDS[kind]) for text, kind in found]
    fill(context, table, {"text": "VARCHAR", "zh": "VARCHAR", "en": "VARCHAR"}, rows)
    return RowTest(
        each,
        applies=f"{column(each)} IS NOT NULL",
        fails=f"{table}.text IS NOT NULL",
        said={"found_zh": f"{table}.zh", "found_en": f"{table}.en"},
        joins=(join(table, text=each),),
    )
