"""Stage 7, assess (评估): the published releases measured against the clock of their disclosure item.

Here belongs when to measure. How belongs to `quality.assess`.
"""

from datetime import datetime

from gongkai.contract import Contract
from gongkai.digests import code_digest, digest_of, sha256_file
from gongkai.files import write_whole
from gongkai.findings import Place, cause_of, finding
from gongkai.home import Home
from gongkai.journal.work import Entry
from quality.assess import Assessment, assess_dataset

STAGE = "assess"
#: The code that decides what an assessment and its findings say.
PROGRAM = ("quality.assess", "gongkai.calendar", "gongkai.findings")


def assess(home: Home, as_of: datetime) -> dict[str, Assessment]:
    """Assess every dataset as of a moment; what has nothing new to measure stands as it was measured before."""
    known = home.journal.work.stage(STAGE)
    home.journal.work.forget([scope for scope in home.journal.work.stage("run") if scope.endswith("/assess")])
    found: dict[str, Assessment] = {}
    for contract in home.contracts.values():
        scope, key = f"{STAGE}:{contract.id}", _key(home, contract, as_of)
        if scope in known and known[scope].key == key:
            found[contract.id] = Assessment.model_validate(known[scope].result)
            continue
        try:
            assessment, findings = assess_dataset(home, contract, as_of)
        except Exception as fault:  # noqa: BLE001 - becomes a finding that names its cause; the site must be built
            home.journal.work.keep([broke_off(contract.id, STAGE, fault)])
            continue
        found[contract.id] = assessment
        write_whole(home.lake.assessed(contract.dataset.slug), assessment.model_dump_json(indent=1))
        home.journal.work.keep([Entry(scope, STAGE, key, assessment.model_dump(mode="json"), findings)])
    return found


def _key(home: Home, contract: Contract, as_of: datetime) -> str:
    """The digest of all that an assessment rests on; the day counts only where an event starts the clock."""
    releases = home.journal.releases.published()
    measured = [
        (period, [[part.entity, part.key, part.first_released] for part in history[-1].parts])
        for (dataset, period), history in sorted(releases.items())
        if dataset == contract.id
    ]
    files = [home.registers.shared / "deadlines.csv", home.registers.shared / "working_days.csv"]
    basis = [code_digest(*PROGRAM), contract.digest, [sha256_file(path) for path in files], measured]
    if not contract.dataset.disclosure.starts.event:
        return digest_of(basis)
    delivered = sorted(home.journal.work.stage(f"standardise:{contract.id}"))
    events = [event.model_dump(mode="json") for event in home.registers.events]
    return digest_of(basis, as_of.astimezone(home.city.zone).date(), delivered, events)


def broke_off(dataset: str, step: str, fault: Exception) -> Entry:
    """A fault of the program in this step, as a finding that names its cause."""
    cause, where = cause_of(fault)
    said = finding("RUN-FAILED", Place(dataset=dataset), cause=cause, where=where)
    return Entry(f"run:{dataset}/{step}", "run", cause, None, [said])
