"""What would happen to a file, without doing it: extract, standardise and validate in a folder that is thrown away.

Here belongs trying a single file. Negative list, sign-offs and events are matters of a submission in a home
(`pipelines.status`), and so is everything that writes.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pydantic import BaseModel, ConfigDict

from gongkai.contract import Contract
from gongkai.digests import sha256_file
from gongkai.findings import Finding, Place, Severity, finding
from gongkai.home import Home
from gongkai.journal.deliveries import Delivery
from gongkai.registers import Organisation
from gongkai.submission import Submission
from gongkai.values.dates import year_in
from gongkai.values.labels import normalise
from pipelines.stages.extract import FoundTable, extract_file
from pipelines.stages.land import UNFINISHED
from pipelines.stages.standardise import Facts, Target, standardise_table
from pipelines.stages.standardise.accept import Offer, period_faults, table_faults
from pipelines.stages.validate import judge_submission
from pipelines.trial import trial_home

SHOWN = ("rule", "severity", "department", "dataset", "sheet", "row", "cell", "value")
SENTENCES = ("message_zh", "message_en", "next_step_zh", "next_step_en")
FOLDER = "trial"


class CheckedTable(BaseModel):
    """One table. `rows` counts rows with figures that would be published; `held_by` names the rules that hold it."""

    model_config = ConfigDict(frozen=True)

    sheet: str | None
    title: str
    dataset: str | None
    rows: int
    columns: tuple[str, ...]
    unit: str | None
    fiscal_year: int | None
    entity: str | None
    held_by: tuple[str, ...] = ()


class Checked(BaseModel):
    """What is to be said of a file; findings of severity error come first."""

    model_config = ConfigDict(frozen=True)

    file: str
    sha256: str
    type: str
    encoding: str | None
    tables: tuple[CheckedTable, ...]
    findings: tuple[Finding, ...]

    def shown(self) -> dict[str, object]:
        """The documented JSON shape."""
        tables = [table.model_dump(mode="json", exclude={"held_by"}) for table in self.tables]
        plain = self.model_dump(mode="json", include={"file", "sha256", "type", "encoding"})
        return {**plain, "tables": tables, "findings": [plain_finding(item) for item in self.findings]}


def plain_finding(item: Finding) -> dict[str, object]:
    """A finding in the documented JSON shape of `check` and `findings`."""
    given = item.shown()
    return {key: given[key] for key in (*SHOWN, *SENTENCES)}


@dataclass(frozen=True)
class _Trial:
    """A file under trial: in which home, from whom."""

    home: Home
    delivery: Delivery
    organisation: Organisation | None


def check_file(path: Path, home: Home | None = None, department: str | None = None) -> Checked:
    """Try a file as if `department` (its code) had delivered it; without a home, against every declared dataset.

    A file inside the home's inbox is its folder's. Nothing outside a temporary folder is written.
    """
    with TemporaryDirectory(prefix="gongkai-check-") as work:
        trial, landing = _trial(path, trial_home(Path(work), home), home, department)
        place = Place(department=trial.delivery.department or None, file=path.name, sha256=trial.delivery.sha256)
        folder = trial.home.lake.extracted(FOLDER)
        extraction, findings = extract_file(path, trial.home.contracts.values(), place, folder, FOLDER)
        twice = _twice(extraction.tables)
        tables: list[CheckedTable] = []
        for table in extraction.tables:
            checked, more = _table(trial, table, findings, twice) if table.dataset else (_unclaimed(table), [])
            tables.append(checked)
            findings = [*findings, *more]
    told = sorted(map(_named, [*landing, *findings]), key=lambda item: list(Severity).index(item.severity))
    return Checked(
        file=str(path),
        sha256=trial.delivery.sha256,
        type=extraction.type,
        encoding=extraction.encoding,
        tables=tuple(tables),
        findings=tuple(told),
    )


def _trial(path: Path, trial: Home, home: Home | None, department: str | None) -> tuple[_Trial, list[Finding]]:
    """Who delivers the file, and what landing would say of it."""
    findings = []
    inbox = home.inbox if home else None
    if department is None and inbox and inbox in path.resolve().parents:
        department = path.resolve().relative_to(inbox).parts[0]
    place = Place(department=department, file=path.name)
    registers = trial.registers
    organisation = None
    if department:
        organisation = registers.by_code.get(department) or registers.by_inbox.get(department)
        if home and organisation is None:
            findings.append(finding("LND-DEPARTMENT", place, folder=department))
    if path.name.lower().endswith(UNFINISHED):
        findings.append(finding("LND-WRITING", place))
    code = organisation.code if organisation else department or ""
    delivery = Delivery(0, code, f"{code}/{path.name}", sha256_file(path), path.stat().st_size, "")
    return _Trial(trial, delivery, organisation), findings


def _twice(tables: tuple[FoundTable, ...]) -> set[tuple[str | None, int | None]]:
    """Datasets and years for which the file holds more than one table."""
    counts = Counter((table.dataset, table.fiscal_year) for table in tables if table.data)
    return {which for which, count in counts.items() if count > 1}


def _unclaimed(table: FoundTable) -> CheckedTable:
    return CheckedTable(**{**_described(table, None), "fiscal_year": year_in(table.title)}, rows=0)


def _described(table: FoundTable, entity: str | None) -> dict[str, Any]:
    plain = table.model_dump(include={"sheet", "title", "dataset", "columns", "unit", "fiscal_year"})
    return {**plain, "entity": table.entity or entity}


def _table(
    trial: _Trial, table: FoundTable, extracted: list[Finding], twice: set[tuple[str | None, int | None]]
) -> tuple[CheckedTable, list[Finding]]:
    """A claimed table: everything that would be said of it. A missing year does not stop the look at its figures."""
    contract = trial.home.contract(str(table.dataset))
    organisation = trial.organisation or _printed(trial, table)
    offer = Offer(contract, trial.delivery, True, table, FOLDER)
    found = [*period_faults(offer), *table_faults(offer, organisation, trial.home.registers)]
    if (table.dataset, table.fiscal_year) in twice:
        found.append(finding("STD-TWO-FILES", offer.place, files=f"{trial.delivery.file_name} {table.sheet or ''}"))
    errors = [item for item in (*_of_sheet(extracted, table), *found) if item.severity is Severity.ERROR]
    held = [item.rule for item in errors]
    rows = 0
    if table.data and "STR-007" not in held:
        submission, more, stops = _rows(trial, contract, offer, organisation)
        found += more
        held += stops
        rows = 0 if held else submission.rows
    described = _described(table, organisation.name or None)
    if table.units:
        described["unit"] = offer.unit
    return CheckedTable(**described, rows=rows, held_by=tuple(dict.fromkeys(held))), found


def _of_sheet(extracted: list[Finding], table: FoundTable) -> Iterator[Finding]:
    return (item for item in extracted if item.dataset == table.dataset and item.sheet in (table.sheet, None))


def _rows(
    trial: _Trial, contract: Contract, offer: Offer, organisation: Organisation
) -> tuple[Submission, list[Finding], list[str]]:
    """The submission the table would become, what is said of its rows, and the rules by which they would be held."""
    home, slug = trial.home, contract.dataset.slug
    period = offer.table.fiscal_year or max(contract.dataset.periods)
    key = f"{slug}-{offer.table.data}".replace(".", "-")
    target = Target(key, home.lake.standardised(slug, period, key), home.lake.set_aside(slug, period, key))
    target.rows.parent.mkdir(parents=True, exist_ok=True)
    facts = Facts(
        contract,
        replace(trial.delivery, department=organisation.code),
        organisation,
        home.city.region_code,
        period,
        home.registers,
        offer.table.sheet,
        offer.unit,
    )
    data = home.lake.extracted(FOLDER) / str(offer.table.data)
    submission, found = standardise_table(facts, offer.table, data, target, FOLDER)
    held = [item.rule for item in found if item.rule == "STR-002"]
    if not submission.rows:
        return submission, found, held
    verdict, judged = judge_submission(home, contract, submission)
    held += [] if verdict.passed else [item.rule for item in judged if item.severity is Severity.ERROR]
    limit, read = contract.dataset.review.max_set_aside_pct, submission.rows + submission.set_aside
    held += ["ROW-LIMIT"] if submission.set_aside * 100 > limit * read else []
    return submission, [*found, *judged], held


def _printed(trial: _Trial, table: FoundTable) -> Organisation:
    """The organisation that the table itself names; one without a code when the register does not know it."""
    printed = table.entity or ""
    known = (each for each in trial.home.registers.organisations if normalise(each.name) == normalise(printed))
    return next(known, Organisation(code=trial.delivery.department, name=printed))


def _named(item: Finding) -> Finding:
    """A file of nobody has no department, rather than one with an empty name."""
    return item if item.department else item.model_copy(update={"department": None})
