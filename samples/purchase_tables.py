"""Which purchases stand in which table of the procurement centre, year by year and night by night.

Here belongs the choice. What a row prints belongs to `purchase_rows`, the planted faults to `purchase_faults`.
"""

import random
from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache

from samples import workdays
from samples.city import YEAR
from samples.contracts import contracts, paid
from samples.purchase_rows import Row, acceptance, award, failed, intention, tender
from samples.purchases import TODAY, Purchase, purchase, purchases

#: The last day that the exports of a night tell of.
LAST_DAYS = {1: TODAY, 2: TODAY + timedelta(days=1)}
_COMING = (501, 44, date(YEAR, 3, 16), date(YEAR, 5, 8))
_EIGHTH = 8


@cache
def coming() -> tuple[Purchase, ...]:
    """Purchases under way, told as if their contracts were signed in spring; of eight one fails, one is terminated."""
    found = contracts(random.Random("coming"), *_COMING)
    return tuple(map(purchase, paid(list(found), YEAR)))


def every() -> tuple[Purchase, ...]:
    """All purchases of the centre."""
    return (*purchases(YEAR - 1), *purchases(YEAR), *coming())


def fails(found: Purchase) -> bool:
    """Whether nobody wins (废标)."""
    return found in coming() and int(found.number[-4:]) % _EIGHTH == 0


def terminated(found: Purchase) -> bool:
    """Whether the purchase was given up before bids were opened."""
    return found in coming() and int(found.number[-4:]) % _EIGHTH == 5


def intentions(year: int) -> list[Row]:
    """The intentions of purchases that begin in a year, by number."""
    found = [each for each in every() if each.intended <= TODAY and each.tendered.year == year]
    return sorted(map(intention, found), key=lambda row: (row["公开日期"], row["意向编号"]))


def tenders(year: int, night: int) -> list[Row]:
    """The notices of a year up to a night."""
    rows = [tender(each) for each in every() if each.tendered <= LAST_DAYS[night]]
    rows += [_second(tender(each), each.budget // 3 // 100_00 * 100_00) for each in _with_lots()]
    return _of_year(rows, year, LAST_DAYS[night])


def awards(year: int, night: int) -> list[Row]:
    """The results of a year up to a night; the second package of a purchase has failed."""
    found = [each for each in every() if each.announced <= LAST_DAYS[night] and not terminated(each)]
    rows = [failed(each) if fails(each) else award(each) for each in found]
    rows += [row | {"包号": "2"} for row in map(failed, _with_lots())]
    return _of_year(rows, year, LAST_DAYS[night])


def corrections(year: int) -> list[Row]:
    """Corrections (更正) of notices two working days after them, and terminations (终止)."""
    rows = [_corrected(each) for each in every() if _is_corrected(each)]
    rows += [_terminated(each) for each in coming() if terminated(each) and _ended(each) <= TODAY]
    rows += [_result_corrected(each) for each in purchases(YEAR)[5:365:180]]
    return _of_year(rows, year)


def acceptances(year: int) -> list[Row]:
    """The acceptances of goods and services that were delivered at once, up to the first night."""
    found = [each for each in every() if "30日" in each.contract["履约期限"] and each not in coming()]
    return _of_year(map(acceptance, found), year)


def _of_year(rows: Iterable[Row], year: int, last: date = TODAY) -> list[Row]:
    """What was published in a year up to a day, in that order."""
    found = [row for row in rows if row["公告日期"].startswith(str(year)) and row["公告日期"] <= str(last)]
    return sorted(found, key=lambda row: row["公告日期"])


def _with_lots() -> list[Purchase]:
    """Open tenders with a second package."""
    return [each for each in purchases(YEAR) if each.method == "公开招标" and int(each.number[-4:]) % 10 == 7]


def _second(row: Row, budget: int) -> Row:
    amount = f"{budget // 100}.00"
    return row | {"包号": "2", "包名称": "配套服务", "预算金额(元)": amount, "最高限价(元)": amount}


def _is_corrected(found: Purchase) -> bool:
    """Every twelfth open tender whose notice is old enough."""
    published = workdays.after(found.tendered, 2)
    return found.method == "公开招标" and int(found.number[-4:]) % 12 == 3 and published <= TODAY


def _corrected(found: Purchase) -> Row:
    return _correction(found, "更正公告", "采购公告", found.tender_no, workdays.after(found.tendered, 2)) | {
        "更正前内容": "技术参数第三项按原文件",
        "更正后内容": "技术参数第三项作适当放宽，其他内容不变",
        "原截止时间": str(found.deadline),
        "更正后截止时间": str(found.deadline),
        "更正（终止）原因": "采购需求表述更正",
    }


def _result_corrected(found: Purchase) -> Row:
    return _correction(found, "更正公告", "结果公告", found.award_no, workdays.after(found.announced, 2)) | {
        "更正前内容": "评审得分保留一位小数",
        "更正后内容": "评审得分保留两位小数",
        "更正（终止）原因": "文字更正",
    }


def _ended(found: Purchase) -> date:
    return workdays.after(found.tendered, 4)


def _terminated(found: Purchase) -> Row:
    row = _correction(found, "终止公告", "采购公告", found.tender_no, _ended(found))
    return row | {"更正（终止）原因": "采购任务取消"}


def _correction(found: Purchase, kind: str, corrects: str, number: str, published: date) -> Row:
    return {
        "公告编号": number.replace("SLGG", "SLGZ").replace("SLJG", "SLJGGZ"),
        "公告类型": kind,
        "公告标题": f"{found.name}（{found.number}）{kind}",
        "原公告编号": number,
        "原公告类型": corrects,
        "项目编号": found.number,
        "项目名称": found.name,
        "采购人": found.buyer,
        "公告日期": published.isoformat(),
    }
