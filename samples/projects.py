"""The registers of major projects (重大建设项目) of the reform commission (103) and the housing bureau (104).

Here belong the projects as figures and the faults planted in them. How a register looks in a file: `project_files`.
"""

import random
from dataclasses import dataclass, replace
from datetime import date, timedelta

from samples.city import departments
from samples.identifiers import project_code, uscc

# (what is built, size with its bounds, 中央业务指导部门 of the project code, 总投资 bounds in 万元, who builds it)
_KINDS = {
    "103": (
        ("第{}小学", "新增班级{}个，含教学楼及附属用房", (24, 48), "05", (6_000, 22_000), "101"),
        ("中医医院{}号院区", "设置床位{}张，建设门诊、医技和住院用房", (120, 400), "06", (12_000, 68_000), "105"),
        ("{}号水厂提标", "日供水能力{}万立方米，更新净水工艺", (3, 12), "04", (4_500, 26_000), "水务发展"),
        ("{}号产业园标准厂房", "总建筑面积{}万平方米，配套道路和管网", (4, 18), "04", (9_000, 75_000), "产业园区开发"),
        ("第{}综合养老服务中心", "设置养老床位{}张，含日间照料用房", (80, 260), "07", (2_800, 9_600), "106"),
        ("{}号数字政务平台", "建设业务系统{}个，配套安全设施", (3, 9), "04", (650, 3_800), "103"),
    ),
    "104": (
        ("{}号城区主干道改造", "道路全长{}千米，同步改造雨污管网", (2, 9), "04", (3_600, 31_000), "城市建设投资"),
        ("{}号片区老旧小区改造", "改造住宅{}栋，更新水电气管线", (18, 90), "04", (2_200, 16_500), "民生建设"),
        ("第{}污水处理厂扩能", "日处理能力提高{}万吨", (1, 6), "04", (5_800, 24_000), "水务发展"),
        ("{}号保障性租赁住房", "建设住房{}套，配建停车位", (180, 900), "04", (7_500, 46_000), "民生建设"),
    ),
}
_COUNTS = {"103": 42, "104": 18}
_BUILD_KINDS = ("新建", "新建", "改建", "扩建", "续建")
_COMPANIES = ("城市建设投资", "产业园区开发", "水务发展", "民生建设")


@dataclass(frozen=True)
class Project:
    """A project as the register prints it; amounts in 分 of 万元, that is in hundreds of 元."""

    code: str
    name: str
    owner: str
    owner_uscc: str
    build_kind: str
    type: str
    scale: str
    total_invest: int
    year_plan: int
    cumulative: int
    document: str
    approved: date
    start: date
    end: date
    progress: int
    status: str


def projects(department: str) -> list[Project]:
    """The register of department 103 or 104, faults included."""
    rng = random.Random(f"projects {department}")
    found = [_project(rng, department, number) for number in range(1, _COUNTS[department] + 1)]
    if department == "103":
        found[20] = _overspent(found[20])
    if department == "104":
        found[6] = _telephone(found[6])
    return found


def _overspent(project: Project) -> Project:
    """Fault cumulative-above-total: more was completed than the whole project may cost."""
    return replace(project, cumulative=project.total_invest + 38_650)


def _telephone(project: Project) -> Project:
    """Fault mobile-number: somebody typed a telephone number (a carrier's top-up line) into the description."""
    return replace(project, scale=project.scale + "，联系电话13800138000")


def _project(rng: random.Random, department: str, number: int) -> Project:
    title, scale, size, authority, (low, high), builder = _KINDS[department][number % len(_KINDS[department])]
    approved = date(2023, 3, 1) + timedelta(days=rng.randint(0, 1_000))
    start = approved + timedelta(days=rng.randint(60, 200))
    end = start + timedelta(days=rng.randint(500, 1_100))
    total = rng.randint(low, high) * 100 + rng.randint(0, 99)
    progress = _progress(start, end)
    owner, code = _owner(builder)
    approval = rng.choice(("审批", "审批", "审批", "核准", "备案"))
    return Project(
        code=project_code(f"{approved:%y%m}", authority, rng.choice(("01", "01", "02")), rng.randint(10_000, 99_999)),
        name=f"示例市{title.format(number)}项目",
        owner=owner,
        owner_uscc=code,
        build_kind=rng.choice(_BUILD_KINDS),
        type=approval,
        scale=scale.format(rng.randint(*size)),
        total_invest=total,
        year_plan=(total - total * progress // 100) * rng.randint(40, 70) // 100,
        cumulative=total * progress // 100,
        document=_document(department, approval, approved.year, number),
        approved=approved,
        start=start,
        end=end,
        progress=progress,
        status="前期" if progress == 0 else "完工" if progress == 100 else "在建",
    )


def _document(department: str, approval: str, year: int, number: int) -> str:
    office = {"103": "示发改", "104": "示建"}[department]
    return f"{office}{approval}〔{year}〕{number + 20}号"


def _progress(start: date, end: date) -> int:
    """形象进度 in percent, at an even pace until the day of the export."""
    passed = (date(2026, 3, 12) - start).days
    return max(0, min(100, 100 * passed // (end - start).days))


def _owner(builder: str) -> tuple[str, str]:
    """Name and 统一社会信用代码 of a department (by its code) or of a company of the city."""
    if builder in departments():
        return departments()[builder].name, departments()[builder].uscc
    return f"示例市{builder}有限公司", uscc("91", f"MA8QH{_COMPANIES.index(builder)}XW")
