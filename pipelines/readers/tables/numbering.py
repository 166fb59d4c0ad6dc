"""Rows right under a header that number the columns or state their sums (栏次, 公式): no data."""

import re

from pipelines.readers.tables.kinds import Kind

_FIRST = re.compile(r"栏\s*次|行\s*次|公\s*式|序\s*号|栏\s*目|列\s*次")
_LETTERS = "甲乙丙丁戊己庚辛壬癸"
_FORMULA = re.compile(r"[(（]?[A-Z\d]{1,3}[)）]?\s*[=＝]\s*[A-Z\d()（）+＋\-－−*×/÷.…%\s]{1,60}")
_NUMBER = re.compile(r"[(（]?(\d{1,3}|[A-Z])[)）]?")


def is_numbering(row: list[str], held: list[Kind]) -> bool:
    """Whether all cells but a first “栏次” are column numbers in order (1 2 3, A B, 甲 乙) or formulas (A=B+C, 3=1+2).

    `held` is what the columns hold below: numbers alone, with neither a mark nor a formula, must also stand over names.
    """
    texts = [text.strip() for text in row if text]
    marked = bool(texts) and bool(_FIRST.fullmatch(texts[0]))
    texts = texts[marked:]
    plain = [text for text in texts if text not in _LETTERS and not _FORMULA.fullmatch(text)]
    numbers = [match.group(1) for text in plain if (match := _NUMBER.fullmatch(text))]
    over_names = any(text and told == "label" for text, told in zip(row, held, strict=True))
    sure = (
        marked
        or any(map(_FORMULA.fullmatch, texts))
        or (over_names and len(texts) > 2 + (texts[0] == "甲" != texts[1][0]))
    )
    return bool(texts) and sure and len(numbers) == len(plain) and (not plain or _counts(numbers))


def _counts(numbers: list[str]) -> bool:
    """Numbers one after the other from 1 or A; a formula may stand in the place of one."""
    order = [int(text) if text.isdigit() else ord(text) - ord("A") + 1 for text in numbers]
    return len(order) > 1 and order[0] in (1, 2) and order == sorted(set(order)) and order[-1] <= 2 * len(order)
