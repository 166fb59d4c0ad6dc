"""金额的大写与小写一致。
An amount in words equals the amount in figures.

Source: SUM-016; contracts and awards print both. Words that mean no amount are a fault too. The engine writes the words
of every amount itself; only words that read otherwise are taken apart.
"""

import re
from decimal import Decimal

from gongkai.contract.chain import WordsAmount
from gongkai.values.labels import fold
from gongkai.values.numerals import parse_numeral
from quality.context import HALF_DIGIT, ROWS, TableContext, column
from quality.rules.forms import RowRule, RowTest
from quality.rules.lookups import fill, join, lookup_name
from quality.rules.meant import called, given

#: What may stand between or beside the digits, without changing the amount.
_UNSAID = ("人民币", "元", "圆", "整", "正", "零")
_BESIDE = re.compile(r"人民币|大写|[():,\s]")
_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_SECTIONS = "words_of_sections"
#: No column of amounts holds as much.
_MOST = 10**18


def tests(check: WordsAmount, context: TableContext) -> RowRule:
    """One test; distinct words that the engine did not settle are read once. Rounding the figures is no difference."""
    words, table = column(check.column), lookup_name(check, check.column)
    read = [(text, value, *_told(value)) for text in unsettled(check, context) for value in [meant(text)]]
    fill(context, table, {"words": "VARCHAR", "amount": "DECIMAL(38,2)", "zh": "VARCHAR", "en": "VARCHAR"}, read)
    told = {"told_zh": f"{table}.zh", "told_en": f"{table}.en"}
    test = RowTest(
        check.column,
        applies=given(check.column, check.amount),
        fails=f"{table}.words IS NOT NULL AND "
        f"coalesce(abs({table}.amount - {column(check.amount)}) > {HALF_DIGIT}, true)",
        said={"words": words, "amount": column(check.amount), **told},
        facts=called(context, figures=check.amount),
        joins=(join(table, words=check.column),),
    )
    return RowRule((test,))


def meant(words: str) -> Decimal | None:
    """The amount in 元 that words such as 人民币壹佰万元整 mean; None for what is no amount in words."""
    found = parse_numeral(_BESIDE.sub("", fold(words)))
    value = Decimal(0 if found is None else found)
    return None if found is None or abs(value) >= _MOST else value


def _told(value: Decimal | None) -> tuple[str, str]:
    return ("读不出金额", "means no amount") if value is None else (f"是 {value:,.2f} 元", f"means {value:,.2f} yuan")


def unsettled(check: WordsAmount, context: TableContext) -> list[str]:
    """The distinct words that are not those that the engine writes for their amount."""
    _make_sections(context)
    bare = column(check.column)
    for part in _UNSAID:
        bare = f"replace({bare}, '{part}', '')"
    cents = f"({column(check.amount)} * 100)::BIGINT"
    rows = f"SELECT {column(check.column)} AS printed, {bare} AS bare, {cents} AS c FROM {ROWS}"
    joins = " ".join(
        f"LEFT JOIN {_SECTIONS} AS s{power} ON s{power}.number = c // {100 * 10**power} % 10000" for power in (8, 4, 0)
    )
    found = context.connection.execute(
        f"SELECT DISTINCT printed FROM ({rows} WHERE {given(check.column, check.amount)}) {joins} "
        f"LEFT JOIN {_SECTIONS} AS cents ON cents.number = c % 100 "
        f"WHERE bare IS DISTINCT FROM {_written()} ORDER BY printed"
    )
    return [words for (words,) in found.fetchall()]


def _written() -> str:
    """The SQL of the words of `c` 分, without what may be left out; NULL for zero and from 一万亿元 on."""
    units = ((8, "亿"), (4, "万"))
    high = (f"CASE WHEN s{power}.words <> '' THEN s{power}.words || '{unit}' END" for power, unit in units)
    return f"CASE WHEN c BETWEEN 1 AND {10**14 - 1} THEN concat({', '.join(high)}, s0.words, cents.cents) END"


def _make_sections(context: TableContext) -> None:
    """Every number below ten thousand in words, and below a hundred as 角 and 分."""
    rows = [(number, _section(number), _cents(number) if number < 100 else None) for number in range(10_000)]
    fill(context, _SECTIONS, {"number": "BIGINT", "words": "VARCHAR", "cents": "VARCHAR"}, rows)


def _section(number: int) -> str:
    places = ((1000, "仟"), (100, "佰"), (10, "拾"), (1, ""))
    return "".join(_DIGITS[number // place % 10] + unit for place, unit in places if number // place % 10)


def _cents(number: int) -> str:
    return "".join(_DIGITS[digit] + unit for digit, unit in ((number // 10, "角"), (number % 10, "分")) if digit)
