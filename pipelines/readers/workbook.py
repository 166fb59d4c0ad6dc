"""Workbooks, and whatever else holds whole tables, to grids of text: which reader reads which kind.

How a kind is read belongs to the readers; what a sheet is about belongs to neither.
"""

from collections.abc import Callable
from pathlib import Path

from pipelines.readers.assembly import Tick
from pipelines.readers.grid import Grid
from pipelines.readers.unreadable import Unreadable

Reader = Callable[[Path, Tick | None], list[Grid]]


def read_workbook(path: Path, kind: str, tick: Tick | None = None) -> list[Grid]:
    """Every worksheet (page table, list) in the order of the file; `kind` is what `sniff` said of the file. `tick` is
    called now and then with the number of rows read since its last call.

    An encrypted workbook is opened if it has Excel's default password (`opened_with_default_password` tells).
    Raises Unreadable, and OSError for a file that cannot be opened; never an error of a library.
    """
    if kind == "encrypted":
        return _read_encrypted(path, tick)
    reader = _reader(kind)
    if reader is None:
        raise Unreadable("empty") if kind == "empty" else Unreadable("unsupported", f"{kind}: 不是工作簿 no workbook")
    return reader(path, tick)


def _reader(kind: str) -> Reader | None:
    """The reader; each is imported when it is needed, for the libraries take their time."""
    if kind == "xlsx":
        from pipelines.readers.xlsx import read_xlsx as reader
    elif kind == "xlsb":
        from pipelines.readers.xlsb import read_xlsb as reader
    elif kind == "xls":
        from pipelines.readers.xls import read_xls as reader
    elif kind == "ods":
        from pipelines.readers.ods import read_ods as reader
    elif kind == "html":
        from pipelines.readers.html import read_html as reader
    elif kind == "xml":
        from pipelines.readers.spreadsheetml import read_xml_workbook as reader
    elif kind == "json":
        from pipelines.readers.json_rows import read_json as reader
    else:
        return None
    return reader


def _read_encrypted(path: Path, tick: Tick | None) -> list[Grid]:
    from pipelines.readers.password import decrypted
    from pipelines.readers.sniff import sniff

    with decrypted(path) as clear:
        kind = sniff(clear).kind
        if kind not in ("xlsx", "xlsb"):
            raise Unreadable("unsupported", f"{kind}: 已加密 encrypted")
        return read_workbook(clear, kind, tick)
