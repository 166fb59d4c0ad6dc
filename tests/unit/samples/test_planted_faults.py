"""The list of planted faults describes what really stands in the files."""

import csv
from typing import Any

import pytest
from ruamel.yaml import YAML

from samples.budget import DEPARTMENTS
from samples.city import SETTINGS, departments
from samples.generate import budget_path
from samples.units import UNITS
from tests.unit.samples.sheets import grid, night, text

FAULTS: list[dict[str, Any]] = YAML(typ="safe").load((SETTINGS / "planted_faults.yml").read_text(encoding="utf-8"))[
    "faults"
]
KEYS = {
    *("id", "nights", "file", "sheet", "row", "cell", "value", "department", "dataset"),
    *("rule", "also", "severity", "consequence", "zh", "en"),
}
CONSEQUENCES = {"held", "set_aside", "published_with_warning", "published_late", "refused", "ignored"}


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault["id"])
def test_a_fault_is_written_down_completely(fault: dict[str, Any]) -> None:
    assert set(fault) == KEYS
    assert fault["consequence"] in CONSEQUENCES
    assert fault["severity"] in ({None} if fault["consequence"] == "ignored" else {"error", "warning", "note"})
    assert fault["department"] is None or fault["department"] in departments()


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault["id"])
def test_a_fault_stands_where_the_list_says(fault: dict[str, Any]) -> None:
    for number in fault["nights"]:
        content = night(number)[fault["file"]]
        if fault["value"] is not None:
            assert fault["value"] in printed(content, fault)


def printed(content: bytes, fault: dict[str, Any]) -> str:
    """The text of the cell, or of the whole row where the fault names none; a code split over cells is joined."""
    if fault["sheet"] is None:
        return content.decode("gb18030").split("\r\n")[fault["row"] - 1]
    cells = grid(content, fault["sheet"])[fault["row"] - 1]
    return text(cells[ord(fault["cell"][0]) - ord("A")]) if fault["cell"] else "".join(map(text, cells))


def test_faults_have_unique_names() -> None:
    assert len({fault["id"] for fault in FAULTS}) == len(FAULTS)


def test_seven_budgets_and_what_the_procurement_centre_delivers_are_not_held() -> None:
    held = {(fault["dataset"], fault["department"]) for fault in FAULTS if fault["consequence"] == "held"}
    budgets = {department for dataset, department in held if dataset == "budget/department_expenditure"}
    assert budgets == {"106", "108", "109", "111"}
    assert held - {("budget/department_expenditure", code) for code in budgets} == {
        ("budget/department_fund_expenditure", "105"),
        ("budget/department_statements", "107"),
        ("projects/major_projects", "104"),
        ("procurement/engineering_tenders", "104"),
        *((f"procurement/{stage}", "110") for stage in ("tenders", "awards", "contracts", "acceptances")),
    }


def test_only_the_department_without_a_reply_has_no_event() -> None:
    with (SETTINGS / "events.csv").open(encoding="utf-8", newline="") as file:
        replied = {
            row["entity"] for row in csv.DictReader(file) if (row["kind"], row["period"]) == ("财政批复", "2026")
        }
    budgeting = {*DEPARTMENTS, *UNITS}
    assert budgeting - replied == {"108"}
    assert replied - budgeting == set()
    assert all(budget_path(code) in night(1) for code in budgeting)


def test_the_missing_unit_is_missing_nowhere_else() -> None:
    content = night(1)[budget_path("109")]
    assert "单位：" not in "".join(text(cell) for row in grid(content, "部门支出总表") for cell in row)
    assert "单位：元" in "".join(text(cell) for row in grid(content, "部门收入总表") for cell in row)
