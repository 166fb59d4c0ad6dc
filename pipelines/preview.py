"""One submission as the public would see it, beside what the last release holds: what a reviewer reads before signing.

Here belongs gathering it. Signing belongs to `publish.review.signing`, the decision to the gate.
"""

from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict

from gongkai.contract import Contract
from gongkai.decision import ReleaseDecision
from gongkai.engine import engine, name, parquet
from gongkai.home import Home
from gongkai.journal.releases import Part, Release
from gongkai.submission import Submission
from gongkai.verdict import CheckOutcome, Verdict
from pipelines.status import current_parts, missing_roles
from publish.changes import row_changes
from publish.review.signing import checked_submission

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Row = dict[str, str | None]


class Difference(BaseModel):
    """A row that was `added`, `removed` or `changed` since the last release; `cells` are column -> (before, after)."""

    model_config = ConfigDict(frozen=True)

    change: str
    key: dict[str, str | None]
    cells: dict[str, tuple[str | None, str | None]]


class Since(BaseModel):
    """What differs from the department's rows in the last release; `sums` are that release's, in 元."""

    model_config = ConfigDict(frozen=True)

    version: int
    rows: int
    sums: dict[str, Decimal]
    added: int
    removed: int
    changed: int
    differences: tuple[Difference, ...]


class Preview(BaseModel):
    """The submission, its metadata, first rows, sums and checks; `content` is the digest that an approval binds to,
    `since` is null when nothing of it was released.
    """

    model_config = ConfigDict(frozen=True)

    dataset: str
    title_zh: str
    title_en: str
    licence: str
    period: int
    department: str
    name: str
    file: str
    sha256: str
    received_at: str
    sheet: str | None
    unit: str
    content: str
    row_count: int
    set_aside: int
    rows: tuple[Row, ...]
    sums: dict[str, Decimal]
    since: Since | None
    checks: tuple[CheckOutcome, ...]
    decision: ReleaseDecision | None
    waiting_for: tuple[str, ...]


def preview(home: Home, dataset: str, period: int, department: str, limit: int = 20) -> Preview:
    """The submission as it would be released, at most `limit` rows and differences. Raises GongkaiError without one."""
    contract = home.contract(dataset)
    submission = checked_submission(home, dataset, period, department)
    release, part = current_parts(home).get((dataset, period, department), (None, None))
    rows = home.lake.standardised(contract.dataset.slug, period, submission.key)
    with engine([home.lake.root]) as connection:
        shown = tuple(_rows(connection, f"FROM {parquet(rows)} LIMIT {limit}"))
        since = None
        if release and part:
            before = home.lake.standardised(contract.dataset.slug, period, part.key)
            since = _since(connection, contract, release, part, (before, rows), limit)
    return _preview(home, contract, submission, shown, since)


def _preview(
    home: Home, contract: Contract, submission: Submission, shown: tuple[Row, ...], since: Since | None
) -> Preview:
    where = (submission.dataset, submission.period, submission.entity)
    judged = home.journal.work.entry(f"validate:{submission.scope}")
    delivery = home.journal.deliveries.by_id([submission.delivery])[submission.delivery]
    return Preview(
        dataset=contract.id,
        title_zh=contract.dataset.title.zh,
        title_en=contract.dataset.title.en,
        licence=contract.dataset.licence,
        period=submission.period,
        department=submission.entity,
        name=home.registers.by_code[submission.entity].name,
        file=submission.file,
        sha256=submission.sha256,
        received_at=delivery.received_at,
        sheet=submission.sheet,
        unit=submission.unit,
        content=submission.content,
        row_count=submission.rows,
        set_aside=submission.set_aside,
        rows=shown,
        sums=submission.amounts,
        since=since,
        checks=Verdict.model_validate(judged.result).outcomes if judged else (),
        decision=home.journal.reviews.decisions().get(where),
        waiting_for=missing_roles(home, submission, home.journal.reviews.sign_offs()),
    )


def _rows(connection: "DuckDBPyConnection", query: str) -> list[Row]:
    result = connection.execute(query)
    names = [column[0] for column in result.description or ()]
    return [{n: None if v is None else str(v) for n, v in zip(names, row, strict=True)} for row in result.fetchall()]


def _since(
    connection: "DuckDBPyConnection",
    contract: Contract,
    release: Release,
    part: Part,
    tables: tuple[Path, Path],
    limit: int,
) -> Since:
    """Compared in the columns that both tables have: the schema may have changed since."""
    old, new = (_columns(connection, path) for path in tables)
    rows = connection.execute(f"SELECT count(*) FROM {parquet(tables[1])}").fetchall()[0][0]
    counts, differences = (rows, part.rows, 0), []
    if set(contract.table.primary_key) <= old & new:
        counts = row_changes(connection, contract, *tables, (part.rows, rows))
        differences = _differences(connection, contract, old & new, tables, limit)
    return Since(
        version=release.version,
        rows=part.rows,
        sums={column: Decimal(amount) for column, amount in part.amounts.items()},
        **dict(zip(("added", "removed", "changed"), counts, strict=True)),
        differences=tuple(differences),
    )


def _columns(connection: "DuckDBPyConnection", path: Path) -> set[str]:
    return {row[0] for row in connection.execute(f"DESCRIBE FROM {parquet(path)}").fetchall()}


def _differences(
    connection: "DuckDBPyConnection", contract: Contract, common: set[str], tables: tuple[Path, Path], limit: int
) -> list[Difference]:
    """The first rows that differ, as texts, by primary key."""
    keys = contract.table.primary_key
    values = [column for column in contract.table.value_names if column in common and column not in keys]
    texts = {column: (f"b.{name(column)}::VARCHAR", f"a.{name(column)}::VARCHAR") for column in (*keys, *values)}
    before, after = texts[keys[-1]]
    changed = " OR ".join(f"{texts[value][0]} IS DISTINCT FROM {texts[value][1]}" for value in values) or "false"
    kind = (
        f"CASE WHEN {before} IS NULL THEN 'added' WHEN {after} IS NULL THEN 'removed' WHEN {changed} THEN 'changed' END"
    )
    joined = " AND ".join(f"{texts[key][0]} = {texts[key][1]}" for key in keys)
    order = ", ".join(f"coalesce({texts[key][1]}, {texts[key][0]})" for key in keys)
    rows = connection.execute(
        f"SELECT {kind} AS kind, {', '.join(text for pair in texts.values() for text in pair)} "
        f"FROM {parquet(tables[0])} b FULL JOIN {parquet(tables[1])} a ON {joined} "
        f"WHERE kind IS NOT NULL ORDER BY {order} LIMIT {int(limit)}"
    ).fetchall()
    return [_difference(row, keys, values) for row in rows]


def _difference(row: tuple[Any, ...], keys: tuple[str, ...], values: list[str]) -> Difference:
    kind, *texts = row
    pairs = dict(zip((*keys, *values), zip(texts[::2], texts[1::2], strict=True), strict=True))
    cells = {value: pairs[value] for value in values if pairs[value][0] != pairs[value][1]}
    return Difference(change=kind, key={key: pairs[key][1] or pairs[key][0] for key in keys}, cells=cells)
