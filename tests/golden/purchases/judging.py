"""What the whole pipeline tells of every fault: each has a buyer of its own with complete chains, and one buyer has chains
without a fault.

The procurement centre sends the lists of all buyers. Faults that make a file incomplete are sent by one of their buyers,
in a home beside the centre's. Here belongs running the stages. What they ought to tell is in `faults.yml`; how it is counted belongs
to `table`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from gongkai.findings import Finding, Severity
from gongkai.progress import Silent
from pipelines.stages.extract import extract
from pipelines.stages.standardise import standardise
from tests.golden.purchases import budget
from tests.golden.purchases.bodies import CENTRE, department, register
from tests.golden.purchases.rows import PROCUREMENT, PROJECTS, Fault, faults, planted
from tests.golden.purchases.writing import exports
from tests.support.town import BUDGET, Town, declared

CLEAN = 0
DATASETS = {**{name: f"procurement/{name}" for name in PROCUREMENT}, **{name: f"projects/{name}" for name in PROJECTS}}
Place = tuple[str | None, str | None, int | None]
#: A case, the base file and the row in it.
Origin = tuple[int, str, str]
Sender = tuple[str, str]
Cases = Mapping[int, Fault | None]


@dataclass(frozen=True)
class Judged:
    """All that was told, and which row stands where: (sender, dataset, line) -> (case, file, row)."""

    findings: tuple[Finding, ...]
    rows: Mapping[Place, Origin]

    def told(self, case: int) -> Iterator[tuple[Finding, str, str]]:
        """What is told of the rows of a case: the finding, the file and the row."""
        for each in self.findings:
            which = self.rows.get((each.department, each.dataset, each.row))
            if which and which[0] == case:
                yield each, *which[1:]

    def elsewhere(self) -> list[Finding]:
        """What is told of no row."""
        return [each for each in self.findings if (each.department, each.dataset, each.row) not in self.rows]


def judged(root: Path) -> Judged:
    """Every fault delivered and judged; case 0 is the clean one, case n the n-th fault."""
    cases: Cases = {CLEAN: None, **dict(enumerate(faults(), 1))}
    alone = {case: fault for case, fault in cases.items() if fault and fault.alone}
    together = {case: fault for case, fault in cases.items() if case not in alone}
    homes = [
        _judged(root / "centre", CENTRE[:2], together),
        _judged(root / "beside", _sender(min(alone)), alone),
    ]
    findings = tuple(each for home in homes for each in home.findings)
    return Judged(findings, {place: row for home in homes for place, row in home.rows.items()})


def serious(found: Finding) -> bool:
    """Whether it is an error or a warning."""
    return found.severity is not Severity.NOTE


def _sender(case: int) -> Sender:
    code, buyer = department(case)
    return code, buyer.name


def _judged(root: Path, sender: Sender, cases: Cases) -> Judged:
    """One home, in which one sender delivers the rows of these cases."""
    town = Town(root)
    (root / "organisations.csv").write_text(register(len(faults()) + 1), encoding="utf-8")
    vars(town.home)["contracts"] = {name: declared()[name] for name in (*DATASETS.values(), BUDGET)}
    rows: dict[Place, Origin] = {}
    code, name = sender
    for file, each in exports({case: planted(fault) for case, fault in cases.items()}, name).items():
        town.put(f"{code}/{each.name}", each.content)
        rows |= {(code, DATASETS[file], line): (case, file, row) for (case, row), line in each.lines.items()}
    for case, fault in cases.items():
        if fault is None or "PRC-005" in fault.rules:
            town.put(f"{_sender(case)[0]}/{budget.NAME}", budget.budget(case))
    _run(town)
    return Judged(tuple(town.findings), rows)


def _run(town: Town) -> None:
    town.land()
    extract(town.home, Silent())
    for contract in town.home.contracts.values():
        standardise(town.home, contract, Silent())
    for dataset in town.home.contracts:
        town.validate(dataset)
