"""Rows that must never reach the public: after whole nights, no byte of the public tree holds any of them."""

import gzip
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from publish.review.signing import grant_standing, sign
from tests.support.sheets import (
    EDUCATION,
    Sheet,
    budget,
    budget_sheet,
    contract,
    contracts,
    project,
    projects,
    workbook,
)
from tests.support.town import BUDGET, CONTRACTS, NEXT_NIGHT, NIGHT, SIGNERS, SIGNING, Town, stored

IDENTITY = "11010519491231002X"
MOBILE = "13912345678"
SECRET = "绝密工程甲子"
DRAFT = "送审稿乙丑"
STRANGER = "错投部门丙寅项"
HIDDEN = "隐藏内容丁卯"
UNSIGNED = "未签变更戊辰"
EXPIRED = "过期授权己巳"
OTHER = "另一内容庚午"
LATER = datetime.fromisoformat("2027-02-01T02:00:00+08:00")


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    """A city with one clean release, so that there is a site to poison."""
    found = Town(tmp_path / "home")
    found.put("101/2026年部门预算.xlsx", budget())
    found.put("112/合同公告_2026.csv", contracts(contract("HT-1"), contract("HT-2")))
    found.publish()
    assert released(found, BUDGET) == released(found, CONTRACTS) == 1
    yield found
    found.home.close()


def released(town: Town, dataset: str) -> int:
    """How many versions of 2026 are out."""
    return len(town.home.journal.releases.published().get((dataset, 2026), []))


def public_text(town: Town) -> dict[str, str]:
    """Every file of the public tree as text: gzip and workbooks unpacked, Parquet read."""
    found = {}
    for path in town.home.public.rglob("*"):
        if not path.is_file():
            continue
        content = path.read_bytes()
        if path.suffix == ".gz":
            content = gzip.decompress(content)
        if path.suffix == ".parquet":
            content = str(stored(path)).encode()
        if path.suffix == ".xlsx":
            book = zipfile.ZipFile(path)
            content = b"\n".join(book.read(name) for name in book.namelist())
        found[path.relative_to(town.home.public).as_posix()] = content.decode("utf-8", errors="replace")
    return found


def leaks(town: Town, *poisons: str) -> list[str]:
    """`file: poison` wherever one stands, in a name too."""
    text = public_text(town)
    assert len(text) > 10
    return [f"{name}: {poison}" for name, content in text.items() for poison in poisons if poison in content + name]


def test_the_search_would_find_a_leak(town: Town) -> None:
    assert {leak.rpartition(".")[2] for leak in leaks(town, "学前教育")} >= {
        "csv: 学前教育",
        "gz: 学前教育",
        "parquet: 学前教育",
        "xlsx: 学前教育",
    }


@pytest.mark.parametrize("number", [IDENTITY, MOBILE])
def test_a_personal_number_in_a_text_column(town: Town, number: str) -> None:
    row = contract("HT-3", 主要标的=f"设备，联系人某某 {number}")
    town.put("112/合同公告_2026.csv", contracts(contract("HT-1"), row))
    town.publish()
    assert town.only("SEC-001").severity.value == "error"
    assert released(town, CONTRACTS) == 1
    assert leaks(town, number) == []


def test_personal_numbers_where_no_text_belongs(town: Town) -> None:
    """In an amount, a date, a key: set aside, and their findings on the public pages are masked."""
    rows = [
        contract("HT-3", **{"合同金额(元)": f"{MOBILE}（电话）"}),
        contract("HT-4", 签订日期=IDENTITY),
        contract("HT-5", 采购方式=f"联系 {MOBILE}", 品目编码=IDENTITY),
    ]
    town.put("112/合同公告_2026.csv", contracts(contract("HT-1"), *rows))
    town.publish()
    assert {"VAL-AMOUNT", "VAL-DATE"} <= town.rules
    assert leaks(town, MOBILE, IDENTITY) == []


def test_personal_numbers_around_the_table(town: Town) -> None:
    """In the title of a table that nobody claims, and in the name of its sheet."""
    stray = Sheet([[f"联系电话 {MOBILE} 名单"], ["姓名", "金额"], ["某人", 1]])
    town.put("102/2026年部门预算.xlsx", workbook({f"电话{MOBILE}": stray, "总表": budget_sheet(department="102")}))
    town.publish()
    assert "EXT-UNCLAIMED" in town.rules
    assert leaks(town, MOBILE) == []


def test_a_personal_number_in_the_name_of_a_file_or_a_sheet(town: Town) -> None:
    """The names of sources are published beside the data."""
    town.put(f"102/预算 {MOBILE}.xlsx", budget(department="102"))
    town.put("103/2026年部门预算.xlsx", workbook({f"总表 {MOBILE}": budget_sheet(department="103")}))
    town.put(f"104/{MOBILE}.docx", b"%PDF-1.7")
    town.publish()
    assert {said.department for said in town.told("STD-NAME")} == {"102", "103"}
    assert released(town, BUDGET) == 1
    assert leaks(town, MOBILE) == []


@pytest.mark.parametrize("word", [SECRET, DRAFT])
def test_words_of_the_negative_list(town: Town, word: str) -> None:
    row = project(1, 项目名称=f"示例市{word}")
    town.put("103/重大建设项目库2026.xlsx", projects(row))
    town.publish()
    (decision,) = [one for (_, _, entity), one in town.decisions.items() if entity == "103"]
    assert "NEG-LIST" in {reason.code for reason in decision.blockers}
    assert leaks(town, word) == []


def test_a_file_in_the_wrong_inbox(town: Town) -> None:
    rows = (*EDUCATION[:3], ("205", "02", "02", STRANGER, 180, 60, 120))
    town.put("102/2026年部门预算.xlsx", budget(rows, department="103"))
    town.publish()
    assert "STD-ENTITY" in town.rules
    assert leaks(town, STRANGER) == []


def test_a_hidden_sheet(town: Town) -> None:
    rows = (*EDUCATION[:3], ("205", "02", "02", HIDDEN, 180, 60, 120))
    hidden = budget_sheet(rows, department="102")
    shown = Sheet([["概况"]])
    town.put("102/2026年部门预算.xlsx", workbook({"概况": shown, "总表": Sheet(hidden.rows, hidden=True)}))
    town.publish()
    assert "EXT-HIDDEN" in town.rules
    assert leaks(town, HIDDEN) == []


def test_a_change_that_nobody_signed(town: Town) -> None:
    rows = (*EDUCATION[:3], ("205", "02", "02", UNSIGNED, 180, 60, 120))
    town.put("101/2026年部门预算.xlsx", budget(rows))
    town.refresh(NEXT_NIGHT)
    assert released(town, BUDGET) == 1
    assert leaks(town, UNSIGNED) == []


def test_an_approval_of_other_content(town: Town) -> None:
    town.put("112/合同公告_2026.csv", contracts(contract("HT-1"), contract("HT-2", 合同名称="先签的内容")))
    town.refresh(NIGHT)
    town.sign(NIGHT)
    town.put("112/合同公告_2026.csv", contracts(contract("HT-1"), contract("HT-2", 合同名称=OTHER)))
    town.refresh(NEXT_NIGHT)
    assert town.decisions[CONTRACTS, 2026, "112"].outcome.value == "waiting"
    assert leaks(town, OTHER) == []


def test_two_of_three_signatures(town: Town) -> None:
    town.put("112/合同公告_2026.csv", contracts(contract("HT-1"), contract("HT-2", 合同名称=UNSIGNED)))
    town.refresh(NIGHT)
    for role in ("drafter", "publisher"):
        sign(town.home, CONTRACTS, 2026, "112", role, SIGNERS[role], "approve", "", NIGHT)
    town.refresh(NEXT_NIGHT)
    assert leaks(town, UNSIGNED) == []


def standing(town: Town, rows_pct: float = 60, amount_pct: float = 60, until: str = "2026-12-31") -> None:
    for role, account in SIGNERS.items():
        end = date.fromisoformat(until)
        grant_standing(town.home, CONTRACTS, "112", role, account, rows_pct, amount_pct, end, "日常更新", SIGNING)


def added(town: Town, name: str) -> None:
    """One contract more in the feed."""
    town.put("112/合同公告_2026.csv", contracts(contract("HT-1"), contract("HT-2"), contract("HT-3", 合同名称=name)))


def test_a_standing_approval_lets_a_small_change_through(town: Town) -> None:
    standing(town)
    added(town, "正常新增合同")
    town.refresh(NEXT_NIGHT)
    assert released(town, CONTRACTS) == 2
    assert leaks(town, "正常新增合同") != []


def test_a_standing_approval_that_has_ended(town: Town) -> None:
    standing(town)
    added(town, EXPIRED)
    town.refresh(LATER)
    assert released(town, CONTRACTS) == 1
    assert leaks(town, EXPIRED) == []


def test_a_change_beyond_a_standing_approval(town: Town) -> None:
    standing(town, rows_pct=10)
    added(town, UNSIGNED)
    town.refresh(NEXT_NIGHT)
    assert released(town, CONTRACTS) == 1
    assert leaks(town, UNSIGNED) == []


def test_a_personal_number_beats_a_standing_approval(town: Town) -> None:
    standing(town)
    added(town, f"设备采购 {MOBILE}")
    town.refresh(NEXT_NIGHT)
    assert released(town, CONTRACTS) == 1
    assert leaks(town, MOBILE) == []


def test_no_public_file_names_the_machine(town: Town) -> None:
    town.put("112/合同公告_2026.csv", contracts(contract("HT-1")) + b'"half')
    town.publish()
    assert leaks(town, str(town.root), str(Path.home()) + "/") == []
