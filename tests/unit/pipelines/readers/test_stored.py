"""Values that a file states as text are written as those that a workbook stores."""

import pytest

from pipelines.readers.stored import date_text, number_text, percent_text, time_text


@pytest.mark.parametrize(
    ("stated", "text"),
    [
        ("205", "205"),
        ("0007", "7"),
        ("2161.10", "2161.1"),
        ("-0.50", "-0.5"),
        ("1.5E-7", "0.00000015"),
        ("123456789012345678", "123456789012345680"),
        ("nan", "nan"),
        ("1e999", "1e999"),
        ("约 5", "约 5"),
        ("", ""),
    ],
)
def test_numbers_by_their_shortest_digits(stated: str, text: str) -> None:
    assert number_text(stated) == text


@pytest.mark.parametrize(
    ("number", "text"), [("0.8232", "82.32%"), ("1", "100%"), ("-0.005", "-0.5%"), ("0", "0%"), ("1e999", "1e999")]
)
def test_percentages_are_exact(number: str, text: str) -> None:
    assert percent_text(number) == text


@pytest.mark.parametrize(
    ("stated", "text"),
    [("PT09H30M00S", "09:30:00"), ("PT26H05M", "26:05:00"), ("-PT1H", "-01:00:00"), ("上午", "上午")],
)
def test_times_and_durations(stated: str, text: str) -> None:
    assert time_text(stated) == text


@pytest.mark.parametrize(
    ("stated", "text"),
    [
        ("2024-03-05", "2024-03-05"),
        ("2024-03-05T00:00:00.000", "2024-03-05"),
        ("2024-03-05T09:30:00.000", "2024-03-05T09:30:00"),
        ("2024-03-05T09:30:00.250", "2024-03-05T09:30:00.250"),
    ],
)
def test_dates_state_no_midnight(stated: str, text: str) -> None:
    assert date_text(stated) == text
