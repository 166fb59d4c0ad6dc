"""Codes prove themselves by form and check character."""

import pytest

from gongkai.values.codes import parent_code, project_code_fault, uscc_fault


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
        "2012-150302-04-01-000001",
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
        ("２410-350121-04-01-136129", "shape"),
        ("", "shape"),
    ],
)
def test_faulty_project_codes(code: str, fault: str) -> None:
    assert project_code_fault(code) == fault


@pytest.mark.parametrize(
    ("code", "parent"),
    [("2010301", "20103"), ("20103", "201"), ("201", None), ("101010101", "1010101"), ("2010", None), ("20A03", None)],
)
def test_the_subject_one_level_up(code: str, parent: str | None) -> None:
    assert parent_code(code) == parent
