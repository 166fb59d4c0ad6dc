"""What kind of file it is, by its bytes and never by its name: an .xls is often HTML, text or a renamed .xlsx.

Does not belong here: reading the content. One look at the head, and at the directory of a container.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from zipfile import ZipFile

import olefile

from pipelines.readers.archive import open_archive
from pipelines.readers.encoding import decode_sample, detect_encoding, read_sample
from pipelines.readers.unreadable import Unreadable

Kind = Literal["xlsx", "xls", "ods", "csv", "html", "xml", "pdf", "zip", "gz", "json", "empty", "encrypted", "unknown"]

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_GZIP = b"\x1f\x8b"
# BIFF2 to BIFF5 streams that stand without a container: the record "beginning of file" and its length.
_BARE_BIFF = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08\x08\x00", b"\x09\x08\x10\x00")
_PDF_WITHIN = 1024
_ODS_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"
_OFFICE = {"word/document.xml": "Word docx", "ppt/presentation.xml": "PowerPoint pptx"}
_HTML = re.compile(r"<(!doctype\s+html|html|head|body|table)\b", re.IGNORECASE)
_XML = re.compile(r"<(\?xml|!--|!DOCTYPE|[A-Za-z_][\w.:-]*[\s/>])")
_JSON = re.compile(r"\{\s*[\"}]|\[\s*[\[{\"\]]")


@dataclass(frozen=True)
class FileType:
    """The kind and, where it helps a person, what was seen: an encoding, a kind of archive, or what is wrong."""

    kind: Kind
    detail: str = ""


def sniff(path: Path) -> FileType:
    """The file's kind. Damage is reported by whoever reads the kind; only OSError is raised here."""
    sample, whole = read_sample(path)
    if not sample.strip():
        return FileType("empty")
    if sample.startswith(_ZIP):
        return _archive(path, sample)
    if sample.startswith(_OLE2):
        return _compound(path)
    if sample.startswith(_BARE_BIFF):
        return FileType("xls", "no container")
    if sample.startswith(_GZIP):
        return FileType("gz")
    if b"%PDF-" in sample[:_PDF_WITHIN]:
        return FileType("pdf")
    return _text(sample, whole)


def _archive(path: Path, sample: bytes) -> FileType:
    try:
        with open_archive(path) as archive:
            return _by_members(archive)
    except Unreadable as problem:
        if problem.reason_key == "encrypted":
            return FileType("encrypted", problem.detail)
        return FileType(_damaged_archive(sample), problem.reason_key)


def _by_members(archive: ZipFile) -> FileType:
    names = set(archive.namelist())
    if "xl/workbook.bin" in names:
        return FileType("zip", "xlsb")
    if "[Content_Types].xml" in names and any(name.startswith("xl/") for name in names):
        return FileType("xlsx")
    if "mimetype" in names:
        with archive.open("mimetype") as member:
            return FileType("ods") if member.read(100).strip() == _ODS_TYPE else FileType("zip", "opendocument")
    return FileType("zip", next((said for member, said in _OFFICE.items() if member in names), ""))


def _damaged_archive(sample: bytes) -> Kind:
    if _ODS_TYPE in sample:
        return "ods"
    return "xlsx" if b"[Content_Types].xml" in sample or b"xl/" in sample else "zip"


def _compound(path: Path) -> FileType:
    try:
        with olefile.OleFileIO(str(path)) as container:
            streams = {entry[0] for entry in container.listdir()}
    except (OSError, ValueError, IndexError) as cause:
        # Most of these containers are workbooks, and the reader of workbooks names the damage.
        return FileType("xls", f"damaged container: {type(cause).__name__}")
    if "EncryptedPackage" in streams:
        return FileType("encrypted", "workbook with a password")
    return FileType("xls") if streams & {"Workbook", "Book", "WORKBOOK", "BOOK"} else FileType("unknown", "OLE2")


def _text(sample: bytes, whole: bool) -> FileType:
    try:
        encoding = detect_encoding(sample, whole)
    except Unreadable:
        return FileType("unknown")
    start = decode_sample(sample, encoding.name, whole).lstrip("\ufeff \t\r\n")
    if start.startswith("<") and _HTML.search(start[:4096]):
        return FileType("html", encoding.name)
    if _XML.match(start):
        return FileType("xml", encoding.name)
    if _JSON.match(start):
        return FileType("json", encoding.name)
    return FileType("csv", encoding.name)
