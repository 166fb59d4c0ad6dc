"""The JSON that programs rely on has the documented shape, and `check` leaves no trace."""

import json
import shutil
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from gongkai.home import DATASETS, open_home
from pipelines.check import check_file
from pipelines.cli.exits import Exit
from pipelines.flow import refresh
from tests.support.sheets import EDUCATION, TOTAL, Sheet, budget, budget_sheet, contract, contracts, workbook
from tests.support.town import BUDGET, CONTRACTS, EVENING, Town, tree
from tests.unit.pipelines.cli.conftest import Run

STALE = """corrections:
  - {period: 2026, entity: "101", key: {func_code: "2050201"}, column: total, expect: "210", value: "120",
     reason: {zh: 数字颠倒, en: digits swapped}, asked_by: 示例市教育局, document: 示教函〔2026〕7号}
"""
FAULTY = (("205", "", "", "教育支出", 310, 100, 200), *EDUCATION[1:], TOTAL)


def schema(repository: Path, name: str) -> Any:
    return json.loads((repository / "docs" / "schemas" / f"{name}.schema.json").read_text("utf-8"))


def test_check_has_its_documented_shape(tmp_path: Path, run: Run, repository: Path) -> None:
    for name, content in {"a2026.xlsx": budget(FAULTY), "b2026.csv": contracts(contract()), "c.docx": b"PK"}.items():
        (tmp_path / name).write_bytes(content)
        jsonschema.validate(run("check", "--json", tmp_path / name).json, schema(repository, "check"))
    several = run("check", "--json", tmp_path / "a2026.xlsx", tmp_path / "c.docx").json
    assert [Path(each["file"]).name for each in several] == ["a2026.xlsx", "c.docx"]


def test_check_counts_rows_whether_claimed_or_not(tmp_path: Path, run: Run) -> None:
    file = tmp_path / "教育局2026.xlsx"
    strange = Sheet([["设备台账"], ["编号", "名称"], ["1", "计算机"], ["2", "投影仪"]])
    file.write_bytes(workbook({"支出": budget_sheet(), "设备": strange}))
    said = run("check", "--json", file)
    claimed, unclaimed = said.json["tables"]
    assert (claimed["dataset"], claimed["rows"], claimed["unit"], claimed["fiscal_year"]) == (BUDGET, 4, "元", 2026)
    assert (unclaimed["sheet"], unclaimed["dataset"], unclaimed["columns"]) == ("设备", None, ["编号", "名称"])
    assert unclaimed["rows"] == 2
    assert said.code == Exit.OK


@pytest.mark.parametrize(("content", "rows"), [(budget(FAULTY), 4), (budget(unit=None), 5)])
def test_check_counts_the_rows_of_a_table_that_would_be_held(
    tmp_path: Path, run: Run, content: bytes, rows: int
) -> None:
    (tmp_path / "2026.xlsx").write_bytes(content)
    said = run("check", "--json", tmp_path / "2026.xlsx")
    assert said.json["tables"][0]["rows"] == rows
    assert said.code == Exit.HELD
    assert "会被搁置" in run("check", tmp_path / "2026.xlsx").out


def test_check_holds_a_template_row_as_the_night_does(town: Town, run: Run) -> None:
    left_over = contract("…", **{"合同金额(元)": ""})
    file = town.put("112/2026.csv", contracts(contract(), left_over))
    assert "会被搁置 would be held: procurement/contracts（STR-009" in run("check", "--home", town.root, file).out
    town.refresh()
    assert "STR-009" in {reason.code for reason in town.decisions[CONTRACTS, 2026, "112"].blockers}


def test_check_holds_what_a_stale_correction_holds(town: Town, tmp_path: Path) -> None:
    datasets = tmp_path / "datasets"
    shutil.copytree(DATASETS, datasets)
    (datasets / BUDGET / "corrections.yml").write_text(STALE, encoding="utf-8")
    file = town.put("101/2026.xlsx", budget())
    home = open_home(town.root, datasets)
    checked = check_file(file, home)
    refresh(home, EVENING)
    blockers = home.journal.reviews.decisions()[BUDGET, 2026, "101"].blockers
    home.close()
    assert checked.tables[0].held_by == ("COR-STALE",)
    assert [reason.code for reason in blockers if reason.code != "EMB-EVENT"] == ["COR-STALE"]


def test_check_leaves_no_trace(town: Town, run: Run) -> None:
    file = town.put("101/2026.xlsx", budget())
    before = tree(town.root)
    run("check", "--home", town.root, file)
    run("check", "--home", town.root, "--json", "--department", "101", file)
    assert tree(town.root) == before


def test_check_of_the_empty_form_says_that_there_are_no_figures(shared: Path, run: Run) -> None:
    form = shared / "data" / "department_workbook_templates" / "department_budget_template.xlsx"
    said = run("check", "--json", form).json
    claimed = [table for table in said["tables"] if table["dataset"]]
    assert {table["sheet"] for table in claimed if table["rows"] == 0} == {
        "部门收支总表", "部门收入总表", "部门支出总表", "部门财政拨款收支总表", "部门一般公共预算拨款表", "部门政府性基金拨款表",
        "部门国有资本经营预算拨款表 ", "部门一般公共预算拨款基本支出明细表", "部门“三公”经费和机关运行费预算表",
    }  # fmt: skip
    assert {table["sheet"] for table in said["tables"] if not table["dataset"]} == set()
    empty = [each for each in said["findings"] if each["rule"] == "STR-002"]
    assert (len(empty), {each["cell"] for each in empty} & {None}) == (9, set())
    assert "STR-009" in {each["rule"] for each in said["findings"]}
    residue = {(each["cell"], each["value"]) for each in said["findings"] if each["rule"] == "STR-009"}
    assert ("A12", "…") in residue
    assert any("XX" in value for _, value in residue)
    assert "会被搁置" in run("check", form).out


def test_findings_have_their_documented_shape(town: Town, run: Run, repository: Path) -> None:
    town.put("112/2026.csv", contracts(*(contract(f"HT-{n}") for n in range(99)), contract("HT-99", 采购方式="抓阄")))
    town.publish()
    listed = run("findings", "--home", town.root, "--json").json
    jsonschema.validate(listed, schema(repository, "findings"))
    (warning,) = [each for each in listed if each["rule"] == "COD-013"]
    assert (warning["file"], warning["release"]) == ("2026.csv", f"{CONTRACTS}/2026/v1")


def test_findings_of_one_delivery(town: Town, run: Run) -> None:
    town.put("101/2026.xlsx", budget(FAULTY))
    town.put("112/2026.csv", contracts(contract(采购方式="抓阄")))
    town.refresh()
    for each in town.home.journal.deliveries.by_id().values():
        for name in (str(each.id), each.sha256[:12]):
            listed = run("findings", "--home", town.root, "--delivery", name, "--json").json
            assert {item["file"] for item in listed} == {each.file_name}
    assert run("findings", "--home", town.root, "--delivery", "99").code == Exit.USAGE


@pytest.mark.parametrize("command", [("status",), ("review", "list"), ("findings",)])
def test_every_list_is_json_on_request(town: Town, run: Run, command: tuple[str, ...]) -> None:
    town.put("101/2026.xlsx", budget())
    town.refresh()
    said = run(*command, "--home", town.root, "--json")
    assert isinstance(said.json, list | dict)
    assert said.err == ""


def test_refresh_says_what_it_did(town: Town, run: Run) -> None:
    town.put("101/2026.xlsx", budget())
    said = run("refresh", "--home", town.root, "--as-of", "2026-03-12T18:00", "--json").json
    assert [each["file"] for each in said["new"]] == ["101/2026.xlsx"]
    (line,) = [each for each in said["datasets"] if each["held"]]
    assert (line["dataset"], line["period"], line["decision"]) == (BUDGET, 2026, "held")
    assert line["held"][0]["waiting_for"] == ["drafter", "reviewer", "publisher"]
    again = run("refresh", "--home", town.root, "--as-of", "2026-03-12T19:00", "--json").json
    assert again["new"] == []


def test_refresh_names_the_worst_finding_of_a_failed_check(town: Town, run: Run) -> None:
    town.put("101/2026.xlsx", budget(FAULTY))
    said = run("refresh", "--home", town.root, "--as-of", "2026-03-12T18:00", "--json").json
    (line,) = [each for each in said["datasets"] if each["held"]]
    assert line["worst"]["101"]["rule"] == "SUM-001"
    told = run("refresh", "--home", town.root, "--as-of", "2026-03-12T19:00").out
    assert line["worst"]["101"]["zh"] in told
    assert line["worst"]["101"]["en"] in told
