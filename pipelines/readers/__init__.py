"""Bytes to grids of text: what kind of file it is, its encoding, its sheets, its cells and their addresses.

Does not belong here: what a cell means. A reader knows no dataset, no unit and no rule.

`sniff` says what a file is; `read_workbook` gives the grids of a workbook, also of one that is encrypted with Excel's
default password: `opened_with_default_password(path, kind)` then says so, to be told to the clerk. `members` unpacks
the files of a .zip or .gz one at a time into a folder of the caller. Of a delimited text, `sniff_text` says how it is
written (encoding with its confidence, delimiter, quotation mark, whether it had to be `repaired`: all to be shown to
the clerk). A small one (`is_small`) is read whole by `text_grid`, whose row n is line n; `faults` are its lines that
cannot be cut, and `field_faults` says which records of a table found in it have too few or too many fields. A larger
one goes through `to_utf8` (not needed if `is_plain_utf8`) and, in `bulk`, `text_to_parquet` and `bulk_relation`.
`Unreadable` is the only error beside OSError; its `line`, if any, is the line of the text where it was met.
"""

from gongkai.addresses import column_letter
from pipelines.readers.grid import Grid, Merge, cell_name
from pipelines.readers.members import Member, members
from pipelines.readers.password import opened_with_default_password
from pipelines.readers.sniff import FileType, sniff
from pipelines.readers.text import TextFormat, sniff_text, to_utf8
from pipelines.readers.text_grid import FieldFaults, TextGrid, field_faults, is_small, text_grid
from pipelines.readers.unreadable import Unreadable
from pipelines.readers.workbook import read_workbook

__all__ = [
    "FieldFaults",
    "FileType",
    "Grid",
    "Member",
    "Merge",
    "TextFormat",
    "TextGrid",
    "Unreadable",
    "cell_name",
    "column_letter",
    "field_faults",
    "is_small",
    "members",
    "opened_with_default_password",
    "read_workbook",
    "sniff",
    "sniff_text",
    "text_grid",
    "to_utf8",
]
