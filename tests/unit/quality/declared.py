"""The rules as the datasets declare them: the very line of a checks.yml, the dataset's own schema and lists, and a few
rows written as literals (`cases/*.yml`).
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from gongkai.city import Thresholds
from gongkai.contract import Check, Contract, load_contracts
from gongkai.home import DATASETS
from gongkai.registers import Registers
from quality.rules.field.constraints import schema_checks
from tests.unit.quality.tables import Result, Row, total
from tests.unit.quality.towns import Street

CASES = Path(__file__).parent / "cases"
ORGANISATIONS = (
    "code,name,short_name,uscc,parent\n101,示例市教育局,市教育局,11999900MB99A10105,\n102,示例市财政局,市财政局,,\n"
    "10101,示例市第一小学,,,101\n10102,示例市第二小学,,,101\n"
)
#: A dataset, or `mine` for that of the rule; of another year; of another department.
TABLE = re.compile(r"(?P<dataset>[a-z_/]+)(@(?P<year>\d{4}))?(#(?P<entity>\w+))?")
YEAR, ENTITY = 2026, "101"


@dataclass(frozen=True)
class Case:
    """Rows for which a rule passes, fails, or does not apply. `given` stands in all three unless it says otherwise."""

    code: str
    kind: str
    dataset: str
    outcomes: Mapping[str, Mapping[str, Any]]
    given: Mapping[str, str]
    says: str
    line: int = 0

    @property
    def name(self) -> str:
        return f"{self.code} {self.kind}"


@cache
def contracts() -> Mapping[str, Contract]:
    return load_contracts(DATASETS)


@cache
def cases() -> tuple[Case, ...]:
    return tuple(case for path in sorted(CASES.glob("*.yml")) for case in _read(path))


def _read(path: Path) -> Iterator[Case]:
    for entry in YAML(typ="safe").load(path.read_text("utf-8")):
        outcomes = {name: entry.pop(name) or {} for name in ("pass", "fail", "not_applicable")}
        yield Case(outcomes=outcomes, **{"given": {}, **entry})


class Declared(Street):
    """Departments whose tables are those of the declared datasets."""

    def contract(self, dataset: str, checks: Any = ()) -> Contract:
        table = contracts()[dataset]
        return table.model_copy(update={"checks": table.checks.model_copy(update={"checks": tuple(checks)})})


def judged(case: Case, outcome: str, folder: Path) -> Result:
    """The verdict on the table of department 101 under the rule alone, with what its dataset's constraints say."""
    facts = dict(case.outcomes[outcome])
    street = Declared(folder, Registers(_lists(folder, facts.pop("without_list", "")), folder / "home"), {})
    own, about = facts.pop("facts", {}), {**case.given, **facts}
    for name, text in about.items():
        if text is not None:
            _say(street, case.dataset, name, text, own if name == "mine" else {})
    limits = Thresholds().model_dump()
    return street.judge(case.dataset, *lines(case), **limits)[ENTITY]


def _say(street: Declared, mine: str, name: str, text: str, facts: Mapping[str, Any]) -> None:
    found = TABLE.fullmatch(name)
    assert found, name
    dataset = mine if found["dataset"] == "mine" else found["dataset"]
    period, entity = int(found["year"] or YEAR), found["entity"] or ENTITY
    given = {**facts, "totals": tuple(total(**each) for each in facts.get("totals", ()))}
    rows = [_row(contracts()[dataset], cells, period, entity) for cells in csv.DictReader(io.StringIO(text))]
    street.say(dataset, entity, rows, period, **given)


def _row(contract: Contract, cells: Mapping[str, str], period: int, entity: str) -> Row:
    """A row as it is stored; what a schema derives from the file or as a constant need not be written."""
    known = {"region_code": "999900", "fiscal_year": period, "entity_code": entity}
    fields = contract.table.by_name
    assert cells.keys() <= fields.keys(), f"{contract.id} has no {sorted(cells.keys() - fields.keys())}"
    constants = {f.name: f.derive.constant for f in contract.table.fields if f.derive and f.derive.constant}
    derived = {name: value for name, value in known.items() if name in fields}
    return {**derived, **constants, **{name: text.strip() or None for name, text in cells.items()}}


def lines(case: Case) -> list[Check]:
    """The line that is meant among those of its code and kind; constraints of the schema need none."""
    contract = contracts()[case.dataset]
    if any(check.code == case.code for check in schema_checks(contract)):
        return []
    found = [rule for rule in contract.rules if (rule.code, rule.kind) == (case.code, case.kind)]
    return [found[case.line]]


def _lists(folder: Path, without: str) -> Path:
    """The shared lists, less one."""
    (folder / "home").mkdir(exist_ok=True)
    (folder / "home" / "organisations.csv").write_text(ORGANISATIONS, encoding="utf-8")
    if not without:
        return DATASETS / "_shared"
    (folder / "_shared").mkdir()
    for path in (DATASETS / "_shared").iterdir():
        if path.name != without:
            (folder / "_shared" / path.name).symlink_to(path)
    return folder / "_shared"
