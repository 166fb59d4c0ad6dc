"""Number formats that only group, pad and surround digits, as most do: '#,##0.00', '0.0%', '0"万元"'. Many numbers are
shown in them at once. All other formats, and numbers to be rounded, belong to `number_formats`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipelines.readers.format_codes import sections

_FORM = re.compile(r"(t*)(#,##|#*)0(?:\.(0+))?([tp]*)")
_LETTERS = {"text": "t", "percent": "p"}


@dataclass(frozen=True)
class PlainFormat:
    """The first section of a format: texts before and after the digits, and how many decimals.

    `signed` says that it is also good for numbers below 0, which then only have a minus before them, `zero` that it is
    good for 0.
    """

    before: str
    grouped: bool
    decimals: int
    after: str
    signed: bool
    zero: bool

    def show(self, values: Sequence[float]) -> list[str]:
        """What `render` makes of numbers with at most so many decimals."""
        before, after, form = self.before, self.after, f"{',' if self.grouped else ''}.{self.decimals}f"
        return [f"{before}{value:{form}}{after}" for value in values]


@lru_cache(maxsize=4096)
def plain_format(format_code: str) -> PlainFormat | None:
    """The format for numbers above 0; None where it does more than a plain one."""
    first, *others = sections(format_code)
    match = _FORM.fullmatch("".join(_LETTERS.get(token.sort, token.text) for token in first.tokens))
    if match is None or first.condition or match[4].count("p") > 1:
        return None
    before, after = first.tokens[: len(match[1])], first.tokens[match.start(4) :]
    return PlainFormat(
        "".join(token.text for token in before).lstrip(),
        "," in match[2],
        len(match[3] or ""),
        "".join(token.text for token in after).rstrip(),
        signed=not before and not others,
        zero=len(others) < 2 and not any(each.condition for each in others),
    )
