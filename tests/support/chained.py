"""A fictional city with a purchase and a project from budget line to acceptance, all of it released: declarations, rows
and links written by hand, so that chains can be tested without a night.
"""

import atexit
import json
import shutil
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, Self

import duckdb

from gongkai.digests import digest_of
from gongkai.home import Home
from gongkai.journal.releases import Part, Release

NIGHT = datetime(2026, 3, 2, 2, 0, tzinfo=UTC).isoformat()

BUDGET = "budget/department_expenditure"
FINAL = "budget/department_final_expenditure"
INTENTIONS = "procurement/intentions"
TENDERS = "procurement/tenders"
CORRECTIONS = "procurement/corrections"
AWARDS = "procurement/awards"
CONTRACTS = "procurement/contracts"
ACCEPTANCES = "procurement/acceptances"
PROJECTS = "projects/major_projects"
APPROVALS = "projects/approvals"
LINKS = "procurement/links"

#: Title, stage, columns (name: kind), key, links (name, to). Kinds: k key, t text, o organisation, a amount, d date, i identifier.
Declared = tuple[str, str, str, str, Sequence[tuple[str, str]]]
DECLARED: dict[str, Declared] = {
    BUDGET: ("部门支出预算", "budget", "func_code:k func_name:n total:a", "func_code", ()),
    FINAL: ("部门支出决算", "final", "func_code:k func_name:n total:a", "func_code", [("budget_line", BUDGET)]),
    INTENTIONS: (
        "采购意向",
        "intention",
        "intention_no:k project_name:t budget_amount:a published_on:d",
        "intention_no",
        [("budget_line", BUDGET)],
    ),
    TENDERS: (
        "采购公告",
        "tender",
        "notice_no:k package_no:k notice_title:t project_no:i project_name:t buyer_name:o budget_amount:a bid_deadline:d "
        "published_on:d",
        "notice_no package_no",
        [("intention", INTENTIONS)],
    ),
    CORRECTIONS: (
        "更正公告",
        "tender",
        "notice_no:k project_no:i content_before:t content_after:t old_deadline:d new_deadline:d published_on:d",
        "notice_no",
        [("notice", TENDERS)],
    ),
    AWARDS: (
        "中标结果公告",
        "award",
        "notice_no:k package_no:k project_no:i project_name:t supplier_name:o award_amount:a published_on:d",
        "notice_no package_no",
        [("tender", TENDERS)],
    ),
    CONTRACTS: (
        "采购合同公告",
        "contract",
        "contract_no:k contract_name:t project_no:i project_name:t supplier_name:o supplier_uscc:i project_code:i amount:a "
        "signed_on:d published_on:d",
        "contract_no",
        [("award", AWARDS), ("budget_line", BUDGET), ("project", PROJECTS)],
    ),
    ACCEPTANCES: (
        "履约验收公告",
        "acceptance",
        "contract_no:k seq:k contract_name:t amount_paid:a published_on:d",
        "contract_no seq",
        [("contract", CONTRACTS)],
    ),
    PROJECTS: (
        "重大建设项目",
        "register",
        "project_code:k project_name:t total_invest:a approved_on:d",
        "project_code",
        (),
    ),
    APPROVALS: (
        "批准结果",
        "approval",
        "project_code:k approval_kind:k doc_no:i amount:a approved_on:d",
        "project_code approval_kind",
        [("project", PROJECTS)],
    ),
}

KINDS = {
    "k": ("string", "key"),
    "t": ("string", "text"),
    "n": ("string", "name"),
    "o": ("string", "organisation"),
    "i": ("string", "identifier"),
    "a": ("number", "amount"),
    "d": ("date", "date"),
}
CONTEXT = ("fiscal_year", "entity_code", "entity_name")
LINK_COLUMNS = "from_dataset:k from_key:k link:k link_zh:t link_en:t to_dataset:k to_period:k to_entity:k to_key:k method:t confidence:a"
METHODS = "code,name,aliases,tag\npackage,项目编号和包号,,K\nbudget_line,预算单位和功能科目,,K\n"
DEADLINES = "code,obligation_zh,obligation_en,days,kind,basis,tag\nT-X,公开,publish,20,d,《政府信息公开条例》,K\n"
DAYS = "date,working\n"
LICENCES = "id,name_zh,name_en,url\nCC-BY-4.0,署名,Attribution,https://licence.example/\n"
ORGANISATIONS = "code,name,inbox\n101,示例市教育局,101\n112,示例市政府采购中心,112\n103,示例市发展改革委,103\n"

Row = Mapping[str, Any]
#: Dataset, year and department of a row, and its key.
Address = tuple[str, int, str, str]


def text(zh: str, en: str) -> dict[str, str]:
    return {"zh": zh, "en": en}


class Chained:
    """The city; rows and links are released as they are given."""

    def __init__(self, root: Path) -> None:
        """The city that stands at `root`."""
        self.datasets, self.root = root / "datasets", root / "home"
        self.home = Home(self.root, self.datasets)

    @classmethod
    def founded(cls, root: Path) -> Self:
        """A new city: its declarations and registers, nothing released."""
        city = cls(root)
        shared = city.datasets / "_shared"
        for folder in (shared, city.root / "lake"):
            folder.mkdir(parents=True)
        (shared / "link_methods.csv").write_text(METHODS, encoding="utf-8")
        (shared / "deadlines.csv").write_text(DEADLINES, encoding="utf-8")
        (shared / "working_days.csv").write_text(DAYS, encoding="utf-8")
        (shared / "licences.csv").write_text(LICENCES, encoding="utf-8")
        (city.root / "organisations.csv").write_text(ORGANISATIONS, encoding="utf-8")
        for dataset, declared in DECLARED.items():
            city._declare(dataset, declared)
        city._declare(LINKS, ("全程关联", "links", LINK_COLUMNS, "from_dataset from_key link to_dataset to_key", ()))
        city.settle([*DECLARED, LINKS])
        return city

    def settle(self, datasets: Sequence[str], **more: Any) -> None:
        """Write `city.yml` and open the home."""
        city = {
            "name": text("示例市", "Shilishi (fictional)"),
            "fictional": True,
            "region_code": "999900",
            "base_url": "https://data.shilishi.example/",
            "datasets": list(datasets),
            **more,
        }
        (self.root / "city.yml").write_text(json.dumps(city, ensure_ascii=False), encoding="utf-8")
        self.home = Home(self.root, self.datasets)

    def release(self, dataset: str, entity: str, rows: Sequence[Row], period: int = 2026) -> None:
        """A new version of the dataset and year, with these rows for this department."""
        contract = self.home.contract(dataset)
        key = digest_of(dataset, entity, period, [dict(sorted(row.items())) for row in rows])[:16]
        path = self.home.lake.standardised(contract.dataset.slug, period, key)
        path.parent.mkdir(parents=True, exist_ok=True)
        context = {
            "fiscal_year": period,
            "entity_code": entity,
            "entity_name": self.home.registers.by_code[entity].name,
        }
        fields = contract.table.fields
        with duckdb.connect() as connection:
            connection.execute(f"CREATE TABLE t ({', '.join(f'{field.name} {field.sql_type}' for field in fields)})")
            values = [[{**context, **row}.get(field.name) for field in fields] for row in rows]
            for each in values:
                connection.execute(f"INSERT INTO t VALUES ({', '.join('?' * len(fields))})", each)
            connection.execute(f"COPY t TO '{path}' (FORMAT parquet)")
        self._published(dataset, period, entity, key, len(rows))

    def _published(self, dataset: str, period: int, entity: str, key: str, rows: int) -> None:
        history = self.home.journal.releases.history(dataset, period)
        others = [part for part in history[-1].parts if part.entity != entity] if history else []
        part = Part(entity, key, key, 1, "0" * 64, rows, NIGHT, NIGHT, {})
        parts = tuple(sorted([*others, part], key=lambda each: each.entity))
        changes: dict[str, Any] = {"departments": {}, "sources": {}, "previous": None, "columns_changed": False}
        version, content = len(history) + 1, digest_of([each.key for each in parts])
        release = Release(dataset, period, version, content, NIGHT, "prepared", parts, changes)
        self.home.journal.releases.prepare(release)
        self.home.journal.releases.publish(release)

    def link(self, *links: tuple[Address, str, Address, str, int]) -> None:
        """Release the links: from, name, to, method, confidence."""
        by: dict[tuple[int, str], list[Row]] = {}
        for (dataset, period, entity, key), name, there, method, confidence in links:
            row = {"from_dataset": dataset, "from_key": key, "link": name, "link_zh": f"{name}（中）", "link_en": name}
            row |= {"to_dataset": there[0], "to_period": there[1], "to_entity": there[2], "to_key": there[3]}
            by.setdefault((period, entity), []).append({**row, "method": method, "confidence": confidence})
        for (period, entity), rows in by.items():
            self.release(LINKS, entity, rows, period)

    def _declare(self, dataset: str, declared: Declared) -> None:
        title, stage, columns, key, links = declared
        folder = self.datasets / dataset
        folder.mkdir(parents=True)
        fields = [_field(name, "integer" if name == "fiscal_year" else "string", "context") for name in CONTEXT]
        fields += [_field(name, *KINDS[kind]) for name, kind in (each.split(":") for each in columns.split())]
        files: dict[str, Any] = {
            "dataset.yml": _described(dataset, title, stage, columns),
            "schema.yml": {"fields": fields, "primaryKey": ["fiscal_year", "entity_code", *key.split()]},
            "checks.yml": {"schema_severity": "error", "checks": []},
        }
        if dataset == LINKS:
            files["derived.yml"] = {"links": [name for name, each in DECLARED.items() if each[4]]}
        else:
            layout = {"id": "plain", "title": text("表", "Table"), "fiscal_year": ["title"], "unit": "stated"}
            layout["columns"] = {field["name"]: {"headers": [field["name"]]} for field in fields[len(CONTEXT) :]}
            files["sources.yml"] = {"layouts": [layout]}
        if links:
            files["links.yml"] = {"links": [_link(name, to) for name, to in links]}
        for name, content in files.items():
            (folder / name).write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")


def _link(name: str, to: str) -> dict[str, Any]:
    key = DECLARED[to][3].split()[0]
    return {
        "name": name,
        "to": to,
        "title": text(f"{name}（中）", name),
        "by": [{"method": "package", "confidence": 90, "match": {"entity_code": "entity_code"}}],
        "columns": {"key": {"column": key, "take": "each", "title": text("主键", "key")}},
    }


def _field(name: str, kind: str, role: str) -> dict[str, Any]:
    told = {"title": f"{name}（中）", "title_en": name, "description": name, "description_en": name}
    more: dict[str, Any] = {"derive": {"context": name}} if role == "context" else {}
    more |= {"unit": "元"} if role == "amount" else {}
    return {"name": name, "type": kind, "role": role, **told, **more}


def _described(dataset: str, title: str, stage: str, columns: str) -> dict[str, Any]:
    days = {"published_column": "published_on"} if "published_on" in columns else {}
    return {
        "id": dataset,
        "title": text(title, dataset.rpartition("/")[2].replace("_", " ")),
        "lead": text("示例。", "An example."),
        "description": text("示例市虚构数据。", "Fictional data of a fictional city."),
        "keywords": ["示例"],
        "periods": [2025, 2026],
        "stage": stage,
        "disclosure": {
            "field": "F03",
            "item": text(title, title),
            "deadline": "T-X",
            "starts": {"event": "公告"},
            **days,
        },
        "openness": {"attribute": "主动公开", "basis": "示例", "tag": "K"},
        "licence": "CC-BY-4.0",
        "frequency": "daily",
    }


LINE = (BUDGET, 2026, "101", "2050204")
INTENTION = (INTENTIONS, 2026, "112", "YX-1")
TENDER = (TENDERS, 2026, "112", "ZB-1/1")
CORRECTION = (CORRECTIONS, 2026, "112", "GZ-1")
AWARD = (AWARDS, 2026, "112", "JG-1/1")
CONTRACT = (CONTRACTS, 2026, "112", "HT-1")
ACCEPTANCE = (ACCEPTANCES, 2026, "112", "HT-1/1")
PROJECT = (PROJECTS, 2026, "103", "2601-999900-04-01-100001")
APPROVAL = (APPROVALS, 2026, "103", "2601-999900-04-01-100001/初步设计")
ACCOUNT = (FINAL, 2026, "101", "2050204")

ROWS: dict[Address, Row] = {
    LINE: {"func_code": "2050204", "func_name": "高中教育", "total": "9000000.00"},
    ACCOUNT: {"func_code": "2050204", "func_name": "高中教育", "total": "8800000.00"},
    INTENTION: {
        "intention_no": "YX-1",
        "project_name": "实验室设备采购",
        "budget_amount": "1000000.00",
        "published_on": "2026-01-05",
    },
    TENDER: {
        "notice_no": "ZB-1",
        "package_no": "1",
        "notice_title": "实验室设备采购公开招标公告",
        "project_no": "SSCG-2026-001",
        "project_name": "实验室设备采购",
        "buyer_name": "示例市教育局",
        "budget_amount": "1000000.00",
        "bid_deadline": "2026-03-20",
        "published_on": "2026-02-10",
    },
    CORRECTION: {
        "notice_no": "GZ-1",
        "project_no": "SSCG-2026-001",
        "content_before": "交货期三十日",
        "content_after": "交货期<六十>日",
        "old_deadline": "2026-03-10",
        "new_deadline": "2026-03-20",
        "published_on": "2026-02-20",
    },
    AWARD: {
        "notice_no": "JG-1",
        "package_no": "1",
        "project_no": "SSCG-2026-001",
        "project_name": "实验室设备采购",
        "supplier_name": "示例仪器有限公司",
        "award_amount": "980000.00",
        "published_on": "2026-03-25",
    },
    CONTRACT: {
        "contract_no": "HT-1",
        "contract_name": "实验室设备采购合同",
        "project_no": "SSCG-2026-001",
        "project_name": "实验室设备采购",
        "supplier_name": "示例仪器有限公司",
        "supplier_uscc": "91999900MA0000001X",
        "project_code": PROJECT[3],
        "amount": "980000.00",
        "signed_on": "2026-04-01",
        "published_on": "2026-04-02",
    },
    ACCEPTANCE: {
        "contract_no": "HT-1",
        "seq": "1",
        "contract_name": "实验室设备采购合同",
        "amount_paid": "980000.00",
        "published_on": "2026-06-01",
    },
    PROJECT: {
        "project_code": PROJECT[3],
        "project_name": "示例市第一中学迁建",
        "total_invest": "80000000.00",
        "approved_on": "2026-01-20",
    },
    APPROVAL: {
        "project_code": PROJECT[3],
        "approval_kind": "初步设计",
        "doc_no": "示发改〔2026〕3号",
        "amount": "79000000.00",
        "approved_on": "2026-01-25",
    },
}
LINKED = (
    (INTENTION, "budget_line", LINE, "budget_line", 95),
    (TENDER, "intention", INTENTION, "intention_number", 100),
    (CORRECTION, "notice", TENDER, "notice_number", 100),
    (AWARD, "tender", TENDER, "package", 100),
    (CONTRACT, "award", AWARD, "package", 85),
    (CONTRACT, "budget_line", LINE, "budget_line", 95),
    (CONTRACT, "project", PROJECT, "project_code", 100),
    (ACCEPTANCE, "contract", CONTRACT, "contract_number", 100),
    (APPROVAL, "project", PROJECT, "project_code", 100),
    (ACCOUNT, "budget_line", LINE, "budget_line", 100),
)


@cache
def _school() -> Path:
    """The city with one purchase of one school project, whole; made once for all tests of a process."""
    root = Path(mkdtemp(prefix="gongkai-school-"))
    atexit.register(shutil.rmtree, root, ignore_errors=True)
    city = Chained.founded(root)
    for (dataset, period, entity, _), row in ROWS.items():
        city.release(dataset, entity, [row], period)
    city.link(*LINKED)
    city.home.close()
    return root


def school(root: Path) -> Chained:
    """A city of one's own with one purchase of one school project, whole."""
    shutil.copytree(_school(), root, dirs_exist_ok=True)
    return Chained(root)
