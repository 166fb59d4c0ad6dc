"""Several values in one cell: “甲公司；乙公司”.

Belongs here: taking a cell apart at signs that are declared for its column. Does not belong here: guessing such signs.
"""

import re
from collections.abc import Collection

_CLOSING = {"(": ")", "（": "）", "[": "]", "【": "】", "《": "》", "“": "”", "〔": "〕"}
_WIDE = {";": "；", ",": "，", "/": "／", "|": "｜"}


def signs_of(separators: Collection[str]) -> tuple[str, ...]:
    """The signs or words that a column declares (";", "、", "与"), with the full width forms of ; , / |."""
    return tuple(sorted({form for sign in separators for form in (sign, _WIDE.get(sign, sign))}))


def split_values(text: str, separators: Collection[str]) -> tuple[str, ...]:
    """The values of a cell in their order, as printed, without blanks around them; none is empty.

    What stands inside brackets or quotes is not taken apart.
    """
    cut = re.compile("|".join(map(re.escape, sorted(signs_of(separators), key=len, reverse=True))) or "(?!)")
    return tuple(value for part in _outside_brackets(text, cut) if (value := part.strip()))


def _outside_brackets(text: str, cut: re.Pattern[str]) -> list[str]:
    last = {sign: text.rfind(sign) for sign in _CLOSING.values()}
    parts, start, place, until = [], 0, 0, [""]
    while place < len(text):
        found = cut.match(text, place) if len(until) == 1 else None
        if found:
            parts.append(text[start:place])
            start = place = found.end()
            continue
        closing = _CLOSING.get(text[place], "")
        if text[place] == until[-1]:
            until.pop()
        elif closing and last[closing] > place:
            until.append(closing)
        place += 1
    return [*parts, text[start:]]
