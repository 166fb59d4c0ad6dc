"""What becomes of one offer: its submission, what is said of it, and what of that holds it back. The nightly run and
`gongkai check` both ask here, so that they cannot say different things.

Which offer speaks for a department belongs to `run`.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from gongkai.digests import digest_of
from gongkai.findings import Finding, Severity
from gongkai.home import Home
from gongkai.registers import Organisation
from gongkai.submission import Submission
from pipelines.stages.standardise.accept import Offer, table_faults
from pipelines.stages.standardise.facts import Facts
from pipelines.stages.standardise.table import Target, standardise_table

#: Faults of a table that leave its figures without meaning: not one row is made.
UNUSABLE = ("STR-007", "STD-ENTITY")
#: What is found in the rows and holds the whole submission, beside findings of severity error about the table.
HOLDING = ("STR-002", "STR-009", "COR-STALE")


@dataclass(frozen=True)
class Taken:
    """`findings` are those of this step; `holding` are those, and those said before, that hold the submission."""

    submission: Submission | None
    findings: list[Finding]
    holding: list[Finding]


def take(home: Home, offer: Offer, organisation: Organisation, base: str, said: Iterable[Finding]) -> Taken:
    """Take one offer that states its year. `base` is the digest of all that the result rests on beside the table;
    `said` is what was found about the table before.
    """
    findings = list(table_faults(offer, organisation, home.registers))
    holding = [item for item in [*said, *findings] if item.severity is Severity.ERROR]
    if not offer.table.data or any(item.rule in UNUSABLE for item in findings):
        return Taken(None, findings, holding)
    submission, more = _standardise(home, offer, organisation, base)
    return Taken(submission, findings + more, holding + [item for item in more if item.rule in HOLDING])


def about(offer: Offer, findings: Iterable[Finding]) -> list[Finding]:
    """Those of the findings of a file that are about this table."""
    return [item for item in findings if item.dataset == offer.contract.id and item.sheet == offer.place.sheet]


def _standardise(home: Home, offer: Offer, organisation: Organisation, base: str) -> tuple[Submission, list[Finding]]:
    period = int(str(offer.table.fiscal_year))
    slug = offer.contract.dataset.slug
    key = digest_of(base, offer.folder, offer.table.model_dump(mode="json"), organisation.code, organisation.name)
    target = Target(key, home.lake.standardised(slug, period, key), home.lake.set_aside(slug, period, key))
    target.rows.parent.mkdir(parents=True, exist_ok=True)
    facts = Facts(
        offer.contract,
        offer.delivery,
        organisation,
        home.city.region_code,
        period,
        home.registers,
        offer.table.sheet,
        offer.unit,
    )
    data = home.lake.extracted(offer.folder) / str(offer.table.data)
    return standardise_table(facts, offer.table, data, target, offer.folder)
