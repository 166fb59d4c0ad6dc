"""Basic expenditure of the government itself by economic classification, in both classifications.

The figures are those of all departments together, in whole 万元.
"""

from samples.budget import DEPARTMENTS, budget
from samples.economic import economic
from samples.government_figures import STAGES
from samples.grids import Grid
from samples.page import Cell

# 款 of the classification for departments -> (款, name) of that for governments; the rest are office costs.
_FOR_GOVERNMENTS = {
    **dict.fromkeys(("30101", "30102", "30103"), ("50101", "工资奖金津补贴")),
    **dict.fromkeys(("30108", "30109", "30110", "30112"), ("50102", "社会保障缴费")),
    "30113": ("50103", "住房公积金"),
    "30217": ("50206", "公务接待费"),
    "30231": ("50208", "公务用车运行维护费"),
    "30302": ("50905", "离退休费"),
}
_OFFICES = ("50201", "办公经费")
_HEADS = {
    "301": "工资福利支出",
    "302": "商品和服务支出",
    "303": "对个人和家庭的补助",
    "501": "机关工资福利支出",
    "502": "机关商品和服务支出",
    "509": "对个人和家庭的补助",
}
_COLUMNS = {False: ("合计", "人员经费", "公用经费"), True: ("预算数", "调整预算数", "决算数")}
Figures = dict[str, tuple[str, int]]


def basic_tables(year: int, *, final: bool) -> list[Grid]:
    """One table for each classification."""
    departments = _of_departments(year)
    governments: Figures = {}
    for code, (_, amount) in departments.items():
        target, name = _FOR_GOVERNMENTS.get(code, _OFFICES)
        governments[target] = name, governments.get(target, ("", 0))[1] + amount
    pairs = (("政府", governments), ("部门", departments))
    return [_table(kind, figures, year, final) for kind, figures in pairs]


def _of_departments(year: int) -> Figures:
    found: Figures = {}
    for row in (row for code in DEPARTMENTS for row in economic(budget(code, 1, year)) if len(row.code) == 5):
        found[row.code] = row.name, found.get(row.code, ("", 0))[1] + row.total // 10_000
    return found


def _table(kind: str, figures: Figures, year: int, final: bool) -> Grid:
    heads = {code[:3]: (_HEADS[code[:3]], 0) for code in figures}
    for code, (_, amount) in figures.items():
        heads[code[:3]] = heads[code[:3]][0], heads[code[:3]][1] + amount
    rows: list[list[Cell]] = [
        [code, name, *_cells(code, figures, final)] for code, (name, _) in sorted((figures | heads).items())
    ]
    title = f"{year}年示例市本级一般公共预算基本支出{'决算' if final else ''}表（按{kind}预算支出经济分类）"
    columns: list[Cell] = ["科目编码", "科目名称", *_COLUMNS[final]]
    last: list[Cell] = ["合计", None, *_cells("", figures, final)]
    return Grid(f"基本支出{kind}经济分类", [[title], [*[None] * 4, "单位：万元"], columns, *rows, last])


def _cells(code: str, figures: Figures, final: bool) -> list[Cell]:
    below = {each: amount for each, (_, amount) in figures.items() if each.startswith(code)}
    if final:
        return [sum(amount * STAGES[stage] // 100 for amount in below.values()) for stage in STAGES]
    staff = sum(amount for each, amount in below.items() if each[:3] not in ("302", "502"))
    return [sum(below.values()), staff or None, sum(below.values()) - staff or None]
