"""What the whole pipeline tells of golden workbooks: the clean ones delivered in one home, a faulty one tried beside others.

Here belongs running the stages. What they ought to tell is in `faults.yml`; how it is counted belongs to `confusion`.
"""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

from gongkai.findings import Finding, Severity
from gongkai.home import Home
from gongkai.progress import Silent
from pipelines import check
from pipelines.stages.extract import extract
from pipelines.stages.standardise import standardise
from tests.golden.departments.facts import Document, document
from tests.golden.departments.planting import Fault, changed, planted
from tests.golden.departments.writing import file_name, workbook
from tests.support.town import Town, declared


def delivered(root: Path, names: Collection[str], *, judged: bool = True) -> Town:
    """A home with every dataset on, to which the clean workbooks of these documents were delivered."""
    town = Town(root)
    vars(town.home)["contracts"] = {name: each for name, each in declared().items() if not each.derived}
    for name in names:
        town.put(_path(document(name)), workbook(name))
    town.land()
    extract(town.home, Silent())
    for contract in town.home.contracts.values():
        standardise(town.home, contract, Silent())
    for dataset in town.home.contracts if judged else ():
        town.validate(dataset)
    return town


class Bench:
    """Homes in which faulty workbooks are tried, one for each set of documents that stand beside them."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._homes: dict[tuple[str, ...], Home] = {}
        self._found: dict[str, tuple[Finding, ...]] = {}

    def findings(self, fault: Fault) -> tuple[Finding, ...]:
        """Everything that is told of the workbook with that fault, as if its department delivered it."""
        if fault.id not in self._found:
            self._found[fault.id] = self._tried(fault)
        return self._found[fault.id]

    def _tried(self, fault: Fault) -> tuple[Finding, ...]:
        found = changed(fault)
        path = self._root / fault.id / file_name(found)
        path.parent.mkdir()
        path.write_bytes(planted(fault))
        with _registers_read_once():
            return check.check_file(path, self._home(fault.beside), found.department).findings

    def _home(self, beside: tuple[str, ...]) -> Home:
        if beside not in self._homes:
            root = self._root / "+".join(["home", *beside])
            self._homes[beside] = delivered(root, beside, judged=False).home
        return self._homes[beside]


def rules(findings: Collection[Finding]) -> set[str]:
    """The codes of the errors and warnings."""
    return {each.rule for each in findings if each.severity is not Severity.NOTE}


@contextmanager
def _registers_read_once() -> Iterator[None]:
    """A trial reads the declarations and code lists of its home anew, which takes longer than the trial."""

    def sharing(work: Path, home: Home) -> Home:
        trial = Home(work, home.datasets)
        vars(trial).update({name: getattr(home, name) for name in ("city", "contracts", "registers")})
        return trial

    with patch.object(check, "trial_home", sharing):
        yield


def _path(found: Document) -> str:
    return f"{found.department}/{file_name(found)}"
