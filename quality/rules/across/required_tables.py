"""规定应公开的表齐全，没有数据的列空表并说明。
Every table that must be published is there; one without data as an empty table with its explanation.

Source: STR-001, 财预〔2016〕143号; the sets of tables stand in `table_sets.csv`.
"""

from collections.abc import Iterator, Mapping

from gongkai.contract.across import RequiredTables
from gongkai.registers import RequiredTable
from gongkai.submission import SourceTable, Submission
from quality.context import TableContext
from quality.rules.forms import Failure, Judged, Tally, judged_of, nothing


def judge(check: RequiredTables, context: TableContext) -> list[Judged]:
    """Looks for every required table of the set that belongs to a dataset of this city."""
    wanted = [each for each in context.registers.table_set(check.set) if each.required]
    known = [each for each in wanted if each.dataset in context.neighbours]
    stated = {
        (each.dataset, one.submission.entity): one.submission
        for each in known
        for one in context.neighbours[each.dataset].stated
        if one.submission.period == context.period
    }
    failures: list[Failure] = []
    tallies: dict[int, Tally] = {}
    reasons: dict[int, str] = {}
    for number, submission in enumerate(context.submissions):
        missing = [each for each in known if not _is_there(each, stated.get((each.dataset, submission.entity)))]
        refused = {each.no: why for each in missing if (why := _refused(each, submission, context))}
        failed = [each for each in missing if each.no not in refused]
        # What is wrong with a table that was delivered and not taken is told there; here it leaves the set unproven.
        tallies[number] = Tally(0 if refused and not failed else len(known) - len(refused), len(failed))
        failures += [_failure(number, context, each) for each in failed]
        reasons |= {number: _unproven(refused)} if refused else {}
    none = f"没有登记“{check.set}”应公开的表 / no tables are registered for {check.set}"
    return judged_of(context, check.code, tallies, failures, nothing(none, reasons))


def _refused(wanted: RequiredTable, submission: Submission, context: TableContext) -> str | None:
    return context.refused.get((wanted.dataset, context.period, submission.entity))


def _unproven(refused: Mapping[int, str]) -> str:
    zh = "、".join(f"表{no}（{why}）" for no, why in refused.items())
    en = ", ".join(f"{no} ({why})" for no, why in refused.items())
    return f"已报送但另有问题未能采用：{zh} / delivered and not taken for another fault: table {en}"


def _is_there(wanted: RequiredTable, submission: Submission | None) -> bool:
    if submission is None:
        return False
    return not wanted.column or any(_states(table, wanted) for table in submission.tables)


def _states(table: SourceTable, wanted: RequiredTable) -> bool:
    """Whether the table is of the value, or where several columns tell it, of each of them: fund|scope, general|own."""
    pairs = zip(wanted.column.split("|"), wanted.value.split("|"), strict=True)
    return all(value in (table.fixed.get(column), *_set_in(table, column)) for column, value in pairs)


def _set_in(table: SourceTable, column: str) -> Iterator[str]:
    return (one.set[column] for one in table.wide if column in one.set)


def _failure(number: int, context: TableContext, missing: RequiredTable) -> Failure:
    said = {"no": missing.no, "table_zh": missing.title_zh, "table_en": missing.title_en}
    return Failure(number, context.contract.table.primary_key[0], None, None, said)
