"""示例市 in a folder of its own: put files into the inbox, run stages or nights, sign, and read what came of it."""

import shutil
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from gongkai.contract import Contract, load_contracts
from gongkai.decision import ReleaseDecision
from gongkai.digests import sha256_file
from gongkai.engine import engine, parquet
from gongkai.findings import Finding
from gongkai.home import DATASETS, Home
from gongkai.progress import Silent
from gongkai.submission import Slot, Submission
from pipelines.flow import Night, refresh
from pipelines.stages.extract import Extraction, extract
from pipelines.stages.land import Landing, land
from pipelines.stages.standardise import slots, standardise
from pipelines.stages.validate import validate
from publish.review.signing import sign
from tests.support.city import SETTINGS

BUDGET = "budget/department_expenditure"
CONTRACTS = "procurement/contracts"
PROJECTS = "projects/major_projects"
SIGNERS = {"drafter": "drafter-a", "reviewer": "reviewer-b", "publisher": "publisher-c"}

EVENING = datetime.fromisoformat("2026-03-12T18:00:00+08:00")
SIGNING = datetime.fromisoformat("2026-03-12T20:00:00+08:00")
NIGHT = datetime.fromisoformat("2026-03-13T02:00:00+08:00")
NEXT_NIGHT = datetime.fromisoformat("2026-03-14T02:00:00+08:00")


@cache
def declared() -> dict[str, Contract]:
    """The declared datasets, read once for all towns of a process."""
    return load_contracts(DATASETS)


def opened(root: Path) -> Home:
    """The home, as `open_home` gives it."""
    home = Home(root)
    vars(home)["contracts"] = {name: declared()[name] for name in home.city.datasets}
    return home


def settle(root: Path) -> None:
    """The sample city's settings in a folder, without expectations."""
    for name in ("city.yml", "organisations.csv", "events.csv"):
        shutil.copyfile(SETTINGS / name, root / name)
    expectations(root, on=False)


def expectations(root: Path, *, on: bool) -> None:
    """Switch the expectations of a home: their library takes seconds to load, so that most towns do without."""
    settings = root / "city.yml"
    before, _, after = settings.read_text("utf-8").partition("expectations:\n  enabled: ")
    text = f"{before}expectations:\n  enabled: {str(on).lower()}\n{after.partition(chr(10))[2]}"
    settings.write_text(text, encoding="utf-8")


class Town:
    """A home with the sample city's settings and an empty inbox."""

    def __init__(self, root: Path) -> None:
        root.mkdir(parents=True, exist_ok=True)
        settle(root)
        (root / "inbox").mkdir()
        self.root = root
        self.home = opened(root)

    def reopen(self) -> None:
        """As a new process would: settings and registers are read again."""
        self.home.close()
        self.home = opened(self.root)

    def put(self, path: str, content: bytes) -> Path:
        """A file in the inbox, `<department>/<name>`."""
        target = self.home.inbox / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        return target

    def land(self, at: datetime = EVENING, **how: bool) -> Landing:
        """Stage 1."""
        return land(self.home, at, **how)

    def extract(self, path: str, content: bytes) -> Extraction:
        """What is found in one delivered file."""
        self.put(path, content)
        self.land()
        extract(self.home, Silent())
        newest = max(self.home.journal.deliveries.by_id())
        entry = self.home.journal.work.entry(f"extract:{newest}")
        assert entry is not None
        return Extraction.model_validate(entry.result)

    def standardise(self, dataset: str, path: str, content: bytes) -> Slot | None:
        """What one delivered file becomes in a dataset; None when it is taken for no period."""
        self.extract(path, content)
        standardise(self.home, self.contract(dataset), Silent())
        found = slots(self.home, self.contract(dataset), self.contract(dataset).dataset.periods)
        return next((slot for slot in found if slot.entity == path.split("/")[0]), None)

    def submission(self, dataset: str, path: str, content: bytes) -> Submission:
        """The submission that one delivered file becomes."""
        slot = self.standardise(dataset, path, content)
        assert slot is not None
        assert slot.submission is not None, slot.blockers
        return slot.submission

    def validate(self, dataset: str) -> int:
        """Stage 4 for all periods."""
        contract = self.contract(dataset)
        return validate(self.home, contract, contract.dataset.periods, Silent())

    def refresh(self, at: datetime = EVENING, **how: Any) -> Night:
        """One whole run."""
        return refresh(self.home, at, **how)

    def sign(self, at: datetime = SIGNING) -> list[tuple[str, int, str]]:
        """The three accounts approve everything that waits."""
        waiting = [who for who, one in self.decisions.items() if one.outcome.value == "waiting"]
        for dataset, period, entity in waiting:
            for role, account in SIGNERS.items():
                sign(self.home, dataset, period, entity, role, account, "approve", "", at)
        return waiting

    def publish(self) -> Night:
        """An evening's run, sign-offs, and the night that follows."""
        self.refresh(EVENING)
        self.sign()
        return self.refresh(NIGHT)

    def contract(self, dataset: str) -> Contract:
        """The contract of a dataset."""
        return self.home.contract(dataset)

    @property
    def decisions(self) -> dict[tuple[str, int, str], ReleaseDecision]:
        """The last decision of every submission."""
        return self.home.journal.reviews.decisions()

    @property
    def findings(self) -> list[Finding]:
        """All current findings."""
        return self.home.journal.work.findings()

    def told(self, rule: str) -> list[Finding]:
        """The current findings of one code."""
        return [each for each in self.findings if each.rule == rule]

    def only(self, rule: str) -> Finding:
        """The only current finding of one code."""
        (found,) = self.told(rule)
        return found

    @property
    def rules(self) -> set[str]:
        """The codes of all current findings."""
        return {each.rule for each in self.findings}

    def rows(self, submission: Submission, columns: str = "*") -> list[tuple[Any, ...]]:
        """The standardised rows in the order in which they are kept: by table, row and column."""
        slug = submission.dataset.replace("/", "-").replace("_", "-")
        path = self.home.lake.standardised(slug, submission.period, submission.key)
        return stored(path, f"SELECT {columns} FROM stored")


def stored(path: Path, query: str = "FROM stored") -> list[tuple[Any, ...]]:
    """What a query gives over a Parquet file, on a connection of its own; the library's common one is not shared."""
    with engine([path.parent]) as connection:
        connection.execute(f"CREATE VIEW stored AS FROM {parquet(path)}")
        return connection.execute(query).fetchall()


def tree(*folders: Path) -> dict[str, str]:
    """Path -> SHA-256 of every file below the folders."""
    return {
        f"{folder.name}/{path.relative_to(folder).as_posix()}": sha256_file(path)
        for folder in folders
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
