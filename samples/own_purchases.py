"""What the city management bureau (110) buys by itself (分散采购): one workbook with a sheet for each stage.

Here belong its purchases and the faults planted in them: those that hold a table, so that the procurement centre's own
tables go on. Each has its entry in `planted_faults.yml`.
"""

import random
from collections.abc import Sequence
from datetime import date

from samples.city import YEAR
from samples.contracts import contracts, with_amount
from samples.grids import Grid, opening, xlsx
from samples.identifiers import amount_in_words
from samples.page import Cell, Money
from samples.purchase_rows import Row, acceptance, award, intention, tender, yuan
from samples.purchases import TODAY, Purchase, purchase

_BUYER = "110"
_COUNT, _FIRST, _LAST = 14, date(YEAR, 2, 4), date(YEAR, 3, 6)
_OWN = {"SLHT": "SLHTZX", "SLCG": "SLCGZX"}


# Rows by the last four digits of the notice or contract: what is printed in them instead.
_TENDERS: dict[str, Row] = {
    "0004": {"最高限价(元)": "17700000.00"},
    "0005": {"采购方式": "公开竞价"},
    "0013": {"采购类别": "服务"},
}
_AWARDS: dict[str, Row] = {
    "0007": {"公告日期": "2026-02-06"},
    "0008": {"中标（成交）金额(元)": "7300000.00", "中标（成交）金额大写": "柒佰叁拾万元整"},
    "0010": {"中标（成交）金额大写": "肆佰叁拾柒万肆仟贰佰叁拾陆元零玖分"},
    "0012": {"中标（成交）日期": "2026-02-13", "公告日期": "2026-02-14"},
}
_CONTRACTS: dict[str, Row] = {
    "0002": {"合同金额(元)": "16139660.56", "合同金额大写": "壹仟陆佰壹拾叁万玖仟陆佰陆拾元伍角陆分"},
    "0005": {"履约期限": "年"},
    "0006": {"合同金额大写": "壹拾贰万贰仟叁佰壹拾贰元贰角"},
    "0009": {"合同金额(元)": "1.00", "合同金额大写": "壹元整"},
    "0011": {"供应商": "示例市云杉办公设备有限公司", "供应商统一社会信用代码": ""},
    "0012": {"合同金额(元)": "下浮5%", "合同金额大写": ""},
    "0013": {"采购类别": "工程"},
    "0014": {"公告日期": "2026-03-03"},
}
_ACCEPTANCES: dict[str, Row] = {
    "0001": {"验收日期": "2026-01-30", "公告日期": "2026-02-02"},
    "0003": {"已支付金额(元)": "140000.00"},
    "0005": {"供应商": "示例市云杉办公设备有限公司", "供应商统一社会信用代码": ""},
}


def own_purchases() -> bytes:
    """The workbook."""
    found = [purchase(record) for record in _contracts()]
    accepted = [row for row in map(acceptance, found) if row["公告日期"] <= TODAY.isoformat()]
    tables: list[tuple[str, str, list[Row], dict[str, Row]]] = [
        ("采购意向", "采购意向公开表", list(map(intention, found)), {}),
        ("采购公告", "采购公告清单", list(map(tender, found)), _TENDERS),
        ("成交结果", "采购中标（成交）结果清单", list(map(award, found)), _AWARDS),
        ("采购合同", "采购合同清单", [*(each.contract for each in found), _supplement(found[3])], _CONTRACTS),
        ("履约验收", "采购履约验收清单", accepted, _ACCEPTANCES),
    ]
    return xlsx(
        [_sheet(sheet, f"{YEAR}年政府{title}", _planted(rows, faults)) for sheet, title, rows, faults in tables]
    )


def _contracts() -> list[Row]:
    found = contracts(random.Random("own purchases"), 1, _COUNT, _FIRST, _LAST, _BUYER)
    return [_renumbered(record) for record in found]


def _renumbered(record: Row) -> Row:
    numbers = {name: _OWN[record[name][:4]] + record[name][4:] for name in ("合同编号", "项目编号")}
    return record | numbers | {"原合同编号": ""}


def _supplement(found: Purchase) -> Row:
    """Fault supplement-too-large: a supplement (补充合同) of fifteen percent of its contract."""
    contract = found.contract
    names = {"合同编号": f"{contract['合同编号']}-B1", "合同名称": f"{contract['项目名称']}补充合同"}
    dates = dict.fromkeys(("签订日期", "公告日期"), "2026-03-10")
    return with_amount(contract, found.price * 15 // 100) | names | dates | {"原合同编号": contract["合同编号"]}


def _amounts(cents: int) -> Row:
    return {"合同金额(元)": yuan(cents), "合同金额大写": amount_in_words(cents)}


def _planted(rows: Sequence[Row], faults: dict[str, Row]) -> list[Row]:
    """The rows with what is printed otherwise in some, by the last four digits of the contract or notice."""
    return [row | faults.get(_number(row), {}) for row in rows]


def _number(row: Row) -> str:
    number = row.get("合同编号") or row.get("公告编号") or row["意向编号"]
    return "" if number.endswith("-B1") else number[-4:]


def _sheet(sheet: str, title: str, rows: Sequence[Row]) -> Grid:
    headers = list(dict.fromkeys(name for row in rows for name in row))
    unit = "万元" if sheet == "采购意向" else "元"
    lines: list[list[Cell]] = [[row.get(name, "") or None for name in headers] for row in rows]
    return Grid(sheet, [*opening(title, "示例市城市管理局", Money(unit), len(headers)), list(headers), *lines])
