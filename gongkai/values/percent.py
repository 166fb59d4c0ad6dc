"""Percentages in a column that holds them: “82.32%”, or just “82.32”.

Belongs here: one text to one percentage. Does not belong here: ratios that a number format shows as percent (the reader
gives them with the sign), amounts, and what a percentage should be (a rule).
"""

from dataclasses import dataclass
from decimal import Decimal

from gongkai.values.amounts import State, parse_amount
from gongkai.values.labels import fold


@dataclass(frozen=True)
class Percent:
    """One percentage as stated."""

    value: Decimal | None  #: percent points, exact: 82.32 for “82.32%”; None when blank; 0 for a dash
    state: State
    precision: Decimal | None  #: percent points in one last printed digit; None when no digit was printed
    text: str  #: the cell as printed


def parse_percent(text: str) -> Percent | None:
    """The percentage a cell states; None when it is none. Only for a column that is declared to hold percentages.

    Whether “0.8232” without the sign was meant as a ratio is not told by the text: it is read as 0.8232 %.
    """
    folded = fold(text)
    bare = folded.removesuffix("%").rstrip()
    amount = parse_amount(bare, "元")
    if amount is None or amount.unit or amount.doubt or "¥" in bare or "人民币" in bare:
        return None
    if bare != folded and amount.precision is None:  # a sign without a number: “%”, “-%”
        return None
    return Percent(amount.value, amount.state, amount.precision, text)
