"""One file, and every file that is new: reading, claiming, keeping. A file that cannot be read is a finding, never an
exception.
"""

import shutil
from collections.abc import Iterable
from pathlib import Path

from gongkai.contract import Contract
from gongkai.digests import code_digest, digest_of
from gongkai.files import replace_folder
from gongkai.findings import Finding, Place, cause_of, finding
from gongkai.home import Home
from gongkai.journal.deliveries import Delivery
from gongkai.journal.work import Entry
from gongkai.progress import Progress
from pipelines.readers import Unreadable, read_workbook, sniff
from pipelines.stages.extract.model import Extraction, FoundTable
from pipelines.stages.extract.sheets import tables_of
from pipelines.stages.extract.texts import table_of_text

STAGE = "extract"
WORKBOOKS = ("xlsx", "xls", "ods")
#: What a clerk calls a kind of file.
SAID = {"html": "网页 HTML", "xml": "XML", "pdf": "PDF", "json": "JSON", "gz": "gzip", "unknown": "无法识别 unknown"}
REASONS = {
    "empty": "EXT-EMPTY",
    "truncated": "EXT-DAMAGED",
    "corrupt": "EXT-DAMAGED",
    "encrypted": "EXT-ENCRYPTED",
    "unsupported": "EXT-UNSUPPORTED",
    "too_large": "EXT-TOO-LARGE",
    "encoding": "EXT-ENCODING",
}


def extract(home: Home, progress: Progress) -> int:
    """Extract every current delivery whose bytes, name or claiming contracts changed. Returns how many were read."""
    base = _base(home.contracts.values())
    known = home.journal.work.stage(STAGE)
    current = {f"{STAGE}:{delivery.id}": delivery for delivery, _ in home.journal.deliveries.current()}
    home.journal.work.forget([scope for scope in known if scope not in current])
    keys = {scope: digest_of(base, delivery.sha256, delivery.path) for scope, delivery in current.items()}
    todo = [scope for scope in current if scope not in known or known[scope].key != keys[scope]]
    for scope in progress.over(todo, "提取 extract"):
        try:
            extraction, findings = _extract_delivery(home, current[scope], base)
        except Exception as fault:  # noqa: BLE001 - becomes a finding that names its cause
            home.journal.work.keep([_broke_off(scope, current[scope], fault)])
        else:
            home.journal.work.keep([Entry(scope, STAGE, keys[scope], extraction.model_dump(mode="json"), findings)])
    return len(todo)


def extract_file(
    path: Path, contracts: Iterable[Contract], place: Place, folder: Path, name: str
) -> tuple[Extraction, list[Finding]]:
    """The tables of one file; bodies are written into `folder`, which is made anew. `name` is what the extraction
    calls the folder.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    kind = sniff(path)
    try:
        if kind.kind in WORKBOOKS:
            tables, findings = _workbook(path, kind.kind, list(contracts), place, folder)
            return Extraction(type=kind.kind, folder=name, tables=tuple(tables)), findings
        if kind.kind == "csv":
            fmt, tables, findings = table_of_text(path, list(contracts), place, folder)
            return Extraction(type="csv", encoding=fmt.encoding, folder=name, tables=tuple(tables)), findings
    except Unreadable as fault:
        return Extraction(type=kind.kind, folder=name), [finding(REASONS[fault.reason_key], place, detail=fault.detail)]
    code = {"empty": "EXT-EMPTY", "encrypted": "EXT-ENCRYPTED"}.get(kind.kind, "EXT-UNSUPPORTED")
    said = SAID.get(kind.kind, kind.detail or kind.kind)
    return Extraction(type=kind.kind, folder=name), [finding(code, place, detail=said)]


def _workbook(
    path: Path, kind: str, contracts: list[Contract], place: Place, folder: Path
) -> tuple[list[FoundTable], list[Finding]]:
    tables: list[FoundTable] = []
    findings: list[Finding] = []
    for number, grid in enumerate(read_workbook(path, kind)):
        if grid.state != "visible":
            findings.append(finding("EXT-HIDDEN", place.model_copy(update={"sheet": grid.sheet})))
            continue
        found, said = tables_of(grid, kind, contracts, place, folder, number)
        tables += found
        findings += said
    if not any(table.dataset for table in tables):
        findings.append(finding("EXT-NOTHING", place))
    return tables, findings


def _broke_off(scope: str, delivery: Delivery, fault: Exception) -> Entry:
    """A fault of the program on one file, named, so that the other files go on; it is tried again next time."""
    cause, where = cause_of(fault)
    place = Place(department=delivery.department, file=delivery.file_name, sha256=delivery.sha256)
    nothing = Extraction(type="unknown", folder="").model_dump(mode="json")
    return Entry(scope, STAGE, "broke off", nothing, [finding("EXT-FAILED", place, cause=cause, where=where)])


def _extract_delivery(home: Home, delivery: Delivery, base: str) -> tuple[Extraction, list[Finding]]:
    name = digest_of(base, delivery.sha256, delivery.file_name)
    final = home.lake.extracted(name)
    work = home.lake.root / ".extracting.part"
    place = Place(department=delivery.department, file=delivery.file_name, sha256=delivery.sha256)
    extraction, findings = extract_file(home.lake.landed(delivery.sha256), home.contracts.values(), place, work, name)
    if final.exists():
        # The same bytes under the same name by another department: what stands there is the same, and in use.
        shutil.rmtree(work)
    else:
        replace_folder(work, final)
    return extraction, findings


def _base(contracts: Iterable[Contract]) -> str:
    sources = {contract.id: contract.sources.model_dump(mode="json") for contract in contracts}
    return digest_of(
        code_digest("pipelines.readers", "pipelines.stages.extract", "gongkai.values", "gongkai.findings"), sources
    )
