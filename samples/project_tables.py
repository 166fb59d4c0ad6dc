"""What the law has published about major projects (国办发〔2017〕94号), as rows: one function a table.

Here belongs what a row prints. Steps and amounts belong to `project_steps`, tenders to `works_tables`, the faults to
`project_faults`, the sheets to `project_books`. Amounts are in 万元 with two decimals.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal

from samples import workdays
from samples.city import departments
from samples.page import Cell
from samples.project_steps import Approval, approvals, funds, milestones
from samples.projects import Project, projects
from samples.purchases import TODAY
from samples.works import lots

Row = dict[str, Cell]

SOURCES = ("中央", "省", "市", "县（区）", "专项债券", "银行贷款", "企业自筹")
_PEOPLE = ("甲子丑", "乙寅卯", "丙辰巳", "丁午未", "戊申酉")
_SERVICES = (
    ("政府投资项目建议书审批", "《政府投资条例》第九条", "项目建议书及编制单位资料", "受理、评估、审批", "15个工作日"),
    (
        "政府投资项目可行性研究报告审批",
        "《政府投资条例》第九条",
        "可行性研究报告、用地预审意见",
        "受理、评估、审批",
        "15个工作日",
    ),
    ("政府投资项目初步设计审批", "《政府投资条例》第九条", "初步设计文件、投资概算", "受理、评审、审批", "20个工作日"),
    ("企业投资项目核准", "《企业投资项目核准和备案管理条例》第七条", "项目申请书", "受理、评估、核准", "20个工作日"),
    ("建筑工程施工许可证核发", "《建筑法》第七条", "用地、规划、施工合同等文件", "受理、审查、发证", "7个工作日"),
)


def wan(hundredths: int) -> float:
    """万元 with two decimals as the binary number that a spreadsheet stores."""
    return float(Decimal(hundredths) / 100)


def funding(department: str) -> list[Row]:
    """Where the money comes from: planned and arrived, a column for each source."""
    rows = []
    for number, project in enumerate(projects(department)):
        found = funds(project, number)
        amounts = {f"计划资金/{name}": found[name][0] for name in found}
        amounts |= {f"到位资金/{name}": found[name][1] for name in found}
        printed: Row = {name: wan(amount) for name, amount in amounts.items()}
        rows.append(_of(project) | printed | {"统计截止日期": "2026-02-28"})
    return rows


def milestone_rows(department: str) -> list[Row]:
    """Milestones, planned to the month and reached on a day."""
    return [
        _of(project)
        | {
            "里程碑": name,
            "计划完成时间": f"{planned.year}年{planned.month}月",
            "实际完成时间": actual.isoformat() if actual else None,
            "公开日期": _shown(actual, 6) if actual else None,
        }
        for project in projects(department)
        for name, planned, actual in milestones(project)
    ]


def services(department: str) -> list[Row]:
    """How to apply for approval."""
    return [
        {
            "事项编码": f"SX{department}{number:02d}",
            "事项名称": name,
            "申报要求": "材料齐全、符合法定形式",
            "申报材料清单": papers,
            "批准流程": steps,
            "办理时限": term,
            "受理机构": departments()[department].name,
            "联系方式": "0000-1234567",
            "监督举报方式": "0000-7654321",
            "办理依据": basis,
            "信息形成日期": "2026-01-12",
            "公开日期": "2026-01-16",
        }
        for number, (name, basis, papers, steps, term) in enumerate(_SERVICES, 1)
    ]


def approval_rows(department: str, last: date = TODAY) -> list[Row]:
    """What was approved up to a day."""
    authority = departments()[department].name
    return [
        _approval(project, found)
        for project in projects(department)
        for found in approvals(project, department, authority)
        if found.day <= last
    ]


def _approval(project: Project, found: Approval) -> Row:
    return _of(project) | {
        "批准事项": found.kind,
        "批复文号": found.document,
        "审批结果": "同意",
        "批复日期": found.day.isoformat(),
        "批复单位": found.authority,
        "批复金额": wan(found.amount) if found.amount else None,
        "公开日期": _shown(found.day, 1 + len(found.kind) % 5),
    }


def land(department: str) -> list[Row]:
    """Land that was taken for every fifth project."""
    return [
        _of(project)
        | {
            "文件编号": f"示政征{project.document[project.document.index('〔') :]}",
            "文件类型": "征地公告",
            "土地位置": "示例市东城区（虚构地块）",
            "面积(亩)": 12 + number * 3,
            "地类": "建设用地",
            "补偿标准": "按示例市区片综合地价执行",
            "批准机关": "示例市人民政府",
            "批准日期": workdays.on_or_before(project.approved).isoformat(),
            "公开日期": _shown(project.approved, 3),
        }
        for number, project in enumerate(projects(department))
        if number % 5 == 1
    ]


def design_changes(department: str) -> list[Row]:
    """Major changes of the design of every fourth project under way, within the approved estimate."""
    found = [project for project in projects(department)[3::4] if 20 < project.progress < 100]
    return [
        _of(project)
        | {
            "变更编号": f"BG{number:02d}",
            "变更原因": "地质条件与勘察不符",
            "变更内容": "基础形式由筏板改为桩基",
            "变更依据": "补充勘察报告",
            "批准单位": departments()[department].name,
            "变更结果": "同意变更",
            "变更前金额": wan(project.total_invest),
            "变更后金额": wan(project.total_invest * 104 // 100),
            "批准日期": "2025-12-10",
            "公开日期": "2025-12-17",
        }
        for number, project in enumerate(found, 1)
    ]


def construction(department: str) -> list[Row]:
    """Who builds: the legal person of the project, and who won its lots."""
    rows = []
    for lot in lots(department):
        who = [("监理" if lot.kind == "监理" else "施工", lot.winner[0], lot.winner[1])]
        if lot.number == "1":
            who.insert(0, ("项目法人", lot.project.owner, lot.project.owner_uscc))
        rows += [_of(lot.project) | _taking_part(*each, int(lot.number), lot.signed) for each in who]
    return rows


def _taking_part(role: str, name: str, code: str, number: int, since: date) -> Row:
    return {
        "参建角色": role,
        "序号": number,
        "单位名称": name,
        "统一社会信用代码": code,
        "主要负责人": _PEOPLE[len(name) % 5],
        "项目负责人": None if role == "项目法人" else _PEOPLE[(len(name) + 2) % 5],
        "资质": "相应专业甲级" if role == "监理" else "相应专业总承包二级",
        "管理机构": "项目管理部，设质量、安全、造价三组",
        "环境保护措施": "裸土覆盖、洒水降尘、夜间限噪",
        "信息形成日期": since.isoformat(),
        "公开日期": _shown(since, 5),
    }


def quality_safety(department: str) -> list[Row]:
    """Who supervises; one project in seven was fined."""
    main = [lot for lot in lots(department) if lot.number == "1"]
    who: Row = {"序号": 1, "监督机构": "示例市建设工程质量安全监督站", "联系方式": "0000-1234500"}
    return [_of(lot.project) | who | _fine(lot.winner, number) for number, lot in enumerate(main)]


def _fine(winner: tuple[str, str, int], number: int) -> Row:
    if number % 7 != 3:
        return {}
    decided = date(2026, 2, 3)
    return {
        "处罚决定书文号": f"示建罚〔2026〕{number}号",
        "被处罚单位": winner[0],
        "被处罚单位统一社会信用代码": winner[1],
        "处罚事由": "脚手架搭设不符合专项施工方案",
        "处罚依据": "《建设工程安全生产管理条例》第六十四条",
        "处罚结果": "责令限期改正，并处罚款",
        "罚款金额": 20_000,
        "处罚日期": decided.isoformat(),
        "公开日期": _shown(decided, 4),
    }


def completion(department: str) -> list[Row]:
    """The projects that are finished."""
    numbered = enumerate(projects(department), 1)
    return [_completed(project, number) for number, project in numbered if project.progress == 100]


def _completed(project: Project, number: int) -> Row:
    accepted, filed = project.end, project.end + timedelta(days=12)
    handed = project.end + timedelta(days=25)
    return _of(project) | {
        "竣工验收日期": accepted.isoformat(),
        "质量验收结果": "合格",
        "备案编号": f"示建备{accepted.year}-{number:03d}",
        "备案日期": filed.isoformat(),
        "备案部门": "示例市住房和城乡建设局",
        "交付使用日期": handed.isoformat() if handed <= TODAY else None,
        "决算审计单位": "示例市审计局",
        "决算审计结论": "无重大问题",
        "财务决算金额": wan(project.total_invest * 98 // 100),
        "公开日期": _shown(accepted, 8),
    }


def _of(project: Project) -> Row:
    return {"项目代码": project.code, "项目名称": project.name}


def _shown(day: date, working_days: int) -> str:
    """The day on which something was published, at the latest today."""
    return min(TODAY, workdays.after(day, working_days)).isoformat()


def with_changes(rows: Iterable[Row], changes: dict[tuple[str, str], Row], beside: str) -> list[Row]:
    """The rows with what is printed otherwise in some, by the project's code and what stands in another column."""
    return [row | changes.get((str(row.get("项目代码")), str(row.get(beside, ""))), {}) for row in rows]
