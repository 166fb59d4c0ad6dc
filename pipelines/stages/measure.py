"""The night is measured: each dataset's counts (`gongkai.measure`) for the dashboard, and a line in the book of nights
for each that has changed.

Here belongs what a measure rests on, and when to measure. How to count belongs to `quality.assess`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from gongkai.contract import Contract
from gongkai.decision import ReleaseDecision
from gongkai.digests import code_digest, digest_of
from gongkai.engine import engine
from gongkai.home import Home
from gongkai.journal.releases import Release
from gongkai.journal.work import Entry
from gongkai.measure import NO_DATASET, Filled, Measure
from pipelines.stages.assess import broke_off
from pipelines.stages.expect import STAGE as EXPECT
from publish.manifest import version_folder
from publish.version import allowed_names
from quality.assess.fill import filled
from quality.assess.measures import Known, by_department, counts_of, measure_of

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

STAGE = "measure"
#: The code that decides what a measure says.
PROGRAM = ("quality.assess", "gongkai.measure", "pipelines.stages.measure")
Who = tuple[int, str]


@dataclass(frozen=True)
class Books:
    """What the journal says of all datasets, read once for the night."""

    home: Home

    @cached_property
    def keys(self) -> dict[str, dict[str, str]]:
        """Stage -> scope -> key."""
        return self.home.journal.work.keys_by_stage()

    @cached_property
    def assessed(self) -> dict[str, str]:
        """Scope -> the assessment, as JSON text."""
        return self.home.journal.work.texts("assess")

    @cached_property
    def releases(self) -> dict[str, dict[int, list[Release]]]:
        """Dataset -> period -> published releases, oldest first."""
        found: dict[str, dict[int, list[Release]]] = {}
        for (dataset, period), history in sorted(self.home.journal.releases.published().items()):
            found.setdefault(dataset, {})[period] = history
        return found

    @cached_property
    def decisions(self) -> dict[str, dict[Who, ReleaseDecision]]:
        """Dataset -> (period, department) -> last decision."""
        found: dict[str, dict[Who, ReleaseDecision]] = {}
        for (dataset, period, entity), decision in self.home.journal.reviews.decisions().items():
            found.setdefault(dataset, {})[period, entity] = decision
        return found

    @cached_property
    def findings(self) -> dict[str, dict[tuple[str, str], int]]:
        """Dataset -> (department, severity) -> number; what is watched is for those who run the house only."""
        registers = self.home.registers
        found: dict[str, dict[tuple[str, str], int]] = {}
        for (dataset, named, severity), number in self.home.journal.work.department_counts(without=EXPECT).items():
            known = registers.by_code.get(named) or registers.by_inbox.get(named)
            counted = found.setdefault(dataset, {})
            who = (known.code if known else "", severity)
            counted[who] = counted.get(who, 0) + number
        return found


def measure(home: Home, as_of: datetime) -> int:
    """Measure every dataset and write down what this night changed; returns how many lines were written.

    The history is written before the measures are kept, and a line that says what the last one says is none: a run
    that is killed in between writes nothing twice.
    """
    books, work = Books(home), home.journal.work
    known = books.keys.get(STAGE, {})
    keys = {f"{STAGE}:{dataset}": _key(books, dataset) for dataset in (*home.contracts, NO_DATASET)}
    broken = [scope for scope in books.keys.get("run", {}) if scope.endswith(f"/{STAGE}")]
    work.forget(broken)
    changed = [scope.removeprefix(f"{STAGE}:") for scope, key in keys.items() if known.get(scope) != key]
    made = _measured(books, changed) if changed else []
    gone = [scope for scope in known if scope not in keys]
    none = [Measure(dataset=scope.removeprefix(f"{STAGE}:")) for scope in gone]
    at = as_of.astimezone(home.city.zone).isoformat(timespec="seconds")
    lines = home.journal.nights.record(
        at, {one.dataset: (counts_of(one), by_department(one)) for one in (*made, *none)}
    )
    entries = {f"{STAGE}:{one.dataset}": one.told() for one in made}
    if entries:
        work.keep([Entry(scope, STAGE, keys[scope], result) for scope, result in entries.items()])
    work.forget(gone)
    return lines


def _key(books: Books, dataset: str) -> str:
    """The digest of all that a measure rests on."""
    contract = books.home.contracts.get(dataset)
    decided = [
        [who, decision.outcome.value, decision.evidence.content]
        for who, decision in sorted(books.decisions.get(dataset, {}).items())
    ]
    return digest_of(
        code_digest(*PROGRAM),
        contract.columns_digest if contract else "",
        books.keys.get(f"standardise:{dataset}", {}),
        books.keys.get(f"validate:{dataset}", {}),
        books.assessed.get(f"assess:{dataset}", ""),
        [[period, len(history), history[-1].content] for period, history in books.releases.get(dataset, {}).items()],
        decided,
        sorted((*who, number) for who, number in books.findings.get(dataset, {}).items()),
    )


def _measured(books: Books, datasets: Iterable[str]) -> list[Measure]:
    """The measures; one that cannot be made is a finding that names its cause, and the last one stands."""
    made = []
    with engine([books.home.public]) as connection:
        for dataset in datasets:
            try:
                made.append(_measure(books, dataset, connection))
            except Exception as fault:  # noqa: BLE001 - becomes a finding that names its cause; the site must be built
                books.home.journal.work.keep([broke_off(dataset, STAGE, fault)])
    return made


def _measure(books: Books, dataset: str, connection: "DuckDBPyConnection") -> Measure:
    work = books.home.journal.work
    texts = {stage: work.stage(f"{stage}:{dataset}").values() for stage in ("standardise", "validate")}
    releases = books.releases.get(dataset, {})
    assessed = work.entry(f"assess:{dataset}")
    known = Known(
        dataset=dataset,
        slots=[entry.result for entry in texts["standardise"] if entry.result],
        verdicts=[entry.result for entry in texts["validate"]],
        releases=releases,
        decisions=books.decisions.get(dataset, {}),
        assessment=assessed.result if assessed else None,
        findings=books.findings.get(dataset, {}),
    )
    counted = measure_of(known)
    if dataset == NO_DATASET:
        return counted
    contract, newest = books.home.contracts[dataset], {period: history[-1] for period, history in releases.items()}
    return replace(counted, filled=_filled(books.home, contract, newest, connection))


def _filled(
    home: Home, contract: Contract, newest: Mapping[int, Release], connection: "DuckDBPyConnection"
) -> dict[int, Filled]:
    """By period; a release that was counted before is not read again."""
    entry = home.journal.work.entry(f"{STAGE}:{contract.id}")
    before = Measure.read(entry.result).filled if entry else {}
    return {
        period: before[period]
        if period in before and before[period].content == release.content
        else _fill(home, contract, release, connection)
        for period, release in newest.items()
    }


def _fill(home: Home, contract: Contract, release: Release, connection: "DuckDBPyConnection") -> Filled:
    folder = version_folder(home.public, contract, release.period, release.version)
    table = next(each for each in allowed_names(contract, release.period) if each.endswith(".parquet"))
    rows, columns = filled(connection, folder / table, contract.table.value_names)
    return Filled(content=release.content, rows=rows, columns=columns)
