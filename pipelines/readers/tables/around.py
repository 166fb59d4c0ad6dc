"""What stands over a table: title, part label, unit, department and other texts. Their meaning is read elsewhere."""

from dataclasses import dataclass

from gongkai.values.labels import fold
from pipelines.readers.tables.lines import (
    is_context,
    is_continued,
    is_key,
    is_page,
    is_part,
    is_ruled,
    is_side,
    is_statement,
    is_table_number,
    is_title,
)
from pipelines.readers.tables.sheet import Sheet

LONGEST = 300
"""Characters of a title at most; what is longer is prose."""


@dataclass(frozen=True)
class Around:
    """Texts over a table, folded; `title` and `label` are '' where none stands."""

    title: str
    above: tuple[str, ...]
    label: str


def around(sheet: Sheet, rows: range, inherited: str) -> Around:
    """What the rows over a header say; `inherited` is the title of the table before it, '' for the first one."""
    lines = [(row, texts) for row in rows if (texts := _joined(sheet.texts(row)))]
    label = _label(lines, bool(inherited))
    flat = [text for _, texts in lines for text in texts]
    if label:
        flat.remove(label)
    title = _title(flat)
    if title:
        flat.remove(title)
    return Around(title or inherited, tuple(dict.fromkeys(flat)), label)


def _joined(texts: list[str]) -> list[str]:
    """The texts of a row, a key with the value in the next cell: “编制部门：”, “某局” → “编制部门:某局”."""
    joined: list[str] = []
    for text in (fold(text) for text in texts):
        if joined and is_key(joined[-1]) and not is_key(text) and not is_context(text):
            joined[-1] += text
        else:
            joined.append(text)
    return [text for text in joined if text]


def _label(lines: list[tuple[int, list[str]]], followed: bool) -> str:
    """The part's name right over the header, if the table's title is known from a line before it."""
    if not lines or len(lines[-1][1]) > 1:
        return ""
    text = lines[-1][1][0]
    titled = followed or any(_may_be_title(other) for _, texts in lines[:-1] for other in texts)
    return text if is_side(text) or (titled and is_part(text)) else ""


def _title(texts: list[str]) -> str:
    """The first line that reads like a title, else the first that is no statement, number, page or bracketed remark."""
    lines = [text for text in texts if _may_be_title(text)]
    plain = [text for text in lines if not is_statement(text)]
    return next((text for text in (*filter(is_title, lines), *plain, *lines)), "")


def _may_be_title(text: str) -> bool:
    stated = is_context(text) or is_key(text) or is_continued(text) or is_page(text) or is_table_number(text)
    return not stated and text[0] not in "((【[" and not is_ruled(text) and len(text) <= LONGEST
