"""What becomes of the tables of one statement: its submission, what is said of it, and what of that holds it back. The
nightly run and `gongkai check` both ask here, so that they cannot say different things.

Which tables speak for a department belongs to `speaking`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gongkai.digests import digest_of
from gongkai.findings import Finding, Severity
from gongkai.home import Home
from gongkai.masking import mask
from gongkai.registers import Organisation
from gongkai.submission import Submission
from pipelines.stages.standardise.accept import Offer, table_faults
from pipelines.stages.standardise.facts import Facts
from pipelines.stages.standardise.table import Job
from pipelines.stages.standardise.together import Target, standardise_tables

#: Faults of a table that leave its figures without meaning: not one row is made.
UNUSABLE = ("STR-007", "STD-ENTITY")
#: What is found in the rows and holds the whole submission, beside findings of severity error about the table.
HOLDING = ("STR-002", "STR-009", "COR-STALE")
#: Residue of a template: extraction names the cells of a small file, the rows of a large one are seen here.
RESIDUE = "STR-009"
#: An error cell, as both stages call it: extraction knows those of a workbook, texts like one are seen here.
ERROR_CELL = {"EXT-ERROR-CELL": "VAL-ERROR-CELL"}


@dataclass(frozen=True)
class Taken:
    """`findings` are those of this step; `holding` are those, and those said before, that hold the submission."""

    submission: Submission | None
    findings: list[Finding]
    holding: list[Finding]


def take(home: Home, offers: Sequence[Offer], organisation: Organisation, base: str, said: Iterable[Finding]) -> Taken:
    """Take the tables of one statement, which state the same year. One that cannot be taken holds all of them: nothing
    half is made. `base` is the digest of all that the result rests on beside the tables; `said` is what was found about
    them before.
    """
    findings = [item for offer in offers for item in table_faults(offer, organisation, home.registers)]
    before = list(said)
    holding = [item for item in [*before, *findings] if item.severity is Severity.ERROR]
    if not all(offer.table.data for offer in offers) or any(item.rule in UNUSABLE for item in findings):
        return Taken(None, findings, holding)
    submission, more = _standardise(home, offers, organisation, base)
    named = set(map(_said, before))
    more = [item for item in more if _said(item) not in named]
    return Taken(submission, findings + more, holding + [item for item in more if item.rule in HOLDING])


def _said(item: Finding) -> tuple[str | None, ...]:
    """What a finding says, and of what: extraction may have said it before, of residue for the whole sheet."""
    cell = None if item.rule == RESIDUE else item.cell
    return ERROR_CELL.get(item.rule, item.rule), item.file, item.sheet, cell


def about(offers: Iterable[Offer], findings: Iterable[Finding]) -> list[Finding]:
    """Those of the findings of files that are about these tables."""
    tables = {(offer.contract.id, offer.delivery.sha256, mask(offer.file), offer.place.sheet) for offer in offers}
    return [item for item in findings if (item.dataset, item.sha256, item.file, item.sheet) in tables]


def _standardise(
    home: Home, offers: Sequence[Offer], organisation: Organisation, base: str
) -> tuple[Submission, list[Finding]]:
    period, slug = int(str(offers[0].table.fiscal_year)), offers[0].contract.dataset.slug
    tables = [[offer.folder, offer.table.model_dump(mode="json")] for offer in offers]
    key = digest_of(base, tables, organisation.code, organisation.name)
    target = Target(key, home.lake.standardised(slug, period, key), home.lake.set_aside(slug, period, key))
    target.rows.parent.mkdir(parents=True, exist_ok=True)
    return standardise_tables([_job(home, offer, organisation, period) for offer in offers], target)


def _job(home: Home, offer: Offer, organisation: Organisation, period: int) -> Job:
    facts = Facts(
        offer.contract,
        offer.delivery,
        organisation,
        home.city.region_code,
        period,
        home.registers,
        offer.sheet,
        offer.unit,
    )
    return Job(offer, facts, home.lake.extracted(offer.folder) / str(offer.table.data))
