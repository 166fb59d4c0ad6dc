"""Whether a workbook carries macros. They are never run, and never looked into."""

import struct
import zipfile
from contextlib import suppress
from pathlib import Path

import olefile

from pipelines.readers.archive import open_archive
from pipelines.readers.unreadable import Unreadable

_PARTS = ("/vbaproject.bin", "/macrosheets/")
_OLE_STORAGE = "_vba_project_cur"


def has_macros(path: Path) -> bool:
    """Whether there is a VBA project (xlsx, xlsb: xl/vbaProject.bin; xls: the storage _VBA_PROJECT_CUR) or a sheet of
    Excel 4.0 macros. Damage is no matter of this look: False.
    """
    if zipfile.is_zipfile(path):
        with suppress(Unreadable), open_archive(path) as archive:
            return any(part in name.lower() for name in archive.namelist() for part in _PARTS)
        return False
    if olefile.isOleFile(str(path)):
        return _in_container(path)
    return False


def _in_container(path: Path) -> bool:
    try:
        with olefile.OleFileIO(str(path)) as container:
            return any(entry[0].lower() == _OLE_STORAGE for entry in container.listdir(streams=True, storages=True))
    except (OSError, ValueError, LookupError, RecursionError, struct.error):
        return False
