"""The workbook that sheets are drawn into: styles, names of sheets, the list of them (目录), fixed properties.

Its bytes depend on its content alone: no clock, no name of a machine.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

#: A workbook carries a time of creation; the time of the release stands in its metadata.
CREATED = datetime(2000, 1, 1, tzinfo=UTC)
CONTENTS = "目录"
A4 = 9
LONGEST = 31
"""Characters of a sheet's name at most."""
_SIGNS = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
_FONT = {"font_name": "宋体", "font_size": 10, "valign": "vcenter"}
_BOXED = {**_FONT, "border": 1}


@dataclass(frozen=True)
class Styles:
    """The formats of a form's cells. `exact` shows every decimal that an amount in a large unit needs."""

    title: Format
    line: Format
    unit: Format
    head: Format
    text: Format
    code: Format
    count: Format
    money: Format
    exact: Format
    note: Format
    link: Format


class Book:
    """A workbook on disk, written when it is closed."""

    def __init__(self, path: Path, title: str, comments: str) -> None:
        self._book = xlsxwriter.Workbook(str(path), {"in_memory": True})
        self._book.set_properties({"title": title, "comments": comments, "created": CREATED})
        self._used: set[str] = set()
        self.styles = self._styles()

    def sheet(self, name: str) -> Worksheet:
        """A new sheet; a name that is too long is cut, one that is taken gets a number."""
        whole = name.translate(_SIGNS).strip()
        found, number = whole[:LONGEST].strip(), 1
        while found.lower() in self._used:
            number += 1
            end = f" ({number})"
            found = whole[: LONGEST - len(end)].strip() + end
        self._used.add(found.lower())
        return self._book.add_worksheet(found)

    def contents(self, sheet: Worksheet, title: str, entries: Sequence[tuple[str, str]]) -> None:
        """Fill the list of sheets: the name of each and the line that stands for it. One column, so that no program
        takes the list for one of the tables.
        """
        sheet.write_string(0, 0, title, self.styles.title)
        for number, (name, line) in enumerate(entries, start=1):
            sheet.write_url(number, 0, f"internal:'{name}'!A1", self.styles.link, line)
        sheet.set_column(0, 0, 90)
        sheet.freeze_panes(1, 0)
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)

    def close(self) -> None:
        """Write the file."""
        self._book.close()

    def _styles(self) -> Styles:
        made = self._book.add_format
        return Styles(
            title=made({**_FONT, "font_name": "黑体", "font_size": 16, "align": "center"}),
            line=made(_FONT),
            unit=made({**_FONT, "align": "right"}),
            head=made({**_BOXED, "bold": True, "align": "center", "text_wrap": True}),
            text=made({**_BOXED, "text_wrap": True}),
            code=made({**_BOXED, "align": "center", "num_format": "@"}),
            count=made({**_BOXED, "num_format": "#,##0"}),
            money=made({**_BOXED, "num_format": "#,##0.00"}),
            exact=made({**_BOXED, "num_format": "#,##0.00########"}),
            note=made({**_FONT, "font_size": 9, "text_wrap": True}),
            link=made({**_FONT, "font_color": "#0563C1", "underline": 1}),
        )
