"""What happens to a project of the registers from its proposal to its completion, as figures.

Here belong steps, their dates and the amounts that were approved. The tables belong to `project_tables`, tenders to
`works`. Amounts are in hundreds of 元, as the registers have them.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from samples import workdays
from samples.projects import Project
from samples.purchases import TODAY

_HEADS = {"103": "示发改", "104": "示建"}
_BUILDING, _PLANNING, _ECOLOGY = "示例市住房和城乡建设局", "示例市自然资源和规划局", "示例市生态环境局"
# Land, environment and permits are granted by bodies that are in no register of the sample.
_FIRST = {"审批": "可行性研究报告", "核准": "项目核准", "备案": "项目备案"}


@dataclass(frozen=True)
class Approval:
    """An approval (批准结果) of a project; the amount is 0 where none is approved."""

    kind: str
    document: str
    day: date
    authority: str
    amount: int = 0


def approvals(project: Project, department: str, authority: str) -> list[Approval]:
    """The approvals of a project up to today, in the order of their days."""
    head, number = _HEADS[department], project.document[project.document.index("〔") :]
    slack = (project.start - project.approved).days - 60
    design = workdays.on_or_after(project.approved + timedelta(days=2 + slack // 4))
    first = Approval(
        _FIRST[project.type], project.document, project.approved, authority, project.total_invest * 104 // 100
    )
    found = [
        _other(Approval("用地预审与选址意见书", f"示资规选{number}", project.approved - timedelta(days=30), _PLANNING)),
        first,
        _other(Approval("环境影响评价", f"示环审{number}", project.approved + timedelta(days=2), _ECOLOGY)),
        Approval("初步设计", f"{head}设{number}", design, authority, project.total_invest),
        Approval(
            "施工图预算", f"{head}预{number}", workdays.after(design, 2), authority, project.total_invest * 86 // 100
        ),
        _other(Approval("施工许可", f"示建施{number}", project.start - timedelta(days=4), _BUILDING)),
    ]
    if project.type == "审批":
        found.insert(0, Approval("项目建议书", f"{head}建{number}", _earlier(project.approved, 50), authority))
    return [each for each in found if each.day <= TODAY]


def _other(found: Approval) -> Approval:
    return Approval(found.kind, found.document, workdays.on_or_before(found.day), found.authority)


def _earlier(day: date, days: int) -> date:
    return workdays.days_before(day, days)


def milestones(project: Project) -> list[tuple[str, date, date | None]]:
    """Milestone, day that was planned, day on which it was reached."""
    slack = (project.start - project.approved).days - 60
    steps = (
        ("可行性研究报告" if project.type == "审批" else "初步设计", project.approved + timedelta(days=slack // 4)),
        ("施工许可", project.start - timedelta(days=4)),
        ("开工", project.start),
        ("竣工验收", project.end),
        ("竣工验收备案", project.end + timedelta(days=14)),
        ("交付使用", project.end + timedelta(days=30)),
    )
    return [(name, planned, planned if planned <= TODAY else None) for name, planned in steps]


def funds(project: Project, number: int) -> dict[str, tuple[int, int]]:
    """Source -> planned, arrived; the plan adds up to the total investment."""
    shares = _SHARES[number % len(_SHARES)]
    planned = {source: project.total_invest * share // 100 for source, share in shares.items()}
    last = list(planned)[-1]
    planned[last] += project.total_invest - sum(planned.values())
    arrived = min(100, project.progress + 5)
    return {source: (amount, amount * arrived // 100) for source, amount in planned.items()}


_SHARES = (
    {"中央": 20, "省": 15, "市": 40, "县（区）": 25},
    {"省": 20, "专项债券": 50, "市": 30},
    {"银行贷款": 45, "企业自筹": 55},
    {"中央": 30, "专项债券": 30, "市": 40},
)
