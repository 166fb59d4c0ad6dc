"""The submission of a derived dataset: its rows written to the lake in the columns of its schema, and measured.

Which rows they are belongs to `derive` and `derive_links`.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from gongkai.contract import Contract
from gongkai.engine import literal, name
from gongkai.files import whole_file
from gongkai.home import Home
from gongkai.submission import SourceTable, Submission
from pipelines.stages.standardise.content import measure

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

PARQUET = "FORMAT parquet, COMPRESSION zstd"
#: Why a derived table goes: what it was made from was taken back (撤下).
WITHDRAWN = "DER-WITHDRAWN"


def written(
    connection: "DuckDBPyConnection",
    home: Home,
    contract: Contract,
    whose: tuple[int, str],
    key: str,
    query: str,
    tables: Iterable[SourceTable],
    formulas: Mapping[str, str] | None = None,
) -> Submission:
    """Write the rows of a query as those of one year and department. The query has provenance as `p_file`, `p_row` and
    so on; `formulas` is the SQL of columns that it does not have.
    """
    period, entity = whose
    organisation = home.registers.by_code.get(entity)
    context = {
        "region_code": home.city.region_code,
        "fiscal_year": str(period),
        "entity_code": entity,
        "entity_name": organisation.name if organisation else entity,
    }
    target = home.lake.standardised(contract.dataset.slug, period, key)
    target.parent.mkdir(parents=True, exist_ok=True)
    ordered = ", ".join(map(name, contract.table.primary_key))
    with whole_file(target) as part:
        rows = f"SELECT {_columns(contract, context, formulas or {})} FROM ({query}) ORDER BY {ordered}"
        connection.execute(f"COPY ({rows}) TO {literal(part)} ({PARQUET})")
    content = measure(connection, contract, target)
    return Submission(
        dataset=contract.id,
        period=period,
        entity=entity,
        department=entity,
        tables=tuple(tables),
        key=key,
        content=content.digest,
        rows=content.rows,
        set_aside=0,
        precision=content.precision or Decimal("0.01"),
        amounts=content.amounts,
        totals=(),
    )


def _columns(contract: Contract, context: Mapping[str, str], formulas: Mapping[str, str]) -> str:
    """The columns of the schema in their order, in their types."""
    shown = []
    for field in contract.table.fields:
        value = formulas.get(field.name, name(field.name))
        if field.derive and field.derive.context:
            value = literal(context[field.derive.context])
        elif field.derive and field.derive.provenance:
            value = f"p_{field.derive.provenance}"
        shown.append(f"({value})::{field.sql_type} AS {name(field.name)}")
    return ", ".join(shown)
