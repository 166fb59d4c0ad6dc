"""Basic expenditure by economic classification (部门预算经济分类), made to agree with the function lines.

Contributions that have a function code of their own (2080505 and others) appear under their economic code with the same
amount; the rest is divided by fixed shares. Other figures belong to `budget`.
"""

from dataclasses import dataclass

from samples.budget import Budget, Row
from samples.city import YEAR

# Economic classification of what is left of the basic expenditure: (code, name, per mille),
# 人员经费 then 公用经费.
_PERSONNEL = (
    ("30101", "基本工资", 270),
    ("30102", "津贴补贴", 310),
    ("30103", "奖金", 170),
    ("30112", "其他社会保障缴费", 10),
)
_PUBLIC = (
    ("30201", "办公费", 50),
    ("30205", "水费", 5),
    ("30206", "电费", 20),
    ("30207", "邮电费", 15),
    ("30211", "差旅费", 25),
    ("30228", "工会经费", 20),
    ("30229", "福利费", 30),
)
_LINKED = {
    "2080501": ("30302", "退休费"),
    "2080505": ("30108", "机关事业单位基本养老保险缴费"),
    "2080506": ("30109", "职业年金缴费"),
    "2101101": ("30110", "职工基本医疗保险缴费"),
    "2210201": ("30113", "住房公积金"),
}
_HEADS = {"301": "工资福利支出", "302": "商品和服务支出", "303": "对个人和家庭的补助"}


def economic(plan: Budget) -> list[Row]:
    """一般公共预算基本支出 by 部门预算经济分类: 款 rows under their 类. `basic` holds 人员经费, `project` 公用经费."""
    general = {line.code: line.basic for line in plan.of("general") if line.basic}
    linked = {target: (name, general.pop(code)) for code, (target, name) in _LINKED.items() if code in general}
    rest = sum(general.values())
    shares = {
        code: (name, rest * share // 1_000) for code, name, share in _PERSONNEL + _PUBLIC + _three_public(plan.year)
    }
    # What rounding and the shares leave over is other transport cost.
    shares["30239"] = ("其他交通费用", rest - sum(amount for _, amount in shares.values()))
    found = [Row(code, name, *_split(code, amount)) for code, (name, amount) in (linked | shares).items()]
    heads = [Row(head, name, *_sum(found, head)) for head, name in _HEADS.items()]
    return sorted(found + heads, key=lambda row: row.code)


@dataclass(frozen=True)
class ThreePublic:
    """“三公”经费 in 元, in whole hundreds as they are printed in 万元: receptions and the running of vehicles.

    Nobody travels abroad or buys a vehicle.
    """

    reception: int
    vehicles: int

    @property
    def total(self) -> int:
        """合计."""
        return self.reception + self.vehicles


def printed_three_public(plan: Budget) -> ThreePublic:
    """“三公”经费 of a budget."""
    amounts = {row.code: row.total for row in economic(plan)}
    return ThreePublic(*(amounts[code] // 100 * 100 for code in ("30217", "30231")))


def _three_public(year: int) -> tuple[tuple[str, str, int], ...]:
    """Receptions and vehicles take a smaller share every year (只减不增)."""
    back = YEAR - year
    return ("30217", "公务接待费", 2 + back), ("30231", "公务用车运行维护费", 8 + back)


def _split(code: str, amount: int) -> tuple[int, int]:
    return (0, amount) if code.startswith("302") else (amount, 0)


def _sum(found: list[Row], head: str) -> tuple[int, int]:
    kept = [row for row in found if row.code.startswith(head)]
    return sum(row.basic for row in kept), sum(row.project for row in kept)
