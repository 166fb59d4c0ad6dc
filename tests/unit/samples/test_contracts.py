"""The contracts export: right in every row but the planted ones."""

import csv
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from chinese_calendar import is_workday
from stdnum.cn import uscc

from samples.contracts import COLUMNS, HEADERS, export, records

# All but the rows with a planted fault of amount, supplier or dates.
CLEAN = [record for number, record in enumerate(records(2)) if number not in {57, 140, 212}]


def digits(words: str) -> Decimal:
    """The amount that an amount in words states, read digit by digit."""
    yuan, _, rest = words.partition("元")
    total = section = number = 0
    for char in yuan:
        if char in "零壹贰叁肆伍陆柒捌玖":
            number = "零壹贰叁肆伍陆柒捌玖".index(char)
        elif char in "拾佰仟":
            section, number = section + number * 10 ** ("拾佰仟".index(char) + 1), 0
        else:
            total, section, number = total + (section + number) * 10 ** (4 * ("万亿".index(char) + 1)), 0, 0
    cents = sum(
        "零壹贰叁肆伍陆柒捌玖".index(rest[rest.index(mark) - 1]) * worth
        for mark, worth in (("角", 10), ("分", 1))
        if mark in rest
    )
    return Decimal(total + section + number) + Decimal(cents) / 100


def plain(record: dict[str, str], column: str) -> date | None:
    """The date of a column when it is printed in ISO form."""
    return date.fromisoformat(record[column]) if record[column][4:5] == "-" else None


def test_the_export_is_gb18030_with_twenty_columns() -> None:
    lines = export(1).decode("gb18030").split("\r\n")
    assert lines[0].split(",") == list(COLUMNS)
    assert COLUMNS[:16] == HEADERS
    assert {len(row) for row in csv.reader(lines[:-1])} == {20}
    with pytest.raises(UnicodeDecodeError):
        export(1).decode("utf-8")


def test_there_are_401_rows_and_407_on_the_second_night() -> None:
    assert (len(records(1)), len(records(2))) == (401, 407)


def test_amount_in_words_says_the_amount() -> None:
    for record in CLEAN:
        assert digits(record["合同金额大写"]) == Decimal(record["合同金额(元)"].replace(",", "")), record["合同编号"]


def test_notices_come_within_two_working_days() -> None:
    for record in CLEAN:
        signed, announced = plain(record, "签订日期"), plain(record, "公告日期")
        if signed and announced:
            assert sum(is_workday(signed + timedelta(days=n + 1)) for n in range((announced - signed).days)) <= 2


def test_every_credit_code_is_right_but_one() -> None:
    codes = [record[column] for record in records(2) for column in ("采购人统一社会信用代码", "供应商统一社会信用代码")]
    assert [code for code in codes if not uscc.is_valid(code)] == [records(1)[140]["供应商统一社会信用代码"]]


def test_a_supplier_has_one_code() -> None:
    pairs = {(record["供应商"], record["供应商统一社会信用代码"]) for record in CLEAN}
    assert len(pairs) == len({name for name, _ in pairs}) == len({code for _, code in pairs})


def test_categories_and_methods_are_those_of_the_code_lists(repository: Path) -> None:
    lists = repository / "datasets" / "_shared"
    with (lists / "procurement_categories.csv").open(encoding="utf-8", newline="") as file:
        leaves = {row["code"] for row in csv.DictReader(file) if row["leaf"] == "true"}
    with (lists / "procurement_methods.csv").open(encoding="utf-8", newline="") as file:
        methods = {row["name"] for row in csv.DictReader(file)}
    assert {record["品目编码"] for record in records(2)} <= leaves
    assert {record["采购方式"] for record in records(2)} <= methods


def test_a_few_rows_are_printed_in_other_ways() -> None:
    forms = {"-": 0, "年": 0, "/": 0, ".": 0}
    for record in records(1):
        for mark in forms:
            forms[mark] += mark in record["签订日期"]
    assert all(forms.values())
    assert 5 < sum("," in record["合同金额(元)"] for record in records(1)) < 40
    assert any(record["签订日期"].isdigit() for record in records(1))
