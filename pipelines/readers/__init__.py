"""Bytes to grids of text: what kind of file it is, its encoding, its sheets, its cells and their addresses.

Does not belong here: what a cell means. A reader knows no dataset, no unit and no rule.

`sniff` says what a file is; `read_workbook` gives the grids of a workbook; `sniff_text`, `to_utf8` and, in `bulk`,
`text_to_parquet` and `bulk_relation` take a delimited text of any size; `Unreadable` is the only error beside OSError.
"""

from gongkai.addresses import column_letter
from pipelines.readers.grid import Grid, Merge, cell_name
from pipelines.readers.sniff import FileType, sniff
from pipelines.readers.text import TextFormat, sniff_text, to_utf8
from pipelines.readers.unreadable import Unreadable
from pipelines.readers.workbook import read_workbook

__all__ = [
    "FileType",
    "Grid",
    "Merge",
    "TextFormat",
    "Unreadable",
    "cell_name",
    "column_letter",
    "read_workbook",
    "sniff",
    "sniff_text",
    "to_utf8",
]
