"""The way of one published number back to the cell it came from.

The row is found in `pipelines.published_row`, its cells in `pipelines.source_cells`; what a text means belongs to
`pipelines.stages.standardise`.
"""

from pydantic import BaseModel, ConfigDict

from gongkai.contract import Contract
from gongkai.contract.corrections import Correction
from gongkai.home import Home
from gongkai.journal.releases import Part, Release
from gongkai.verdict import Verdict
from pipelines.interpretation import told
from pipelines.published_row import Row, known_columns, the_row
from pipelines.source_cells import Cell, cells_of, provenance_column, source_of


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
    known_columns(contract, [column])
    return _way(home, contract, the_row(home, contract, key), column)


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
