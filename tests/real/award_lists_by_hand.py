"""The eight award lists read a second time, by position alone: what a person would copy out of them.

Independent of the project: the rows of the header and the columns are stated here as they were seen in each file, the
merged ranges are those that the workbook itself names. It shares no code, list or rule with what it judges.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import xlrd

#: Top, left, bottom, right of a merged range, from 0, ends included.
Merged = tuple[int, int, int, int]
_PRICED = re.compile(r"([0-9.]+)元/(\S+)")
_MAKER = re.compile(r"(.*)[(（]生产企业：(.*)[)）]")


@dataclass(frozen=True)
class Form:
    """How one file is laid out: the row of its header as the sheet counts, how many rows are items, and the letters of
    its columns; `both` is a column that names the supplier and, in brackets, the maker. A price is for the piece in the
    column `basis`, or for `piece`.
    """

    header: int
    items: int
    name: str
    supplier: str = ""
    both: str = ""
    maker: str = ""
    price: str = ""
    basis: str = ""
    piece: str = ""


FORMS = {
    "吉林省.xls": Form(1, 113, name="B", maker="H", supplier="I", price="J", piece="小盒"),
    "安徽省.xlsx": Form(2, 123, name="B", basis="E", both="F", price="G"),
    "山东省2016.xlsx": Form(1, 125, name="A", supplier="F", maker="G"),
    "山西省.xls": Form(2, 115, name="B", maker="C", price="G"),
    "广东省2018.xls": Form(2, 119, name="D", maker="G", supplier="H", price="N"),
    "贵州2018.xlsx": Form(3, 134, name="H", maker="D", supplier="F", price="O"),
    "辽宁省2017.xlsx": Form(1, 120, name="B", basis="E", price="G", maker="I", supplier="J"),
    "黑龙江.xls": Form(2, 113, name="A", supplier="B", basis="G", price="H"),
}


@dataclass(frozen=True)
class Item:
    """One row: `price` is None where the cell holds no price; `text` is what the cell holds; '' where nothing stands."""

    row: int
    name: str
    supplier: str
    maker: str
    price: Decimal | None
    basis: str
    text: str


def items_of(path: Path, form: Form) -> list[Item]:
    """The items of a list: every row under the header that has a name."""
    cells = filled(path)
    rows = range(form.header, len(cells))
    found = [_item(number + 1, cells.iloc[number], form) for number in rows]
    return [item for item in found if item.name]


def filled(path: Path) -> pd.DataFrame:
    """The first sheet as texts, numbers and '', every vertically merged range filled from its first cell."""
    cells = pd.read_excel(path, header=None, dtype=object, engine="calamine").fillna("")
    for top, left, bottom, right in merged(path):
        if bottom > top:
            cells.iloc[top : bottom + 1, left : right + 1] = cells.iloc[top, left]
    return cells


def merged(path: Path) -> list[Merged]:
    """The merged ranges that the workbook names."""
    if path.suffix == ".xls":
        sheet = xlrd.open_workbook(path, formatting_info=True).sheet_by_index(0)
        return [(top, left, bottom - 1, right - 1) for top, bottom, left, right in sheet.merged_cells]
    ranges = openpyxl.load_workbook(path).worksheets[0].merged_cells.ranges
    return [(each.min_row - 1, each.min_col - 1, each.max_row - 1, each.max_col - 1) for each in ranges]


def vertical(path: Path, form: Form) -> Iterator[Merged]:
    """The merged ranges over several rows under the header."""
    yield from (each for each in merged(path) if each[2] > each[0] and each[0] >= form.header)


def _item(row: int, cells: "pd.Series[Any]", form: Form) -> Item:
    def text(letter: str) -> str:
        return str(cells.iloc[ord(letter) - ord("A")]).strip() if letter else ""

    both = _MAKER.fullmatch(text(form.both))
    price, basis = _price(text(form.price))
    return Item(
        row=row,
        name=text(form.name),
        supplier=both[1] if both else text(form.supplier or form.both),
        maker=both[2] if both else text(form.maker),
        price=price,
        basis=basis or text(form.basis) or form.piece,
        text=text(form.price),
    )


def _price(text: str) -> tuple[Decimal | None, str]:
    """A number alone, or a number of yuan for a piece; whatever else stands there is no price."""
    found = _PRICED.fullmatch(text)
    if found:
        return Decimal(found[1]), found[2]
    return (Decimal(text), "") if re.fullmatch(r"[0-9.]+", text) else (None, "")
