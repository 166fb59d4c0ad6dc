"""Which submissions are compared with which: the same department's, all departments', those of the units below."""

from collections.abc import Sequence

from gongkai.contract.across import Whose
from quality.context import Neighbours, TableContext

NOBODY = "没有可比的报送 / nobody has delivered what it would be compared with"


def pairs(whose: Whose, context: TableContext, theirs: Neighbours) -> tuple[list[tuple[int, int]], dict[int, str]]:
    """(number of mine, number of theirs), and why some of mine are not compared: nobody states the other side, or some
    of its rows were set aside. Of all departments, those of whom rows were set aside are left out.
    """
    found: list[tuple[int, int]] = []
    reasons: dict[int, str] = {}
    for mine, submission in enumerate(context.submissions):
        wanted = _wanted(whose, context, theirs, submission.entity)
        others = [n for n, each in enumerate(theirs.stated) if each.submission.entity in wanted]
        incomplete = [n for n in others if theirs.stated[n].submission.set_aside]
        if not others:
            reasons[mine] = NOBODY
        elif incomplete and (whose != "all" or len(incomplete) == len(others)):
            reasons[mine] = _incomplete(theirs, incomplete)
        left = set(incomplete) if whose == "all" else set()
        found += [(mine, other) for other in others if other not in left]
    return found, reasons


def _wanted(whose: Whose, context: TableContext, theirs: Neighbours, entity: str) -> set[str]:
    """The codes of those who are meant. A unit (所属单位) is in its department's table and is not added once more."""
    if whose == "entity":
        return {entity}
    parents = {each.code: each.parent for each in context.registers.organisations if each.parent}
    if whose == "units":
        return {code for code, parent in parents.items() if parent == entity}
    stated = {each.submission.entity for each in theirs.stated}
    return {code for code in stated if parents.get(code) not in stated}


def _incomplete(theirs: Neighbours, numbers: Sequence[int]) -> str:
    who = "、".join(sorted(theirs.stated[number].submission.entity for number in numbers))
    return f"{who} 的表有行被搁置，不完整 / rows of {who} were set aside, so that table is incomplete"
