"""The files of purchases beside the contracts of this year: those of the procurement centre (112) and of three others.

Here belongs which table stands in which kind of file. What stands in the tables belongs to `purchase_tables`, the
contracts of this year to `contracts`.
"""

from collections.abc import Sequence
from functools import cache

from samples.award_items import items
from samples.city import YEAR, departments
from samples.contracts import COLUMNS, table
from samples.contracts_before import ACCOUNTED_YEAR, contracts_of
from samples.decisions import decisions
from samples.grids import Grid, opening, xls, xlsx
from samples.own_purchases import own_purchases
from samples.page import Cell, Money
from samples.platform import interface
from samples.price_list import price_list
from samples.purchase_faults import (
    planted_acceptances,
    planted_awards,
    planted_corrections,
    planted_intentions,
    planted_tenders,
)
from samples.purchase_rows import Row
from samples.purchase_tables import acceptances, awards, corrections, intentions, tenders

_FOLDER = "inbox/112/"
TENDERS = f"{_FOLDER}政府采购公告_{YEAR}.csv"
AWARDS = f"{_FOLDER}中标成交结果公告_{YEAR}.csv"

_INTENTION = (
    *("意向编号", "采购项目名称", "采购需求概况", "预算金额", "预计采购时间", "品目编码", "采购类别"),
    *("是否专门面向中小企业采购", "采购人", "功能科目编码", "公开日期", "备注"),
)
_HEAD = ("公告编号", "包号", "公告标题", "项目编号", "项目名称", "采购人", "采购人统一社会信用代码", "代理机构")
_CLASS = ("代理机构统一社会信用代码", "采购方式", "品目编码", "采购类别", "功能科目编码")
TENDER = (
    *(*_HEAD, *_CLASS, "公告类型", "包名称", "意向编号", "预算金额(元)", "最高限价(元)", "投资项目代码"),
    *("获取文件开始日期", "获取文件截止日期", "投标截止时间", "开标日期", "开标地点", "落实的采购政策"),
    *("是否资格预审", "公告日期"),
)
AWARD = (
    *(*_HEAD, *_CLASS, "名次", "采购结果", "中标（成交）供应商", "供应商统一社会信用代码", "供应商地址", "报价形式"),
    *("中标（成交）金额(元)", "中标（成交）金额大写", "费率", "币种", "评审得分", "中标（成交）日期"),
    *("代理服务费(元)", "评审专家名单", "公告日期"),
)
_CORRECTION = (
    *("公告编号", "公告类型", "公告标题", "原公告编号", "原公告类型", "项目编号", "项目名称", "采购人"),
    *("更正前内容", "更正后内容", "原截止时间", "更正后截止时间", "更正（终止）原因", "公告日期"),
)
ACCEPTANCE = (
    *("合同编号", "验收批次", "合同名称", "项目编号", "项目名称", "采购人", "供应商", "供应商统一社会信用代码"),
    *("验收日期", "公告日期", "验收结论", "已支付金额(元)", "验收组织", "验收意见", "是否公共服务项目"),
)
_ITEM = (
    *("序号", "标的名称", "公告编号", "项目编号", "包号", "品牌", "规格型号", "产地", "中标供应商"),
    *("数量", "计量单位", "单价", "金额", "备注"),
)


def feeds(night: int) -> dict[str, bytes]:
    """Path -> bytes: what grows from night to night."""
    return {
        TENDERS: table(TENDER, planted_tenders(tenders(YEAR, night))),
        AWARDS: table(AWARD, planted_awards(awards(YEAR, night))),
    }


@cache
def unchanging_files() -> dict[str, bytes]:
    """What is the same on both nights."""
    others = {
        **{f"inbox/102/政府采购投诉处理和监督检查{year}.xlsx": decisions(year) for year in (YEAR - 1, YEAR)},
        f"inbox/105/非免疫规划疫苗中选价格清单{YEAR}.xlsx": price_list(),
        f"inbox/110/分散采购台账{YEAR}.xlsx": own_purchases(),
    }
    return _of_this_year() | _of_the_years_before() | others


def _of_this_year() -> dict[str, bytes]:
    return {
        f"{_FOLDER}政府采购意向公开表{YEAR}.xlsx": xlsx(
            [_sheet(f"{YEAR}年政府采购意向公开表", _INTENTION, planted_intentions(intentions(YEAR)), "万元")]
        ),
        f"{_FOLDER}政府采购更正终止公告{YEAR}.xls": xls(
            [_sheet(f"{YEAR}年政府采购更正、终止公告清单", _CORRECTION, planted_corrections(corrections(YEAR)))]
        ),
        f"{_FOLDER}中标成交标的清单{YEAR}.xlsx": xlsx([_items(YEAR)]),
        f"{_FOLDER}履约验收公告_{YEAR}.csv": table(ACCEPTANCE, planted_acceptances(acceptances(YEAR))),
        f"{_FOLDER}公共资源交易平台公告{YEAR}.json": interface(YEAR),
    }


def _items(year: int) -> Grid:
    return _sheet(f"{year}年中标（成交）标的清单", _ITEM, items(year), "元")


def _of_the_years_before() -> dict[str, bytes]:
    year = YEAR - 1
    listed = [row | {"预算金额(万元)": row["预算金额"]} for row in intentions(year)]
    headers = tuple("预算金额(万元)" if header == "预算金额" else header for header in _INTENTION)
    return {
        f"{_FOLDER}政府采购意向公开表_{year}.csv": table(headers, [_only(row, headers) for row in listed]),
        f"{_FOLDER}政府采购公告_{year}.csv": table(TENDER, tenders(year, 1)),
        f"{_FOLDER}中标成交结果公告_{year}.csv": table(AWARD, awards(year, 1)),
        f"{_FOLDER}政府采购更正终止公告_{year}.csv": table(_CORRECTION, corrections(year)),
        f"{_FOLDER}履约验收公告_{year}.csv": table(ACCEPTANCE, acceptances(year)),
        f"{_FOLDER}政府采购合同公告_{year}.csv": table(COLUMNS, contracts_of(year)),
        f"{_FOLDER}政府采购合同公告_{ACCOUNTED_YEAR}.csv": table(COLUMNS, contracts_of(ACCOUNTED_YEAR)),
        f"{_FOLDER}中标成交标的清单{year}.xls": xls([_items(year)]),
    }


def _only(row: Row, headers: Sequence[str]) -> Row:
    return {header: row.get(header, "") for header in headers}


def _sheet(title: str, headers: Sequence[str], rows: Sequence[Row], unit: str = "") -> Grid:
    """A sheet with title, who drew it up, unit, headers and rows; amounts are numbers, all else is text."""
    head = opening(title, departments()["112"].name, Money(unit), len(headers)) if unit else [[title]]
    lines = [[cell(row.get(name, ""), name) for name in headers] for row in rows]
    return Grid(title[5:], [*head, list(headers), *lines])


def cell(text: str, header: str) -> Cell:
    """What stands in a cell under a header."""
    if not text:
        return None
    return float(text) if header in _NUMBERS and _is_number(text) else text


_NUMBERS = {"预算金额", "单价", "金额", "数量"}


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).isdigit()
