"""Codes that carry their own proof: credit codes, investment project codes, subject codes.

Belongs here: form and check characters. Does not belong here: whether a code stands in a yearly list, and how severe
a fault is (rules). A code is judged as written: blanks, lower case, missing hyphens are for the caller to settle first;
`parse_subject_code` does so for subject codes.
"""

import re
from dataclasses import dataclass

from stdnum.cn import uscc
from stdnum.iso7064 import mod_11_10

from gongkai.values.labels import fold, normalise

_USCC = re.compile(r"[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}")
_PROJECT = re.compile(r"([0-9]{4})-([0-9]{6})-[0-9]{2}-[0-9]{2}-[0-9]{5,6}")
#: The first block of the form without a check digit, and the part of it that may be a month of 2020 as well.
_YEARS, _YEARS_OR_MONTHS = ("2001", "2020"), ("2001", "2012")
_NEW_LENGTH = 24
_SUBJECT_CELL = re.compile(
    r"[(\[【]?([0-9]{3}(?:[0-9]{2}){0,3})(?:\.0+(?![0-9])|((?:[-. ]{1,2}[0-9]{1,2}){1,3}))?[)\]】]?"
    r"[-.:, ]*(?![-.:, 0-9])(.*)",
    re.DOTALL,
)
_LONGEST = 9


def uscc_fault(text: str) -> str | None:
    """What is wrong with a 统一社会信用代码 (GB 32100-2015): 'length', 'charset' or 'check'; None when nothing is.

    A few codes of the early pilot are valid and fail the check: a warning at most (COD-008).
    """
    if len(text) != 18:
        return "length"
    # The library's own validation wants two leading digits and so refuses village collectives (N2...) and others.
    if not _USCC.fullmatch(text):
        return "charset"
    return None if text[-1] == uscc.calc_check_digit(text) else "check"


def project_code_fault(text: str) -> str | None:
    """What is wrong with a 投资项目统一代码: 'shape', 'month', 'check' or 'either'; None when nothing is (COD-009).

    Until 2020-10 the first block was the year, the last five or six digits a number; since then it is YYMM and the last
    digit proves the others (GB/T 40058-2021; ISO 7064 MOD 11,10 by inference from real codes, so a warning at most).
    2001 to 2012 can be a year or a month of 2020. Where the digit fits, the month is meant; where it does not, the code
    may be sound as one of a year: 'either'.
    """
    found = _PROJECT.fullmatch(text)
    if not found or found[1] < "2000":
        return "shape"
    is_year = _YEARS[0] <= found[1] <= _YEARS[1]
    may_be_month = _YEARS_OR_MONTHS[0] <= found[1] <= _YEARS_OR_MONTHS[1]
    if len(text) < _NEW_LENGTH:
        return None if is_year else "shape"
    if is_year and not may_be_month:
        return None
    if not "01" <= found[1][2:] <= "12":
        return "month"
    if mod_11_10.is_valid(text.replace("-", "")):
        return None
    return "either" if may_be_month else "check"


def project_code_region(text: str) -> str | None:
    """The region (GB/T 2260, or a department of the centre, 00…) in a 投资项目统一代码 of either form; None for another
    text.
    """
    found = _PROJECT.fullmatch(text)
    return found[2] if found else None


@dataclass(frozen=True)
class SubjectCode:
    """A subject of the classification as a cell prints it: its code, and the name if that is glued to it."""

    code: str  #: 3, 5, 7 or 9 digits
    name: str  #: normalised; '' when only the code stands


def parse_subject_code(text: str) -> SubjectCode | None:
    """The code of a subject (类 3 digits, 款 5, 项 7, 目 9) in a cell; None when none stands at its beginning.

    “2010301”, “2010301.0” of a number, “201-03-01”, “201 3 1” that lost zeros, “2010301行政运行”. Not for a column of
    names: a name can begin with three figures.
    """
    found = _SUBJECT_CELL.fullmatch(fold(text))
    if not found:
        return None
    head, parted, name = found.groups()
    code = head + "".join(pair.zfill(2) for pair in re.findall("[0-9]+", parted or ""))
    return SubjectCode(code, normalise(name)) if len(code) <= _LONGEST else None
