"""Codes prove themselves by form and check character."""

import pytest

from gongkai.values.codes import parse_subject_code, project_code_fault, project_code_region, uscc_fault


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        ("91350200MA2YJ1XR9G", None),
        ("91350200MA2YJ1XR9H", "check"),
        ("91350200MA2YJ1XR9", "length"),
        ("91350200MA2YJ1XR9GG", "length"),
        ("", "length"),
        ("91350200MA2YJ1XO9G", "charset"),
        ("91350200ma2yj1xr9g", "charset"),
        ("9135020GMA2YJ1XR9G", "charset"),
        ("９1350200MA2YJ1XR9G", "charset"),
    ],
)
def test_credit_codes(code: str, fault: str | None) -> None:
    assert uscc_fault(code) == fault


def test_a_village_collective_begins_with_a_letter() -> None:
    assert uscc_fault("N2350200MA2YJ1XR9G") == "check"


@pytest.mark.parametrize(
    "code",
    [
        "2410-350121-04-01-136129",
        "2503-411481-04-01-225421",
        "2509-320193-89-01-544060",
        "2019-611102-48-01-068707",
        "2017-130000-01-01-00001",
    ],
)
def test_real_project_codes_of_both_forms(code: str) -> None:
    assert project_code_fault(code) is None


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        ("2410-350121-04-01-136128", "check"),
        ("2413-350121-04-01-136129", "month"),
        ("2400-350121-04-01-136129", "month"),
        ("2410-350121-04-01-13612", "shape"),
        ("24103501210401136129", "shape"),
        ("1910-350121-04-01-136129", "shape"),
        ("2410-35012A-04-01-136129", "shape"),
        ("2021-350121-04-01-136129", "month"),
        ("2021-350121-04-01-13612", "shape"),
        ("2000-350121-04-01-136129", "month"),
        ("２410-350121-04-01-136129", "shape"),
        ("", "shape"),
    ],
)
def test_faulty_project_codes(code: str, fault: str) -> None:
    assert project_code_fault(code) == fault


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        ("2013-150302-04-01-000001", None),
        ("2020-150302-04-01-000001", None),
        ("2012-150302-04-01-00001", None),
        ("2012-150302-04-01-000011", None),
        ("2012-150302-04-01-000001", "either"),
        ("2101-150302-04-01-000001", "check"),
    ],
)
def test_a_first_block_that_may_be_a_year_or_a_month_of_2020(code: str, fault: str | None) -> None:
    assert project_code_fault(code) == fault


@pytest.mark.parametrize(
    ("code", "region"),
    [
        ("2410-350121-04-01-136129", "350121"),
        ("2017-130000-01-01-00001", "130000"),
        ("2017-000052-48-01-000254", "000052"),
        ("示发改〔2026〕1号", None),
    ],
)
def test_the_region_in_a_project_code(code: str, region: str | None) -> None:
    assert project_code_region(code) == region


@pytest.mark.parametrize(
    ("text", "code", "name"),
    [
        ("2010301", "2010301", ""),
        ("2010301.0", "2010301", ""),
        ("201.0", "201", ""),
        ("201-03-01", "2010301", ""),
        ("201.03.01", "2010301", ""),
        ("201 3 1", "2010301", ""),
        ("20103 01 行政运行", "2010301", "行政运行"),
        ("2010301行政运行", "2010301", "行政运行"),
        ("２０１０３０１　行政\n运行", "2010301", "行政运行"),
        ("[2010301]行政运行", "2010301", "行政运行"),
        ("205-教育支出", "205", "教育支出"),
        ("30102津贴补贴", "30102", "津贴补贴"),
        ("101010101", "101010101", ""),
    ],
)
def test_the_subject_code_in_a_cell(text: str, code: str, name: str) -> None:
    found = parse_subject_code(text)
    assert found is not None
    assert (found.code, found.name) == (code, name)


@pytest.mark.parametrize(
    "text", ["", "2", "02", "2010", "2026年预算", "行政运行", "10101010101", "201030-1", "2010301-01-01"]
)
def test_a_text_without_a_whole_subject_code(text: str) -> None:
    assert parse_subject_code(text) is None
