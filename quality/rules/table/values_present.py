"""应当说明的事项都有说明。
Whatever has to be stated is stated.

Source: STR-010: a department names the units that its budget covers (财预〔2016〕143号).
"""

from gongkai.contract.structure import ValuesPresent
from quality.context import OF, ROWS, TableContext, column
from quality.rules.forms import Failure, Judged, Tally, judged_of, nothing

EMPTY = "表是空表 / the table is empty"


def judge(check: ValuesPresent, context: TableContext) -> list[Judged]:
    """Looks for a row with each text."""
    query = f"SELECT DISTINCT {OF}, {column(check.column)}::VARCHAR FROM {ROWS}"
    found = set(context.connection.execute(query).fetchall())
    tallies, failures = {}, []
    for number in _judged(context):
        missing = [value for value in check.values if (number, value) not in found]
        tallies[number] = Tally(len(check.values), len(missing))
        failures += [Failure(number, check.column, None, None, {"missing": value}) for value in missing]
    return judged_of(context, check.code, tallies, failures, nothing(EMPTY, context.incomplete))


def _judged(context: TableContext) -> list[int]:
    """The submissions that have rows, and all of them: what lacks may stand in a row that was set aside."""
    return [n for n, each in enumerate(context.submissions) if each.rows and n not in context.incomplete]
