"""Which line of the department's budget pays for a purchase.

Here belongs the choice. The lines belong to `budget`, the purchases to `purchases`.
"""

from functools import cache

from samples.budget import UNKNOWN_CODE, budget
from samples.city import YEAR, departments

# Nobody buys from pensions, health and housing of the staff.
_OF_THE_STAFF = ("20805", "21011", "22102")
# Budgets of earlier years are in the sample for these departments alone.
_EARLIER = ("102", "103", "104")


class Lines:
    """The lines of a year; each pays as long as nine tenths of it last, in the order of the contracts."""

    def __init__(self, year: int) -> None:
        self._left = {
            name: {code: total * 9 // 10 for code, total in found.items()} for name, found in _totals(year).items()
        }

    def take(self, contract: dict[str, str]) -> str:
        """The code of the line that pays for a contract; empty where no line has so much left."""
        printed = contract["合同金额(元)"].replace(",", "")
        left = self._left.get(contract["采购人"], {})
        yuan = int(float(printed)) + 1 if printed[0].isdigit() else 0
        code = next((code for code, rest in left.items() if rest >= yuan), "") if yuan else ""
        if code:
            left[code] -= yuan
        return code


@cache
def _totals(year: int) -> dict[str, dict[str, int]]:
    """Name of the department -> code -> total, the line with the most projects first."""
    codes = [code for code in departments() if "101" <= code <= "111"] if year == YEAR else list(_EARLIER)
    return {departments()[code].name: _of(code, year) for code in codes}


def _of(code: str, year: int) -> dict[str, int]:
    totals: dict[str, int] = {}
    for line in sorted(budget(code, 1, year).lines, key=lambda line: -line.project):
        if not line.code.startswith(_OF_THE_STAFF) and line.code not in UNKNOWN_CODE:
            totals[line.code] = totals.get(line.code, 0) + line.total
    return totals
