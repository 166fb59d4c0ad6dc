"""Runs row tests: all are counted in one pass over the rows; only a test that fails is asked for its first places."""

from collections.abc import Sequence

from gongkai.engine import name
from quality.context import ROWS, TableContext, column
from quality.rules.forms import LISTED, Failure, Judged, RowRule, RowTest
from quality.rules.rounding import rounding_remark

Counts = tuple[int, int, int]


def count(context: TableContext, tests: Sequence[RowTest]) -> list[Counts]:
    """(rows it applies to, rows that fail, rows that differ by rounding) of each test."""
    if not tests:
        return []
    marks, counts = [], []
    for index, test in enumerate(tests):
        for part, condition in (("a", test.applies), ("f", test.fails), ("r", test.rounded)):
            marks.append(f"({condition}) AS {part}{index}")
        conditions = (f"a{index}", f"a{index} AND f{index}", f"a{index} AND r{index}")
        counts += [f"count(*) FILTER ({condition})" for condition in conditions]
    query = f"SELECT {', '.join(counts)} FROM (SELECT {', '.join(marks)} FROM {_joined(tests)})"
    numbers = [int(number) for number in context.connection.execute(query).fetchall()[0]]
    return [(numbers[i], numbers[i + 1], numbers[i + 2]) for i in range(0, len(numbers), 3)]


def judged(context: TableContext, code: str, rule: RowRule, counts: Sequence[Counts]) -> Judged:
    """The result of one check from the counts of its tests."""
    checked, failed, rounded = (sum(each[part] for each in counts) for part in range(3))
    failures: list[Failure] = []
    for test, (_, wrong, _) in zip(rule.tests, counts, strict=True):
        failures += _first(context, test) if wrong else []
    listed = sorted(failures, key=lambda failure: failure.row or 0)[:LISTED]
    remarks = rule.remarks + rounding_remark(code, rounded)
    return Judged(checked, failed, tuple(listed), remarks, rule.reason if not checked else "")


def _first(context: TableContext, test: RowTest) -> list[Failure]:
    said = "".join(f", {expression} AS {name(key)}" for key, expression in test.said.items())
    rows = context.connection.execute(
        f"SELECT {context.row}, {column(test.column)}, {context.origin}{said} FROM {_joined([test])} "
        f"WHERE ({test.applies}) AND ({test.fails}) ORDER BY 1 LIMIT {LISTED}"
    ).fetchall()
    return [
        Failure(test.column, row, value, {**test.facts, **dict(zip(test.said, values, strict=True))}, *origin)
        for row, value, *rest in rows
        for origin, values in [(rest[:3], rest[3:])]
    ]


def _joined(tests: Sequence[RowTest]) -> str:
    joins = dict.fromkeys(join for test in tests for join in test.joins)
    return " ".join([ROWS, *joins])
