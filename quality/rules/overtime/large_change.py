"""与上年相比变动较大的金额应当说明原因。
A large change against the year before has its reason.

Source: LIM-009, practice; percentage and amount are local settings (city.yml, thresholds).
"""

from gongkai.contract.across import LargeChange
from quality.context import TableContext
from quality.rules.across.sides import Condition, judge_sides
from quality.rules.forms import Judged


def judge(check: LargeChange, context: TableContext) -> list[Judged]:
    """A change must be large in percent and in 元."""
    change = "abs(stated - other)"
    large = f"{change} > {context.thresholds[check.over]} AND {change} * 100 > {check.pct} * abs(other)"
    said = {"percent": "(abs(stated - other) * 100 / nullif(abs(other), 0))::DECIMAL(18,2)"}
    return judge_sides(check, context, Condition(large, said=said))
