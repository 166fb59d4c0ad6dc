"""没有数据的表列空表并附说明，有数据的表不附“本表无数据”。
A table without data is printed empty with the sentence that says so, and a table with data has no such sentence.

Source: STR-002, 财预〔2016〕143号 没有数据的表格应当列出空表并说明.
"""

from collections import defaultdict
from collections.abc import Sequence

from gongkai.contract.structure import EmptyExplained
from gongkai.submission import SourceTable
from quality.context import TableContext
from quality.rules.forms import Failure, Judged, Tally, judged_of, nothing

FAULTS = {
    True: ("是空表，但没有说明为什么没有数据", "is empty and does not say why there is no data"),
    False: ("有数据，却附有“本表无数据”的说明", "has data and carries the sentence that it has none"),
}


def judge(check: EmptyExplained, context: TableContext) -> list[Judged]:
    """Looks at every table of every submission; both sides of a printed table are one."""
    tallies, failures = {}, []
    for number, submission in enumerate(context.submissions):
        printed: dict[tuple[str | None, ...], list[SourceTable]] = defaultdict(list)
        for table in submission.tables:
            printed[table.source_id, table.place, table.title].append(table)
        wrong = [_filled(sides)[0] for sides in printed.values() if _is_wrong(sides)]
        tallies[number] = Tally(len(printed), len(wrong))
        failures += [_failure(number, context, table) for table in wrong]
    return judged_of(context, check.code, tallies, failures, nothing())


def _is_wrong(sides: Sequence[SourceTable]) -> bool:
    has_note = any(table.note for table in _filled(sides))
    return has_note if any(table.rows for table in sides) else not has_note


def _filled(sides: Sequence[SourceTable]) -> Sequence[SourceTable]:
    """The sides with data; all of them where none has any."""
    return [table for table in sides if table.rows] or sides


def _failure(number: int, context: TableContext, table: SourceTable) -> Failure:
    zh, en = FAULTS[table.rows == 0]
    said = {"title": table.title or table.place or table.file, "fault_zh": zh, "fault_en": en}
    column = context.contract.table.primary_key[0]
    cell = (table.note_cell if table.rows else None) or _first_cell(table)
    return Failure(number, column, None, None, said, (cell, table.source_id, table.place))


def _first_cell(table: SourceTable) -> str | None:
    return f"{table.letter(0)}{table.first_row}" if table.sheet and table.first_row else None
