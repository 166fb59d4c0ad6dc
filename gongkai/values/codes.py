"""Codes that carry their own proof: credit codes, investment project codes, subject codes.

Belongs here: form and check characters. Does not belong here: whether a code stands in a yearly list, and how severe
a fault is (rules). A code is judged as written: blanks, lower case, missing hyphens are for the caller to settle first.
"""

import re

from stdnum.cn import uscc
from stdnum.iso7064 import mod_11_10

_USCC = re.compile(r"[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}")
_PROJECT = re.compile(r"([0-9]{4})-[0-9]{6}-[0-9]{2}-[0-9]{2}-[0-9]{6}")
_PROJECT_OLD = re.compile(r"20(?:[01][0-9]|20)-[0-9]{6}-[0-9]{2}-[0-9]{2}-[0-9]{5,6}")
_SUBJECT = re.compile(r"[0-9]{3}(?:[0-9]{2}){0,3}")


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
    """What is wrong with a 投资项目统一代码: 'shape', 'month' or 'check'; None when nothing is (COD-009).

    Until 2020-10 the first block was the year and there was no check digit; since then it is YYMM and the last digit
    proves the others (GB/T 40058-2021; ISO 7064 MOD 11,10 by inference from real codes, so a warning at most). 2001 to
    2012 can be a year or a month of 2020: the form without proof is assumed.
    """
    if _PROJECT_OLD.fullmatch(text):
        return None
    found = _PROJECT.fullmatch(text)
    if not found or found[1] < "2000":
        return "shape"
    if not "01" <= found[1][2:] <= "12":
        return "month"
    return None if mod_11_10.is_valid(text.replace("-", "")) else "check"


def parent_code(code: str) -> str | None:
    """The subject one level up (项 → 款 → 类; 目 → 项 for revenue); None for a 类 and for what is no subject code."""
    return code[:-2] if _SUBJECT.fullmatch(code) and len(code) > 3 else None
