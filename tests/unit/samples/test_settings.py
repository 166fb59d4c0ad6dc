"""The settings of the sample city are a home's settings like any other's."""

import csv
import shutil
from datetime import date
from pathlib import Path

from gongkai.city import City
from gongkai.contract.yaml import parse
from gongkai.registers import Registers
from samples.city import SETTINGS, SHARED


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


def test_every_department_has_its_own_inbox(tmp_path: Path) -> None:
    registers = home(tmp_path)
    assert sorted(registers.by_inbox) == sorted(registers.by_code) == [str(code) for code in range(101, 113)]


def test_a_reply_follows_the_approval_within_twenty_days(tmp_path: Path) -> None:
    registers = home(tmp_path)
    approval = registers.event("人大批准", "101", 2026)
    assert approval is not None
    replies = [event for event in registers.events if event.kind == "财政批复"]
    assert all(0 < (event.date - approval.date).days <= 20 for event in replies)
    assert registers.event("财政批复", "108", 2026) is None
    assert max(event.date for event in registers.events) < date(2026, 3, 1)


def test_sample_data_name_no_column_twice() -> None:
    for path in [*SETTINGS.glob("*.csv"), *SETTINGS.parent.glob("*.csv")]:
        with path.open(encoding="utf-8", newline="") as file:
            header, *rows = csv.reader(file)
        assert len(set(header)) == len(header)
        assert {len(row) for row in rows} == {len(header)}
