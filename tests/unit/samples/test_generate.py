"""The nights of the sample city: the same arguments write the same bytes, and the second night changes little."""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from samples.budget import DEPARTMENTS
from samples.generate import CONTRACTS, EARLIER, NIGHTS, budget_path, exports, write
from samples.purchase_files import AWARDS, TENDERS
from samples.units import UNITS
from tests.unit.samples.sheets import night

DIGESTS = """
import hashlib, json
from samples.generate import exports
print(json.dumps({name: hashlib.sha256(content).hexdigest() for name, content in exports(2).items()}))
"""


def digests(number: int) -> dict[str, str]:
    return {name: hashlib.sha256(content).hexdigest() for name, content in night(number).items()}


def test_another_process_writes_the_same_bytes(repository: Path) -> None:
    environment = os.environ | {"PYTHONHASHSEED": "7", "TZ": "America/Lima"}
    command = [sys.executable, "-c", DIGESTS]
    printed = subprocess.run(
        command, cwd=repository, env=environment, check=True, capture_output=True, text=True
    ).stdout
    assert json.loads(printed) == digests(2)


CHANGED = {CONTRACTS: 6, TENDERS: 4, AWARDS: 2}


def test_only_three_feeds_and_one_budget_change_overnight() -> None:
    first, second = digests(1), digests(2)
    assert first.keys() == second.keys()
    assert {name for name in first if first[name] != second[name]} == {*CHANGED, budget_path("101")}


@pytest.mark.parametrize(("path", "rows"), CHANGED.items())
def test_the_feeds_only_grow_at_the_end(path: str, rows: int) -> None:
    first, second = night(1)[path], night(2)[path]
    assert second.startswith(first)
    assert second[len(first) :].count(b"\r\n") == rows


def test_every_department_and_unit_delivers_this_years_budget_and_three_that_of_earlier_years() -> None:
    delivered = [name for name in night(1) if "部门预算" in name and "~$" not in name]
    this_year = [budget_path(code) for code in (*DEPARTMENTS, *UNITS)]
    assert sorted(delivered) == sorted([*this_year, *(budget_path(code, year) for code, year in EARLIER)])
    assert {code for code, _ in EARLIER} == {"102", "103", "104"}


def test_what_is_there_already_is_left_alone(tmp_path: Path) -> None:
    assert len(write(1, tmp_path)) == len(night(1))
    assert write(1, tmp_path) == []
    assert sorted(write(2, tmp_path)) == sorted(tmp_path / name for name in (*CHANGED, budget_path("101")))


def test_there_are_two_nights() -> None:
    assert sorted(NIGHTS) == [1, 2]
    with pytest.raises(KeyError):
        exports(3)
