"""The rows of many submissions side by side, as rules look at them: one relation, whose every row knows its submission
and half of the last digit that its table prints.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from gongkai.contract import Contract
from gongkai.engine import literal, name, parquet
from gongkai.submission import Submission

if TYPE_CHECKING:
    import duckdb

SUBMISSION, HALF = "_submission", "_half"
#: The place of a row in the file of its submission, from 0.
AT = "_at"
#: Up to so many rows are taken into memory once; more are read again by every rule.
IN_MEMORY = 500_000


@dataclass(frozen=True)
class Stated:
    """A standardised submission and the Parquet file of its rows."""

    submission: Submission
    rows: Path


def load(
    connection: "duckdb.DuckDBPyConnection",
    relation: str,
    contract: Contract,
    stated: Sequence[Stated],
    linked: str | None = None,
) -> None:
    """Make the relation: a table while it is small, else a view. `linked` has more columns for rows by submission
    (`of`) and place (`at`).
    """
    kind = "TABLE" if sum(each.submission.rows for each in stated) <= IN_MEMORY else "VIEW"
    rows = located(stated) if linked else _one(stated[0]) if len(stated) == 1 else _several(stated)
    finer = list(_printed(stated))
    rows = _refined(contract, rows, finer) if finer else rows
    if linked:
        shown = f'r.* EXCLUDE ({AT}), l.* EXCLUDE ("of", "at")'
        same = f'l."of" = r.{SUBMISSION} AND l."at" = r.{AT}'
        rows = f"SELECT {shown} FROM ({rows}) AS r LEFT JOIN {linked} AS l ON {same}"
    connection.execute(f"CREATE TEMP {kind} {name(relation)} AS {rows}")


def located(stated: Sequence[Stated]) -> str:
    """The SQL of their rows, each with its place in the file."""
    return _several(stated, f", found.file_row_number AS {AT}", ", file_row_number = true", ", file_row_number")


def _one(stated: Stated) -> str:
    half = _half(stated.submission.precision)
    return f"SELECT *, 0 AS {SUBMISSION}, {half} AS {HALF} FROM {parquet(stated.rows)}"


def _several(stated: Sequence[Stated], more: str = "", option: str = "", instead: str = "") -> str:
    listed = ", ".join(
        f"({literal(_path(each.rows))}, {number}, {_half(each.submission.precision)})"
        for number, each in enumerate(stated)
    )
    files = ", ".join(literal(_path(each.rows)) for each in stated)
    return (
        f"SELECT found.* EXCLUDE (_file{instead}), listed.{SUBMISSION}, listed.{HALF}{more} "
        f"FROM read_parquet([{files}], filename = '_file'{option}) AS found "
        f"JOIN (VALUES {listed}) AS listed(_file, {SUBMISSION}, {HALF}) USING (_file)"
    )


def _path(file: Path) -> str:
    return f"{_folder(file.parent)}/{file.name}"


@lru_cache
def _folder(folder: Path) -> Path:
    """The folder as the engine knows it; to resolve each of hundreds of files would take longer than to read them."""
    return folder.resolve()


def _printed(stated: Sequence[Stated]) -> Iterator[str]:
    """Of submissions whose tables print different digits: submission, what tells a table, half its last digit."""
    for number, each in enumerate(stated):
        precise = [table for table in each.submission.tables if table.precision is not None]
        if len({table.precision for table in precise}) > 1:
            for table in precise:
                place = literal(table.place) if table.place else "NULL"
                told = f"{literal(table.source_id)}, {place}, {literal(table.unit)}"
                yield f"({number}, {told}, {_half(table.precision or Decimal(0))})"


def _refined(contract: Contract, rows: str, printed: Sequence[str]) -> str:
    """Where the columns of provenance do not tell two tables apart, the coarser digit counts."""
    fields = {f.derive.provenance: f.name for f in contract.table.fields if f.derive and f.derive.provenance}
    known = [what for what in ("file", "sheet", "unit") if what in fields]
    same = "".join(f" AND (p.{what} IS NULL OR p.{what} = loaded.{name(fields[what])})" for what in known)
    return (
        f"SELECT loaded.* REPLACE (coalesce((SELECT max(p.half) FROM (VALUES {', '.join(printed)}) "
        f"AS p(submission, file, sheet, unit, half) WHERE p.submission = loaded.{SUBMISSION}{same}), "
        f"loaded.{HALF})::DECIMAL(18,6) AS {HALF}) FROM ({rows}) AS loaded"
    )


def _half(precision: Decimal) -> str:
    return f"{precision / 2:f}::DECIMAL(18,6)"
