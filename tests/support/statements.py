"""One layout on one sheet: a small dataset of accounts whose layout a test declares, and what extraction makes of a file."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from gongkai.contract import Contract
from gongkai.contract.schema import TableSchema
from gongkai.contract.sources import Sources
from gongkai.findings import Finding, Place
from pipelines.stages.extract import FoundTable, extract_file
from tests.support.town import BUDGET, declared

FIELDS = {
    "subject": ("string", "key"),
    "side": ("string", "code"),
    "stage": ("string", "code"),
    "scope": ("string", "code"),
    "group": ("string", "text"),
    "amount": ("number", "amount"),
    "share": ("number", "percent"),
}
STATEMENT = {
    "id": "statement",
    "title": {"zh": "收支表", "en": "Statement"},
    "fiscal_year": ["title", "sheet", "file_name"],
    "unit": "stated",
    "columns": {"subject": {"headers": ["科目", "项目", "预算科目"]}, "amount": {"headers": ["金额"]}},
}


def accounts(*layouts: dict[str, Any]) -> Contract:
    """The dataset with these layouts; each is the plain one with some keys changed (None takes a column away)."""
    plain = declared()[BUDGET]
    fields = [_field(name, *what) for name, what in FIELDS.items()]
    table = TableSchema.model_validate({"fields": fields, "primaryKey": ["subject"]})
    made = [{**STATEMENT, **layout, "columns": _columns(layout.get("columns", {}))} for layout in layouts or ({},)]
    return plain.model_copy(update={"table": table, "sources": Sources.model_validate({"layouts": made})})


def _field(name: str, kind: str, role: str) -> dict[str, str]:
    texts = {"title": name, "title_en": name, "description": name, "description_en": name}
    return {"name": name, "type": kind, "role": role, **texts}


def _columns(changes: dict[str, Any]) -> dict[str, Any]:
    columns = {**STATEMENT["columns"], **changes}  # type: ignore[dict-item]
    return {name: source for name, source in columns.items() if source is not None}


@dataclass(frozen=True)
class Read:
    """What was found in one file, and the bodies of its tables as lists of rows by name."""

    tables: tuple[FoundTable, ...]
    findings: list[Finding]
    encoding: str | None
    confidence: float | None
    bodies: list[list[dict[str, Any]]] = field(default_factory=list)

    @property
    def table(self) -> FoundTable:
        """The only table."""
        (table,) = self.tables
        return table

    @property
    def claimed(self) -> list[FoundTable]:
        """The tables that the dataset claims."""
        return [table for table in self.tables if table.dataset]

    def only(self, rule: str) -> Finding:
        """The only finding of a code."""
        (found,) = (item for item in self.findings if item.rule == rule)
        return found

    @property
    def rules(self) -> set[str]:
        """The codes of all findings."""
        return {item.rule for item in self.findings}

    def column(self, name: str, table: int = 0) -> list[Any]:
        """A column of a body: `c0`, `p1`, `_row`."""
        return [row[name] for row in self.bodies[table]]


def read(folder: Path, content: bytes, contract: Contract, name: str = "2026年.xlsx") -> Read:
    """Extract one file that the dataset alone may claim."""
    import pyarrow.parquet as pq

    file = folder / name
    file.write_bytes(content)
    extraction, findings = extract_file(file, [contract], Place(file=name, sha256="0"), folder / "body", "body")
    bodies = [pq.read_table(folder / "body" / str(table.data)).to_pylist() for table in extraction.tables if table.data]
    return Read(extraction.tables, findings, extraction.encoding, extraction.confidence, bodies)
