"""Each bad input ends as a finding with address and next step in both languages, and with its exit code.

The file stays, and the other datasets go on.
"""

from collections.abc import Callable

import pytest

from pipelines.cli.exits import Exit
from tests.support.sheets import EDUCATION, TOTAL, budget, contract, contracts
from tests.support.town import CONTRACTS, Town
from tests.unit.pipelines.cli.conftest import Run

PRINTED = "示例市教育局2026年部门预算.xlsx"
WRONG_SUM = (("205", "", "", "教育支出", 310, 100, 200), *EDUCATION[1:], TOTAL)
NO_AMOUNT_COLUMN = [name for name in contract() if name != "合同金额(元)"]

# rule, path below the inbox, content
BAD: dict[str, tuple[str, str, bytes]] = {
    "unknown file": ("EXT-UNSUPPORTED", "101/letter.pdf", b"%PDF-1.7\n1 0 obj\n"),
    "empty file": ("EXT-EMPTY", f"101/{PRINTED}", b""),
    "unreadable file": ("EXT-DAMAGED", f"101/{PRINTED}", budget()[:2000]),
    "wrong year": ("STD-PERIOD", "101/1999.xlsx", budget(title="1999年支出预算总表")),
    "missing unit": ("STR-007", f"101/{PRINTED}", budget(unit=None)),
    "missing column": ("EXT-COLUMN", "101/2026.csv", contracts(contract(), headers=NO_AMOUNT_COLUMN)),
    "unknown department": ("LND-DEPARTMENT", f"999/{PRINTED}", budget()),
    "duplicate key": ("STR-013", "101/2026.csv", contracts(contract(), contract(合同名称="补录"))),
    "non-number in an amount": ("VAL-AMOUNT", "101/2026.csv", contracts(contract(**{"合同金额(元)": "待定"}))),
    "a total that does not add up": ("SUM-001", f"101/{PRINTED}", budget(WRONG_SUM)),
}


@pytest.mark.parametrize(("rule", "path", "content"), BAD.values(), ids=BAD)
def test_a_bad_file_is_a_finding_and_the_others_go_on(
    town: Town, run: Run, rule: str, path: str, content: bytes
) -> None:
    bad = town.put(path, content)
    town.put("112/政府采购合同公告_2026.csv", contracts(contract("HT-9")))
    assert run("refresh", "--home", town.root, "--as-of", "2026-03-12T18:00").code == Exit.HELD
    listed = run("findings", "--home", town.root, "--severity", "error", "--json")
    assert listed.code == Exit.HELD
    found = [each for each in listed.json if each["rule"] == rule]
    assert found, [each["rule"] for each in listed.json]
    for each in found:
        assert each["file"] == bad.name
        assert each["next_step_zh"]
        assert each["next_step_en"]
    assert bad.read_bytes() == content
    waiting = run("review", "list", "--home", town.root, "--json").json
    assert (CONTRACTS, "112") in {(each["dataset"], each["department"]) for each in waiting}


@pytest.mark.parametrize(
    ("rule", "path", "content"),
    [case for case in BAD.values() if case[0] != "LND-DEPARTMENT"],
    ids=[name for name in BAD if name != "unknown department"],
)
def test_check_says_the_same_beforehand(town: Town, run: Run, rule: str, path: str, content: bytes) -> None:
    file = town.put(path, content)
    said = run("check", "--home", town.root, "--json", file)
    assert said.code == Exit.HELD
    assert rule in {each["rule"] for each in said.json["findings"] if each["severity"] == "error"}


def test_check_knows_a_folder_of_nobody(town: Town, run: Run) -> None:
    file = town.put(f"999/{PRINTED}", budget())
    assert "LND-DEPARTMENT" in {
        each["rule"] for each in run("check", "--home", town.root, "--json", file).json["findings"]
    }


def test_two_files_for_one_period_are_a_finding_and_neither_is_used(town: Town, run: Run) -> None:
    town.put("101/第一稿2026.xlsx", budget())
    town.put("101/第二稿2026.xlsx", budget((*EDUCATION, TOTAL), notes=("注：第二稿",)))
    assert run("refresh", "--home", town.root, "--as-of", "2026-03-12T18:00").code == Exit.HELD
    told = [each for each in run("findings", "--home", town.root, "--json").json if each["rule"] == "STD-TWO-FILES"]
    assert [each["file"] for each in told] == ["第一稿2026.xlsx", "第二稿2026.xlsx"]
    assert all("第二稿2026.xlsx" in each["message_zh"] and "第一稿2026.xlsx" in each["message_en"] for each in told)


def test_a_file_still_being_written_waits_for_the_next_run(town: Town, run: Run) -> None:
    path = town.put(f"101/{PRINTED}", budget())
    with path.open("ab"):
        run("refresh", "--home", town.root, "--as-of", "2026-03-12T18:00")
        (found,) = [each for each in run("findings", "--home", town.root, "--json").json if each["file"]]
        assert (found["rule"], found["severity"]) == ("LND-WRITING", "note")
    run("refresh", "--home", town.root, "--as-of", "2026-03-12T19:00")
    assert len(run("review", "list", "--home", town.root, "--json").json) == 1


def test_what_was_published_stays_when_a_bad_file_replaces_a_good_one(
    town: Town, run: Run, published: Callable[[], bytes]
) -> None:
    before = published()
    town.put(f"101/{PRINTED}", budget(WRONG_SUM))
    said = run("refresh", "--home", town.root, "--as-of", "2026-03-14T02:00", "--json")
    assert said.code == Exit.HELD
    (line,) = [each for each in said.json["datasets"] if each["decision"] == "kept_last_good"]
    assert line["version"] == 1
    assert published() == before


@pytest.fixture
def published(town: Town) -> Callable[[], bytes]:
    """The manifest of a budget that was signed and released."""
    town.put(f"101/{PRINTED}", budget())
    town.publish()
    manifest = town.home.public / "d" / "budget-department-expenditure" / "manifest.json"
    return manifest.read_bytes
