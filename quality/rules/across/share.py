"""一个金额占另一个金额的比例在规定范围之内，否则应当说明原因。
One amount is within a range of percentages of another, or a reason is given.

Source: LIM-005 预备费 1%–3% (《预算法》第四十条), LIM-008 execution rate. What is compared with zero is left out.
"""

from gongkai.contract.across import Share
from quality.context import TableContext
from quality.rules.across.sides import Condition, judge_sides
from quality.rules.forms import Judged


def judge(check: Share, context: TableContext) -> list[Judged]:
    """Compares the percentage with its bounds."""
    percent = "(stated * 100 / nullif(other, 0))"
    bounds = [f"{percent} < {check.min_pct}"] if check.min_pct is not None else []
    bounds += [f"{percent} > {check.max_pct}"] if check.max_pct is not None else []
    least, most = ("" if bound is None else f"{bound:g}%" for bound in (check.min_pct, check.max_pct))
    said = {"percent": f"{percent}::DECIMAL(18,2)", "range": f"'{least}–{most}'"}
    return judge_sides(check, context, Condition(" OR ".join(bounds), said=said))
