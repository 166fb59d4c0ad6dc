"""What a column of an example holds: its type, its role and what must be true of it, with the evidence.

A suggestion holds for every text of the example that is not blank; the share of blanks decides what is required.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from gongkai.values.amounts import parse_amount, unit_in
from gongkai.values.codes import project_code_fault, uscc_fault
from gongkai.values.dates import parse_date
from gongkai.values.labels import blank, fold

Kind = Literal["text", "amount", "percent", "integer", "date", "code", "uscc", "project_code", "organisation", "remark"]

_CODE = re.compile(r"编码|代码|编号|序号|(?<![a-z])(?:id|code|no)(?![a-z])", re.IGNORECASE)
_ORGANISATION = re.compile(r"单位|部门|采购人|供应商|机构|企业|公司|中标人|建设方|法人")
_DATE = re.compile(r"日期|时间|\bdate\b", re.IGNORECASE)
_PERCENT = re.compile(r"%|比例|占比|进度|完成率|增长")
_MONEY = re.compile(r"合计|总计|小计|收入|支出|金额|经费|拨款|预算数|决算数|[费款额价]$")
_DIGITS = re.compile(r"[0-9]+")
_FEW = 8
_ENOUGH = 20
_LONG = 30
_A_NAME = 4


@dataclass(frozen=True)
class Column:
    """A column of the example: its header path, its place from the left (0-based), and its texts row by row.

    `parts` are the headers of a code that is split over several columns, whose texts are joined in `texts`.
    """

    header: str
    index: int
    texts: tuple[str, ...]
    title_unit: str | None = None
    parts: tuple[str, ...] = ()

    @property
    def filled(self) -> tuple[str, ...]:
        """The texts that say something, folded."""
        return tuple(fold(text) for text in self.texts if not blank(text))


@dataclass(frozen=True)
class Guess:
    """What the column seems to be, and why, in both languages."""

    kind: Kind
    why: str
    required: bool = False
    pattern: str | None = None
    values: tuple[str, ...] = field(default=())


def guess(column: Column) -> Guess:
    """The likeliest kind of the column; a column without a single text is a remark."""
    filled = column.filled
    if not filled:
        if column.title_unit and _MONEY.search(column.header):
            return Guess("amount", "示例中没有值，表头像金额 empty in the example; the header speaks of money")
        return Guess("remark", "示例中没有值 empty in the example")
    found = _typed(column, filled)
    required = len(filled) == len(column.texts)
    return Guess(found.kind, found.why, required, found.pattern, found.values)


def _typed(column: Column, filled: tuple[str, ...]) -> Guess:
    if all(uscc_fault(text) != "length" and uscc_fault(text) != "charset" for text in filled):
        return Guess("uscc", "每个值都是十八位统一社会信用代码 every value has the form of a credit code")
    if all(project_code_fault(text) is None for text in filled):
        return Guess("project_code", "每个值都是投资项目代码 every value has the form of a project code")
    if all(parse_date(text) for text in filled) and not _is_code(column, filled):
        return Guess("date", "每个值都是日期 every value is a day")
    if _is_code(column, filled):
        return Guess("code", "像代码：按文本保存 looks like a code: kept as text", pattern=_pattern(filled))
    return _measured(column, filled) or _worded(column, filled)


def _is_code(column: Column, filled: Sequence[str]) -> bool:
    if column.parts:
        return True
    if _DATE.search(column.header) or (unit_in(column.header) and not _CODE.search(column.header)):
        return False
    zeros = any(text.startswith("0") and text.isdigit() and len(text) > 1 for text in filled)
    return bool(_CODE.search(column.header)) or (zeros and all(map(_DIGITS.fullmatch, filled)))


def _pattern(filled: Sequence[str]) -> str | None:
    """`^\\d{7}$` where all are digits of one or a few lengths."""
    lengths = sorted({len(text) for text in filled})
    if not all(text.isascii() and text.isdigit() for text in filled) or len(lengths) > 3:
        return None
    if lengths == list(range(lengths[0], lengths[-1] + 1)) and len(lengths) > 1:
        return rf"^\d{{{lengths[0]},{lengths[-1]}}}$"
    forms = "|".join(rf"\d{{{length}}}" for length in lengths)
    return f"^({forms})$" if len(lengths) > 1 else f"^{forms}$"


def _measured(column: Column, filled: Sequence[str]) -> Guess | None:
    bare = [text.rstrip("% ") for text in filled]
    amounts = [parse_amount(text, "元") for text in bare]
    if not all(amounts):
        return None
    if any(text.endswith("%") for text in filled) or _PERCENT.search(column.header):
        return Guess("percent", "值或表头带百分号 percent signs in the values or the header")
    if unit_in(column.header) or column.title_unit:
        return Guess("amount", f"金额，单位{unit_in(column.header) or column.title_unit} money, its unit is stated")
    if all(_DIGITS.fullmatch(text) for text in bare):
        return Guess("integer", "都是整数、没有金额单位：按文本保存 whole numbers without a unit: kept as text")
    return Guess("amount", "都是数字；没有写明单位，请确认 numbers; no unit is stated, please check")


def _worded(column: Column, filled: Sequence[str]) -> Guess:
    values = tuple(dict.fromkeys(filled))
    if _ORGANISATION.search(column.header) and max(map(len, filled)) >= _A_NAME:
        return Guess("organisation", "表头是单位名称 the header names an organisation")
    if len(values) <= _FEW and len(filled) >= _ENOUGH:
        return Guess("text", f"只有 {len(values)} 种值 only {len(values)} different values", values=values)
    if max(map(len, filled)) > _LONG:
        return Guess("remark", "较长的文字 long texts")
    return Guess("text", "文字 text")
