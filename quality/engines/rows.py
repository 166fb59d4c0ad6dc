"""Runs row tests: all are counted in one pass over the rows; only a test that fails is asked for its first places."""

from collections.abc import Sequence
from decimal import Decimal

from gongkai.engine import name
from quality.context import OF, ROWS, TableContext, column
from quality.loading import SUBMISSION
from quality.rules.forms import LISTED, Addend, Failure, Judged, RowRule, RowTest, Tally, judged_of

#: By submission: rows a test applies to, rows that fail, rows that differ by rounding.
Counts = dict[int, Tally]


def count(context: TableContext, tests: Sequence[RowTest]) -> list[Counts]:
    """What each test counts in each submission."""
    if not tests:
        return []
    marks, counts = [], []
    for index, test in enumerate(tests):
        for part, condition in (("a", test.applies), ("f", test.fails), ("r", test.rounded)):
            marks.append(f"({condition}) AS {part}{index}")
        conditions = (f"a{index}", f"a{index} AND f{index}", f"a{index} AND r{index}")
        counts += [f"count(*) FILTER ({condition})" for condition in conditions]
    rows = f"SELECT {OF}, {', '.join(marks)} FROM {_joined(tests)}"
    # Of one submission nothing need be grouped, which is cheaper on many rows.
    of, grouped = (SUBMISSION, f" GROUP BY {SUBMISSION}") if len(context.submissions) > 1 else ("0", "")
    found = context.connection.execute(f"SELECT {of}, {', '.join(counts)} FROM ({rows}){grouped}").fetchall()
    return [{row[0]: Tally(*row[at : at + 3]) for row in found} for at in range(1, 3 * len(tests) + 1, 3)]


def judged(context: TableContext, code: str, rule: RowRule, counts: Sequence[Counts]) -> list[Judged]:
    """The result of one check for every submission, from the counts of its tests."""
    tallies, failures = {}, []
    for number in range(len(context.submissions)):
        of = [each.get(number, Tally()) for each in counts]
        tallies[number] = Tally(
            sum(each.checked for each in of), sum(each.failed for each in of), sum(each.rounded for each in of)
        )
    for test, each in zip(rule.tests, counts, strict=True):
        failures += _first(context, test) if any(tally.failed for tally in each.values()) else []
    return judged_of(context, code, tallies, failures, rule)


def _first(context: TableContext, test: RowTest) -> list[Failure]:
    said = "".join(f", {expression} AS {name(key)}" for key, expression in test.said.items())
    parts = f"[{', '.join(column(part) for part, _ in test.parts)}]"
    rows = context.connection.execute(
        f"SELECT {OF}, {context.row}, {column(test.column)}, {context.origin}, {parts}, {test.tolerance}{said} "
        f"FROM {_joined([test])} "
        f"WHERE ({test.applies}) AND ({test.fails}) "
        f"QUALIFY row_number() OVER (PARTITION BY {OF} ORDER BY {context.row}, {context.origin}) <= {LISTED} "
        "ORDER BY 1, 2, 4"
    ).fetchall()
    return [
        Failure(
            of,
            test.column,
            row,
            value,
            {**test.facts, **dict(zip(test.said, values, strict=True))},
            origin,
            parts=_addends(context, test, row, origin, amounts),
            tolerance=Decimal(tolerance),
        )
        for of, row, value, origin, amounts, tolerance, *values in rows
    ]


def _addends(
    context: TableContext, test: RowTest, row: int, origin: list[str | None], amounts: list[Decimal | None]
) -> tuple[Addend, ...]:
    """The columns of the row that add up to the amount."""
    _, file, sheet = origin
    return tuple(
        Addend(context.contract.table.by_name[part].title, amount, part, row, (None, file, sheet), minus=minus)
        for (part, minus), amount in zip(test.parts, amounts, strict=True)
    )


def _joined(tests: Sequence[RowTest]) -> str:
    joins = dict.fromkeys(join for test in tests for join in test.joins)
    return " ".join([ROWS, *joins])
