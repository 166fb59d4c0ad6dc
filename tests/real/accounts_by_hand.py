"""The accounts workbooks read a second time, by position alone: what a person with a calculator would do.

Independent of the project: its own decryption, its own search for the table, and sums over all numbers between two
lines, whatever they are called. It shares no code, list or rule with what it judges.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

import msoffcrypto
import pandas as pd

LINES = {
    "revenue": ("一、税收收入", "二、非税收入", "本年收入合计", "收入总计"),
    "expenditure": ("本年支出合计", "支出总计"),
}
YUAN = {"万元": Decimal(10_000), "亿元": Decimal(100_000_000)}


@dataclass(frozen=True)
class Sum:
    """A stated total, what stands in its parts, both in the unit of the table, and how far they may differ."""

    file: str
    side: str
    stage: str
    total: str
    stated: Decimal
    added: Decimal
    tolerance: Decimal
    unit: Decimal

    @property
    def holds(self) -> bool:
        """Whether total and parts agree, rounding apart."""
        return abs(self.stated - self.added) <= self.tolerance


def sums_of(path: Path) -> Iterator[Sum]:
    """Every sum that a workbook states: accounts on both sides and in both stages, yearbook tables in every year."""
    sheet = _sheet(path)
    unit = _unit(sheet)
    if not any("决算总表" in text for text in sheet[0]):
        yield from _of_series(path.name, sheet, unit)
        return
    grand: dict[str, dict[str, Decimal]] = {}
    for side, column in _blocks(sheet):
        for stage, at in zip(("budget", "final"), _figures(sheet, column), strict=True):
            for found in _of_column(path.name, side, stage, sheet, column, at, unit):
                yield found
                if found.total.endswith("总计"):
                    grand.setdefault(stage, {})[side] = found.stated
    for stage, both in grand.items():
        if len(both) == 2:
            left, right = both["revenue"], both["expenditure"]
            yield Sum(path.name, "", stage, "收支平衡", left, right, Decimal(0), unit)


def _unit(sheet: pd.DataFrame) -> Decimal:
    words = "".join(sheet.to_numpy().ravel())
    found = re.search("(?:单位[:：]|[(（])(万元|亿元)", words)
    assert found, "no unit"
    return YUAN[found[1]]


def _of_series(file: str, sheet: pd.DataFrame, unit: Decimal) -> Iterator[Sum]:
    """合计 of a yearbook table, and 税收, 非税 where it has them; each column is a year."""
    totals = [i for i, text in enumerate(sheet[0]) if re.fullmatch("合计|公共财政(收入|支出)合计", text)]
    parts = [i for i, text in enumerate(sheet[0]) if re.match("[一二]、.*(税收|非税)", text)]
    if not totals:
        return
    last = max(i for i, text in enumerate(sheet[1]) if _number(text) is not None)
    for at in range(1, sheet.shape[1]):
        numbers = [_number(text) for text in sheet[at]]
        groups = {totals[0]: parts or [i for i in range(totals[0] % last, last + 1) if i != totals[0]]}
        if totals[0] == last and not parts:
            groups = {last: list(range(3, last))}
        for start, end in zip(parts, [*parts[1:], last + 1], strict=False):
            groups[start] = [i for i in range(start + 1, end) if i != totals[0]]
        for place, rows in groups.items():
            given = [number for i in rows if (number := numbers[i]) is not None]
            stated = numbers[place]
            if stated is not None and given:
                digits = max(len(text.partition(".")[2]) for text in sheet[at] if _number(text) is not None)
                tolerance = Decimal(1).scaleb(-digits) / 2 * (len(given) + 1)
                side = "revenue" if parts else "expenditure"
                year = re.sub(r"\D", "", sheet[at].iloc[2])
                total = re.sub("小计$|^[一二]、(各项)?", "", sheet[0][place])
                yield Sum(file, side, year, total, stated, sum(given, Decimal(0)), tolerance, unit)


def _sheet(path: Path) -> pd.DataFrame:
    clear = io.BytesIO()
    with path.open("rb") as file:
        book = msoffcrypto.OfficeFile(file)
        book.load_key(password="VelvetSweatshop")
        book.decrypt(clear)
    sheet = pd.read_excel(clear, header=None, dtype=str, engine="calamine", keep_default_na=False)
    return sheet.fillna("").map(lambda text: re.sub(r"\s+", "", str(text)))


def _blocks(sheet: pd.DataFrame) -> Iterator[tuple[str, int]]:
    """The side and the first column of each block: where its last line stands."""
    for side, lines in LINES.items():
        for column in sheet.columns:
            if any(_is(text, lines[-1]) for text in sheet[column]):
                yield side, int(column)
                break


def _is(text: str, line: str) -> bool:
    """Whether the cell is the line: its own words, a translation after them allowed."""
    return bool(re.fullmatch(re.escape(line) + r"[A-Za-z-]*", text))


def _figures(sheet: pd.DataFrame, column: int) -> tuple[int, int]:
    """The next two columns right of the block's names that hold numbers: budget and final."""
    found = [at for at in range(column + 1, sheet.shape[1]) if sheet[at].map(_number).notna().sum() > 3]
    return found[0], found[1]


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(text) if text else None
    except InvalidOperation:
        return None


def _of_column(
    file: str, side: str, stage: str, sheet: pd.DataFrame, names: int, at: int, unit: Decimal
) -> Iterator[Sum]:
    lines = LINES[side]
    places = [next(i for i, text in enumerate(sheet[names]) if _is(text, line)) for line in lines]
    first = places[0] if side == "revenue" else _first_line(sheet, names, places[0])
    numbers = [_number(text) for text in sheet[at]]
    digits = max(len(text.partition(".")[2]) for text in sheet[at] if _number(text) is not None)

    def one(total: str, place: int, parts: list[Decimal | None]) -> Iterator[Sum]:
        stated, given = numbers[place], [part for part in parts if part is not None]
        if stated is not None and given:
            tolerance = Decimal(1).scaleb(-digits) / 2 * (len(given) + 1)
            yield Sum(file, side, stage, total, stated, sum(given, Decimal(0)), tolerance, unit)

    if side == "revenue":
        tax, other, year, grand = places
        yield from one("税收收入", tax, numbers[tax + 1 : other])
        yield from one("非税收入", other, numbers[other + 1 : year])
        yield from one("本年收入合计", year, [numbers[tax], numbers[other]])
    else:
        year, grand = places
        yield from one("本年支出合计", year, numbers[first:year])
    yield from one("收入总计" if side == "revenue" else "支出总计", grand, numbers[year:grand])


def _first_line(sheet: pd.DataFrame, names: int, end: int) -> int:
    """Where the classes of expenditure begin: the line of general public services."""
    return next(i for i, text in enumerate(sheet[names][:end]) if "一般公共服务" in text)
