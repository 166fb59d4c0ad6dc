"""The units (预算单位) whose budgets add up to that of the reform commission: its own offices and a centre.

Here belongs how the money is divided. The department's budget belongs to `budget`.
"""

from dataclasses import replace

from samples.budget import Budget, Line, budget
from samples.city import YEAR, departments

OFFICES, CENTRE = "113", "114"
UNITS = (OFFICES, CENTRE)
_PARENT = "103"
# What keeps the centre running (事业运行); contributions that follow from pay are divided as the running costs are.
_OF_THE_CENTRE = "2010450"
_CONTRIBUTIONS = ("208", "210", "221")


def unit_budget(code: str, year: int = YEAR) -> Budget:
    """The budget of a unit; both together are the department's, line by line."""
    whole = budget(_PARENT, 1, year)
    running = [line for line in whole.lines if not line.code.startswith(_CONTRIBUTIONS)]
    centre = sum(line.basic for line in running if line.code == _OF_THE_CENTRE)
    lines = [_share(line, centre, sum(each.basic for each in running)) for line in whole.lines]
    if code == OFFICES:
        pairs = zip(whole.lines, lines, strict=True)
        lines = [replace(a, basic=a.basic - b.basic, project=a.project - b.project) for a, b in pairs]
    return Budget(departments()[code], tuple(line for line in lines if line.total), year)


def _share(line: Line, part: int, whole: int) -> Line:
    """What the centre has of a line."""
    if line.code == _OF_THE_CENTRE:
        return line
    basic = line.basic * part // whole if line.code.startswith(_CONTRIBUTIONS) else 0
    return replace(line, basic=basic, project=0)
