"""One file, or the files inside an archive, to its extraction. What cannot be read is a finding, never an exception."""

import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from gongkai.contract import Contract
from gongkai.findings import Finding, Place, finding
from gongkai.progress import Tick
from pipelines.readers import Unreadable, read_workbook, sniff
from pipelines.readers.macros import has_macros
from pipelines.readers.members import Member, members
from pipelines.readers.password import opened_with_default_password
from pipelines.stages.extract.found import Result
from pipelines.stages.extract.model import Extraction, FoundTable
from pipelines.stages.extract.prose import Page, pages_of
from pipelines.stages.extract.sentences import Document, sentence_tables
from pipelines.stages.extract.sheets import sheet_of, tables_of
from pipelines.stages.extract.source import Source
from pipelines.stages.extract.texts import tables_of_text

GRIDS = ("xlsx", "xlsb", "xls", "ods", "html", "xml", "json", "encrypted")
#: What an encrypted workbook is once it is opened; others are not read.
CLEAR = {"encrypted": "xlsx"}
CONTAINERS = ("zip", "gz")
#: What a clerk calls a kind of file.
SAID = {"pdf": "PDF", "gz": "gzip", "zip": "zip", "unknown": "无法识别 unknown"}
REASONS = {
    "empty": "EXT-EMPTY",
    "truncated": "EXT-DAMAGED",
    "corrupt": "EXT-DAMAGED",
    "encrypted": "EXT-ENCRYPTED",
    "unsupported": "EXT-UNSUPPORTED",
    "too_large": "EXT-TOO-LARGE",
    "encoding": "EXT-ENCODING",
}


def extract_file(
    path: Path, contracts: Iterable[Contract], place: Place, folder: Path, name: str, tick: Tick = lambda _: None
) -> tuple[Extraction, list[Finding]]:
    """The tables of one file; bodies are written into `folder`, which is made anew. `name` is what the extraction
    calls the folder; `tick` is told how many rows were read.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    kind = sniff(path)
    source = Source(kind.kind, tuple(contracts), place, folder)
    # A container with another detail is a document of some program, and no archive of files.
    is_archive = kind.kind in CONTAINERS and (not kind.detail or kind.detail in REASONS)
    read = _archive if is_archive else _read
    extraction, findings = read(path, source, name, tick)
    readable = not any(each.rule in REASONS.values() and each.file == place.file for each in findings)
    if readable and not any(table.dataset for table in extraction.tables):
        findings.append(finding("EXT-NOTHING", place))
    return extraction, findings


def _read(path: Path, source: Source, name: str, tick: Tick, first: int = 0) -> tuple[Extraction, list[Finding]]:
    """One file that is no archive."""
    nothing = Extraction(type=source.kind, folder=name)
    try:
        if source.kind in GRIDS:
            tables, findings = _workbook(path, source, first, tick)
            kind = CLEAR.get(source.kind, source.kind)
            return nothing.model_copy(update={"type": kind, "tables": tuple(tables)}), findings
        if source.kind == "csv":
            fmt, (tables, findings) = tables_of_text(path, source, first, tick)
            how = {"encoding": fmt.encoding, "confidence": fmt.confidence}
            return nothing.model_copy(update={**how, "tables": tuple(tables)}), findings
    except Unreadable as fault:
        return nothing, [_unreadable(fault, source.place)]
    code = "EXT-EMPTY" if source.kind == "empty" else "EXT-UNSUPPORTED"
    detail = sniff(path).detail or SAID.get(source.kind, source.kind)
    return nothing, [finding(code, source.place, detail=detail)]


def _unreadable(fault: Unreadable, place: Place) -> Finding:
    at = place.model_copy(update={"row": fault.line})
    return finding(REASONS[fault.reason_key], at, detail=fault.detail)


def _workbook(path: Path, source: Source, first: int, tick: Tick) -> Result:
    grids = read_workbook(path, source.kind, tick)
    tables: list[FoundTable] = []
    pages: list[Page] = []
    findings = list(_about_workbook(path, source))
    source = source.of_kind(CLEAR.get(source.kind, source.kind))
    for grid in grids:
        if grid.state != "visible":
            findings.append(finding("EXT-HIDDEN", source.place.model_copy(update={"sheet": grid.sheet})))
            continue
        sheet = sheet_of(grid, source)
        found, said = tables_of(sheet, source, first + _bodies(tables))
        tables += found
        findings += said
        if source.reads_sentences:
            pages += pages_of(sheet.grid, sheet.tables)
    document = Document(tuple(pages), tuple(table.title for table in tables), source.names)
    found, said = sentence_tables(document, source, first + _bodies(tables))
    return tables + found, findings + said


def _bodies(tables: list[FoundTable]) -> int:
    """How many Parquet files are written."""
    return sum(table.data is not None for table in tables)


def _about_workbook(path: Path, source: Source) -> Iterator[Finding]:
    """What is said of the workbook as a whole."""
    if opened_with_default_password(path, source.kind):
        yield finding("EXT-DEFAULT-PASSWORD", source.place)
    if has_macros(path):
        yield finding("EXT-MACROS", source.place)


def _archive(path: Path, source: Source, name: str, tick: Tick) -> tuple[Extraction, list[Finding]]:
    """Every file inside, one after the other; a .gz holds one, which is read as if it came alone."""
    tables: list[FoundTable] = []
    findings: list[Finding] = []
    read: list[Extraction] = []
    try:
        for member in members(path, source.kind, source.folder):
            extraction, said = _member(member, source, name, tick, _bodies(tables))
            tables += extraction.tables
            findings += said
            read.append(extraction)
    except Unreadable as fault:
        findings.append(_unreadable(fault, source.place))
    made = Extraction(type=source.kind, folder=name, tables=tuple(tables))
    if source.kind == "gz" and read:
        made = made.model_copy(update={"encoding": read[0].encoding, "confidence": read[0].confidence})
    return made, findings


def _member(member: Member, source: Source, name: str, tick: Tick, first: int) -> tuple[Extraction, list[Finding]]:
    kind = sniff(member.path).kind if member.path else "unknown"
    inside = source.inside(member.name, kind) if source.kind == "zip" else source.of_kind(kind)
    said = [finding("EXT-MEMBER-NAME", inside.place, member=member.name)] if member.tricky else []
    if member.path is None:
        fault = member.fault or Unreadable("corrupt")
        return Extraction(type=kind, folder=name), [*said, _unreadable(fault, inside.place)]
    extraction, findings = _read(member.path, inside, name, tick, first)
    return extraction, [*said, *findings]
