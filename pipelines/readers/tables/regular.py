"""Tables without a header: rows alike, with values in them."""

from pipelines.readers.tables.sheet import Sheet

LEAST = 3
"""Rows that must be alike."""


def is_regular(sheet: Sheet, row: int) -> bool:
    """Whether a body without a header begins here: rows with values under each other, filled in the same columns."""
    rows = range(row, row + LEAST)
    if rows.stop > len(sheet.cells) or any(sheet.filled[at] < 2 for at in rows):
        return False
    columns = [{column for column, text in enumerate(sheet.cells[at]) if text} for at in rows]
    values = [{column for column, told in enumerate(sheet.kinds(at)) if told == "value"} for at in rows]
    return bool(set.intersection(*values)) and 4 * len(set.intersection(*columns)) >= 3 * len(set.union(*columns))
