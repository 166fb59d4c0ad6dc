"""An Excel number format taken apart: sections, and the tokens of a section ([ECMA-376] part 1, 18.8.31).

What a number looks like in a format belongs to `number_formats`, what a moment looks like to `serials`.
"""

import operator
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple, get_args

# Ids that a file uses without saying what they mean. 27–36 and 50–58 are those of a Chinese Excel, and so are the
# forms of 14 and 22 and the currency of 5–8 ([ECMA-376] part 1, 18.8.30).
_ACCOUNTING = '_ * #,##0{0}_ ;_ * \\-#,##0{0}_ ;_ * "-"{1}_ ;_ @_ '
_YEAR_MONTH, _MONTH_DAY = 'yyyy"年"m"月"', 'm"月"d"日"'
_HALF_DAY, _HALF_DAY_SECONDS = '上午/下午h"时"mm"分"', '上午/下午h"时"mm"分"ss"秒"'
BUILTIN: dict[int, str] = {
    0: "General",
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    5: '"¥"#,##0;"¥"\\-#,##0',
    6: '"¥"#,##0;[Red]"¥"\\-#,##0',
    7: '"¥"#,##0.00;"¥"\\-#,##0.00',
    8: '"¥"#,##0.00;[Red]"¥"\\-#,##0.00',
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    14: "yyyy/m/d",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "yyyy/m/d h:mm",
    30: "m-d-yy",
    31: 'yyyy"年"m"月"d"日"',
    32: 'h"时"mm"分"',
    33: 'h"时"mm"分"ss"秒"',
    34: _HALF_DAY,
    35: _HALF_DAY_SECONDS,
    37: "#,##0;\\-#,##0",
    38: "#,##0;[Red]\\-#,##0",
    39: "#,##0.00;\\-#,##0.00",
    40: "#,##0.00;[Red]\\-#,##0.00",
    41: _ACCOUNTING.format("", ""),
    42: _ACCOUNTING.format("", "").replace("* ", '"¥"* '),
    43: _ACCOUNTING.format(".00", "??"),
    44: _ACCOUNTING.format(".00", "??").replace("* ", '"¥"* '),
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss.0",
    48: "##0.0E+0",
    49: "@",
    55: _HALF_DAY,
    56: _HALF_DAY_SECONDS,
    **dict.fromkeys((27, 36, 50, 52, 57), _YEAR_MONTH),
    **dict.fromkeys((28, 29, 51, 53, 54, 58), _MONTH_DAY),
}

MOST_CHARACTERS = 255
"""Of a code; no program writes more."""

Sort = Literal["text", "digit", "point", "comma", "percent", "slash", "exponent", "general", "date", "elapsed", "half"]
_PLACEHOLDERS = tuple(sort for sort in get_args(Sort) if sort != "text")
_TOKEN = re.compile(
    r"""  "(?P<quoted>[^"]*)"? | [\\!](?P<escaped>.) | (?P<filler>[_*].?)
        | \[(?P<elapsed>[hH]+|[mM]+|[sS]+)\] | \[(?P<bracket>[^\]]*)\]?
        | (?P<general>general|G/通用格式) | (?P<half>AM/PM|A/P|上午/下午) | (?P<exponent>(?<=[0\#?])E[+-])
        | (?P<date>y+|m+|d+|h+|s+(?:\.0+)?|e+|a{3,4}) | (?P<digit>[0#?]) | (?P<point>\.) | (?P<comma>,)
        | (?P<percent>%) | (?P<slash>/) | (?P<at>@) | (?P<text>.) """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)(-?[0-9.]+)")
_COMPARE: dict[str, Callable[[float, float], bool]] = {
    "<=": operator.le,
    ">=": operator.ge,
    "<>": operator.ne,
    "<": operator.lt,
    ">": operator.gt,
    "=": operator.eq,
}


class Token(NamedTuple):
    """A piece of a section; `text` is what it prints, or the placeholder itself."""

    sort: Sort
    text: str


@dataclass(frozen=True)
class Section:
    """One of up to four sections; `condition` is its own ([>=1000]), None where its place decides."""

    tokens: tuple[Token, ...]
    condition: tuple[str, float] | None = None

    @property
    def is_date(self) -> bool:
        """Whether it shows a moment or a duration."""
        sorts = {token.sort for token in self.tokens}
        return bool(sorts & {"date", "elapsed"}) and not sorts & {"digit", "general"}

    def holds(self, value: float) -> bool:
        """Whether its own condition lets the value in; True where it has none."""
        return self.condition is None or _COMPARE[self.condition[0]](value, self.condition[1])


@lru_cache(maxsize=4096)
def sections(code: str) -> tuple[Section, ...]:
    """The sections of a format code; never none. Codes that no program writes are text that prints itself."""
    found: list[Section] = []
    tokens: list[Token] = []
    condition: tuple[str, float] | None = None
    for match in _TOKEN.finditer(code[:MOST_CHARACTERS]):
        if match.group() == ";":
            found.append(Section(tuple(tokens), condition))
            tokens, condition = [], None
        elif limit := _CONDITION.fullmatch(match["bracket"] or ""):
            condition = limit[1], _bound(limit[2])
        else:
            tokens += _tokens(match)
    return (*found, Section(tuple(tokens), condition))


def _bound(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0


def _tokens(match: re.Match[str]) -> list[Token]:
    kind = match.lastgroup
    if kind in ("filler", "at"):
        return []
    if kind == "bracket":
        # [$¥-804] prints its currency; [Red], [DBNum1], [$-804] print nothing, for digits stay digits here.
        bracket = match["bracket"]
        return [Token("text", bracket[1:].partition("-")[0])] if bracket.startswith("$") else []
    if kind in ("quoted", "escaped"):
        return [Token("text", match[kind])]
    sort: Sort = next((each for each in _PLACEHOLDERS if each == kind), "text")
    return [Token(sort, match.group().strip("[]").lower() if sort in ("date", "elapsed") else match.group())]
