"""The suggestions as the declarations `schema.yml`, `sources.yml`, `checks.yml`, `dataset.yml`."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from gongkai.values.amounts import unit_in
from gongkai.values.dates import parse_date
from pipelines.drafting.columns import Column, Guess
from pipelines.drafting.keys import ColumnSum
from pipelines.drafting.names import plain

ASK = "（请填写）"
ASK_EN = "(please write)"
_TYPES = {"amount": "number", "percent": "number", "date": "date"}
_ROLES = {
    "amount": "amount",
    "percent": "percent",
    "integer": "text",
    "date": "date",
    "code": "code",
    "uscc": "identifier",
    "project_code": "identifier",
    "organisation": "organisation",
    "text": "text",
    "remark": "text",
}
_CONTEXT = (
    ("region_code", "string", "区划代码", "Region code", "context", {"context": "region_code"}),
    ("fiscal_year", "integer", "年度", "Fiscal year", "context", {"context": "fiscal_year"}),
    ("entity_code", "string", "部门代码", "Department code", "code", {"context": "entity_code"}),
    ("entity_name", "string", "部门名称", "Department name", "organisation", {"context": "entity_name"}),
)
_PROVENANCE = (
    ("source_file", "string", "来源文件", "Source file", "provenance", {"provenance": "file"}),
    ("source_sheet", "string", "来源工作表", "Source sheet", "provenance", {"provenance": "sheet"}),
    ("source_row", "integer", "来源行号", "Source row", "provenance", {"provenance": "row"}),
)
_MONEY = (
    ("src_unit", "string", "原表单位", "Unit in the source", "provenance", {"provenance": "unit"}),
    ("src_precision", "number", "原表精度", "Precision of the source", "provenance", {"provenance": "precision"}),
)


@dataclass(frozen=True)
class Example:
    """What was read of the example and guessed from it; `names` gives each column its name, in order."""

    title: str
    unit: str | None
    year_from: tuple[str, ...]
    columns: tuple[Column, ...]
    guesses: tuple[Guess, ...]
    names: tuple[str, ...]
    english: Mapping[str, str]
    key: tuple[Column, ...]
    sums: tuple[ColumnSum, ...]
    totals: tuple[str, ...]
    totals_hold: bool

    def name(self, column: Column) -> str:
        """The name of a column."""
        return self.names[self.columns.index(column)]

    def of_kind(self, *kinds: str) -> list[Column]:
        """The columns that were guessed to be of one of the kinds."""
        return [column for column, guess in zip(self.columns, self.guesses, strict=True) if guess.kind in kinds]


def schema_of(example: Example) -> dict[str, Any]:
    """`schema.yml`."""
    money = _MONEY if example.of_kind("amount") else ()
    made = [_made(*one) for one in (*_CONTEXT, *money, *_PROVENANCE)]
    stated = [_stated(example, *each) for each in zip(example.columns, example.guesses, example.names, strict=True)]
    context = len(_CONTEXT)
    key = [example.name(column) for column in example.key]
    return {
        "fields": [*made[:context], *stated, *made[context:]],
        "primaryKey": ["region_code", "fiscal_year", "entity_code", *key],
    }


def _made(name: str, kind: str, title: str, title_en: str, role: str, derive: dict[str, str]) -> dict[str, Any]:
    texts = {"title": title, "title_en": title_en, "description": f"{title}。", "description_en": f"{title_en}."}
    return {"name": name, "type": kind, **texts, "role": role, "derive": derive}


def _stated(example: Example, column: Column, guess: Guess, name: str) -> dict[str, Any]:
    title = plain(column.header) or name
    field: dict[str, Any] = {
        "name": name,
        "type": _TYPES.get(guess.kind, "string"),
        "title": title,
        "title_en": example.english.get(name, name.replace("_", " ").capitalize()),
        "description": ASK,
        "description_en": ASK_EN,
        "role": "key" if column in example.key else _ROLES[guess.kind],
    }
    if guess.kind in ("amount", "percent"):
        field["unit"] = "元" if guess.kind == "amount" else "%"
    constraints: dict[str, Any] = {}
    if guess.required and column not in example.key:
        constraints["required"] = True
    if guess.pattern:
        constraints["pattern"] = guess.pattern
    if guess.values:
        constraints["enum"] = list(guess.values)
    return {**field, "constraints": constraints} if constraints else field


def sources_of(example: Example) -> dict[str, Any]:
    """`sources.yml`: one layout, that of the example."""
    amounts = example.of_kind("amount")
    own = bool(amounts) and all(unit_in(column.header) for column in amounts)
    columns = {
        name: _headers(column) | ({} if guess.required or column in example.key else {"optional": True})
        for column, guess, name in zip(example.columns, example.guesses, example.names, strict=True)
    }
    layout: dict[str, Any] = {
        "id": "example",
        "title": {"zh": "示例文件的版式", "en": "The layout of the example"},
        "recognise": {"title_contains": [example.title]} if example.title else {},
        "fiscal_year": list(example.year_from),
        "unit": "none" if own or not amounts else "stated",
        "columns": columns,
        "total_rows": list(example.totals),
    }
    return {"layouts": [{key: value for key, value in layout.items() if value not in ({}, [])}]}


def _headers(column: Column) -> dict[str, Any]:
    return {"parts": [[part] for part in column.parts]} if column.parts else {"headers": [column.header]}


def checks_of(example: Example) -> dict[str, Any]:
    """`checks.yml`: the checks that hold in the example."""
    checks: list[dict[str, Any]] = [{"code": "STR-013", "kind": "unique_key", "severity": "error"}]
    for one in example.sums:
        parts = [example.name(part) for part in one.parts]
        checks.append(_check("SUM-009", "column_sum", "error", total=example.name(one.total), parts=parts))
    amounts = [example.name(column) for column in example.of_kind("amount")]
    if amounts and example.totals and example.totals_hold:
        checks.append(_check("SUM-002", "total_row", "error", amounts=amounts))
    codes = [example.name(column) for column in example.of_kind("uscc")]
    if codes:
        checks.append(_check("COD-008", "uscc", "warning", columns=codes))
    projects = example.of_kind("project_code")
    checks += [_check("COD-009", "project_code", "warning", column=example.name(column)) for column in projects]
    for earlier, later in _in_order(example.of_kind("date")):
        named = {"earlier": example.name(earlier), "later": example.name(later)}
        checks.append(_check("COD-012", "date_order", "warning", **named))
    texts = [example.name(column) for column in example.of_kind("text", "remark", "organisation")]
    if texts:
        checks.append(_check("SEC-001", "no_personal_data", "error", columns=texts))
    return {"schema_severity": "error", "checks": checks}


def _check(code: str, kind: str, severity: str, **given: object) -> dict[str, Any]:
    return {"code": code, "kind": kind, "severity": severity, **given}


def _in_order(columns: list[Column]) -> list[tuple[Column, Column]]:
    """Neighbouring dates of which the left one is never later than the right one."""
    return [(left, right) for left, right in pairwise(columns) if all(_ordered(*days) for days in _days(left, right))]


def _days(left: Column, right: Column) -> list[tuple[date | None, date | None]]:
    return [(parse_date(one), parse_date(other)) for one, other in zip(left.texts, right.texts, strict=True)]


def _ordered(first: date | None, second: date | None) -> bool:
    return first is None or second is None or first <= second


def dataset_of(dataset_id: str, example: Example, year: int) -> dict[str, Any]:
    """`dataset.yml`: what only a person knows is asked for."""
    title = example.title or ASK
    return {
        "id": dataset_id,
        "title": {"zh": title, "en": dataset_id.rpartition("/")[2].replace("_", " ").capitalize()},
        "lead": {"zh": ASK, "en": ASK_EN},
        "description": {"zh": ASK, "en": ASK_EN},
        "keywords": [title],
        "periods": [year],
        "stage": "published",
        "disclosure": {
            "field": "F04",
            "item": {"zh": ASK, "en": ASK_EN},
            "deadline": "T-GI-ACTIVE",
            "starts": {"event": ASK},
        },
        "openness": {"attribute": "主动公开", "basis": ASK, "tag": "K"},
        "review": {"sign_offs": ["drafter", "reviewer", "publisher"], "standing_allowed": False},
        "licence": "CC-BY-4.0",
        "frequency": "annual",
    }
