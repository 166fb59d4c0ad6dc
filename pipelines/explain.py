"""The way of one published number back to the cell it came from.

Here belongs finding the row. Its cells are found in `pipelines.source_cells`; what a text means belongs to
`pipelines.stages.standardise`.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict

from gongkai.contract import Contract
from gongkai.contract.corrections import Correction
from gongkai.engine import engine, literal, name
from gongkai.errors import GongkaiError
from gongkai.home import Home
from gongkai.journal.releases import Part, Release
from gongkai.verdict import Verdict
from pipelines.interpretation import told
from pipelines.source_cells import Cell, cells_of, provenance_column, source_of

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

CANDIDATES = 10
Row = dict[str, Any]


class Control(BaseModel):
    """A check that looked at the column in this submission."""

    model_config = ConfigDict(frozen=True)

    code: str
    status: str
    sentence_zh: str
    sentence_en: str


class Way(BaseModel):
    """The way back of one value; `cells` is empty for a value that no cell states."""

    model_config = ConfigDict(frozen=True)

    dataset: str
    key: dict[str, str]
    column: str
    title_zh: str
    title_en: str
    value: str | None
    unit: str | None
    period: int
    version: int
    released_at: str
    department: str
    department_name: str
    file: str
    sha256: str
    received_at: str
    sheet: str | None
    row: int
    cells: tuple[Cell, ...]
    source_unit: str | None
    precision: str | None
    interpretation_zh: str
    interpretation_en: str
    corrections: tuple[Correction, ...]
    checks: tuple[Control, ...]


def explain(home: Home, dataset: str, key: dict[str, str], column: str) -> Way:
    """Follow the value of `column` in the one published row whose columns have the texts of `key`.

    Raises GongkaiError for an unknown dataset or column, and when no row or more than one row matches.
    """
    contract = home.contract(dataset)
    _known(contract, [*key, column])
    releases = [history[-1] for (owner, _), history in home.journal.releases.published().items() if owner == dataset]
    found = [(release, part, row) for release in releases for part, row in _matches(home, contract, release, key)]
    if len(found) != 1:
        raise _not_one(contract, key, [row for _, _, row in found])
    return _way(home, contract, found[0], column)


def _known(contract: Contract, columns: list[str]) -> None:
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


def _way(home: Home, contract: Contract, found: tuple[Release, Part, Row], column: str) -> Way:
    release, part, row = found
    field = contract.table.by_name[column]
    source = source_of(contract, release.changes["sources"][part.entity], row)
    cells = cells_of(home, contract, field, source, row)
    value = _plain(row[column])
    unit = row.get(provenance_column(contract, "unit"))
    zh, en = told(contract, field, [cell.text for cell in cells], value, unit, release.period)
    deliveries = home.journal.deliveries.by_id([source["delivery"]])
    return Way(
        dataset=contract.id,
        key={name: str(row[name]) for name in contract.table.primary_key},
        column=column,
        title_zh=field.title,
        title_en=field.title_en,
        value=value,
        unit=field.unit,
        period=release.period,
        version=release.version,
        released_at=release.released_at,
        department=part.entity,
        department_name=home.registers.by_code[part.entity].name if part.entity in home.registers.by_code else "",
        file=" › ".join(filter(None, (source["file"], source["member"]))),
        sha256=source["sha256"],
        received_at=deliveries[source["delivery"]].received_at,
        sheet=source["sheet"],
        row=int(row[provenance_column(contract, "row")]),
        cells=cells,
        source_unit=unit if field.role == "amount" else None,
        precision=_plain(row.get(provenance_column(contract, "precision"))) if field.role == "amount" else None,
        interpretation_zh=zh,
        interpretation_en=en,
        corrections=_corrections(contract, part.entity, release.period, row, column),
        checks=_controls(home, contract, part, release.period, column),
    )


def _corrections(contract: Contract, entity: str, period: int, row: Row, column: str) -> tuple[Correction, ...]:
    return tuple(
        each
        for each in contract.corrections
        if (each.period, each.entity, each.column) == (period, entity, column)
        and all(str(row[name]) == text for name, text in each.key.items())
    )


def _controls(home: Home, contract: Contract, part: Part, period: int, column: str) -> tuple[Control, ...]:
    path = home.lake.verdict(contract.dataset.slug, period, part.key)
    if not path.is_file():
        return ()
    verdict = Verdict.model_validate_json(path.read_text(encoding="utf-8"))
    return tuple(
        Control(code=each.code, status=each.status, sentence_zh=each.sentence_zh, sentence_en=each.sentence_en)
        for each in verdict.outcomes
        if column in each.columns
    )


def _plain(value: object) -> str | None:
    return None if value is None else str(value)
