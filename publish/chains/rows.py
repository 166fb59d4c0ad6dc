"""What stands in the released rows of a chain: title, day, amounts, numbers, parties, what a correction changed.

Everything follows from the roles of the columns; no dataset is named here. Which rows are wanted belongs to `graph`.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import product
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from gongkai.contract import Contract, Field
from gongkai.engine import literal, name, parquet
from publish.chains.graph import node_sql
from publish.chains.model import Change, Fact, FactKind
from publish.chains.released import PROJECT, PURCHASE, Stand, Stands

if TYPE_CHECKING:
    import duckdb

#: How the columns of a correction are called that say the same before and after it.
PAIRS = (("old_{}", "new_{}"), ("{}_before", "{}_after"))


class Row(NamedTuple):
    """What is told of a row; see `Node`."""

    title: str
    department: str
    day: str | None
    purchase: str
    project: str
    facts: tuple[Fact, ...]
    corrects: bool
    changes: tuple[Change, ...]


def read_rows(connection: "duckdb.DuckDBPyConnection", stands: Stands, wanted: str) -> dict[str, Row]:
    """The released rows of the nodes in the relation `wanted` (node), by node. A row that a table states twice is told
    once.
    """
    places = connection.execute(
        "SELECT DISTINCT split_part(node, chr(31), 1), split_part(node, chr(31), 2)::INTEGER, "
        f"split_part(node, chr(31), 3) FROM {wanted} ORDER BY ALL"
    ).fetchall()
    by_dataset: dict[str, list[Stand]] = {}
    for place in places:
        if place in stands:
            by_dataset.setdefault(place[0], []).append(stands[place])
    return {node: row for files in by_dataset.values() for node, row in _rows(connection, files, wanted)}


def _rows(connection: "duckdb.DuckDBPyConnection", files: list[Stand], wanted: str) -> Iterator[tuple[str, Row]]:
    contract = files[0].contract
    result = connection.execute(
        f"SELECT r.* FROM ({rows_sql(connection, files)}) AS r SEMI JOIN {wanted} AS w ON w.node = r.node "
        "QUALIFY row_number() OVER (PARTITION BY r.node ORDER BY r.place) = 1"
    )
    columns = [column[0] for column in result.description or ()]
    for values in result.fetchall():
        row = dict(zip(columns, values, strict=True))
        yield row["node"], _told(contract, row)


def rows_sql(connection: "duckdb.DuckDBPyConnection", files: list[Stand]) -> str:
    """The SQL of the rows of one dataset in these files, each with its `node` and its `place` in its file."""
    contract = files[0].contract
    tables = parquet(*(each.path for each in files)).removesuffix(")")
    tables += ", filename = true, file_row_number = true)"
    stored = {row[0] for row in connection.execute(f"DESCRIBE FROM {tables}").fetchall()}
    places = ", ".join(f"({literal(each.path.resolve())}, {each.period}, {literal(each.entity)})" for each in files)
    columns = [each for each in contract.table.value_names if each in stored]
    shown = ", ".join(f"t.{name(each)}" for each in columns)
    node = node_sql(literal(contract.id), "p.period", "p.entity", key_sql(contract, "t", stored))
    return (
        f"SELECT {node} AS node, t.file_row_number AS place, {shown} FROM {tables} AS t "
        f"JOIN (VALUES {places}) AS p(file, period, entity) ON p.file = t.filename"
    )


def key_sql(contract: Contract, alias: str, stored: set[str]) -> str:
    """The SQL of the key of a row as links name it; a column that an older table does not have counts as blank."""
    table = contract.table
    own = [table.by_name[each] for each in table.primary_key]
    texts = [_text(field, alias, stored) for field in own if not (field.derive and field.derive.context)]
    return f"concat_ws('/', {', '.join(texts)})" if texts else "''"


def _text(field: Field, alias: str, stored: set[str]) -> str:
    return f"coalesce({alias}.{name(field.name)}::VARCHAR, '')" if field.name in stored else "''"


def day_column(contract: Contract) -> str | None:
    """The column with the day that a row tells of first: its publication, else what starts its clock, else a date."""
    disclosure, dates = contract.dataset.disclosure, contract.table.with_role("date")
    plain = next((field.name for field in dates if field.type == "date"), None)
    return disclosure.published_column or disclosure.starts.column or plain


def _told(contract: Contract, row: Mapping[str, Any]) -> Row:
    day = row.get(day_column(contract) or "")
    return Row(
        title=_title(contract, row),
        department=str(row.get("entity_name") or ""),
        day=str(day) if day else None,
        purchase=number_key(row.get(PURCHASE)),
        project=number_key(row.get(PROJECT)),
        facts=tuple(_facts(contract, row)),
        corrects=bool(_pairs(contract)),
        changes=tuple(_changes(contract, row)),
    )


def number_key(number: object) -> str:
    """A number of a purchase or project as it is compared: without blanks, in capitals; '' for none."""
    return "".join(str(number or "").split()).upper()


def _title(contract: Contract, row: Mapping[str, Any]) -> str:
    """What the row calls itself: the first name or title among its texts."""
    fields = (field.name for field in contract.table.with_role("name", "text"))
    named = (each for each in fields if each.rpartition("_")[2] in ("name", "title"))
    return next((str(row[each]) for each in named if row.get(each)), "")


def _facts(contract: Contract, row: Mapping[str, Any]) -> Iterator[Fact]:
    paired = {name for pair in _pairs(contract) for name in pair}
    for field in contract.table.fields:
        kind, value = _kind(field), row.get(field.name)
        if kind and value not in (None, "") and field.name not in paired:
            yield Fact(kind, field.name, field.title, field.title_en, _plain(value))


def _kind(field: Field) -> FactKind | None:
    """What a column tells in a chain; None for what only the dataset itself shows."""
    if field.derive and field.derive.context:
        return None
    if field.role in ("amount", "price"):
        return "amount"
    if field.type == "date":
        return "date"
    if field.role in ("key", "identifier") or field.name.endswith("_no"):
        return None if field.name.endswith("_uscc") else "number"
    if field.role == "organisation":
        return "party"
    if field.role == "code":
        return None if field.derive else "code"
    return "reason" if field.name.rpartition("_")[2] == "reason" else None


def _pairs(contract: Contract) -> list[tuple[str, str]]:
    """The columns that say something before and after a correction."""
    names = contract.table.names
    found = []
    for column, (old, new) in product(names, PAIRS):
        lead, tail = old.split("{}")
        after = new.format(column.removeprefix(lead).removesuffix(tail))
        if column.startswith(lead) and column.endswith(tail) and after in names:
            found.append((column, after))
    return found


def _changes(contract: Contract, row: Mapping[str, Any]) -> Iterator[Change]:
    for old, new in _pairs(contract):
        before, after = (None if row.get(each) in (None, "") else _plain(row[each]) for each in (old, new))
        if before != after:
            field = contract.table.by_name[new]
            kind: Literal["amount", "other"] = "amount" if _kind(field) == "amount" else "other"
            yield Change(kind, field.title, field.title_en, before, after)


def _plain(value: object) -> str:
    return f"{value:f}" if isinstance(value, Decimal) else str(value)
