"""金额与上年相比没有整十倍、百倍、千倍、万倍的跳变（疑似单位错误）。
An amount is not ten, a hundred, a thousand or ten thousand times that of the year before, as a wrong unit makes it.

Source: LIM-010; a published county debt table was headed 亿元 for 万元. The larger the factor, the farther from it the
ratio may be.
"""

from gongkai.contract.across import Magnitude
from quality.context import TableContext
from quality.rules.across.sides import Condition, judge_sides
from quality.rules.forms import Judged

#: Factor -> how far from it, as a factor, the ratio may be and still be taken for it.
_NEAR = {10: 1.05, 100: 1.4, 1_000: 2.0, 10_000: 3.0}


def judge(check: Magnitude, context: TableContext) -> list[Judged]:
    """The ratio of both sides, whichever is the larger."""
    ratio = "(greatest(abs(stated), abs(other)) / nullif(least(abs(stated), abs(other)), 0))"
    near = (f"{ratio} BETWEEN {factor / far} AND {factor * far}" for factor, far in _NEAR.items())
    return judge_sides(check, context, Condition(" OR ".join(near), said={"ratio": f"{ratio}::DECIMAL(18,1)"}))
