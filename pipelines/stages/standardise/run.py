"""Every submission of a dataset whose input changed: which tables speak for it, whether they can be taken, and what
they become.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from gongkai.contract import Contract
from gongkai.decision import Reason
from gongkai.digests import code_digest, digest_of, sha256_file
from gongkai.findings import Finding, cause_of, finding
from gongkai.home import Home
from gongkai.journal.work import Entry
from gongkai.progress import Progress
from gongkai.registers import Registers
from gongkai.submission import Slot
from pipelines.stages.extract import STAGE as EXTRACT
from pipelines.stages.extract import Extraction
from pipelines.stages.standardise.accept import Offer, period_faults
from pipelines.stages.standardise.speaking import by_slot, conflicts
from pipelines.stages.standardise.take import about, take

STAGE = "standardise"


def slots(home: Home, contract: Contract, periods: Iterable[int]) -> list[Slot]:
    """The current slots of a dataset in the periods, by period and department."""
    wanted = set(periods)
    found = filter(None, map(_slot, home.journal.work.texts(f"{STAGE}:{contract.id}").values()))
    return sorted((slot for slot in found if slot.period in wanted), key=lambda slot: (slot.period, slot.entity))


@lru_cache(maxsize=100_000)
def _slot(text: str) -> Slot | None:
    """A slot from the journal. Each stage asks for the same ones, so that a text is read once."""
    return None if text == "null" else Slot.model_validate_json(text)


def standardise(home: Home, contract: Contract, progress: Progress) -> int:
    """Bring every slot of the dataset up to date. Returns how many were worked on."""
    stage = f"{STAGE}:{contract.id}"
    known = home.journal.work.keys(stage)
    taken, refused = by_slot(_offers(home, contract))
    base = _base(home.registers, contract, home.city.region_code)
    scopes = {f"{STAGE}:{contract.id}/{period}/{entity}": group for (period, entity), group in taken.items()}
    outside = {f"{STAGE}:{contract.id}/refused/{_named(offer)}": offer for offer in refused}
    home.journal.work.forget([scope for scope in known if scope not in scopes and scope not in outside])
    home.journal.work.keep(
        Entry(scope, stage, digest_of(base, _state(offer)), None, period_faults(offer))
        for scope, offer in outside.items()
        if scope not in known or known[scope] != digest_of(base, _state(offer))
    )
    keys = {scope: digest_of(base, [_state(offer) for offer in group]) for scope, group in scopes.items()}
    todo = [scope for scope in scopes if scope not in known or known[scope] != keys[scope]]
    for scope in progress.over(todo, f"标准化 standardise {contract.id}"):
        try:
            slot, findings = _work(home, scopes[scope], base)
        except Exception as fault:  # noqa: BLE001 - becomes a finding that names its cause
            home.journal.work.keep([_broke_off(scope, stage, scopes[scope][0], fault)])
        else:
            home.journal.work.keep([Entry(scope, stage, keys[scope], slot.model_dump(mode="json"), findings)])
    return len(todo)


def _offers(home: Home, contract: Contract) -> Iterable[Offer]:
    extractions = home.journal.work.stage(EXTRACT)
    for delivery, present in home.journal.deliveries.current():
        entry = extractions.get(f"{EXTRACT}:{delivery.id}")
        # A department that has left the register speaks no more; landing names its folder, and its last release stays.
        if entry is None or contract.id not in str(entry.result) or delivery.department not in home.registers.by_code:
            continue
        extraction = Extraction.model_validate(entry.result)
        for table in extraction.tables:
            if table.dataset == contract.id:
                yield Offer(contract, delivery, present, table, extraction.folder)


def _named(offer: Offer) -> str:
    """A table that belongs to no period, as a scope of the journal names it."""
    table = offer.table
    return f"{offer.delivery.id}/{offer.sheet}/{table.header_row}/{table.first_column}"


def _work(home: Home, group: Sequence[Offer], base: str) -> tuple[Slot, list[Finding]]:
    offer = group[0]
    entity = offer.delivery.department
    where = {"dataset": offer.contract.id, "period": offer.table.fiscal_year, "entity": entity}
    alike = conflicts(group)
    if alike:
        return Slot.model_validate({**where, "submission": None, "blockers": [_reason(alike[0])]}), alike
    organisation = home.registers.by_code[entity]
    scopes = {f"{EXTRACT}:{each.delivery.id}" for each in group}
    read = home.journal.work.findings(dataset=offer.contract.id, scopes=sorted(scopes))
    twins = [item for each in {each.delivery.sha256: each for each in group}.values() for item in _twins(home, each)]
    taken = take(home, group, organisation, base, [*about(group, read), *twins])
    blockers = _once([_reason(item) for item in taken.holding])
    return Slot.model_validate({**where, "submission": taken.submission, "blockers": blockers}), twins + taken.findings


def _broke_off(scope: str, stage: str, offer: Offer, fault: Exception) -> Entry:
    """A fault of the program holds back this department only; it is tried again next time."""
    cause, where = cause_of(fault)
    said = finding("RUN-FAILED", offer.place, cause=cause, where=where)
    slot = {"dataset": offer.contract.id, "period": offer.table.fiscal_year, "entity": offer.delivery.department}
    held = Slot.model_validate({**slot, "submission": None, "blockers": [_reason(said)]})
    return Entry(scope, stage, "broke off", held.model_dump(mode="json"), [said])


def _twins(home: Home, offer: Offer) -> list[Finding]:
    """The same bytes delivered by another department (STR-014)."""
    for delivery, _ in home.journal.deliveries.current():
        if delivery.sha256 == offer.delivery.sha256 and delivery.department != offer.delivery.department:
            other = home.registers.by_code.get(delivery.department)
            return [finding("STR-014", offer.place, other=other.name if other else delivery.department)]
    return []


def _reason(found: Finding) -> Reason:
    return Reason(code=found.rule, zh=found.message_zh, en=found.message_en)


def _once(reasons: list[Reason]) -> list[Reason]:
    return list({reason.code: reason for reason in reasons}.values())


def _state(offer: Offer) -> list[object]:
    return [offer.delivery.id, offer.folder, offer.table.model_dump(mode="json")]


def _base(registers: Registers, contract: Contract, region_code: str) -> str:
    lists = sorted({field.codelist for field in contract.table.fields if field.codelist})
    digests = {item: sha256_file(registers.code_list_path(item)) for item in lists}
    known = registers.organisations
    organisations = [[item.code, item.name, item.successor, item.valid_from, item.valid_to] for item in known]
    code = code_digest("pipelines.stages.standardise", "gongkai.values", "gongkai.findings")
    return digest_of(code, contract.digest, digests, organisations, region_code)
