"""The faults planted in the procurement centre's tables of this year; each has its entry in `planted_faults.yml`.

Every fault changes, removes or doubles single rows, so that the rest of a table stays good. What would hold a whole
table is planted in the purchases of another department, `own_purchases`.
"""

from samples.purchase_rows import Row

# Rows by their number: what is printed in them instead.
_INTENTIONS: dict[str, Row] = {
    # 22 days before the notice of 2026-02-03.
    "SLYX2026-0358": {"公开日期": "2026-01-12"},
    "SLYX2026-0399": {"预算金额": "0.00"},
    "SLYX2026-0394": {"预计采购时间": ""},
}
_TENDERS: dict[str, Row] = {
    "SLGG2026-GK-0346": {"意向编号": ""},
    "SLGG2026-GK-0362": {"公告日期": "2026-02-09", "获取文件开始日期": "2026-02-09", "获取文件截止日期": "2026-02-13"},
    "SLGG2026-CS-0365": {"公告日期": "2026-02-06", "获取文件开始日期": "2026-02-06", "获取文件截止日期": "2026-02-10"},
    "SLGG2026-XJ-0380": {"公告日期": "2026-02-24", "获取文件开始日期": "2026-02-24", "获取文件截止日期": "2026-02-24"},
    "SLGG2026-DY-0311": {"公告日期": "2026-02-06"},
    "SLGG2026-GK-0378": {"开标日期": ""},
    "SLGG2026-XJ-0392": {"采购人": "示例市城市照明管理所", "采购人统一社会信用代码": ""},
    "SLGG2026-XJ-0398": {"品目编码": "A05990000"},
}
_AWARDS: dict[str, Row] = {
    "SLJG2026-GK-0400": {"评审专家名单": ""},
    "SLJG2026-KJ-0502": {"中标（成交）金额(元)": "1.00", "中标（成交）金额大写": "壹元整"},
    # No fault: a rate, in the column of rates.
    "SLJG2026-DY-0504": {"中标（成交）金额(元)": "", "中标（成交）金额大写": "", "报价形式": "费率", "费率": "92%"},
}
_CORRECTIONS: dict[str, Row] = {
    "SLGZ2026-GK-0351": {"公告日期": "2026-02-04"},
    "SLGZ2026-GK-0315": {
        "原公告编号": "SLGG2026-GK-9315",
        "项目编号": "SLCG2026-GK-9315",
        "项目名称": "市场监督管理局档案用房装修工程采购项目",
    },
}
_ACCEPTANCES: dict[str, Row] = {
    "SLHT-2026-0196": {"合同编号": "SLHT-2026-9196", "合同名称": "财政局复印纸补充采购合同"},
    "SLHT-2026-0204": {"验收结论": "不合格", "验收意见": ""},
    "SLHT-2026-0128": {"公告日期": "2026-03-03"},
}
# What stands in no table: an intention and a notice that were never made known, an award that was not.
_MISSING = {"SLYX2026-0346", "SLGG2026-XJ-0357", "SLJG2026-CS-0391"}
_LOTS = "SLGG2026-GK-0317"


def planted_intentions(rows: list[Row]) -> list[Row]:
    """Faults intention-late, intention-without-budget, intention-without-month."""
    return _changed(rows, "意向编号", _INTENTIONS)


def planted_tenders(rows: list[Row]) -> list[Row]:
    """Faults of notices; one states the same budget for both of its packages."""
    changed = _changed(rows, "公告编号", _TENDERS)
    whole = {row["公告编号"]: row["预算金额(元)"] for row in reversed(changed)}
    return [row | {"预算金额(元)": whole[_LOTS]} if row["公告编号"] == _LOTS else row for row in changed]


def planted_awards(rows: list[Row]) -> list[Row]:
    """Faults of awards."""
    return _changed(rows, "公告编号", _AWARDS)


def planted_corrections(rows: list[Row]) -> list[Row]:
    """Faults correction-of-nothing, deadline-not-moved."""
    return _changed(rows, "公告编号", _CORRECTIONS)


def planted_acceptances(rows: list[Row]) -> list[Row]:
    """Faults acceptance-of-nothing, rejected-without-reason, acceptance-late."""
    return _changed(rows, "合同编号", _ACCEPTANCES)


def _changed(rows: list[Row], key: str, changes: dict[str, Row]) -> list[Row]:
    return [row | changes.get(row[key], {}) for row in rows if row[key] not in _MISSING]
