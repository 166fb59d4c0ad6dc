"""Small tables judged by small contracts: a budget table and a table of contracts, written as literals."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from gongkai.contract import Contract
from gongkai.findings import Finding
from gongkai.submission import ControlTotal, Submission
from gongkai.verdict import CheckOutcome, Verdict

Row = Mapping[str, object]

SUBJECTS = (
    "code,name,aliases,parent\n_TOT,本年收入合计,,_IN\n101,税收收入,,_TOT\n10101,增值税,,101\n10104,企业所得税,,101\n"
    "_IN,收入总计,,\n_OUT,支出总计,,\n"
)

REGISTERS = {
    "_shared/function_codes.csv": "first_year,last_year,code,name,aliases,status\n2026,2026,205,教育支出,教育,verified\n"
    "2026,2026,20502,普通教育,,\n2026,2026,2050201,学前教育,,\n2026,2026,2050202,小学教育,,unverified\n",
    "_shared/subjects.csv": SUBJECTS,
    "_shared/methods.csv": "code,name,aliases\nopen_tender,公开招标,公开招标采购\n",
    "_shared/deadlines.csv": "code,obligation_zh,obligation_en,days,kind,basis,tag\n"
    "T-PROC-CON,公告采购合同,publish the contract,2,wd,实施条例第五十条,V\n",
    "home/organisations.csv": "code,name,short_name,uscc\n101,示例市教育局,市教育局,11999900MB99A10105\n",
}


def column(field_name: str, kind: str, role: str, zh: str, en: str, **more: object) -> dict[str, object]:
    texts = {"title": zh, "title_en": en, "description": f"{zh}。", "description_en": f"{en}."}
    return {"name": field_name, "type": kind, "role": role, **texts, **more}


SOURCE_ROW = column("source_row", "integer", "provenance", "来源行号", "Source row", derive={"provenance": "row"})

BUDGET: dict[str, Any] = {
    "fields": [
        column("func_code", "string", "key", "科目编码", "Function code", codelist="function_codes"),
        column("printed_name", "string", "name", "科目名称", "Name"),
        column("level", "integer", "code", "级次", "Level", derive={"level_of": "func_code"}),
        column("total", "number", "amount", "合计", "Total"),
        column("basic", "number", "amount", "基本支出", "Basic spending"),
        column("project", "number", "amount", "项目支出", "Project spending"),
        SOURCE_ROW,
    ],
    "primaryKey": ["func_code"],
}

SOURCE_CELL = column("source_cell", "string", "provenance", "来源单元格", "Source cell", derive={"provenance": "cell"})

ACCOUNTS: dict[str, Any] = {
    "fields": [
        column("stage", "string", "code", "阶段", "Stage"),
        column("subject", "string", "key", "科目", "Subject", codelist="subjects"),
        column("printed_name", "string", "name", "科目名称", "Name"),
        column("is_of_which", "boolean", "code", "其中项", "Of which", derive={"of_which": "printed_name"}),
        column("amount", "number", "amount", "金额", "Amount"),
        SOURCE_ROW,
        SOURCE_CELL,
    ],
    "primaryKey": ["stage", "subject"],
}

CONTRACTS: dict[str, Any] = {
    "fields": [
        column("contract_no", "string", "key", "合同编号", "Contract number", constraints={"pattern": "HT-\\d+"}),
        column("buyer", "string", "organisation", "采购人", "Buyer"),
        column("buyer_uscc", "string", "identifier", "采购人代码", "Buyer's code"),
        column("project_code", "string", "identifier", "项目代码", "Project code"),
        column("method", "string", "code", "采购方式", "Method", codelist="methods"),
        column("kind", "string", "code", "类别", "Kind", constraints={"enum": ["货物", "服务"]}),
        column("subject", "string", "text", "主要标的", "Subject"),
        column("amount", "number", "amount", "合同金额", "Amount"),
        column("budget", "number", "amount", "预算金额", "Budget"),
        column("progress", "number", "percent", "进度", "Progress", constraints={"minimum": 0, "maximum": 100}),
        column("signed_on", "date", "date", "签订日期", "Signed on"),
        column("published_on", "date", "date", "公告日期", "Published on"),
        SOURCE_ROW,
    ],
    "primaryKey": ["contract_no"],
}


@dataclass(frozen=True)
class Result:
    verdict: Verdict
    findings: list[Finding]

    def outcome(self, code: str) -> CheckOutcome:
        return next(outcome for outcome in self.verdict.outcomes if outcome.code == code)

    def told(self, code: str) -> list[Finding]:
        return [finding for finding in self.findings if finding.rule == code]


Judge = Callable[..., Result]


def contract(schema: Mapping[str, Any], checks: Sequence[Mapping[str, Any]]) -> Contract:
    text = {"zh": "示例", "en": "sample"}
    dataset = {
        "id": "budget/sample",
        "title": text,
        "lead": text,
        "description": text,
        "keywords": [],
        "periods": [2026],
        "stage": "budget",
        "disclosure": {"field": "F01", "item": text, "deadline": "T-BUD-DEP", "starts": {"event": "财政批复"}},
        "openness": {"attribute": "主动公开", "basis": "《预算法》第十四条", "tag": "V"},
        "licence": "CC-BY-4.0",
        "frequency": "annual",
    }
    stated = {f["name"]: {"headers": [f["title"]]} for f in schema["fields"] if "derive" not in f}
    layout = {"id": "main", "title": text, "files": ["csv"], "fiscal_year": ["title"], "unit": "元", "columns": stated}
    given = [{"severity": "error", **check} for check in checks]
    return Contract.model_validate(
        {
            "folder": Path("sample"),
            "dataset": dataset,
            "table": schema,
            "sources": {"layouts": [layout]},
            "checks": {"schema_severity": "error", "checks": given},
        }
    )


def submission(table: Contract, rows: int, **facts: Any) -> Submission:
    columns = {field.name: (index,) for index, field in enumerate(table.table.stated)}
    source = {
        "delivery": 1, "file": "表.xlsx", "sha256": "0" * 64, "sheet": "表一", "layout": "main", "unit": "元",
        "columns": columns, "first_column": 1, "width": len(columns), "first_row": 1, "last_row": 99, "rows": rows,
        "extracted": "e",
    }  # fmt: skip
    stated = source.keys() | {"note", "title", "years", "fixed"}
    source |= {name: facts.pop(name) for name in stated & facts.keys()}
    common = {
        "dataset": table.id, "period": 2026, "entity": "101", "department": "101", "key": "k", "content": "c",
        "rows": rows, "set_aside": 0, "precision": Decimal("0.01"), "amounts": {}, "totals": (), "tables": [source],
    }  # fmt: skip
    return Submission.model_validate({**common, **facts})


def total(label: str, row: int, **amounts: str) -> ControlTotal:
    return ControlTotal(label=label, row=row, amounts={key: Decimal(text) for key, text in amounts.items()})
