"""Links between datasets in a home: verdicts follow what rows go back to, and what is released is linked in public."""

import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from pipelines.check import check_file
from pipelines.stages.link import link
from pipelines.stages.validate import stated_in, verdicts
from publish.review.signing import sign
from quality.context import Neighbours
from tests.support.town import CONTRACTS, EVENING, NIGHT, SIGNERS, SIGNING, Town, declared, stored

AWARDS, LINKS = "procurement/awards", "procurement/links"
AWARD_HEAD = "公告编号,包号,项目编号,项目名称,采购人,采购方式,采购结果,供应商名称,中标金额(元),公告日期"
CONTRACT_HEAD = (
    "合同编号,合同名称,项目编号,项目名称,采购人,采购人统一社会信用代码,供应商,供应商统一社会信用代码,"
    "品目编码,主要标的,采购方式,合同金额(元),签订日期,公告日期"
)
SCHOOL, PARK = "101/中标结果2026年.csv", "104/中标结果2026年.csv"
SIGNED = "101/采购合同2026年.csv"


def award(number: str, project: str, amount: str = "900", supplier: str = "示例市澄湖科技有限公司") -> str:
    return f"{number},1,{project},{project}项目,示例市教育局,公开招标,中标,{supplier},{amount},2026-02-02"


def signed(number: str, project: str, amount: str = "900", supplier: str = "示例市澄湖科技有限公司") -> str:
    what, days = f"{project}项目", "2026-02-09,2026-02-10"
    return f"{number},{what}合同,{project},{what},示例市教育局,,{supplier},,C04010000,服务,公开招标,{amount},{days}"


def table(head: str, *rows: str) -> bytes:
    return "\n".join([head, *rows, ""]).encode()


@pytest.fixture
def town(tmp_path: Path) -> Town:
    made = Town(tmp_path / "home")
    settings = made.root / "city.yml"
    before, _, after = settings.read_text("utf-8").partition("datasets:\n")
    listed = "".join(f"  - {name}\n" for name in (AWARDS, CONTRACTS, LINKS))
    settings.write_text(f"{before}datasets:\n{listed}\n{after.partition(chr(10) * 2)[2]}", encoding="utf-8")
    made.reopen()
    return made


def told(town: Town, rule: str) -> list[str]:
    return [each.message_zh for each in town.home.journal.work.findings(dataset=CONTRACTS) if each.rule == rule]


def test_a_contract_above_its_award_is_told_with_the_award(town: Town) -> None:
    town.put(SCHOOL, table(AWARD_HEAD, award("JG-1", "CG-1"), award("JG-2", "CG-2")))
    town.put(SIGNED, table(CONTRACT_HEAD, signed("HT-1", "CG-1", "901"), signed("HT-2", "CG-2")))
    town.refresh()
    [said] = told(town, "PRC-004")
    assert all(part in said for part in ("901.00", "900.00", "JG-1"))


def test_an_award_that_arrives_later_changes_only_the_verdicts_that_rest_on_it(town: Town) -> None:
    town.put(SIGNED, table(CONTRACT_HEAD, signed("HT-1", "CG-1", "901")))
    town.put("104/采购合同2026年.csv", table(CONTRACT_HEAD, signed("HT-9", "CG-9")))
    town.put(PARK, table(AWARD_HEAD, award("JG-9", "CG-9")))
    town.refresh()
    assert (len(told(town, "PRC-004")), len(told(town, "PRC-020"))) == (0, 1)
    town.put(SCHOOL, table(AWARD_HEAD, award("JG-1", "CG-1")))
    town.refresh(EVENING + timedelta(minutes=1))
    assert (len(told(town, "PRC-004")), len(told(town, "PRC-020"))) == (1, 0)
    town.put(SCHOOL, table(AWARD_HEAD, award("JG-1", "CG-1"), award("JG-5", "CG-5")))
    town.land(EVENING + timedelta(minutes=2))
    town.refresh(EVENING + timedelta(minutes=2))
    assert town.validate(CONTRACTS) == 0


def test_without_the_other_dataset_nothing_is_compared_and_the_reason_is_said(town: Town) -> None:
    vars(town.home)["contracts"] = {CONTRACTS: declared()[CONTRACTS]}
    town.put(SIGNED, table(CONTRACT_HEAD, signed("HT-1", "CG-1", "901")))
    town.refresh()
    [verdict] = verdicts(town.home, town.contract(CONTRACTS)).values()
    [outcome] = [each for each in verdict.outcomes if each.code == "PRC-020"]
    assert (outcome.status, "中标结果" in outcome.reason) == ("not_applicable", True)


def test_check_looks_for_the_award_in_the_home_and_in_the_file_itself(town: Town) -> None:
    town.put(SCHOOL, table(AWARD_HEAD, award("JG-1", "CG-1")))
    town.refresh()
    path = town.root / "采购合同2026年.csv"
    path.write_bytes(table(CONTRACT_HEAD, signed("HT-1", "CG-1", "901"), signed("HT-2", "CG-2")))
    said = {each.rule for each in check_file(path, town.home, "101").findings}
    assert {"PRC-004", "PRC-020"} <= said


def links(town: Town) -> list[tuple[str, str, str, str, int]]:
    """Of the current release: from, link, to, method, confidence."""
    releases = town.home.journal.releases.published()
    found = []
    for (dataset, period), history in releases.items():
        for part in history[-1].parts if dataset == LINKS else ():
            path = town.home.lake.standardised("procurement-links", period, part.key)
            found += stored(path, "SELECT from_key, link, to_key, method, confidence::INTEGER FROM stored ORDER BY ALL")
    return [tuple(each) for each in found]


def test_links_are_published_when_both_ends_are_and_go_with_either(town: Town) -> None:
    town.put(SCHOOL, table(AWARD_HEAD, award("JG-1", "CG-1"), award("JG-2", "CG-2")))
    town.put(PARK, table(AWARD_HEAD, award("JG-9", "CG-9")))
    town.put("104/采购合同2026年.csv", table(CONTRACT_HEAD, signed("HT-9", "CG-9")))
    town.put(SIGNED, table(CONTRACT_HEAD, signed("HT-1", "CG-1"), signed("HT-2", "CG-3")))
    town.refresh()
    assert links(town) == []
    town.sign()
    town.refresh(NIGHT)
    other = ("HT-9", "award", "JG-9/1/1", "package_supplier", 90)
    assert links(town) == [("HT-1", "award", "JG-1/1/1", "package_supplier", 90), other]
    quiet = town.refresh(NIGHT + timedelta(days=1))
    assert {one.state for one in quiet.published if one.dataset == LINKS} <= {"unchanged", "empty"}
    sign(town.home, AWARDS, 2026, "101", "reviewer", SIGNERS["reviewer"], "reject", "误发", SIGNING + timedelta(days=2))
    town.refresh(NIGHT + timedelta(days=2))
    assert links(town) == [other]


@pytest.fixture
def park(town: Town) -> Town:
    """The contract of a department that has handed in nothing else goes back to an award, in public."""
    town.put(SCHOOL, table(AWARD_HEAD, award("JG-9", "CG-9")))
    town.put("104/采购合同2026年.csv", table(CONTRACT_HEAD, signed("HT-9", "CG-9")))
    town.refresh()
    town.sign()
    town.refresh(NIGHT)
    return town


PUBLIC = [("HT-9", "award", "JG-9/1/1", "package_supplier", 90)]


def broken(town: Town) -> list[str]:
    return [each.message_zh for each in town.home.journal.work.findings() if each.rule == "RUN-FAILED"]


def test_while_newer_content_waits_the_links_of_what_is_released_stay(park: Town) -> None:
    park.put("104/采购合同2026年.csv", table(CONTRACT_HEAD, signed("HT-9", "CG-9", "899"), signed("HT-10", "CG-9")))
    park.refresh(NIGHT + timedelta(days=1))
    assert broken(park) == []
    assert links(park) == PUBLIC


def test_content_that_was_standardised_anew_by_another_program_is_linked_as_before(park: Town) -> None:
    home, stage = park.home, f"standardise:{CONTRACTS}"
    entry = home.journal.work.entry(f"{stage}/2026/104")
    assert entry is not None
    old = entry.result["submission"]["key"]
    for suffix in ("parquet", "aside.parquet"):
        made = home.lake.standardised("procurement-contracts", 2026, old).with_name(f"{old}.{suffix}")
        if made.exists():
            shutil.copyfile(made, made.with_name(f"another.{suffix}"))
    result = {**entry.result, "submission": {**entry.result["submission"], "key": "another"}}
    home.journal.work.keep([replace(entry, result=result)])
    home.journal.work.forget([f"standardise:{LINKS}", f"standardise:{LINKS}/2026/104"])
    park.refresh(NIGHT + timedelta(days=1))
    assert broken(park) == []
    assert links(park) == PUBLIC
    assert home.journal.work.entry(f"standardise:{LINKS}/2026/104") is not None


DEPARTMENTS = ("101", "102", "103", "104", "105")


def linked(town: Town) -> dict[str, list[tuple[object, ...]]]:
    """What the rows of every department's contracts go back to, as it is kept."""
    contract = town.contract(CONTRACTS)
    stated = stated_in(town.home, contract)
    others = {AWARDS: Neighbours(town.contract(AWARDS), stated_in(town.home, town.contract(AWARDS)))}
    found = link(town.home, contract, stated, others)
    assert found
    return {scope: stored(file, "SELECT * FROM stored ORDER BY ALL") for scope, file in found.files.items()}


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param([award("JG-101", "CG-101"), award("JG-109", "CG-NEW")], id="an award that a contract waited for"),
        pytest.param([award("JG-109", "CG-109")], id="an award that is gone"),
        pytest.param([award("JG-101", "CG-101", "777")], id="another amount"),
        pytest.param([award("JG-101", "CG-101"), award("JG-105", "CG-105", "5")], id="a second award of another's"),
    ],
)
def test_what_is_sought_again_is_what_seeking_everything_would_find(town: Town, rows: list[str]) -> None:
    for each in DEPARTMENTS:
        town.put(f"{each}/中标结果2026年.csv", table(AWARD_HEAD, award(f"JG-{each}", f"CG-{each}")))
        some = signed(f"HT-{each}", f"CG-{each}"), signed(f"HT-{each}-2", "CG-NEW")
        town.put(f"{each}/采购合同2026年.csv", table(CONTRACT_HEAD, *some))
    town.refresh()
    before = linked(town)
    town.put("101/中标结果2026年.csv", table(AWARD_HEAD, *rows))
    town.land(EVENING + timedelta(minutes=1))
    town.refresh(EVENING + timedelta(minutes=1))
    after = linked(town)
    assert after != before
    town.home.journal.work.forget([f"link:{CONTRACTS}"])
    assert linked(town) == after


def test_a_table_of_which_every_row_is_set_aside_has_no_links(town: Town) -> None:
    town.put(SCHOOL, table(AWARD_HEAD, award("JG-1", "CG-1")))
    town.put(SIGNED, table(CONTRACT_HEAD, signed("HT-1", "CG-1", "待定")))
    assert town.refresh().failed == {}
    assert list(linked(town).values()) == [[]]
