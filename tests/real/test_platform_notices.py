"""What trading platforms give (interface records, a list, the page of a notice) becomes notices, none lost or made up.

Records and lines are counted and read a second time with the standard library alone.
"""

import csv
import json
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.real.delivered import Delivered, delivered

DATASET = "procurement/platform_notices"
#: Neither states a year of its own: they are delivered under names that do. The page tells it by its days.
FILES = {
    "平台公告2026年.json": "api_sample.json",
    "平台公告清单2026年.csv": "bid_report_first50.csv",
    "detail_b_sample.html": "detail_b_sample.html",
}
RECORDS, REPORT, PAGE = FILES
#: Notices that stand both among the records and in the list.
COMMON = 20
UNITS = {"元": 1, "元人民币": 1, "": 1, "万元": 10_000, "（万元）": 10_000}


@pytest.fixture(scope="module")
def folder(shared: Path) -> Path:
    return shared / "data/trading_platform"


@pytest.fixture(scope="module")
def read(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Delivered]:
    root = tmp_path_factory.mktemp("platform")
    made = delivered(root, DATASET, {name: folder / source for name, source in FILES.items()})
    yield made
    made.home.close()


@pytest.fixture(scope="module")
def lines(folder: Path) -> list[dict[str, str]]:
    with (folder / FILES[REPORT]).open(encoding="utf-8-sig", newline="") as text:
        return list(csv.DictReader(text))


def test_every_record_of_the_interface_is_a_notice(folder: Path, read: Delivered) -> None:
    records: list[dict[str, Any]] = json.loads((folder / FILES[RECORDS]).read_text("utf-8"))["data"]["records"]
    wanted = ("id", "title", "informationType", "informationTypeText", "businessTypeText", "provinceText", "url")
    assert len(records) == 20
    columns = "notice_id, notice_title, notice_kind_code, notice_kind_name, business_type, region_name, detail_url"
    assert read.rows(RECORDS, columns) == [tuple(record[name] for name in wanted) for record in records]
    days = [date.fromisoformat(record["publishTime"]) for record in records]
    assert read.rows(RECORDS, "published_on, amount") == [(day, None) for day in days]


def test_every_line_of_the_list_is_a_notice(lines: list[dict[str, str]], read: Delivered) -> None:
    assert len(lines) == 50
    expected = [
        (line["detail_url"], line["title"], line["issuer"] or None, date.fromisoformat(line["date"])) for line in lines
    ]
    assert read.rows(REPORT, "detail_url, notice_title, issuer, published_on") == expected


def test_a_notice_has_the_same_identifier_in_the_interface_and_in_the_list(
    lines: list[dict[str, str]], read: Delivered
) -> None:
    listed = [name for (name,) in read.rows(REPORT, "notice_id")]
    assert listed == [line["detail_url"].rpartition("/")[2].removesuffix(".html") for line in lines]
    both = {name for (name,) in read.rows(RECORDS, "notice_id")} & {*listed}
    assert len(both) == COMMON


def test_amounts_in_mixed_units_are_yuan_and_a_blank_is_none(lines: list[dict[str, str]], read: Delivered) -> None:
    expected = [yuan(line["budget"]) for line in lines]
    assert [amount for (amount,) in read.rows(REPORT, "amount")] == expected
    assert expected.count(None) == sum(not line["budget"] for line in lines) > 0


def yuan(text: str) -> Decimal | None:
    """A number and its unit, by hand."""
    found = re.fullmatch(r"([0-9.,]+)\s*(\D*)", text)
    return Decimal(found[1].replace(",", "")) * UNITS[re.sub(r"\s", "", found[2])] if found else None


def test_an_amount_of_zero_stays_and_is_told(lines: list[dict[str, str]], read: Delivered) -> None:
    zeros = [number for number, line in enumerate(lines, start=2) if yuan(line["budget"]) == 0]
    assert [row for row, amount in read.rows(REPORT, "source_row, amount") if amount == 0] == zeros
    assert lines[0]["budget"] == "0元 人民币"
    told = read.findings(REPORT, "PRC-008")
    assert {item.row for item in told if item.column == "amount"} == set(zeros)


def test_a_bare_number_beside_others_in_ten_thousands_is_told(lines: list[dict[str, str]], read: Delivered) -> None:
    bare = [number for number, line in enumerate(lines, start=2) if re.fullmatch("[1-9][0-9.]*", line["budget"])]
    (told,) = read.findings(REPORT, "VAL-UNIT-MIXED")
    assert (told.row, told.count) == (bare[0], len(bare))


def test_the_page_of_a_notice_is_one_row(read: Delivered) -> None:
    columns = "notice_id, fiscal_year, issuer, supplier_name, amount, term_text, signed_on, platform"
    assert read.rows(PAGE, columns) == [
        (
            "detail_b_sample",
            2026,
            "德清县体育中心（德清县少年儿童体育学校）",
            "湖州新国旅外事旅游汽车服务有限公司",
            Decimal("0.00"),
            "年",
            date(2026, 3, 17),
            "湖州市公共资源交易网",
        )
    ]
    ((title,),) = read.rows(PAGE, "notice_title")
    assert title.endswith("少体校学生就学、训练、参赛等用车服务采购项目合同")


def test_what_is_wrong_on_the_page_is_told_at_its_cell(read: Delivered) -> None:
    told = {(item.column, item.cell) for item in read.findings(PAGE, "PRC-008")}
    assert told == {("amount", "B5"), ("term_text", "B6")}


def test_a_file_that_states_no_year_says_what_to_do(folder: Path, tmp_path: Path) -> None:
    read = delivered(tmp_path, DATASET, {"api_sample.json": folder / "api_sample.json"})
    (told,) = read.findings("api_sample.json", "STD-YEAR")
    assert "2026" in told.next_step_zh
    assert read.slots == {}
    read.home.close()
