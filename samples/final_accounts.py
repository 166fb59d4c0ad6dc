"""The final accounts of two departments as figures, made from the budget of their year; amounts in whole 元.

Here belongs arithmetic. How the accounts look belongs to `final_tables` and `final_texts`.
"""

from dataclasses import dataclass, replace

from samples.budget import FUNDS, Budget, budget
from samples.economic import ThreePublic, printed_three_public

YEARS = (2023, 2024)
DEPARTMENTS = ("102", "104")


@dataclass(frozen=True)
class Accounts:
    """What a department really spent (`spent`, as lines like those of a budget), and its balances by fund."""

    spent: Budget
    budget: Budget
    opening: dict[str, int]
    closing: dict[str, int]

    def revenue(self, fund: str) -> int:
        """What was granted in the year: spending and the change of the balance."""
        return self.spent.total(fund) + self.closing[fund] - self.opening[fund]

    @property
    def revenues(self) -> int:
        """The grants of all funds."""
        return sum(map(self.revenue, FUNDS))

    @property
    def three_public(self) -> tuple[ThreePublic, ThreePublic]:
        """Budget and final."""
        return printed_three_public(self.budget), printed_three_public(self.spent)


def accounts(code: str, year: int) -> Accounts:
    """The final accounts of department 102 or 104; what they close with is what the next year's open with."""
    plan = budget(code, 1, year)
    lines = [replace(line, basic=line.basic * 985 // 1_000, project=line.project * 96 // 100) for line in plan.lines]
    return Accounts(replace(plan, lines=tuple(lines)), plan, _balances(code, year - 1), _balances(code, year))


def _balances(code: str, year: int) -> dict[str, int]:
    """Two percent of each fund's budget of the year."""
    plan = budget(code, 1, year)
    return {fund: plan.total(fund) // 50 for fund in FUNDS}
