"""表中印的合计等于各行之和（容许四舍五入差）。
The printed total equals the sum of the rows, rounding apart.

Source: SUM-002 合计 = Σ类, SUM-003 总计. A subtotal (小计) says nothing about the whole table and is left out. A total
of one part or wide column (收入, 预算数) adds up the rows of that part and column alone; 其中 rows never count.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from gongkai.contract.checks import TotalRow
from gongkai.engine import literal
from gongkai.submission import ControlTotal
from gongkai.values.labels import normalise
from quality.context import ROWS, TableContext, column
from quality.rules.forms import LISTED, Failure, Judged
from quality.rules.rounding import rounding_remark, tolerance
from quality.rules.table.subjects import LEVELS, at_level, counted

NO_TOTAL = ("小计", "其中")


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
    """Compares every printed total that is meant with the sum of its rows, at the level if one is given."""
    if context.incomplete:
        return Judged(0, reason=context.incomplete)
    totals = [total for total in context.submission.totals if _is_meant(check, total)]
    if not totals:
        wanted = f"“{'、'.join(check.labels)}”" if check.labels else "合计"
        named = f"the total {', '.join(check.labels)}" if check.labels else "total"
        return Judged(0, reason=f"表中没有印{wanted} / the table prints no {named}")
    compared = list(_compared(check, context, totals))
    if not compared:
        zh, en = LEVELS[check.level] if check.level else ("数据", "data")
        return Judged(0, reason=f"表中没有{zh}行 / the table has no {en} rows")
    off = [each for each in compared if abs(each.difference) > each.tolerance]
    rounded = sum(each.difference != 0 for each in compared) - len(off)
    failures = tuple(_failure(context, each) for each in off[:LISTED])
    return Judged(len(compared), len(off), failures, rounding_remark(check.code, rounded))


def _is_meant(check: TotalRow, total: ControlTotal) -> bool:
    label = normalise(total.label)
    if check.labels:
        return label in map(normalise, check.labels)
    return not any(word in label for word in NO_TOTAL)


def _compared(check: TotalRow, context: TableContext, totals: list[ControlTotal]) -> Iterator[_Compared]:
    for total in totals:
        where = _rows(check, context, total)
        found = list(_each(context, total, _sums(check, context, f"{where} AND {_own(context, total)}")))
        if len(context.submission.tables) > 1 and not (found and _fits(found)):
            # The last of several sheets may state the total of all of them.
            whole = list(_each(context, total, _sums(check, context, where)))
            found = whole if not found or _fits(whole) else found
        yield from found


def _fits(compared: list[_Compared]) -> bool:
    return all(abs(each.difference) <= each.tolerance for each in compared)


def _each(
    context: TableContext, total: ControlTotal, found: tuple[int, dict[str, Decimal | None]]
) -> Iterator[_Compared]:
    rows, sums = found
    for amount, added in sums.items() if rows else ():
        stated = total.amounts.get(amount)
        if stated is not None:
            yield _Compared(total, amount, stated, added or Decimal(0), tolerance(context, rows))


def _own(context: TableContext, total: ControlTotal) -> str:
    """The SQL of whether a row stands in the table that prints the total."""
    if len(context.submission.tables) == 1:
        return "true"
    table = context.submission.tables[total.table]
    file, sheet = literal(table.source_id), literal(table.place or "")
    letters = ", ".join(literal(table.letter(index)) for index in range(table.width))
    return (
        f"{context.row} BETWEEN {table.first_row} AND {table.last_row} "
        f"AND coalesce({context.file}, {file}) = {file} AND coalesce({context.sheet}, {sheet}) = {sheet} "
        f"AND coalesce(rtrim({context.cell}, '0123456789') IN ({letters}), true)"
    )


def _rows(check: TotalRow, context: TableContext, total: ControlTotal) -> str:
    """The SQL of whether a row belongs to the total."""
    conditions = [counted(context.contract)]
    if check.level:
        conditions.append(at_level(context.contract, check.level))
    conditions += [_has(name, texts) for name, texts in check.rows.items()]
    conditions += [_has(name, (text,)) for name, text in total.at.items() if name in context.contract.table.by_name]
    return " AND ".join(conditions)


def _has(name: str, texts: tuple[str, ...]) -> str:
    return f"coalesce({column(name)}::VARCHAR, '') IN ({', '.join(map(literal, texts))})"


def _sums(check: TotalRow, context: TableContext, where: str) -> tuple[int, dict[str, Decimal | None]]:
    sums = ", ".join(f"sum({column(amount)})" for amount in check.amounts)
    rows, *added = context.connection.execute(f"SELECT count(*), {sums} FROM {ROWS} WHERE {where}").fetchall()[0]
    return rows, dict(zip(check.amounts, added, strict=True))


def _failure(context: TableContext, each: _Compared) -> Failure:
    said = {"label": each.total.label, "stated": each.stated, "sum": each.added, "difference": each.difference}
    table = context.submission.tables[each.total.table]
    cell = each.total.cell or table.cell(each.amount, each.total.row)
    return Failure(each.amount, each.total.row, each.stated, said, cell, table.source_id, table.place)
