"""A small fictional city with one dataset, 部门支出, and the means to hand in, clear and publish its tables."""

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from gongkai.contract import Contract
from gongkai.decision import Outcome, ReleaseDecision
from gongkai.digests import digest_of
from gongkai.home import Home
from gongkai.journal.work import Entry
from gongkai.submission import Slot, SourceTable, Submission
from gongkai.verdict import CheckOutcome, Status, Verdict
from publish.review.case import Case
from publish.review.signing import evidence_of

DATASET = "budget/spending"
EAST_8 = timezone(timedelta(hours=8))
NIGHT = datetime(2026, 3, 2, 2, 0, tzinfo=EAST_8)
Row = tuple[str, str, str]


def text(zh: str, en: str) -> dict[str, str]:
    return {"zh": zh, "en": en}


def column(name: str, kind: str, role: str, **more: Any) -> dict[str, Any]:
    told = {"title": more.pop("title", name), "title_en": name, "description": name, "description_en": name}
    return {"name": name, "type": kind, "role": role, **told, **more}


FIELDS = [
    column("entity_code", "string", "code", title="部门代码", derive={"context": "entity_code"}),
    column("code", "string", "code", title="科目编码"),
    column("name", "string", "name", title="科目名称"),
    column("amount", "number", "amount", title="金额", unit="元"),
    column("src_file", "string", "provenance", title="来源", derive={"provenance": "file"}),
    column("src_row", "integer", "provenance", title="行", derive={"provenance": "row"}),
]

DECLARATION: dict[str, Any] = {
    "dataset.yml": {
        "id": DATASET,
        "title": text("部门支出", "Departmental spending"),
        "lead": text("钱花到哪里。", "Where the money goes."),
        "description": text("示例市虚构数据。", "Fictional data of a fictional city."),
        "keywords": ["预算"],
        "periods": [2025, 2026],
        "stage": "budget",
        "disclosure": {
            "field": "F01",
            "item": text("部门预算", "Budget"),
            "deadline": "T-BUD-DEP",
            "starts": {"event": "财政批复"},
            "not_before": ["财政批复"],
        },
        "openness": {"attribute": "主动公开", "basis": "预算法第十四条", "tag": "K"},
        "review": {"standing_allowed": True},
        "licence": "CC-BY-4.0",
        "frequency": "annual",
    },
    "schema.yml": {"fields": FIELDS, "primaryKey": ["entity_code", "code"]},
    "sources.yml": {
        "layouts": [
            {
                "id": "plain",
                "title": text("表", "Table"),
                "files": ["xlsx"],
                "fiscal_year": ["title"],
                "unit": "stated",
                "columns": {name: {"headers": [name]} for name in ("code", "name", "amount")},
            }
        ]
    },
    "checks.yml": {"schema_severity": "error", "checks": []},
}

CITY = {
    "name": text("示例市", "Shilishi (fictional)"),
    "fictional": True,
    "region_code": "999900",
    "base_url": "https://data.shilishi.example/",
    "datasets": [DATASET],
    "accounts": [
        {"id": "jia", "name": "拟稿员甲", "roles": ["drafter", "reviewer"]},
        {"id": "yi", "name": "审核员乙", "roles": ["reviewer"]},
        {"id": "bing", "name": "发布员丙", "roles": ["publisher"]},
    ],
    # The tests of the .duckdb files make them; the others need not wait for them.
    "portal": {"databases": False},
}

NEGATIVE = """id,category,matcher,pattern,action,basis,tag,valid_from,valid_to,title_zh,title_en
NL-1,国家秘密,keyword,绝密|机密,block,《保守国家秘密法》,K,2024-05-01,,国家秘密标志,Marking of a secret
NL-2,过程性信息,keyword,送审稿,block,《政府信息公开条例》第十六条,V,,2025-12-31,送审稿,Draft for review
NL-3,个人隐私,column,联系电话,mask,《个人信息保护法》,V,,,联系电话,Telephone
NL-4,案卷,dataset,enforcement/files,block,《政府信息公开条例》第十六条,V,,,案卷,Case files
"""
LICENCES = "id,name_zh,name_en,url\nCC-BY-4.0,署名 4.0,Attribution 4.0,https://creativecommons.org/licenses/by/4.0/\n"
DEADLINES = """code,obligation_zh,obligation_en,days,kind,basis,tag
T-BUD-DEP,公开部门预算,Publish the budget of a department,20,d,《预算法》第十四条,V
"""
EVENTS = "kind,entity,period,date,doc_no\n财政批复,101,2026,2026-02-10,示财预〔2026〕1号\n"


@pytest.fixture
def declare(tmp_path: Path) -> Callable[[dict[str, Any]], Home]:
    """Writes the declarations, with changes to files by name, and opens the home anew."""

    def write(changes: dict[str, Any]) -> Home:
        folder = tmp_path / "datasets" / DATASET
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in {**DECLARATION, **changes}.items():
            (folder / name).write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
        return Home(tmp_path / "home", tmp_path / "datasets")

    return write


@pytest.fixture
def home(tmp_path: Path, declare: Callable[[dict[str, Any]], Home]) -> Iterator[Home]:
    """The city before anything was handed in."""
    root, shared = tmp_path / "home", tmp_path / "datasets" / "_shared"
    for folder in (root, shared, root / "lake"):
        folder.mkdir(parents=True)
    (root / "city.yml").write_text(json.dumps(CITY, ensure_ascii=False), encoding="utf-8")
    (root / "events.csv").write_text(EVENTS, encoding="utf-8")
    (shared / "negative_list.csv").write_text(NEGATIVE, encoding="utf-8")
    (shared / "licences.csv").write_text(LICENCES, encoding="utf-8")
    (shared / "deadlines.csv").write_text(DEADLINES, encoding="utf-8")
    opened = declare({})
    yield opened
    opened.close()


@pytest.fixture
def contract(home: Home) -> Contract:
    """The dataset's contract."""
    return home.contract(DATASET)


Submit = Callable[..., Submission]


@pytest.fixture
def submit(home: Home) -> Submit:
    """Hands in one department's rows (code, name, amount): lake, delivery, the work of standardise and validate."""

    def hand_in(entity: str, rows: Sequence[Row], file: str = "预算.xlsx", period: int = 2026) -> Submission:
        content, key = digest_of(entity, sorted(rows)), digest_of(entity, rows, file)
        sha256 = digest_of(file, rows)
        path = home.lake.standardised("budget-spending", period, key)
        path.parent.mkdir(parents=True, exist_ok=True)
        _write(path, [(entity, *row, sha256[:12], number) for number, row in enumerate(rows, start=5)])
        at = NIGHT.astimezone(UTC).isoformat()
        delivery = home.journal.deliveries.received(entity, f"{entity}/{file}", sha256, 1, at)
        table = SourceTable(
            delivery=delivery.id,
            file=f"{entity}/{file}",
            sha256=sha256,
            sheet="表一",
            layout="plain",
            unit="元",
            columns={"code": (0,), "name": (1,), "amount": (2,)},
            first_column=2,
            width=3,
            first_row=5,
            last_row=5 + len(rows),
            rows=len(rows),
            extracted="x",
        )
        submission = Submission(
            dataset=DATASET,
            period=period,
            entity=entity,
            department=entity,
            tables=(table,),
            key=key,
            content=content,
            rows=len(rows),
            set_aside=0,
            precision=Decimal("0.01"),
            amounts={"amount": sum((Decimal(row[2]) for row in rows), Decimal(0))},
            totals=(),
        )
        verdict = Verdict(dataset=DATASET, period=period, entity=entity, key=key, rules="r", outcomes=())
        slot = Slot(dataset=DATASET, period=period, entity=entity, submission=submission)
        entries = {"standardise": slot.model_dump(mode="json"), "validate": verdict.model_dump(mode="json")}
        home.journal.work.keep(Entry(f"{s}:{submission.scope}", s, key, result) for s, result in entries.items())
        return submission

    return hand_in


def _write(path: Path, rows: list[tuple[Any, ...]]) -> None:
    types = ("VARCHAR", "VARCHAR", "VARCHAR", "DECIMAL(18,2)", "VARCHAR", "INTEGER")
    shape = ", ".join(f"{field['name']} {kind}" for field, kind in zip(FIELDS, types, strict=True))
    connection = duckdb.connect()
    connection.execute(f"CREATE TABLE rows ({shape})")
    connection.executemany("INSERT INTO rows VALUES (?, ?, ?, ?, ?, ?)", rows)
    connection.execute(f"COPY rows TO '{path}' (FORMAT parquet, COMPRESSION zstd)")
    connection.close()


@pytest.fixture
def clear(home: Home) -> Callable[[Submission], tuple[Submission, ReleaseDecision]]:
    """The submission with a decision that clears it."""

    def decided(submission: Submission) -> tuple[Submission, ReleaseDecision]:
        decision = ReleaseDecision(
            dataset=submission.dataset,
            period=submission.period,
            entity=submission.entity,
            outcome=Outcome.CLEARED,
            evidence=evidence_of(home, submission),
            approved_by={"drafter": "jia", "reviewer": "yi", "publisher": "bing"},
            way="sign_offs",
        )
        return submission, decision

    return decided


@pytest.fixture
def case(home: Home, contract: Contract, submit: Submit) -> Case:
    """A submission that nothing stands against, unsigned."""
    submission = submit("101", [("205", "教育支出", "100.00"), ("208", "社会保障", "50.00")])
    return Case(
        submission=submission,
        openness=contract.dataset.openness,
        review=contract.dataset.review,
        evidence=evidence_of(home, submission),
        as_of=NIGHT,
        verdict=verdict(submission),
        events={"财政批复": home.registers.event("财政批复", "101", 2026)},
    )


def verdict(submission: Submission, *failed: tuple[str, str]) -> Verdict:
    outcomes = tuple(
        CheckOutcome(
            code=code,
            kind="k",
            severity=severity,
            columns=(),
            sentence_zh="",
            sentence_en="",
            status=Status.FAIL,
            failed=1,
        )
        for code, severity in failed
    )
    key = submission.key
    return Verdict(dataset=DATASET, period=2026, entity="101", key=key, rules="r", outcomes=outcomes)


@pytest.fixture
def judged() -> Callable[..., Verdict]:
    """A verdict on a submission with failed checks (code, severity)."""
    return verdict
