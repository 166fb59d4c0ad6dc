"""The files of projects that 103 and 104 deliver beside their registers of this year: workbooks, lists, contracts.

Here belongs which table stands in which file. What stands in the tables belongs to `project_tables`, `works_tables` and
`registers_before`.
"""

from collections.abc import Sequence
from datetime import date

from samples.city import YEAR, departments
from samples.contracts import table
from samples.grids import Grid, opening, xls, xlsx
from samples.page import Cell, Money
from samples.project_faults import planted
from samples.project_tables import (
    SOURCES,
    Row,
    approval_rows,
    completion,
    construction,
    design_changes,
    funding,
    land,
    milestone_rows,
    quality_safety,
    services,
)
from samples.registers_before import register
from samples.works_tables import CANDIDATE, CONTRACT, TENDER, candidates, contracts, tenders

_LAST = YEAR - 1
_APPROVAL = ("项目代码", "项目名称", "批准事项", "批复文号", "审批结果", "批复日期", "批复单位", "批复金额", "公开日期")
_MILESTONE = ("项目代码", "项目名称", "里程碑", "计划完成时间", "实际完成时间", "公开日期")
_SERVICE = (
    *("事项编码", "事项名称", "申报要求", "申报材料清单", "批准流程", "办理时限", "受理机构", "联系方式"),
    *("监督举报方式", "办理依据", "信息形成日期", "公开日期"),
)
_LAND = (
    *("项目代码", "项目名称", "文件编号", "文件类型", "土地位置", "面积(亩)", "地类", "补偿标准", "批准机关"),
    *("批准日期", "公开日期"),
)
_CHANGE = (
    *("项目代码", "项目名称", "变更编号", "变更原因", "变更内容", "变更依据", "批准单位", "变更结果"),
    *("变更前金额", "变更后金额", "批准日期", "公开日期"),
)
_CONSTRUCTION = (
    *("项目代码", "项目名称", "参建角色", "序号", "单位名称", "统一社会信用代码", "主要负责人", "项目负责人"),
    *("资质", "管理机构", "环境保护措施", "信息形成日期", "公开日期"),
)
_QUALITY = (
    *(
        "项目代码",
        "项目名称",
        "序号",
        "监督机构",
        "联系方式",
        "处罚决定书文号",
        "被处罚单位",
        "被处罚单位统一社会信用代码",
    ),
    *("处罚事由", "处罚依据", "处罚结果", "罚款金额", "处罚日期", "公开日期"),
)
_COMPLETION = (
    *("项目代码", "项目名称", "竣工验收日期", "质量验收结果", "备案编号", "备案日期", "备案部门", "交付使用日期"),
    *("决算审计单位", "决算审计结论", "财务决算金额", "公开日期"),
)


def project_files() -> dict[str, bytes]:
    """Path -> bytes."""
    files = _workbooks()
    for year in (_LAST, YEAR):
        files[f"inbox/103/工程建设项目招标情况_{year}.csv"] = table(TENDER, tenders("103", [year]))
        files[f"inbox/103/中标候选人公示_{year}.csv"] = table(CANDIDATE, candidates("103", [year]))
        files[f"inbox/104/工程合同公告_{year}.csv"] = table(CONTRACT, contracts(year))
    return files


def _workbooks() -> dict[str, bytes]:
    both = [_LAST, YEAR]
    lists = [
        _listed("工程建设项目招标情况表", TENDER, tenders("104", both)),
        _listed("中标候选人公示表", CANDIDATE, candidates("104", both)),
    ]
    return {
        f"inbox/103/重大建设项目信息公开{YEAR}.xlsx": xlsx(_eight_kinds("103")),
        f"inbox/103/重大建设项目信息公开{_LAST}.xlsx": xlsx([register("103"), *_last_year("103")]),
        f"inbox/104/重大建设项目信息公开{YEAR}.xlsx": xlsx([*_eight_kinds("104"), _completions("104", YEAR, date.max)]),
        f"inbox/104/重大建设项目库{_LAST}.xls": xls([register("104")]),
        f"inbox/104/工程建设项目招标情况{YEAR}.xls": xls(lists),
    }


def _eight_kinds(department: str) -> list[Grid]:
    return [
        _funding(department),
        _sheet(department, "里程碑", "里程碑表", _MILESTONE, milestone_rows(department)),
        _sheet(department, "批准服务", "批准服务信息", _SERVICE, services(department)),
        _sheet(department, "批准结果", "批准结果信息", _APPROVAL, approval_rows(department), "万元"),
        _sheet(department, "征收土地", "征收土地信息", _LAND, land(department)),
        _sheet(department, "设计变更", "重大设计变更信息", _CHANGE, design_changes(department), "万元"),
        _sheet(department, "施工有关信息", "施工有关信息", _CONSTRUCTION, construction(department)),
        _sheet(department, "质量安全监督", "质量安全监督信息", _QUALITY, quality_safety(department), "元"),
    ]


def _last_year(department: str) -> list[Grid]:
    last = date(_LAST, 12, 31)
    approved = approval_rows(department, last)
    return [
        _sheet(department, "批准结果", "批准结果信息", _APPROVAL, approved, "万元", _LAST),
        _completions(department, _LAST, last),
    ]


def _completions(department: str, year: int, last: date) -> Grid:
    rows = [row for row in completion(department) if str(row["竣工验收日期"]) <= last.isoformat()]
    return _sheet(department, "竣工", "竣工有关信息", _COMPLETION, rows, "万元", year)


def _funding(department: str) -> Grid:
    """Planned and arrived, with a merged heading over the columns of each."""
    width = len(SOURCES)
    headers = [f"{stage}/{source}" for stage in ("计划资金", "到位资金") for source in SOURCES]
    blanks: list[Cell] = [None] * (width - 1)
    above: list[Cell] = ["项目代码", "项目名称", "计划资金", *blanks, "到位资金", *blanks, "统计截止日期"]
    below: list[Cell] = [None, None, *SOURCES, *SOURCES, None]
    rows: list[list[Cell]] = [
        [row.get(name) for name in ("项目代码", "项目名称", *headers, "统计截止日期")]
        for row in _faulty(department, "资金来源", funding(department))
    ]
    title = f"示例市{YEAR}年重大建设项目资金来源表"
    head = opening(title, departments()[department].name, Money("万元"), len(above))
    return Grid("资金来源", [*head, above, below, *rows], ("A3:A4", "B3:B4", "C3:I3", "J3:P3", "Q3:Q4"))


def _sheet(
    department: str, sheet: str, name: str, headers: Sequence[str], rows: list[Row], unit: str = "", year: int = YEAR
) -> Grid:
    title = f"示例市{year}年重大建设项目{name}"
    office = departments()[department].name
    head = opening(title, office, Money(unit), len(headers)) if unit else [[title], [f"编制部门：{office}"]]
    found = _faulty(department, sheet, rows) if year == YEAR else rows
    return Grid(sheet, [*head, list(headers), *([row.get(header) for header in headers] for row in found)])


def _faulty(department: str, sheet: str, rows: list[Row]) -> list[Row]:
    return planted(sheet, rows) if department == "104" else rows


def _listed(name: str, headers: Sequence[str], rows: Sequence[dict[str, str]]) -> Grid:
    title = f"示例市{YEAR}年{name}"
    return Grid(name, [[title], list(headers), *([row.get(header, "") or None for header in headers] for row in rows)])
