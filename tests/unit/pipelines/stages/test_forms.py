"""Notices that stand as labels and values, one to a page, are rows like those of a list; every value keeps its cell."""

import io
import zipfile
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from gongkai.submission import Submission
from pipelines.source_cells import cells_of
from publish.composition import sources_of
from tests.support.sheets import Cell, Sheet, workbook
from tests.support.town import Town, declared

DATASET = "procurement/platform_notices"
TITLE = "示例学校课桌椅采购合同公告"
NOTICE: dict[str, Cell] = {
    "采购人名称": "示例学校",
    "中标（成交）供应商名称": "示例市青禾科技有限公司",
    "合同金额": "1.5万元",
    "合同签署时间": "2026-03-17 00:32:09",
}
READ = "notice_id, notice_title, issuer, supplier_name, amount, signed_on"
ROW = ("notice-7", TITLE, "示例学校", "示例市青禾科技有限公司", Decimal("15000.00"), date(2026, 3, 17))


@pytest.fixture
def platform(town: Town) -> Town:
    """The town, with the notices of trading platforms switched on."""
    vars(town.home)["contracts"] = {**town.home.contracts, DATASET: declared()[DATASET]}
    return town


@pytest.fixture
def submitted(platform: Town) -> Callable[..., Submission]:
    def become(content: bytes, name: str = "notice-7.xlsx") -> Submission:
        return platform.submission(DATASET, f"112/{name}", content)

    return become


def one_under_the_other(notice: dict[str, Cell], title: str = TITLE) -> Sheet:
    return Sheet([[title], ["信息来源：示例市公共资源交易网"], *([label, value] for label, value in notice.items())])


def page(notice: dict[str, Cell], title: str = TITLE) -> bytes:
    rows = "".join(f"<tr><th>{label}</th><td>{value}</td></tr>" for label, value in notice.items())
    return f"<html><body><h4>{title}</h4><table>{rows}</table></body></html>".encode()


def test_labels_and_values_under_each_other_are_one_row(platform: Town, submitted: Callable[..., Submission]) -> None:
    given = submitted(workbook({"公告": one_under_the_other(NOTICE)}))
    assert platform.rows(given, READ) == [ROW]
    assert platform.rows(given, "platform, fiscal_year, src_text") == [("示例市公共资源交易网", 2026, "1.5万元")]
    (table,) = given.tables
    assert (table.cell("amount", 3), table.cell("signed_on", 3), table.cells[0]) == ("B5", "B6", "B3")


def test_two_pairs_side_by_side_are_the_same_row(platform: Town, submitted: Callable[..., Submission]) -> None:
    pairs = [cell for pair in NOTICE.items() for cell in pair]
    given = submitted(workbook({"公告": Sheet([[TITLE], pairs[:4], pairs[4:]], merged=["A1:D1"])}))
    assert platform.rows(given, READ) == [ROW]
    assert given.tables[0].cells == ("B2", "D2", "B3", "D3")


def test_a_page_of_a_web_site_and_a_text_are_the_same_row(platform: Town, submitted: Callable[..., Submission]) -> None:
    assert platform.rows(submitted(page(NOTICE), "notice-7.html"), READ) == [ROW]


def test_many_pages_in_one_archive_are_one_statement(platform: Town, submitted: Callable[..., Submission]) -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for number in range(3):
            archive.writestr(f"notice-{number}.html", page({**NOTICE, "合同金额": f"{number}元"}))
    given = submitted(content.getvalue(), "公告.zip")
    found = platform.rows(given, "notice_id, amount")
    assert found == [(f"notice-{number}", Decimal(number)) for number in range(3)]


def test_what_is_no_amount_is_told_at_its_cell(platform: Town) -> None:
    notice = {**NOTICE, "合同金额": "详见附件"}
    platform.standardise(DATASET, "112/notice-7.xlsx", workbook({"公告": one_under_the_other(notice)}))
    said = platform.only("VAL-AMOUNT")
    assert (said.cell, said.row, said.value) == ("B5", 5, "详见附件")


def test_a_label_that_nobody_reads_is_told(platform: Town, submitted: Callable[..., Submission]) -> None:
    submitted(workbook({"公告": one_under_the_other({"采购人名称": "示例学校", "开户银行": "示例银行", **NOTICE})}))
    said = platform.only("EXT-SPARE-COLUMN")
    assert (said.cell, "开户银行" in said.message_zh) == ("B4", True)


def test_what_stands_under_the_last_label_that_is_known_is_counted(
    platform: Town, submitted: Callable[..., Submission]
) -> None:
    submitted(workbook({"公告": one_under_the_other({**NOTICE, "开户银行": "示例银行"})}))
    said = platform.only("EXT-LEFTOVER")
    assert (said.cell, said.count) == ("A7", 2)


def test_a_notice_without_its_buyer_is_not_used_and_says_why(platform: Town) -> None:
    notice = {label: value for label, value in NOTICE.items() if label != "采购人名称"}
    found = platform.extract(
        "112/notice-7.xlsx", workbook({"公告": one_under_the_other({**notice, "合同期限": "一年"})})
    )
    assert [table.data for table in found.tables] == [None]
    assert "采购人或招标人" in platform.only("EXT-COLUMN").message_zh


def test_days_of_different_years_tell_no_year(platform: Town) -> None:
    notice = {**NOTICE, "公告日期": "2025-12-30"}
    slot = platform.standardise(DATASET, "112/notice-7.xlsx", workbook({"公告": one_under_the_other(notice)}))
    assert slot is None
    assert "年度" in platform.only("STD-YEAR").next_step_zh


def test_a_row_leads_back_to_the_cells_of_its_form(platform: Town, submitted: Callable[..., Submission]) -> None:
    given = submitted(workbook({"公告": one_under_the_other(NOTICE)}))
    contract = platform.contract(DATASET)
    (source,) = sources_of(given)
    row = dict(zip(contract.table.names, platform.rows(given)[0], strict=True))
    cells = [
        cells_of(platform.home, contract, contract.table.by_name[name], source, row) for name in ("issuer", "amount")
    ]
    assert [(cell.address, cell.text) for (cell,) in cells] == [("B3", "示例学校"), ("B5", "1.5万元")]


def test_a_list_with_the_same_words_is_no_form(platform: Town) -> None:
    rows: list[list[Cell]] = [[TITLE + "清单"], [*NOTICE], [*NOTICE.values()], [*NOTICE.values()]]
    found = platform.extract("112/notice-7.xlsx", workbook({"公告": Sheet(rows)}))
    assert [(table.rows, table.cells) for table in found.tables] == [(2, ())]
