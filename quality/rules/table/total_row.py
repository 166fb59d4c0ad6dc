"""表中印的合计等于各行之和（容许四舍五入差）。
The printed total equals the sum of the rows, rounding apart.

Source: SUM-002 合计 = Σ类, SUM-003 总计. A subtotal (小计) says nothing about the whole table and is left out. A total
of one part or wide column (收入, 预算数) adds up the rows of that part and column alone; 其中 rows never count. The
last of several tables may state the total of its own rows or of all.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from gongkai.contract.checks import TotalRow
from gongkai.submission import ControlTotal
from gongkai.values.labels import normalise
from quality.context import HALF_DIGIT, ROWS, TableContext, column
from quality.rules.forms import Addend, Failure, Judged, RowRule, Tally, judged_of, nothing
from quality.rules.rounding import addend, part_of
from quality.rules.table.subjects import LEVELS, at_level, counted
from quality.rules.table.totals import TOTALS, Printed, belongs, in_own_table, write_totals

NO_TOTAL = ("小计", "其中")
#: Where more rows add up to a total, nobody looks for the faulty one by hand.
MOST = 2_000


@dataclass(frozen=True)
class _Compared:
    """An amount of the total of this number beside the sum of its rows, in its own table or in all."""

    number: int
    printed: Printed
    amount: str
    stated: Decimal
    sum: Decimal
    tolerance: Decimal
    is_own: bool

    @property
    def difference(self) -> Decimal:
        return self.stated - self.sum

    @property
    def holds(self) -> bool:
        return abs(self.difference) <= self.tolerance


def judge(check: TotalRow, context: TableContext) -> list[Judged]:
    """Compares every printed total that is meant with the sum of its rows, at the level if one is given."""
    printed = [
        Printed(number, submission, total)
        for number, submission in enumerate(context.submissions)
        if number not in context.incomplete
        for total in submission.totals
        if _is_meant(check, total)
    ]
    compared = list(_compared(check, context, printed)) if printed else []
    failures = [_failure(check, context, each) for each in compared if not each.holds]
    return judged_of(context, check.code, _tallies(compared), failures, _why(check, context, printed))


def _is_meant(check: TotalRow, total: ControlTotal) -> bool:
    label = normalise(total.label)
    if check.labels:
        return label in map(normalise, check.labels)
    return not any(word in label for word in NO_TOTAL)


def _why(check: TotalRow, context: TableContext, printed: Sequence[Printed]) -> RowRule:
    zh, en = LEVELS[check.level] if check.level else ("数据", "data")
    wanted = f"“{'、'.join(check.labels)}”" if check.labels else "合计"
    named = f"the total {', '.join(check.labels)}" if check.labels else "total"
    without_rows = dict.fromkeys((each.of for each in printed), f"表中没有{zh}行 / the table has no {en} rows")
    return nothing(f"表中没有印{wanted} / the table prints no {named}", {**without_rows, **context.incomplete})


def _compared(check: TotalRow, context: TableContext, printed: Sequence[Printed]) -> Iterator[_Compared]:
    """Every amount of every total beside the sum of the rows of its own table, or of all tables if that fits."""
    write_totals(context, printed)
    sums = "".join(f", sum({column(each)}) FILTER (own), sum({column(each)})" for each in check.amounts)
    rows = (
        f"SELECT {ROWS}.*, number, {in_own_table(context)} AS own FROM {ROWS} "
        f"JOIN {TOTALS} ON {belongs(check, context, printed)} WHERE {counted(context.contract)}"
    )
    found = context.connection.execute(
        f"SELECT number, count(*) FILTER (own), count(*), max({HALF_DIGIT}){sums} "
        f"FROM ({rows}) AS {ROWS} GROUP BY number ORDER BY number"
    ).fetchall()
    for number, own, every, half, *added in found:
        ours = list(_each(check, number, printed[number], added[::2], own, half, is_own=True))
        whole = list(_each(check, number, printed[number], added[1::2], every, half, is_own=False))
        fits = all(each.holds for each in whole) and not all(each.holds for each in ours)
        yield from whole if not ours or fits else ours


def _each(
    check: TotalRow,
    number: int,
    printed: Printed,
    sums: Sequence[Decimal | None],
    rows: int,
    half: Decimal,
    *,
    is_own: bool,
) -> Iterator[_Compared]:
    for amount, added in zip(check.amounts, sums, strict=True) if rows else ():
        stated = printed.total.amounts.get(amount)
        if stated is not None:
            yield _Compared(number, printed, amount, stated, added or Decimal(0), half * (rows + 1), is_own)


def _tallies(compared: Sequence[_Compared]) -> dict[int, Tally]:
    of: dict[int, list[_Compared]] = defaultdict(list)
    for each in compared:
        of[each.printed.of].append(each)
    return {
        number: Tally(
            len(some),
            sum(not each.holds for each in some),
            sum(each.holds and each.difference != 0 for each in some),
        )
        for number, some in of.items()
    }


def _failure(check: TotalRow, context: TableContext, each: _Compared) -> Failure:
    total, table = each.printed.total, each.printed.table
    said = {"label": total.label, "stated": each.stated, "sum": each.sum, "difference": each.difference}
    place = (total.cell or table.cell(each.amount, total.row), table.source_id, table.place)
    parts = _parts(check, context, each)
    return Failure(each.printed.of, each.amount, total.row, each.stated, said, place, parts, each.tolerance)


def _parts(check: TotalRow, context: TableContext, each: _Compared) -> tuple[Addend, ...]:
    """The rows that the total adds up; of-which rows and those of lower levels beside them."""
    own = f" AND {in_own_table(context)}" if each.is_own else ""
    every_level = check.model_copy(update={"level": None})
    nested = f"NOT {at_level(context.contract, check.level)}" if check.level else "false"
    found = context.connection.execute(
        f"SELECT {part_of(context, each.amount, nested)} FROM {ROWS} "
        f"JOIN {TOTALS} ON {belongs(every_level, context, [each.printed])} "
        f"WHERE {TOTALS}.number = {each.number}{own} ORDER BY {context.row} LIMIT {MOST}"
    ).fetchall()
    return tuple(addend(each.amount, part) for (part,) in found)
