"""同一事项在两张表中的金额一致，或一处不超过另一处（容许四舍五入差）。
The same matter has the same amount in two tables, or one does not exceed the other, rounding apart.

Source: BAL-001 to BAL-017, CON-004, LIM-003, LIM-006, LIM-007, LIM-011 (财预〔2016〕143号: tables of one budget
describe the same money). Both sides are sums of the rows that `checks.yml` names.
"""

from gongkai.contract.across import Agrees
from quality.context import TableContext
from quality.rules.across.sides import Condition, judge_sides
from quality.rules.forms import Judged

_TOO_FAR = {
    "equal": "abs(stated - other)",
    "at_most": "(stated - other)",
    "at_least": "(other - stated)",
}
_RELATIONS = {
    "equal": ("两处应当一致", "both must be the same"),
    "at_most": ("前者不应超过后者", "the first may not exceed the second"),
    "at_least": ("前者不应少于后者", "the first may not be less than the second"),
}


def judge(check: Agrees, context: TableContext) -> list[Judged]:
    """Compares the two sums; `slack` and `slack_pct` are allowed beside rounding."""
    far = _TOO_FAR[check.relation]
    allowed = f"(tolerance + {check.slack} + {check.slack_pct / 100} * abs(other))"
    zh, en = _RELATIONS[check.relation]
    facts = {"relation_zh": zh, "relation_en": en}
    rounded = f"{far} > 0 AND {far} <= {allowed}"
    condition = Condition(
        f"{far} > {allowed}",
        rounded,
        facts=facts,
        missing_is_zero=check.missing == "zero",
        explained=check.relation == "equal",
    )
    return judge_sides(check, context, condition)
