"""Finds the one published row that a person means by the texts of some of its columns.

What is told of it belongs to `pipelines.explain` and `pipelines.following`.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from gongkai.contract import Contract
from gongkai.engine import engine, literal, name
from gongkai.errors import GongkaiError
from gongkai.home import Home
from gongkai.journal.releases import Part, Release

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

CANDIDATES = 10
Row = dict[str, Any]


def the_row(home: Home, contract: Contract, key: dict[str, str]) -> tuple[Release, Part, Row]:
    """The one row of the current releases whose columns have the texts of `key`, with the release and the department's
    part it stands in. Raises GongkaiError when no row or more than one row matches.
    """
    known_columns(contract, [*key])
    releases = [
        history[-1] for (owner, _), history in home.journal.releases.published().items() if owner == contract.id
    ]
    found = [(release, part, row) for release in releases for part, row in _matches(home, contract, release, key)]
    if len(found) != 1:
        raise _not_one(contract, key, [row for _, _, row in found])
    return found[0]


def known_columns(contract: Contract, columns: list[str]) -> None:
    """Raises GongkaiError for a column that the dataset does not have."""
    for column in columns:
        if column not in contract.table.by_name:
            known = ", ".join(contract.table.names)
            raise GongkaiError(
                f"{contract.id} 没有“{column}”列",
                f"{contract.id} has no column {column}",
                f"可用：{known}",
                f"available: {known}",
            )


def _matches(home: Home, contract: Contract, release: Release, key: dict[str, str]) -> list[tuple[Part, Row]]:
    """The rows of a release that match, with the department's part each stands in."""
    parts = {part.key: part for part in release.parts}
    paths = [home.lake.standardised(contract.dataset.slug, release.period, part) for part in parts]
    files = ", ".join(literal(path.resolve()) for path in paths)
    conditions = " AND ".join(f"{name(column)}::VARCHAR = {literal(text)}" for column, text in key.items())
    with engine([home.lake.root]) as connection:
        rows = _rows(
            connection,
            f"SELECT * FROM read_parquet([{files}], union_by_name = true, filename = true) "
            f"WHERE {conditions or 'true'} LIMIT {CANDIDATES + 1}",
        )
    return [(parts[Path(row.pop("filename")).stem], row) for row in rows]


def _rows(connection: "DuckDBPyConnection", query: str) -> list[Row]:
    result = connection.execute(query)
    names = [column[0] for column in result.description or ()]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


def _not_one(contract: Contract, key: dict[str, str], rows: list[Row]) -> GongkaiError:
    given = ",".join(f"{column}={text}" for column, text in key.items())
    if not rows:
        return GongkaiError(
            f"已公开的 {contract.id} 中没有 {given} 的行",
            f"no published row of {contract.id} has {given}",
            "核对代码；未公开的报送见 gongkai status",
            "check the codes; gongkai status shows what is not published",
        )
    several = f"{CANDIDATES}+" if len(rows) > CANDIDATES else str(len(rows))
    shown = "\n".join("  " + _key(contract, row) for row in rows[:CANDIDATES])
    return GongkaiError(
        f"{given} 对应 {several} 行",
        f"{given} matches {several} rows",
        f"再加一个条件，例如：\n{shown}",
        "add a condition from the list above",
    )


def _key(contract: Contract, row: Row) -> str:
    return ",".join(f"{column}={row[column]}" for column in contract.table.primary_key)
