"""The figures of a release that a page leads with, and its first rows. Exact; read from what is published."""

import csv
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any

from gongkai.contract import Contract
from gongkai.engine import engine, name, parquet
from gongkai.journal.releases import Release
from publish.manifest import version_folder
from publish.version import allowed_names

PREVIEW_ROWS = 20


def headline_amount(public: Path, contract: Contract, release: Release) -> Decimal | None:
    """The sum of the first amount column in 元; None when there is none.

    Where rows form a hierarchy (类、款、项), only rows without rows below them count, or amounts would count twice.
    """
    amounts = contract.table.with_role("amount")
    if not amounts:
        return None
    parent = next((f for f in contract.table.fields if f.derive and f.derive.parent_of), None)
    if parent is None or parent.derive is None:
        return sum((Decimal(part.amounts.get(amounts[0].name, "0")) for part in release.parts), Decimal(0))
    columns = (amounts[0].name, str(parent.derive.parent_of), parent.name)
    return _leaves(version_folder(public, contract, release.period, release.version), contract, release, columns)


def _leaves(folder: Path, contract: Contract, release: Release, columns: tuple[str, str, str]) -> Decimal:
    amount, code, parent = map(name, columns)
    entity = next((f.name for f in contract.table.fields if f.derive and f.derive.context == "entity_code"), None)
    same = f"AND below.{name(entity)} = top.{name(entity)}" if entity else ""
    rows = parquet(folder / allowed_names(contract, release.period)[2])
    query = f"""SELECT sum({amount}) FROM {rows} AS top
                WHERE NOT EXISTS (FROM {rows} AS below WHERE below.{parent} = top.{code} {same})"""
    with engine([folder]) as connection:
        found = connection.execute(query).fetchall()[0][0]
    return Decimal(found or 0)


def preview(public: Path, contract: Contract, release: Release) -> dict[str, Any]:
    """The first rows as text, codes with their zeros: `columns` (fields) and `rows`, without provenance columns."""
    folder = version_folder(public, contract, release.period, release.version)
    fields = [field for field in contract.table.fields if not field.is_provenance]
    with (folder / allowed_names(contract, release.period)[0]).open(encoding="utf-8-sig", newline="") as file:
        rows = [[row[field.name] for field in fields] for row in islice(csv.DictReader(file), PREVIEW_ROWS)]
    return {"columns": fields, "rows": rows}
