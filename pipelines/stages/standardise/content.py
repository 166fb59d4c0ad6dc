"""The measure of a submission: rows, sums of amounts, smallest precision, and the digest that says whether the
content changed.
"""

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from gongkai.contract import Contract
from gongkai.digests import digest_of
from gongkai.engine import name, parquet

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

LOW = "18446744073709551615::UHUGEINT"


@dataclass(frozen=True)
class Content:
    """`digest` ignores the order of rows and the provenance columns; `amounts` are sums in 元 by column, in which a row
    that only adds up the rows below it does not count.
    """

    digest: str
    rows: int
    precision: Decimal | None
    amounts: dict[str, Decimal]


def smallest_digit(contract: Contract) -> str:
    """The SQL of the yuan value of the last printed digit; NULL where the schema has no such column."""
    precision = next((f.name for f in contract.table.fields if f.derive and f.derive.provenance == "precision"), None)
    return f"min({name(precision)})" if precision else "NULL"


def measure(connection: "DuckDBPyConnection", contract: Contract, rows: Path) -> Content:
    """Measure a standardised Parquet file in one pass."""
    fields = contract.table.with_role("amount")
    sums = [f"sum({name(field.name)}) FILTER (_counts)" for field in fields]
    smallest = smallest_digit(contract)
    said = [field for field in contract.table.fields if not field.is_provenance]
    stated = {column for layout in contract.sources.layouts for column in layout.provides}
    known = [f for f in said if f.derive and (f.derive.context or f.derive.constant is not None)]
    fixed = [field for field in known if field.name not in stated]
    values = ", ".join(f"coalesce({name(f.name)}::VARCHAR, chr(30))" for f in said if f not in fixed)
    facts = ", ".join(f"min({name(field.name)})::VARCHAR" for field in fixed)
    found = connection.execute(
        f"SELECT count(*), {smallest}, [{facts}], sum((_md5 & {LOW})::UBIGINT), sum((_md5 >> 64)::UBIGINT), "
        f"{', '.join(sums) or 'NULL'} FROM ("
        f"SELECT *, {_counts(contract, rows)} AS _counts, md5_number(concat_ws(chr(31), {values})) AS _md5 "
        f"FROM {parquet(rows)})"
    ).fetchone()
    assert found is not None
    count, least, context, lower, upper, *amounts = found
    digest = digest_of(list(contract.table.value_names), context, count, str(lower or 0), str(upper or 0))
    totals = {field.name: amount or Decimal("0.00") for field, amount in zip(fields, amounts, strict=False)}
    return Content(digest, count, least, totals)


def _counts(contract: Contract, rows: Path) -> str:
    """Whether a row counts in sums: in a hierarchy of codes one that is no other row's parent, and no 其中 row."""
    conditions = []
    for field in contract.table.fields:
        if field.derive and field.derive.parent_of:
            parents = f"SELECT {name(field.name)} FROM {parquet(rows)} WHERE {name(field.name)} IS NOT NULL"
            conditions.append(f"({name(field.derive.parent_of)} NOT IN ({parents}))")
        if field.derive and field.derive.of_which:
            conditions.append(f"({name(field.name)} IS NOT TRUE)")
    return " AND ".join(conditions) or "true"
