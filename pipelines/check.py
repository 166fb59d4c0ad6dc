"""What would happen to a file, without doing it: extract, standardise and validate in a folder that is thrown away.

Here belongs trying a single file. Negative list, sign-offs and events are matters of a submission in a home
(`pipelines.status`), and so is everything that writes.
"""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pydantic import BaseModel, ConfigDict

from gongkai.contract import Contract
from gongkai.digests import sha256_file
from gongkai.findings import Finding, Place, Severity, finding
from gongkai.home import Home
from gongkai.journal.deliveries import Delivery
from gongkai.progress import Progress, Silent
from gongkai.registers import Organisation
from gongkai.submission import Submission
from gongkai.values.dates import year_in
from pipelines.stages.extract import FoundTable, extract_file
from pipelines.stages.extract.source import BETWEEN
from pipelines.stages.land import UNFINISHED
from pipelines.stages.review import too_many_aside
from pipelines.stages.standardise.accept import Offer
from pipelines.stages.validate import judge_submission
from pipelines.trial import trial_home
from pipelines.trying import FOLDER, Take, Trial, beside, refused, statements, taken_of
from publish.review.gate import FAILED
from quality.context import Refused
from quality.loading import Stated

SHOWN = ("rule", "severity", "department", "dataset", "sheet", "row", "cell", "value")
#: What a submission is compared with: what others state, by dataset, and what of that was refused.
Others = tuple[dict[str, list[Stated]], Refused]
SENTENCES = ("message_zh", "message_en", "next_step_zh", "next_step_en")


class CheckedTable(BaseModel):
    """One table. `rows` counts the rows with figures, or, where no dataset claims the table or it cannot be read that
    far, the rows below its header. `member` is its file in an archive, `range` its block (A5:C36), `part` which part of
    the statement it is. `held_by` names the rules that hold it.
    """

    model_config = ConfigDict(frozen=True)

    member: str | None
    sheet: str | None
    range: str | None
    title: str
    part: str | None
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
    confidence: float | None
    tables: tuple[CheckedTable, ...]
    findings: tuple[Finding, ...]

    def shown(self) -> dict[str, object]:
        """The documented JSON shape."""
        tables = [table.model_dump(mode="json", exclude={"held_by"}) for table in self.tables]
        plain = self.model_dump(mode="json", include={"file", "sha256", "type", "encoding", "confidence"})
        return {**plain, "tables": tables, "findings": [plain_finding(item) for item in self.findings]}


def plain_finding(item: Finding) -> dict[str, object]:
    """A finding in the documented JSON shape of `check` and `findings`."""
    given = item.shown()
    member = (item.file or "").partition(BETWEEN)[2]
    given["sheet"] = "/".join(filter(None, (member, item.sheet))) or None
    return {key: given[key] for key in (*SHOWN, *SENTENCES, "readings")}


def check_file(
    path: Path, home: Home | None = None, department: str | None = None, progress: Progress | None = None
) -> Checked:
    """Try a file as if `department` (its code) had delivered it; without a home, against every declared dataset.

    A file inside the home's inbox is its folder's. Nothing outside a temporary folder is written.
    """
    with TemporaryDirectory(prefix="gongkai-check-") as work:
        trial, landing = _trial(path, trial_home(Path(work), home), home, department)
        place = Place(department=trial.delivery.department or None, file=path.name, sha256=trial.delivery.sha256)
        folder = trial.home.lake.extracted(FOLDER)
        with (progress or Silent()).count(path.name) as tick:
            extraction, findings = extract_file(path, trial.home.contracts.values(), place, folder, FOLDER, tick)
        tables = {number: _unclaimed(table) for number, table in enumerate(extraction.tables)}
        said = list(findings)
        taken = [one for each in statements(trial, extraction.tables) for one in taken_of(trial, each, findings)]
        others = (beside(trial, home, taken), refused(home, taken))
        for one in taken:
            checked, more = _checked(trial, one, others)
            tables |= checked
            said += more
    told = sorted(map(_named, [*landing, *said]), key=lambda item: list(Severity).index(item.severity))
    return Checked(
        file=str(path),
        sha256=trial.delivery.sha256,
        type=extraction.type,
        encoding=extraction.encoding,
        confidence=extraction.confidence,
        tables=tuple(tables.values()),
        findings=tuple(told),
    )


def _trial(path: Path, trial: Home, home: Home | None, department: str | None) -> tuple[Trial, list[Finding]]:
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
    return Trial(trial, delivery, organisation), findings


def _unclaimed(table: FoundTable) -> CheckedTable:
    return CheckedTable(**{**_described(table, None), "fiscal_year": year_in(table.title)}, rows=table.rows)


def _described(table: FoundTable, entity: str | None) -> dict[str, Any]:
    """What a table and its check have in common."""
    plain = table.model_dump(include=set(CheckedTable.model_fields) & set(FoundTable.model_fields) - {"rows"})
    return {**plain, "entity": table.entity or entity}


def _checked(trial: Trial, one: Take, others: Others) -> tuple[dict[int, CheckedTable], list[Finding]]:
    """Everything that would be said of what was taken."""
    offers, organisation, taken = one.statement.offers, one.statement.organisation, one.taken
    contract = next(iter(offers.values())).contract
    judged, failed = _judged(trial.home, contract, taken.submission, others)
    held = tuple(dict.fromkeys([*(item.rule for item in taken.holding), *failed]))
    rows = [t.rows for t in taken.submission.tables] if taken.submission else [o.table.rows for o in offers.values()]
    tables = {
        number: CheckedTable(**_of_offer(offer, organisation), rows=count, held_by=held)
        for (number, offer), count in zip(offers.items(), rows, strict=True)
    }
    return tables, [*one.said, *taken.findings, *judged]


def _of_offer(offer: Offer, organisation: Organisation) -> dict[str, Any]:
    described = _described(offer.table, organisation.name or None)
    return {**described, "unit": offer.unit} if offer.table.units else described


def _judged(
    home: Home, contract: Contract, submission: Submission | None, others: Others
) -> tuple[list[Finding], list[str]]:
    """What the checks say of the rows, and the rules by which they would be held, or why else."""
    if submission is None:
        return [], []
    verdict, judged = judge_submission(home, contract, submission, *others)
    failed = [item.rule for item in judged if item.severity is Severity.ERROR] or [FAILED]
    aside = too_many_aside(submission, contract.dataset.review.max_set_aside_pct)
    return judged, [*([] if verdict.passed else failed), *(f"{reason.zh} {reason.en}" for reason in aside)]


def _named(item: Finding) -> Finding:
    """A file of nobody has no department, rather than one with an empty name."""
    return item if item.department else item.model_copy(update={"department": None})
