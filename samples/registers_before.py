"""The registers of major projects at the end of the year before, with what was invested until then and in it.

Here belong figures and layout of these older registers. Those of this year belong to `projects` and `project_files`.
"""

from datetime import date
from decimal import Decimal

from samples.city import YEAR, departments
from samples.grids import Grid, opening
from samples.page import Cell, Money
from samples.projects import Project, projects

_LAST = YEAR - 1
_HEADERS = (
    *("项目代码", "原项目代码", "项目名称", "项目法人", "项目法人统一社会信用代码", "建设性质", "项目类型", "所属行业"),
    *("建设规模及内容", "总投资", "年度计划投资", "本年完成投资", "截至上年底累计完成投资", "累计完成投资", "批复文号"),
    *("批复日期", "计划开工", "计划竣工", "实际开工", "形象进度(%)", "项目状态"),
)
_INDUSTRIES = {"04": "公共设施管理业", "05": "教育", "06": "卫生", "07": "社会工作"}
# A project that had begun under a code of the old form.
_OLD_CODES = {"示例市第30小学项目": "2020-999900-83-01-068707"}


def register(department: str) -> Grid:
    """The projects that were approved by the end of the year before; amounts in 万元."""
    found = [project for project in projects(department) if project.approved.year <= _LAST]
    title = f"示例市{_LAST}年重大建设项目库"
    head = opening(title, departments()[department].name, Money("万元"), len(_HEADERS))
    return Grid("重大建设项目库", [*head, list(_HEADERS), *(_row(project) for project in found)])


def _row(project: Project) -> list[Cell]:
    before, now = (project.total_invest * _progress(project, year) // 100 for year in (_LAST - 1, _LAST))
    plan = (now - before) * 105 // 100 if now < project.total_invest else now - before
    if project.name == "示例市第2污水处理厂扩能项目":
        # Fault plan-above-rest: more is planned for the year than is left of the total.
        plan = project.total_invest - before + 25_000
    begun = project.start.year <= _LAST
    progress = _progress(project, _LAST)
    amounts = (project.total_invest, min(plan, project.total_invest), now - before, before, now)
    return [
        *(project.code, _OLD_CODES.get(project.name), project.name, project.owner, project.owner_uscc),
        *(project.build_kind, project.type, _INDUSTRIES[project.code[12:14]], project.scale.partition("，联系")[0]),
        *(float(Decimal(amount) / 100) for amount in amounts),
        *(project.document, project.approved.isoformat(), _month(project.start), _month(project.end)),
        *(project.start.isoformat() if begun else None, progress),
        "前期" if not begun else "完工" if progress == 100 else "在建",
    ]


def _progress(project: Project, year: int) -> int:
    """形象进度 in percent at the end of a year, at an even pace."""
    passed = (date(year, 12, 31) - project.start).days
    return max(0, min(100, 100 * passed // (project.end - project.start).days))


def _month(day: date) -> str:
    return f"{day.year}年{day.month}月"
