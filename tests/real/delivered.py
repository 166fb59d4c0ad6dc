"""Real files delivered to a home of their own, each by a department of its own, and what the stages make of them."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from gongkai.contract import Contract
from gongkai.engine import engine, parquet
from gongkai.findings import Finding
from gongkai.home import Home
from gongkai.progress import Silent
from gongkai.submission import Slot
from pipelines.stages.extract import extract
from pipelines.stages.land import land
from pipelines.stages.standardise import slots, standardise
from pipelines.stages.validate import validate
from tests.support.town import EVENING

SETTINGS = '{"name": {"zh": "试读", "en": "trial"}, "region_code": "000000", "base_url": "http://localhost/", '


class Delivered(NamedTuple):
    """The home after the stages; `departments` says who delivered the file of each name."""

    home: Home
    contract: Contract
    slots: dict[str, Slot]
    departments: dict[str, str]

    def findings(self, name: str, rule: str = "") -> list[Finding]:
        """What is said of one file, or one code of it."""
        code = self.departments[name]
        return [
            item for item in self.home.journal.work.findings() if item.department == code and rule in ("", item.rule)
        ]

    def rows(self, name: str, columns: str) -> list[tuple[Any, ...]]:
        """The rows that one file became, in its order."""
        submission = self.slots[self.departments[name]].submission
        assert submission is not None, self.findings(name)
        path = self.home.lake.standardised(self.contract.dataset.slug, submission.period, submission.key)
        with engine([path.parent]) as connection:
            return connection.execute(f"SELECT {columns} FROM {parquet(path)} ORDER BY source_row").fetchall()


def delivered(root: Path, dataset: str, files: Mapping[str, Path]) -> Delivered:
    """A home in which each of the files is delivered under the name given; the caller closes it."""
    departments = {name: f"{number:03}" for number, name in enumerate(files, start=1)}
    for name, path in files.items():
        target = root / "inbox" / departments[name] / name
        target.parent.mkdir(parents=True)
        target.write_bytes(path.read_bytes())
    (root / "city.yml").write_text(f'{SETTINGS}"datasets": ["{dataset}"]}}', encoding="utf-8")
    register = "".join(f"{code},部门{code},{code}\n" for code in departments.values())
    (root / "organisations.csv").write_text(f"code,name,inbox\n{register}", encoding="utf-8")
    home = Home(root)
    contract = home.contract(dataset)
    land(home, EVENING)
    extract(home, Silent())
    standardise(home, contract, Silent())
    validate(home, contract, contract.dataset.periods, Silent())
    found = slots(home, contract, contract.dataset.periods)
    return Delivered(home, contract, {slot.entity: slot for slot in found}, departments)
