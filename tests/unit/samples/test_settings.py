"""The settings of the sample city are a home's settings like any other's."""

import csv
import shutil
from pathlib import Path

from gongkai.city import City
from gongkai.contract.yaml import parse
from gongkai.home import DATASETS
from gongkai.registers import Registers
from samples.city import SETTINGS, SHARED
from samples.final_accounts import DEPARTMENTS, YEARS
from samples.generate import NIGHTS
from samples.transfers import DISTRICTS
from samples.units import UNITS


def home(tmp_path: Path) -> Registers:
    for name in ("organisations.csv", "events.csv"):
        shutil.copy(SETTINGS / name, tmp_path)
    return Registers(SHARED, tmp_path)


def test_city_says_that_it_is_fictional_and_three_accounts_share_the_roles() -> None:
    city = parse(City, SETTINGS / "city.yml")
    assert city.fictional
    assert "fictional" in city.name.en
    assert sorted(role for account in city.accounts for role in account.roles) == ["drafter", "publisher", "reviewer"]
    assert "虚构" in (SETTINGS / "README.md").read_text(encoding="utf-8")


def test_every_body_that_still_exists_has_its_own_inbox(tmp_path: Path) -> None:
    registers = home(tmp_path)
    assert sorted(registers.by_inbox) == [str(code) for code in range(101, 115)]
    assert sorted(set(registers.by_code) - set(registers.by_inbox)) == ["115"]


def test_a_body_that_was_merged_has_a_last_day_and_a_successor(tmp_path: Path) -> None:
    registers = home(tmp_path)
    former = registers.by_code["115"]
    assert former.valid_to is not None
    assert not former.valid_in(2024)
    assert registers.answers_for(registers.by_code["103"], former)


def test_units_stand_below_a_department(tmp_path: Path) -> None:
    registers = home(tmp_path)
    assert {code: registers.by_code[code].parent for code in UNITS} == dict.fromkeys(UNITS, "103")


def test_a_reply_follows_the_approval_within_twenty_days_and_that_to_a_unit_within_fifteen_more(tmp_path: Path) -> None:
    registers = home(tmp_path)
    replies = [event for event in registers.events if event.kind == "财政批复"]
    for reply in replies:
        approval = registers.event("人大批准", reply.entity, reply.period)
        assert approval is not None
        assert 0 < (reply.date - approval.date).days <= (35 if reply.entity in UNITS else 20)
    assert registers.event("财政批复", "108", 2026) is None
    assert max(event.date for event in registers.events) < NIGHTS[1]


def test_the_accounts_are_approved_before_the_departments_have_theirs_approved(tmp_path: Path) -> None:
    registers = home(tmp_path)
    replies = [event for event in registers.events if event.kind == "决算批复"]
    assert {(event.entity, event.period) for event in replies} == {
        (code, year) for code in DEPARTMENTS for year in YEARS
    }
    for reply in replies:
        approval = registers.event("决算批准", reply.entity, reply.period)
        assert approval is not None
        assert 0 < (reply.date - approval.date).days <= 20


def test_the_districts_are_the_citys_own_regions(tmp_path: Path) -> None:
    shutil.copy(SETTINGS / "regions.csv", tmp_path)
    assert {code for code, _ in DISTRICTS} < set(home(tmp_path).regions(2026))


def test_every_dataset_is_switched_on() -> None:
    declared = {f"{path.parent.parent.name}/{path.parent.name}" for path in DATASETS.glob("[a-z]*/*/dataset.yml")}
    assert declared == set(parse(City, SETTINGS / "city.yml").datasets)


def test_sample_data_name_no_column_twice() -> None:
    for path in [*SETTINGS.glob("*.csv"), *SETTINGS.parent.glob("*.csv")]:
        with path.open(encoding="utf-8", newline="") as file:
            header, *rows = csv.reader(file)
        assert len(set(header)) == len(header)
        assert {len(row) for row in rows} == {len(header)}
