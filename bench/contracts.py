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

SUPPLIERS, AMOUNTS = 6_000, 20_000
FIRST_DAY, LAST_DAY = date(YEAR, 1, 5), date(YEAR, 12, 15)
SUBJECTS = ("维修改造工程", "运行维护服务", "设备购置", "信息系统升级", "物业管理服务", "监理服务", "课程资源建设")
TERMS = ("自合同签订之日起12个月", "自合同签订之日起30日内交付", "合同签订后90日内完工", "2026年3月至2027年2月")

#: One row in so many has the fault; each row takes at most one.
PENDING_EVERY, REPEATED_EVERY, LATE_EVERY, MARKED_EVERY, TYPED_EVERY = 100_003, 200_003, 997, 10_007, 10_009


def write_contracts(target: Path, rows: int, buyers: list[Body]) -> None:
    """Write the CSV (UTF-8, LF). Set aside of it: rows without a figure, and both rows of a repeated number."""
    with duckdb.connect() as connection:
        _fill(connection, "buyers", [(body.name, body.uscc) for body in buyers])
        _fill(connection, "suppliers", [(body.name, body.uscc) for body in companies(SUPPLIERS)])
        _fill(connection, "categories", [(code, "") for code in _column("procurement_categories", "code")])
        _fill(connection, "methods", [(name, "") for name in _column("procurement_methods", "name")])
        _fill(connection, "amounts", _amounts())
        _fill(connection, "days", _days())
        _fill(connection, "subjects", [(subject, "") for subject in SUBJECTS])
        _fill(connection, "terms", [(term, "") for term in TERMS])
        connection.execute(f"COPY ({_rows(rows)}) TO '{target}' (FORMAT csv, HEADER)")


def _fill(connection: duckdb.DuckDBPyConnection, table: str, values: list[tuple[str, str]]) -> None:
    columns = [[pair[index] for pair in values] for index in (0, 1)]
    connection.execute(
        f"CREATE TABLE {table} AS SELECT row_number() OVER () - 1 AS id, * FROM "
        "(SELECT unnest(?::VARCHAR[]) AS first, unnest(?::VARCHAR[]) AS second)",
        columns,
    )


def _rows(rows: int) -> str:
    """One SELECT for the whole file; which entry of a list a row takes is drawn from the digest of its number."""
    lists = ("buyers", "suppliers", "categories", "methods", "amounts", "days", "subjects", "terms")
    joins = " ".join(
        f"JOIN {table} ON {table}.id = hash(number, {salt}) % (SELECT count(*) FROM {table})"
        for salt, table in enumerate(lists)
    )
    project = "buyers.first || subjects.first || '采购项目（' || number // 3 || '）'"
    values = (
        f"format('SLHT-{YEAR}-{{:07d}}', number - ({_every(REPEATED_EVERY)})::INTEGER)",
        f"{project} || '合同'",
        f"format('SLCG{YEAR}-GK-{{:07d}}', number // 3)",
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
    cents = [rng.randint(10_000_00, 90_000_000_00) for _ in range(AMOUNTS)]
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
