"""Forms: labels with one value each (采购项目名称 | …), which look like a table of two columns and are none."""

import re
from collections.abc import Collection

from gongkai.values.labels import normalise
from pipelines.readers.tables.header import Header
from pipelines.readers.tables.sheet import Sheet

_KEY = re.compile(
    r".*(?:名称|编号|联系人|联系电话|联系方式|电话|传真|邮编|邮箱|地址|时间|日期|期限|地点|金额|采购人|代理机构|负责人|法定代表人|网址)(?:\(.*\))?:?"
)
MOST_ROWS = 200
"""A form is not longer."""


def is_form(sheet: Sheet, header: Header, rows: list[int], words: Collection[str]) -> bool:
    """Whether two columns hold labels and their values: most of the first column are names of single facts."""
    shown = [row for row in (*range(header.top, header.bottom + 1), *rows) if sheet.filled[row]]
    if not shown or len(shown) > MOST_ROWS or max(sheet.filled[row] for row in shown) != 2:
        return False
    firsts = [next(filter(None, sheet.cells[row])) for row in shown]
    labels = list(map(normalise, firsts))
    if any(normalise(text) in words for text in sheet.texts(header.top)[1:]):
        return False
    keys = sum(bool(_KEY.fullmatch(label)) or label.endswith(":") for label in labels)
    return 2 * keys > len(labels) and len(set(labels)) == len(labels)
