"""Every fault planted in the sample city is found: rule, place, severity and consequence; and no other error is."""

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from gongkai.engine import engine, parquet
from gongkai.findings import Finding
from gongkai.home import Home, open_home
from gongkai.masking import mask
from pipelines.status import Standing, current_parts, status
from samples.city import SETTINGS

Fault = dict[str, Any]
FAULTS: list[Fault] = YAML(typ="safe").load((SETTINGS / "planted_faults.yml").read_text("utf-8"))["faults"]
NAMES = [fault["id"] for fault in FAULTS]
# A reason of the gate, said of the submission and not of a file.
OF_DECISIONS = {"EMB-EVENT"}
# Findings that tell an amount in 元; the cell of the fault is in 万元.
OF_AMOUNTS = {"LIM-015", "BAL-017"}
# Said of a submission that is held anyway, on the site's clock.
OF_THE_CLOCK = {"TIM-OVERDUE"}


@pytest.fixture
def home(demo: Path) -> Iterator[Home]:
    found = open_home(demo)
    yield found
    found.close()


def told(home: Home, fault: Fault) -> list[Finding]:
    """The findings of the fault's own rule at the fault's place; the clock's findings name no file."""
    return [each for each in home.journal.work.findings() if each.rule == fault["rule"] and _is_there(each, fault)]


def _is_there(found: Finding, fault: Fault) -> bool:
    if found.rule.startswith("TIM-"):
        return (found.department, found.dataset) == (fault["department"], fault["dataset"])
    return (
        found.file == Path(fault["file"]).name
        and (found.sheet, found.row) == (fault["sheet"], fault["row"])
        and fault["cell"] in (None, found.cell)
    )


def of(fault: Fault) -> tuple[str, int, str]:
    """The submission that a fault is in; the name of its file states the year."""
    years = re.findall(r"20\d\d", Path(fault["file"]).name)
    return (fault["dataset"], int(years[0]), fault["department"])


def standing(home: Home, fault: Fault) -> Standing:
    found = status(home).submissions
    return next(each for each in found if (each.dataset, each.period, each.department) == of(fault))


@pytest.mark.parametrize("fault", FAULTS, ids=NAMES)
def test_a_planted_fault_is_found_at_its_place(home: Home, fault: Fault) -> None:
    if fault["consequence"] == "ignored":
        assert not [each for each in home.journal.work.findings() if each.file == Path(fault["file"]).name]
        return
    if fault["rule"] in OF_DECISIONS:
        assert fault["rule"] in {reason.code for reason in standing(home, fault).reasons}
        return
    (found,) = told(home, fault)
    assert found.severity == fault["severity"]
    if found.rule != "LND-DEPARTMENT":
        assert found.department == fault["department"]
    if fault["value"] is not None and not found.rule.startswith("SUM-"):
        shown = "".join((found.value or "").split(","))
        if found.rule in OF_AMOUNTS:
            assert Decimal(shown) == Decimal(fault["value"]) * 10_000
        else:
            assert mask(fault["value"]) in shown


@pytest.mark.parametrize("fault", [fault for fault in FAULTS if fault["also"]], ids=lambda fault: fault["id"])
def test_what_a_fault_must_raise_beside_its_own_rule_is_raised(home: Home, fault: Fault) -> None:
    raised = {each.rule for each in home.journal.work.findings() if each.file == Path(fault["file"]).name}
    assert set(fault["also"]) <= raised


@pytest.mark.parametrize("fault", [fault for fault in FAULTS if fault["dataset"]], ids=lambda fault: fault["id"])
def test_a_planted_fault_has_its_consequence(home: Home, fault: Fault) -> None:
    here = standing(home, fault)
    consequence = fault["consequence"]
    if consequence == "held":
        assert (here.state, here.version) == ("blocked", None)
        return
    assert here.version is not None
    published = _published_rows(home, fault)
    if fault["row"] is not None:
        assert (fault["row"] in published) is (consequence == "published_with_warning")
    if consequence == "published_late":
        assert here.deadline is not None
        assert here.deadline.timing == "late"


@pytest.mark.parametrize(
    "fault", [fault for fault in FAULTS if fault["consequence"] == "refused"], ids=lambda f: f["id"]
)
def test_a_refused_file_stays_where_it_is(home: Home, fault: Fault) -> None:
    assert (home.root / fault["file"]).is_file()


def test_no_error_is_found_that_was_not_planted(home: Home) -> None:
    planted = {(Path(fault["file"]).name, rule) for fault in FAULTS for rule in (fault["rule"], *fault["also"])}
    errors = [each for each in home.journal.work.findings(severity="error") if each.rule not in OF_THE_CLOCK]
    assert errors
    assert [(each.file, each.rule) for each in errors if (each.file, each.rule) not in planted] == []


def _published_rows(home: Home, fault: Fault) -> set[int]:
    """The source rows of the department's part of the newest release."""
    release, part = current_parts(home)[of(fault)]
    path = home.lake.standardised(home.contract(release.dataset).dataset.slug, release.period, part.key)
    with engine([path.parent]) as connection:
        return {row[0] for row in connection.execute(f"SELECT source_row FROM {parquet(path)}").fetchall()}
