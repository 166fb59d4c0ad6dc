"""`gongkai explain … --follow`: the money from the budget line to the final account, from whichever row one begins."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import gongkai.home
from gongkai.home import Home
from pipelines.cli.exits import Exit
from tests.support.chained import ACCEPTANCES, BUDGET, CONTRACTS, PROJECT, PROJECTS, TENDERS, Chained, school
from tests.unit.pipelines.cli.conftest import Run


@pytest.fixture
def city(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Chained]:
    """The fictional city with its own declarations."""
    found = school(tmp_path)
    monkeypatch.setattr(gongkai.home, "open_home", lambda root: Home(root, found.datasets))
    yield found
    found.home.close()


@pytest.mark.parametrize(
    ("dataset", "key"),
    [
        (BUDGET, "func_code=2050204"),
        (TENDERS, "notice_no=ZB-1"),
        (CONTRACTS, "contract_no=HT-1"),
        (ACCEPTANCES, "contract_no=HT-1,seq=1"),
        (PROJECTS, f"project_code={PROJECT[3]}"),
    ],
)
def test_the_whole_way_is_told_from_every_stage(city: Chained, run: Run, dataset: str, key: str) -> None:
    said = run("explain", dataset, *key.split(","), "--follow", "--home", city.root)
    assert said.code == Exit.OK, said.err
    stages = [line.split()[0] for line in said.out.splitlines() if line[0] not in "├└│ "]
    order = [
        "部门支出预算",
        "重大建设项目",
        "批准结果",
        "采购意向",
        "采购公告",
        "中标结果公告",
        "采购合同公告",
        "履约验收公告",
        "部门支出决算",
    ]
    told = [stage for stage in order if stage in stages]
    assert stages == told
    assert {"部门支出预算", "采购意向", "采购公告", "中标结果公告", "采购合同公告", "履约验收公告"} <= set(stages)


def test_amounts_numbers_and_links_are_told_with_method_and_confidence(city: Chained, run: Run) -> None:
    out = run("explain", CONTRACTS, "contract_no=HT-1", "--follow", "--home", city.root).out
    assert "980,000.00 元" in out
    assert "示发改〔2026〕3号" in out
    assert "↑ award（中） award: 实验室设备采购（项目编号和包号 package，把握 confidence 85%）" in out
    assert "old" not in out
    assert "2026-03-10 → 2026-03-20" in out
    assert "交货期三十日 → 交货期<六十>日" in out
    assert out.count("← 从这里 from here") == 1


def test_a_stage_that_is_not_released_is_named(city: Chained, run: Run) -> None:
    city.release(ACCEPTANCES, "112", [])
    city.settle([each for each in city.home.city.datasets if each != PROJECTS])
    out = run("explain", CONTRACTS, "contract_no=HT-1", "--follow", "--home", city.root).out
    assert "履约验收公告 acceptances：没有公开的相关记录 no released row is linked" in out
    assert f"{PROJECTS} {PROJECTS}：本市没有这个数据集 the city does not have this dataset" in out
    assert "HT-1/1（没有公开 not released）" in out


def test_programs_read_the_same(city: Chained, run: Run) -> None:
    record = run("explain", CONTRACTS, "contract_no=HT-1", "--follow", "--home", city.root, "--json").json
    assert record["start"] == {"dataset": CONTRACTS, "period": 2026, "entity": "112", "key": "HT-1"}
    row = next(each for each in record["rows"] if each["dataset"] == CONTRACTS)
    assert (row["version"], row["released"], row["day"]) == (1, True, "2026-04-02")
    assert {"kind": "amount", "column": "amount", "zh": "amount（中）", "en": "amount", "value": "980000.00"} in row[
        "facts"
    ]
    link = next(each for each in record["links"] if each["link"] == "award")
    assert (link["method"], link["confidence"]) == ("package", 85)
    assert (link["later"]["key"], link["earlier"]["key"]) == ("HT-1", "JG-1/1")


def test_an_ambiguous_row_is_asked_for_as_for_a_number(city: Chained, run: Run) -> None:
    row = {"contract_no": "HT-1", "contract_name": "旧合同"}
    city.release(CONTRACTS, "112", [row], period=2025)
    several = run("explain", CONTRACTS, "contract_no=HT-1", "--follow", "--home", city.root)
    assert several.code == Exit.USAGE
    assert "fiscal_year=2025" in several.err
    one = run("explain", CONTRACTS, "contract_no=HT-1", "fiscal_year=2025", "--follow", "--home", city.root)
    assert one.code == Exit.OK
    assert "旧合同" in one.out


@pytest.mark.parametrize(
    "words", [("contract_no=HT-1",), ("contract_no=HT-1", "amount", "--follow"), ("amount", "--follow")]
)
def test_a_column_is_given_either_way_but_not_with_follow(city: Chained, run: Run, words: tuple[str, ...]) -> None:
    assert run("explain", CONTRACTS, *words, "--home", city.root).code == Exit.USAGE


def test_help_shows_how(run: Run) -> None:
    assert "procurement/contracts contract_no=HT-2026-001 --follow" in run("explain", "--help").out
