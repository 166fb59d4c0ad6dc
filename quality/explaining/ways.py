"""The ways in which a sum goes wrong: the kind, how often it is the cause, and the sentence, in both languages.

In the sentences `{it}` is the figure that would have to be `{value}`, `{rest}` the other rows spoken of, `{every}` all
of them. A weight is the share of failures that have this cause, as far as known tables tell (nearly all of those are
lost signs).
"""

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from quality.explaining.sums import Part


class Kind(StrEnum):
    """The causes, in the order in which a person would try them."""

    ROUNDING = "rounding"
    SIGN_LOST = "sign_lost"
    OF_WHICH_COUNTED = "of_which_counted"
    ROW_MISSING = "row_missing"
    ROW_TWICE = "row_twice"
    UNIT = "unit"
    TRANSPOSED = "transposed"
    DECIMAL_SHIFTED = "decimal_shifted"
    BLANK_PART = "blank_part"
    SUBSET = "subset"
    OTHER_YEAR = "other_year"
    AMBIGUOUS = "ambiguous"
    UNEXPLAINED = "unexplained"


@dataclass(frozen=True)
class Way:
    """One way of a kind: its weight and its sentence."""

    kind: Kind
    weight: float
    zh: str
    en: str


@dataclass(frozen=True)
class Hit:
    """A way that closes the gap: the figures `at` fault (the first would have to be `value`), `left` of the difference.

    `drift` is how far (元) rounding may be expected to leave the difference from zero; None where any D is explained.
    `tries` counts the places where the same way was looked for, `favour` is how much last year's figure speaks for it.
    """

    way: Way
    at: tuple[Part, ...]
    value: Decimal | None
    drift: float | None
    tries: int
    left: Decimal = Decimal(0)
    favour: float = 1.0
    said: dict[str, str] = field(default_factory=dict, compare=False)


ROUNDING = Way(
    Kind.ROUNDING,
    1,
    "相差 {difference}，在四舍五入容差 {tolerance} 以内",
    "the difference of {difference} is within the tolerance of rounding, {tolerance}",
)
SIGN_LOST = Way(
    Kind.SIGN_LOST,
    0.3,
    "{it}若为 {value} 则相符：可能丢失负号",
    "it adds up if {it} is {value}: a minus sign may be lost",
)
SIGN_ADDED = Way(
    Kind.SIGN_LOST,
    0.06,
    "{it}若为 {value} 则相符：可能多了负号",
    "it adds up if {it} is {value}: a minus sign may be one too many",
)
OF_WHICH_IN_TOTAL = Way(
    Kind.OF_WHICH_COUNTED,
    0.15,
    "{it}若为 {value} 则相符：可能把其中项{rest}也计入了",
    "it adds up if {it} is {value}: the of-which rows {rest} may have been counted",
)
OF_WHICH_UNMARKED = Way(
    Kind.OF_WHICH_COUNTED,
    0.3,
    "{it}若是其中项、不另计入，则相符：它属于{rest}",
    "it adds up if {it} is an of-which row that does not count by itself: it belongs to {rest}",
)
OF_WHICH_PERHAPS = Way(
    Kind.OF_WHICH_COUNTED,
    0.03,
    "{it}若是{rest}的其中项、不另计入，则相符：可能漏写“其中”",
    "it adds up if {it} is an of-which row of {rest}: the mark 其中 may be missing",
)
MISSING_IN_TOTAL = Way(
    Kind.ROW_MISSING,
    0.1,
    "{it}若为 {value} 则相符：可能漏计{rest}",
    "it adds up if {it} is {value}: {rest} may have been left out of it",
)
ROW_ABSENT = Way(
    Kind.ROW_MISSING,
    0.1,
    "若补上一行{it} {value} 则相符：可能漏列了这一行",
    "it adds up with a row {it} of {value}: this row may be missing",
)
PRINTED_TWICE = Way(
    Kind.ROW_TWICE,
    0.1,
    "{it}若去掉则相符：与{rest}重复，可能同一行印了两次",
    "it adds up without {it}: the same as {rest}, the row may be printed twice",
)
TWICE_IN_TOTAL = Way(
    Kind.ROW_TWICE,
    0.08,
    "{it}若为 {value} 则相符：可能把{rest}计了两次，或少印了一行相同的金额",
    "it adds up if {it} is {value}: {rest} may have been counted twice, or a row of the same amount is missing",
)
UNIT = Way(
    Kind.UNIT,
    0.1,
    "{it}若为 {value} 则相符：单位可能错了（相差 {times} 倍）",
    "it adds up if {it} is {value}: its unit may be wrong (by a factor of {times})",
)
TRANSPOSED = Way(
    Kind.TRANSPOSED,
    0.08,
    "{it}若为 {value} 则相符：可能相邻两位数字颠倒",
    "it adds up if {it} is {value}: two neighbouring digits may be swapped",
)
DECIMAL_SHIFTED = Way(
    Kind.DECIMAL_SHIFTED,
    0.06,
    "{it}若为 {value} 则相符：小数点可能错移（相差 {times} 倍）",
    "it adds up if {it} is {value}: the decimal point may be shifted (by a factor of {times})",
)
BLANK_PART = Way(
    Kind.BLANK_PART,
    0.3,
    "{it}为空，若为 {value} 则相符：可能漏填",
    "{it} is blank and it adds up if it is {value}: the figure may be left out",
)
BORDER = Way(
    Kind.SUBSET,
    0.03,
    "若把相邻的{every}也算入则相符：分块的边界可能错了",
    "it adds up with the neighbouring {every}: the block may end in the wrong place",
)
ROWS_MISSING = Way(
    Kind.SUBSET,
    0.03,
    "{it}若为 {value} 则相符：可能漏计{rest}",
    "it adds up if {it} is {value}: {rest} may have been left out of it",
)
ROWS_TWICE = Way(
    Kind.SUBSET,
    0.02,
    "{it}若为 {value} 则相符：可能把{rest}计了两次",
    "it adds up if {it} is {value}: {rest} may have been counted twice",
)
YEARS_SWAPPED = Way(
    Kind.OTHER_YEAR,
    0.04,
    "{it}若为 {value}（另一年度栏的数）则相符：可能两个年度填反了",
    "it adds up if {it} is {value}, the figure of the other year: the years may be swapped",
)
TOTAL_OF_OTHER_YEAR = Way(
    Kind.OTHER_YEAR,
    0.04,
    "{it}若为 {value} 则相符：它是另一年度的合计",
    "it adds up if {it} is {value}: what stands there is the total of the other year",
)
CARRIED_OVER = Way(
    Kind.OTHER_YEAR,
    0.04,
    "{it}与上年相同，若为 {value} 则相符：可能沿用了上年的数",
    "{it} is the same as last year and it adds up if it is {value}: last year's figure may have been kept",
)
MORE_UNEXPLAINED = Way(
    Kind.UNEXPLAINED,
    0.2,
    "{it}比各行之和多 {difference}，没有找到单独一处就能解释的原因；如漏列了一行，它应为这个数",
    "{it} is {difference} more than the rows, and no single cause was found; a row of that amount may be missing",
)
LESS_UNEXPLAINED = Way(
    Kind.UNEXPLAINED,
    0.2,
    "{it}比各行之和少 {difference}，没有找到单独一处就能解释的原因",
    "{it} is {difference} less than the rows, and no single cause was found",
)
AMBIGUOUS = Way(
    Kind.AMBIGUOUS,
    0,
    "有 {count} 种解释都相符，不能断定：{first}；或者{second}",
    "{count} readings fit and none can be preferred: {first}; or {second}",
)
