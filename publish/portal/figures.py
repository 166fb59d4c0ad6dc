"""The figures of a release that a page leads with, and its first rows. Exact; read from what is published."""

import csv
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any

from gongkai.contract import Contract
from gongkai.journal.releases import Release
from publish.manifest import version_folder
from publish.version import allowed_names

PREVIEW_ROWS = 20


def headline_amount(contract: Contract, release: Release) -> Decimal | None:
    """The sum of the first amount column in 元; None when there is none. Rows that add up others do not count in it."""
    amounts = contract.table.with_role("amount")
    if not amounts:
        return None
    return sum((Decimal(part.amounts.get(amounts[0].name, "0")) for part in release.parts), Decimal(0))


def preview(public: Path, contract: Contract, release: Release) -> dict[str, Any]:
    """The first rows as text, codes with their zeros: `columns` (fields) and `rows`, without provenance columns."""
    folder = version_folder(public, contract, release.period, release.version)
    with (folder / allowed_names(contract, release.period)[0]).open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        # The release may be older than a column of today's schema.
        stored = set(reader.fieldnames or ())
        fields = [field for field in contract.table.fields if field.name in stored and not field.is_provenance]
        rows = [[row[field.name] for field in fields] for row in islice(reader, PREVIEW_ROWS)]
    return {"columns": fields, "rows": rows}
