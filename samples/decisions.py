"""What the finance bureau (102) decided about purchases: complaints, supervision, the centre's assessment.

Here belongs this one table. The purchases belong to `purchases`.
"""

from datetime import date

from samples import workdays
from samples.city import YEAR, departments
from samples.grids import Grid, xlsx
from samples.page import Cell
from samples.purchases import Purchase, purchases

_HEADERS: list[Cell] = [
    *("决定文号", "公告类型", "项目编号", "项目名称", "投诉人", "被投诉人", "处理机关", "事项", "处理依据", "处理结果"),
    *("决定日期", "公告日期"),
]
_COMPLAINT, _SUPERVISION, _ASSESSMENT = "投诉处理结果公告", "监督检查处理结果公告", "集中采购机构考核结果公告"


def decisions(year: int) -> bytes:
    """The decisions of a year, two late or incomplete in this one."""
    found = [each for each in purchases(year) if each.method == "公开招标"][3:60:8]
    rows = [_complaint(each, number) for number, each in enumerate(found, 1)] + [_assessment(year)]
    if year == YEAR:
        # Faults decision-late and decision-without-basis.
        rows[2][11] = "2026-02-27"
        rows[4][8] = None
    title = f"{year}年政府采购投诉处理、监督检查和考核结果"
    return xlsx([Grid("投诉处理和监督检查", [[title], [f"编制部门：{departments()['102'].name}"], _HEADERS, *rows])])


def _complaint(found: Purchase, number: int) -> list[Cell]:
    complaint = number % 3
    decided = workdays.after(found.announced, 6)
    return [
        f"示财采{'诉' if complaint else '查'}〔{decided.year}〕{number}号",
        _COMPLAINT if complaint else _SUPERVISION,
        *(found.number, found.name, "示例市鹿鸣坪商贸有限公司" if complaint else None),
        *("示例市政府采购中心", departments()["102"].name),
        "对评审结果的投诉" if complaint else "采购文件编制情况检查",
        "《政府采购质疑和投诉办法》第二十九条" if complaint else "《政府采购法》第五十九条",
        "投诉事项缺乏事实依据，驳回投诉" if complaint else "责令限期改正",
        *(decided.isoformat(), workdays.after(decided, number % 4).isoformat()),
    ]


def _assessment(year: int) -> list[Cell]:
    day = workdays.on_or_after(date(year, 3, 5))
    office = departments()["102"].name
    return [
        *(f"示财采考〔{year}〕1号", _ASSESSMENT, None, None, None, "示例市政府采购中心", office),
        *(f"{year - 1}年度考核", "《政府采购法》第六十六条", "优秀"),
        *(day.isoformat(), workdays.after(day, 2).isoformat()),
    ]
