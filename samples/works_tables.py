"""Tenders of works, their candidates and the contracts as rows, with the faults planted in those of 104.

Here belongs what a row prints. The lots belong to `works`, the files to `project_files`.
"""

from collections.abc import Sequence
from datetime import date

from samples import workdays
from samples.city import YEAR, departments
from samples.contracts import CLASSES, paid
from samples.identifiers import amount_in_words
from samples.purchase_rows import Row, yuan
from samples.purchases import TODAY
from samples.works import Lot, lots

TENDER = (
    *(
        "招标项目编号",
        "标段编号",
        "项目代码",
        "项目名称",
        "标段名称",
        "招标人",
        "招标人统一社会信用代码",
        "招标代理机构",
    ),
    *("招标方式", "估算价(元)", "招标控制价(元)", "招标公告日期", "开标日期", "评标报告日期", "候选人公示开始日期"),
    *(
        "候选人公示截止日期",
        "中标人",
        "中标人统一社会信用代码",
        "中标价(元)",
        "合同价(元)",
        "中标通知书日期",
        "合同签订日期",
    ),
    "监督部门",
)
CANDIDATE = (
    *("招标项目编号", "标段编号", "名次", "项目名称", "候选人", "统一社会信用代码", "投标报价(元)", "工期(日历天)"),
    *("质量标准", "项目负责人", "评标报告日期", "公示开始日期", "公示截止日期"),
)
CONTRACT = (
    *("合同编号", "合同名称", "项目编号", "标段", "项目名称", "采购人", "采购人统一社会信用代码", "供应商"),
    *("供应商统一社会信用代码", "品目编码", "采购类别", "主要标的", "采购方式", "合同金额(元)", "合同金额大写"),
    *("签订日期", "公告日期", "履约期限", "履约开始日期", "履约截止日期", "履约地点", "是否分包", "功能科目编码"),
    *("投资项目代码", "原合同编号"),
)
# Names of the cyclical characters; no person is called so.
_MANAGERS = ("甲子丑", "乙寅卯", "丙辰巳", "丁午未")
# By code, lot and, of a candidate, rank: what is printed instead.
_FAULTS: dict[tuple[str, ...], Row] = {
    ("SLGC104-001-1", "1"): {"中标价(元)": "62000000.00"},
    ("SLGC104-003-1", "1"): {"候选人公示截止日期": "2026-01-18"},
    ("SLGC104-007-1", "1"): {"评标报告日期": "2025-06-13", "开标日期": "2025-06-13"},
    ("SLGC104-013-1", "1"): {"合同签订日期": "2025-08-04"},
    ("SLGC104-016-1", "2"): {"项目代码": "2507-999900-04-01-999999", "项目名称": "示例市南环路改造项目"},
    ("SLGC104-018-1", "1"): {"招标控制价(元)": "92500000.00", "中标价(元)": "92000000.00"},
    ("SLGC104-006-2", "1", "2"): {"投标报价(元)": "1.00"},
    ("SLGC104-010-2", "1", "3"): {"投标报价(元)": "0.00"},
    ("SLGC104-012-2", "1", "1"): {"招标项目编号": "SLGC104-912-2", "项目名称": "示例市北环路绿化项目"},
}


def tenders(department: str, years: Sequence[int]) -> list[Row]:
    """The tenders whose contracts were signed in one of the years."""
    return [_planted(_tender(lot, department), 2) for lot in _signed(department, years)]


def candidates(department: str, years: Sequence[int]) -> list[Row]:
    """Three candidates of each lot."""
    rows = [_candidate(lot, rank) for lot in _signed(department, years) for rank in (1, 2, 3)]
    return [_planted(row, 3) for row in rows]


def contracts(year: int) -> list[Row]:
    """The contracts of works signed in a year by departments of the city for projects of 103, and supplements."""
    owners = {each.name for each in departments().values()}
    rows = [_contract(lot) for lot in lots("103") if lot.project.owner in owners]
    if year == YEAR:
        rows.append(_supplement(next(row for row in rows if row["标段"] == "2" and "41号" in row["项目名称"])))
    return paid([row for row in rows if row["签订日期"].startswith(str(year))], year)


def _signed(department: str, years: Sequence[int]) -> list[Lot]:
    return [lot for lot in lots(department) if lot.signed.year in years]


def _planted(row: Row, columns: int) -> Row:
    key = tuple(row[name] for name in ("招标项目编号", "标段编号", "名次")[:columns])
    return row | _FAULTS.get(key, {})


def _tender(lot: Lot, department: str) -> Row:
    name, code, price = lot.winner
    return {
        "招标项目编号": lot.tender_code,
        "标段编号": lot.number,
        "项目代码": lot.project.code,
        "项目名称": lot.project.name,
        "标段名称": lot.name,
        "招标人": lot.project.owner,
        "招标人统一社会信用代码": lot.project.owner_uscc,
        "招标代理机构": "示例市公信招标代理有限公司",
        "招标方式": "公开招标",
        "估算价(元)": yuan(lot.estimate),
        "招标控制价(元)": yuan(lot.ceiling),
        **_days(lot, "候选人公示"),
        "招标公告日期": lot.noticed.isoformat(),
        "开标日期": lot.opened.isoformat(),
        "中标人": name,
        "中标人统一社会信用代码": code,
        "中标价(元)": yuan(price),
        "合同价(元)": yuan(price),
        "中标通知书日期": lot.awarded.isoformat(),
        "合同签订日期": lot.signed.isoformat(),
        "监督部门": departments()[department].name,
    }


def _candidate(lot: Lot, rank: int) -> Row:
    name, code, price = lot.candidates[rank - 1]
    return {
        "招标项目编号": lot.tender_code,
        "标段编号": lot.number,
        "名次": str(rank),
        "项目名称": lot.name,
        "候选人": name,
        "统一社会信用代码": code,
        "投标报价(元)": yuan(price),
        "工期(日历天)": str(_term(lot)),
        "质量标准": "合格",
        "项目负责人": _MANAGERS[price % len(_MANAGERS)],
        **_days(lot, "公示"),
    }


def _days(lot: Lot, shown: str) -> Row:
    days = (lot.reported, lot.shown_from, lot.shown_to)
    names = ("评标报告日期", f"{shown}开始日期", f"{shown}截止日期")
    return {name: day.isoformat() for name, day in zip(names, days, strict=True)}


def _term(lot: Lot) -> int:
    return max(60, (lot.project.end - lot.signed).days - 30)


def _contract(lot: Lot) -> Row:
    name, code, price = lot.winner
    published = min(TODAY, workdays.after(lot.signed, price % 3))
    return {
        "合同编号": f"{lot.tender_code.replace('SLGC', 'SLGCHT')}-{lot.number}",
        "合同名称": f"{lot.name}合同",
        "项目编号": lot.tender_code,
        "标段": lot.number,
        "项目名称": lot.name,
        "采购人": lot.project.owner,
        "采购人统一社会信用代码": lot.project.owner_uscc,
        "供应商": name,
        "供应商统一社会信用代码": code,
        "品目编码": lot.category,
        "采购类别": CLASSES[lot.category[0]],
        "主要标的": lot.kind,
        "采购方式": "公开招标",
        **_amount(price),
        "签订日期": lot.signed.isoformat(),
        "公告日期": published.isoformat(),
        "履约期限": f"自开工之日起{_term(lot)}日",
        "履约开始日期": lot.signed.isoformat(),
        "履约截止日期": lot.project.end.isoformat(),
        "履约地点": "示例市（虚构）",
        "是否分包": "否",
        "投资项目代码": lot.project.code,
        "原合同编号": "",
    }


def _supplement(original: Row) -> Row:
    """A supplement (补充合同) of eight percent."""
    cents = int(original["合同金额(元)"].replace(".", "")) * 8 // 100
    signed = date(YEAR, 2, 26)
    return original | {
        "合同编号": f"{original['合同编号']}-B1",
        "合同名称": original["合同名称"].removesuffix("合同") + "补充合同",
        **_amount(cents),
        "签订日期": signed.isoformat(),
        "公告日期": workdays.after(signed, 1).isoformat(),
        "原合同编号": original["合同编号"],
    }


def _amount(cents: int) -> Row:
    return {"合同金额(元)": yuan(cents), "合同金额大写": amount_in_words(cents)}
