"""What kind of file it is, by its bytes and never by its name: an .xls is often HTML, text or a renamed .xlsx.

Does not belong here: reading the content. One look at the head, and at the directory of a container.
"""

import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from zipfile import ZipFile

import olefile

from pipelines.readers.archive import open_archive
from pipelines.readers.encoding import decode_sample, detect_encoding, is_text_but_for_nuls, read_sample
from pipelines.readers.ods_manifest import is_encrypted
from pipelines.readers.text_kinds import text_kind
from pipelines.readers.unreadable import Unreadable

Kind = Literal[
    "xlsx", "xlsb", "xls", "ods", "csv", "html", "xml", "pdf", "zip", "gz", "json", "empty", "encrypted", "unknown"
]

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_GZIP = b"\x1f\x8b"
# BIFF2 to BIFF5 streams that stand without a container: the record "beginning of file" and its length.
_BARE_BIFF = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08\x08\x00", b"\x09\x08\x10\x00")
_PDF_WITHIN = 1024
_ODS_TYPES = (
    b"application/vnd.oasis.opendocument.spreadsheet",
    b"application/vnd.oasis.opendocument.spreadsheet-template",
)
_PASSWORD = "workbook with a password"
_OFFICE = {"word/document.xml": "Word docx", "ppt/presentation.xml": "PowerPoint pptx"}
# Kinds that are recognised so that the clerk is told what it is that cannot be read.
_NAMED = (
    (b"Rar!\x1a\x07", "RAR"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\x89PNG", "PNG 图片 image"),
    (b"\xff\xd8\xff", "JPEG 图片 image"),
    (b"GIF8", "GIF 图片 image"),
    (b"II*\x00", "TIFF 图片 image"),
    (b"SQLite format 3\x00", "SQLite"),
    (b"PAR1", "Parquet"),
    (b"\x00\x00\x1a\x00", "Lotus 1-2-3"),
)
_STREAMS = {
    "WordDocument": "Word doc",
    "PowerPoint Document": "PowerPoint ppt",
    "__properties_version1.0": "Outlook msg",
    "MatOST": "Microsoft Works",
}
_TEXTS = {"mhtml": "MHTML 网页归档", "rtf": "RTF"}


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
    if named := next((said for signature, said in _NAMED if sample.startswith(signature)), ""):
        return FileType("unknown", named)
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
        return FileType("xlsb")
    if "[Content_Types].xml" in names and any(name.startswith("xl/") for name in names):
        return FileType("xlsx")
    if "mimetype" in names:
        with archive.open("mimetype") as member:
            if member.read(100).strip() not in _ODS_TYPES:
                return FileType("zip", "opendocument")
        return FileType("encrypted", _PASSWORD) if is_encrypted(archive) else FileType("ods")
    return FileType("zip", next((said for member, said in _OFFICE.items() if member in names), ""))


def _damaged_archive(sample: bytes) -> Kind:
    if _ODS_TYPES[0] in sample:
        return "ods"
    if b"xl/workbook.bin" in sample:
        return "xlsb"
    return "xlsx" if b"[Content_Types].xml" in sample or b"xl/" in sample else "zip"


def _compound(path: Path) -> FileType:
    try:
        with olefile.OleFileIO(str(path)) as container:
            streams = {entry[0] for entry in container.listdir()}
    except (OSError, ValueError, LookupError, RecursionError, struct.error) as cause:
        # Most of these containers are workbooks, and the reader of workbooks names the damage.
        return FileType("xls", f"damaged container: {type(cause).__name__}")
    if "EncryptedPackage" in streams:
        return FileType("encrypted", _PASSWORD)
    if {stream.lower() for stream in streams} & {"workbook", "book"}:
        return FileType("xls")
    # A .et or .wps of WPS that is no BIFF is written in a format of its own, and nothing reads it but WPS.
    own = "WPS" if any(stream.upper().startswith(("WPS", "ET", "KSO")) for stream in streams) else "OLE2"
    return FileType("unknown", next((said for stream, said in _STREAMS.items() if stream in streams), own))


def _text(sample: bytes, whole: bool) -> FileType:
    try:
        encoding = detect_encoding(sample, whole)
    except Unreadable:
        return FileType("csv" if is_text_but_for_nuls(sample, whole) else "unknown")
    start = decode_sample(sample, encoding.name, whole).lstrip("\ufeff \t\r\n")
    kind = text_kind(start)
    if kind == "mhtml" or kind == "rtf":
        return FileType("unknown", _TEXTS[kind])
    return FileType(kind, encoding.name)
