"""Every file that is new: reading it and keeping what was found. How one file is read belongs to `reading`."""

import shutil
from collections.abc import Iterable

from gongkai.contract import Contract
from gongkai.digests import code_digest, digest_of
from gongkai.files import replace_folder
from gongkai.findings import Finding, Place, cause_of, finding
from gongkai.home import Home
from gongkai.journal.deliveries import Delivery
from gongkai.journal.work import Entry
from gongkai.progress import Progress, Tick
from pipelines.stages.extract.model import Extraction
from pipelines.stages.extract.reading import extract_file

STAGE = "extract"


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
            with progress.count(current[scope].file_name) as tick:
                extraction, findings = _extract_delivery(home, current[scope], base, tick)
        except Exception as fault:  # noqa: BLE001 - becomes a finding that names its cause
            home.journal.work.keep([_broke_off(scope, current[scope], fault)])
        else:
            home.journal.work.keep([Entry(scope, STAGE, keys[scope], extraction.model_dump(mode="json"), findings)])
    return len(todo)


def _broke_off(scope: str, delivery: Delivery, fault: Exception) -> Entry:
    """A fault of the program on one file, named, so that the other files go on; it is tried again next time."""
    cause, where = cause_of(fault)
    place = Place(department=delivery.department, file=delivery.file_name, sha256=delivery.sha256)
    nothing = Extraction(type="unknown", folder="").model_dump(mode="json")
    return Entry(scope, STAGE, "broke off", nothing, [finding("EXT-FAILED", place, cause=cause, where=where)])


def _extract_delivery(home: Home, delivery: Delivery, base: str, tick: Tick) -> tuple[Extraction, list[Finding]]:
    name = digest_of(base, delivery.sha256, delivery.file_name)
    final = home.lake.extracted(name)
    work = home.lake.root / ".extracting.part"
    place = Place(department=delivery.department, file=delivery.file_name, sha256=delivery.sha256)
    landed = home.lake.landed(delivery.sha256)
    extraction, findings = extract_file(landed, home.contracts.values(), place, work, name, tick)
    if final.exists():
        # The same bytes under the same name by another department: what stands there is the same, and in use.
        shutil.rmtree(work)
    else:
        replace_folder(work, final)
    return extraction, findings


def _base(contracts: Iterable[Contract]) -> str:
    code = code_digest("pipelines.readers", "pipelines.stages.extract", "gongkai.values", "gongkai.findings")
    return digest_of(code, {contract.id: _claiming(contract) for contract in contracts})


def _claiming(contract: Contract) -> list[object]:
    """What of a contract decides how its tables are claimed and told."""
    fields = [[field.name, field.role, field.title, field.title_en] for field in contract.table.fields]
    return [contract.sources.model_dump(mode="json"), fields]
