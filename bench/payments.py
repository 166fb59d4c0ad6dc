"""A dataset of the bench alone: payments to suppliers, as a British council lists them.

Here belong the declarations; they are written beside the home, since no city publishes such a table.
"""

import json
import shutil
from pathlib import Path
from typing import Any

from gongkai.contract.yaml import plain, read_yaml
from gongkai.home import DATASETS

DATASET = "bench/payments"
YEAR = 2026

#: Column, header, type, role.
COLUMNS = (
    ("paid_on", "Payment Date", "date", "date"),
    ("transaction_no", "Transaction Number", "string", "identifier"),
    ("amount", "Net Amount", "number", "amount"),
    ("supplier", "Supplier (Beneficiary) Name", "string", "text"),
    ("supplier_reference", "Local Supplier Internal Reference", "string", "text"),
    ("directorate", "Directorate / Service Where Expenditure Incurred", "string", "text"),
    ("service", "Service Category Label", "string", "text"),
    ("service_uri", "Service Category URI", "string", "text"),
    ("category", "SeRCOP Expenditure Category", "string", "text"),
    ("category_code", "SeRCOP Expenditure Code", "string", "text"),
    ("purpose", "Purpose of Spend", "string", "text"),
    ("detailed_code", "SeRCOP Detailed Expenditure Code", "string", "text"),
    ("capital_or_revenue", "Capital/Revenue", "string", "text"),
    ("procurement_class", "Procurement Classification", "string", "text"),
)
_BORROWED = "procurement/contracts"
_CONTEXT = ("region_code", "fiscal_year", "entity_code", "entity_name")
_PROVENANCE = ("src_unit", "src_precision", "source_file", "source_sheet", "source_row")


def write_datasets(folder: Path) -> Path:
    """A folder of declarations with this dataset alone and everybody's code lists. Returns the folder."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(DATASETS / "_shared", folder / "_shared")
    target = folder / DATASET
    target.mkdir(parents=True)
    borrowed = {part: plain(read_yaml(DATASETS / _BORROWED / f"{part}.yml")) for part in ("dataset", "schema")}
    _write(target / "dataset.yml", _dataset(borrowed["dataset"]))
    _write(target / "schema.yml", _schema(borrowed["schema"]))
    _write(target / "sources.yml", {"layouts": [_layout()]})
    _write(target / "checks.yml", {"schema_severity": "error", "checks": []})
    return folder


def _dataset(borrowed: dict[str, Any]) -> dict[str, object]:
    name = {"zh": "供应商付款（测速用）", "en": "Payments to suppliers (for measuring)"}
    disclosure = {**borrowed["disclosure"], "starts": {"column": "paid_on"}, "published_column": "paid_on"}
    texts = {"title": name, "lead": name, "description": name}
    return {**borrowed, **texts, "id": DATASET, "disclosure": disclosure, "periods": [YEAR]}


def _schema(borrowed: dict[str, Any]) -> dict[str, object]:
    known = {str(each["name"]): each for each in borrowed["fields"]}
    own = [
        {
            "name": name,
            "type": kind,
            "role": role,
            "title": header,
            "title_en": header,
            "description": header,
            "description_en": header,
            **({"unit": "元"} if role == "amount" else {}),
        }
        for name, header, kind, role in COLUMNS
    ]
    return {
        "fields": [*(known[n] for n in _CONTEXT), *own, *(known[n] for n in _PROVENANCE)],
        "primaryKey": ["transaction_no", "source_row"],
    }


def _layout() -> dict[str, object]:
    name = {"zh": "付款清单", "en": "List of payments"}
    columns: dict[str, Any] = {column: {"headers": [header]} for column, header, _, _ in COLUMNS}
    columns["amount"]["unit"] = "元"
    return {
        "id": "council_list",
        "title": name,
        "files": ["csv"],
        "fiscal_year": ["file_name"],
        "unit": "none",
        "columns": columns,
    }


def _write(path: Path, content: dict[str, Any]) -> None:
    # JSON is YAML.
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")
