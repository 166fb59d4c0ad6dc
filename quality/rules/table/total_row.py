"""表中印的合计等于各行之和（容许四舍五入差）。
The printed total equals the sum of the rows, rounding apart.

Source: SUM-002 合计 = Σ类, SUM-003 总计. A subtotal (小计) says nothing about the whole table and is left out.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from gongkai.contract.checks import TotalRow
from gongkai.submission import ControlTotal
from gongkai.values.labels import normalise
from quality.context import ROWS, TableContext, column
from quality.rules.forms import LISTED, Failure, Judged
from quality.rules.rounding import rounding_remark, tolerance
from quality.rules.table.subjects import LEVELS, digits, leveled_column


@dataclass(frozen=True)
class _Compared:
    total: ControlTotal
    amount: str
    stated: Decimal
    added: Decimal
    tolerance: Decimal

    @property
    def difference(self) -> Decimal:
        return self.stated - self.added


def judge(check: TotalRow, context: TableContext) -> Judged:
    """Compares every printed total with the sum of the rows at the level, or of all rows."""
    if context.incomplete:
        return Judged(0, reason=context.incomplete)
    totals = [total for total in context.submission.totals if "小计" not in normalise(total.label)]
    if not totals:
        return Judged(0, reason="表中没有印合计 / the table prints no total")
    rows, sums = _sums(check, context)
    if not rows:
        zh, en = LEVELS[check.level] if check.level else ("数据", "data")
        return Judged(0, reason=f"表中没有{zh}行 / the table has no {en} rows")
    compared = list(_compared(context, totals, rows, sums))
    off = [each for each in compared if abs(each.difference) > each.tolerance]
    rounded = sum(each.difference != 0 for each in compared) - len(off)
    return Judged(len(compared), len(off), tuple(map(_failure, off[:LISTED])), rounding_remark(check.code, rounded))


def _sums(check: TotalRow, context: TableContext) -> tuple[int, dict[str, Decimal | None]]:
    sums = ", ".join(f"sum({column(amount)})" for amount in check.amounts)
    level = f" WHERE length({column(leveled_column(context.contract))}) = {digits(check.level)}" if check.level else ""
    rows, *added = context.connection.execute(f"SELECT count(*), {sums} FROM {ROWS}{level}").fetchall()[0]
    return rows, dict(zip(check.amounts, added, strict=True))


def _compared(
    context: TableContext, totals: list[ControlTotal], rows: int, sums: dict[str, Decimal | None]
) -> Iterator[_Compared]:
    for total in totals:
        for amount, added in sums.items():
            stated = total.amounts.get(amount)
            if stated is not None:
                yield _Compared(total, amount, stated, added or Decimal(0), tolerance(context, rows))


def _failure(each: _Compared) -> Failure:
    said = {"label": each.total.label, "stated": each.stated, "sum": each.added, "difference": each.difference}
    return Failure(each.amount, each.total.row, each.stated, said)
