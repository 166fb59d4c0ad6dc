"""标题、工作表名、文件名和表头写明的年度一致。
Title, sheet, file name and header state the same year.

Source: STR-006. The year before may stand beside it for comparison; references inside 《》 and after 截至 do not count.
"""

from gongkai.contract.structure import StatedYears
from gongkai.submission import SourceTable
from quality.context import TableContext
from quality.rules.forms import Failure, Judged, Tally, judged_of, nothing

PLACES = {
    "title": ("标题", "the title"),
    "sheet": ("工作表名", "the name of the sheet"),
    "file_name": ("文件名", "the name of the file"),
    "header": ("表头", "the header"),
    "above": ("表上方的文字", "the lines above the table"),
}
NONE = "表中没有写明年度 / the table states no year"


def judge(check: StatedYears, context: TableContext) -> list[Judged]:
    """Compares every stated year with that of the period."""
    tallies, failures = {}, []
    for number, submission in enumerate(context.submissions):
        printed = {(table.source_id, table.place, table.title): table for table in reversed(submission.tables)}
        stated = [(table, place, year) for table in printed.values() for place, year in table.years.items()]
        wrong = [each for each in stated if not _fits(each[1], each[2], context.period)]
        tallies[number] = Tally(len(stated), len(wrong))
        failures += [_failure(number, context, *each) for each in wrong]
    return judged_of(context, check.code, tallies, failures, nothing(NONE))


def _fits(place: str, year: int, period: int) -> bool:
    # A header may name the year before for its column of comparison; a title may not.
    return year == period or (place not in ("title", "file_name") and year == period - 1)


def _failure(number: int, context: TableContext, table: SourceTable, place: str, year: int) -> Failure:
    zh, en = PLACES.get(place, (place, place))
    said = {"place_zh": zh, "place_en": en, "stated": year, "year": context.period}
    said |= _taken_from(table, context.period)
    column = context.contract.table.primary_key[0]
    # The name of a file or sheet stands in no cell: then the one that states the year it should be.
    cell = table.year_cells.get(place) or _cell_of(table, context.period)
    return Failure(number, column, None, str(year), said, (cell, table.source_id, table.place))


def _taken_from(table: SourceTable, period: int) -> dict[str, str]:
    """What states the year that the table is taken for, in words."""
    place = next((place for place in PLACES if table.years.get(place) == period), None)
    if place is None:
        return {"by_zh": "", "by_en": ""}
    cell = table.year_cells.get(place, "")
    zh, en = PLACES.get(place, (place, place))
    return {"by_zh": f"按{zh}{cell and f'（{cell}）'}", "by_en": f" by {en}{cell and f' ({cell})'}"}


def _cell_of(table: SourceTable, period: int) -> str | None:
    places = (place for place in PLACES if table.years.get(place) == period)
    return next((table.year_cells[place] for place in places if place in table.year_cells), None)
