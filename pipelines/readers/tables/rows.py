"""What a row is taken for by its cells: names of columns, a statement, a title. Where a header ends is not asked."""

from collections.abc import Collection

from gongkai.values.labels import normalise
from pipelines.readers.tables.kinds import in_sequence
from pipelines.readers.tables.lines import LONG, is_context, is_key, is_title
from pipelines.readers.tables.sheet import Sheet


def names(sheet: Sheet, row: int, words: Collection[str]) -> bool:
    """Whether the row may be the first of a header: several different labels or periods, no value, no context."""
    texts, kinds = sheet.texts(row), sheet.kinds(row)
    if len(set(texts)) < 2 or 2 * kinds.count("value") > len(texts):
        return False
    if known(texts, words):
        return True
    if "value" in kinds or is_context_row(texts) or is_title_row(texts, sheet.width):
        return False
    periods = [text for text, told in zip(sheet.cells[row], kinds, strict=True) if told == "period"]
    return "label" in kinds or in_sequence(periods)


def known(texts: list[str], words: Collection[str]) -> bool:
    """Whether layouts know most of the texts, and several."""
    return bool(words) and 2 * sum(normalise(text) in words for text in texts) >= max(len(texts), 4)


def is_context_row(texts: list[str]) -> bool:
    """Whether a row of several cells states unit, department and the like, or a key and its value."""
    return is_key(texts[0]) or any(map(is_context, texts))


def is_title_row(texts: list[str], width: int) -> bool:
    """Whether one of two cells in a wide row is a title, the other a table number or the like."""
    return len(texts) == 2 < width - 1 and sum(is_title(text) or len(text) > LONG for text in texts) == 1


def over_values(sheet: Sheet, row: int) -> bool:
    """Whether different labels of the row stand over at least half of the columns that hold values further down.

    One word in all of them (“nfp”) stands for values that are not told.
    """
    values = {column for column, told in enumerate(sheet.holds(row + 1)) if told == "value"}
    over = values & labelled(sheet, row)
    different = len({sheet.cells[row][column] for column in over}) > 1 or len(over) == 1
    return different and 2 * len(over) >= len(values)


def labelled(sheet: Sheet, row: int) -> set[int]:
    """The columns with a label in the row, and those with periods if the periods are in sequence."""
    kinds = sheet.kinds(row)
    periods = [column for column, told in enumerate(kinds) if told == "period"]
    if not in_sequence([sheet.cells[row][column] for column in periods]):
        periods = []
    return {column for column, told in enumerate(kinds) if told == "label"} | set(periods)
