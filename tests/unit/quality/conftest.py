"""What judges a small table: registers of one department, an engine, a calendar that knows 2026."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from gongkai.calendar import WorkingDays
from gongkai.engine import engine, name
from gongkai.registers import Registers
from quality.context import TableContext
from quality.engines.duck import judge
from quality.loading import HALF, SUBMISSION
from tests.unit.quality.tables import REGISTERS, Judge, Result, Row, contract, submission


@pytest.fixture
def registers(tmp_path: Path) -> Registers:
    for place, content in REGISTERS.items():
        (tmp_path / place).parent.mkdir(exist_ok=True)
        (tmp_path / place).write_text(content, encoding="utf-8")
    return Registers(tmp_path / "_shared", tmp_path / "home")


@pytest.fixture
def context(tmp_path: Path, registers: Registers) -> Iterator[Callable[..., TableContext]]:
    """Makes the context of a table; rows are numbered from 5 unless they say where they stand."""
    with engine([tmp_path]) as connection:

        def make(
            schema: Mapping[str, Any], rows: Sequence[Row], *checks: Mapping[str, Any], **facts: Any
        ) -> TableContext:
            table = contract(schema, checks)
            columns = ", ".join(f"{name(field.name)} {field.sql_type}" for field in table.table.fields)
            connection.execute(f"CREATE OR REPLACE TABLE rows ({columns})")
            for number, row in enumerate(rows, start=5):
                values = [{"source_row": number, **row}.get(each) for each in table.table.names]
                connection.execute(f"INSERT INTO rows VALUES ({', '.join('?' * len(values))})", values)
            made = submission(table, len(rows), **facts)
            half = f"{made.precision / 2:f}::DECIMAL(18,6)"
            connection.execute(f"ALTER TABLE rows ADD COLUMN {SUBMISSION} INTEGER DEFAULT 0")
            connection.execute(f"ALTER TABLE rows ADD COLUMN {HALF} DECIMAL(18,6) DEFAULT {half}")
            return TableContext(connection, table, [made], registers, WorkingDays())

        yield make


@pytest.fixture
def judge_table(context: Callable[..., TableContext]) -> Judge:
    """Judges a table written as literals."""

    def run(*args: Any, **facts: Any) -> Result:
        return Result(*judge(context(*args, **facts))[0])

    return run
