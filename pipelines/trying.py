"""The statements of one file, taken in a home that is thrown away: which tables belong together, whose they are, and
what else they are compared with.

What is said of them belongs to `pipelines.check`.
"""

from collections import defaultdict
from dataclasses import dataclass, replace

from gongkai.findings import Finding
from gongkai.home import Home
from gongkai.journal.deliveries import Delivery
from gongkai.registers import Organisation
from gongkai.submission import Submission
from pipelines.stages.extract import FoundTable
from pipelines.stages.standardise import slots
from pipelines.stages.standardise.accept import Offer, period_faults
from pipelines.stages.standardise.speaking import conflicts
from pipelines.stages.standardise.take import Taken, about, take
from pipelines.stages.validate import refused_in, stated_in, stated_of
from quality.evidence import linked_datasets, looks
from quality.loading import Stated

FOLDER = "trial"


@dataclass(frozen=True)
class Trial:
    """A file under trial: in which home, from whom."""

    home: Home
    delivery: Delivery
    organisation: Organisation | None


@dataclass(frozen=True)
class Statement:
    """The tables of one file that make one statement, by their place in the file, and whose it is."""

    organisation: Organisation
    offers: dict[int, Offer]


@dataclass(frozen=True)
class Take:
    """What became of a statement, and what is said of it before its figures are looked at."""

    statement: Statement
    taken: Taken
    said: list[Finding]

    @property
    def submission(self) -> Submission | None:
        """Its submission, if it could be taken."""
        return self.taken.submission


def statements(trial: Trial, tables: tuple[FoundTable, ...]) -> list[Statement]:
    """The claimed tables by dataset, year and department; one without a year stands alone."""
    groups: dict[object, Statement] = {}
    for number, table in enumerate(tables):
        if table.dataset is None:
            continue
        organisation = trial.organisation or _printed(trial, table)
        delivery = replace(trial.delivery, department=organisation.code)
        offer = Offer(trial.home.contract(table.dataset), delivery, True, table, FOLDER)
        which = (table.dataset, table.fiscal_year or f"table {number}", organisation.code, organisation.name)
        groups.setdefault(which, Statement(organisation, {})).offers[number] = offer
    return list(groups.values())


def taken_of(trial: Trial, statement: Statement, extracted: list[Finding]) -> list[Take]:
    """What becomes of one statement. Where two tables say the same, each is looked at alone."""
    offers = statement.offers
    found = [fault for offer in offers.values() for fault in period_faults(offer)]
    clashes = conflicts(list(offers.values()))
    if not clashes:
        return [_take(trial, statement, extracted, found, found)]
    alone = [Statement(statement.organisation, {number: offer}) for number, offer in offers.items()]
    first = [*clashes, *found]
    return [_take(trial, each, extracted, clashes, [] if n else first) for n, each in enumerate(alone)]


def _take(
    trial: Trial, statement: Statement, extracted: list[Finding], found: list[Finding], said: list[Finding]
) -> Take:
    offers = list(statement.offers.values())
    before = [*about(offers, extracted), *found]
    taken = take(trial.home, [_dated(offer) for offer in offers], statement.organisation, FOLDER, before)
    return Take(statement, taken, said)


def beside(trial: Trial, home: Home | None, taken: list[Take]) -> dict[str, list[Stated]]:
    """By dataset: what this file states and what the home has of others, for the checks that compare."""
    mine = {one.submission.scope: one.submission for one in taken if one.submission}
    found: dict[str, list[Stated]] = defaultdict(list)
    looked: set[str] = set()
    for submission in mine.values():
        contract = trial.home.contract(submission.dataset)
        found[submission.dataset].append(stated_of(trial.home, contract, submission))
        looked |= {look.dataset for look in looks(contract, trial.home.registers)} | {*linked_datasets(contract)}
    # Opening a journal makes one, and a look leaves no trace.
    if home and home.journal_file.is_file():
        for dataset in sorted(looked & home.contracts.keys()):
            others = stated_in(home, home.contract(dataset))
            found[dataset] += [each for each in others if each.submission.scope not in mine]
    return found


def refused(home: Home | None, taken: list[Take]) -> dict[tuple[str, int, str], str]:
    """What of this file, or else of the home, was delivered and not taken, with the codes of why not."""
    found: dict[tuple[str, int, str], str] = {}
    if home and home.journal_file.is_file():
        for contract in home.contracts.values():
            found |= refused_in(slots(home, contract, contract.dataset.periods))
    for one in taken:
        offer = _dated(next(iter(one.statement.offers.values())))
        key = (offer.contract.id, int(str(offer.table.fiscal_year)), one.statement.organisation.code)
        found.pop(key, None)
        if one.submission is None:
            found[key] = "、".join(dict.fromkeys(item.rule for item in one.taken.holding))
    return found


def _dated(offer: Offer) -> Offer:
    """The offer in some year: a missing one does not stop the look at the figures."""
    year = offer.table.fiscal_year or max(offer.contract.dataset.periods)
    return replace(offer, table=offer.table.model_copy(update={"fiscal_year": year}))


def _printed(trial: Trial, table: FoundTable) -> Organisation:
    """The organisation that the table itself names; one without a code when the register does not know it."""
    printed = table.entity or ""
    known = trial.home.registers.printed(printed, table.fiscal_year)
    return known or Organisation(code=trial.delivery.department, name=printed)
