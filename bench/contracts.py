"""The generated procurement export: as many contracts as asked for, in the columns and the forms of the sample city's.

Here belong the rows and the faults planted in them. Measuring belongs to `bulk` and `checks`.

Every value follows from the row's number, so the same number of rows is always the same file. About 215 bytes a row.
"""

import csv
import random
from datetime import date, timedelta
from pathlib import Path

import duckdb
from chinese_calendar import is_workday

from bench.organisations import YEAR, Body, companies
from gongkai.home import DATASETS
from samples.contracts import HEADERS
from samples.identifiers import amount_in_words

SUPPLIERS, AMOUNTS = 6_000, 5_000
FIRST_DAY, LAST_DAY = date(YEAR, 1, 5), date(YEAR, 12, 15)
SUBJECTS = ("维修", "运维", "设备", "软件", "物业", "监理", "课程")
TERMS = ("12个月", "30日内交付", "90日内完工", "至2027年2月")

#: One row in so many has the fault; each row takes at most one.
PENDING_EVERY, REPEATED_EVERY, LATE_EVERY, MARKED_EVERY, TYPED_EVERY = 100_003, 200_003, 997, 10_007, 10_009


def write_contracts(target: Path, rows: int, buyers: list[Body]) -> None:
    """Write the CSV (UTF-8, LF). Set aside of it: rows without a figure, and both rows of a repeated number."""
    lists = {
        "buyers": [(body.name, body.uscc) for body in buyers],
        "suppliers": [(body.name, body.uscc) for body in companies(SUPPLIERS)],
        "categories": [(code, "") for code in _column("procurement_categories", "code")],
        "methods": [(name, "") for name in _column("procurement_methods", "name")],
        "amounts": _amounts(),
        "days": _days(),
        "subjects": [(subject, "") for subject in SUBJECTS],
        "terms": [(term, "") for term in TERMS],
    }
    with duckdb.connect() as connection:
        for table, values in lists.items():
            _fill(connection, table, values)
        sizes = {table: len(values) for table, values in lists.items()}
        connection.execute(f"COPY ({_rows(rows, sizes)}) TO '{target}' (FORMAT csv, HEADER)")


def _fill(connection: duckdb.DuckDBPyConnection, table: str, values: list[tuple[str, str]]) -> None:
    columns = [[pair[index] for pair in values] for index in (0, 1)]
    connection.execute(
        f"CREATE TABLE {table} AS SELECT (row_number() OVER () - 1)::INTEGER AS id, * FROM "
        "(SELECT unnest(?::VARCHAR[]) AS first, unnest(?::VARCHAR[]) AS second)",
        columns,
    )


def _rows(rows: int, sizes: dict[str, int]) -> str:
    """One SELECT for the whole file; which entry of a list a row takes is drawn from the digest of its number."""
    joins = " ".join(
        f"LEFT JOIN {table} ON {table}.id = (hash(number, {salt}) % {count})::INTEGER"
        for salt, (table, count) in enumerate(sizes.items())
    )
    project = "subjects.first || '项目' || number // 3"
    values = (
        f"format('HT{YEAR}-{{:07d}}', number - ({_every(REPEATED_EVERY)})::INTEGER)",
        "subjects.first || '合同' || number",
        "format('CG{:06d}', number // 3)",
        project,
        *("buyers.first", "buyers.second", "suppliers.first", "suppliers.second", "categories.first"),
        *("subjects.first", "methods.first"),
        f"CASE WHEN {_every(PENDING_EVERY)} THEN '待定' WHEN {_every(MARKED_EVERY)} "
        "THEN format('{:,}', amounts.first::DECIMAL(18,2)::BIGINT) ELSE amounts.first END",
        "amounts.second",
        f"CASE WHEN {_every(TYPED_EVERY)} THEN replace(days.first, '-', '/') ELSE days.first END",
        f"CASE WHEN {_every(LATE_EVERY)} THEN (days.first::DATE + 14)::VARCHAR ELSE days.second END",
        "terms.first",
    )
    named = ", ".join(f'{value} AS "{header}"' for value, header in zip(values, HEADERS, strict=True))
    return f"SELECT {named} FROM range(1, {rows + 1}) AS numbers(number) {joins} ORDER BY number"


def _every(count: int) -> str:
    return f"number % {count} = {count // 2}"


def _column(code_list: str, column: str) -> list[str]:
    with (DATASETS / "_shared" / f"{code_list}.csv").open(encoding="utf-8", newline="") as file:
        return [row[column] for row in csv.DictReader(file)]


def _amounts() -> list[tuple[str, str]]:
    rng = random.Random("amounts")
    cents = [rng.randint(1, 9_999) * 1_000_00 for _ in range(AMOUNTS)]
    return [(f"{each // 100}.{each % 100:02d}", amount_in_words(each)) for each in cents]


def _days() -> list[tuple[str, str]]:
    """Working days of signing, each with the days of notice nought to two working days later."""
    span = [FIRST_DAY + timedelta(days=n) for n in range((LAST_DAY - FIRST_DAY).days)]
    working = [day for day in span if is_workday(day)]
    return [
        (signed.isoformat(), noticed.isoformat())
        for index, signed in enumerate(working[:-2])
        for noticed in working[index : index + 3]
    ]
