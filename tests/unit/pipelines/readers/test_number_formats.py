"""A number looks as its number format shows it."""

import datetime

import pytest

from pipelines.readers.format_codes import BUILTIN
from pipelines.readers.number_cells import number_cell
from pipelines.readers.number_formats import decimals, is_date, is_duration, is_percent, render
from pipelines.readers.serials import moment_of

ACCOUNTING = '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ '
DAY = 45000  # 2023-03-15, a Wednesday


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (2161.1, "General", "2161.1"),
        (0.1 + 0.2, "General", "0.3"),
        (2161.1, "#,##0.00", "2,161.10"),
        (1234567.891, "#,##0", "1,234,568"),
        (1.005, "0.00", "1.01"),
        (-2.5, "0", "-3"),
        (205, "000000", "000205"),
        (0, "#", ""),
        (1234.5, "0.##", "1234.5"),
        (0.82315, "0.00%", "82.32%"),
        (0.285, "0%", "29%"),
        (1234567, "0.0,", "1234.6"),
        (123456789, '#,##0.00,,"百万"', "123.46百万"),
        (12345, '0!.0,"万"', "1.2万"),
        (-5, "#,##0_);(#,##0)", "(5)"),
        (-5, "0.00;[Red]0.00", "5.00"),
        (0, '0;-0;"无"', "无"),
        (7, "0;;", "7"),
        (-7, "0;;", ""),
        (0, ACCOUNTING, "-"),
        (-1234.5, ACCOUNTING, "-1,234.50"),
        (5, "[$¥-804]#,##0.00", "¥5.00"),
        (5, '[DBNum2][$-804]General"元整"', "5元整"),
        (326.71, 'G/通用格式"元"', "326.71元"),
        (12, '[>=10]0.0"万";0', "12.0万"),
        (3, '[>=10]0.0"万";0', "3"),
        (1234567890123, "0 0000 0000 0000", "1 2345 6789 0123"),
        (0.25, "# ?/?", "0.25"),
        (12345, "0.00E+00", "12345"),
        (1.5, "@", "1.5"),
        (3, "", "3"),
        (-3, "合计", "-合计"),
    ],
)
def test_numbers(value: float, code: str, shown: str) -> None:
    assert render(value, code) == shown


@pytest.mark.parametrize(
    ("serial", "code", "shown"),
    [
        (DAY, 'yyyy"年"m"月"', "2023年3月"),
        (DAY, '[DBNum1][$-804]yyyy"年"m"月"d"日";@', "2023年3月15日"),
        (DAY, "yyyy.mm.dd", "2023.03.15"),
        (DAY, "e-m-d", "2023-3-15"),
        (DAY, "d-mmm-yy", "15-Mar-23"),
        (DAY, "dddd, mmmm d", "Wednesday, March 15"),
        (DAY, "aaaa", "星期三"),
        (DAY + 0.5, "yyyy/m/d h:mm", "2023/3/15 12:00"),
        (DAY + 0.9999999, "yyyy/m/d hh:mm:ss", "2023/3/16 00:00:00"),
        (0.75, "h:mm AM/PM", "6:00 PM"),
        (0.25, '上午/下午h"时"mm"分"', "上午6时00分"),
        (0.0000174, "mm:ss.0", "00:01.5"),
        (1.5, "[h]:mm", "36:00"),
        (59, "yyyy-mm-dd", "1900-02-28"),
        (60, "yyyy-mm-dd", "60"),
        (-1, "yyyy-mm-dd", "-1"),
        (1e300, "yyyy-mm-dd", "1" + "0" * 300),
    ],
)
def test_moments(serial: float, code: str, shown: str) -> None:
    assert is_date(code)
    assert render(serial, code) == shown


def test_the_date_system_of_1904() -> None:
    assert render(DAY - 1462, "yyyy-mm-dd", date1904=True) == "2023-03-15"
    assert moment_of(0.5, date1904=True) == datetime.time(12)
    assert moment_of(1, date1904=True) == datetime.date(1904, 1, 2)


@pytest.mark.parametrize("number", [*range(27, 37), *range(50, 59), 14, 22, 45, 46])
def test_the_builtin_dates_of_a_chinese_excel(number: int) -> None:
    assert is_date(BUILTIN[number])


def test_what_a_format_tells() -> None:
    assert [decimals(code) for code in ("0.00", "#,##0", "0.0%", "General", "yyyy-mm", "# ?/?")] == [
        2,
        0,
        1,
        None,
        None,
        None,
    ]
    assert [is_percent(code) for code in ("0%", '0"%"', "0.00")] == [True, False, False]
    assert [is_date(code) for code in ('0"年"', "[Red]0.00", '0.00"day"', "General", "[mm]:ss")] == [False] * 4 + [True]
    assert [is_duration(code) for code in ("[h]:mm", "h:mm")] == [True, False]


@pytest.mark.parametrize(
    ("value", "code", "text", "printed"),
    [
        (0.8232, "0%", "82.32%", "82%"),
        (0.7112000000000001, "0.00%", "71.12%", "71.12%"),
        (1, "0%", "100%", "100%"),
        (1e-7, "0.00%", "0.00001%", "0.00%"),
        (830035.6899999999, "#,##0.00", "830035.69", "830,035.69"),
        (DAY, 'yyyy"年"m"月"', "2023-03-15", "2023年3月"),
        (1.5, "[h]:mm", "36:00:00", "36:00"),
        (-4, "yyyy-mm-dd", "-4", "-4"),
        (0, "#,##0.00", "0", "0.00"),
    ],
)
def test_a_cell_states_more_than_it_shows(value: float, code: str, text: str, printed: str) -> None:
    assert number_cell(value, code) == (text, printed)
