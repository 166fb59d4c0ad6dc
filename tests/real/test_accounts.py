"""Fifty real workbooks of accounts become one long table, and the sums they state hold or are named.

The sums are worked out a second time in `accounts_by_hand`, by position and by another way of reading.
"""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from gongkai.contract import Contract
from gongkai.engine import engine, literal
from gongkai.findings import Finding
from gongkai.home import Home
from gongkai.progress import Silent
from gongkai.submission import Slot
from pipelines.stages.extract import extract
from pipelines.stages.land import land
from pipelines.stages.standardise import slots, standardise
from pipelines.stages.validate import validate
from tests.real.accounts_by_hand import Sum, sums_of
from tests.support.town import EVENING

DATASET = "budget/government_accounts"
SETTINGS = '{"name": {"zh": "各省", "en": "provinces"}, "region_code": "000000", "base_url": "http://localhost/", '
SUMS = ("SUM-005", "SUM-006", "SUM-007", "SUM-008", "BAL-001")
#: These two tables state no unit of money, and nothing is assumed.
UNIT = Decimal(100_000_000)
#: File and difference (亿元) of every sum that does not hold -> what the explainer makes of it. The tables of 2015 lost
#: minus signs; the difference of 甘肃 has two readings, and those of the two long series none that stands out.
READINGS = {
    ("2015 income breakdown beijing.xls", Decimal("-130.01")): "sign_lost",
    ("2015 income breakdown beijing.xls", Decimal("-129.99")): "sign_lost",
    ("2015 income breakdown guangdong.xls", Decimal("-42.13")): "sign_lost",
    ("2015 income breakdown liaoning.xls", Decimal("-1.19")): "sign_lost",
    ("2015 income breakdown dalian city.xls", Decimal("-1.18")): "sign_lost",
    ("2015 income breakdown gansu.xls", Decimal("-0.23")): "ambiguous",
    ("2016 income breakdown liaoning.xls", Decimal("0.45")): "ambiguous",
    ("2016 income breakdown dalian city.xls", Decimal("0.001")): "unexplained",
}
WITHOUT_UNIT = {"2017 income breakdown beijing.xls", "2017 income breakdown beijing 2.xls"}


class Read(NamedTuple):
    """The home after the stages: its contract, slots and findings."""

    home: Home
    contract: Contract
    slots: list[Slot]
    findings: list[Finding]

    def query(self, sql: str) -> list[tuple[Any, ...]]:
        """An answer about the one long table, which the query calls `accounts`."""
        slug = self.contract.dataset.slug
        keys = [(slot.period, slot.submission.key) for slot in self.slots if slot.submission]
        files = ", ".join(literal(self.home.lake.standardised(slug, *key).resolve()) for key in keys)
        with engine([self.home.lake.root]) as connection:
            connection.execute(f"CREATE VIEW accounts AS FROM read_parquet([{files}])")
            return connection.execute(sql).fetchall()


@pytest.fixture(scope="module")
def workbooks(shared: Path) -> list[Path]:
    return sorted((shared / "data/province_accounts_xls").iterdir())


@pytest.fixture(scope="module")
def read(workbooks: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Read]:
    root = tmp_path_factory.mktemp("provinces")
    regions = {name: f"{index:03}" for index, name in enumerate(sorted({region(path) for path in workbooks}), start=1)}
    for path in workbooks:
        folder = root / "inbox" / regions[region(path)]
        folder.mkdir(parents=True, exist_ok=True)
        (folder / file_name(path)).write_bytes(path.read_bytes())
    (root / "city.yml").write_text(f'{SETTINGS}"datasets": ["{DATASET}"]}}', encoding="utf-8")
    register = "".join(f"{code},{name},{code}\n" for name, code in regions.items())
    (root / "organisations.csv").write_text(f"code,name,inbox\n{register}", encoding="utf-8")
    home = Home(root)
    contract = home.contract(DATASET)
    land(home, EVENING)
    extract(home, Silent())
    standardise(home, contract, Silent())
    validate(home, contract, contract.dataset.periods, Silent())
    found = slots(home, contract, contract.dataset.periods)
    yield Read(home, contract, found, home.journal.work.findings())
    home.close()


def region(path: Path) -> str:
    return path.name.split("__")[-2]


def file_name(path: Path) -> str:
    return path.name.split("__")[-1]


def test_every_workbook_is_opened_and_each_of_its_tables_is_claimed_or_named(read: Read, workbooks: list[Path]) -> None:
    rules = {item.rule for item in read.findings}
    assert not rules & {"EXT-ENCRYPTED", "EXT-DAMAGED", "EXT-FAILED", "EXT-UNCLAIMED", "EXT-NOTHING", "RUN-FAILED"}
    assert len({item.file for item in read.findings if item.rule == "EXT-DEFAULT-PASSWORD"}) <= len(workbooks) == 50
    held = {item.file for item in read.findings if item.rule == "STR-007"}
    assert held == WITHOUT_UNIT


def test_all_become_one_long_table(read: Read, workbooks: list[Path]) -> None:
    files = read.query("SELECT count(DISTINCT source_file) FROM accounts")[0][0]
    assert files == len(workbooks) - len(WITHOUT_UNIT)
    missing = read.query(
        "SELECT count(*) FROM accounts WHERE entity_code IS NULL OR fiscal_year IS NULL OR subject_code IS NULL "
        "OR stage IS NULL OR amount IS NULL OR source_cell IS NULL OR src_text IS NULL"
    )
    assert missing == [(0,)]
    keys = ", ".join(read.contract.table.primary_key)
    assert read.query(f"SELECT count(*) - count(DISTINCT ({keys})) FROM accounts") == [(0,)]


def test_the_sums_that_do_not_hold_are_just_those_a_calculator_finds(read: Read, workbooks: list[Path]) -> None:
    by_hand = [found for path in workbooks if file_name(path) not in WITHOUT_UNIT for found in sums_of(path)]
    assert len(by_hand) > 400
    wrong = sorted((one.stated * one.unit, (one.stated - one.added) * one.unit) for one in by_hand if not one.holds)
    told = [item for item in read.findings if item.rule in SUMS]
    assert sorted(map(arithmetic, told)) == wrong
    assert all(item.cell and item.file for item in told)


def test_every_sum_that_does_not_hold_has_a_reading(read: Read) -> None:
    """What the explainer makes of them; where a table of 2015 lost a minus sign, it says so, and of which cell."""
    told = {
        (item.file or "", arithmetic(item)[1] / UNIT): item.readings[0] for item in read.findings if item.rule in SUMS
    }
    assert {key: str(reading.kind) for key, reading in told.items()} == READINGS
    assert all(reading.cells for reading in told.values() if reading.kind == "sign_lost")
    (gansu,) = [item for item in read.findings if item.rule in SUMS and (item.file or "").endswith("gansu.xls")]
    assert len(gansu.readings) == 3


def arithmetic(item: Finding) -> tuple[Decimal, Decimal]:
    """The stated total, and the difference that the sentence tells."""
    difference = item.message_en.rpartition("difference ")[2].split(" ")[0].replace(",", "")
    return Decimal(str(item.value)), Decimal(difference)


@pytest.mark.parametrize(
    ("where", "amount"),
    [
        (
            "fiscal_year = '2014' AND subject_code = '10101' AND stage = 'final' AND entity_name = 'Anhui'",
            "26055000000",
        ),
        ("fiscal_year = '2008' AND subject_code = '_DEBT_REPAY'", None),
        ("source_cell = 'C28' AND trim(src_text) = '121 83'", "121830000"),
    ],
)
def test_amounts_are_those_of_the_cells(read: Read, where: str, amount: str | None) -> None:
    found = read.query(f"SELECT amount FROM accounts WHERE {where}")
    assert found == ([(Decimal(amount),)] if amount else [])


def test_tables_agree_with_each_other_where_they_state_the_same(read: Read, workbooks: list[Path]) -> None:
    by_hand: list[Sum] = [found for path in workbooks[:3] for found in sums_of(path)]
    totals = {one.stated * one.unit for one in by_hand if one.total == "收入总计"}
    found = read.query("SELECT amount FROM accounts WHERE subject_code = '_GRAND_IN' AND entity_name = 'Anhui'")
    assert {amount for (amount,) in found} == totals
