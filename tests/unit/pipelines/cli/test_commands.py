"""What each command does, and how it ends when a person asks for something that is not there."""

import fcntl
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from gongkai.contract import load_contracts
from gongkai.home import DATASETS, open_home
from pipelines.cli.exits import Exit
from pipelines.flow import Night, refresh
from pipelines.preview import preview
from tests.support.sheets import EDUCATION, TOTAL, budget, contract, contracts
from tests.support.town import BUDGET, CONTRACTS, NEXT_NIGHT, Town
from tests.unit.pipelines.cli.conftest import Run

MORE = (
    ("205", "", "", "教育支出", 310, 100, 210),
    ("205", "02", "", "普通教育", 310, 100, 210),
    EDUCATION[2],
    ("205", "02", "02", "小学教育", 190, 60, 130),
    ("合计", "", "", "", 310, 100, 210),
)
CURRENCY = """  - name: currency
    type: string
    title: 币种
    title_en: Currency
    description: 人民币。
    description_en: Renminbi.
    role: code
    derive: {constant: CNY}
"""
HEAVY = ("dagster", "duckdb", "pandas", "pyarrow", "pydantic", "sqlalchemy", "ruamel", "uvicorn")


def test_help_loads_nothing_heavy() -> None:
    code = f"import sys, pipelines.cli; print([name for name in {HEAVY} if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_init_makes_a_home_that_runs(tmp_path: Path, run: Run) -> None:
    home = tmp_path / "city"
    made = run("init", home, "--name", 'A: "市"', "--region-code", "999900", "--json")
    assert made.code == Exit.OK
    assert {Path(name).name for name in made.json["files"]} >= {"city.yml", "organisations.csv", "events.csv"}
    assert run("refresh", "--home", home).code == Exit.OK
    assert (home / "public" / "index.html").is_file()


def test_a_new_home_has_every_dataset(tmp_path: Path, run: Run) -> None:
    run("--home", tmp_path / "city", "init")
    for name in load_contracts(DATASETS):
        assert name in (tmp_path / "city" / "city.yml").read_text("utf-8")


def test_init_overwrites_nothing(tmp_path: Path, run: Run) -> None:
    (tmp_path / "events.csv").write_text("mine", "utf-8")
    assert run("init", tmp_path).code == Exit.USAGE
    assert [path.name for path in tmp_path.iterdir()] == ["events.csv"]


def test_a_folder_that_is_no_home_is_said_in_both_languages(tmp_path: Path, run: Run) -> None:
    said = run("status", "--home", tmp_path)
    assert said.code == Exit.USAGE
    assert [line.split("：")[0].split(":")[0] for line in said.err.splitlines()] == ["错误", "error", "下一步", "next"]


def test_a_wrong_declaration_is_said_with_its_line(town: Town, run: Run) -> None:
    city = town.root / "city.yml"
    city.write_text(city.read_text("utf-8").replace('"999900"', '"99"'), "utf-8")
    said = run("status", "--home", town.root)
    assert said.code == Exit.USAGE
    assert "city.yml:" in said.err
    assert "region_code" in said.err
    assert "Traceback" not in said.err


def test_another_run_holds_the_lock(town: Town, run: Run) -> None:
    with (town.root / "write.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert run("refresh", "--home", town.root).code == Exit.LOCKED


def test_a_dataset_that_broke_off_has_its_own_code(town: Town, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    night = town.refresh()
    broken = Night(night.as_of, night.landing, night.published, {CONTRACTS: "ValueError: x"}, night.site)
    monkeypatch.setattr("pipelines.flow.refresh", lambda *_, **__: broken)
    said = run("refresh", "--home", town.root)
    assert said.code == Exit.BROKE_OFF
    assert CONTRACTS in said.out


@pytest.mark.parametrize("words", [("refresh", "--as-of", "gestern"), ("refresh", "--since", "x"), ("nix",)])
def test_wrong_usage(town: Town, run: Run, words: tuple[str, ...]) -> None:
    assert run(*words, *(("--home", town.root) if len(words) > 1 else ())).code == Exit.USAGE


def test_an_unknown_dataset_is_wrong_usage(town: Town, run: Run) -> None:
    assert run("refresh", "--home", town.root, "--dataset", "a/b").code == Exit.USAGE


def test_the_home_may_come_from_the_environment(town: Town, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GONGKAI_HOME", str(town.root))
    assert run("status").code == Exit.OK


def test_signing_by_command_releases_the_submission(town: Town, run: Run) -> None:
    town.put("101/2026.xlsx", budget())
    town.refresh()
    for role, account in (("drafter", "drafter-a"), ("reviewer", "reviewer-b"), ("publisher", "publisher-c")):
        where = (BUDGET, 2026, "101", "--as", account, "--role", role, "--home", town.root)
        assert run("review", "approve", *where, "--as-of", "2026-03-12T20:00").code == Exit.OK
    said = run("refresh", "--home", town.root, "--as-of", "2026-03-13T02:00", "--json")
    assert {each["decision"] for each in said.json["datasets"] if each["rows"]} == {"released"}


def test_a_rejection_without_a_reason_is_refused(town: Town, run: Run) -> None:
    town.put("101/2026.xlsx", budget())
    town.refresh()
    where = (BUDGET, 2026, "101", "--as", "reviewer-b", "--role", "reviewer", "--home", town.root)
    assert run("review", "reject", *where).code == Exit.USAGE
    assert run("review", "reject", *where, "--reason", " ").code == Exit.USAGE
    assert run("review", "reject", *where, "--reason", "金额待核", "--as-of", "2026-03-12T20:00").code == Exit.OK
    town.refresh()
    assert "金额待核" in run("refresh", "--home", town.root, "--as-of", "2026-03-13T02:00").out


def test_a_standing_approval_is_granted_by_command(town: Town, run: Run) -> None:
    town.put("112/2026.csv", contracts(contract()))
    town.refresh()
    bounds = ("--max-rows-pct", 10, "--max-amount-pct", 10, "--until", "2026-12-31", "--as-of", "2026-03-12T20:00")
    who = ("--as", "drafter-a", "--role", "drafter", "--home", town.root, "--json")
    assert run("review", "standing", CONTRACTS, "112", *bounds, *who).json["valid_until"] == "2026-12-31"
    assert run("review", "standing", BUDGET, "101", *bounds, *who).code == Exit.USAGE


def test_a_reviewer_sees_what_changed_since_the_last_release(town: Town, run: Run) -> None:
    town.put("101/2026.xlsx", budget())
    town.publish()
    town.put("101/2026.xlsx", budget(MORE))
    town.refresh()
    seen = run("review", "show", BUDGET, 2026, "101", "--home", town.root, "--json").json
    assert seen["sums"]["total"] == "310.00"
    since = seen["since"]
    assert (since["version"], since["added"], since["removed"], since["changed"]) == (1, 0, 0, 3)
    item = next(each for each in since["differences"] if each["key"]["func_code"] == "2050202")
    assert item["cells"] == {"total": ["180.00", "190.00"], "project": ["120.00", "130.00"]}
    assert seen["waiting_for"] == ["drafter", "reviewer", "publisher"]
    assert "180.00 → 190.00" in run("review", "show", BUDGET, 2026, "101", "--home", town.root).out


def test_a_number_leads_back_to_its_cell(town: Town, run: Run) -> None:
    town.put("101/2026.xlsx", budget((*EDUCATION, TOTAL), unit="万元"))
    town.publish()
    way = run("explain", BUDGET, "entity_code=101,func_code=2050201", "basic", "--home", town.root, "--json").json
    assert (way["value"], way["source_unit"], way["precision"]) == ("400000.00", "万元", "10000.00")
    assert way["cells"] == [{"column": "basic", "address": "F8", "text": "40"}]
    assert (way["file"], way["version"], way["department"]) == ("2026.xlsx", 1, "101")
    code = run("explain", BUDGET, "entity_code=101,func_code=2050201", "func_code", "--home", town.root, "--json").json
    assert [cell["text"] for cell in code["cells"]] == ["205", "02", "01"]
    name = run("explain", BUDGET, "entity_code=101,func_code=2050201", "func_name", "--home", town.root).out
    assert "codelists/functions" in name


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_number_of_a_text_file_leads_back_to_its_line(town: Town, run: Run, encoding: str) -> None:
    rows = [contract(f"HT-{number}", **{"合同金额(元)": f"{number + 1}000.50"}) for number in range(3)]
    rows[1]["合同名称"] = "办公设备\r\n第二行"
    town.put("112/2026.csv", contracts(*rows, encoding=encoding))
    town.publish()
    way = run("explain", CONTRACTS, "contract_no=HT-2", "amount", "--home", town.root, "--json").json
    assert (way["row"], way["value"]) == (5, "3000.50")
    assert way["cells"] == [{"column": "amount", "address": "5:L", "text": "3000.50"}]


def test_explain_wants_exactly_one_row(town: Town, run: Run) -> None:
    town.put("101/2026.xlsx", budget())
    town.publish()
    several = run("explain", BUDGET, "entity_code=101", "total", "--home", town.root)
    assert several.code == Exit.USAGE
    assert "func_code=2050201" in several.err
    none = run("explain", BUDGET, "entity_code=102", "total", "--home", town.root)
    assert none.code == Exit.USAGE
    assert run("explain", BUDGET, "entity_code", "total", "--home", town.root).code == Exit.USAGE
    assert "func_code" in run("explain", BUDGET, "entity_code=101", "nix", "--home", town.root).err


def test_status_names_who_is_waited_for_and_what_is_overdue(town: Town, run: Run) -> None:
    town.put("101/2026.xlsx", budget())
    town.refresh()
    said = run("status", "--home", town.root, "--dataset", BUDGET, "--json").json
    states = {each["department"]: each for each in said["submissions"]}
    assert states["101"]["state"] == "waiting"
    assert states["101"]["waiting_for"] == ["drafter", "reviewer", "publisher"]
    assert (states["110"]["state"], states["110"]["deadline"]["timing"]) == ("missing", "overdue")
    assert said["last_delivery"] == "2026-03-12T18:00:00+08:00"


def test_serve_without_a_site_says_what_to_do(town: Town, run: Run) -> None:
    assert run("serve", "--home", town.root).code == Exit.USAGE


def test_an_interrupted_command_ends_like_one(town: Town) -> None:
    stop = (
        "import pipelines.new_home as m, pipelines.cli as c\ndef stop(*_): raise KeyboardInterrupt\nm.new_home = stop"
    )
    code = f"{stop}\nc.main()"
    ended = subprocess.run(
        [sys.executable, "-c", code, "init", str(town.root / "x")],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ,
    )
    assert ended.returncode == Exit.INTERRUPTED
    assert "Traceback" not in ended.stderr


def test_a_fault_of_the_program_has_its_own_code_and_keeps_its_trace(
    town: Town, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_: object) -> None:
        raise ZeroDivisionError("no such thing")

    monkeypatch.setattr("pipelines.status.status", failing)
    said = run("status", "--home", town.root)
    assert said.code == Exit.BROKE_OFF
    assert "Traceback" in said.err
    assert "no such thing" in said.err
    assert [line.split("：")[0].split(":")[0] for line in said.err.splitlines()[-4:]] == [
        "错误",
        "error",
        "下一步",
        "next",
    ]


REVIEWER = ("--as", "reviewer-b", "--role", "reviewer", "--as-of", "2026-03-12T20:00")


def test_an_approval_names_the_content_it_was_shown(town: Town, run: Run) -> None:
    town.put("101/2026.xlsx", budget())
    town.refresh()
    where = (BUDGET, 2026, "101", "--home", town.root)
    content = run("review", "show", *where, "--json").json["content"]
    shown = f"内容 content: {content[:12]}"
    assert shown in run("review", "show", *where).out
    signed = run("review", "approve", *where, *REVIEWER, "--content", content[:12]).out
    assert f"{shown}，4 行 rows，合计 sums: " in signed
    assert "300.00 元" in signed


@pytest.mark.parametrize("verdict", [("approve",), ("reject", "--reason", "待核")])
def test_what_is_not_what_was_shown_is_not_signed(town: Town, run: Run, verdict: tuple[str, ...]) -> None:
    town.put("101/2026.xlsx", budget())
    town.refresh()
    where = (BUDGET, 2026, "101", "--home", town.root)
    content = run("review", "show", *where, "--json").json["content"][:12]
    town.put("101/2026.xlsx", budget(MORE))
    town.refresh()
    for seen in (content, run("review", "show", *where, "--json").json["content"][:3]):
        refused = run("review", *verdict, *where, *REVIEWER, "--content", seen)
        assert refused.code == Exit.USAGE
        assert "review show" in refused.err
    assert town.home.journal.reviews.sign_offs() == {}


def test_nobody_signs_in_the_future(town: Town, run: Run) -> None:
    town.put("112/2026.csv", contracts(contract()))
    town.refresh()
    who = ("--as", "reviewer-b", "--role", "reviewer", "--as-of", "9999-01-01T00:00", "--home", town.root)
    bounds = ("--max-rows-pct", 10, "--max-amount-pct", 10, "--until", "9999-12-31")
    assert run("review", "approve", CONTRACTS, 2026, "112", *who).code == Exit.USAGE
    assert run("review", "reject", CONTRACTS, 2026, "112", *who, "--reason", "待核").code == Exit.USAGE
    assert run("review", "standing", CONTRACTS, "112", *bounds, *who).code == Exit.USAGE
    assert town.home.journal.reviews.sign_offs() == {}
    assert town.home.journal.reviews.standing() == {}


def test_the_audit_trail_says_when_a_stated_moment_was_entered(town: Town, run: Run) -> None:
    town.put("101/2026.xlsx", budget())
    town.refresh()
    run("review", "approve", BUDGET, 2026, "101", *REVIEWER, "--home", town.root)
    with sqlite3.connect(town.root / "journal.sqlite") as journal:
        entered = journal.execute("SELECT at, actor, detail FROM audit WHERE action = 'review.entered'").fetchall()
    journal.close()
    ((at, actor, detail),) = entered
    assert actor == "reviewer-b"
    assert json.loads(detail) == {"claimed": "2026-03-12T20:00:00+08:00", "submission": f"{BUDGET}/2026/101"}
    assert datetime.fromisoformat(at) > datetime.fromisoformat("2026-03-12T20:00:00+08:00")


def test_a_night_before_the_newest_release_is_refused(town: Town, run: Run) -> None:
    town.put("101/2026.xlsx", budget())
    town.publish()
    refused = run("refresh", "--home", town.root, "--as-of", "2026-03-12T02:00")
    assert refused.code == Exit.USAGE
    assert "2026-03-13T02:00:00+08:00" in refused.err
    assert run("refresh", "--home", town.root, "--as-of", "2026-03-13T02:00").code != Exit.USAGE


def test_a_reviewer_sees_the_difference_after_the_columns_changed(town: Town, tmp_path: Path) -> None:
    town.put("101/2026.xlsx", budget())
    town.publish()
    datasets = tmp_path / "datasets"
    shutil.copytree(DATASETS, datasets)
    schema = datasets / BUDGET / "schema.yml"
    before, name, after = schema.read_text("utf-8").partition("  - use: func_code\n")
    schema.write_text(before + CURRENCY + name + after, encoding="utf-8")
    town.put("101/2026.xlsx", budget(MORE))
    home = open_home(town.root, datasets)
    unrefreshed = preview(home, BUDGET, 2026, "101")
    assert unrefreshed.since is not None
    assert unrefreshed.since.differences == ()
    refresh(home, NEXT_NIGHT)
    since = preview(home, BUDGET, 2026, "101").since
    home.close()
    assert since is not None
    assert (since.added, since.removed, since.changed) == (0, 0, 3)
    assert {tuple(each.cells) for each in since.differences} == {("total", "project")}


def test_an_empty_home_says_so(town: Town, run: Run) -> None:
    assert "共 0 条 findings" in run("findings", "--home", town.root).out
    assert "还没有报送 nothing was delivered yet" in run("status", "--home", town.root).out
